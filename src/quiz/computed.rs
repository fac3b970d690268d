//! Computed questions: a generator plans runs with fresh inputs; the right answer is what they give, the others are
//! what they give elsewhere, and what mutants give.

mod lesson_run;
mod refusal;
mod segment;
mod small;
mod time;

pub use segment::payload_of;

use super::ask::program::import;
use super::form::{Choice, Expected, Form, Typed};
use super::job::Job;
use super::literal::same;
use super::mutant::Mutant;
use super::pose::{Asked, Asking, Chance};
use super::posed::{Computation, PosedOption, Unanswerable};
use crate::jose::claims::date_text;
use crate::lesson::{Computed, Generator, Inputs};
use crate::trace::{Event, StepIndex, Trace};
use std::sync::Arc;

/// Options besides the right one.
const OTHERS: usize = 4;
/// Of these, as many at most are what mutants answer.
const MUTANTS: usize = 3;
/// Fewest options of a question that is chosen.
const FEWEST: usize = 3;

/// A run that has ended.
#[derive(Clone, Copy)]
struct Ran<'r> {
    job: &'r Job,
    trace: &'r Trace,
}

/// An answer that is not right, and why.
type Other = (String, String);

/// Finds the answer in what has run.
type Look<'a> = Box<dyn Fn(&[Ran<'_>]) -> Result<String, Unanswerable> + 'a>;

/// What a generator plans.
struct Plan<'a> {
    kind: &'static str,
    stem: String,
    exhibit: Vec<String>,
    /// What runs; the one to be stepped through comes last.
    jobs: Vec<Job>,
    look: Look<'a>,
    /// Answers that people may think of, from the same runs or from others.
    others: Box<dyn Fn(&[Ran<'_>]) -> Result<Vec<Other>, Unanswerable> + 'a>,
    mutants: &'static [Mutant],
    /// Whether answers that mean the same Python value are still different ones.
    exact: bool,
    hint: &'static str,
    explanation: String,
    solution: Vec<String>,
    /// The inputs, when it is the lesson's own program that runs.
    inputs: Option<Inputs>,
    /// The request that is asked about, from 0.
    request: Option<usize>,
}

/// What a generator says where the author says nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    pub(super) stem: String,
    pub(super) hint: &'static str,
    pub(super) explanation: String,
    pub(super) solution: Vec<String>,
    /// The lesson's run with fresh inputs, which texts of the author are about.
    pub(super) run: Option<(Inputs, Job, Trace)>,
}

/// Makes the question that a seed gives.
pub(super) fn ask(asking: &Asking<'_>, computed: &Computed) -> Result<Asked, Unanswerable> {
    let mut chance = asking.chance();
    let plan = plan(asking, computed, &mut chance)?;
    let traces = run_all(asking, &plan.jobs)?;
    let ran = pair(&plan.jobs, &traces);
    let answer = (plan.look)(&ran)?;
    let mut options = mutated(asking, &plan, &answer, &mut chance);
    let equal = |one: &str, other: &str| if plan.exact { one == other } else { same(one, other) };
    for (text, because) in (plan.others)(&ran)? {
        let known = options.iter().any(|option| equal(&option.text, &text));
        if options.len() < OTHERS && !known && !equal(&answer, &text) {
            options.push(PosedOption { text, because, ..PosedOption::default() });
        }
    }
    let typed = asking.question.typed;
    if options.len() + 1 < FEWEST && !typed {
        return Err(Unanswerable::TooFew(options.len() + 1));
    }
    let form = if typed {
        Form::Text(Typed { expected: Expected::Value(answer.clone()), known: options })
    } else {
        let because = "The run gives this.".to_owned();
        options.push(PosedOption { text: answer.clone(), because, right: true, ..PosedOption::default() });
        for at in (1..options.len()).rev() {
            options.swap(at, chance.below(at + 1));
        }
        Form::One(Choice { options })
    };
    let mut asked = Asked::new(plan.kind, form, answer);
    asked.computation = ran.last().map(|ran| {
        let decides = decides(asking, &plan, *ran);
        Arc::new(Computation { generator: computed.generator, jobs: plan.jobs.clone(), decides })
    });
    asked.exhibit = plan.exhibit;
    let run =
        plan.inputs.and_then(|inputs| Some((inputs, plan.jobs.first()?.clone(), traces.into_iter().next()?)));
    asked.told = Some(Told {
        stem: plan.stem,
        hint: plan.hint,
        explanation: plan.explanation,
        solution: plan.solution,
        run,
    });
    Ok(asked)
}

