//! From a field's text to the setup, and back.

use super::field::FieldId;
use super::setup::{Making, Setup};
use super::{clock, keys, paste, side};
use crate::jose::algorithm::Algorithm;
use crate::jose::base64url;
use crate::jose::json::{self, Json, Layout, ReadOptions};
use crate::lesson::Profile;
use crate::lesson::diagnostic::nearest;
use crate::wtf8::Wtf8;

/// What a good text leads to: something noticed, or nothing.
pub(super) type Note = Option<String>;

/// The text of a field for a setup; `token` is the token that was made.
pub(super) fn text(id: FieldId, setup: &Setup, token: Option<&str>) -> String {
    match id {
        FieldId::Claims => setup.claims.clone(),
        FieldId::Key => setup.key.clone(),
        FieldId::Algorithm => setup.algorithm.clone(),
        FieldId::Token => token.unwrap_or_default().to_owned(),
        FieldId::Clock => setup.clock.clone(),
        FieldId::Allowed => setup.allowed.as_deref().map_or_else(String::new, |list| list.join(", ")),
        FieldId::VerifyKey => setup.verify.clone().unwrap_or_default(),
        FieldId::Audience => setup.audience.clone(),
        FieldId::Issuer => setup.issuer.clone(),
        FieldId::Leeway => setup.leeway.to_string(),
        FieldId::Zone => setup.zone.clone(),
        FieldId::Library => setup.profile.name().to_owned(),
        FieldId::Headers => setup.headers.clone(),
        FieldId::Code => setup.source(setup.profile),
    }
}

/// Puts a field's text into a setup.
///
/// # Errors
/// What is wrong with the text, and where; the setup is as it was.
pub(super) fn apply(id: FieldId, text: &str, setup: &mut Setup) -> Result<Note, String> {
    if !super::code::replaces(id) {
        return one(id, text, setup);
    }
    let by_hand = setup.code.take().is_some();
    let note = one(id, text, setup)?;
    Ok(note.or_else(|| {
        by_hand.then(|| "the code is made of the fields again; u brings back what was there".to_owned())
    }))
}

fn one(id: FieldId, text: &str, setup: &mut Setup) -> Result<Note, String> {
    match id {
        FieldId::Code => return super::code::apply(text, setup),
        FieldId::Claims => return claims(text, setup),
        FieldId::Headers => {
            if text.trim().is_empty() {
                setup.headers = String::new();
            } else {
                let note = object(text, "header parameters")?;
                text.clone_into(&mut setup.headers);
                encode_again(setup);
                return Ok(note);
            }
            encode_again(setup);
        }
        FieldId::Key => return key(text, setup),
        FieldId::VerifyKey => {
            if let Some(problem) = keys::problem(text) {
                return Err(problem);
            }
            setup.verify = (!text.is_empty()).then(|| text.to_owned());
        }
        FieldId::Algorithm => {
            setup.algorithm = algorithm(text.trim())?;
            encode_again(setup);
        }
        FieldId::Token => {
            let pasted = paste::token(text)?;
            setup.take_token(pasted.token);
            return Ok(pasted.note);
        }
        FieldId::Clock => {
            setup.now = clock::parse(text, &setup.zone, claims_of(setup).as_ref())?;
            text.clone_into(&mut setup.clock);
            return Ok(clock::date(setup.now, &setup.zone));
        }
        FieldId::Zone => {
            let name = text.trim();
            if clock::zone(name).is_none() {
                return Err(format!("{} is not a time zone: UTC, Europe/Berlin, Asia/Tokyo", shown(name)));
            }
            name.clone_into(&mut setup.zone);
        }
        FieldId::Library => {
            let name = text.trim();
            let known = Profile::ALL.map(Profile::name);
            let found = Profile::named(name).or_else(|| {
                known
                    .into_iter()
                    .find(|known| !name.is_empty() && known.starts_with(name))
                    .and_then(Profile::named)
            });
            setup.profile = found.ok_or_else(|| {
                format!("{} is not a library: there are pyjwt and python-jose", shown(name))
            })?;
        }
        FieldId::Allowed => {
            let names: Vec<&str> = text.split([',', ' ']).filter(|name| !name.is_empty()).collect();
            let names = names.into_iter().map(algorithm).collect::<Result<Vec<_>, _>>()?;
            setup.allowed = (!names.is_empty()).then_some(names);
        }
        FieldId::Audience => text.clone_into(&mut setup.audience),
        FieldId::Issuer => text.clone_into(&mut setup.issuer),
        FieldId::Leeway => {
            let text = text.trim();
            let seconds: f64 = if text.is_empty() { 0.0 } else { text.parse().unwrap_or(f64::NAN) };
            if !(0.0..=1e9).contains(&seconds) {
                return Err(format!("{} is not a number of seconds: 0, 10, 60", shown(text)));
            }
            setup.leeway = seconds;
        }
    }
    Ok(None)
}

