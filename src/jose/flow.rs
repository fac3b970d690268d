//! Where a datum goes: from one place in the operations of a call to every other place that holds the same thing.
//!
//! Within an operation the way leads over its [`Map`]s, and for base64url bit by bit. Between operations it leads from
//! an output to the input that is the very same bytes under the same label.

use super::base64url;
use super::operation::{Datum, OpKind, Operation};
use std::ops::Range;

/// A datum of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spot {
    /// Index of the operation in its call.
    pub operation: usize,
    /// Which of its data.
    pub side: Side,
}

/// One of an operation's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The input with this index.
    Input(usize),
    /// The output.
    Output,
}

/// The bytes of a datum that belong to the one in question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tied {
    /// Where.
    pub spot: Spot,
    /// Which bytes, in order, without overlaps.
    pub ranges: Vec<Range<usize>>,
}

/// The datum at a spot.
pub fn datum<'a>(call: &[&'a Operation], spot: Spot) -> Option<&'a Datum> {
    let operation = *call.get(spot.operation)?;
    match spot.side {
        Side::Input(index) => operation.inputs.get(index),
        Side::Output => Some(&operation.output),
    }
}

/// Every spot that a datum reaches, the spot it starts from first.
///
/// Each spot is reached once, by the shortest way: a way back from a coarser place (a claim's `repr`) does not widen
/// what was known exactly (a byte of its JSON).
pub fn tie(call: &[&Operation], from: Spot, ranges: &[Range<usize>]) -> Vec<Tied> {
    let mut reached: Vec<Tied> = Vec::new();
    let mut edge = vec![Tied { spot: from, ranges: merged(ranges.to_vec()) }];
    edge.retain(|tied| !tied.ranges.is_empty() && datum(call, tied.spot).is_some());
    while !edge.is_empty() {
        // Ways of the same length that meet are put together: both segments lead from the signing input to the token.
        let mut next: Vec<Tied> = Vec::new();
        for tied in &edge {
            for found in within(call, tied).into_iter().chain(between(call, tied)) {
                let known = reached.iter().chain(&edge).any(|tied| tied.spot == found.spot);
                if known || found.ranges.is_empty() {
                    continue;
                }
                match next.iter_mut().find(|tied| tied.spot == found.spot) {
                    Some(tied) => tied.ranges.extend(found.ranges),
                    None => next.push(found),
                }
            }
        }
        next.iter_mut().for_each(|tied| tied.ranges = merged(std::mem::take(&mut tied.ranges)));
        reached.append(&mut edge);
        edge = next;
    }
    reached
}

/// The characters of the token that a datum makes, or comes from.
pub fn token_characters(call: &[&Operation], tied: &[Tied]) -> Vec<Range<usize>> {
    let whole = tied.iter().find(|tied| {
        let kind = call.get(tied.spot.operation).map(|operation| operation.kind);
        match tied.spot.side {
            Side::Output => kind == Some(OpKind::Join),
            Side::Input(0) => kind == Some(OpKind::Split),
            Side::Input(_) => false,
        }
    });
    whole.map(|tied| tied.ranges.clone()).unwrap_or_default()
}

/// From an input to the output of its operation, and from an output to the inputs.
fn within(call: &[&Operation], tied: &Tied) -> Vec<Tied> {
    let operation = call[tied.spot.operation];
    let to = |side| Spot { operation: tied.spot.operation, side };
    match tied.spot.side {
        Side::Input(input) => {
            let ranges = tied.ranges.iter().flat_map(|range| forward(operation, input, range)).collect();
            vec![Tied { spot: to(Side::Output), ranges: merged(ranges) }]
        }
        Side::Output => (0..operation.inputs.len())
            .map(|input| {
                let ranges = tied.ranges.iter().flat_map(|range| backward(operation, input, range)).collect();
                Tied { spot: to(Side::Input(input)), ranges: merged(ranges) }
            })
            .collect(),
    }
}

