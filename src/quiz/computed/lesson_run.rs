//! Questions about the lesson's own program, run with fresh inputs.

use super::super::fresh;
use super::super::job::{Job, sent};
use super::super::mutant::Mutant;
use super::super::pose::{Asking, Chance};
use super::super::posed::Unanswerable;
use super::super::timeline::Timeline;
use super::super::values::{Scene, Unresolved, segments};
use super::segment::called;
use super::{Other, Plan, Ran, clock, nothing};
use crate::lesson::{Computed, Inputs, Segment, literal};
use crate::trace::{Kind, Response};

/// Mutants that change what is made, and not in the signature alone: nobody computes one in the head.
const MAKERS: &[Mutant] = &[
    Mutant::PayloadEncrypted,
    Mutant::PaddingKept,
    Mutant::SecretInside,
    Mutant::StandardAlphabet,
    Mutant::Milliseconds,
    Mutant::LocalTime,
    Mutant::ExpText,
    Mutant::DecodeIsVerify,
];

/// Something in a scene of a run with these inputs.
pub(super) fn in_scene<T>(
    asking: &Asking<'_>,
    inputs: &Inputs,
    ran: Ran<'_>,
    work: impl FnOnce(&Scene<'_>) -> Result<T, Unresolved>,
) -> Result<T, Unanswerable> {
    let lesson = asking.scene.lesson;
    let program = lesson.program(inputs.profile).ok_or_else(|| nothing("the lesson has no program"))?;
    let places = lesson.steps.iter().map(|step| &step.place);
    let timeline = Timeline::of(places, program, &ran.job.source, ran.trace);
    work(&Scene { lesson, inputs, trace: ran.trace, timeline: &timeline }).map_err(Unanswerable::NoValue)
}

/// Fresh inputs, the job with them, and the lines that show them.
pub(super) fn fresh_run(asking: &Asking<'_>, chance: &mut Chance) -> (Inputs, Job, Vec<String>) {
    let inputs = fresh::inputs(asking.scene.inputs, chance);
    let job = Job::of_lesson(asking.scene.lesson, &inputs);
    let exhibit = exhibit(asking, &inputs);
    (inputs, job, exhibit)
}

fn exhibit(asking: &Asking<'_>, inputs: &Inputs) -> Vec<String> {
    let lesson = asking.scene.lesson;
    let mut lines: Vec<String> =
        inputs.given.iter().map(|given| format!("{} = {}", given.name, given.literal)).collect();
    let source = lesson.source(inputs);
    if source.contains(".now(") || source.contains("time.time(") {
        lines.push(format!("the clock stands at {}", clock(inputs.now)));
    }
    if source.contains("datetime.now()") {
        lines.push(format!("local time is that of {}", lesson.zone));
    }
    lines
}

fn step_words(asking: &Asking<'_>, step: usize) -> String {
    let action = asking.scene.fill(&asking.scene.lesson.steps[step].action, Some(step));
    format!("step {}: {action}", step + 1)
}

/// What a variable is after the step.
pub(super) fn value_after<'a>(
    asking: &'a Asking<'a>,
    computed: &'a Computed,
    chance: &mut Chance,
) -> Result<Plan<'a>, Unanswerable> {
    let name = computed.variable.as_deref().ok_or_else(|| nothing("`value-after` needs `variable`"))?;
    let step = asking.question.evidence.step;
    let before = asking.value(name)?;
    let (inputs, job, exhibit) = fresh_run(asking, chance);
    let of = inputs.clone();
    let look = move |ran: &[Ran<'_>]| in_scene(asking, &of, ran[0], |scene| scene.value(name, Some(step)));
    let of = inputs.clone();
    let others = move |ran: &[Ran<'_>]| {
        let mut others = in_scene(asking, &of, ran[0], |scene| Ok(elsewhere(scene, name, step)))?;
        others.push((before.clone(), "That is its value with the lesson's own inputs.".to_owned()));
        Ok(others)
    };
    Ok(Plan {
        kind: "value with fresh inputs",
        stem: format!(
            "The lesson's program runs with these inputs. What is {name} right after {}?",
            step_words(asking, step)
        ),
        exhibit,
        jobs: vec![job],
        look: Box::new(look),
        others: Box::new(others),
        mutants: MAKERS,
        exact: false,
        hint: "Go through the program line by line with the inputs above; mode 2 shows it with the lesson's own.",
        explanation: format!("Run with these inputs, the program gives {name} this value in that step."),
        solution: vec![
            format!("Find the line of {}.", step_words(asking, step)),
            "Put the inputs above in for the names the line uses.".into(),
            "What the line has done is the value after the step.".into(),
        ],
        inputs: Some(inputs),
        request: None,
    })
}

