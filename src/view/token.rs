//! The token: three segments and what each of them stands for.

use super::piece::{bytes, hex};
use crate::session::{Direction, Study, TokenState, segment_of};
use crate::text::Text;
use crate::trace::Event;

/// The token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenStrip {
    /// Header, payload, signature.
    pub segments: [Segment; 3],
    /// `being made`, `read`, `signature verified`, …
    pub state: Text,
    /// Whether the dots are there: the segments are joined.
    pub joined: bool,
}

/// A segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// `HEADER`, `PAYLOAD`, `SIGNATURE`
    pub label: &'static str,
    /// How far it is.
    pub state: SegmentState,
    /// Its characters.
    pub text: Text,
    /// What they stand for.
    pub decoded: Text,
    /// Whether this moment makes or reads it.
    pub lit: bool,
}

/// How far a segment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SegmentState {
    /// Nothing of it yet.
    Pending,
    /// Its bytes are there, its characters not.
    Begun,
    /// Its characters are there.
    Made,
}

/// The labels of the segments.
const LABELS: [&str; 3] = ["HEADER", "PAYLOAD", "SIGNATURE"];

/// The token as far as it is seen; nothing for a program that makes and reads none.
pub(super) fn of(study: &Study) -> Option<TokenStrip> {
    let state = study.token();
    if study.lesson().is_none() && state == TokenState::default() {
        return None;
    }
    let lit = lit(study);
    let segments = [0, 1, 2].map(|at| segment(&state, at, lit[at]));
    Some(TokenStrip { segments, joined: state.whole.is_some(), state: words(&state) })
}

/// The token at the stop that holds the evidence for an answer, one segment pointed at.
pub(super) fn evidence(study: &Study, stop: usize, segment_name: &str) -> TokenStrip {
    let state = study.token_at(stop);
    let segments = [0, 1, 2].map(|at| {
        let lit = segment_name.starts_with(&LABELS[at].to_lowercase());
        segment(&state, at, lit)
    });
    TokenStrip { segments, joined: state.whole.is_some(), state: words(&state) }
}

fn segment(state: &TokenState, at: usize, lit: bool) -> Segment {
    let part = &state.parts[at];
    let made = match (&part.text, &part.bytes) {
        (Some(_), _) => SegmentState::Made,
        (None, Some(_)) => SegmentState::Begun,
        (None, None) => SegmentState::Pending,
    };
    let decoded = match &part.bytes {
        Some(raw) if at < 2 => bytes(raw),
        Some(raw) => signature(state, raw),
        None if part.text.is_some() => Text::label("not decoded yet"),
        None => Text::default(),
    };
    let text = part.text.as_deref().map_or_else(Text::default, bytes);
    Segment { label: LABELS[at], state: made, text, decoded, lit }
}

/// What the signature is: the function it is made by, and its size.
fn signature(state: &TokenState, raw: &[u8]) -> Text {
    let name = match state.algorithm.as_str() {
        "HS256" => "HMAC-SHA256(header.payload, secret)",
        "HS384" => "HMAC-SHA384(header.payload, secret)",
        "HS512" => "HMAC-SHA512(header.payload, secret)",
        "" if raw.is_empty() => return Text::default(),
        "" => return Text::from(format!("{} bytes: {}", raw.len(), hex(raw))),
        other => return Text::from(format!("{other} signature of header.payload, {} bytes", raw.len())),
    };
    Text::label(name)
}

fn words(state: &TokenState) -> Text {
    if let Some(refused) = &state.refused {
        return Text::new(&format!("refused: {refused}"));
    }
    match (state.direction, state.verified) {
        (Direction::Read, Some(true)) => Text::label("signature verified"),
        (Direction::Read, Some(false)) => Text::label("signature refused"),
        (Direction::Read, None) => Text::label("read; signature not checked"),
        (Direction::Made, _) if state.whole.is_some() => {
            Text::label("made; readable by anyone, not encrypted")
        }
        (Direction::Made, _) if state.parts.iter().any(|part| part.bytes.is_some()) => {
            Text::label("being made")
        }
        (Direction::Made, _) => Text::label("not made yet"),
    }
}

/// The segments this moment is about: those of the operation, or of all the operations of the step.
fn lit(study: &Study) -> [bool; 3] {
    let mut lit = [false; 3];
    if let Some((_, step)) = study.operation() {
        if let Some(operation) = study.trace.operation(step) {
            match segment_of(operation.kind) {
                Some(segment) => lit[segment] = true,
                None if operation.kind == crate::jose::OpKind::SigningInput => lit = [true, true, false],
                None if operation.kind == crate::jose::OpKind::Join => lit = [true; 3],
                None => {}
            }
        }
        return lit;
    }
    let seen = study.operations().iter().any(|step| study.trace.steps[*step].event == Event::Operation);
    [seen; 3]
}
