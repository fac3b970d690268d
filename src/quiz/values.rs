//! What the paths in templates stand for: values of the trace, computed when asked.
//!
//! A path is a name, fields with dots, and perhaps the step it is about: `token.header.json@encode`. Without a step
//! it is about the step the text belongs to, after that step has run; texts of the whole lesson are about its end.
//!
//! | name | stands for |
//! |---|---|
//! | a variable | its `repr` in the step's function, or in a caller of it |
//! | `return` | the value the step's function gives back |
//! | `stdout` | what the step printed; at the end, everything |
//! | `warning` | the first warning the program caused |
//! | `exception` | the exception that ended the program, as Python's last line says it |
//! | `library` | the JWT library the program runs with: `PyJWT 2.15.1` |
//! | `given.NAME` | a given value as it stands in the program |
//! | `request.N` | a request: `method`, `target`, `headers.NAME`, `json`, `body`, and `at`, the clock in seconds |
//! | `response.N` | the answer to it: `status`, `headers.NAME`, `json`, `body` |
//! | `op.NAME` | the output of an operation of the step, by its name in lesson files (`op.signing-input`) |
//!
//! | field | of | gives |
//! |---|---|---|
//! | `header`, `payload`, `signature` | a token | the segment |
//! | `json` | header and payload segments | what the segment decodes to |
//! | a member's name | `json` | that member |
//! | `bytes` | a segment | how many bytes it decodes to |
//! | `hex` | a segment, an operation's output | its bytes in hexadecimal |
//! | `text` | a string | its characters without quotes and escapes |
//! | `length` | a string, a segment | how many characters it has |

use super::timeline::{Reached, StopKind, Timeline};
use crate::jose::{Datum, DatumKind};
use crate::lesson::{Inputs, Lesson, Segment, Template, literal, operations};
use crate::number::float_repr;
use crate::trace::{Event, Outcome, Trace};
use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

/// A lesson that has run: what paths are resolved against.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The lesson.
    pub lesson: &'a Lesson,
    /// The inputs it ran with.
    pub inputs: &'a Inputs,
    /// What happened.
    pub trace: &'a Trace,
    /// Where its steps are.
    pub timeline: &'a Timeline,
}

/// Why a path has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unresolved {
    /// The name or field does not exist; what there is instead.
    Unknown {
        /// What is wrong.
        message: String,
        /// What could be meant.
        known: Vec<String>,
    },
    /// It exists, but not at this step: `unbound`, `not reached`.
    Absent(&'static str),
}

