//! Fresh inputs: other claims, secrets, algorithms, durations and clock times than a lesson's own, made from chance.

use super::pose::Chance;
use crate::lesson::{Given, Inputs, literal};

/// Names of users: plain words, and nobody's name.
const USERS: [&str; 12] = [
    "otter", "maple", "heron", "cedar", "lynx", "willow", "falcon", "poppy", "badger", "hazel", "raven",
    "clover",
];
const ROLES: [&str; 6] = ["reader", "editor", "admin", "guest", "owner", "auditor"];
const NOTES: [&str; 5] =
    ["tea at four", "the bus is late", "meet at the gate", "bring a map", "door is open"];
const PLACES: [&str; 5] = ["library", "garden", "reception", "workshop", "storeroom"];
/// Texts whose base64 holds one of the characters in which the two alphabets differ.
const TEXTS: [&str; 5] = ["who?me>>", "why?~no", "up>>down?", "yes~no?ok", "a~b?c>d"];
pub(super) const ALGORITHMS: [&str; 3] = ["HS256", "HS384", "HS512"];
const MINUTES: [&str; 8] = ["5", "10", "20", "25", "35", "40", "45", "50"];
const SECONDS: [&str; 6] = ["120", "180", "240", "420", "480", "600"];

/// A word for a user.
pub(super) fn user(chance: &mut Chance) -> &'static str {
    one(&USERS, chance)
}

/// A role.
pub(super) fn role(chance: &mut Chance) -> &'static str {
    one(&ROLES, chance)
}

/// A number for a user.
pub(super) fn number(chance: &mut Chance) -> usize {
    100 + chance.below(9900)
}

/// A secret of at least 32 characters.
pub(super) fn long_secret(chance: &mut Chance) -> String {
    let mut secret = String::new();
    while secret.len() < 32 {
        secret.push_str(user(chance));
        secret.push('-');
    }
    secret + &number(chance).to_string()
}

/// A signing algorithm with a secret.
pub(super) fn algorithm(chance: &mut Chance) -> &'static str {
    one(&ALGORITHMS, chance)
}

/// A text with characters that base64url writes in its own way.
pub(super) fn text(chance: &mut Chance) -> &'static str {
    one(&TEXTS, chance)
}

/// One of some, by chance.
pub(super) fn one<T: Copy>(all: &[T], chance: &mut Chance) -> T {
    all[chance.below(all.len())]
}

/// A clock within ten hours after another, on a whole minute after it.
pub(super) fn clock(now: f64, chance: &mut Chance) -> f64 {
    now + 60.0 * (1 + chance.below(600)) as f64
}

/// Other inputs of the same shape.
pub(super) fn inputs(own: &Inputs, chance: &mut Chance) -> Inputs {
    let guessed = own.given.iter().any(|given| given.name == "guesses");
    let given = own.given.iter().map(|given| {
        // A secret that the program finds among its guesses is one of them.
        let kept = guessed && given.name == "secret";
        let literal = if kept { None } else { value(&given.name, &given.literal, chance) };
        Given { name: given.name.clone(), literal: literal.unwrap_or_else(|| given.literal.clone()) }
    });
    let given = given.collect();
    Inputs { profile: own.profile, given, now: clock(own.now, chance) }
}

/// Another value for what is called so; `None` where none is known to suit.
pub(super) fn value(name: &str, old: &str, chance: &mut Chance) -> Option<String> {
    let text = literal::unquote(old);
    match (name, text) {
        (_, Some(text)) if ALGORITHMS.contains(&text.as_str()) => Some(literal::string(algorithm(chance))),
        (name, Some(text)) if name.contains("secret") => Some(literal::string(&secret(&text, chance))),
        ("text", Some(_)) => Some(literal::string(self::text(chance))),
        ("minutes", None) => Some(one(&MINUTES, chance).to_owned()),
        ("access", None) => Some(one(&SECONDS, chance).to_owned()),
        (_, None) if old.starts_with('{') => Some(dict(old, chance)),
        _ => None,
    }
}

