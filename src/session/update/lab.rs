//! Working in the lab.

use super::move_by;
use crate::session::lab::{Experiment, FieldId, Lab, LabCommand};
use crate::session::{Command, Context, Effect, Mode, Overlay, Pane, Session, Study, Subject};

/// The lab, when it is what is shown.
fn lab(session: &mut Session) -> Option<&mut Lab> {
    let study = session.study.as_mut().filter(|study| study.mode == Mode::Lab)?;
    study.lab.as_deref_mut()
}

/// What the commands of the lab do.
pub(super) fn perform(session: &mut Session, command: LabCommand) -> Vec<Effect> {
    use LabCommand as L;
    match command {
        L::Experiments => {
            let selected = lab(session).and_then(|lab| lab.experiment).map_or(0, index);
            session.overlay = Some(Overlay::Experiments { selected });
            return Vec::new();
        }
        L::Run(at) => {
            run(session, at);
            return Vec::new();
        }
        L::NextExperiment => {
            let next = lab(session).and_then(|lab| lab.experiment).map_or(0, |last| index(last) + 1);
            run(session, next % Experiment::ALL.len());
            return Vec::new();
        }
        L::Open => return open(session),
        _ => {}
    }
    if command == L::Edit {
        look_at(session, Pane::Fields);
    }
    let Some(lab) = lab(session) else { return Vec::new() };
    let mut notice = None;
    match command {
        L::Edit => lab.begin(),
        L::Turn | L::TurnBack => notice = lab.turn(command == L::Turn).err(),
        L::Reset => {
            lab.reset();
            notice = Some("everything is as it was when the lab was opened".to_owned());
        }
        L::Undo if lab.undo() => {}
        L::Undo => notice = Some("there is nothing to take back".to_owned()),
        L::CopyCommand => {
            return match lab.command_line() {
                Some(line) => {
                    let what = match lab.after.setup.code {
                        Some(_) => "the command line, without the key and the code,",
                        None => "the command line, without the key,",
                    };
                    copied(session, what, line)
                }
                None => nothing(session),
            };
        }
        L::CopyPython => {
            let source = lab.program_to_share();
            return super::copied(session, source);
        }
        L::Cursor(by) => lab.go(by),
        L::Delete => lab.delete(false),
        L::Break => notice = lab.break_line().err(),
        L::Clear => lab.clear(),
        L::Done => lab.end(true),
        L::TakeBack => lab.end(false),
        L::Down | L::Up if lab.field() == FieldId::Token && lab.edit.is_some() => {
            lab.turn_character(command == L::Down);
        }
        L::Down | L::Up => {
            lab.end(true);
            focus(lab, if command == L::Down { Command::Down } else { Command::Up });
        }
        L::Experiments | L::Run(_) | L::NextExperiment | L::Open => {}
    }
    session.notice = notice;
    Vec::new()
}

fn look_at(session: &mut Session, pane: Pane) {
    if let Some(study) = &mut session.study {
        study.focus = pane;
        study.scroll = 0;
    }
}

fn index(experiment: Experiment) -> usize {
    Experiment::ALL.iter().position(|have| *have == experiment).unwrap_or(0)
}

fn focus(lab: &mut Lab, command: Command) {
    move_by(&mut lab.focus, command, FieldId::ALL.len());
}

fn run(session: &mut Session, at: usize) {
    let motion = session.motion;
    let Some(experiment) = Experiment::ALL.get(at).copied() else { return };
    let Some(lab) = lab(session) else { return };
    let mut counting = false;
    let notice = match lab.run(experiment) {
        Ok(note) => {
            // The count runs up before the learner's eyes, when things may move.
            if let Some(guess) = lab.guess.as_mut().filter(|_| motion) {
                guess.shown = 0;
                counting = true;
            }
            note
        }
        Err(problem) => Some(problem),
    };
    session.notice = notice;
    session.playing = counting;
    look_at(session, Pane::Sides);
}

/// One more guess shown; false when no guesses are being shown.
pub(super) fn tick(session: &mut Session) -> bool {
    let Some(guess) = lab(session).and_then(|lab| lab.guess.as_mut()) else { return false };
    guess.shown = (guess.shown + 1).min(guess.tried);
    session.playing = guess.shown < guess.tried;
    true
}

/// Any key ends the counting, with all of it shown.
pub(super) fn settle(session: &mut Session) {
    if let Some(guess) = lab(session).and_then(|lab| lab.guess.as_mut()) {
        guess.shown = guess.tried;
    }
}

/// Moving up and down: through the fields, or through the text with attention.
pub(super) fn moved(session: &mut Session, command: Command) {
    let Some(study) = &mut session.study else { return };
    match (study.focus, &mut study.lab) {
        (Pane::Fields, Some(lab)) => focus(lab, command),
        _ => move_by(&mut study.scroll, command, usize::MAX),
    }
}

/// A click on a field; on the one that has attention already, edits it.
pub(super) fn click(session: &mut Session, field: usize) {
    look_at(session, Pane::Fields);
    let Some(lab) = lab(session) else { return };
    let field = field.min(FieldId::ALL.len() - 1);
    if lab.focus == field && lab.edit.is_none() {
        lab.begin();
    } else if lab.focus != field {
        lab.end(true);
        lab.focus = field;
    }
}

/// Text for the field that is being edited; false when none is.
pub(super) fn typed(session: &mut Session, text: &str) -> bool {
    if !matches!(session.context(), Context::LabField | Context::LabCode) {
        return false;
    }
    let notice = lab(session).and_then(|lab| lab.insert(text).err());
    session.notice = notice;
    true
}

/// Pasted text: into the field that is being edited, else in place of the field with attention.
pub(super) fn paste(session: &mut Session, text: &str) -> bool {
    let context = session.context();
    let Some(lab) = lab(session) else { return false };
    let done = match context {
        Context::LabField | Context::LabCode => lab.insert(&text.replace("\r\n", "\n").replace('\r', "\n")),
        Context::Lab => lab.paste(text),
        _ => return false,
    };
    session.notice = done.err();
    true
}

/// The character before the cursor is taken back.
pub(super) fn erase(session: &mut Session) {
    if let Some(lab) = lab(session) {
        lab.delete(true);
    }
}

/// Copies the token.
pub(super) fn copy_token(session: &mut Session) -> Vec<Effect> {
    match lab(session).and_then(|lab| lab.after.token().map(str::to_owned)) {
        Some(token) => copied(session, "token", token),
        None => nothing(session),
    }
}

fn copied(session: &mut Session, what: &str, text: String) -> Vec<Effect> {
    session.notice = Some(format!("{what} sent to the terminal's clipboard"));
    vec![Effect::Copy(text)]
}

fn nothing(session: &mut Session) -> Vec<Effect> {
    session.notice = Some("there is no token to copy".to_owned());
    Vec::new()
}

/// Steps through the lab's program: in a lab by itself in mode Trace, in a lesson as a program of its own.
fn open(session: &mut Session) -> Vec<Effect> {
    let Some(lab) = lab(session) else { return Vec::new() };
    lab.end(true);
    let run = lab.after.chosen().clone();
    let Some(study) = &mut session.study else { return Vec::new() };
    if matches!(study.subject, Subject::Token) {
        study.enter(Mode::Trace);
        return Vec::new();
    }
    session.opened += 1;
    let mut program = Study::of_program("the lab's program", run.program, run.trace);
    program.revision = session.opened << 32;
    session.beneath = Some(Box::new(std::mem::replace(study, program)));
    session.notice = Some("the lab's program; Esc leads back to the lab".to_owned());
    Vec::new()
}