/// The variable at other steps, and other variables at this one.
fn elsewhere(scene: &Scene<'_>, name: &str, step: usize) -> Vec<Other> {
    let mut others = Vec::new();
    let reached = scene.timeline.step(step).and_then(|stop| stop.reached);
    if let Some(reached) = reached {
        for (have, value) in scene.trace.locals(reached.frame, reached.settled) {
            let value = value.filter(|shown| shown.kind != Kind::Code && !shown.truncated && have != name);
            let value =
                value.filter(|shown| shown.repr.chars().count() < 200 && !shown.repr.contains("0x..."));
            if let Some(shown) = value {
                others.push((shown.repr.to_owned(), format!("That is {have} at this step.")));
            }
        }
    }
    // What was bound last stands nearest to it.
    others.reverse();
    others.truncate(3);
    for at in 0..scene.lesson.steps.len() {
        if let (Ok(value), true) = (scene.value(name, Some(at)), at != step) {
            others.insert(0, (value, format!("That is its value after step {}.", at + 1)));
        }
    }
    others
}

/// After which step a variable is bound.
pub(super) fn first_bound<'a>(
    asking: &'a Asking<'a>,
    computed: &'a Computed,
    chance: &mut Chance,
) -> Result<Plan<'a>, Unanswerable> {
    let evidence = asking.question.evidence.step;
    let steps = asking.scene.lesson.steps.len();
    let bound = move |scene: &Scene<'_>, name: &str| {
        super::super::ask::first_bound::first_bound(scene, evidence, name)
    };
    let name = match &computed.variable {
        Some(name) => name.clone(),
        None => {
            let reached = asking.scene.timeline.step(evidence).and_then(|stop| stop.reached);
            let reached = reached.ok_or_else(|| nothing("the step is never reached"))?;
            let last = asking.scene.trace.steps.len() - 1;
            let names = asking.scene.trace.locals(reached.frame, last).map(|(name, _)| name);
            let data = |name: &&str| {
                asking
                    .scene
                    .trace
                    .local(reached.frame, name, reached.settled)
                    .is_some_and(|value| value.kind != Kind::Code)
            };
            let names: Vec<&str> =
                names.filter(data).filter(|name| bound(asking.scene, name).is_some()).collect();
            if names.is_empty() {
                return Err(nothing("no variable is bound in the step's function"));
            }
            names[chance.below(names.len())].to_owned()
        }
    };
    let (inputs, job, _) = fresh_run(asking, chance);
    let reached = asking.scene.timeline.step(evidence).and_then(|stop| stop.reached);
    let frame = reached.and_then(|reached| asking.scene.trace.frames.get(reached.frame as usize));
    let inside = match frame.map(|frame| &*frame.function) {
        None | Some("<module>") => String::new(),
        Some(function) => format!(", inside {function}"),
    };
    let label = move |step: usize| format!("After {}", step_words(asking, step));
    let (of, called) = (inputs.clone(), name.clone());
    let look = move |ran: &[Ran<'_>]| {
        let at = in_scene(asking, &of, ran[0], |scene| Ok(bound(scene, &called)))?;
        let missing = || {
            let (message, known) = (format!("no step binds a variable `{called}`"), Vec::new());
            Unanswerable::NoValue(Unresolved::Unknown { message, known })
        };
        at.map(label).ok_or_else(missing)
    };
    let (of, called) = (inputs.clone(), name.clone());
    let others = move |ran: &[Ran<'_>]| {
        let at = in_scene(asking, &of, ran[0], |scene| Ok(bound(scene, &called)))?.unwrap_or(0);
        // The nearest steps are the likeliest.
        let mut steps: Vec<usize> = (0..steps).collect();
        steps.sort_by_key(|step| step.abs_diff(at));
        let because = |step: usize| {
            if step < at {
                format!("After this step {called} still has no value.")
            } else {
                format!("Before this step {called} has a value already.")
            }
        };
        Ok(steps.into_iter().map(|step| (label(step), because(step))).collect())
    };
    Ok(Plan {
        kind: "first bound",
        stem: format!("After which step does {name} have a value for the first time{inside}?"),
        exhibit: Vec::new(),
        jobs: vec![job],
        look: Box::new(look),
        others: Box::new(others),
        mutants: &[],
        exact: true,
        hint: "Look for the line that assigns the name. A parameter gets its value when the function is called.",
        explanation: format!("Before that step the name {name} is unbound; the step's line binds it."),
        solution: vec![
            format!("Find the line that assigns {name}, or the function whose parameter it is."),
            "Find the step that this line belongs to.".into(),
        ],
        inputs: Some(inputs),
        request: None,
    })
}