fn plan<'a>(
    asking: &'a Asking<'a>,
    computed: &'a Computed,
    chance: &mut Chance,
) -> Result<Plan<'a>, Unanswerable> {
    match computed.generator {
        Generator::ValueAfter => lesson_run::value_after(asking, computed, chance),
        Generator::FirstBound => lesson_run::first_bound(asking, computed, chance),
        Generator::SegmentsChanged => lesson_run::segments_changed(asking, computed, chance),
        Generator::ResponseOf => lesson_run::response_of(asking, chance),
        Generator::DecodedPayload => segment::decoded(asking, computed, 1, chance),
        Generator::DecodedHeader => segment::decoded(asking, computed, 0, chance),
        Generator::PayloadSegment => segment::payload(asking, chance),
        Generator::SegmentLength => segment::length(asking, chance),
        Generator::SignatureLength => segment::signature_length(asking, chance),
        Generator::HeaderAlgorithm => segment::header_algorithm(asking, chance),
        Generator::JsonText => segment::json_text(asking, chance),
        Generator::ExpNumber => time::exp_number(asking, chance),
        Generator::ValidAt => time::valid_at(asking, chance),
        Generator::Refusal => refusal::ask(asking, chance),
        Generator::Printed => small::printed(asking, chance),
        Generator::CallersDict => small::callers_dict(asking, chance),
    }
}

/// The step of a run that decides: the answer to the request asked about, or the lesson's step.
fn decides(asking: &Asking<'_>, plan: &Plan<'_>, ran: Ran<'_>) -> Option<StepIndex> {
    if let Some(request) = plan.request {
        let steps = ran.trace.steps.iter().enumerate();
        return steps.filter(|(_, step)| step.event == Event::Response).nth(request).map(|(at, _)| at);
    }
    let step = asking.question.evidence.step;
    let reached = lesson_run::in_scene(asking, plan.inputs.as_ref()?, ran, |scene| {
        Ok(scene.timeline.step(step).and_then(|stop| stop.reached))
    });
    reached.ok().flatten().map(|reached| reached.enter)
}

/// What mutants answer, where that is another answer: first those the question is about.
fn mutated(asking: &Asking<'_>, plan: &Plan<'_>, answer: &str, chance: &mut Chance) -> Vec<PosedOption> {
    let mut mutants = plan.mutants.to_vec();
    for at in (1..mutants.len()).rev() {
        mutants.swap(at, chance.below(at + 1));
    }
    let about = &asking.question.misconceptions;
    mutants.sort_by_key(|mutant| !about.iter().any(|tag| tag == mutant.tag()));
    let mut options: Vec<PosedOption> = Vec::new();
    for mutant in mutants {
        if options.len() == MUTANTS {
            break;
        }
        let Some(text) = answer_of(asking, plan, mutant) else { continue };
        let equal = |other: &str| if plan.exact { other == text } else { same(other, &text) };
        if equal(answer) || options.iter().any(|option| equal(&option.text)) {
            continue;
        }
        let because = format!("This is the result of a run in which {}.", mutant.belief());
        let misconception = Some(mutant.tag().to_owned());
        options.push(PosedOption { text, because, misconception, right: false, mutant: Some(mutant) });
    }
    options
}

/// What a mutant answers; `None` when it cannot run the program.
fn answer_of(asking: &Asking<'_>, plan: &Plan<'_>, mutant: Mutant) -> Option<String> {
    let jobs: Vec<Job> = plan.jobs.iter().map(|job| mutant.job(job)).collect::<Option<_>>()?;
    let traces = run_all(asking, &jobs).ok()?;
    (plan.look)(&pair(&jobs, &traces)).ok()
}

fn run_all(asking: &Asking<'_>, jobs: &[Job]) -> Result<Vec<Trace>, Unanswerable> {
    jobs.iter().map(|job| (asking.runs)(job).map_err(Unanswerable::Rerun)).collect()
}

fn pair<'r>(jobs: &'r [Job], traces: &'r [Trace]) -> Vec<Ran<'r>> {
    jobs.iter().zip(traces).map(|(job, trace)| Ran { job, trace }).collect()
}

/// Runs one more program and gives its printed lines.
fn lines_of(asking: &Asking<'_>, job: &Job) -> Result<Vec<String>, Unanswerable> {
    let trace = (asking.runs)(job).map_err(Unanswerable::Rerun)?;
    Ok(trace.stdout.lines().map(str::to_owned).collect())
}

/// The `repr` of a module-level variable at the end.
fn global(ran: Ran<'_>, name: &str) -> Result<String, Unanswerable> {
    let found = ran.trace.globals.iter().find(|global| global.name == name);
    found
        .map(|global| global.repr.clone())
        .ok_or_else(|| nothing(&format!("no variable `{name}` at the end")))
}

fn nothing(why: &str) -> Unanswerable {
    Unanswerable::Rerun(why.to_owned())
}

/// A program of the question's own at a clock.
fn own(asking: &Asking<'_>, lines: &[String], now: f64) -> Job {
    Job { zone: "UTC".into(), ..Job::new(format!("{}\n{}\n", import(asking), lines.join("\n")), now) }
}

/// The program as it is shown.
fn shown(job: &Job) -> Vec<String> {
    job.source.trim_end().lines().map(str::to_owned).collect()
}

/// The clock as a person reads it.
fn clock(now: f64) -> String {
    format!("{} ({})", date_text(now as i64).unwrap_or_default(), now as i64)
}
