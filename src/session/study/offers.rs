//! What the footer offers, by mode.

use super::Study;
use crate::quiz::Form;
use crate::session::build::BuildCommand;
use crate::session::lab::{FieldId, LabCommand};
use crate::session::{Command, Mode, Phase, Sitting};

impl Study {
    /// What the footer offers first in this mode.
    pub fn offers(&self) -> Vec<Command> {
        use Command as C;
        match self.mode {
            Mode::Flow | Mode::Trace if !self.cursor.inside.is_empty() => {
                let mut offers = vec![C::Next, C::Previous, C::Out];
                if self.cursor.inside.len() == 1 && self.parts() > 0 {
                    offers.push(C::Into);
                }
                offers.extend([C::Zoom, C::Copy]);
                offers
            }
            Mode::Trace if self.in_sequence() => {
                vec![C::Down, C::Up, C::Confirm, C::Requests, C::Next, C::Previous, C::Zoom]
            }
            Mode::Flow if self.at_end() => vec![C::Mode(Mode::Trace), C::First, C::Previous, C::AskStep],
            Mode::Flow => vec![C::Next, C::Previous, C::Mode(Mode::Trace), C::Play, C::AskStep],
            Mode::Trace => {
                let mut offers = match (self.asked_from, self.mode_after()) {
                    (Some(_), _) => vec![C::Lessons, C::Next, C::Previous],
                    (_, Some(mode)) if self.at_end() => vec![C::Mode(mode), C::First, C::Previous],
                    _ if self.at_end() => vec![C::First, C::Previous],
                    _ => vec![C::Next, C::Previous],
                };
                if !self.operations.is_empty() {
                    offers.push(C::Into);
                }
                if !self.arrows.is_empty() {
                    offers.push(C::Requests);
                }
                if !self.all_operations.is_empty() {
                    offers.push(C::NextDatum);
                }
                offers.extend([C::FocusNext, C::Zoom, C::Play, C::Copy]);
                if self.lesson().is_none() {
                    offers.extend([C::NextVariable, C::NextChange, C::RunOn]);
                }
                offers
            }
            Mode::Why => {
                [C::Down, C::Up, C::Cite].into_iter().chain(self.mode_after().map(C::Mode)).collect()
            }
            Mode::Quiz | Mode::Practice | Mode::Review if self.beside.is_some() => {
                let mut offers = vec![C::Next, C::Previous];
                if self.beside.as_ref().is_some_and(|beside| beside.other.is_some()) {
                    offers.extend([C::NextChange, C::FocusNext]);
                }
                offers
            }
            Mode::Quiz | Mode::Practice | Mode::Review => self.question_offers(),
            Mode::Lab => self.lab_offers(),
            Mode::Build => self.build_offers(),
            Mode::Summary => vec![C::Down, C::Up, C::PageDown, C::NextLesson, C::Mode(Mode::Flow)],
        }
    }

    /// Whether everything has run.
    fn at_end(&self) -> bool {
        self.cursor.inside.is_empty() && self.cursor.stop == self.stops.last()
    }

    /// The mode after the one that is shown.
    pub fn mode_after(&self) -> Option<Mode> {
        let modes = self.modes();
        let at = modes.iter().position(|mode| *mode == self.mode)?;
        modes.get(at + 1).copied()
    }

