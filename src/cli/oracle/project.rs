//! Solutions and checks of projects on the machine's own Python.
//!
//! A check that compares a learner's program with the solution is right only when the solution does here what it does
//! there. Chance is another one there: a key of `secrets` has other digits, and what is signed with it another signature.

use super::{Failure, answer, run, short, versions};
use jwtrace::lesson::{Lesson, Project};
use jwtrace::python::{self, Limits, Program, World};
use jwtrace::quiz::Job;
use jwtrace::quiz::project::{Keys, SEEN, Setting, alike, grade};
use jwtrace::text::Text;
use jwtrace::trace::{Outcome, Trace};
use serde_json::Value;
use std::cell::RefCell;
use std::io::Write;
use std::path::Path;

/// Runs everything that the checks of a project run, here and there; how many ran otherwise there.
pub(super) fn compare(
    lesson: &Lesson,
    project: &Project,
    python: &Path,
    out: &mut impl Write,
) -> Result<usize, Failure> {
    let (mut different, mut found, mut said) = (0, Vec::new(), String::new());
    for step in &project.steps {
        for (job, ours) in jobs(lesson, project, step) {
            let world = World::of_app(job.now, &job.zone, job.requests.clone());
            let theirs = run(&job.source, &world, python)?;
            let lines = differences(&job.source, &ours, &theirs);
            different += usize::from(!lines.is_empty());
            found.extend(lines.into_iter().map(|line| format!("step {}: {line}", step.id)));
            said = versions(&theirs);
        }
    }
    let verdict = if found.is_empty() { "same as on" } else { "not as on" };
    writeln!(out, "{:<24} {:<12} {verdict} {said}", Text::new(&lesson.id), "project")?;
    for line in &found {
        writeln!(out, "  {}", Text::new(line))?;
    }
    Ok(different)
}

/// What grading the solution of a step runs, each program once, with what it does here.
fn jobs(lesson: &Lesson, project: &Project, step: &jwtrace::lesson::ProjectStep) -> Vec<(Job, Trace)> {
    let jobs: RefCell<Vec<(Job, Trace)>> = RefCell::default();
    let runs = |job: &Job| {
        let parsed = Program::parse(&job.source);
        let program =
            parsed.map_err(|found| found.first().map_or_else(String::new, |found| found.message.clone()))?;
        let world = World::of_app(job.now, &job.zone, job.requests.clone());
        let trace = python::run(&program, &world, &Limits::default());
        let mut jobs = jobs.borrow_mut();
        if !jobs.iter().any(|(known, _)| known == job) {
            jobs.push((job.clone(), trace.clone()));
        }
        Ok(trace)
    };
    let alone = Project { steps: vec![step.clone()], ..project.clone() };
    let setting = Setting { now: lesson.now, zone: lesson.zone.clone() };
    let _ = grade(&alone, 0, &step.solution, &setting, &runs);
    jobs.into_inner()
}

/// What a check would see otherwise, a line each.
fn differences(source: &str, ours: &Trace, theirs: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut same = |what: &str, ours: &str, theirs: &str| {
        let (ours, theirs) = (unsigned(ours), unsigned(theirs));
        if !alike(&ours, &theirs, Keys::Written) {
            found.push(format!("{what}: {} here, {} there", short(&ours), short(&theirs)));
        }
    };
    same("output", &ours.stdout, theirs["stdout"].as_str().unwrap_or_default());
    let ended = match &ours.outcome {
        Outcome::Finished => "it finished",
        Outcome::Raised(raised) => &raised.class,
        Outcome::Halted { .. } => "stopped by a limit",
    };
    same("end", ended, theirs["raised"][0].as_str().unwrap_or("it finished"));
    let seen = ours.globals.iter().find(|global| global.name == SEEN).map_or("", |global| &global.repr);
    let expression = source.rsplit_once(&format!("{SEEN} = (")).map_or("", |(_, rest)| rest);
    let what = format!("value of {}", expression.lines().next().unwrap_or_default());
    same(&what, seen, theirs["globals"][SEEN].as_str().unwrap_or_default());
    let responses = theirs["responses"].as_array().map_or(&[][..], Vec::as_slice);
    for number in 0..ours.responses.len().max(responses.len()) {
        let here = ours.responses.get(number).map_or_else(|| "none".into(), answer);
        let there = responses.get(number).map_or_else(|| "none".into(), super::answer_there);
        same(&format!("response {number}"), &here, &there);
    }
    found
}

/// A text without the signatures of the tokens in it.
fn unsigned(text: &str) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || c == '.';
    let mut out = String::new();
    for word in text.split_inclusive(|c| !is_part(c)) {
        let token = word.trim_end_matches(|c| !is_part(c));
        match token.rsplit_once('.') {
            Some((input, _)) if token.starts_with("eyJ") && input.contains('.') => {
                out.push_str(input);
                out.push_str(".…");
                out.push_str(&word[token.len()..]);
            }
            _ => out.push_str(word),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_signatures_are_left_out() {
        assert_eq!(unsigned("{'t': 'eyJh.eyJz.c2ln', 'n': 1.5}"), "{'t': 'eyJh.eyJz.…', 'n': 1.5}");
        assert_eq!(unsigned("a.b.c eyJh.eyJz"), "a.b.c eyJh.eyJz");
    }

    #[test]
    fn what_a_check_would_see_otherwise_is_told_and_chance_is_not() {
        let source = format!("import secrets\nkey = secrets.token_hex(4)\n{SEEN} = ({{'n': 1}}\n)\n");
        let program = Program::parse(&source).map_err(|found| found[0].message.clone());
        let ours = python::run(&program.expect("it runs"), &World::default(), &Limits::default());
        let there = |seen: &str, raised: Value| json!({"stdout": "", "raised": raised, "globals": {"key": "'00'", SEEN: seen}, "responses": []});
        assert_eq!(differences(&source, &ours, &there("{'n': 1}", Value::Null)), [""; 0]);
        let told = differences(&source, &ours, &there("{'n': 2}", json!(["KeyError", "'n'"])));
        assert_eq!(
            told,
            ["end: it finished here, KeyError there", "value of {'n': 1}: {'n': 1} here, {'n': 2} there"]
        );
    }
}
