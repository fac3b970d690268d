//! A question of a lesson, posed over a trace: its options' texts, and which of them is right, computed.

use super::timeline::Timeline;
use super::values::{Scene, Unresolved, segments};
use crate::lesson::{Answer, Evidence, Inputs, OptionText, Question, Segment, literal};
use crate::trace::Trace;

/// Runs a lesson with other inputs; the message says why it cannot.
pub type Rerun<'a> = dyn Fn(&Inputs) -> Result<Trace, String> + 'a;

/// A question ready to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posed {
    /// The question's id.
    pub id: String,
    /// The question.
    pub stem: String,
    /// What is offered.
    pub options: Vec<PosedOption>,
    /// Index of the one right option.
    pub right: usize,
    /// Hints, one shown at a time.
    pub hints: Vec<String>,
    /// Where the evidence is.
    pub evidence: Evidence,
    /// Shown after any answer.
    pub explanation: String,
}

/// An option of a [`Posed`] question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PosedOption {
    /// What is offered.
    pub text: String,
    /// Why it is wrong, or right.
    pub because: String,
    /// The misconception of somebody who chooses it.
    pub misconception: Option<String>,
    /// Whether it is the right one.
    pub right: bool,
}

/// Why a question cannot be asked about a trace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unanswerable {
    /// Its answer's path has no value.
    NoValue(Unresolved),
    /// This many options are right; one must be. The computed answer goes with it.
    RightOptions {
        /// How many.
        count: usize,
        /// The answer as computed.
        answer: String,
    },
    /// Two options say the same.
    SameOptions(usize, usize),
    /// The second run did not work.
    Rerun(String),
}

/// Poses a question over a lesson's trace. `rerun` is called for questions about what changes.
///
/// # Errors
/// The answer cannot be computed, or not exactly one option is right.
pub fn pose(scene: &Scene<'_>, question: &Question, rerun: &Rerun<'_>) -> Result<Posed, Unanswerable> {
    let step = Some(question.evidence.step);
    let texts = texts(scene, question);
    let (answer, right) = answer(scene, question, &texts, rerun)?;
    for (index, text) in texts.iter().enumerate() {
        if let Some(before) = texts[..index].iter().position(|before| before == text) {
            return Err(Unanswerable::SameOptions(before, index));
        }
    }
    let count = right.iter().filter(|right| **right).count();
    let first = right.iter().position(|right| *right);
    let (Some(first), 1) = (first, count) else { return Err(Unanswerable::RightOptions { count, answer }) };
    let reasons = reasons(scene, question, &right);
    let options =
        texts.into_iter().zip(reasons).zip(right).map(|((text, (because, misconception)), right)| {
            PosedOption { text, because, misconception, right }
        });
    Ok(Posed {
        id: question.id.clone(),
        stem: scene.fill(&question.stem, step),
        options: options.collect(),
        right: first,
        hints: question.hints.iter().map(|hint| scene.fill(hint, step)).collect(),
        evidence: question.evidence.clone(),
        explanation: scene.fill(&question.explanation, step),
    })
}

/// The texts of the options; for a first-bound question without options, every step.
fn texts(scene: &Scene<'_>, question: &Question) -> Vec<String> {
    let name = |index: usize| {
        let action = scene.fill(&scene.lesson.steps[index].action, Some(index));
        format!("After step {}: {action}", index + 1)
    };
    if question.options.is_empty() {
        return (0..scene.lesson.steps.len()).map(name).collect();
    }
    let text = |option: &OptionText| match option.step {
        Some(index) if option.text.is_empty() && index < scene.lesson.steps.len() => name(index),
        _ => scene.fill(&option.text, Some(question.evidence.step)),
    };
    question.options.iter().map(text).collect()
}

