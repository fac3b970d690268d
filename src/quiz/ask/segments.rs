//! Which segments of the token differ when a given value is replaced and the lesson run again.

use super::{Asked, Asking, Unanswerable, one};
use crate::lesson::{Segment, literal};
use crate::quiz::job::Job;
use crate::quiz::timeline::Timeline;
use crate::quiz::values::{Scene, Unresolved, segments};

pub(super) fn ask(asking: &Asking<'_>, given: &str, with: &str) -> Result<Asked, Unanswerable> {
    let changed = changed(asking, given, with)?;
    let names: Vec<&str> = changed.iter().map(|segment| segment.name()).collect();
    let answer = if names.is_empty() { "none".to_owned() } else { names.join(" and ") };
    let options = asking.options(|index, _| asking.question.options[index].segments == changed);
    one("which segments change", options, &answer)
}

fn changed(asking: &Asking<'_>, given: &str, with: &str) -> Result<Vec<Segment>, Unanswerable> {
    let scene = asking.scene;
    let mut inputs = scene.inputs.clone();
    inputs.set(given, with);
    let job = Job::of_lesson(scene.lesson, &inputs);
    let trace = (asking.runs)(&job).map_err(Unanswerable::Rerun)?;
    let program = scene.lesson.program(inputs.profile);
    let program = program.ok_or_else(|| Unanswerable::Rerun("the lesson has no program".into()))?;
    let places = scene.lesson.steps.iter().map(|step| &step.place);
    let timeline = Timeline::of(places, program, &job.source, &trace);
    let other = Scene { inputs: &inputs, trace: &trace, timeline: &timeline, ..*scene };
    let evidence = &asking.question.evidence;
    let target = evidence.target.split(['.', '@']).next().filter(|name| !name.is_empty());
    let path = target.unwrap_or("token");
    let token = |scene: &Scene<'_>| {
        let value = scene.value(path, Some(evidence.step)).map_err(Unanswerable::NoValue)?;
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
