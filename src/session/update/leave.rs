//! Going out again, and over to the other library.

use crate::lesson::Inputs;
use crate::session::{Effect, Mode, Session, Subject};

/// One level out: of a zoom, of a call, of what lies on top, and at last of the lesson.
pub(super) fn back(session: &mut Session) -> Vec<Effect> {
    let place = session.place_now();
    let Some(study) = &mut session.study else { return Vec::new() };
    if study.zoomed {
        study.zoomed = false;
    } else if let Some(build) =
        study.build.as_mut().filter(|build| build.peeking && study.mode == Mode::Build)
    {
        build.peeking = false;
    } else if matches!(study.mode, Mode::Flow | Mode::Trace) && study.cursor.inside.pop().is_some() {
        // One level up.
    } else if study.mode == Mode::Trace && study.pick.take().is_some() {
        session.notice = Some("nothing is picked out any more".into());
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
        session.study = None;
        session.library.stopped.clone_from(&place);
        return place.map(Effect::Stopped).into_iter().collect();
    }
    Vec::new()
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
            Some(apart.unwrap_or_else(|| format!("now with {}", next.title())))
        }
        Err(problems) => problems.first().map(|problem| problem.message.clone()),
    };
    Vec::new()
}
