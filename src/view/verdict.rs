//! What came of a gate: its verdict, and where a refusal leads.

use super::piece::value;
use crate::jose::{OpKind, Operation, Verdict, stages};
use crate::session::Study;
use crate::text::Text;
use crate::trace::{Response, StepIndex};

/// A line about a gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerdictLine {
    /// `expected`, `found`, `class`, `answer`; nothing for the verdict itself.
    pub label: &'static str,
    /// What there is to say.
    pub text: Text,
}

fn line(label: &'static str, text: &str) -> VerdictLine {
    VerdictLine { label, text: value(text) }
}

/// `✓`, `✗`, `○`, `-`; nothing for an operation that makes something.
pub(super) fn mark(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Made => "",
        Verdict::Passed => "✓",
        Verdict::Refused { .. } => "✗",
        Verdict::NotChecked { .. } => "○",
        Verdict::NotReached => "-",
    }
}

pub(super) fn of(study: &Study, step: StepIndex, operation: &Operation) -> Vec<VerdictLine> {
    let mut lines = match &operation.verdict {
        Verdict::Made => return Vec::new(),
        Verdict::Passed => vec![line("", "✓ passed")],
        Verdict::NotChecked { reason } => vec![line("", &format!("○ not checked: {reason}"))],
        Verdict::NotReached => vec![line("", "- not reached: an earlier gate refused")],
        Verdict::Refused { expected, found, exception } => {
            let mut lines = vec![line("", &format!("✗ refused: {exception}"))];
            lines.extend(compared(operation, expected, found));
            lines
        }
    };
    if let Some(raised) = study.raised_by(step) {
        let names = raised.mro.iter().map(|name| name.rsplit('.').next().unwrap_or(name));
        let tree: Vec<&str> = names.take_while(|name| *name != "BaseException").collect();
        lines.push(line("class", &tree.join(" › ")));
    }
    if matches!(operation.verdict, Verdict::Refused { .. })
        && let Some(response) = study.answer_to(step)
    {
        lines.push(line("answer", &answer(response)));
    }
    if let Some((library, other)) = study.elsewhere(step) {
        let words = match other {
            Verdict::Refused { exception, .. } => format!("✗ refused: {exception}"),
            Verdict::NotChecked { reason } => format!("○ not checked: {reason}"),
            other => format!("{} {}", mark(other), crate::session::word(other)),
        };
        lines.push(line("", &format!("with {library}: {words}")));
    }
    lines
}

/// What was expected and what was found; two signatures from shortly before the first byte that differs.
fn compared(operation: &Operation, expected: &str, found: &str) -> Vec<VerdictLine> {
    let pair = |expected: &str, found: &str| vec![line("expected", expected), line("found", found)];
    if operation.kind != OpKind::Verify {
        return pair(expected, found);
    }
    let stage = stages::of(operation).pop();
    let differs = stage.as_ref().and_then(|stage| Some((stage.first_difference()?, stage)));
    let Some((at, stage)) = differs else { return pair(expected, found) };
    let from = at.saturating_sub(2);
    let window = |bytes: &[u8]| {
        let start = if from > 0 { "… " } else { "" };
        let hex = super::piece::hex(bytes.get(from..(from + 24).min(bytes.len())).unwrap_or(&[]));
        let end = if bytes.len() > from + 24 { " …" } else { "" };
        format!("{start}{hex}{end}")
    };
    let against = stage.against.as_deref().unwrap_or_default();
    let mut lines = pair(&window(against), &window(&stage.bytes));
    let byte = |bytes: &[u8]| bytes.get(at).map_or("nothing".to_owned(), |byte| format!("{byte:02x}"));
    let words = format!("in byte {}: {} instead of {}", at + 1, byte(&stage.bytes), byte(against));
    lines.push(line("differ", &words));
    lines
}

/// `401 {"detail":"Invalid token"}, www-authenticate: Bearer`
fn answer(response: &Response) -> String {
    let body = String::from_utf8_lossy(&response.body);
    let header = response.headers.iter().find(|(name, _)| name == "www-authenticate");
    let header = match header {
        Some((name, value)) => format!(", {name}: {value}"),
        None if response.status == 401 => ", no www-authenticate header".to_owned(),
        None => String::new(),
    };
    format!("{} {body}{header}", response.status)
}
