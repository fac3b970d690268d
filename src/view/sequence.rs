//! Requests and responses between client and server: an arrow for each, and one of them in full.

use crate::session::{Arrow, Study};
use crate::text::Text;
use crate::trace::{Request, Response};
use std::fmt::Write as _;

/// Bytes of a body that are shown in full.
const LONGEST: usize = 20_000;

/// Characters of a body beside its arrow.
const SHORT: usize = 300;

/// Requests and responses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// The arrows, in order.
    pub items: Vec<SequenceItem>,
    /// The last one the trace has passed: what runs now follows from it.
    pub current: Option<usize>,
    /// The chosen one.
    pub chosen: usize,
    /// All that the chosen one carries: headers, an empty line, the body.
    pub details: Vec<Text>,
}

/// An arrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SequenceItem {
    /// From the server to the client.
    pub response: bool,
    /// `POST /token`, or `401 Unauthorized`; nothing for a response that is still to come.
    pub name: Text,
    /// The credentials or the body, in short.
    pub carries: Text,
    /// Where the clock was moved to before it, and how far.
    pub clock: Text,
    /// Whether the status says that something went wrong.
    pub refused: bool,
    /// Whether the trace has passed it.
    pub passed: bool,
}

/// The requests of a study, if it has any.
pub(super) fn of(study: &Study) -> Option<Sequence> {
    let arrows = study.arrows();
    if arrows.is_empty() || !study.cursor.inside.is_empty() {
        return None;
    }
    let current = study.lit_arrow();
    let passed = |at: usize| current.is_some_and(|current| at <= current);
    let items = arrows.iter().enumerate().map(|(at, arrow)| item(study, arrow, passed(at)));
    let chosen = study.arrow.min(arrows.len() - 1);
    let details = details(study, &arrows[chosen], passed(chosen));
    Some(Sequence { items: items.collect(), current, chosen, details })
}

fn item(study: &Study, arrow: &Arrow, passed: bool) -> SequenceItem {
    let empty = Text::default;
    let mut item = SequenceItem {
        response: arrow.response,
        name: empty(),
        carries: empty(),
        clock: empty(),
        refused: false,
        passed,
    };
    if arrow.response {
        let response = study.trace.responses.get(arrow.index).filter(|_| passed);
        if let Some(response) = response {
            item.name = Text::new(&status(response.status));
            item.carries = short(&response.body);
            item.refused = response.status >= 400;
        }
    } else if let Some(request) = study.trace.requests.get(arrow.index) {
        item.name = Text::new(&format!("{} {}", request.method, request.target));
        item.carries = match header(&request.headers, "authorization") {
            // What is still to be made is not told.
            _ if !passed => empty(),
            Some(credentials) => Text::new(credentials).cut(16),
            None => short(&request.body),
        };
        let before = arrow.index.checked_sub(1).and_then(|before| study.trace.requests.get(before));
        item.clock = before.map_or_else(empty, |before| clock(before.at, request.at));
    }
    item
}

fn details(study: &Study, arrow: &Arrow, passed: bool) -> Vec<Text> {
    let trace = &study.trace;
    if arrow.response {
        let Some(response) = trace.responses.get(arrow.index).filter(|_| passed) else {
            return vec![Text::label("still to come: Enter goes there")];
        };
        let Response { status: code, headers, body, .. } = response;
        return message(&status(*code), None, headers, body);
    }
    let Some(request) = trace.requests.get(arrow.index) else { return Vec::new() };
    let Request { method, target, headers, body, at } = request;
    message(&format!("{method} {target}"), time(*at), headers, body)
}

fn message(first: &str, at: Option<String>, headers: &[(String, String)], body: &[u8]) -> Vec<Text> {
    let mut lines = vec![Text::new(first)];
    lines.extend(at.map(|at| Text::new(&format!("clock: {at}"))));
    lines.extend(headers.iter().map(|(name, value)| Text::new(&format!("{name}: {value}"))));
    if !body.is_empty() {
        lines.push(Text::default());
        let text = String::from_utf8_lossy(&body[..body.len().min(LONGEST)]);
        lines.extend(Text::lines(&pretty(&text)));
        if body.len() > LONGEST {
            lines.push(Text::from(format!("… {} bytes in all", body.len())));
        }
    }
    lines
}