/// Which segments differ when a given value is another.
pub(super) fn segments_changed<'a>(
    asking: &'a Asking<'a>,
    computed: &'a Computed,
    chance: &mut Chance,
) -> Result<Plan<'a>, Unanswerable> {
    let (inputs, job, exhibit) = fresh_run(asking, chance);
    let can: Vec<&str> = inputs
        .given
        .iter()
        .map(|given| given.name.as_str())
        .filter(|name| matches!(*name, "claims" | "secret" | "algorithm"))
        .collect();
    let name = match &computed.change {
        Some(name) => name.clone(),
        None if can.is_empty() => {
            return Err(nothing("the lesson has no claims, secret or algorithm to change"));
        }
        None => can[chance.below(can.len())].to_owned(),
    };
    let old = inputs.literal(&name).ok_or_else(|| nothing(&format!("there is no given value `{name}`")))?;
    let new = (0..20).filter_map(|_| fresh::value(&name, old, chance)).find(|new| new != old);
    let new = new.ok_or_else(|| nothing(&format!("no other value is known for `{name}`")))?;
    let mut changed = inputs.clone();
    changed.set(&name, &new);
    let second = Job::of_lesson(asking.scene.lesson, &changed);
    let path = computed.variable.as_deref().unwrap_or("token");
    let step = asking.question.evidence.step;
    let of = inputs.clone();
    let differing = move |ran: &[Ran<'_>]| {
        let token = |ran: Ran<'_>| in_scene(asking, &of, ran, |scene| token(scene, path, step));
        let (one, other) = (token(ran[0])?, token(ran[1])?);
        let differs: Vec<Segment> = Segment::ALL
            .into_iter()
            .filter(|segment| one[*segment as usize] != other[*segment as usize])
            .collect();
        Ok::<_, Unanswerable>(differs)
    };
    let again = differing.clone();
    let look = move |ran: &[Ran<'_>]| differing(ran).map(|changed| sentence(&changed));
    let others = move |ran: &[Ran<'_>]| {
        let right = again(ran)?;
        let all = SETS.iter().map(|set| (sentence(set), difference(&right, set)));
        Ok(all.collect())
    };
    Ok(Plan {
        kind: "which segments change",
        stem: format!(
            "The lesson's program runs with these inputs, and once more with {name} = {new}. Which segments of {} differ?",
            called(path)
        ),
        exhibit,
        jobs: vec![job, second],
        look: Box::new(look),
        others: Box::new(others),
        mutants: &[Mutant::PayloadEncrypted, Mutant::SecretInside, Mutant::AnySecret, Mutant::HeaderUnsigned],
        exact: true,
        hint: "Ask of each segment what it is computed from.",
        explanation:
            "The header is made of the algorithm's name, the payload of the claims, and the signature of \
                      both and the secret."
                .into(),
        solution: vec![
            "The header says alg and typ: does the change touch them?".into(),
            "The payload is the claims: does the change touch them?".into(),
            "The signature is computed from the first two segments and the secret.".into(),
        ],
        inputs: Some(inputs),
        request: None,
    })
}