/// The beginning of a text, for messages.
fn shown(text: &str) -> String {
    let cut: String = text.chars().take(30).collect();
    if cut.len() < text.len() { format!("\"{cut}…\"") } else { format!("\"{cut}\"") }
}

fn algorithm(name: &str) -> Result<String, String> {
    if name == "none" || Algorithm::named(name).is_some() {
        return Ok(name.to_owned());
    }
    let near = nearest(&name.to_uppercase(), ["HS256", "HS384", "HS512", "RS256", "ES256", "PS256", "none"]);
    let near = near.map(|near| format!(" (did you mean {near}?)")).unwrap_or_default();
    Err(format!("{} is not an algorithm{near}: HS256, HS384, HS512, RS256, ES256, none, …", shown(name)))
}

/// The claims of a setup, however its token comes about.
pub(super) fn claims_of(setup: &Setup) -> Option<Json> {
    side::object(setup.claims.as_bytes())
}

fn claims(text: &str, setup: &mut Setup) -> Result<Note, String> {
    let note = object(text, "claims")?;
    let mut changed = Setup { claims: text.to_owned(), ..setup.clone() };
    if let Making::Given(token) = &setup.making {
        if keys::signs(&setup.key) && !setup.key.is_empty() {
            changed.making = Making::Encode;
        } else {
            changed.making = Making::Given(with_payload(token, text));
        }
    }
    if changed.clock.starts_with(|first: char| first.is_ascii_alphabetic()) {
        // `exp+1` moves with the claim it is written by; without the claim the clock stays.
        match clock::parse(&changed.clock, &changed.zone, claims_of(&changed).as_ref()) {
            Ok(now) => changed.now = now,
            Err(_) => changed.clock = changed.now.to_string(),
        }
    }
    let tampered = matches!(changed.making, Making::Given(_));
    *setup = changed;
    let kept = "no key to sign with, so the old signature stays under the new claims".to_owned();
    Ok(if tampered { Some(note.map_or(kept.clone(), |note| format!("{note}; {kept}"))) } else { note })
}

/// A token with another payload and everything else as it was.
pub(super) fn with_payload(token: &str, claims: &str) -> String {
    let compact = side::object(claims.as_bytes()).and_then(|claims| json::write_compact(&claims).ok());
    let payload = compact.map_or_else(|| claims.to_owned(), |written| written.text.to_string_lossy());
    let payload = base64url::encode(payload.as_bytes());
    let mut parts: Vec<&str> = token.splitn(3, '.').collect();
    if let Some(part) = parts.get_mut(1) {
        *part = &payload;
    }
    parts.join(".")
}

fn key(text: &str, setup: &mut Setup) -> Result<Note, String> {
    if let Some(problem) = keys::problem(text) {
        return Err(problem);
    }
    text.clone_into(&mut setup.key);
    let ends = text.ends_with(['\n', '\r', ' ', '\t']) && !text.contains("-----BEGIN ");
    Ok(ends.then(|| "the white space at its end counts as part of the key".to_owned()))
}