/// A header's value.
fn header<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    headers.iter().find(|(have, _)| have.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

/// `401 Unauthorized`: the status with the reason RFC 9110 gives it.
pub(crate) fn status(code: u16) -> String {
    let reason = match code {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        410 => "Gone",
        418 => "I'm a teapot",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => return code.to_string(),
    };
    format!("{code} {reason}")
}

/// A body on one line.
fn short(body: &[u8]) -> Text {
    let head = &body[..body.len().min(SHORT * 4)];
    Text::new(&String::from_utf8_lossy(head)).cut(SHORT)
}

/// How far the clock was moved between two requests, and where to; nothing when it was not.
pub(crate) fn clock(before: f64, at: f64) -> Text {
    let moved = at - before;
    // The clock itself goes on by less than a second while a program runs.
    if moved.abs() < 1.0 {
        return Text::default();
    }
    let to = time(at).unwrap_or_default();
    Text::new(&format!("clock {}{} → {to}", if moved < 0.0 { "-" } else { "+" }, duration(moved.abs())))
}

/// `1 h 30 min`, the two largest units.
fn duration(seconds: f64) -> String {
    let mut left = seconds.round() as u64;
    let mut out = String::new();
    let mut units = 0;
    for (size, name) in [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")] {
        if left >= size && units < 2 {
            let _ = write!(out, "{}{} {name}", if units > 0 { " " } else { "" }, left / size);
            left %= size;
            units += 1;
        }
    }
    if out.is_empty() { "0 s".into() } else { out }
}

/// A clock's time, in UTC.
fn time(at: f64) -> Option<String> {
    jiff::Timestamp::from_second(at.floor() as i64).ok().map(|at| at.to_string())
}

/// JSON with a line for each member; anything else as it is.
fn pretty(text: &str) -> String {
    if serde_json::from_str::<serde::de::IgnoredAny>(text).is_err() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() * 2);
    let (mut depth, mut string, mut escaped) = (0_usize, false, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if string {
            out.push(c);
            string = escaped || c != '"';
            escaped = !escaped && c == '\\';
            continue;
        }
        match c {
            '"' => {
                string = true;
                out.push(c);
            }
            '{' | '[' => {
                out.push(c);
                while chars.peek().is_some_and(char::is_ascii_whitespace) {
                    chars.next();
                }
                if matches!(chars.peek(), Some('}' | ']')) {
                    out.extend(chars.next());
                } else {
                    depth += 1;
                    line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(c);
            }
            ',' => {
                out.push(c);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            c if c.is_ascii_whitespace() => {}
            c => out.push(c),
        }
    }
    out
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    out.push_str(&"  ".repeat(depth.min(20)));
}

/// The whole exchange in words, for exports: `client -> server  GET /me`.
pub fn transcript(trace: &crate::trace::Trace) -> Vec<Text> {
    let mut lines = Vec::new();
    let mut before: Option<f64> = None;
    for step in 0..trace.steps.len() {
        if let Some(request) = trace.request(step) {
            let moved = before.map_or_else(Text::default, |before| clock(before, request.at));
            before = Some(request.at);
            if !moved.is_empty() {
                lines.push(moved);
            }
            let credentials = header(&request.headers, "authorization");
            let credentials =
                credentials.map(|value| format!("  authorization: {value}")).unwrap_or_default();
            let body = String::from_utf8_lossy(&request.body);
            let gap = if body.is_empty() { "" } else { "  " };
            lines.push(Text::new(&format!(
                "client -> server  {} {}{credentials}{gap}{body}",
                request.method, request.target
            )));
        }
        if let Some(response) = trace.response(step) {
            let asks = header(&response.headers, "www-authenticate");
            let asks = asks.map(|value| format!("  www-authenticate: {value}")).unwrap_or_default();
            let body = String::from_utf8_lossy(&response.body);
            let gap = if body.is_empty() { "" } else { "  " };
            lines.push(Text::new(&format!("server -> client  {}{asks}{gap}{body}", status(response.status))));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_laid_out_without_changing_what_it_says() {
        assert_eq!(
            pretty(r#"{"a":[1.50,{}],"b":"x,{\"y\"}"}"#),
            "{\n  \"a\": [\n    1.50,\n    {}\n  ],\n  \"b\": \"x,{\\\"y\\\"}\"\n}"
        );
        assert_eq!(pretty("user=a&x={"), "user=a&x={");
    }

    #[test]
    fn the_clock_is_told_when_it_moves_and_only_then() {
        assert_eq!(clock(1_700_000_000.0, 1_700_000_000.25).as_str(), "");
        assert_eq!(
            clock(1_700_000_000.0, 1_700_003_661.0).as_str(),
            "clock +1 h 1 min → 2023-11-14T23:14:21Z"
        );
        assert_eq!(clock(10.0, 5.0).as_str(), "clock -5 s → 1970-01-01T00:00:05Z");
    }
}