/// Whether an operation turns bytes into base64url (`Some(true)`) or back, with nothing skipped on the way.
fn is_base64(operation: &Operation) -> Option<bool> {
    let input = operation.inputs.first()?;
    match operation.kind {
        OpKind::HeaderBase64 | OpKind::PayloadBase64 | OpKind::SignatureBase64 => Some(true),
        OpKind::HeaderDecode | OpKind::PayloadDecode | OpKind::SignatureDecode => {
            let characters = base64url::chars_of(0..operation.output.bytes.len()).end;
            let plain = input.bytes.iter().all(|byte| base64url::value_of(*byte).is_some());
            (plain && input.bytes.len() == characters).then_some(false)
        }
        _ => None,
    }
}

fn forward(operation: &Operation, input: usize, range: &Range<usize>) -> Vec<Range<usize>> {
    match is_base64(operation) {
        Some(true) => vec![base64url::chars_of(range.clone())],
        Some(false) => vec![base64url::bytes_of(range.clone(), operation.output.bytes.len())],
        None => {
            let maps = operation.maps.iter().filter(|map| map.input == input);
            maps.filter_map(|map| carried(range, &map.range, &map.output)).collect()
        }
    }
}

fn backward(operation: &Operation, input: usize, range: &Range<usize>) -> Vec<Range<usize>> {
    match is_base64(operation) {
        Some(true) => vec![base64url::bytes_of(range.clone(), operation.inputs[0].bytes.len())],
        Some(false) => vec![base64url::chars_of(range.clone())],
        None => {
            let maps = operation.maps.iter().filter(|map| map.input == input);
            maps.filter_map(|map| carried(range, &map.output, &map.range)).collect()
        }
    }
}

/// What of `range` lies in `from`, carried over to `to`: byte by byte when both are as long, else all of it.
fn carried(range: &Range<usize>, from: &Range<usize>, to: &Range<usize>) -> Option<Range<usize>> {
    let (start, end) = (range.start.max(from.start), range.end.min(from.end));
    if start >= end {
        return None;
    }
    if from.len() != to.len() {
        return Some(to.clone());
    }
    Some(start - from.start + to.start..end - from.start + to.start)
}

/// The other spots that hold the very same datum, and for a token that is read its segments.
fn between(call: &[&Operation], tied: &Tied) -> Vec<Tied> {
    let Some(here) = datum(call, tied.spot) else { return Vec::new() };
    let mut found = Vec::new();
    for (index, operation) in call.iter().enumerate() {
        let sides = (0..operation.inputs.len()).map(Side::Input).chain([Side::Output]);
        for spot in sides.map(|side| Spot { operation: index, side }).filter(|spot| *spot != tied.spot) {
            let Some(there) = datum(call, spot) else { continue };
            if there.label == here.label && there.bytes == here.bytes {
                found.push(Tied { spot, ranges: tied.ranges.clone() });
            } else if let Some(part) = part_of(call, tied.spot, here, there) {
                let ranges = tied.ranges.iter().filter_map(|range| carried(range, &part, &(0..part.len())));
                found.push(Tied { spot, ranges: ranges.collect() });
            } else if let Some(part) = part_of(call, spot, there, here) {
                let ranges = tied.ranges.iter().filter_map(|range| carried(range, &(0..part.len()), &part));
                found.push(Tied { spot, ranges: ranges.collect() });
            }
        }
    }
    found
}

/// Where a segment, or the signing input, is in the token that `whole` at `spot` is: the output of the first gate.
fn part_of(call: &[&Operation], spot: Spot, whole: &Datum, part: &Datum) -> Option<Range<usize>> {
    let operation = call[spot.operation];
    if operation.kind != OpKind::Split || spot.side != Side::Output {
        return None;
    }
    let segment = |at: usize| operation.maps.get(at).map(|map| map.output.clone());
    let range = match part.label {
        "header segment" => segment(0)?,
        "payload segment" => segment(1)?,
        "signature segment" => segment(2)?,
        "signing input" => segment(0)?.start..segment(1)?.end,
        _ => return None,
    };
    (whole.bytes.get(range.clone()) == Some(&part.bytes)).then_some(range)
}

/// Ranges in order, joined where they touch.
pub fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut out: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

#[cfg(test)]
mod tests;
