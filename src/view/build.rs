//! A project: its first page, or the step under way with the program and what the checks found.

use super::SourceLine;
use super::piece::value;
use super::source::laid;
use crate::jose::claims::date_text;
use crate::lesson::{Look, ProjectCheck};
use crate::python::Program;
use crate::quiz::project::{CheckResult, CheckVerdict};
use crate::session::Study;
use crate::session::build::{Build, Checked, Done};
use crate::text::{Text, width};
use std::sync::Arc;

/// A project.
#[derive(Debug, Clone, PartialEq)]
pub struct BuildView {
    /// What it is called.
    pub title: Text,
    /// Its steps.
    pub steps: Vec<StepItem>,
    /// How many of them passed.
    pub passed: usize,
    /// The first page, when it is what is shown.
    pub overview: Option<Overview>,
    /// The step, when it is.
    pub step: Option<StepView>,
}

/// A step in the list of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepItem {
    /// A few words.
    pub title: Text,
    /// How it stands.
    pub state: StepState,
    /// Whether it is the one under way.
    pub current: bool,
}

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepState {
    /// Not done yet.
    Open,
    /// Its checks passed.
    Passed,
    /// Left without passing.
    Skipped,
}

/// The first page.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// The situation.
    pub scenario: Text,
    /// What stands there at the end.
    pub goal: Text,
    /// What one learns.
    pub learn: Vec<Text>,
    /// Where it is met.
    pub real_world: Text,
    /// What it is good for in a job.
    pub career: Text,
}

