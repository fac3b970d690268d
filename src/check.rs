//! Proves what a lesson claims by running it under each of its libraries.
//!
//! `lesson::parse` has seen to what can be known without running. Here: the program runs to its end, reaches every
//! mark in the order of the steps, every value in every text exists, each question has exactly one right option,
//! which no hint gives away, and everything fits a terminal of 80 columns and 24 rows.

mod fit;
mod fresh;
mod leak;
mod place;
mod project;
mod proof;

use crate::lesson::diagnostic::Findings;
use crate::lesson::{Diagnostic, Entry, Inputs, Lesson};
use crate::python::{self, World};
use crate::quiz::{Job, Runs};
use crate::trace::Trace;
use std::cell::RefCell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;

/// Everything that is wrong with a lesson: what reading it found or, when that is nothing, what running it finds.
pub fn lesson(entry: &Entry) -> Vec<Diagnostic> {
    let Some(lesson) = entry.lesson() else { return entry.diagnostics.clone() };
    let mut findings = Findings::new(&entry.path, &entry.source());
    fit::authored(lesson, &mut findings);
    for program in &lesson.programs {
        proof::profile(lesson, program.profile, &mut findings);
    }
    project::prove(lesson, &mut findings);
    findings.finish()
}

/// Checks lessons side by side, so many at a time. `told` hears of each in their order, as soon as those before it are
/// done; once it says `false`, no further one is begun.
pub fn lessons(entries: &[Entry], workers: usize, mut told: impl FnMut(&Entry, Vec<Diagnostic>) -> bool) {
    let next = AtomicUsize::new(0);
    let (sender, done) = channel();
    std::thread::scope(|scope| {
        for _ in 0..workers.clamp(1, entries.len().max(1)) {
            let (next, sender) = (&next, sender.clone());
            scope.spawn(move || {
                while let Some((at, entry)) = take(next, entries) {
                    if sender.send((at, lesson(entry))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting: Vec<Option<Vec<Diagnostic>>> = vec![None; entries.len()];
        let mut first = 0;
        for (at, found) in done {
            waiting[at] = Some(found);
            while let Some(found) = waiting.get_mut(first).and_then(Option::take) {
                if !told(&entries[first], found) {
                    next.store(entries.len(), Ordering::Relaxed);
                    return;
                }
                first += 1;
            }
        }
    });
}

/// The next one that nobody has taken.
fn take<'e>(next: &AtomicUsize, entries: &'e [Entry]) -> Option<(usize, &'e Entry)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    entries.get(at).map(|entry| (at, entry))
}

/// Runs a lesson with some inputs.
///
/// # Errors
/// What is wrong with the program that the inputs make.
pub fn run(lesson: &Lesson, inputs: &Inputs) -> Result<Trace, Vec<python::Diagnostic>> {
    let (_, trace) = python::run_source(&lesson.source(inputs), &World::of_lesson(lesson, inputs))?;
    Ok(trace)
}

/// Runs a program that a question needs.
fn run_job(job: &Job) -> Result<Trace, String> {
    python::run_job(&job.source, &World::of_app(job.now, &job.zone, job.requests.clone()))
}

/// Runs programs, each once: what a project's checks look at in its solutions is looked at again for every step.
#[derive(Default)]
struct Remembered {
    known: RefCell<Vec<(Job, Result<Trace, String>)>>,
}

impl Remembered {
    fn run(&self, job: &Job, runs: &Runs<'_>) -> Result<Trace, String> {
        let known = self.known.borrow().iter().find(|(have, _)| have == job).map(|(_, run)| run.clone());
        known.unwrap_or_else(|| {
            let run = runs(job);
            self.known.borrow_mut().push((job.clone(), run.clone()));
            run
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::Library;
    use std::cell::Cell;

    #[test]
    fn lessons_checked_side_by_side_are_told_of_in_their_order_and_as_one_by_one() {
        let text = crate::packed::lesson("01-create-token.toml").unwrap();
        let mut library = Library::default();
        for number in 1..=5 {
            let id = format!("lesson-{number}");
            // The first takes long; the others are over at once, for nothing in them can be read.
            let text = if number == 1 { text.replace("create-token", &id) } else { format!("id = {number}") };
            library.add(&format!("{id}.toml"), &text);
        }
        let ids: Vec<String> = library.entries.iter().map(|entry| entry.id.clone()).collect();
        for workers in [1, 3, 99] {
            let mut told = Vec::new();
            lessons(&library.entries, workers, |entry, found| {
                assert_eq!(found, lesson(entry), "{}", entry.id);
                told.push(entry.id.clone());
                true
            });
            assert_eq!(told, ids, "{workers} workers");
        }
        let mut told = 0;
        lessons(&library.entries, 2, |_, _| {
            told += 1;
            told < 2
        });
        assert_eq!(told, 2, "whoever has heard enough hears no more");
        lessons(&[], 2, |_, _| panic!("there is nothing to tell"));
    }

    #[test]
    fn a_program_runs_once_in_each_of_its_worlds() {
        let (remembered, runs) = (Remembered::default(), Cell::new(0));
        let counted = |job: &Job| {
            runs.set(runs.get() + 1);
            run_job(job)
        };
        let run = |source: &str, now: f64| remembered.run(&Job::new(source, now), &counted).unwrap().stdout;
        let clock = "import time\nprint(time.time())\n";
        assert_eq!([run(clock, 1.0), run(clock, 2.0), run(clock, 1.0)], ["1.0\n", "2.0\n", "1.0\n"]);
        assert_eq!(runs.get(), 2);
        let broken = || remembered.run(&Job::new("x = (", 1.0), &counted);
        assert_eq!(broken().unwrap_err(), broken().unwrap_err());
        assert_eq!(runs.get(), 3);
    }
}
