//! `--format json`: the whole trace as one JSON object.
//!
//! `format` is 1. `events` are the stops of the trace in order; `set` on an event holds what changed before its line
//! runs (`null` for a name that was deleted). A `repr` is Python's, addresses written `0x...`.

use crate::jose::{Datum, DatumKind, Operation, Verdict};
use crate::python::Diagnostic;
use crate::trace::{Event, HaltReason, Outcome, Trace};
use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes a trace as one line of JSON.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut impl Write, trace: &Trace) -> io::Result<()> {
    let document = Document {
        format: 1,
        stdout: &trace.stdout,
        outcome: outcome(&trace.outcome),
        events: Events(trace),
        globals: Globals(trace),
        warnings: trace
            .warnings
            .iter()
            .map(|w| Warned { category: &w.category, message: &w.message, step: w.step })
            .collect(),
        responses: trace.responses.iter().map(response).collect(),
    };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}

/// Writes what stands in place of a trace when a program cannot run: outcome `refused` with every diagnostic.
///
/// # Errors
/// Those of `out`.
pub fn write_refused(out: &mut impl Write, diagnostics: &[Diagnostic]) -> io::Result<()> {
    let diagnostics: Vec<Value> = diagnostics
        .iter()
        .map(|d| json!({"line": d.position.line, "column": d.position.column, "message": d.message, "hint": d.hint}))
        .collect();
    let document = json!({
        "format": 1,
        "stdout": "",
        "outcome": {"kind": "refused", "diagnostics": diagnostics},
        "events": [],
        "globals": {},
        "warnings": [],
        "responses": [],
    });
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    stdout: &'a str,
    outcome: Value,
    events: Events<'a>,
    globals: Globals<'a>,
    warnings: Vec<Warned<'a>>,
    responses: Vec<Value>,
}

/// A warning, written without a copy: there may be megabytes of them.
#[derive(Serialize)]
struct Warned<'a> {
    category: &'a str,
    message: &'a str,
    step: u32,
}

fn outcome(outcome: &Outcome) -> Value {
    match outcome {
        Outcome::Finished => json!({"kind": "finished"}),
        Outcome::Raised(raised) => {
            let mut value = json!({
                "kind": "raised",
                "class": raised.class,
                "module": raised.module,
                "message": raised.message,
                "line": raised.line,
                "traceback": raised.traceback,
            });
            if !raised.hint.is_empty() {
                value["hint"] = raised.hint.as_str().into();
            }
            value
        }
        Outcome::Halted { reason, line } => {
            json!({"kind": "halted", "reason": reason_name(*reason), "line": line})
        }
    }
}

fn reason_name(reason: HaltReason) -> &'static str {
    match reason {
        HaltReason::Steps => "steps",
        HaltReason::Work => "work",
        HaltReason::Memory => "memory",
        HaltReason::Depth => "depth",
        HaltReason::Cancelled => "cancelled",
    }
}

fn response(response: &crate::trace::Response) -> Value {
    let mut headers: BTreeMap<&str, String> = BTreeMap::new();
    for (name, value) in &response.headers {
        let joined = headers.entry(name).or_default();
        if !joined.is_empty() {
            joined.push_str(", ");
        }
        joined.push_str(value);
    }
    json!({
        "status": response.status,
        "body": String::from_utf8_lossy(&response.body),
        "json": serde_json::from_slice::<Value>(&response.body).ok(),
        "headers": headers,
        "request": response.request,
    })
}

/// Written one by one, for a trace may have a million.
struct Events<'a>(&'a Trace);

impl Serialize for Events<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.steps.len()))?;
        for step in 0..self.0.steps.len() {
            list.serialize_element(&EventRow { trace: self.0, step })?;
        }
        list.end()
    }
}

struct EventRow<'a> {
    trace: &'a Trace,
    step: usize,
}

impl Serialize for EventRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (trace, at) = (self.trace, self.step);
        let step = &trace.steps[at];
        let mut row = serializer.serialize_map(None)?;
        row.serialize_entry("event", event_name(step.event))?;
        row.serialize_entry("function", &trace.frames[step.frame as usize].function)?;
        row.serialize_entry("line", &step.line)?;
        row.serialize_entry("set", &Changes { trace, step: at })?;
        if let Some(value) = trace.value(at) {
            row.serialize_entry("value", value.repr)?;
        }
        if let Some(operation) = trace.operation(at) {
            row.serialize_entry("operation", &operation_value(operation))?;
        }
        if let Some(raised) = trace.exception(at) {
            let name = json!({"class": raised.class, "module": raised.module, "message": raised.message});
            row.serialize_entry("exception", &name)?;
        }
        if let Some(request) = trace.request(at) {
            row.serialize_entry("request", &json!({"method": request.method, "target": request.target}))?;
        }
        if let Some(response) = trace.response(at) {
            row.serialize_entry("response", &json!({"status": response.status}))?;
        }
        row.end()
    }
}

