//! An option that says a value of the trace, or that the author marks.

use super::{Asked, Asking, Choice, Form, Unanswerable, different, one, typed};
use crate::trace::Kind;

/// The author says which option is right.
pub(super) fn written(asking: &Asking<'_>, right: &[usize]) -> Result<Asked, Unanswerable> {
    one("choose one", asking.options(|index, _| right.contains(&index)), "")
}

/// The author says which options are right, perhaps several, perhaps none.
pub(super) fn several(asking: &Asking<'_>, right: &[usize]) -> Result<Asked, Unanswerable> {
    let options = asking.options(|index, _| right.contains(&index));
    different(&options)?;
    let texts: Vec<&str> =
        options.iter().filter(|option| option.right).map(|option| option.text.as_str()).collect();
    let answer = if texts.is_empty() { "none of them".to_owned() } else { texts.join("; ") };
    Ok(Asked::new("choose all that fit", Form::Several(Choice { options }), answer))
}

/// The option that says a value, or the value written.
pub(super) fn value(asking: &Asking<'_>, path: &str) -> Result<Asked, Unanswerable> {
    let value = asking.value(path)?;
    if asking.question.typed {
        return Ok(typed(asking, "write the value", value));
    }
    one("choose one", asking.options(|_, text| text == value), &value)
}

/// What a variable is once the step has run; what is known before it is shown.
pub(super) fn predict(asking: &Asking<'_>, name: &str) -> Result<Asked, Unanswerable> {
    let scene = asking.scene;
    let value = asking.value(name)?;
    let mut asked = if asking.question.typed {
        typed(asking, "predict", value)
    } else {
        one("predict", asking.options(|_, text| text == value), &value)?
    };
    let reached = scene.timeline.step(asking.question.evidence.step).and_then(|stop| stop.reached);
    let Some(reached) = reached else { return Ok(asked) };
    for (have, shown) in scene.trace.locals(reached.frame, reached.enter) {
        if let Some(shown) = shown.filter(|shown| shown.kind != Kind::Code) {
            asked.exhibit.push(format!("{have} = {}", shown.repr));
        }
    }
    let source = scene.lesson.source(scene.inputs);
    let span = scene.trace.steps[reached.enter].span;
    let line = source.get(span.range()).unwrap_or_default();
    asked.exhibit.extend(line.lines().map(|line| format!("> {}", line.trim_end())));
    Ok(asked)
}
