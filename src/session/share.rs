//! What can be taken out of the program: the token and its parts, the same call as Python, a request as `curl`.
//!
//! The Python program holds a placeholder where the key belongs.

use super::{Opens, Pane, Study, secrets};
use crate::jose::algorithm::{Algorithm, Family};
use crate::jose::json::{Json, ReadOptions, decode_bytes, read_json};
use crate::jose::{Datum, DatumKind, OpKind, Operation};
use crate::lesson::Profile;
use crate::trace::{Event, Request};
use std::fmt::Write as _;

/// Something that can be copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// What it is: `payload segment`.
    pub name: String,
    /// The text.
    pub text: String,
    /// Whether it is or holds a secret, which nobody should copy without meaning to.
    pub secret: bool,
}

impl Share {
    /// Something that everybody may see.
    fn open(name: impl Into<String>, text: String) -> Self {
        Self { name: name.into(), text, secret: false }
    }
}

/// A longer text is not offered as Python: nobody reads it, and a program of it would be cut on the clipboard.
const LONGEST: usize = 32 * 1024;

impl Study {
    /// What has attention: the value of the operation or part stepped into, of the chosen variable, or the token.
    pub fn focused(&self) -> Option<Share> {
        if let Some((_, step)) = self.operation() {
            let operation = self.trace.operation(step)?;
            return part(operation, self.cursor.inside.get(1).copied());
        }
        if self.focus == Pane::Tracker {
            let rows = self.variables();
            let (frame, name) = *rows.get(self.variable.min(rows.len().saturating_sub(1)))?;
            let shown = self.trace.local(frame, name, self.seen().min(self.trace.steps.len() - 1))?;
            let secret = secrets::within(&self.trace, shown.repr);
            return Some(Share { secret, ..Share::open(format!("value of {name}"), shown.repr.to_owned()) });
        }
        let token = String::from_utf8(self.token().whole?).ok()?;
        Some(Share::open("token", token))
    }

    /// Everything that can be copied just now, what has attention first, and never a secret.
    pub fn shares(&self) -> Vec<Share> {
        let mut all: Vec<Share> = self.focused().into_iter().filter(|share| !share.secret).collect();
        let state = self.token();
        let mut add = |name: &str, bytes: Option<&Vec<u8>>| {
            let text = bytes.and_then(|bytes| String::from_utf8(bytes.clone()).ok());
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                all.push(Share::open(name, text));
            }
        };
        add("token", state.whole.as_ref());
        for (at, name) in ["header", "payload", "signature"].into_iter().enumerate() {
            add(&format!("{name} segment"), state.parts[at].text.as_ref());
        }
        add("header as JSON", state.parts[0].bytes.as_ref());
        add("payload as JSON", state.parts[1].bytes.as_ref());
        all.extend(self.as_python().map(|text| Share::open("the same in Python", text)));
        all.extend(self.as_curl().map(|text| Share::open("the request as curl", text)));
        if all.len() > 1 && all[1..].iter().any(|share| share.name == all[0].name) {
            all.remove(0);
        }
        all
    }

    /// The call in question as a program for the library in use.
    fn as_python(&self) -> Option<String> {
        let steps = self.call_in_question();
        let call: Vec<&Operation> = steps.iter().filter_map(|step| self.trace.operation(*step)).collect();
        let find = |kind: OpKind| call.iter().find(|operation| operation.kind == kind);
        let made = find(OpKind::Join);
        let token = made.map(|join| &join.output).or_else(|| find(OpKind::Split)?.inputs.first())?;
        let token = String::from_utf8(token.bytes.clone()).ok().filter(|token| token.len() <= LONGEST)?;
        let header =
            object(find(OpKind::HeaderJson).or(find(OpKind::HeaderDecode))?.output.bytes.as_slice())?;
        let payload = find(OpKind::PayloadJson).or(find(OpKind::PayloadDecode))?;
        let claims = object(&payload.output.bytes)?;
        let algorithm = header.get("alg").and_then(Json::as_str).unwrap_or("HS256").to_owned();
        let (library, import) = match self.inputs.profile {
            Profile::PyJwt => ("PyJWT 2.15.1", "import jwt"),
            Profile::PythonJose => ("python-jose 3.5.0", "from jose import jwt"),
        };
        let mut program = format!("# {library}\n{import}\n\n");
        let family = Algorithm::named(&algorithm).map(|algorithm| algorithm.family);
        let key = match (family, made.is_some()) {
            (Some(Family::Hmac) | None, _) => "SECRET = \"put the secret here\"\n",
            (Some(Family::None), _) => "SECRET = \"\"\n",
            (_, true) => "SECRET = open(\"private.pem\").read()\n",
            (_, false) => "SECRET = open(\"public.pem\").read()\n",
        };
        program.push_str(key);
        if made.is_some() {
            let _ = writeln!(program, "claims = {}", python(&claims));
            let _ = write!(program, "token = jwt.encode(claims, SECRET, algorithm={}", quoted(&algorithm));
            let own = |name: &str| !matches!(name, "alg" | "typ");
            if let Json::Object(members) = &header {
                let extra: Vec<_> =
                    members.iter().filter(|(name, _)| own(&name.to_string_lossy())).cloned().collect();
                if !extra.is_empty() {
                    let _ = write!(program, ", headers={}", python(&Json::Object(extra)));
                }
            }
            program.push_str(")\nprint(token)\n");
        } else {
            let _ = writeln!(program, "token = {}", quoted(&token));
            let _ = write!(program, "claims = jwt.decode(token, SECRET, algorithms=[{}]", quoted(&algorithm));
            let audience = match claims.get("aud") {
                Some(Json::Array(items)) => items.first().cloned(),
                other => other.cloned(),
            };
            if let Some(Json::Str(audience)) = audience {
                let _ = write!(program, ", audience={}", python(&Json::Str(audience)));
            }
            program.push_str(")\nprint(claims)\n");
        }
        Some(program)
    }

    /// The last request that has been seen, for a server on this machine.
    fn as_curl(&self) -> Option<String> {
        let steps = &self.trace.steps;
        let seen = self.seen().min(steps.len());
        let asked = steps[..seen].iter().rposition(|step| step.event == Event::Request)?;
        self.trace.request(asked).map(curl)
    }
}

