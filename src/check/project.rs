//! What running a project proves: every solution passes its checks and those before, what stands there at the start of
//! a step does not pass yet, no hint gives a line away, and everything fits.

use super::{Remembered, fit};
use crate::lesson::diagnostic::Findings;
use crate::lesson::{Lesson, Look, Project, ProjectCheck, ProjectStep};
use crate::python::Program;
use crate::quiz::Job;
use crate::quiz::project::{CheckResult, CheckVerdict, Setting, grade};
use crate::span::Span;

/// Proves the project of a lesson, if it has one.
pub(super) fn prove(lesson: &Lesson, findings: &mut Findings) {
    let Some(project) = &lesson.project else { return };
    fit::project(project, findings);
    let setting = Setting { now: lesson.now, zone: lesson.zone.clone() };
    if let Err(problems) = Program::parse(&project.starter) {
        let first = problems.first().map_or("", |problem| problem.message.as_str());
        findings.add(project.at, format!("the project's starter cannot run: {first}"), "");
        return;
    }
    let remembered = Remembered::default();
    let runs = |job: &Job| remembered.run(job, &super::run_job);
    for (number, step) in project.steps.iter().enumerate() {
        if let Err(problems) = Program::parse(&step.solution) {
            for problem in problems {
                let message =
                    format!("line {} of the solution cannot run: {}", problem.position.line, problem.message);
                findings.add(step.solution_at, message, problem.hint);
            }
            continue;
        }
        let solved = grade(project, number, &step.solution, &setting, &runs);
        let failed = solved.results.iter().filter(|result| result.verdict == CheckVerdict::Failed);
        for result in failed.filter(|result| !cannot_see(result)) {
            findings.add(step.solution_at, failure(result), "The solution must pass every check up to here.");
        }
        for check in &step.checks {
            looks_somewhere(check, &solved.results, findings);
        }
        let start = grade(project, number, project.starts_with(number), &setting, &runs);
        if start.passed() {
            let message = format!("step `{}` passes before anything is done", step.id);
            findings.add(step.at, message, "Add a check of what the step asks for.");
        }
        hints(project, number, step, findings);
    }
}

fn failure(result: &CheckResult) -> String {
    let on = if result.input.is_empty() { String::new() } else { format!(" on {}", result.input) };
    let earlier = result.earlier.map_or(String::new(), |step| format!(", a check of step {}", step + 1));
    format!("the solution fails \"{}\"{on}{earlier}: {}", result.what, result.seen)
}

/// Whether the solution gave a check nothing to compare with.
fn cannot_see(result: &CheckResult) -> bool {
    ["cannot be looked at", "no answer"].iter().any(|word| result.expected.starts_with(word))
}

/// A check whose expression cannot be run in the solution compares nothing with nothing.
fn looks_somewhere(check: &ProjectCheck, results: &[CheckResult], findings: &mut Findings) {
    if !matches!(check.look, Look::Values { .. } | Look::Requests(_)) {
        return;
    }
    let mine = results.iter().filter(|result| result.what == check.what && result.earlier.is_none());
    // A name that nobody has bound is a slip of the pen in the check, not an exception that a learner is to reach.
    for result in mine.filter(|result| cannot_see(result) || result.expected.starts_with("NameError")) {
        let message = format!("the check has nothing to look at on {}: {}", result.input, result.expected);
        findings.add(
            check.at,
            message,
            "The solution must give a value, an exception of its own, or an answer.",
        );
    }
}

/// No hint holds a line that the step adds.
fn hints(project: &Project, number: usize, step: &ProjectStep, findings: &mut Findings) {
    let before: Vec<String> = project.starts_with(number).lines().map(plain).collect();
    let added: Vec<String> =
        step.solution.lines().map(plain).filter(|line| line.len() > 3 && !before.contains(line)).collect();
    for (at, hint) in step.hints.iter().enumerate() {
        let said = plain(hint);
        if let Some(line) = added.iter().find(|line| said.contains(line.as_str())) {
            let place = step.hints_at.get(at).copied().unwrap_or(Span::default());
            let message = format!("the hint gives a line of the solution away: {line}");
            findings.add(place, message, "Say where to look or what is needed instead.");
        }
    }
}

/// A line without its spaces and with one kind of quotes.
fn plain(line: &str) -> String {
    line.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '"' { '\'' } else { c }).collect()
}