/// A secret of the same kind: hexadecimal, long enough, or short.
fn secret(old: &str, chance: &mut Chance) -> String {
    if old.len() >= 32 && old.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        let digit = |_| char::from(b"0123456789abcdef"[chance.below(16)]);
        return (0..old.len()).map(digit).collect();
    }
    if old.len() >= 32 { long_secret(chance) } else { format!("{}{}", user(chance), number(chance)) }
}

/// A dictionary with the same keys and other values.
fn dict(old: &str, chance: &mut Chance) -> String {
    let mut fresh = String::new();
    let mut rest = old;
    while let Some(at) = rest.find("\": ") {
        let (before, after) = rest.split_at(at + 3);
        let key = before[..at].rsplit('"').next().unwrap_or_default();
        fresh.push_str(before);
        let end = literal_end(after);
        fresh.push_str(&member(key, &after[..end], chance).unwrap_or_else(|| after[..end].to_owned()));
        rest = &after[end..];
    }
    fresh + rest
}

/// Where a string or a number at the front of a text ends; 0 for anything else.
fn literal_end(text: &str) -> usize {
    if let Some(inside) = text.strip_prefix('"') {
        let mut escaped = false;
        let end = inside.find(|c| {
            let closes = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            closes
        });
        return end.map_or(0, |end| end + 2);
    }
    text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len())
}

fn member(key: &str, old: &str, chance: &mut Chance) -> Option<String> {
    let text = literal::unquote(old);
    match (key, text) {
        // A time is a fact of the lesson.
        ("exp" | "nbf" | "iat", _) => None,
        ("role", Some(_)) => Some(literal::string(role(chance))),
        ("info" | "note", Some(_)) => Some(literal::string(one(&NOTES, chance))),
        ("from", Some(_)) => Some(literal::string(one(&PLACES, chance))),
        (_, Some(text)) if text.ends_with(|c: char| c.is_ascii_digit()) => {
            Some(literal::string(&format!("user{}", number(chance))))
        }
        (_, Some(_)) => Some(literal::string(user(chance))),
        (_, None) if !old.is_empty() => Some(number(chance).to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_values_have_the_shape_of_the_old_ones() {
        let mut chance = Chance::new(7);
        let fresh = |name: &str, old: &str, chance: &mut Chance| value(name, old, chance);
        let claims = fresh("claims", "{\"user_id\": 123, \"role\": \"a\\\"b\", \"on\": True}", &mut chance);
        let claims = claims.unwrap();
        assert!(claims.starts_with("{\"user_id\": ") && claims.ends_with("\", \"on\": True}"), "{claims}");
        assert!(!claims.contains("123") && ROLES.iter().any(|role| claims.contains(role)), "{claims}");
        let hex = fresh("secret", &format!("\"{}\"", "ab".repeat(32)), &mut chance).unwrap();
        assert_eq!(hex.len(), 66);
        let long = fresh("secret", "\"a-key-of-at-least-thirty-two-bytes\"", &mut chance).unwrap();
        assert!(long.len() >= 34, "{long}");
        assert!(fresh("secret", "\"mysecret\"", &mut chance).unwrap().len() < 20);
        assert_eq!(fresh("guesses", "[\"a\"]", &mut chance), None);
        assert_eq!(fresh("claims", "{\"exp\": 12}", &mut chance).unwrap(), "{\"exp\": 12}");
    }

    #[test]
    fn the_same_seed_gives_the_same_inputs() {
        let given = vec![Given { name: "secret".into(), literal: "\"mysecret\"".into() }];
        let own = Inputs { profile: crate::lesson::Profile::PyJwt, given, now: 0.0 };
        let of = |seed| inputs(&own, &mut Chance::new(seed));
        assert_eq!(of(3), of(3));
        let different: std::collections::BTreeSet<String> =
            (0..50).map(|seed| of(seed).given[0].literal.clone()).collect();
        assert!(different.len() > 45, "{}", different.len());
    }
}