impl Scene<'_> {
    /// What a path stands for at a step; at the end of the lesson when there is none.
    ///
    /// # Errors
    /// The path means nothing, or has no value there.
    pub fn value(&self, path: &str, step: Option<usize>) -> Result<String, Unresolved> {
        let (names, label) = path.split_once('@').map_or((path, None), |(names, label)| (names, Some(label)));
        let step = match label {
            Some(label) => Some(self.lesson.step(label).ok_or_else(|| {
                unknown(
                    format!("there is no step `{label}`"),
                    self.lesson.steps.iter().map(|step| &*step.label),
                )
            })?),
            None => step,
        };
        let mut names = names.split('.');
        let mut found = self.root(&mut names, step)?;
        for name in names {
            found = found.field(name)?;
        }
        Ok(found.show())
    }

    /// A template's text at a step. A value that is not there shows as why not, for a learner's own inputs may
    /// lead past it; `check` proves that the lesson's own inputs do not.
    pub fn fill(&self, template: &Template, step: Option<usize>) -> String {
        template.fill(|path| match self.value(path, step) {
            Ok(value) => value,
            Err(Unresolved::Absent(why)) => format!("({why})"),
            // Proved to exist under the lesson's own inputs, so these never came to bind it.
            Err(Unresolved::Unknown { .. }) => "(unbound)".into(),
        })
    }

    fn root<'p>(
        &self,
        names: &mut impl Iterator<Item = &'p str>,
        step: Option<usize>,
    ) -> Result<Value, Unresolved> {
        let place = self.place(step)?;
        match names.next().unwrap_or_default() {
            "given" => {
                let name = names.next().unwrap_or_default();
                let literal = self.inputs.literal(name).ok_or_else(|| {
                    let known = self.inputs.given.iter().map(|given| &*given.name);
                    unknown(format!("there is no given value `{name}`"), known)
                })?;
                Ok(Value::Python(literal.to_owned()))
            }
            "library" => Ok(Value::Text(self.inputs.profile.title().to_owned())),
            "request" => self.request(names),
            "response" => self.response(names),
            "op" => self.operation(names.next().unwrap_or_default(), place),
            "return" => self.returned(place),
            "stdout" => Ok(Value::Text(self.printed(place, step).trim_end_matches('\n').to_owned())),
            "warning" => match self.trace.warnings.first() {
                Some(warning) => Ok(Value::Text(warning.message.clone())),
                None => Err(Unresolved::Absent("no warning")),
            },
            "exception" => match &self.trace.outcome {
                Outcome::Raised(raised) if raised.message.is_empty() => Ok(Value::Text(raised.class.clone())),
                Outcome::Raised(raised) => Ok(Value::Text(format!("{}: {}", raised.class, raised.message))),
                _ => Err(Unresolved::Absent("no exception")),
            },
            name => self.variable(name, place, step),
        }
    }

    fn request<'p>(&self, names: &mut impl Iterator<Item = &'p str>) -> Result<Value, Unresolved> {
        let request = numbered(names, "request", self.lesson.requests.len(), &self.trace.requests)?;
        match names.next().unwrap_or_default() {
            "method" => Ok(Value::Text(request.method.clone())),
            "target" => Ok(Value::Text(request.target.clone())),
            "at" => Ok(Value::Text(float_repr(request.at).trim_end_matches(".0").to_owned())),
            name => message(name, names, &request.headers, &request.body, &["method", "target", "at"]),
        }
    }

    fn response<'p>(&self, names: &mut impl Iterator<Item = &'p str>) -> Result<Value, Unresolved> {
        let response = numbered(names, "response", self.lesson.requests.len(), &self.trace.responses)?;
        match names.next().unwrap_or_default() {
            "status" => Ok(Value::Text(response.status.to_string())),
            name => message(name, names, &response.headers, &response.body, &["status"]),
        }
    }

    fn place(&self, step: Option<usize>) -> Result<Reached, Unresolved> {
        let kind = step.map_or(StopKind::End, StopKind::Step);
        let found = self.timeline.stops.iter().find(|stop| stop.kind == kind);
        found.and_then(|found| found.reached).ok_or(Unresolved::Absent("not reached"))
    }

    /// A variable of the step's frame or of a caller's; at the end, of any frame a step is in, the last one first.
    fn variable(&self, name: &str, place: Reached, step: Option<usize>) -> Result<Value, Unresolved> {
        let trace = self.trace;
        let mut frames: Vec<u32> = if step.is_some() {
            trace.stack(place.settled).into_iter().rev().collect()
        } else {
            self.timeline.frames.iter().rev().copied().collect()
        };
        if !frames.contains(&place.frame) {
            frames.insert(0, place.frame);
        }
        // A name that no function binds is looked up in the module, as Python does; a handler's caller is hidden.
        if !frames.contains(&0) && !trace.frames.is_empty() {
            frames.push(0);
        }
        let last = trace.steps.len().saturating_sub(1);
        let mut known = Vec::new();
        let mut exists = false;
        for frame in frames {
            for (have, value) in trace.locals(frame, place.settled) {
                if have == name {
                    exists = true;
                    if let Some(shown) = value {
                        return Ok(Value::Python(shown.repr.to_owned()));
                    }
                }
            }
            known.extend(trace.locals(frame, last).map(|(have, _)| have.to_owned()));
        }
        if exists {
            return Err(Unresolved::Absent("unbound"));
        }
        known.extend(["return", "stdout", "warning", "exception", "given", "op"].map(str::to_owned));
        Err(Unresolved::Unknown { message: format!("there is no variable `{name}` here"), known })
    }

    fn returned(&self, place: Reached) -> Result<Value, Unresolved> {
        let steps = &self.trace.steps;
        let back = (place.enter..steps.len())
            .find(|at| steps[*at].event == Event::Return && steps[*at].frame == place.frame);
        let value = back.and_then(|at| self.trace.value(at));
        value.map(|shown| Value::Python(shown.repr.to_owned())).ok_or(Unresolved::Absent("nothing returned"))
    }

    fn printed(&self, place: Reached, step: Option<usize>) -> &str {
        let from = if step.is_some() { self.trace.steps[place.enter].stdout_len as usize } else { 0 };
        let to = self.trace.steps[place.settled].stdout_len as usize;
        self.trace.stdout.get(from..to).unwrap_or_default()
    }

    fn operation(&self, name: &str, place: Reached) -> Result<Value, Unresolved> {
        let kind = operations::named(name)
            .ok_or_else(|| unknown(format!("there is no operation `{name}`"), operations::names()))?;
        let inside = self.trace.operations_of(place.enter);
        let found = inside.into_iter().filter_map(|at| self.trace.operation(at)).find(|op| op.kind == kind);
        found.map(|operation| Value::of(&operation.output)).ok_or(Unresolved::Absent("not done in this step"))
    }
}

