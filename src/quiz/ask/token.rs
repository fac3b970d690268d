//! A token in other hands: a character changed on its way, and the times at which it is accepted.

use super::{Asked, Asking, Character, Choice, Form, PosedOption, Unanswerable, different};
use crate::jose::claims::date_text;
use crate::lesson::{Segment, literal};
use crate::quiz::job::Job;
use crate::quiz::seen::Seen;
use crate::quiz::values::{Unresolved, segments};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Letters of base64url.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// One character of a segment is replaced; which one and by which, the seed says.
pub(super) fn tampered(
    asking: &Asking<'_>,
    path: &str,
    key: &str,
    segment: Option<Segment>,
) -> Result<Asked, Unanswerable> {
    let token = token(asking, path)?;
    let three = segments(&token).ok_or(Unanswerable::NoValue(Unresolved::Absent("not a token")))?;
    let mut chance = asking.chance();
    let segment = segment.unwrap_or(Segment::ALL[chance.below(3)]);
    let start: usize = three[..segment as usize].iter().map(|text| text.len() + 1).sum();
    let at = start + chance.below(three[segment as usize].len());
    let mut changed = token.clone().into_bytes();
    let old = changed[at];
    while changed[at] == old {
        changed[at] = ALPHABET[chance.below(64)];
    }
    let changed = String::from_utf8_lossy(&changed).into_owned();
    let character = Character::new(&token, &changed)
        .ok_or_else(|| Unanswerable::Rerun("the token is not of plain characters".into()))?;
    let answer = format!("character {}, in the {}", at + 1, segment.name());
    let seen = decode(asking, (&changed, &algorithm(&token)), key, asking.scene.inputs.now)?;
    let mut asked = Asked::new("spot the change", Form::Character(character), answer);
    asked.found = format!("With this token {} {}.", asking.scene.inputs.profile.title(), seen.told());
    Ok(asked)
}

/// Which of some times a token is accepted at.
pub(super) fn valid_at(
    asking: &Asking<'_>,
    path: &str,
    key: &str,
    times: &[i64],
) -> Result<Asked, Unanswerable> {
    let token = token(asking, path)?;
    let exp = expiry(&token).ok_or_else(|| Unanswerable::Rerun("the token has no number exp".into()))?;
    let algorithm = algorithm(&token);
    let mut options = Vec::new();
    for offset in times {
        let at = exp + offset;
        let seen = decode(asking, (&token, &algorithm), key, at as f64)?;
        let right = seen.raised.is_none();
        let clock = date_text(at).unwrap_or_default();
        let when = match offset {
            0 => "exactly at exp".to_owned(),
            1 => "one second after exp".to_owned(),
            -1 => "one second before exp".to_owned(),
            offset if *offset > 0 => format!("{offset} seconds after exp"),
            offset => format!("{} seconds before exp", -offset),
        };
        let because = match &seen.raised {
            Some(raised) => format!("At {at} decode raises {}.", raised.trim_end_matches('.')),
            None => format!("At {at} decode gives the claims back."),
        };
        options.push(PosedOption {
            text: format!("{when}: {clock}"),
            because,
            right,
            ..PosedOption::default()
        });
    }
    different(&options)?;
    let right: Vec<&str> =
        options.iter().filter(|option| option.right).map(|option| option.text.as_str()).collect();
    let answer = if right.is_empty() { "none of them".to_owned() } else { right.join("; ") };
    let mut asked = Asked::new("valid when", Form::Several(Choice { options }), answer);
    asked.exhibit = vec![format!("exp = {exp}")];
    Ok(asked)
}

fn token(asking: &Asking<'_>, path: &str) -> Result<String, Unanswerable> {
    let value = asking.value(path)?;
    Ok(literal::unquote(&value).unwrap_or(value))
}

/// A member of a segment of a token that the lesson made.
fn member(token: &str, segment: Segment, name: &str) -> Option<serde_json::Value> {
    let text = URL_SAFE_NO_PAD.decode(segments(token)?[segment as usize]).ok()?;
    let json: serde_json::Value = serde_json::from_slice(&text).ok()?;
    json.get(name).cloned()
}

fn expiry(token: &str) -> Option<i64> {
    member(token, Segment::Payload, "exp")?.as_f64().map(|exp| exp as i64)
}

/// The algorithm that the lesson signed with.
fn algorithm(token: &str) -> String {
    let name = member(token, Segment::Header, "alg").and_then(|name| name.as_str().map(str::to_owned));
    name.unwrap_or_else(|| "HS256".to_owned())
}

/// What the library does with a token at a time, when it allows an algorithm.
fn decode(
    asking: &Asking<'_>,
    (token, algorithm): (&str, &str),
    key: &str,
    now: f64,
) -> Result<Seen, Unanswerable> {
    let key = asking.value(key)?;
    let import = super::program::import(asking);
    let (token, algorithm) = (literal::string(token), literal::string(algorithm));
    let source = format!("{import}\njwt.decode({token}, {key}, algorithms=[{algorithm}])\n");
    let trace = (asking.runs)(&Job::new(source, now)).map_err(Unanswerable::Rerun)?;
    Seen::of(&trace).ok_or_else(|| Unanswerable::Rerun("decode does not end".into()))
}