fn event_name(event: Event) -> &'static str {
    match event {
        Event::Line => "line",
        Event::Call => "call",
        Event::Return => "return",
        Event::Exception => "exception",
        Event::Operation => "operation",
        Event::Request => "request",
        Event::Response => "response",
        Event::End => "end",
    }
}

struct Changes<'a> {
    trace: &'a Trace,
    step: usize,
}

impl Serialize for Changes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A name may change twice between two stops; the later change is the one to see, and keys are unique.
        let last: indexmap::IndexMap<&str, Option<&str>> = self
            .trace
            .changes(self.step)
            .map(|change| (change.name, change.value.map(|shown| shown.repr)))
            .collect();
        serializer.collect_map(last)
    }
}

fn operation_value(operation: &Operation) -> Value {
    let datum = |datum: &Datum| match datum.kind {
        DatumKind::Bytes => json!({"label": datum.label, "hex": hex(&datum.bytes)}),
        // A key is shown only where the program shows it; a trace may be handed round.
        DatumKind::Key => json!({"label": datum.label, "bytes": datum.bytes.len()}),
        _ => json!({"label": datum.label, "text": String::from_utf8_lossy(&datum.bytes)}),
    };
    let verdict = match &operation.verdict {
        Verdict::Made => json!({"kind": "made"}),
        Verdict::Passed => json!({"kind": "passed"}),
        Verdict::Refused { expected, found, exception } => {
            json!({"kind": "refused", "expected": expected, "found": found, "exception": exception})
        }
        Verdict::NotChecked { reason } => json!({"kind": "not checked", "reason": reason}),
        Verdict::NotReached => json!({"kind": "not reached"}),
    };
    json!({
        "name": operation.name,
        "rfc": operation.rfc,
        "algorithm": operation.algorithm,
        "inputs": operation.inputs.iter().map(datum).collect::<Vec<_>>(),
        "output": datum(&operation.output),
        "verdict": verdict,
    })
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

struct Globals<'a>(&'a Trace);

impl Serialize for Globals<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = self.0.globals.iter();
        serializer.collect_map(
            rows.map(|global| (&global.name, json!({"repr": global.repr, "type": global.class}))),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{Position, Span};
    use crate::trace::{Global, Kind, Raised, Recorder, Response};

    fn parsed(trace: &Trace) -> Value {
        let mut out = Vec::new();
        write(&mut out, trace).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn events_say_what_changed_before_their_line() {
        let mut record = Recorder::new();
        let module = record.enter("<module>", None);
        record.stop(Event::Call, module, 0, Span::default());
        record.stop(Event::Line, module, 1, Span::default());
        let x = record.binding(module, "x");
        let one = record.show("1", Kind::Number, None, false);
        let two = record.show("2", Kind::Number, None, false);
        record.set(x, one);
        record.set(x, two);
        record.stop(Event::Line, module, 2, Span::default());
        record.unset(x);
        record.warn("W", "short");
        record.stop_return(module, 2, Span::default(), two);
        record.stop_response(
            module,
            Response {
                status: 401,
                headers: vec![("a".into(), "1".into()), ("a".into(), "2".into())],
                body: b"{\"d\":1}".into(),
                request: 0,
            },
        );
        let globals = vec![Global { name: "y".into(), repr: "'z'".into(), class: "builtins.str".into() }];
        let trace = record.finish(globals, Outcome::Halted { reason: HaltReason::Work, line: 2 });
        let value = parsed(&trace);
        assert_eq!(
            value["events"][2],
            json!({"event": "line", "function": "<module>", "line": 2, "set": {"x": "2"}})
        );
        assert_eq!(value["events"][3]["set"], json!({"x": null}));
        assert_eq!(value["events"][3]["value"], "2");
        assert_eq!(value["globals"], json!({"y": {"repr": "'z'", "type": "builtins.str"}}));
        assert_eq!(value["outcome"], json!({"kind": "halted", "reason": "work", "line": 2}));
        assert_eq!(value["responses"][0]["headers"]["a"], "1, 2");
        assert_eq!(value["responses"][0]["json"], json!({"d": 1}));
        assert_eq!(value["warnings"][0]["category"], "W");
    }

    #[test]
    fn a_raised_outcome_names_class_and_line_and_a_refused_program_its_diagnostics() {
        let raised = Raised {
            class: "KeyError".into(),
            module: "builtins".into(),
            message: "'e'".into(),
            line: 8,
            ..Raised::default()
        };
        let value = parsed(&Recorder::new().finish(Vec::new(), Outcome::Raised(raised)));
        assert_eq!(value["outcome"]["class"], "KeyError");
        assert_eq!(value["outcome"]["line"], 8);
        let mut out = Vec::new();
        let position = Position { line: 3, column: 5 };
        write_refused(&mut out, &[Diagnostic { position, message: "m".into(), hint: "h".into() }]).unwrap();
        let value: Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(
            value["outcome"]["diagnostics"],
            json!([{"line": 3, "column": 5, "message": "m", "hint": "h"}])
        );
    }
}
