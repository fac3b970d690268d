//! Where a lab begins: with a lesson's own run, with a pasted token, or with a token of its own.

use super::apply::{extra, spaced};
use super::setup::{Making, Setup};
use super::{keys, side};
use crate::jose::algorithm::{Algorithm, Family};
use crate::jose::json::Json;
use crate::jose::{OpKind, Operation, Verdict};
use crate::lesson::{Profile, literal};
use crate::trace::Trace;

impl Setup {
    /// The lab's own token, valid for a quarter of an hour from the clock on.
    pub fn of_its_own(profile: Profile, now: f64) -> Self {
        let second = now.floor();
        Self {
            profile,
            making: Making::Encode,
            claims: format!(
                "{{\"sub\": \"alice\", \"role\": \"user\", \"iat\": {second}, \"exp\": {}}}",
                second + 900.0
            ),
            headers: String::new(),
            key: keys::OWN_SECRET.to_owned(),
            verify: None,
            algorithm: "HS256".to_owned(),
            allowed: Some(vec!["HS256".to_owned()]),
            clock: now.to_string(),
            now,
            zone: "UTC".to_owned(),
            audience: String::new(),
            issuer: String::new(),
            leeway: 0.0,
            naive: false,
            code: None,
        }
    }

    /// A token from somewhere else, without a key: nothing is verified.
    pub fn of_token(token: String, profile: Profile, now: f64) -> Self {
        let mut setup = Self {
            claims: "{}".to_owned(),
            key: String::new(),
            allowed: None,
            ..Self::of_its_own(profile, now)
        };
        setup.take_token(token);
        setup
    }

    /// What a run made its first token of; the last it read, when it made none. Nothing for a run without a token.
    pub fn of_trace(trace: &Trace, profile: Profile, now: f64) -> Option<Self> {
        let kind = |kind: OpKind| trace.operations.iter().position(|operation| operation.kind == kind);
        let Some(join) = kind(OpKind::Join) else {
            let read = &trace.operations[kind(OpKind::Split)?];
            let token = read.inputs.first().and_then(|datum| String::from_utf8(datum.bytes.clone()).ok())?;
            let mut setup = Self::of_token(token, profile, now);
            setup.take_verifier(&trace.operations);
            return Some(setup);
        };
        let made = &trace.operations[..=join];
        let last = |kind: OpKind| made.iter().rev().find(|operation| operation.kind == kind);
        let mut setup = Self::of_its_own(profile, now);
        let payload = side::object(&last(OpKind::PayloadJson)?.output.bytes)?;
        setup.claims = spaced(&payload);
        if let Some(Json::Object(members)) =
            last(OpKind::HeaderJson).and_then(|op| side::object(&op.output.bytes))
        {
            setup.headers = extra(members);
        }
        last(OpKind::Sign)?.algorithm.clone_into(&mut setup.algorithm);
        setup.key = key_text(last(OpKind::Key)?, &setup.algorithm)?;
        setup.allowed = Some(vec![setup.algorithm.clone()]);
        let text = |name: &str| payload.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
        setup.audience = text("aud");
        setup.issuer = text("iss");
        Some(setup)
    }

    /// The key with which a run verified.
    fn take_verifier(&mut self, operations: &[Operation]) {
        let found = operations.iter().find(|op| op.kind == OpKind::KeyCheck && op.verdict == Verdict::Passed);
        if let Some(key) = found.and_then(|op| key_text(op, &op.algorithm)) {
            self.key = key;
        }
    }
}

/// The key as a person would give it: an HMAC key is its bytes, any other the text that was given.
fn key_text(operation: &Operation, algorithm: &str) -> Option<String> {
    let hmac = Algorithm::named(algorithm).is_some_and(|algorithm| algorithm.family == Family::Hmac);
    let bytes = if hmac { &operation.output.bytes } else { &operation.inputs.first()?.bytes };
    let text = String::from_utf8(bytes.clone()).ok()?;
    if hmac { Some(text) } else { literal::unquote(&text) }
}
