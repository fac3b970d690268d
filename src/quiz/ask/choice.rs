//! An option that says a value of the trace, or that the author marks.

use super::{Asked, Asking, Unanswerable, one};

/// The author says which option is right.
pub(super) fn written(asking: &Asking<'_>, right: &[usize]) -> Result<Asked, Unanswerable> {
    one("choose one", asking.options(|index, _| right.contains(&index)), "")
}

/// The option that says a value.
pub(super) fn value(asking: &Asking<'_>, path: &str) -> Result<Asked, Unanswerable> {
    let step = Some(asking.question.evidence.step);
    let value = asking.scene.value(path, step).map_err(Unanswerable::NoValue)?;
    one("choose one", asking.options(|_, text| text == value), &value)
}
