//! What of the screen belongs to the datum picked out: for each text on it, which bytes of that text.

use super::piece::bytes;
use super::{Cell, Operations, Screen, TokenStrip};
use crate::jose::flow::{Side, Spot, merged};
use crate::jose::{DatumKind, Operation, Verdict};
use crate::session::{Lit, Study};
use crate::text::Text;
use std::ops::Range;

/// Bytes of a shown text.
pub type Ranges = Vec<Range<usize>>;

/// The datum picked out, and where it is on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LitView {
    /// What it is, and which characters of the token: `claim user_id: characters 39 to 56`.
    pub label: Text,
    /// In the program: lines from 1, and bytes of each line as it is shown.
    pub source: Vec<(u32, Range<usize>)>,
    /// In the variables: for each row the bytes of each column's value.
    pub tracker: Vec<Vec<Ranges>>,
    /// In the current row of the execution table: input, process, output.
    pub row: [Ranges; 3],
    /// In the segments of the token.
    pub segments: [Ranges; 3],
    /// In what the segments stand for.
    pub decoded: [Ranges; 3],
    /// In the inputs of the operation stepped into.
    pub inputs: Vec<Ranges>,
    /// In its output.
    pub output: Ranges,
    /// Characters or bytes of what that operation opens to, counted from 0.
    pub parts: Ranges,
}

/// Where in a shown text a datum is.
struct Finder {
    parts: Vec<Text>,
    values: Vec<Text>,
    token: Option<(String, Ranges)>,
}

impl Finder {
    fn new(lit: &Lit) -> Self {
        let token = lit.token.as_ref().filter(|_| !lit.characters.is_empty());
        Self {
            parts: lit.parts.iter().map(|part| Text::new(part)).collect(),
            values: lit
                .values
                .iter()
                .filter(|value| !value.is_empty())
                .map(|value| Text::new(value))
                .collect(),
            token: token.map(|(token, _)| (token.clone(), lit.characters.clone())),
        }
    }

    fn find(&self, text: &Text) -> Ranges {
        let text = text.as_str();
        if self.values.iter().any(|value| value.as_str() == text) {
            return std::iter::once(0..text.len()).collect();
        }
        let mut found = Vec::new();
        for part in &self.parts {
            let ends = text.match_indices(part.as_str()).map(|(at, part)| at..at + part.len());
            found.extend(ends);
        }
        if let Some((token, characters)) = &self.token {
            for (at, _) in text.match_indices(token.as_str()) {
                found.extend(characters.iter().map(|range| at + range.start..at + range.end));
            }
        }
        merged(found)
    }
}

/// Where a range of a raw text is in the text that is shown for it.
fn shown(raw: &[u8], range: &Range<usize>, text: &Text) -> Option<Range<usize>> {
    let length = |bytes_of: &[u8]| bytes(bytes_of).as_str().len();
    let start = length(raw.get(..range.start)?);
    let end = start + length(raw.get(range.clone())?);
    let most = text.as_str().len();
    (start < most).then(|| start..end.min(most))
}

/// Everything the panes of a screen need.
pub(super) fn of(study: &Study, screen: &Screen) -> Option<LitView> {
    let (source, tracker, table) =
        (screen.source.as_ref()?, screen.tracker.as_ref()?, screen.table.as_ref()?);
    let row = table.rows.get(table.current.saturating_sub(table.first));
    let lit = study.lit()?;
    let finder = Finder::new(&lit);
    let characters = super::operations::characters_of(&lit.characters);
    let label =
        if characters.is_empty() { lit.label.clone() } else { format!("{}: {characters}", lit.label) };
    let mut view = LitView {
        label: Text::new(&label),
        source: lines(study, &lit, source.lines.len()),
        tracker: tracker
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell_ranges(&finder, cell)).collect())
            .collect(),
        row: row
            .map(|row| [&row.input, &row.process, &row.output].map(|text| finder.find(text)))
            .unwrap_or_default(),
        ..LitView::default()
    };
    if let Some(token) = &screen.token {
        segments(study, &lit, token, &mut view);
    }
    if let Some(operations) = &screen.operations {
        operation(study, &lit, operations, &mut view);
    }
    Some(view)
}

