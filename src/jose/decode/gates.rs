//! The gates after the token is taken apart: header, algorithm, key, signature, and each claim.

use super::{Bound, Decoding, Gate, Leeway};
use crate::jose::algorithm::{Algorithm, Family};
use crate::jose::claims::date_text;
use crate::jose::hmac;
use crate::jose::json::{Json, Written, write_compact};
use crate::jose::operation::{Datum, DatumKind, Map, OpKind};
use crate::jose::profile::Profile;
use crate::jose::refusal::Refusal;
use crate::jose::sign::{self, Secret};
use num_bigint::BigInt;
use num_traits::ToPrimitive;
use std::cmp::Ordering;

/// A gate's name and the section it follows.
pub(super) fn describe(kind: OpKind) -> (&'static str, &'static str) {
    match kind {
        OpKind::Split => ("three segments", "RFC 7515 §5.2 step 1"),
        OpKind::HeaderDecode => ("header from base64url", "RFC 7515 §5.2 step 2"),
        OpKind::HeaderParse => ("header is a JSON object", "RFC 7515 §5.2 step 3"),
        OpKind::HeaderCheck => ("header parameters are understood", "RFC 7515 §5.2 step 4"),
        OpKind::PayloadDecode => ("payload from base64url", "RFC 7515 §5.2 step 6"),
        OpKind::SignatureDecode => ("signature from base64url", "RFC 7515 §5.2 step 7"),
        OpKind::AlgorithmAllowed => ("alg is one the caller allows", "RFC 8725 §3.1"),
        OpKind::KeyCheck => ("key fits the algorithm", "RFC 8725 §3.5"),
        OpKind::Verify => ("signature is the one over the signing input", "RFC 7515 §5.2 step 8"),
        OpKind::ClaimsParse => ("payload is a JSON object", "RFC 7519 §7.2 step 10"),
        OpKind::Required => ("required claims are there", "RFC 7519 §7.2"),
        OpKind::IssuedAt => ("iat: issued in the past", "RFC 7519 §4.1.6"),
        OpKind::NotBefore => ("nbf: valid already", "RFC 7519 §4.1.5"),
        OpKind::Expiry => ("exp: not expired", "RFC 7519 §4.1.4"),
        OpKind::Issuer => ("iss: the expected issuer", "RFC 7519 §4.1.1"),
        OpKind::Audience => ("aud: meant for us", "RFC 7519 §4.1.3"),
        OpKind::Subject => ("sub: a string, the expected one", "RFC 7519 §4.1.2"),
        OpKind::JwtId => ("jti: a string", "RFC 7519 §4.1.7"),
        OpKind::AccessTokenHash => ("at_hash: belongs to the access token", "OpenID Connect Core §3.1.3.6"),
        _ => ("", ""),
    }
}

/// What a gate is called.
pub fn gate_name(kind: OpKind) -> &'static str {
    describe(kind).0
}

fn gate(kind: OpKind) -> Gate {
    let (name, rfc) = describe(kind);
    Gate { kind, name, rfc }
}

/// A value's JSON text, for showing.
pub(super) fn text_of(value: &Json) -> String {
    write_compact(value).map_or_else(|error| error.to_string(), |Written { text, .. }| text.to_string_lossy())
}

impl Decoding {
    /// A gate that this call does not ask.
    pub fn skip(&mut self, kind: OpKind, reason: &str) {
        self.not_checked(gate(kind), reason);
    }

    /// A gate refuses for a reason the caller found.
    ///
    /// # Errors
    /// Always: the refusal.
    pub fn refuse_at<T>(
        &mut self,
        kind: OpKind,
        expected: &str,
        found: &str,
        refusal: Refusal,
    ) -> Result<T, Refusal> {
        let inputs = self.claim_input(kind);
        self.refuse(gate(kind), inputs, expected, found, refusal)
    }

    /// A gate passes by what the caller found.
    pub fn pass_at(&mut self, kind: OpKind, note: &str) {
        let inputs = self.claim_input(kind);
        let (output, maps) = self.claim_output(kind, note);
        self.pass(gate(kind), inputs, output, maps);
    }

