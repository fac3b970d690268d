//! Whether two values mean the same.

use crate::jose::base64url::decode_strict;
use crate::quiz::literal::Literal;
use serde_json::Value;

/// Where the keys that sign come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    /// They are written down: the same signing input has the same signature.
    Written,
    /// They are drawn by chance: a program that draws once more has other ones, and nothing is wrong with it. Whether
    /// a signature fits is for checks that verify.
    Drawn,
}

impl Keys {
    /// Of a program.
    pub fn of(source: &str) -> Self {
        let chance = ["secrets", "urandom", "random", "generate_private_key", ".generate("];
        if chance.iter().any(|name| source.contains(name)) { Self::Drawn } else { Self::Written }
    }
}

/// Whether two values of Python, as `repr` has them, mean the same: the order of keys does not count, nor whether a
/// number is whole or a float, and of two tokens only what they say when their members stand in another order.
pub fn alike(one: &str, other: &str, keys: Keys) -> bool {
    if one == other {
        return true;
    }
    match (Literal::parse(one), Literal::parse(other)) {
        (Some(one), Some(other)) => same(&one, &other, keys),
        _ => false,
    }
}

/// The same for the bodies of two answers.
pub(super) fn bodies(one: &[u8], other: &[u8], keys: Keys) -> bool {
    if one == other {
        return true;
    }
    match (serde_json::from_slice(one), serde_json::from_slice(other)) {
        (Ok(one), Ok(other)) => same(&of_json(&one), &of_json(&other), keys),
        _ => false,
    }
}

fn same(one: &Literal, other: &Literal, keys: Keys) -> bool {
    use Literal as L;
    match (one, other) {
        (L::Text(one), L::Text(other)) | (L::Bytes(one), L::Bytes(other)) => {
            one == other || tokens(one, other, keys)
        }
        (L::List(one), L::List(other)) | (L::Tuple(one), L::Tuple(other)) | (L::Set(one), L::Set(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other, keys))
        }
        (L::Dict(one), L::Dict(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| one.0 == other.0 && same(&one.1, &other.1, keys))
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
fn tokens(one: &str, other: &str, keys: Keys) -> bool {
    let (Some(one), Some(other)) = (parts(one), parts(other)) else { return false };
    (one.0 != other.0 || keys == Keys::Drawn) && same(&one.1, &other.1, keys) && same(&one.2, &other.2, keys)
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

/// Two texts that differ, with the tokens in them opened where that shows the difference: nobody reads base64url.
pub(super) fn opened(one: String, other: String) -> (String, String) {
    if one == other {
        return (one, other);
    }
    match (open(&one), open(&other)) {
        (Some(first), Some(second)) if first != second => (first, second),
        _ => (one, other),
    }
}

/// A text with what its tokens say in place of them; `None` without a token.
fn open(text: &str) -> Option<String> {
    let of_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut out = String::new();
    let mut found = false;
    let mut rest = text;
    while let Some(start) = rest.find("eyJ") {
        let end = rest[start..].find(|c| !of_token(c)).map_or(rest.len(), |end| start + end);
        out.push_str(&rest[..start]);
        match said(&rest[start..end]) {
            Some(said) => {
                out.push_str(&said);
                found = true;
            }
            None => out.push_str(&rest[start..end]),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    found.then_some(out)
}

/// `(token {"alg":"HS256","typ":"JWT"} {"sub":"alice"})`
fn said(token: &str) -> Option<String> {
    parts(token)?;
    let mut segments = token.split('.').take(2).map(|segment| decode_strict(segment.as_bytes()));
    let (header, payload) = (segments.next()??, segments.next()??);
    Some(format!("(token {} {})", String::from_utf8(header).ok()?, String::from_utf8(payload).ok()?))
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
        assert!(alike("{'a': 1, 'b': [2.0]}", "{'b': [2], 'a': 1}", Keys::Written));
        assert!(!alike("{'a': 1}", "{'a': '1'}", Keys::Written));
        assert!(!alike("[1, 2]", "[2, 1]", Keys::Written));
        assert!(!alike("True", "1", Keys::Written));
        assert!(alike("<object>", "<object>", Keys::Written));
        assert!(!alike("<object>", "<other>", Keys::Written));
        assert!(bodies(br#"{"a":1,"b":null}"#, br#"{ "b": null, "a": 1 }"#, Keys::Written));
        assert!(!bodies(br#"{"a":1}"#, b"{", Keys::Written));
    }

    #[test]
    fn tokens_that_say_something_else_are_opened_and_others_are_left() {
        let text = |token: &str| format!("200 {{\"token\":\"{token}\"}}");
        let other = ADMIN.replace("eyJhIjoxLCJiIjoyfQ", "eyJhIjoxLCJiIjozfQ");
        let (one, two) = opened(text(ADMIN), text(&other));
        assert_eq!(one, r#"200 {"token":"(token {"alg":"HS256","typ":"JWT"} {"a":1,"b":2})"}"#);
        assert_eq!(two, r#"200 {"token":"(token {"alg":"HS256","typ":"JWT"} {"a":1,"b":3})"}"#);
        let signed = format!("{}A", &ADMIN[..ADMIN.len() - 1]);
        assert_eq!(opened(text(ADMIN), text(&signed)), (text(ADMIN), text(&signed)));
        let plain = ("404 eyJ".to_owned(), "200 ok".to_owned());
        assert_eq!(opened(plain.0.clone(), plain.1.clone()), plain);
    }

    #[test]
    fn tokens_with_another_order_of_members_say_the_same_and_with_another_signature_do_not() {
        let text = |token: &str| format!("'{token}'");
        assert!(alike(&text(ADMIN), &text(TURNED), Keys::Written));
        let other_key = text(&format!("{}A", &ADMIN[..ADMIN.len() - 1]));
        assert!(!alike(&text(ADMIN), &other_key, Keys::Written));
        // Where the key is drawn by chance, what the token says is what can be compared.
        assert!(alike(&text(ADMIN), &other_key, Keys::Drawn));
        assert!(!alike(
            &text(ADMIN),
            &other_key.replace("eyJhIjoxLCJiIjoyfQ", "eyJhIjoxLCJiIjozfQ"),
            Keys::Drawn
        ));
        let keys = ["KEY = secrets.token_hex(32)", "KEY = 'k'"].map(Keys::of);
        assert_eq!(keys, [Keys::Drawn, Keys::Written]);
    }
}
