//! Going out again, and over to the other library.

use crate::lesson::Inputs;
use crate::session::{Effect, Mode, Pane, Session, Subject};

/// One level out: of a zoom, of a call, of what lies on top, and at last of the lesson.
pub(super) fn back(session: &mut Session) -> Vec<Effect> {
    let Some(study) = &mut session.study else { return Vec::new() };
    if study.zoomed {
        study.zoomed = false;
    } else if let Some(build) =
        study.build.as_mut().filter(|build| build.peeking && study.mode == Mode::Build)
    {
        build.peeking = false;
    } else if let Some(build) = study
        .build
        .as_mut()
        .filter(|build| build.step.is_some() && build.file.is_none() && study.mode == Mode::Build)
    {
        // The project's first page lies between a step and the list.
        build.go_to(None);
        study.focus = study.panes()[0];
        study.scroll = 0;
    } else if matches!(study.mode, Mode::Flow | Mode::Trace) && study.cursor.inside.pop().is_some() {
        // One level up.
    } else if study.in_sequence() {
        study.focus = Pane::Source;
    } else if study.mode == Mode::Trace && study.pick.take().is_some() {
        session.notice = Some("nothing is highlighted any more".into());
    } else if let Some(mode) = study.asked_from.take() {
        study.enter(mode);
    } else if let Some(beneath) = session.beneath.take() {
        *study = *beneath;
    } else if matches!(study.subject, Subject::Token) {
        // A lab that was opened by itself is kept: one key too many must not lose what was made in it.
        if study.mode == Mode::Lab {
            session.notice = Some("q leaves".into());
        } else {
            study.enter(Mode::Lab);
        }
    } else if session.library.lessons.is_empty()
        || study.build.as_ref().is_some_and(|build| build.file.is_some())
    {
        session.notice = Some("q leaves".into());
    } else {
        return session.leave_lesson().map(Effect::Stopped).into_iter().collect();
    }
    Vec::new()
}

/// Opens the lesson after the one that is open.
pub(super) fn next_lesson(session: &mut Session) -> Vec<Effect> {
    let open = session.study.as_ref().and_then(|study| study.lesson()).map(|lesson| lesson.id.clone());
    let Some(at) = open.and_then(|id| session.library.position(&id)) else {
        session.notice = Some("there is no list of lessons here".into());
        return Vec::new();
    };
    if at + 1 >= session.library.lessons.len() {
        session.notice = Some("this is the last lesson; Esc goes to the list".into());
        return Vec::new();
    }
    let place = session.leave_lesson();
    open_lesson(session, at + 1);
    place.map(Effect::Stopped).into_iter().collect()
}

/// Opens a lesson of the list, or says why it cannot be.
pub(super) fn open_lesson(session: &mut Session, index: usize) {
    let Some(id) = session.library.lessons.get(index).map(|lesson| lesson.card().id.clone()) else { return };
    if let Err(problems) = session.open_again(index) {
        session.library.selected = index;
        let first = problems.first().map_or("it does not run", |problem| problem.message.as_str());
        session.notice = Some(format!("{id} cannot be opened: {first}"));
    }
}

/// Runs the lesson with its other library.
pub(super) fn switch_profile(session: &mut Session) -> Vec<Effect> {
    let Some(study) = &mut session.study else { return Vec::new() };
    if let (Mode::Lab, Some(lab)) = (study.mode, &mut study.lab) {
        session.notice = Some(format!("the gates of {}", lab.switch().title()));
        return Vec::new();
    }
    if study.mode == Mode::Build {
        session.notice = Some("your program says itself which library it imports".into());
        return Vec::new();
    }
    let profiles = study.profiles();
    let at = profiles.iter().position(|profile| *profile == study.inputs.profile).unwrap_or(0);
    let Some(next) = profiles.get((at + 1) % profiles.len().max(1)).filter(|_| profiles.len() > 1) else {
        session.notice = Some("this program is written for one library".into());
        return Vec::new();
    };
    let inputs = Inputs { profile: *next, ..study.inputs.clone() };
    let before = study.gates();
    session.notice = match study.rerun(inputs) {
        Ok(()) => {
            let apart = study.gates().first_difference(&before);
            study.compared = Some(before);
            let now = format!("now with {}", next.title());
            Some(apart.map_or(now.clone(), |apart| format!("{now}; {apart}")))
        }
        Err(problems) => problems.first().map(|problem| problem.message.clone()),
    };
    Vec::new()
}