    pub(super) fn claim_name(kind: OpKind) -> Option<&'static str> {
        Some(match kind {
            OpKind::IssuedAt => "iat",
            OpKind::NotBefore => "nbf",
            OpKind::Expiry => "exp",
            OpKind::Issuer => "iss",
            OpKind::Audience => "aud",
            OpKind::Subject => "sub",
            OpKind::JwtId => "jti",
            OpKind::AccessTokenHash => "at_hash",
            _ => return None,
        })
    }

    fn claim_input(&self, kind: OpKind) -> Vec<Datum> {
        match kind {
            OpKind::HeaderCheck | OpKind::AlgorithmAllowed => {
                vec![Datum::new("JOSE header", DatumKind::Json, self.header_bytes.clone())]
            }
            OpKind::KeyCheck | OpKind::Verify | OpKind::Split => Vec::new(),
            // Twelve gates look at the payload; a long one is not kept twelve times.
            _ if self.payload.len() > 16 * super::CLOSE_UP => Vec::new(),
            _ => vec![Datum::new("payload", DatumKind::Json, self.payload.clone())],
        }
    }

    /// The claim that a gate looked at, tied to its bytes in the payload.
    fn claim_output(&self, kind: OpKind, note: &str) -> (Datum, Vec<Map>) {
        let Some(range) = Self::claim_name(kind).and_then(|name| self.claim_place(name)) else {
            return (Datum::new("note", DatumKind::Text, note), Vec::new());
        };
        let bytes = self.payload[range.clone()].to_vec();
        let kept = self.payload.len() <= 16 * super::CLOSE_UP;
        let maps = if kept { vec![Map { output: 0..bytes.len(), input: 0, range }] } else { Vec::new() };
        (Datum::new("claim", DatumKind::Json, bytes), maps)
    }

    /// `kid` is a string, `crit` names nothing unknown (`PyJWT` alone looks).
    ///
    /// # Errors
    /// `InvalidTokenError`
    pub fn check_header(&mut self) -> Result<(), Refusal> {
        let kind = OpKind::HeaderCheck;
        if self.profile == Profile::PythonJose {
            self.skip(kind, "python-jose ignores kid, crit and b64");
            return Ok(());
        }
        let wrong = |message: &str| Refusal::new("InvalidTokenError", message);
        if let Some(kid) = self.header.get("kid")
            && !matches!(kid, Json::Str(_))
        {
            let found = text_of(kid);
            return self.refuse_at(
                kind,
                "kid: a string",
                &found,
                wrong("Key ID header parameter must be a string"),
            );
        }
        let Some(crit) = self.header.get("crit").cloned() else {
            self.pass_at(kind, "kid and crit are fine");
            return Ok(());
        };
        let found = text_of(&crit);
        let list = match crit {
            Json::Array(list) if !list.is_empty() => list,
            _ => {
                let refusal = wrong("Invalid 'crit' header: must be a non-empty list");
                return self.refuse_at(kind, "crit: a list with something in it", &found, refusal);
            }
        };
        for extension in list {
            let Json::Str(name) = &extension else {
                let refusal = wrong("Invalid 'crit' header: values must be strings");
                return self.refuse_at(kind, "crit: a list of strings", &found, refusal);
            };
            let shown = name.to_string_lossy();
            if *name != *"b64" {
                let refusal = wrong(&format!("Unsupported critical extension: {shown}"));
                return self.refuse_at(kind, "crit: nothing but b64", &found, refusal);
            }
            if self.header.get("b64").is_none() {
                let refusal = wrong(&format!("Critical extension '{shown}' is missing from headers"));
                return self.refuse_at(kind, "b64 in the header", "only in crit", refusal);
            }
        }
        self.pass_at(kind, "kid and crit are fine");
        Ok(())
    }

    /// `alg` is there and is one that the caller allows. `allowed` says so, or `None` when the caller names none;
    /// its own error is what Python's `in` raises.
    ///
    /// # Errors
    /// `InvalidAlgorithmError`, or `JWSError` as a `JWTError`.
    pub fn check_algorithm(
        &mut self,
        shown: &str,
        allowed: impl FnOnce(&Json) -> Result<Option<bool>, Refusal>,
    ) -> Result<Json, Refusal> {
        let kind = OpKind::AlgorithmAllowed;
        let class = match self.profile {
            Profile::PyJwt => "InvalidAlgorithmError",
            Profile::PythonJose => "JWSError",
        };
        let missing = match self.profile {
            Profile::PyJwt => "Algorithm not specified",
            Profile::PythonJose => "No algorithm was specified in the JWS header.",
        };
        let Some(alg) = self.header.get("alg").cloned() else {
            return self.refuse_at(kind, "alg in the header", "no alg", Refusal::new(class, missing));
        };
        let expected = format!("one of {shown}");
        let found = text_of(&alg);
        let not_allowed = Refusal::new(class, "The specified alg value is not allowed");
        if !alg.is_truthy() {
            let refusal =
                if self.profile == Profile::PyJwt { not_allowed } else { Refusal::new(class, missing) };
            return self.refuse_at(kind, &expected, &found, refusal);
        }
        match allowed(&alg) {
            Err(refusal) => self.refuse_at(kind, &expected, &found, refusal),
            Ok(Some(false)) => self.refuse_at(kind, &expected, &found, not_allowed),
            Ok(Some(true)) => {
                alg.as_str().unwrap_or_default().clone_into(&mut self.algorithm);
                self.pass_at(kind, &format!("{found} is {expected}"));
                Ok(alg)
            }
            Ok(None) => {
                alg.as_str().unwrap_or_default().clone_into(&mut self.algorithm);
                self.skip(kind, "no algorithms given: the token chooses");
                Ok(alg)
            }
        }
    }

    /// `PyJWT` asks for `algorithms` before it looks at the token.
    ///
    /// # Errors
    /// Always: `DecodeError`.
    pub fn refuse_without_algorithms<T>(&mut self) -> Result<T, Refusal> {
        let message =
            "It is required that you pass in a value for the \"algorithms\" argument when calling decode().";
        let refusal = Refusal::new("DecodeError", message);
        self.refuse_at(OpKind::AlgorithmAllowed, "a list of algorithms", "none given", refusal)
    }

    /// The refusal of a time that `int()` does not take.
    pub fn not_an_integer(&self, kind: OpKind) -> Refusal {
        super::whole::not_an_integer(self.profile, kind)
    }

    /// The key is fit for the algorithm: what was given, as Python shows it, and the bytes that verify.
    pub fn key_passed(&mut self, given: &str, key: &[u8]) {
        let input = Datum::new("key as given", DatumKind::Key, given);
        self.pass(gate(OpKind::KeyCheck), vec![input], Datum::new("key", DatumKind::Key, key), Vec::new());
    }

    /// The signature is the one over the signing input, by any of the keys.
    ///
    /// # Errors
    /// `InvalidSignatureError`, or `JWSError` as a `JWTError`.
    pub fn verify(&mut self, algorithm: Algorithm, keys: &[Secret]) -> Result<(), Refusal> {
        let message = self.signing_input();
        let first = keys.first().map(Secret::bytes).unwrap_or_default();
        let inputs = vec![
            Datum::new("signing input", DatumKind::Base64Url, message.clone()),
            Datum::new("key", DatumKind::Key, first),
            Datum::new("signature", DatumKind::Bytes, self.signature.clone()),
        ];
        let made = keys.iter().find_map(|key| match (algorithm.family, key) {
            (Family::Hmac, Secret::Bytes(bytes)) => Some(hmac::hmac(algorithm.hash, bytes, &message)),
            _ => None,
        });
        if keys.iter().any(|key| sign::verify(algorithm, key, &message, &self.signature)) {
            let output = Datum::new("signature", DatumKind::Bytes, self.signature.clone());
            self.pass(gate(OpKind::Verify), inputs, output, Vec::new());
            return Ok(());
        }
        let hex = crate::jose::binascii::hexlify;
        let expected = made.map_or_else(
            || format!("a {} signature that this public key confirms", algorithm.name),
            |made| hex(&made),
        );
        let found = hex(&self.signature);
        let refusal = match self.profile {
            Profile::PyJwt => Refusal::new("InvalidSignatureError", "Signature verification failed"),
            Profile::PythonJose => Refusal::new("JWSError", "Signature verification failed."),
        };
        self.refuse(gate(OpKind::Verify), inputs, &expected, &found, refusal)
    }

    /// A time claim against a bound. `value` is what Python's `int()` makes of the claim, or the message of the
    /// refusal when it makes nothing.
    ///
    /// # Errors
    /// The refusal in `value`, a `TypeError` of the leeway, or that the time is not right.
    pub fn check_time(
        &mut self,
        kind: OpKind,
        value: Result<BigInt, Refusal>,
        now: &Bound,
        leeway: &Leeway,
    ) -> Result<(), Refusal> {
        let value = match value {
            Ok(value) => value,
            Err(refusal) => {
                let found = Self::claim_name(kind).and_then(|name| self.claims.get(name)).map(text_of);
                return self.refuse_at(
                    kind,
                    "a whole number of seconds",
                    &found.unwrap_or_default(),
                    refusal,
                );
            }
        };
        let expires = kind == OpKind::Expiry;
        let bound = match now.with_leeway(leeway, !expires) {
            Ok(bound) => bound,
            Err(message) => {
                let refusal = Refusal::new("TypeError", message);
                return self.refuse_at(kind, "a number as leeway", "something else", refusal);
            }
        };
        let order = bound.compare(&value);
        let (wrong, sign, refusal) = match (kind, self.profile) {
            (OpKind::IssuedAt, _) => (
                order == Some(Ordering::Greater),
                "<=",
                Refusal::new("ImmatureSignatureError", "The token is not yet valid (iat)"),
            ),
            (OpKind::NotBefore, Profile::PyJwt) => (
                order == Some(Ordering::Greater),
                "<=",
                Refusal::new("ImmatureSignatureError", "The token is not yet valid (nbf)"),
            ),
            (OpKind::NotBefore, Profile::PythonJose) => (
                order == Some(Ordering::Greater),
                "<=",
                Refusal::new("JWTClaimsError", "The token is not yet valid (nbf)"),
            ),
            (_, Profile::PyJwt) => (
                matches!(order, Some(Ordering::Less | Ordering::Equal)),
                ">",
                Refusal::new("ExpiredSignatureError", "Signature has expired"),
            ),
            (_, Profile::PythonJose) => (
                order == Some(Ordering::Less),
                ">=",
                Refusal::new("ExpiredSignatureError", "Signature has expired."),
            ),
        };
        let name = Self::claim_name(kind).unwrap_or_default();
        let date = value.to_i64().and_then(date_text).map(|date| format!(" ({date})")).unwrap_or_default();
        let side = if expires { "now minus leeway" } else { "now plus leeway" };
        let expected = format!("{name} {sign} {bound}, {side}");
        if wrong {
            return self.refuse_at(kind, &expected, &format!("{name} = {value}{date}"), refusal);
        }
        self.pass_at(kind, &expected);
        Ok(())
    }
}
