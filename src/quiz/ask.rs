//! What questions ask: each computes the right answer and says how it is given. One file each.

mod choice;
mod first_bound;
mod segments;

use super::form::{Choice, Form};
use super::pose::{Asked, Asking};
use super::posed::{PosedOption, Unanswerable};
use crate::lesson::Answer;

/// Computes what a question asks.
pub(super) fn ask(asking: &Asking<'_>) -> Result<Asked, Unanswerable> {
    match &asking.question.answer {
        Answer::Written(right) => choice::written(asking, right),
        Answer::Value(path) => choice::value(asking, path),
        Answer::FirstBound(name) => first_bound::ask(asking, name),
        Answer::SegmentsChanged { given, with } => segments::ask(asking, given, with),
    }
}

/// A choice of one among options that say different things.
pub(super) fn one(
    kind: &'static str,
    options: Vec<PosedOption>,
    answer: &str,
) -> Result<Asked, Unanswerable> {
    different(&options)?;
    let mut right = options.iter().filter(|option| option.right);
    let (Some(first), 0) = (right.next(), right.count()) else {
        let count = options.iter().filter(|option| option.right).count();
        return Err(Unanswerable::RightOptions { count, answer: answer.to_owned() });
    };
    let answer = first.text.clone();
    Ok(Asked::new(kind, Form::One(Choice { options }), answer))
}

/// No two options say the same.
pub(super) fn different(options: &[PosedOption]) -> Result<(), Unanswerable> {
    for (index, option) in options.iter().enumerate() {
        if let Some(before) = options[..index].iter().position(|before| before.text == option.text) {
            return Err(Unanswerable::SameOptions(before, index));
        }
    }
    Ok(())
}
