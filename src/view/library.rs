//! The list of lessons.

use super::Bar;
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
    /// `3 steps, 3 explanations, 17 questions; runs with python-jose or PyJWT`
    pub contents: Text,
    /// How well it is known, once something was answered.
    pub strength: Option<Bar>,
    /// `You stopped here: Trace, step 2.`; may be empty.
    pub stopped: Text,
}

pub(super) fn of(session: &Session) -> Library {
    let items = session.library.lessons.iter().map(|lesson| {
        let lesson = lesson.card();
        let libraries: Vec<&str> =
            lesson.profiles.iter().map(|profile| profile.title().split(' ').next().unwrap_or("")).collect();
        let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        LibraryItem {
            title: Text::new(&lesson.title),
            topic: Text::new(&lesson.topic),
            time: Text::from(format!("{} min", lesson.minutes)),
            about: Text::new(&lesson.about),
            contents: Text::from(format!(
                "{}, {}, {}; runs with {}",
                count(lesson.steps, "step"),
                count(lesson.moments, "explanation"),
                count(lesson.questions, "question"),
                libraries.join(" or ")
            )),
            strength: super::strength::of_lesson(session, lesson),
            stopped: stopped(session, &lesson.id),
        }
    });
    Library {
        items: items.collect(),
        selected: session.library.selected,
        problems: session.library.problems.iter().map(|problem| Text::new(problem)).collect(),
    }
}

fn stopped(session: &Session, lesson: &str) -> Text {
    session
        .library
        .stopped_in(lesson)
        .map_or(Text::default(), |place| Text::from(format!("You stopped here: {}.", place.mode.title())))
}
