//! A lesson's templates with the values of the trace in them.

use super::Study;
use crate::lesson::{Answer, Template, TemplatePart};

pub(super) fn fill(study: &Study, template: &Template) -> String {
    let _ = study;
    template
        .parts
        .iter()
        .map(|part| match part {
            TemplatePart::Text(text) => text.clone(),
            TemplatePart::Value { path, .. } => format!("${{{path}}}"),
        })
        .collect()
}

pub(super) fn right(study: &Study, question: usize) -> Vec<usize> {
    let question = study.lesson().and_then(|lesson| lesson.quiz.get(question));
    match question.map(|question| &question.answer) {
        Some(Answer::Written(right)) => right.clone(),
        _ => Vec::new(),
    }
}