    fn question_offers(&self) -> Vec<Command> {
        use Command as C;
        let Some(asked) = self.sitting().and_then(Sitting::asked) else {
            let empty = self.sitting().is_none_or(|sitting| sitting.questions.is_empty());
            return if empty { vec![C::NextMode] } else { vec![C::NextMode, C::Answer, C::PreviousQuestion] };
        };
        let Ok(posed) = &asked.posed else { return vec![C::NextQuestion, C::NextMode] };
        let mut offers = Vec::new();
        // An answer that was compared is done with, however it compared.
        let rated =
            matches!(posed.form, Form::Free(_)) && asked.settled() && asked.attempt.draft.is(Phase::Rating);
        let solved = asked.attempt.solved() || rated;
        if solved {
            offers.push(C::NextQuestion);
        } else {
            match &posed.form {
                Form::One(_) => offers.extend([C::Choose(0), C::Answer]),
                Form::Several(_) => offers.extend([C::Toggle, C::Answer]),
                Form::Order(_) if asked.attempt.draft.is(Phase::Holding) => {
                    offers.extend([C::Down, C::Up, C::Toggle, C::Answer]);
                }
                Form::Order(_) => offers.extend([C::Toggle, C::ShiftDown, C::ShiftUp, C::Answer]),
                Form::Text(_) | Form::Free(_) if asked.attempt.draft.is(Phase::Writing) => {
                    offers.extend([C::Answer, C::Hint, C::Back]);
                }
                Form::Text(_) => offers.extend([C::Write, C::Answer]),
                Form::Free(_) if asked.attempt.draft.is(Phase::Rating) => {
                    offers.extend([C::Choose(0), C::Answer]);
                }
                Form::Free(_) => offers.push(C::Write),
                Form::Character(_) => offers.extend([C::Previous, C::Next, C::Answer]),
                Form::Line(_) => offers.extend([C::Down, C::Up, C::Answer]),
            }
            if asked.attempt.hints < posed.hints.len() && !offers.contains(&C::Hint) {
                offers.push(C::Hint);
            }
        }
        if asked.settled() {
            offers.push(C::Evidence);
            if posed.fresh {
                offers.insert(usize::from(solved), C::Renew);
            }
        }
        if asked.attempt.shown < asked.parts() {
            offers.push(C::Solution);
        }
        if !solved {
            offers.push(C::NextQuestion);
        }
        if asked.attempt.given.is_empty() {
            offers.push(C::LookAtProgram);
        }
        offers.push(C::NextMode);
        offers
    }

    fn build_offers(&self) -> Vec<Command> {
        use BuildCommand as B;
        let Some(build) = &self.build else { return Vec::new() };
        let passed = build.stands();
        let Some((_, step, done)) = build.now() else {
            return [B::Begin].map(Command::Build).into_iter().chain([Command::NextMode]).collect();
        };
        let mut offers = match (build.typing, build.peeking, passed) {
            (true, ..) => vec![B::Check, B::Hint, B::Leave, B::Trace, B::Undo],
            (_, true, _) => vec![B::Solution],
            (_, _, true) => vec![B::Begin, B::Trace, B::Edit, B::Overview],
            _ => vec![B::Edit, B::Check, B::Hint, B::Trace],
        };
        if !build.typing && !build.peeking && !passed {
            if done.tries > 0 {
                offers.push(B::Solution);
            }
            offers.extend([if done.passed || done.skipped { B::NextStep } else { B::Skip }, B::Reset]);
        }
        if build.file.is_some() {
            offers.retain(|offer| !offer.edits());
        }
        if done.hints >= step.hints.len() {
            offers.retain(|offer| *offer != B::Hint);
        }
        offers.into_iter().map(Command::Build).collect()
    }

    fn lab_offers(&self) -> Vec<Command> {
        use LabCommand as L;
        let editing = self.lab.as_ref().is_some_and(|lab| lab.edit.is_some());
        let lab = if editing {
            let code = self.lab.as_ref().is_some_and(|lab| lab.field() == FieldId::Code);
            vec![L::Done, if code { L::Break } else { L::TakeBack }, L::Undo, L::Clear]
        } else {
            vec![L::Edit, L::Turn, L::Experiments, L::NextExperiment, L::Reset, L::Undo]
        };
        let mut offers: Vec<Command> = lab.into_iter().map(Command::Lab).collect();
        if !editing {
            // Most of what the lab shows is in the pane below.
            offers.insert(3, Command::FocusNext);
            offers.extend([Command::SwitchProfile, Command::Zoom]);
        }
        offers
    }
}
