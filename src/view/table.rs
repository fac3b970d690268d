//! The execution table: Step, Action, Input, Process, Output.

use super::piece::value;
use crate::session::{At, Study, narrate};
use crate::text::Text;
use std::sync::Arc;

/// Rows of a program of one's own made on either side of the current one.
const AROUND: usize = 45;

/// The execution table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The rows there are here.
    pub rows: Arc<[Row]>,
    /// The stop of the first of them.
    pub first: usize,
    /// The stop in question.
    pub current: usize,
    /// How many stops there are in all.
    pub total: usize,
    /// Rows after this stop are still to come and not shown.
    pub shown: usize,
    /// What happens at the current stop, in a sentence or two.
    pub sentence: Text,
    /// Warnings the program caused at the current stop.
    pub warnings: Vec<Text>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// `2`, `Start` or `End`.
    pub step: Text,
    /// What is done.
    pub action: Text,
    /// What goes in.
    pub input: Text,
    /// What happens.
    pub process: Text,
    /// What comes out.
    pub output: Text,
    /// A sentence or two.
    pub sentence: Text,
}

/// A lesson's rows.
pub(super) fn rows(study: &Study) -> Arc<[Row]> {
    (0..study.stops.len()).map(|stop| row(study, stop)).collect()
}

pub(super) fn of(study: &Study, rows: Arc<[Row]>, current: usize) -> Table {
    let sentence = rows.get(current).map(|row| row.sentence.clone()).unwrap_or_default();
    Table {
        total: rows.len(),
        rows,
        first: 0,
        current,
        shown: current.max(study.cursor.stop),
        sentence,
        warnings: warnings(study, current),
    }
}

/// The rows of a program of one's own near a stop.
pub(super) fn around(study: &Study, current: usize) -> Table {
    let total = study.stops.len();
    let first = current.saturating_sub(AROUND);
    let end = (current + AROUND).min(total);
    let rows: Arc<[Row]> = (first..end.min(current + 1)).map(|stop| row(study, stop)).collect();
    let sentence = rows.last().map(|row| row.sentence.clone()).unwrap_or_default();
    Table { rows, first, current, total, shown: current, sentence, warnings: warnings(study, current) }
}

/// `Class: message` of each warning that was issued first while a stop's statement ran.
pub(super) fn warnings(study: &Study, stop: usize) -> Vec<Text> {
    let here = study.warnings().filter(|(_, at)| *at == stop);
    here.map(|(warning, _)| value(&format!("{}: {}", warning.category, warning.message))).collect()
}

fn row(study: &Study, stop: usize) -> Row {
    let words = narrate(study, stop);
    let step = match study.stops.get(stop, &study.trace).at {
        At::Start => Text::label("Start"),
        At::End => Text::label("End"),
        _ => Text::from(stop.to_string()),
    };
    let action =
        if matches!(words.action.as_str(), "Start" | "End") { Text::default() } else { value(&words.action) };
    Row {
        step,
        action,
        input: value(&words.input),
        process: value(&words.process),
        output: value(&words.output),
        sentence: Text::new(&words.narration),
    }
}