/// A step under way.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing that a front end shows in its own way"
)]
pub struct StepView {
    /// Its number, from 1.
    pub number: usize,
    /// A few words.
    pub title: Text,
    /// What to do.
    pub task: Text,
    /// Hints shown.
    pub hints: Vec<Text>,
    /// Hints there are.
    pub hints_total: usize,
    /// The program's lines, highlighted; the solution's when `peeking`.
    pub lines: Arc<[SourceLine]>,
    /// The line of the cursor, from 0, the cells before it, and what stands under it.
    pub cursor: (usize, usize, Text),
    /// Whether keys go into the text.
    pub typing: bool,
    /// Whether the lines are the solution's.
    pub peeking: bool,
    /// What is wrong with the grammar: line and column in cells, from 0, and words.
    pub problem: Option<(usize, usize, Text)>,
    /// The line at which the run stopped, from 0.
    pub stopped: Option<usize>,
    /// What the checks found.
    pub results: Vec<ResultView>,
    /// How often it was checked.
    pub tries: u32,
    /// Whether all passed, once checked.
    pub passed: Option<bool>,
    /// How many checks it is run against at this moment.
    pub running: Option<usize>,
    /// Whether the program was changed since.
    pub changed: bool,
    /// Whether it is the last step.
    pub last: bool,
    /// The first step that was skipped before a check of this one failed.
    pub skipped: Option<usize>,
    /// What the checks' clock and zone are, where local time is not UTC; else empty.
    pub world: Text,
    /// The file that holds the program, when it is written elsewhere.
    pub file: Option<Text>,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultView {
    /// How it ended.
    pub verdict: CheckVerdict,
    /// What should be true.
    pub what: Text,
    /// On how many inputs it passed.
    pub inputs: usize,
    /// What the check itself defines and the inputs that failed use; empty when there is nothing.
    pub with: Text,
    /// For those that failed: on which input, what was expected, what was seen.
    pub failures: Vec<(Text, Text, Text)>,
}

pub(super) fn of(study: &Study, kept: &mut Option<(u64, bool, Arc<[SourceLine]>)>) -> Option<BuildView> {
    let build = study.build.as_deref()?;
    let project = &build.project;
    let steps = project.steps.iter().zip(&build.done).enumerate().map(|(at, (step, done))| StepItem {
        title: Text::new(&step.title),
        state: state(done),
        current: build.step == Some(at),
    });
    let prose = |text: &str| Text::new(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let overview = build.step.is_none().then(|| Overview {
        scenario: prose(&project.scenario),
        goal: prose(&project.goal),
        learn: project.learn.iter().map(|text| prose(text)).collect(),
        real_world: prose(&project.real_world),
        career: prose(&project.career),
    });
    Some(BuildView {
        title: Text::new(&project.title),
        steps: steps.collect(),
        passed: build.passed(),
        overview,
        step: step(study, build, kept),
    })
}

fn state(done: &Done) -> StepState {
    match (done.passed, done.skipped) {
        (true, _) => StepState::Passed,
        (_, true) => StepState::Skipped,
        _ => StepState::Open,
    }
}

fn step(study: &Study, build: &Build, kept: &mut Option<(u64, bool, Arc<[SourceLine]>)>) -> Option<StepView> {
    let (at, step, done) = build.now()?;
    let prose = |text: &str| Text::new(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let key = (build.revision, build.peeking);
    let lines = match kept {
        Some((revision, peeking, lines)) if (*revision, *peeking) == key => Arc::clone(lines),
        _ => {
            let text = if build.peeking { step.solution.trim_end().to_owned() } else { build.editor.text() };
            let lines: Arc<[SourceLine]> = laid(&text, &Program::tokens_of(&text)).into();
            *kept = Some((key.0, key.1, Arc::clone(&lines)));
            lines
        }
    };
    let (row, column) = build.editor.cursor();
    let line = build.editor.lines().get(row).map_or("", String::as_str);
    let before = Text::new(line.get(..column).unwrap_or(""));
    let under = unicode_segmentation::UnicodeSegmentation::graphemes(line.get(column..).unwrap_or(""), true);
    let under = under.into_iter().next().map_or_else(|| Text::label(" "), Text::new);
    let (problem, stopped, results) = match &build.checked {
        Some(Checked::Unreadable(problem)) => {
            let row = (problem.position.line as usize).saturating_sub(1);
            let line = build.editor.lines().get(row).map_or("", String::as_str);
            let cells = (problem.position.column as usize).saturating_sub(1);
            let end = line.char_indices().nth(cells).map_or(line.len(), |(end, _)| end);
            let mut words = problem.message.clone();
            if !problem.hint.is_empty() {
                words = format!("{words}. {}", problem.hint);
            }
            (Some((row, width(Text::new(&line[..end]).as_str()), Text::new(&words))), None, Vec::new())
        }
        Some(Checked::Graded(graded)) => {
            let stopped = graded.stopped_at.filter(|_| !build.changed).map(|line| line as usize - 1);
            (None, stopped, results(&graded.results, &step.checks))
        }
        _ => (None, None, Vec::new()),
    };
    Some(StepView {
        number: at + 1,
        title: Text::new(&step.title),
        task: prose(&step.task),
        hints: step.hints.iter().take(done.hints).map(|hint| prose(hint)).collect(),
        hints_total: step.hints.len(),
        lines,
        cursor: (row, before.width(), under),
        typing: build.typing,
        peeking: build.peeking,
        problem,
        stopped,
        results,
        tries: done.tries,
        passed: build.checked.as_ref().map(Checked::passed),
        running: build.running(),
        changed: build.changed,
        last: at + 1 == build.project.steps.len(),
        skipped: build.done[..at]
            .iter()
            .position(|done| done.skipped)
            .filter(|_| build.checked.as_ref().is_some_and(|checked| !checked.passed()))
            .map(|skipped| skipped + 1),
        world: world(study),
        file: build.file.as_deref().map(Text::new),
    })
}

/// Where a lesson's local time is not UTC, that and the clock say why a time comes out as it does.
fn world(study: &Study) -> Text {
    let Some(lesson) = study.lesson().filter(|lesson| !matches!(lesson.zone.as_str(), "" | "UTC")) else {
        return Text::default();
    };
    let clock = date_text(lesson.now as i64).unwrap_or_default();
    Text::from(format!("The checks run at {clock}, on a server whose local time is {}.", lesson.zone))
}

/// The line of a check's own that defines a name which the input begins with: nobody has seen it in their program.
fn defined<'c>(result: &CheckResult, checks: &'c [ProjectCheck]) -> Option<&'c str> {
    let check = checks.iter().find(|check| check.what == result.what)?;
    let Look::Values { setup, .. } = &check.look else { return None };
    setup.lines().find(|line| {
        let name = line.split_once(" = ").map_or("", |(name, _)| name.trim());
        !name.is_empty()
            && result.input.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name)
    })
}

/// The results of one check together, what failed first.
fn results(found: &[CheckResult], checks: &[ProjectCheck]) -> Vec<ResultView> {
    let mut views: Vec<ResultView> = Vec::new();
    for result in found {
        let what = match result.earlier {
            Some(step) => Text::new(&format!("still true from step {}: {}", step + 1, result.what)),
            None => Text::new(&result.what),
        };
        if views.last().is_none_or(|last| last.what != what) {
            let verdict = CheckVerdict::Passed;
            views.push(ResultView { verdict, what, inputs: 0, with: Text::default(), failures: Vec::new() });
        }
        let Some(view) = views.last_mut() else { continue };
        match result.verdict {
            CheckVerdict::Passed => view.inputs += 1,
            CheckVerdict::NotTried => view.verdict = CheckVerdict::NotTried,
            CheckVerdict::Failed => {
                view.verdict = CheckVerdict::Failed;
                if let Some(with) = defined(result, checks) {
                    view.with = Text::new(with);
                }
                view.failures.push((value(&result.input), value(&result.expected), value(&result.seen)));
            }
        }
    }
    views.sort_by_key(|view| match view.verdict {
        CheckVerdict::Failed => 0,
        CheckVerdict::NotTried => 1,
        CheckVerdict::Passed => 2,
    });
    views
}
