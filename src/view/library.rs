//! The list of lessons.

use crate::session::Session;
use crate::text::Text;

/// The list of lessons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library {
    /// All of them.
    pub items: Vec<LibraryItem>,
    /// The highlighted one.
    pub selected: usize,
    /// Lessons that could not be opened.
    pub problems: Vec<Text>,
}

/// A lesson in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryItem {
    /// Its title.
    pub title: Text,
    /// What it is about: `FastAPI`.
    pub topic: Text,
    /// `10 min`
    pub time: Text,
    /// What the learner will be able to do.
    pub about: Text,
    /// `3 steps · 4 questions · python-jose, PyJWT`
    pub contents: Text,
}

pub(super) fn of(session: &Session) -> Library {
    let items = session.library.lessons.iter().map(|lesson| {
        let libraries: Vec<&str> = lesson.programs.iter().map(|program| program.profile.name()).collect();
        let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        LibraryItem {
            title: Text::new(&lesson.title),
            topic: Text::new(&lesson.topic),
            time: Text::from(format!("{} min", lesson.minutes)),
            about: Text::new(&lesson.about),
            contents: Text::from(format!(
                "{}, {}, {}; runs with {}",
                count(lesson.steps.len(), "step"),
                count(lesson.moments.len(), "key moment"),
                count(lesson.quiz.len(), "question"),
                libraries.join(" and ")
            )),
        }
    });
    Library {
        items: items.collect(),
        selected: session.library.selected,
        problems: session.library.problems.iter().map(|problem| Text::new(problem)).collect(),
    }
}
