//! A check that is made aside, so that keys are taken while the program runs.

use super::{Build, Checked, check_until};
use crate::lesson::Lesson;
use crate::python::Cancel;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// A check that is to be made; whoever makes it tells what came of it, with its number.
#[derive(Debug, Clone)]
pub struct Check {
    /// Tells it from every other of the session.
    pub number: u64,
    lesson: Arc<Lesson>,
    step: usize,
    source: String,
    cancel: Cancel,
}

impl Check {
    /// Runs the program and compares. It ends soon after it is no longer waited for.
    pub fn make(&self) -> Option<Checked> {
        check_until(&self.lesson, self.step, &self.source, &self.cancel)
    }
}

impl PartialEq for Check {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl Eq for Check {}

/// A check under way.
#[derive(Debug, Clone)]
pub(super) struct Running {
    number: u64,
    /// The text that is checked.
    revision: u64,
    cancel: Cancel,
}

impl Build {
    /// How many checks the program is run against at this moment; none while it is not run.
    pub fn running(&self) -> Option<usize> {
        self.running.as_ref()?;
        Some(self.now()?.1.checks.len())
    }

    /// Begins a check; none when the same text is being checked already, or there is no step.
    pub(in crate::session) fn begin_check(&mut self, lesson: &Arc<Lesson>, number: u64) -> Option<Check> {
        let step = self.step?;
        if self.running.as_ref().is_some_and(|running| running.revision == self.revision) {
            return None;
        }
        self.stop_check();
        self.editor.pause();
        let cancel = Cancel::default();
        self.running = Some(Running { number, revision: self.revision, cancel: Arc::clone(&cancel) });
        self.peeking = false;
        Some(Check { number, lesson: Arc::clone(lesson), step, source: self.editor.text(), cancel })
    }

    /// No longer waits for the check under way; whether there was one.
    pub(in crate::session) fn stop_check(&mut self) -> bool {
        let running = self.running.take();
        if let Some(running) = &running {
            running.cancel.store(true, Ordering::Relaxed);
        }
        running.is_some()
    }

    /// Takes in what came of a check, when it is the one that is waited for.
    pub(in crate::session) fn end_check(&mut self, number: u64, checked: Option<Checked>) {
        if let Some(running) = self.running.take_if(|running| running.number == number) {
            self.found(checked, running.revision);
        }
    }
}
