//! Whether two values mean the same.

use crate::jose::base64url::decode_strict;
use crate::quiz::literal::Literal;
use serde_json::Value;

/// Whether two values of Python, as `repr` has them, mean the same: the order of keys does not count, nor whether a
/// number is whole or a float, and of two tokens only what they say when their members stand in another order.
pub fn alike(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    match (Literal::parse(one), Literal::parse(other)) {
        (Some(one), Some(other)) => same(&one, &other),
        _ => false,
    }
}

/// The same for the bodies of two answers.
pub(super) fn bodies(one: &[u8], other: &[u8]) -> bool {
    if one == other {
        return true;
    }
    match (serde_json::from_slice(one), serde_json::from_slice(other)) {
        (Ok(one), Ok(other)) => same(&of_json(&one), &of_json(&other)),
        _ => false,
    }
}

fn same(one: &Literal, other: &Literal) -> bool {
    use Literal as L;
    match (one, other) {
        (L::Text(one), L::Text(other)) | (L::Bytes(one), L::Bytes(other)) => {
            one == other || tokens(one, other)
        }
        (L::List(one), L::List(other)) | (L::Tuple(one), L::Tuple(other)) | (L::Set(one), L::Set(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (L::Dict(one), L::Dict(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| one.0 == other.0 && same(&one.1, &other.1))
        }
        (L::Int(whole), L::Float(bits)) | (L::Float(bits), L::Int(whole)) => {
            // Python compares them by their value, too.
            whole.parse::<f64>().is_ok_and(|whole| whole.to_bits() == *bits)
        }
        _ => one == other,
    }
}

/// Two tokens that are not the same characters: the same signing input has one signature only, but the same claims in
/// another order have another.
fn tokens(one: &str, other: &str) -> bool {
    let (Some(one), Some(other)) = (parts(one), parts(other)) else { return false };
    one.0 != other.0 && same(&one.1, &other.1) && same(&one.2, &other.2)
}

/// The signing input of a token, its header and its payload.
fn parts(token: &str) -> Option<(&str, Literal, Literal)> {
    let (input, _) = token.rsplit_once('.')?;
    let (header, payload) = input.split_once('.')?;
    let read = |segment: &str| {
        let value = serde_json::from_slice::<Value>(&decode_strict(segment.as_bytes())?).ok()?;
        value.is_object().then(|| of_json(&value))
    };
    Some((input, read(header)?, read(payload)?))
}

fn of_json(value: &Value) -> Literal {
    match value {
        Value::Null => Literal::None,
        Value::Bool(flag) => Literal::Bool(*flag),
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() => Literal::Float(float.to_bits()),
            _ => Literal::Int(number.to_string()),
        },
        Value::String(text) => Literal::Text(text.clone()),
        Value::Array(items) => Literal::List(items.iter().map(of_json).collect()),
        Value::Object(members) => {
            let mut members: Vec<_> =
                members.iter().map(|(name, value)| (Literal::Text(name.clone()), of_json(value))).collect();
            members.sort();
            Literal::Dict(members)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Tokens by PyJWT 2.15.1 with the key `k`; the second has the members of the first in the other order.
    const ADMIN: &str =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhIjoxLCJiIjoyfQ.5KNsM3ylEKg_oiJiSSyZ73F52d-ihj_4Cpf_Te0a3lo";
    const TURNED: &str =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJiIjoyLCJhIjoxfQ.oGwR6VY3XxeQag6xqUz8tTWlmSnhY6XZhPzTjbfnaW4";

    #[test]
    fn order_of_keys_and_kind_of_number_do_not_count_and_everything_else_does() {
        assert!(alike("{'a': 1, 'b': [2.0]}", "{'b': [2], 'a': 1}"));
        assert!(!alike("{'a': 1}", "{'a': '1'}"));
        assert!(!alike("[1, 2]", "[2, 1]"));
        assert!(!alike("True", "1"));
        assert!(alike("<object>", "<object>"));
        assert!(!alike("<object>", "<other>"));
        assert!(bodies(br#"{"a":1,"b":null}"#, br#"{ "b": null, "a": 1 }"#));
        assert!(!bodies(br#"{"a":1}"#, b"{"));
    }

    #[test]
    fn tokens_with_another_order_of_members_say_the_same_and_with_another_signature_do_not() {
        let text = |token: &str| format!("'{token}'");
        assert!(alike(&text(ADMIN), &text(TURNED)));
        assert!(!alike(&text(ADMIN), &text(&format!("{}A", &ADMIN[..ADMIN.len() - 1]))));
    }
}
