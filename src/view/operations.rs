//! The operations inside a call of the JWT library, one of them opened.

use super::detail::{self, Detail};
use super::explain::explain;
use super::piece::{bytes, hex};
use super::verdict::{self, VerdictLine};
use crate::jose::algorithm::{Algorithm, Family};
use crate::jose::flow::{self, Side, Spot};
use crate::jose::stages::Stage;
use crate::jose::{Datum, DatumKind, OpKind, Operation, Verdict};
use crate::session::{Study, differ};
use crate::text::Text;
use crate::trace::StepIndex;

/// The operations of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operations {
    /// All of them, in order.
    pub items: Vec<OperationItem>,
    /// The one in question.
    pub current: usize,
    /// Its inputs.
    pub inputs: Vec<DatumView>,
    /// Its output.
    pub output: DatumView,
    /// Which characters of the token it makes, or reads.
    pub characters: Text,
    /// When it is a gate: what came of it.
    pub verdict: Vec<VerdictLine>,
    /// Warnings about the key.
    pub warnings: Vec<Text>,
    /// Opened once more.
    pub detail: Option<Detail>,
    /// Why it is done, in a sentence.
    pub sentence: Text,
    /// Whether it can be opened once more.
    pub opens: bool,
}

/// One operation in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationItem {
    /// Its name.
    pub name: Text,
    /// The step of the RFC it follows.
    pub rfc: Text,
    /// `✓`, `✗`, `-` for a gate that passed, refused, was not asked; nothing for an operation that makes something.
    pub mark: &'static str,
    /// Whether the other library's same gate ended in another way.
    pub differs: bool,
    /// Whether it is passed already.
    pub passed: bool,
}

/// A named value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatumView {
    /// The field's term.
    pub label: Text,
    /// Its size and form: `15 bytes of JSON`.
    pub form: Text,
    /// The value.
    pub value: Text,
}

/// The operations, when stepped in.
///
/// `stages` keeps those of the last signature that was opened: some take a while to compute.
pub(super) fn of(study: &Study, stages: &mut Option<(StepIndex, Vec<Stage>)>) -> Option<Operations> {
    let (current, step) = study.operation()?;
    let operation = study.trace.operation(step)?;
    let items = study.operations().iter().enumerate().filter_map(|(at, step)| {
        let operation = study.trace.operation(*step)?;
        Some(OperationItem {
            name: Text::label(operation.name),
            rfc: Text::label(operation.rfc),
            mark: verdict::mark(&operation.verdict),
            differs: study.elsewhere(*step).is_some_and(|(_, other)| differ(&operation.verdict, other)),
            passed: at < current,
        })
    });
    let detail = study.cursor.inside.get(1).and_then(|part| {
        if stages.as_ref().is_none_or(|(known, _)| *known != step) {
            *stages = Some((step, crate::jose::stages::of(operation)));
        }
        detail::of(operation, *part, stages.as_ref().map_or(&[], |(_, stages)| stages))
    });
    Some(Operations {
        items: items.collect(),
        current,
        inputs: operation.inputs.iter().map(|one| datum(operation, one)).collect(),
        output: datum(operation, &operation.output),
        verdict: verdict::of(study, step, operation),
        warnings: if operation.kind == OpKind::Key || operation.kind == OpKind::KeyCheck {
            super::table::warnings(study, study.cursor.stop)
        } else {
            Vec::new()
        },
        detail,
        characters: characters(study, current, operation),
        sentence: Text::label(explain(operation)),
        opens: study.parts() > 0,
    })
}

/// `makes characters 38 to 57 of the token`
fn characters(study: &Study, current: usize, operation: &Operation) -> Text {
    let range = study.call_of(current);
    let call: Vec<&Operation> =
        study.operations()[range.clone()].iter().filter_map(|step| study.trace.operation(*step)).collect();
    let at = current - range.start;
    let is_gate = operation.verdict != Verdict::Made;
    let (side, length) = match operation.inputs.first() {
        Some(input) if is_gate => (Side::Input(0), input.bytes.len()),
        None if is_gate => return Text::default(),
        _ => (Side::Output, operation.output.bytes.len()),
    };
    let whole = 0..length;
    let tied = flow::tie(&call, Spot { operation: at, side }, std::slice::from_ref(&whole));
    let ranges = flow::token_characters(&call, &tied);
    let words = characters_of(&ranges);
    let joined = call.iter().any(|operation| matches!(operation.kind, OpKind::Join | OpKind::Split));
    match (words.is_empty(), is_gate) {
        (true, false) if operation.kind == OpKind::Key && joined => {
            Text::label("makes no character of the token")
        }
        (true, _) => Text::default(),
        // Shorter, so that it fits beside the list of gates at 80 columns.
        (false, true) if ranges.len() > 1 => Text::from(format!("reads token {words}")),
        (false, true) => Text::from(format!("reads {words} of the token")),
        (false, false) => Text::from(format!("makes {words} of the token")),
    }
}

/// Whether an algorithm signs with a private key and verifies with a public one.
pub(super) fn is_pair(algorithm: &str) -> bool {
    let family = Algorithm::named(algorithm).map(|algorithm| algorithm.family);
    !matches!(family, None | Some(Family::Hmac | Family::None))
}

/// `character 5`, `characters 38 to 57`, `characters 1-36, 38-57`
pub(super) fn characters_of(ranges: &[std::ops::Range<usize>]) -> String {
    match ranges {
        [] => String::new(),
        [range] if range.len() == 1 => format!("character {}", range.end),
        [range] => format!("characters {} to {}", range.start + 1, range.end),
        _ => {
            let each = |range: &std::ops::Range<usize>| format!("{}-{}", range.start + 1, range.end);
            format!("characters {}", ranges.iter().map(each).collect::<Vec<_>>().join(", "))
        }
    }
}

fn datum(operation: &Operation, datum: &Datum) -> DatumView {
    let len = datum.bytes.len();
    let (value, form) = match datum.kind {
        DatumKind::Python => (bytes(&datum.bytes), "Python value".to_owned()),
        DatumKind::Json => (bytes(&datum.bytes), format!("JSON, {len} bytes")),
        DatumKind::Text => (bytes(&datum.bytes), String::new()),
        DatumKind::Base64Url => (bytes(&datum.bytes), format!("{len} characters")),
        DatumKind::Bytes => (hex(&datum.bytes), format!("{len} bytes")),
        DatumKind::Key if datum.label == "key" && is_pair(&operation.algorithm) => {
            (hex(&datum.bytes), format!("{len} bytes, DER of the public half"))
        }
        DatumKind::Key if is_pair(&operation.algorithm) => {
            let private = datum.bytes.windows(11).any(|part| part == b"PRIVATE KEY");
            (bytes(&datum.bytes), format!("{len} bytes, {} key", if private { "private" } else { "public" }))
        }
        DatumKind::Key if std::str::from_utf8(&datum.bytes).is_err() => {
            (hex(&datum.bytes), format!("{len} bytes, secret"))
        }
        // As Python shows it, with its quotes: their bytes are not the key's.
        DatumKind::Key if datum.label == "key as given" => {
            (bytes(&datum.bytes), "Python value, secret".to_owned())
        }
        DatumKind::Key => (bytes(&datum.bytes), format!("{len} bytes, secret")),
    };
    DatumView { label: Text::label(datum.label), form: Text::from(form), value }
}