fn reasons(scene: &Scene<'_>, question: &Question, right: &[bool]) -> Vec<(String, Option<String>)> {
    if let (Answer::FirstBound(name), true) = (&question.answer, question.options.is_empty()) {
        let reason = |right: &bool| match right {
            true => format!("Here {name} gets its first value."),
            false => format!("This is not the step in which {name} gets its first value."),
        };
        return right.iter().map(|right| (reason(right), None)).collect();
    }
    let step = Some(question.evidence.step);
    let reason = |option: &OptionText| (scene.fill(&option.because, step), option.misconception.clone());
    question.options.iter().map(reason).collect()
}

/// The answer as text, and which options are right.
fn answer(
    scene: &Scene<'_>,
    question: &Question,
    texts: &[String],
    rerun: &Rerun<'_>,
) -> Result<(String, Vec<bool>), Unanswerable> {
    let indices = 0..texts.len();
    match &question.answer {
        Answer::Written(right) => Ok((String::new(), indices.map(|index| right.contains(&index)).collect())),
        Answer::Value(path) => {
            let value = scene.value(path, Some(question.evidence.step)).map_err(Unanswerable::NoValue)?;
            let right = texts.iter().map(|text| *text == value).collect();
            Ok((value, right))
        }
        Answer::FirstBound(name) => {
            let bound = first_bound(scene, question.evidence.step, name).ok_or_else(|| {
                let (message, known) = (format!("no step binds a variable `{name}`"), Vec::new());
                Unanswerable::NoValue(Unresolved::Unknown { message, known })
            })?;
            let stands_for =
                |index: usize| question.options.get(index).map_or(Some(index), |option| option.step);
            let label = scene.lesson.steps[bound].label.clone();
            Ok((label, indices.map(|index| stands_for(index) == Some(bound)).collect()))
        }
        Answer::SegmentsChanged { given, with } => {
            let changed = changed(scene, question, (given, with), rerun)?;
            let names: Vec<&str> = changed.iter().map(|segment| segment.name()).collect();
            let answer = if names.is_empty() { "none".to_owned() } else { names.join(" and ") };
            Ok((answer, question.options.iter().map(|option| option.segments == changed).collect()))
        }
    }
}

/// The first step after which a variable of the evidence's function has a value.
fn first_bound(scene: &Scene<'_>, evidence: usize, name: &str) -> Option<usize> {
    let frame = scene.timeline.step(evidence)?.reached?.frame;
    (0..scene.lesson.steps.len()).find(|step| {
        let reached = scene.timeline.step(*step).and_then(|stop| stop.reached);
        reached.is_some_and(|reached| scene.trace.local(frame, name, reached.settled).is_some())
    })
}

/// The segments of the token that differ when a given value is replaced and the lesson run again.
fn changed(
    scene: &Scene<'_>,
    question: &Question,
    (given, with): (&str, &str),
    rerun: &Rerun<'_>,
) -> Result<Vec<Segment>, Unanswerable> {
    let mut inputs = scene.inputs.clone();
    inputs.set(given, with);
    let trace = rerun(&inputs).map_err(Unanswerable::Rerun)?;
    let source = scene.lesson.source(&inputs);
    let program = scene.lesson.program(inputs.profile);
    let program = program.ok_or_else(|| Unanswerable::Rerun("the lesson has no program".into()))?;
    let places = scene.lesson.steps.iter().map(|step| &step.place);
    let timeline = Timeline::of(places, program, &source, &trace);
    let other = Scene { inputs: &inputs, trace: &trace, timeline: &timeline, ..*scene };
    let target = question.evidence.target.split(['.', '@']).next().filter(|name| !name.is_empty());
    let path = target.unwrap_or("token");
    let token = |scene: &Scene<'_>| {
        let value = scene.value(path, Some(question.evidence.step)).map_err(Unanswerable::NoValue)?;
        let text = literal::unquote(&value).unwrap_or(value);
        let three = segments(&text).map(|three| three.map(str::to_owned));
        three.ok_or(Unanswerable::NoValue(Unresolved::Absent("not a token")))
    };
    let (before, after) = (token(scene)?, token(&other)?);
    Ok(Segment::ALL
        .into_iter()
        .filter(|segment| before[*segment as usize] != after[*segment as usize])
        .collect())
}
