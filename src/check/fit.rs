//! Whether a lesson's texts fit a terminal of 80 columns and 24 rows.
//!
//! Values of the trace are cut where they are shown, so what counts of them is a few cells; what the author wrote
//! counts in full.

use crate::lesson::diagnostic::Findings;
use crate::lesson::{Lesson, Practice, Project, Question, Template, TemplatePart};
use crate::quiz::{Form, Posed, Scene};
use crate::span::Span;
use crate::text::{Text, width};

/// Columns of text inside a pane's frame.
const COLUMNS: usize = 74;
/// Columns of a line of a question's code, beside its number.
const CODE: usize = 70;
/// Cells a value of the trace is given in a table.
const VALUE: usize = 12;

/// Rows for a key moment's question.
pub(super) const QUESTION: usize = 2;
/// Rows for a key moment's answer.
pub(super) const ANSWER: usize = 12;
/// Rows for a line of the summary.
pub(super) const SUMMARY: usize = 4;
/// Steps of a solution, and mistakes.
const PARTS: usize = 6;
const NARRATION: usize = 3;
const POSED: usize = 18;
const REASON: usize = 5;
/// Rows of text on a project's first page, its headings not counted.
const OVERVIEW: usize = 15;
/// Rows for what a step of a project asks for.
const TASK: usize = 5;
/// Lines of a project's program.
const LINES: usize = 60;

/// What can be told without running: titles, flow boxes, the program.
pub(super) fn authored(lesson: &Lesson, findings: &mut Findings) {
    let start = Span::default();
    for (what, text, most) in [("title", &lesson.title, 36), ("topic", &lesson.topic, 16)] {
        too_wide(what, text, most, start, findings);
    }
    too_tall("about", &lesson.about, 3, start, findings);
    for item in &lesson.flow {
        too_wide("this box", &item.text, 34, item.at, findings);
    }
    if lesson.flow.len() > 9 {
        findings.add(
            start,
            format!("the flow has {} boxes; nine fit", lesson.flow.len()),
            "Join some of them.",
        );
    }
    for program in &lesson.programs {
        let lines: Vec<&str> = program.source.lines().collect();
        if let Some(long) = lines.iter().position(|line| width(line) > COLUMNS) {
            let message = format!("line {} of the program is wider than {COLUMNS} columns", long + 1);
            findings.add(program.at, message, "Break it.");
        }
    }
}

/// The cells of the execution table and the narration.
pub(super) fn step(scene: &Scene<'_>, index: usize, findings: &mut Findings) {
    let step = &scene.lesson.steps[index];
    let columns = [("action", &step.action, 20), ("input", &step.input, 40), ("process", &step.process, 40)];
    for (what, text, most) in columns.into_iter().chain([("output", &step.output, 40)]) {
        too_wide(what, &short(scene, text, Some(index)), most, text.at, findings);
    }
    prose(scene, &step.narration, Some(index), NARRATION, findings);
}

/// A text with values in it that may take this many rows.
pub(super) fn prose(
    scene: &Scene<'_>,
    text: &Template,
    step: Option<usize>,
    rows: usize,
    findings: &mut Findings,
) {
    too_tall("this text", &scene.fill(text, step), rows, text.at, findings);
}

/// A question with its options, and what is said after each.
pub(super) fn question(question: &Question, posed: &Posed, findings: &mut Findings) {
    let rows = |text: &str| Text::new(text).wrap(COLUMNS - 4).len();
    let offered = match &posed.form {
        Form::One(_) | Form::Several(_) => posed.options().iter().map(|option| rows(&option.text)).sum(),
        Form::Order(order) => order.items.len(),
        Form::Line(line) => line.lines.len(),
        Form::Character(character) => 2 * character.after.len().div_ceil(64) + 4,
        Form::Text(_) | Form::Free(_) => 1,
    };
    let all: usize = rows(&posed.stem) + posed.exhibit.len() + offered;
    if all > POSED {
        let message = format!("question and options take {all} rows; {POSED} fit");
        findings.add(question.at, message, "Shorten them, or ask about less.");
    }
    let code: &[String] = match &posed.form {
        Form::Order(order) => &order.items,
        Form::Line(line) => &line.lines,
        _ if question.code.is_some() => &posed.exhibit,
        _ => &[],
    };
    if let Some(long) = code.iter().position(|line| width(line) > CODE) {
        let message = format!("line {} of the question's code is wider than {CODE} columns", long + 1);
        findings.add(question.code.as_ref().map_or(question.at, |code| code.at), message, "Break it.");
    }
    for (text, filled) in question.hints.iter().zip(&posed.hints) {
        too_tall("this hint", filled, REASON, text.at, findings);
    }
    for (option, filled) in question.options.iter().zip(posed.options()) {
        too_tall("this reason", &filled.because, REASON, option.because.at, findings);
    }
    too_tall("the explanation", &posed.explanation, REASON, question.explanation.at, findings);
}

