//! Moving through a trace.

use super::move_by;
use crate::jose::Verdict;
use crate::session::{Command, Mode, Pane, Study};
use crate::trace::StepIndex;

/// Stops searched backwards for the statement that an operation belongs to.
const MOST_NESTED: usize = 200;

impl Study {
    /// Changes the mode; the place in the trace stays.
    pub fn enter(&mut self, mode: Mode) {
        self.asked_from = None;
        if self.mode != mode {
            // Whoever has seen the flow to its end comes to step through the program, not to see it finished.
            if (self.mode, mode) == (Mode::Flow, Mode::Trace) && self.cursor.stop == self.stops.last() {
                self.go_to(0);
            }
            self.mode = mode;
            self.beside = None;
            match mode {
                Mode::Lab => self.open_lab(),
                Mode::Trace => self.take_lab_program(),
                _ => self.pose(),
            }
            self.zoomed = false;
            self.scroll = 0;
            self.focus = self.panes()[0];
        }
    }

    /// Shows a step in the trace, for a question that points at it: out again leads back to the question.
    pub(super) fn show_step(&mut self, stop: usize) {
        let from = self.mode;
        self.enter(Mode::Trace);
        self.go_to(stop);
        self.asked_from = (from != Mode::Trace).then_some(from);
    }

    /// Moves through the trace; the answer is a sentence when there is nowhere to go.
    pub(super) fn step(&mut self, command: Command) -> Option<String> {
        use Command as C;
        let last = self.stops.last();
        if let Some(focus) = self.focus_before.take()
            && matches!(command, C::Next | C::Previous | C::First | C::Last)
            && self.panes().contains(&focus)
        {
            self.focus = focus;
        }
        match command {
            C::Next => return self.forward(),
            C::Previous => return self.backward(),
            C::First | C::Last if !self.cursor.inside.is_empty() => {
                let end = self.siblings().saturating_sub(1);
                if let Some(at) = self.cursor.inside.last_mut() {
                    *at = if command == C::First { 0 } else { end };
                }
            }
            C::First => self.go_to(0),
            C::Last => self.go_to(last),
            C::Confirm | C::Into if self.in_sequence() => {
                self.open_arrow(self.arrow);
                self.focus = Pane::Source;
                self.zoomed = false;
            }
            C::Down | C::Up if self.in_sequence() => {
                let arrows = self.arrows().len();
                move_by(&mut self.arrow, command, arrows);
                self.scroll = 0;
            }
            C::Into | C::Confirm => return self.into(),
            C::Out if self.cursor.inside.pop().is_none() => {
                return Some("this is the top: the steps of the program".into());
            }
            C::Down | C::Up | C::PageDown | C::PageUp => {
                let lines = self.program.source().lines().count().max(self.stops.len());
                move_by(&mut self.scroll, command, lines);
            }
            C::NextVariable => {
                let count = self.variables().len().max(1);
                self.variable = (self.variable + 1) % count;
                self.pick_variable();
                if self.panes().contains(&Pane::Tracker) {
                    self.focus = Pane::Tracker;
                }
            }
            C::NextChange | C::PreviousChange => return self.go_to_change(command == C::NextChange),
            C::MarkDown | C::MarkUp => {
                let lines = self.program.source().lines().count().max(1) as u32;
                let here = self.mark.unwrap_or(self.trace.steps[self.stop().enter].line.max(1));
                let moved = if command == C::MarkDown { here + 1 } else { here.saturating_sub(1) };
                self.mark = Some(moved.clamp(1, lines));
                self.marking = true;
                self.scroll = 0;
            }
            C::Breakpoint => {
                let line = self.mark.unwrap_or(self.trace.steps[self.stop().enter].line);
                if !self.breakpoints.remove(&line) {
                    self.breakpoints.insert(line);
                }
            }
            C::RunOn => return self.run_on(|study, line| study.breakpoints.contains(&line)),
            C::RunToMark => return self.run_on(|study, line| study.mark == Some(line)),
            _ => {}
        }
        None
    }

