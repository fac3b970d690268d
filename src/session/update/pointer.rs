//! The mouse.

use super::quiz::in_quiz;
use super::{in_library, in_overlay, in_study, perform};
use crate::session::lab::Experiment;
use crate::session::{Command, Context, Cursor, Effect, Mode, Overlay, Pane, Session, Target, segment_of};

/// A click on something.
pub(super) fn click(session: &mut Session, target: Target) -> Vec<Effect> {
    if let Some(Overlay::Experiments { selected }) = &mut session.overlay {
        if let Target::Item(item) = target {
            *selected = item.min(Experiment::ALL.len() - 1);
            return in_overlay(session, Command::Confirm);
        }
        return Vec::new();
    }
    if let Some(overlay) = &mut session.overlay {
        if let (Overlay::Palette { selected, .. } | Overlay::Share { selected }, Target::Item(item)) =
            (overlay, target)
        {
            *selected = item;
            return in_overlay(session, Command::Confirm);
        }
        if let (Some(Overlay::Predict(prediction)), Target::Option(option)) = (&session.overlay, target) {
            let again = prediction.touched && prediction.selected == option;
            return in_overlay(session, if again { Command::Answer } else { Command::Choose(option) });
        }
        return Vec::new();
    }
    let Some(study) = &mut session.study else {
        if let Target::Item(item) = target {
            let again = session.library.selected == item;
            session.library.selected = item.min(session.library.lessons.len().saturating_sub(1));
            if again {
                in_library(session, Command::Confirm);
            }
        }
        return Vec::new();
    };
    match target {
        Target::Stop(stop) => study.go_to(stop),
        Target::Operation(at) if at < study.operations().len() => {
            study.cursor = Cursor { stop: study.cursor.stop, inside: vec![at] };
        }
        Target::Part(part) if part < study.parts() => {
            study.cursor.inside.truncate(1);
            study.cursor.inside.push(part);
        }
        Target::Character(at) if study.mode == Mode::Trace => study.pick_character(at),
        Target::Json(segment, byte) if study.mode == Mode::Trace => study.pick_member(segment, byte),
        Target::Segment(segment) => {
            let made = study.operations().iter().position(|step| {
                let operation = study.trace.operation(*step);
                operation.is_some_and(|operation| segment_of(operation.kind) == Some(segment))
            });
            if let Some(at) = made.filter(|_| study.mode == Mode::Trace) {
                study.cursor.inside = vec![at];
                study.focus = Pane::Table;
            }
        }
        Target::Variable(row) => {
            study.variable = row;
            study.pick_variable();
            if study.panes().contains(&Pane::Tracker) {
                study.focus = Pane::Tracker;
            }
        }
        Target::Line(line) if study.mode == Mode::Build => super::build::click(session, line, 0),
        Target::Cell(line, cell) => super::build::click(session, line, cell),
        Target::Line(line) => {
            study.mark = Some(line);
            if study.panes().contains(&Pane::Source) {
                study.focus = Pane::Source;
            }
        }
        Target::Arrow(arrow) if study.panes().contains(&Pane::Sequence) => {
            study.open_arrow(arrow);
            study.focus = Pane::Sequence;
        }
        Target::Option(option) => return in_quiz(session, Command::Choose(option)).unwrap_or_default(),
        Target::Field(field) => super::lab::click(session, field),
        Target::Item(item) => {
            let again = study.moment == item;
            study.moment = item;
            if again {
                return in_study(session, Command::Cite);
            }
        }
        Target::Mode(Mode::Review) => session.enter_review(),
        Target::Mode(mode) => study.enter(mode),
        Target::Pane(pane) if study.panes().contains(&pane) => study.focus = pane,
        Target::Operation(_)
        | Target::Pane(_)
        | Target::Part(_)
        | Target::Arrow(_)
        | Target::Character(_)
        | Target::Json(..) => {}
    }
    Vec::new()
}

/// The wheel, over a pane if any.
pub(super) fn wheel(session: &mut Session, lines: i32, pane: Option<Pane>) {
    let command = if lines > 0 { Command::Down } else { Command::Up };
    let steps = if lines > 0 { Command::Next } else { Command::Previous };
    let stepping = matches!(session.context(), Context::Steps | Context::Run);
    for _ in 0..lines.unsigned_abs().min(20) {
        if stepping && pane != Some(Pane::Source) && pane != Some(Pane::Output) {
            perform(session, steps);
            session.notice = None;
        } else {
            perform(session, command);
        }
    }
}