const SETS: [&[Segment]; 6] = [
    &[Segment::Signature],
    &[Segment::Payload, Segment::Signature],
    &[Segment::Header, Segment::Signature],
    &[Segment::Payload],
    &[Segment::Header, Segment::Payload, Segment::Signature],
    &[],
];

fn sentence(changed: &[Segment]) -> String {
    match changed {
        [] => "None of them".to_owned(),
        [one] => format!("Only the {}", one.name()),
        [one, other] => format!("The {} and the {}", one.name(), other.name()),
        _ => "All three".to_owned(),
    }
}

fn difference(right: &[Segment], said: &[Segment]) -> String {
    let extra = said.iter().find(|segment| !right.contains(segment));
    let missing = right.iter().find(|segment| !said.contains(segment));
    match (extra, missing) {
        (Some(extra), _) => format!("The {} is the same in both runs.", extra.name()),
        (None, Some(missing)) => format!("The {} differs as well.", missing.name()),
        (None, None) => "Both runs give this.".to_owned(),
    }
}

/// The segments of the token at a path.
pub(super) fn token(scene: &Scene<'_>, path: &str, step: usize) -> Result<[String; 3], Unresolved> {
    let value = scene.value(path, Some(step))?;
    let text = literal::unquote(&value).unwrap_or(value);
    let three = segments(&text).map(|three| three.map(str::to_owned));
    three.ok_or(Unresolved::Absent("not a token"))
}

/// What a request of the lesson is answered with.
pub(super) fn response_of<'a>(asking: &'a Asking<'a>, chance: &mut Chance) -> Result<Plan<'a>, Unanswerable> {
    let all = &asking.scene.lesson.requests;
    if all.is_empty() {
        return Err(nothing("the lesson sends no request"));
    }
    let at = chance.below(all.len());
    let (inputs, job, mut exhibit) = fresh_run(asking, chance);
    exhibit.push(String::new());
    exhibit.extend(
        job.requests
            .iter()
            .take(at + 1)
            .enumerate()
            .map(|(at, request)| format!("{}  {}", at + 1, sent(request))),
    );
    let look = move |ran: &[Ran<'_>]| {
        let response = ran[0].trace.responses.get(at);
        response.map(answered).ok_or_else(|| nothing("the request is never answered"))
    };
    let others = move |ran: &[Ran<'_>]| {
        let of = |(number, response): (usize, &Response)| {
            (answered(response), format!("So request {} is answered.", number + 1))
        };
        Ok(ran[0].trace.responses.iter().enumerate().map(of).collect())
    };
    Ok(Plan {
        kind: "what response",
        stem: format!(
            "The lesson's requests are sent again, with these inputs. How is request {} answered?",
            at + 1
        ),
        exhibit,
        jobs: vec![job],
        look: Box::new(look),
        others: Box::new(others),
        mutants: &[Mutant::DecodeIsVerify, Mutant::AnyChange, Mutant::HeaderUnsigned, Mutant::AnySecret],
        exact: true,
        hint: "Find the handler of this path. What does it do with a token that is not in order?",
        explanation: "Status and body are what the handler gave back, or the exception it raised.".into(),
        solution: vec![
            "Look at the request in mode 2: w shows all of them in order.".into(),
            "Follow the handler: which line ends it?".into(),
        ],
        inputs: Some(inputs),
        request: Some(at),
    })
}

/// Status and body; what is long in the body is left out, for a token says nothing here.
fn answered(response: &Response) -> String {
    let text = String::from_utf8_lossy(&response.body).into_owned();
    let short = match serde_json::from_str::<serde_json::Value>(&text) {
        Ok(serde_json::Value::Object(members)) => {
            let member = |(name, value): (&String, &serde_json::Value)| {
                let value = value.to_string();
                if value.len() > 40 {
                    format!("\"{name}\":\"(a token)\"")
                } else {
                    format!("\"{name}\":{value}")
                }
            };
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(","))
        }
        _ => text,
    };
    format!("{} {short}", response.status)
}