/// Claims, key or algorithm are changed, so that a token that was only given is made anew, when there is a key.
fn encode_again(setup: &mut Setup) {
    if setup.making == Making::ByHand || (keys::signs(&setup.key) && !setup.key.is_empty()) {
        setup.making = Making::Encode;
    }
}

/// Checks a JSON object.
///
/// # Errors
/// Line, column and what was expected there.
fn object(text: &str, what: &str) -> Result<Note, String> {
    let options = ReadOptions { depth: 90, ..ReadOptions::default() };
    let wide = Wtf8::from(text);
    let (value, _) = json::read_json(&wide, options).map_err(|error| json_problem(&error, text))?;
    if !matches!(value, Json::Object(_)) {
        return Err(format!(
            "{what} are a JSON object, like {{\"sub\": \"alice\"}}; this is a JSON value that Python reads as {}",
            value.python_type()
        ));
    }
    Ok(super::duplicates::first(&wide).map(|name| {
        let place = position(text, name.at);
        format!("{} stands there twice, again in {place}; Python keeps the last value", shown(&name.name))
    }))
}

fn position(text: &str, at: usize) -> String {
    let before = &text[..at.min(text.len())];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!("line {line} column {column}")
}

fn json_problem(error: &json::ReadError, text: &str) -> String {
    let json::ReadError::Syntax { message, at, line, column } = error else { return error.to_string() };
    let found: String = text.chars().skip(*at).take(12).collect();
    let found =
        if found.is_empty() { "the text ends".to_owned() } else { format!("found {}", shown(&found)) };
    let hint = match *message {
        "Expecting property name enclosed in double quotes" => ": a name in double quotes belongs here",
        "Expecting ',' delimiter" => ": a comma or a closing bracket belongs here",
        "Expecting ':' delimiter" => ": a colon belongs here",
        "Expecting value" => ": a value belongs here (\"text\", 123, true, null, [], {})",
        "Extra data" => ": the object ends before this",
        _ => "",
    };
    format!("line {line} column {column}: {found}; {message}{hint}")
}

impl Setup {
    /// Takes a token as it is; what it says of itself fills the fields that make one.
    pub(super) fn take_token(&mut self, token: String) {
        let mut parts = token.splitn(3, '.').map(|part| base64url::decode_lenient(part.as_bytes()).ok());
        let header = parts.next().flatten().and_then(|bytes| side::object(&bytes));
        if let Some(payload) = parts.next().flatten().and_then(|bytes| side::object(&bytes)) {
            self.claims = spaced(&payload);
        }
        if let Some(Json::Object(members)) = header {
            let named = members.iter().find(|(name, _)| *name == *"alg").and_then(|(_, alg)| alg.as_str());
            if let Some(alg) = named.filter(|alg| algorithm(alg).is_ok()) {
                alg.clone_into(&mut self.algorithm);
            }
            self.headers = extra(members);
        }
        self.making = Making::Given(token);
    }
}

/// The parameters of a header beyond `alg` and the usual `typ`, as JSON; empty when there are none.
pub(super) fn extra(members: Vec<(Wtf8, Json)>) -> String {
    let usual =
        |(name, value): &(Wtf8, Json)| *name == *"alg" || (*name == *"typ" && value.as_str() == Some("JWT"));
    let rest: Vec<_> = members.into_iter().filter(|member| !usual(member)).collect();
    if rest.is_empty() { String::new() } else { spaced(&Json::Object(rest)) }
}

/// JSON as a person writes it: a space after commas and colons.
pub(super) fn spaced(value: &Json) -> String {
    let layout = Layout { ensure_ascii: false, ..Layout::default() };
    json::write(value, &layout).map_or_else(|_| String::new(), |written| written.text.to_string_lossy())
}
