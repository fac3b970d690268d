//! The line at the top: what is open, with which library, where in it, and which modes there are.

use crate::lesson::Profile;
use crate::session::{At, Mode, Session, Study, Subject};
use crate::text::Text;

/// The line at the top.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// The lesson's title, or the program's name.
    pub title: Text,
    /// The library in use.
    pub profile: Text,
    /// `step 2 of 3`
    pub place: Text,
    /// The modes there are.
    pub modes: Vec<ModeTab>,
    /// Where one is when stepped in: `step 2`, `base64url of the payload`, `character 3`.
    pub crumbs: Vec<Text>,
    /// Whether a digit leads to a mode just now (in the quiz it chooses an option).
    pub digits: bool,
}

/// A mode's entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModeTab {
    /// Which.
    pub mode: Mode,
    /// Whether it is the one shown.
    pub current: bool,
}

pub(super) fn of_library(session: &Session) -> Header {
    let lessons = session.library.lessons.len();
    let due = match session.due_of_all().0 {
        0 => String::new(),
        1 => ", 1 question due for review".to_owned(),
        due => format!(", {due} questions due for review"),
    };
    Header {
        title: Text::label("Lessons"),
        place: Text::from(format!("{lessons} lesson{}{due}", if lessons == 1 { "" } else { "s" })),
        ..Header::default()
    }
}

pub(super) fn of(study: &Study) -> Header {
    let title = match &study.subject {
        Subject::Lesson(lesson) => Text::new(&lesson.title),
        Subject::Token => Text::label("Lab"),
        Subject::File { name } => Text::new(name.rsplit('/').next().unwrap_or(name)),
    };
    let profile = match (&study.lab, study.mode) {
        (Some(lab), Mode::Lab) => lab.after.setup.profile,
        // A project's program says itself what it imports.
        (_, Mode::Build) => {
            let text = study.build.as_ref().map_or_else(String::new, |build| build.editor.text());
            let imports = |name: &str| {
                text.lines().any(|line| {
                    let mut words = line.split_whitespace();
                    matches!(words.next(), Some("from" | "import"))
                        && words.next().is_some_and(|module| module.split('.').next() == Some(name))
                })
            };
            match (imports("jose"), imports("jwt")) {
                (true, _) => Profile::PythonJose,
                (_, true) => Profile::PyJwt,
                _ => study.inputs.profile,
            }
        }
        _ => study.inputs.profile,
    };
    let stepping = matches!(study.mode, Mode::Flow | Mode::Trace);
    let modes = study.modes().into_iter().map(|mode| ModeTab { mode, current: mode == study.mode });
    Header {
        title,
        profile: Text::label(profile.title()),
        place: if stepping { Text::from(place(study, study.cursor.stop)) } else { Text::default() },
        modes: modes.collect(),
        crumbs: crumbs(study),
        digits: !study.mode.asks() || study.question().is_none(),
    }
}

/// Where a stop is, in words.
pub(super) fn place(study: &Study, stop: usize) -> String {
    let steps = study.stops.len().saturating_sub(2);
    match study.stops.get(stop, &study.trace).at {
        At::Start => "start".to_owned(),
        At::End => "end".to_owned(),
        _ => format!("step {stop} of {steps}"),
    }
}

fn crumbs(study: &Study) -> Vec<Text> {
    let Some((at, step)) = study.operation() else { return Vec::new() };
    let mut crumbs = vec![Text::from(format!("step {}", study.cursor.stop))];
    if let Some(operation) = study.trace.operation(step) {
        crumbs.push(Text::from(format!("{} {}", at + 1, operation.name)));
        if let Some(part) = study.cursor.inside.get(1) {
            crumbs.push(super::detail::part_name(operation, *part));
        }
    }
    crumbs
}
