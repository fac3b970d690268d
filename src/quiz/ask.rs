//! What questions ask: each computes the right answer and says how it is given. One file each.

mod choice;
pub(super) mod first_bound;
pub(super) mod program;
mod segments;
mod token;

use super::computed;
use super::form::{Character, Choice, Expected, Form, Legal, Line, Order, Typed};
use super::pose::{Asked, Asking};
use super::posed::{PosedOption, Unanswerable};
use crate::lesson::Answer;

/// Computes what a question asks.
pub(super) fn ask(asking: &Asking<'_>) -> Result<Asked, Unanswerable> {
    match &asking.question.answer {
        Answer::Written(right) => choice::written(asking, right),
        Answer::Several(right) => choice::several(asking, right),
        Answer::Value(path) => choice::value(asking, path),
        Answer::Predict(name) => choice::predict(asking, name),
        Answer::Result(what) => program::result(asking, what),
        Answer::Blank(with) => program::blank(asking, with),
        Answer::Order(lines) => program::order(asking, lines),
        Answer::FaultyLine { line, fixed } => program::faulty(asking, *line, fixed),
        Answer::Tampered { token, key, segment } => token::tampered(asking, token, key, *segment),
        Answer::ValidAt { token, key, times } => token::valid_at(asking, token, key, times),
        Answer::Free(model) => {
            let model = asking.fill(model);
            Ok(Asked::new("in your own words", Form::Free(model.clone()), model))
        }
        Answer::FirstBound(name) => first_bound::ask(asking, name),
        Answer::SegmentsChanged { given, with } => segments::ask(asking, given, with),
        Answer::Computed(computed) => computed::ask(asking, computed),
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

/// A value that is written; the options are answers that people give.
pub(super) fn typed(asking: &Asking<'_>, kind: &'static str, value: String) -> Asked {
    let known = asking.options(|_, _| false);
    let form = Form::Text(Typed { expected: Expected::Value(value.clone()), known });
    Asked::new(kind, form, value)
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
