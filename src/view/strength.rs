//! How well something is known: a share as a bar, a number and words, so that no colour is needed to read it.

use crate::lesson::{Card, Level, misconception};
use crate::progress::Strength;
use crate::progress::schedule::until;
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

/// How well everything is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProgressView {
    /// What the bars say.
    pub headline: Text,
    /// A heading and its bars, the weakest first.
    pub groups: Vec<(Text, Vec<Bar>)>,
    /// Lessons of which nothing was answered.
    pub untouched: Vec<Text>,
    /// What is due, and when the next is.
    pub due: Text,
    /// Lines scrolled down.
    pub scroll: usize,
}

pub(super) fn progress(session: &Session, scroll: usize) -> ProgressView {
    let (history, now) = (&session.history, session.now);
    let mut view = ProgressView { scroll, ..ProgressView::default() };
    if history.answers() == 0 && projects(session).is_empty() {
        view.headline =
            Text::label("Nothing has been answered yet: open a lesson, 4 asks its quiz, 5 its practice.");
        return view;
    }
    view.headline = Text::label("What you would answer right today; the weakest first");
    let lessons = &session.library.lessons;
    let mut known: Vec<(f64, Bar)> = Vec::new();
    for lesson in lessons {
        let lesson = lesson.card();
        match of_lesson(session, lesson) {
            Some(bar) => known.push((history.lesson(&lesson.id, now).share, bar)),
            None if session.project_done(&lesson.id).is_some() => {}
            None => view.untouched.push(Text::new(&lesson.title)),
        }
    }
    known.sort_by(|a, b| a.0.total_cmp(&b.0));
    let level = |level: Level| {
        let strength = history.strength(now, |item| item.level == Some(level));
        (strength.questions > 0)
            .then(|| (strength.share, Bar::new(level.name(), strength.share, &note(strength, None))))
    };
    let mut levels: Vec<(f64, Bar)> = Level::ALL.into_iter().filter_map(level).collect();
    levels.sort_by(|a, b| a.0.total_cmp(&b.0));
    let belief = |(tag, strength, shown): (&str, Strength, u32)| {
        let belief = misconception::belief(tag).unwrap_or(tag);
        let believed = match shown {
            0 => String::new(),
            1 => ", believed once".to_owned(),
            shown => format!(", believed {shown} times"),
        };
        Bar::new(&format!("\"{belief}\""), strength.share, &format!("{}{believed}", note(strength, None)))
    };
    let foreseen = history.predictions(now);
    let foreseen = (foreseen.questions > 0)
        .then(|| Bar::new("what a step will do", foreseen.share, &note(foreseen, None)));
    let groups = [
        ("By lesson", known.into_iter().map(|(_, bar)| bar).collect::<Vec<_>>()),
        ("By difficulty, in practice", levels.into_iter().map(|(_, bar)| bar).collect()),
        ("Projects", projects(session)),
        ("Predictions in the traces", foreseen.into_iter().collect()),
        ("Right where many think", history.misconceptions(now).into_iter().map(belief).collect()),
    ];
    let groups = groups.into_iter().filter(|(_, bars)| !bars.is_empty());
    view.groups = groups.map(|(title, bars)| (Text::label(title), bars)).collect();
    view.due = Text::from(due(session));
    view
}

/// How far each project is that was begun.
fn projects(session: &Session) -> Vec<Bar> {
    let bar = |lesson: &Card| {
        let done = session.project_done(&lesson.id).filter(|_| lesson.project > 0)?;
        let done = done.min(lesson.project);
        let note = format!("{done} of {} steps done", lesson.project);
        Some(Bar::new(&lesson.title, done as f64 / lesson.project as f64, &note))
    };
    session.library.lessons.iter().filter_map(|lesson| bar(lesson.card())).collect()
}

/// `3 questions are due for review (r); the next one is due in 2 days.`
fn due(session: &Session) -> String {
    let (due, next) = session.due_of_all();
    let due = match due {
        0 => "Nothing is due for review".to_owned(),
        1 => "1 question is due for review".to_owned(),
        due => format!("{due} questions are due for review"),
    };
    match next {
        Some(next) => format!("{due}; the next one is due {}.", until(next - session.now)),
        None => format!("{due}."),
    }
}

/// How well a lesson is known, once something of it was answered.
pub(super) fn of_lesson(session: &Session, lesson: &Card) -> Option<Bar> {
    let strength = session.history.lesson(&lesson.id, session.now);
    (strength.questions > 0)
        .then(|| Bar::new(&lesson.title, strength.share, &note(strength, Some(lesson.questions))))
}

/// How many of a lesson's questions were answered, and how many there are.
pub(super) fn answered(session: &Session, lesson: &Card) -> Option<(usize, usize)> {
    let answered = session.history.lesson(&lesson.id, session.now).questions;
    (answered > 0).then(|| (answered, lesson.questions.max(answered)))
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