/// What is shown after a practice question: each part may take a few rows, and the solution some steps.
pub(super) fn practice(scene: &Scene<'_>, practice: &Practice, step: usize, findings: &mut Findings) {
    for text in practice.solution.iter().chain(&practice.mistakes).chain([&practice.check]) {
        prose(scene, text, Some(step), SUMMARY, findings);
    }
    for (what, list) in [("solution", &practice.solution), ("list of mistakes", &practice.mistakes)] {
        if let Some(text) = list.get(PARTS) {
            let message = format!("the {what} has {} parts; {PARTS} fit", list.len());
            findings.add(text.at, message, "Join some of them, or leave the obvious ones out.");
        }
    }
}

/// A project: its first page as a whole, and of each step the task above the editor, hints, and a solution that can
/// be read without moving it sideways.
pub(super) fn project(project: &Project, findings: &mut Findings) {
    too_wide("the project's title", &project.title, 40, project.at, findings);
    let rows = |text: &str| Text::new(text).wrap(COLUMNS - 4).len();
    let learn: usize = project.learn.iter().map(|text| rows(text)).sum();
    let prose = [&project.scenario, &project.goal, &project.real_world, &project.career];
    let all: usize = prose.into_iter().map(|text| rows(text)).sum::<usize>() + learn;
    if all > OVERVIEW {
        let message = format!("the project's first page takes {all} rows of text; {OVERVIEW} fit");
        findings.add(project.at, message, "Shorten the scenario, the goal or what is learned.");
    }
    for step in &project.steps {
        too_wide("the step's title", &step.title, 34, step.at, findings);
        too_tall("the task", &step.task, TASK, step.at, findings);
        for (hint, at) in step.hints.iter().zip(&step.hints_at) {
            too_tall("this hint", hint, 3, *at, findings);
        }
        for check in &step.checks {
            too_wide("what the check says", &check.what, 70, check.at, findings);
        }
        if let Some(long) = step.solution.lines().position(|line| width(line) > COLUMNS - 4) {
            let message = format!("line {} of the solution is wider than {} columns", long + 1, COLUMNS - 4);
            findings.add(step.solution_at, message, "Break it.");
        }
        if step.solution.lines().count() > LINES {
            let message =
                format!("the solution has {} lines; {LINES} are enough", step.solution.lines().count());
            findings.add(step.solution_at, message, "Make the project smaller.");
        }
    }
    if let Some(long) = project.starter.lines().position(|line| width(line) > COLUMNS - 4) {
        let message = format!("line {} of the starter is wider than {} columns", long + 1, COLUMNS - 4);
        findings.add(project.at, message, "Break it.");
    }
}

/// The text with each value cut as a table cuts it.
fn short(scene: &Scene<'_>, text: &Template, step: Option<usize>) -> String {
    let parts = text.parts.iter().map(|part| match part {
        TemplatePart::Text(text) => text.clone(),
        TemplatePart::Value { path, .. } => {
            let value = scene.value(path, step).unwrap_or_default();
            Text::new(&value).cut(VALUE).as_str().to_owned()
        }
    });
    parts.collect()
}

fn too_wide(what: &str, text: &str, most: usize, at: Span, findings: &mut Findings) {
    let cells = width(text);
    if cells > most {
        findings.add(at, format!("{what} is {cells} columns wide; {most} fit"), "Shorten it.");
    }
}

fn too_tall(what: &str, text: &str, most: usize, at: Span, findings: &mut Findings) {
    let rows = Text::new(text).wrap(COLUMNS).len();
    if rows > most {
        let message = format!("{what} takes {rows} rows of {COLUMNS} columns; {most} fit");
        findings.add(at, message, "Shorten it.");
    }
}
