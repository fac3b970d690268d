//! The list of lessons.

use super::Bar;
use crate::lesson::Card;
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
    /// `3 steps, 3 explanations; runs with python-jose or PyJWT`
    pub contents: Text,
    /// `5 quiz questions, 12 to practise, a project in 4 steps, 2 of them done`
    pub exercises: Text,
    /// How well it is known, once something was answered.
    pub strength: Option<Bar>,
    /// How many of its questions were answered, and how many there are; once something was.
    pub answered: Option<(usize, usize)>,
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
                "{}, {}; runs with {}",
                count(lesson.steps, "step"),
                count(lesson.moments, "explanation"),
                libraries.join(" or ")
            )),
            exercises: Text::from(format!(
                "{}, {}, {}",
                count(lesson.questions - lesson.practice, "quiz question"),
                if lesson.practice == 0 { "none".to_owned() } else { lesson.practice.to_string() }
                    + " to practise",
                project(session, lesson)
            )),
            strength: super::strength::of_lesson(session, lesson),
            answered: super::strength::answered(session, lesson),
            stopped: stopped(session, &lesson.id),
        }
    });
    Library {
        items: items.collect(),
        selected: session.library.selected,
        problems: session.library.problems.iter().map(|problem| Text::new(problem)).collect(),
    }
}

/// Whether there is a project, and how far it is.
fn project(session: &Session, lesson: &Card) -> String {
    let steps = match lesson.project {
        0 => return "no project".to_owned(),
        1 => "a project in 1 step".to_owned(),
        steps => format!("a project in {steps} steps"),
    };
    match session.project_done(&lesson.id) {
        None => format!("{steps}, not begun"),
        Some(done) if done >= lesson.project => format!("{steps}, all done"),
        Some(0) => format!("{steps}, none done yet"),
        Some(done) => format!("{steps}, {done} of them done"),
    }
}

fn stopped(session: &Session, lesson: &str) -> Text {
    session
        .library
        .stopped_in(lesson)
        .map_or(Text::default(), |place| Text::from(format!("You stopped here: {}.", place.mode.title())))
}
