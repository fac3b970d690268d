//! The variables: how each of them came to its value.

use super::piece::value;
use crate::session::{At, Stops, Study};
use crate::text::Text;
use crate::trace::{Event, Shown, Trace};
use std::sync::Arc;

/// The variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracker {
    /// `Start`, `after 1`, …, `Final`; for a program of one's own `before` and `now`.
    pub columns: Vec<Text>,
    /// A row for each variable.
    pub rows: Vec<TrackerRow>,
    /// The column of this moment.
    pub current: usize,
    /// The chosen row.
    pub chosen: Option<usize>,
    /// Whether that row is pointed at as evidence.
    pub pointed: bool,
    /// The first row of the function that this moment is in.
    pub here: Option<usize>,
}

/// A variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackerRow {
    /// Its name; with its frame's function when there are several.
    pub name: Text,
    /// `&1` when another name shown holds the very same object.
    pub shared: Text,
    /// A cell for each column.
    pub cells: Vec<Cell>,
}

/// A variable at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Still to come.
    Ahead,
    /// Not bound: no value, not even `None`.
    Unbound,
    /// As in the column before.
    Same,
    /// Its first value.
    New(Text),
    /// Another value than before.
    Changed(Text),
    /// A value, with nothing said about the one before.
    Value(Text),
    /// Was bound and is deleted.
    Deleted,
}

/// A lesson's variables at every stop.
pub(super) type Values = [(TrackerRow, Vec<Option<u32>>)];

/// All rows of a lesson, every cell filled, and each cell's identity.
pub(super) fn values(study: &Study) -> Arc<Values> {
    let Stops::Lesson(timeline) = &study.stops else { return Arc::new([]) };
    let rows = timeline.variables(&study.trace);
    let trace = &study.trace;
    let row = |(frame, name): &(u32, &str)| {
        let label = timeline.label(trace, *frame, name);
        let mut before: Option<Shown<'_>> = None;
        let mut bound = false;
        let mut cells = Vec::new();
        let mut identities = Vec::new();
        for stop in 0..timeline.stops.len() {
            let now = timeline.value(trace, stop, *frame, name);
            cells.push(cell(before, now, bound));
            identities.push(now.and_then(|shown| shown.identity));
            bound |= now.is_some();
            before = now;
        }
        (TrackerRow { name: Text::new(&label), shared: Text::default(), cells }, identities)
    };
    rows.iter().map(row).collect()
}

fn cell(before: Option<Shown<'_>>, now: Option<Shown<'_>>, was_bound: bool) -> Cell {
    match (before, now) {
        (None, None) if was_bound => Cell::Deleted,
        (None, None) => Cell::Unbound,
        (Some(_), None) => Cell::Deleted,
        (None, Some(now)) => Cell::New(value(now.repr)),
        (Some(before), Some(now)) if before.repr == now.repr => Cell::Same,
        (Some(_), Some(now)) => Cell::Changed(value(now.repr)),
    }
}

/// A lesson's variables as far as a stop.
pub(super) fn at(study: &Study, stop: usize, values: &Values) -> Tracker {
    let last = study.stops.last();
    let column = |stop: usize| match study.stops.get(stop, &study.trace).at {
        At::Start => Text::label("Start"),
        At::End => Text::label("Final"),
        _ => Text::from(format!("after {stop}")),
    };
    let identities: Vec<Option<u32>> =
        values.iter().map(|(_, all)| all.get(stop).copied().flatten()).collect();
    let rows = values.iter().enumerate().map(|(index, (row, _))| {
        let mut row = row.clone();
        row.cells.iter_mut().skip(stop + 1).for_each(|cell| *cell = Cell::Ahead);
        row.shared = shared(&identities, index);
        row
    });
    let rows: Vec<TrackerRow> = rows.collect();
    let chosen = (!rows.is_empty()).then(|| study.variable.min(rows.len() - 1));
    let frame = study.stops.get(stop, &study.trace).frame;
    let here = study.variables().iter().position(|(have, _)| *have == frame);
    Tracker { columns: (0..=last).map(column).collect(), rows, current: stop, chosen, pointed: false, here }
}

/// A lesson's variables at the stop that holds the evidence for an answer, its row pointed at.
pub(super) fn evidence(study: &Study, stop: usize, values: &Values, name: &str) -> Tracker {
    let mut tracker = at(study, stop, values);
    let Stops::Lesson(timeline) = &study.stops else { return tracker };
    // The same function may have run several times: the run that the stop is in comes first.
    let here = study.stops.get(stop, &study.trace).frame;
    let rows = timeline.variables(&study.trace);
    let named = |frame: Option<u32>| {
        rows.iter().position(|(have, other)| *other == name && frame.is_none_or(|frame| *have == frame))
    };
    tracker.chosen = named(Some(here)).or_else(|| named(None));
    tracker.pointed = tracker.chosen.is_some();
    tracker
}

/// The variables of every frame on the stack of a program of one's own, before and after the statement.
pub(super) fn raw(study: &Study) -> Tracker {
    let stop = study.stop();
    let trace = &study.trace;
    let names = study.variables();
    let seen = now(study);
    let frame = stop.frame;
    let at = |(frame, name): &(u32, &str), step| trace.local(*frame, name, step);
    let identities: Vec<Option<u32>> =
        names.iter().map(|one| at(one, seen).and_then(|shown| shown.identity)).collect();
    let rows = names.iter().enumerate().map(|(index, one)| {
        let before = at(one, stop.enter);
        let first = before.map_or(Cell::Unbound, |shown| Cell::Value(value(shown.repr)));
        let shared = shared(&identities, index);
        let name = label(trace, *one, frame);
        TrackerRow { name, shared, cells: vec![first, cell(before, at(one, seen), before.is_some())] }
    });
    let rows: Vec<TrackerRow> = rows.collect();
    let chosen = (!rows.is_empty()).then(|| study.variable.min(rows.len() - 1));
    Tracker {
        columns: vec![Text::label("before"), Text::label("now")],
        rows,
        current: 1,
        chosen,
        pointed: false,
        here: None,
    }
}

/// The step up to which this moment shows: what the statement did, unless it called into code that is stepped through;
/// at a return what the caller made of the value.
fn now(study: &Study) -> usize {
    let stop = study.stop();
    let next = study.stops.get(study.cursor.stop + 1, &study.trace);
    if stop.at == At::Event(Event::Return) {
        return next.enter;
    }
    if matches!(stop.at, At::Event(_)) && next.enter >= stop.settled { stop.settled } else { stop.enter }
}

fn label(trace: &Trace, (frame, name): (u32, &str), here: u32) -> Text {
    if frame == here {
        return Text::new(name);
    }
    Text::from(format!("{}: {name}", trace.frames[frame as usize].function))
}

/// `&1` for the first object that several names share, `&2` for the next.
fn shared(identities: &[Option<u32>], index: usize) -> Text {
    let several = |id: u32| identities.iter().filter(|other| **other == Some(id)).count() > 1;
    let Some(id) = identities[index].filter(|id| several(*id)) else { return Text::default() };
    let mut seen: Vec<u32> = Vec::new();
    for other in identities.iter().flatten().filter(|other| several(**other)) {
        if !seen.contains(other) {
            seen.push(*other);
        }
    }
    let number = seen.iter().position(|other| *other == id).map_or(0, |at| at + 1);
    Text::from(format!("&{number}"))
}