/// The request or response that the next name of a path counts, from 0; `all` is how many the lesson has.
fn numbered<'p, 't, T>(
    names: &mut impl Iterator<Item = &'p str>,
    what: &str,
    all: usize,
    found: &'t [T],
) -> Result<&'t T, Unresolved> {
    let name = names.next().unwrap_or_default();
    let number = name.parse::<usize>().ok().filter(|number| *number < all);
    let Some(number) = number else {
        let message = format!("there is no {what} `{name}`; the lesson sends {all}, counted from 0");
        return Err(unknown(message, []));
    };
    found.get(number).ok_or(Unresolved::Absent("never sent"))
}

/// What a path asks of a request or an answer beyond its first line.
fn message<'p>(
    name: &str,
    names: &mut impl Iterator<Item = &'p str>,
    headers: &[(String, String)],
    body: &[u8],
    known: &[&str],
) -> Result<Value, Unresolved> {
    let text = || String::from_utf8_lossy(body).into_owned();
    match name {
        "body" => Ok(Value::Text(text())),
        "json" => {
            let value = serde_json::from_str(&text()).map_err(|_| Unresolved::Absent("not JSON"))?;
            Ok(Value::Json(value, text()))
        }
        "headers" => {
            let name = names.next().unwrap_or_default();
            let header = headers.iter().find(|(have, _)| have == name);
            let missing = || {
                let known = headers.iter().map(|(have, _)| have.as_str());
                unknown(format!("there is no header `{name}`"), known)
            };
            header.map(|(_, value)| Value::Text(value.clone())).ok_or_else(missing)
        }
        _ => {
            let known = known.iter().copied().chain(["headers", "json", "body"]);
            Err(unknown(format!("there is no field `{name}` here"), known))
        }
    }
}

/// The three segments of a token's text.
pub fn segments(token: &str) -> Option<[&str; 3]> {
    let mut parts = token.split('.');
    let three = [parts.next()?, parts.next()?, parts.next()?];
    parts.next().is_none().then_some(three)
}

/// What a path has led to so far.
enum Value {
    /// A Python value as its `repr` or literal.
    Python(String),
    Text(String),
    Segment(Segment, String),
    Json(serde_json::Value, String),
    Bytes(Vec<u8>),
}

impl Value {
    fn of(datum: &Datum) -> Self {
        match datum.kind {
            DatumKind::Bytes | DatumKind::Key => Self::Bytes(datum.bytes.clone()),
            DatumKind::Python => Self::Python(String::from_utf8_lossy(&datum.bytes).into_owned()),
            _ => Self::Text(String::from_utf8_lossy(&datum.bytes).into_owned()),
        }
    }

