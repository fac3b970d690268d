//! The operations inside a call of the JWT library, one of them opened.

use super::detail::{self, Detail};
use super::explain::explain;
use super::piece::{bytes, hex};
use crate::jose::{Datum, DatumKind, OpKind, Operation, Verdict};
use crate::session::Study;
use crate::text::Text;

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
    /// When it is a gate: what came of it, in a line or two.
    pub verdict: Vec<Text>,
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
pub(super) fn of(study: &Study) -> Option<Operations> {
    let (current, step) = study.operation()?;
    let operation = study.trace.operation(step)?;
    let items = study.operations().iter().enumerate().filter_map(|(at, step)| {
        let operation = study.trace.operation(*step)?;
        Some(OperationItem {
            name: Text::label(operation.name),
            rfc: Text::label(operation.rfc),
            mark: mark(&operation.verdict),
            passed: at < current,
        })
    });
    Some(Operations {
        items: items.collect(),
        current,
        inputs: operation.inputs.iter().map(datum).collect(),
        output: datum(&operation.output),
        verdict: verdict(operation),
        warnings: if operation.kind == OpKind::Key || operation.kind == OpKind::KeyCheck {
            super::table::warnings(study, study.cursor.stop)
        } else {
            Vec::new()
        },
        detail: study.cursor.inside.get(1).and_then(|part| detail::of(operation, *part)),
        sentence: Text::label(explain(operation.kind)),
        opens: study.parts() > 0,
    })
}

fn mark(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Made => "",
        Verdict::Passed => "✓",
        Verdict::Refused { .. } => "✗",
        Verdict::NotChecked { .. } => "○",
        Verdict::NotReached => "-",
    }
}

fn verdict(operation: &Operation) -> Vec<Text> {
    match &operation.verdict {
        Verdict::Made => Vec::new(),
        Verdict::Passed => vec![Text::label("✓ passed")],
        Verdict::Refused { expected, found, exception } => vec![
            Text::new(&format!("✗ refused: {exception}")),
            Text::new(&format!("expected {expected}")),
            Text::new(&format!("found    {found}")),
        ],
        Verdict::NotChecked { reason } => vec![Text::new(&format!("○ not checked: {reason}"))],
        Verdict::NotReached => vec![Text::label("- not reached: an earlier gate refused")],
    }
}

fn datum(datum: &Datum) -> DatumView {
    let len = datum.bytes.len();
    let (value, form) = match datum.kind {
        DatumKind::Python => (bytes(&datum.bytes), "Python value".to_owned()),
        DatumKind::Json => (bytes(&datum.bytes), format!("JSON, {len} bytes")),
        DatumKind::Text => (bytes(&datum.bytes), String::new()),
        DatumKind::Base64Url => (bytes(&datum.bytes), format!("{len} characters")),
        DatumKind::Bytes => (hex(&datum.bytes), format!("{len} bytes")),
        DatumKind::Key => (bytes(&datum.bytes), format!("{len} bytes, secret")),
    };
    DatumView { label: Text::label(datum.label), form: Text::from(form), value }
}
