//! A project in text: what is to be done, and what the checks of a program found.

use crate::lesson::{Lesson, Project};
use crate::quiz::project::{CheckVerdict, Graded};
use crate::text::Text;
use std::io::{self, Write};

/// Columns of text.
const COLUMNS: usize = 78;

/// What a project is about, and what each step asks for.
///
/// # Errors
/// What the writer refused.
pub fn tasks(out: &mut impl Write, lesson: &Lesson, project: &Project) -> io::Result<()> {
    writeln!(out, "Project of {}: {}", Text::new(&lesson.id), Text::new(&project.title))?;
    prose(out, "", &project.scenario)?;
    prose(out, "Goal: ", &project.goal)?;
    for text in &project.learn {
        prose(out, "You learn: ", text)?;
    }
    prose(out, "In the real world: ", &project.real_world)?;
    prose(out, "For a job: ", &project.career)?;
    if project.starter.lines().any(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        writeln!(out)?;
        writeln!(out, "The program begins with:")?;
        for line in project.starter.lines() {
            writeln!(out, "    {}", Text::new(line))?;
        }
    }
    for (at, step) in project.steps.iter().enumerate() {
        writeln!(out)?;
        writeln!(out, "Step {} of {}: {}", at + 1, project.steps.len(), Text::new(&step.title))?;
        prose(out, "", &step.task)?;
        for check in &step.checks {
            prose(out, "- checked: ", &check.what)?;
        }
    }
    writeln!(out)?;
    let id = Text::new(&lesson.id);
    writeln!(out, "Write a program, then check it: jwtrace build {id} --file my.py")?;
    writeln!(out, "A hint, and the next one: jwtrace build {id} --file my.py --hints 1, --hints 2")
}

/// What the checks of a step found.
///
/// # Errors
/// What the writer refused.
pub fn results(out: &mut impl Write, project: &Project, step: usize, graded: &Graded) -> io::Result<()> {
    let title = project.steps.get(step).map_or("", |step| step.title.as_str());
    let state = if graded.passed() { "done" } else { "not yet" };
    writeln!(out, "Step {} of {}: {}: {state}", step + 1, project.steps.len(), Text::new(title))?;
    for result in &graded.results {
        let word = match result.verdict {
            CheckVerdict::Passed => "passed",
            CheckVerdict::Failed => "FAILED",
            CheckVerdict::NotTried => "not tried",
        };
        let earlier =
            result.earlier.map_or(String::new(), |step| format!("still true from step {}: ", step + 1));
        let on = if result.input.is_empty() { String::new() } else { format!(" on {}", result.input) };
        writeln!(out, "  {word}: {}", Text::new(&format!("{earlier}{}{on}", result.what)))?;
        if result.verdict == CheckVerdict::Failed {
            writeln!(out, "    expected: {}", Text::new(&result.expected))?;
            writeln!(out, "    seen: {}", Text::new(&result.seen))?;
        }
    }
    Ok(())
}

/// The first hints of a step.
///
/// # Errors
/// What the writer refused.
pub fn hints(out: &mut impl Write, project: &Project, step: usize, shown: usize) -> io::Result<()> {
    let Some(step) = project.steps.get(step) else { return Ok(()) };
    for (at, hint) in step.hints.iter().take(shown).enumerate() {
        prose(out, &format!("hint {} of {}: ", at + 1, step.hints.len()), hint)?;
    }
    Ok(())
}

fn prose(out: &mut impl Write, head: &str, text: &str) -> io::Result<()> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in Text::new(&format!("{head}{text}")).wrap(COLUMNS) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}
