//! Stepping the run of a computed question, and asking the question with new values.

use crate::quiz::pose;
use crate::session::beside::Beside;
use crate::session::{Asked, Command, Effect, Mode, Session, Study, words};

/// What commands do while a question's run is stepped; `None` when none is, or the command is about something else.
pub(super) fn in_beside(session: &mut Session, command: Command) -> Option<Vec<Effect>> {
    use Command as C;
    let study = session.study.as_mut()?;
    let beside = study.beside.as_mut()?;
    match command {
        C::Back | C::Lessons | C::Evidence => {
            study.beside = None;
            study.focus = study.panes()[0];
            study.scroll = usize::MAX;
        }
        C::Down | C::Up | C::PageDown | C::PageUp => super::move_by(&mut study.scroll, command, usize::MAX),
        C::Next
        | C::Previous
        | C::First
        | C::Last
        | C::NextChange
        | C::PreviousChange
        | C::FocusNext
        | C::FocusPrevious => {
            study.scroll = 0;
            session.notice = beside.go(command).map(str::to_owned);
        }
        _ => return None,
    }
    Some(Vec::new())
}

/// Opens the run of the question shown, beside it that of the mutant that answers as was answered last.
pub(super) fn open(session: &mut Session) {
    let Some(study) = &mut session.study else { return };
    let Some(asked) = study.sitting().and_then(|sitting| sitting.asked()) else { return };
    let Ok(posed) = &asked.posed else { return };
    let Some(computation) = &posed.computation else { return };
    if asked.attempt.now().is_empty() {
        session.notice = Some("answer first; then this key steps the run".into());
        return;
    }
    let mutant = asked.attempt.now().last().and_then(|given| given.grade.mutant);
    match Beside::new(computation, mutant) {
        Ok(beside) => {
            study.beside = Some(Box::new(beside));
            study.focus = study.panes()[0];
            study.zoomed = false;
            study.scroll = 0;
        }
        Err(why) => session.notice = Some(format!("the run cannot be shown: {why}")),
    }
}

/// Asks the question shown with new values.
pub(super) fn renew(session: &mut Session) {
    let Some(study) = &mut session.study else { return };
    let renewed = study.renewed();
    let Some(asked) = study.sitting_mut().and_then(|sitting| sitting.asked_mut()) else { return };
    session.notice = match renewed {
        Some(fresh) => {
            *asked = fresh;
            study.scroll = 0;
            Some("the same question with new values".into())
        }
        None => Some("this question has no other values".into()),
    };
}

/// Having come to a question that was answered wrong: it is asked with new values, for the old answer has been seen.
pub(super) fn come_back(session: &mut Session) {
    let Some(study) = session.study.as_ref().filter(|study| study.mode == Mode::Practice) else { return };
    let Some(asked) = study.sitting().and_then(|sitting| sitting.asked()) else { return };
    let fresh = asked.posed.as_ref().is_ok_and(|posed| posed.fresh);
    if fresh && !asked.attempt.now().is_empty() && !asked.attempt.solved() {
        renew(session);
    }
}

impl Study {
    /// The question shown, with new values; `None` when another seed makes no other question of it.
    fn renewed(&self) -> Option<Asked> {
        let asked = self.sitting()?.asked()?;
        let lesson = self.lesson().filter(|lesson| lesson.id == asked.lesson)?;
        let known = asked.posed.as_ref().ok().filter(|posed| posed.fresh)?;
        let question = lesson.question(&asked.id)?;
        let scene = self.scene()?;
        let renewed = asked.attempt.renewed + 1;
        // Small seeds are easily told and typed.
        let seed = known.seed.wrapping_add(renewed.wrapping_mul(0x9e37_79b9)) & 0xffff_ffff;
        let posed = pose(&scene, question, &words::run_job, seed);
        Some(asked.anew(posed, renewed))
    }
}