    fn forward(&mut self) -> Option<String> {
        let siblings = self.siblings();
        if let Some(at) = self.cursor.inside.last_mut() {
            *at += 1;
            if *at < siblings {
                return None;
            }
            self.cursor.inside.pop();
            return Some("that was the last one: one level up again".into());
        }
        if self.cursor.stop >= self.stops.last() {
            let on = self.mode_after().filter(|_| self.lesson().is_some());
            let on =
                on.map_or(String::new(), |mode| format!("{} goes on to {}, ", mode.digit(), mode.title()));
            return Some(format!("this is the end; {on}Home goes to the start"));
        }
        self.go_to(self.cursor.stop + 1);
        None
    }

    fn backward(&mut self) -> Option<String> {
        if let Some(at) = self.cursor.inside.last_mut() {
            if *at > 0 {
                *at -= 1;
            } else {
                self.cursor.inside.pop();
            }
            return None;
        }
        if self.cursor.stop == 0 {
            return Some("this is the start".into());
        }
        self.go_to(self.cursor.stop - 1);
        None
    }

    fn into(&mut self) -> Option<String> {
        let inside = match self.cursor.inside.len() {
            0 if self.operations().is_empty() => return Some("nothing to open in this step".into()),
            0 => true,
            1 => self.parts() > 0,
            _ => false,
        };
        if inside {
            self.cursor.inside.push(0);
            if self.panes().contains(&Pane::Table) {
                self.focus = Pane::Table;
            }
            return None;
        }
        Some("this is as deep as it goes".into())
    }

    /// To the stop that shows the next (or last) change of the chosen variable.
    fn go_to_change(&mut self, forward: bool) -> Option<String> {
        let rows = self.variables();
        let (frame, name) = *rows.get(self.variable.min(rows.len().saturating_sub(1)))?;
        let name = name.to_owned();
        let stops =
            self.trace.history(frame, &name).into_iter().map(|step| self.stops.shows(step, &self.trace));
        let here = self.cursor.stop;
        let found = if forward {
            stops.filter(|stop| *stop > here).min()
        } else {
            stops.filter(|stop| *stop < here).max()
        };
        match found {
            Some(stop) => {
                self.go_to(stop);
                None
            }
            None => Some(format!("no {} change of {name}", if forward { "further" } else { "earlier" })),
        }
    }

    /// To the next gate that refuses, in this step or a later one; from the last, to the first.
    pub(in crate::session) fn go_to_refusal(&mut self) -> Option<String> {
        let refused = |step: &StepIndex| {
            let verdict = self.trace.operation(*step).map(|operation| &operation.verdict);
            matches!(verdict, Some(Verdict::Refused { .. }))
        };
        let all: Vec<StepIndex> = self.all_operations.iter().copied().filter(refused).collect();
        let here = match self.operation() {
            Some((_, step)) => step + 1,
            None => self.stop().enter,
        };
        let Some(step) = all.iter().copied().find(|step| *step >= here).or(all.first().copied()) else {
            return Some("no gate refuses a token here".into());
        };
        // The statement that called is the stop before the operation, or a few before when it called code of its own.
        let near = self.stops.at_step(step);
        for stop in (near.saturating_sub(MOST_NESTED)..=near).rev() {
            self.go_to(stop);
            if let Some(at) = self.operations().iter().position(|other| *other == step) {
                self.cursor.inside = vec![at];
                if self.panes().contains(&Pane::Table) {
                    self.focus = Pane::Table;
                }
                return None;
            }
        }
        Some("the step with that gate is not among the steps shown".into())
    }

    fn run_on(&mut self, stops_at: impl Fn(&Self, u32) -> bool) -> Option<String> {
        let mut stop = self.cursor.stop;
        while stop < self.stops.last() {
            stop += 1;
            let enter = self.stops.get(stop, &self.trace).enter;
            if stop < self.stops.last() && stops_at(self, self.trace.steps[enter].line) {
                break;
            }
        }
        self.go_to(stop);
        (stop == self.stops.last()).then(|| "ran to the end".into())
    }
}