/// The value of an operation, or of the part of it that is stepped into.
fn part(operation: &Operation, at: Option<usize>) -> Option<Share> {
    let Some(at) = at else {
        let output = &operation.output;
        let datum = if output.bytes.is_empty() { operation.inputs.first()? } else { output };
        let secret = datum.kind == DatumKind::Key && secrets::is_shared(operation);
        return Some(Share { secret, ..Share::open(datum.label, text_of(datum)) });
    };
    match Opens::of(operation) {
        Opens::Characters(text) => Some(Share::open("character", (*text.get(at)? as char).to_string())),
        Opens::Bytes(bytes) => {
            let secret = operation.kind == OpKind::Key && secrets::is_shared(operation);
            Some(Share { secret, ..Share::open("byte", format!("{:02x}", bytes.get(at)?)) })
        }
        Opens::Stages(_) => {
            let stage = crate::jose::stages::of(operation).into_iter().nth(at)?;
            let secret = secrets::in_stage(operation, stage.name);
            Some(Share { secret, ..Share::open(stage.name, crate::jose::binascii::hexlify(&stage.bytes)) })
        }
        Opens::Nothing => None,
    }
}

/// Text as it is; bytes that are none, in hex.
fn text_of(datum: &Datum) -> String {
    match (datum.kind, std::str::from_utf8(&datum.bytes)) {
        (DatumKind::Bytes, _) | (_, Err(_)) => crate::jose::binascii::hexlify(&datum.bytes),
        (_, Ok(text)) => text.to_owned(),
    }
}

fn object(bytes: &[u8]) -> Option<Json> {
    if bytes.len() > LONGEST {
        return None;
    }
    let (value, _) = read_json(&decode_bytes(bytes).ok()?, ReadOptions::default()).ok()?;
    matches!(value, Json::Object(_)).then_some(value)
}

/// A Python literal of a JSON value.
fn python(value: &Json) -> String {
    match value {
        Json::Null => "None".to_owned(),
        Json::Bool(true) => "True".to_owned(),
        Json::Bool(false) => "False".to_owned(),
        Json::Int(number) => number.to_string(),
        Json::Big(number) => number.to_string(),
        Json::Float(number) if number.is_finite() => crate::number::float_repr(*number),
        Json::Float(number) => format!("float({})", quoted(&crate::number::float_repr(*number))),
        Json::Str(text) => text.as_str().map_or_else(|| quoted(&text.to_string_lossy()), quoted),
        Json::Array(items) => format!("[{}]", items.iter().map(python).collect::<Vec<_>>().join(", ")),
        Json::Object(members) => {
            let member = |(name, value): &(crate::wtf8::Wtf8, Json)| {
                format!("{}: {}", quoted(&name.to_string_lossy()), python(value))
            };
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
    }
}

/// A Python string literal.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            // What a terminal would act on, or what would turn the line around, is written out.
            char if char.is_control()
                || crate::text::Text::new(&char.to_string()).as_str() != char.to_string() =>
            {
                let code = u32::from(char);
                let _ =
                    if code < 0x1_0000 { write!(out, "\\u{code:04x}") } else { write!(out, "\\U{code:08x}") };
            }
            char => out.push(char),
        }
    }
    out.push('"');
    out
}

/// A request as a shell command.
fn curl(request: &Request) -> String {
    let shell = |text: &str| format!("'{}'", text.replace('\'', "'\\''"));
    let mut command = format!(
        "curl -i -X {} {}",
        request.method,
        shell(&format!("http://127.0.0.1:8000{}", request.target))
    );
    let told = |name: &str| {
        !matches!(
            name,
            "host" | "content-length" | "user-agent" | "accept" | "accept-encoding" | "connection"
        )
    };
    for (name, value) in request.headers.iter().filter(|(name, _)| told(name)) {
        let name = if name == "authorization" { "Authorization" } else { name };
        let _ = write!(command, " \\\n  -H {}", shell(&format!("{name}: {value}")));
    }
    if !request.body.is_empty() {
        let _ = write!(command, " \\\n  --data-raw {}", shell(&String::from_utf8_lossy(&request.body)));
    }
    command.push('\n');
    command
}

#[cfg(test)]
mod tests;