fn cell_ranges(finder: &Finder, cell: &Cell) -> Ranges {
    match cell {
        Cell::New(text) | Cell::Changed(text) | Cell::Value(text) => finder.find(text),
        _ => Vec::new(),
    }
}

/// Bytes of the source as lines, and bytes of these as they are shown.
fn lines(study: &Study, lit: &Lit, count: usize) -> Vec<(u32, Range<usize>)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (number, line) in study.program.source().split('\n').enumerate().take(count) {
        let end = start + line.len();
        for range in lit.source.iter().filter(|range| range.start < end && range.end > start) {
            let (from, to) = (range.start.max(start) - start, range.end.min(end) - start);
            if let (Some(before), Some(upto)) = (line.get(..from), line.get(..to)) {
                let length = |text: &str| Text::at_column(text, 0).as_str().len();
                found.push((number as u32 + 1, length(before)..length(upto)));
            }
        }
        start = end + 1;
    }
    found
}

fn segments(study: &Study, lit: &Lit, token: &TokenStrip, view: &mut LitView) {
    let state = study.token();
    for (at, segment) in token.segments.iter().enumerate() {
        if let Some((whole, starts)) = &lit.token {
            let end = starts.get(at + 1).map_or(whole.len(), |next| next - 1);
            let inside = lit.characters.iter().filter_map(|range| {
                let (start, end) = (range.start.max(starts[at]), range.end.min(end));
                (start < end).then(|| start - starts[at]..end - starts[at])
            });
            view.segments[at] = inside.filter(|range| range.end <= segment.text.as_str().len()).collect();
        }
        if let (Some(raw), true) = (&state.parts[at].bytes, at < 2) {
            view.decoded[at] =
                lit.bytes[at].iter().filter_map(|range| shown(raw, range, &segment.decoded)).collect();
        }
    }
}

/// The data of the operation stepped into.
fn operation(study: &Study, lit: &Lit, operations: &Operations, view: &mut LitView) {
    let Some((_, step)) = study.operation() else { return };
    let Some(operation) = study.trace.operation(step) else { return };
    let Some(index) = lit.call.iter().position(|other| *other == step) else { return };
    let ranges = |side: Side| {
        let spot = Spot { operation: index, side };
        lit.tied.iter().find(|tied| tied.spot == spot).map(|tied| tied.ranges.clone()).unwrap_or_default()
    };
    let on = |side: Side, text: &Text| -> Ranges {
        let datum = match side {
            Side::Input(at) => &operation.inputs[at],
            Side::Output => &operation.output,
        };
        let place = |range: &Range<usize>| in_datum(datum.kind, &datum.bytes, range, text);
        ranges(side).iter().filter_map(place).collect()
    };
    let inputs = operations.inputs.iter().enumerate().take(operation.inputs.len());
    view.inputs = inputs.map(|(at, input)| on(Side::Input(at), &input.value)).collect();
    view.output = on(Side::Output, &operations.output.value);
    view.parts = ranges(opened_side(operation));
}

/// Which side of an operation its parts are of.
fn opened_side(operation: &Operation) -> Side {
    if operation.verdict == Verdict::Made { Side::Output } else { Side::Input(0) }
}

fn in_datum(kind: DatumKind, raw: &[u8], range: &Range<usize>, text: &Text) -> Option<Range<usize>> {
    let most = text.as_str().len();
    let is_hex = kind == DatumKind::Bytes || (kind == DatumKind::Key && std::str::from_utf8(raw).is_err());
    if is_hex {
        let end = (range.end * 3).saturating_sub(1).min(most);
        return (range.start * 3 < end).then(|| range.start * 3..end);
    }
    if kind == DatumKind::Key && *range == (0..raw.len()) {
        return Some(0..most);
    }
    shown(raw, range, text)
}