    fn show(self) -> String {
        match self {
            Self::Python(text) | Self::Text(text) | Self::Segment(_, text) | Self::Json(_, text) => text,
            Self::Bytes(bytes) => hex(&bytes),
        }
    }

    fn field(self, name: &str) -> Result<Self, Unresolved> {
        match (&self, name) {
            (Self::Python(_) | Self::Text(_), "header" | "payload" | "signature") => self.segment(name),
            (Self::Json(value, _), "header" | "payload" | "signature") if value.is_string() => {
                self.segment(name)
            }
            (Self::Json(value, _), "text") if value.is_string() => {
                Ok(Self::Text(value.as_str().unwrap_or_default().to_owned()))
            }
            (Self::Json(value, _), name) => {
                let known = value.as_object().into_iter().flatten().map(|(name, _)| name.as_str());
                let missing = || unknown(format!("there is no member `{name}`"), known);
                let item = || name.parse::<usize>().ok().and_then(|index| value.get(index));
                let member = value.get(name).or_else(item).ok_or_else(missing)?;
                Ok(Self::Json(member.clone(), member.to_string()))
            }
            (Self::Segment(which, text), "json") if *which != Segment::Signature => decoded_json(text),
            (Self::Segment(_, text), "bytes") => Ok(Self::Text(decoded(text)?.len().to_string())),
            (Self::Segment(_, text), "hex") => Ok(Self::Bytes(decoded(text)?)),
            (Self::Bytes(_), "hex") | (Self::Segment(..) | Self::Text(_), "text") => Ok(self),
            (Self::Bytes(bytes), "length") => Ok(Self::Text(bytes.len().to_string())),
            (Self::Python(_), "text") => Ok(Self::Text(self.characters()?)),
            (_, "length") => Ok(Self::Text(self.characters()?.chars().count().to_string())),
            _ => Err(unknown(format!("there is no field `{name}` here"), self.fields().iter().copied())),
        }
    }

    fn fields(&self) -> &'static [&'static str] {
        match self {
            Self::Python(_) | Self::Text(_) => &["header", "payload", "signature", "text", "length"],
            Self::Segment(Segment::Signature, _) => &["bytes", "hex", "length", "text"],
            Self::Segment(..) => &["json", "bytes", "hex", "length", "text"],
            Self::Bytes(_) => &["hex", "length"],
            Self::Json(..) => &[],
        }
    }

    /// The characters of a string.
    fn characters(&self) -> Result<String, Unresolved> {
        match self {
            Self::Python(repr) => {
                literal::unquote(repr).ok_or_else(|| unknown("only a string has characters".to_owned(), []))
            }
            Self::Json(serde_json::Value::String(text), _)
            | Self::Text(text)
            | Self::Segment(_, text)
            | Self::Json(_, text) => Ok(text.clone()),
            Self::Bytes(_) => Err(unknown("bytes have no characters".to_owned(), ["hex", "length"])),
        }
    }

    fn segment(&self, name: &str) -> Result<Self, Unresolved> {
        let text = self.characters()?;
        let three = segments(&text).ok_or(Unresolved::Absent("not a token"))?;
        let which = Segment::ALL.into_iter().position(|segment| segment.name() == name).unwrap_or(0);
        Ok(Self::Segment(Segment::ALL[which], three[which].to_owned()))
    }
}

/// As python-jose decodes: what the unused bits of the last character are does not matter.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone),
);

fn decoded(segment: &str) -> Result<Vec<u8>, Unresolved> {
    LENIENT.decode(segment).map_err(|_| Unresolved::Absent("not base64url"))
}

fn decoded_json(segment: &str) -> Result<Value, Unresolved> {
    let text = String::from_utf8(decoded(segment)?).map_err(|_| Unresolved::Absent("not text"))?;
    // Python writes NaN, which is not JSON for others; its text can be shown all the same.
    let value = serde_json::from_str(&text).unwrap_or_default();
    Ok(Value::Json(value, text))
}

fn unknown<'n>(message: String, known: impl IntoIterator<Item = &'n str>) -> Unresolved {
    Unresolved::Unknown { message, known: known.into_iter().map(str::to_owned).collect() }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
