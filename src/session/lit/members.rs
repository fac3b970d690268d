//! The members of a header or claims set, as JSON has them and as Python would show them.

use super::LONGEST;
use crate::jose::flow::{self, Side, Spot};
use crate::jose::json::{Json, ReadOptions, decode_bytes, read_json, write_compact};
use crate::jose::{DatumKind, Operation};
use std::ops::Range;

/// A member of a JSON object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    /// Its name.
    pub(super) name: String,
    /// Its bytes, from the name's quote to the end of the value.
    pub(super) range: Range<usize>,
    /// The value as Python shows it; empty where that takes more than a look.
    pub(super) repr: String,
    /// `"user_id":123`
    pub(super) json: String,
    /// The value when it is a string.
    pub(super) text: Option<String>,
}

impl Member {
    /// `'user_id': 123`, or nothing where the value has no short `repr`.
    pub(super) fn pair(&self) -> String {
        if self.repr.is_empty() {
            return String::new();
        }
        format!("{}: {}", quoted(&self.name).unwrap_or_default(), self.repr)
    }
}

/// The first datum with a label that is a JSON object, and its members.
pub(super) fn members(call: &[&Operation], label: &str) -> Option<(Spot, Vec<Member>)> {
    let spots = call.iter().enumerate().flat_map(|(operation, one)| {
        let sides = (0..one.inputs.len()).map(Side::Input).chain([Side::Output]);
        sides.map(move |side| Spot { operation, side })
    });
    for spot in spots {
        let Some(datum) = flow::datum(call, spot) else { continue };
        if datum.label != label || datum.kind != DatumKind::Json || datum.bytes.is_empty() {
            continue;
        }
        if datum.bytes.len() > LONGEST {
            return None;
        }
        let text = decode_bytes(&datum.bytes).ok()?;
        // Positions in a text that was UTF-16 or began with a BOM are not those of the bytes.
        if text.as_bytes() != datum.bytes {
            return None;
        }
        let (Json::Object(values), places) = read_json(&text, ReadOptions::default()).ok()? else {
            return None;
        };
        let member = |place: crate::jose::json::Member<()>| {
            let range = place.name_range.start..place.value.range.end;
            let value = values.iter().find(|(name, _)| *name == place.name).map(|(_, value)| value);
            Member {
                name: place.name.to_string_lossy(),
                json: String::from_utf8_lossy(&datum.bytes[range.clone()]).into_owned(),
                range,
                repr: value.and_then(repr).unwrap_or_default(),
                text: value.and_then(Json::as_str).map(str::to_owned),
            }
        };
        return Some((spot, places.into_iter().map(member).collect()));
    }
    None
}

/// A string as Python shows it, when that needs no escapes.
fn quoted(text: &str) -> Option<String> {
    let plain = text.chars().all(|char| !char.is_control() && !matches!(char, '\'' | '"' | '\\'));
    plain.then(|| format!("'{text}'"))
}

fn repr(value: &Json) -> Option<String> {
    Some(match value {
        Json::Null => "None".to_owned(),
        Json::Bool(true) => "True".to_owned(),
        Json::Bool(false) => "False".to_owned(),
        Json::Int(_) | Json::Big(_) | Json::Float(_) => write_compact(value).ok()?.text.to_string_lossy(),
        Json::Str(text) => quoted(text.as_str()?)?,
        Json::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(repr).collect();
            format!("[{}]", items?.join(", "))
        }
        Json::Object(_) => return None,
    })
}
