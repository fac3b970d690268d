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
use crate::quiz::Job;
use crate::trace::Trace;

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
