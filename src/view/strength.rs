//! How well something is known: a share as a bar, a number and words, so that no colour is needed to read it.

use crate::lesson::Card;
use crate::progress::Strength;
use crate::session::Session;
use crate::text::Text;

/// A share of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What about: a lesson, a difficulty, a misconception.
    pub label: Text,
    /// From 0 to 100.
    pub percent: u8,
    /// What the share is of: `5 of 12 questions answered`.
    pub note: Text,
}

impl Bar {
    /// The bar of a share from 0 to 1.
    pub fn new(label: &str, share: f64, note: &str) -> Self {
        let percent = (share.clamp(0.0, 1.0) * 100.0).round() as u8;
        Self { label: Text::new(label), percent, note: Text::new(note) }
    }

    /// The bar drawn in so many cells.
    pub fn drawn(&self, cells: usize) -> Text {
        let full = (usize::from(self.percent) * cells + 50) / 100;
        // Something is not nothing, and not quite everything is not everything.
        let full =
            full.clamp(usize::from(self.percent > 0), cells - usize::from(self.percent < 100 && cells > 0));
        Text::from("█".repeat(full) + &"░".repeat(cells - full))
    }
}

/// How well a lesson is known, once something of it was answered.
pub(super) fn of_lesson(session: &Session, lesson: &Card) -> Option<Bar> {
    let strength = session.history.lesson(&lesson.id, session.now);
    (strength.questions > 0)
        .then(|| Bar::new(&lesson.title, strength.share, &note(strength, Some(lesson.questions))))
}

/// `5 of 12 questions answered`
fn note(strength: Strength, all: Option<usize>) -> String {
    let questions = |n: usize| format!("{n} question{}", if n == 1 { "" } else { "s" });
    match all {
        // A lesson that has lost questions since.
        Some(all) if strength.questions <= all => {
            format!("{} of {} answered", strength.questions, questions(all))
        }
        _ => format!("{} answered", questions(strength.questions)),
    }
}
