//! The first step after which a variable has a value.

use super::{Asked, Asking, PosedOption, Unanswerable, one};
use crate::quiz::timeline::StopKind;
use crate::quiz::values::{Scene, Unresolved};

pub(super) fn ask(asking: &Asking<'_>, name: &str) -> Result<Asked, Unanswerable> {
    let scene = asking.scene;
    let bound = first_bound(scene, asking.question.evidence.step, name).ok_or_else(|| {
        let (message, known) = (format!("no step binds a variable `{name}`"), Vec::new());
        Unanswerable::NoValue(Unresolved::Unknown { message, known })
    })?;
    let label = |index: usize| {
        let action = scene.fill(&scene.lesson.steps[index].action, Some(index));
        format!("After step {}: {action}", index + 1)
    };
    let options = if asking.question.options.is_empty() {
        let every = (0..scene.lesson.steps.len()).map(|index| {
            let right = index == bound;
            let because = if right {
                format!("Here {name} gets its first value.")
            } else {
                format!("This is not the step in which {name} gets its first value.")
            };
            PosedOption { text: label(index), because, right, ..PosedOption::default() }
        });
        every.collect()
    } else {
        let stands_for = |index: usize| asking.question.options[index].step;
        let mut options = asking.options(|index, _| stands_for(index) == Some(bound));
        for (index, option) in options.iter_mut().enumerate() {
            if let (Some(step), true) = (stands_for(index), option.text.is_empty()) {
                option.text = label(step);
            }
        }
        options
    };
    one("first bound", options, &scene.lesson.steps[bound].label)
}

/// The first step after which a variable of the evidence's function has a value.
pub(in crate::quiz) fn first_bound(scene: &Scene<'_>, evidence: usize, name: &str) -> Option<usize> {
    let frame = scene.timeline.step(evidence)?.reached?.frame;
    let stops = &scene.timeline.stops;
    (0..scene.lesson.steps.len()).find(|step| {
        let at = stops.iter().position(|stop| stop.kind == StopKind::Step(*step) && stop.reached.is_some());
        at.is_some_and(|at| scene.timeline.value(scene.trace, at, frame, name).is_some())
    })
}
