//! The sentence that says what changed, and for each library what came of it and why.

use super::compare::{ClaimChange, Comparison, SegmentChange};
use super::setup::{Making, Setup};
use super::side::{End, LabRun, Side};
use super::{clock, keys};
use crate::jose::base64url::zoom;
use crate::jose::json::{Json, write_compact};
use crate::jose::{OpKind, Verdict};
use crate::lesson::Profile;

/// What a comparison says in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// What changed, and what of the token with it.
    pub sentence: String,
    /// For each library, in the order of [`Profile::ALL`], what came of it and why.
    pub outcomes: Vec<(Profile, String)>,
    /// What a verifier does that believes the token's `alg`.
    pub naive: Option<String>,
}

impl Words {
    /// The words for two sides.
    pub(super) fn of(before: &Side, after: &Side) -> Self {
        let chosen = after.setup.profile;
        // A library that makes no token has none to compare; the other one's says what differs.
        let made = |profile: &Profile| {
            [before, after].into_iter().all(|side| side.run(*profile).reading.token.is_some())
        };
        let shown = std::iter::once(chosen).chain(Profile::ALL).find(made).unwrap_or(chosen);
        let mut comparison = Comparison::of(before.run(shown), after.run(shown));
        if after.token().is_none() || before.token().is_none() {
            // Claims that are in no token were not taken away by anybody.
            comparison.claims.clear();
        }
        let what = inputs(&before.setup, &after.setup, &comparison);
        let given = matches!(after.setup.making, Making::Given(_));
        let token = token(before.run(shown), after.run(shown), &comparison, given);
        let sentence = if what.is_empty() && comparison.segments == [SegmentChange::Same; 3] {
            "Nothing is changed yet: x lists experiments (a first), Enter edits a field.".to_owned()
        } else if what.is_empty() {
            token
        } else {
            format!("Changed: {}. {token}", what.join("; "))
        };
        let outcomes = Profile::ALL.map(|profile| (profile, outcome(before, after, profile)));
        let naive = after.naive.as_ref().map(|end| match end {
            End::Accepted => {
                let how = if after.setup.algorithm == "none" {
                    "which here is not at all"
                } else {
                    "and uses the key it has for that"
                };
                format!("accepts it: it lets the token say how it is to be checked, {how}")
            }
            End::Refused(raised, _) | End::NotMade(raised) => {
                format!("refuses it: {}", exception(&raised.class, &raised.message))
            }
            End::NotVerified | End::Halted => "does not end".to_owned(),
        });
        Self { sentence, outcomes: outcomes.to_vec(), naive }
    }
}

/// `Class: message`
pub fn exception(class: &str, message: &str) -> String {
    if message.is_empty() { class.to_owned() } else { format!("{class}: {message}") }
}

/// What a person changed.
fn inputs(before: &Setup, after: &Setup, comparison: &Comparison) -> Vec<String> {
    let mut what = Vec::new();
    match (&before.code, &after.code) {
        (old, new) if old == new => {}
        (_, Some(_)) => what.push("the code, by hand".to_owned()),
        (_, None) => what.push("the code, which is made of the fields again".to_owned()),
    }
    if after.code.is_some() {
        what.extend(comparison.claims.iter().take(4).map(claim));
        what.extend(moved(before, after));
        return what;
    }
    let attack = match (&before.making, &after.making) {
        (b, a) if b == a => None,
        (_, Making::ByHand) => Some("the token is put together by hand"),
        (_, Making::Given(_)) => Some("the token's own text"),
        (_, Making::Encode) => Some("the token is made anew by jwt.encode"),
    };
    what.extend(attack.map(str::to_owned));
    if before.algorithm != after.algorithm && !matches!(after.making, Making::Given(_)) {
        what.push(format!("alg from {} to {}", before.algorithm, after.algorithm));
    }
    if !matches!(after.making, Making::Given(_)) || before.making != after.making {
        what.extend(comparison.claims.iter().take(4).map(claim));
    }
    if before.headers != after.headers && !matches!(after.making, Making::Given(_)) {
        what.push("the header parameters".to_owned());
    }
    let unsigned = after.making == Making::ByHand && after.algorithm == "none";
    if before.key != after.key && !unsigned {
        what.push(match (after.key.as_str(), &after.making) {
            ("", _) => "the secret is empty".to_owned(),
            (_, Making::Given(_)) => "the key".to_owned(),
            (key, _)
                if keys::KeyKind::of(key) != keys::KeyKind::Secret && after.algorithm.starts_with("HS") =>
            {
                "the public key, as text, is the secret that signs".to_owned()
            }
            _ => "the key that signs".to_owned(),
        });
    }
    if before.verifier() != after.verifier()
        && (before.key == after.key || after.verify.is_some())
        && !is_half(before, after)
    {
        what.push("the key that verifies".to_owned());
    }
    if before.allows() != after.allows() {
        what.push(format!("allowed algorithms are {}", list(&after.allows())));
    }
    what.extend(moved(before, after));
    for (name, old, new) in
        [("audience", &before.audience, &after.audience), ("issuer", &before.issuer, &after.issuer)]
    {
        if old != new {
            let none = |text: &str| if text.is_empty() { "none".to_owned() } else { format!("\"{text}\"") };
            what.push(format!("the expected {name} from {} to {}", none(old), none(new)));
        }
    }
    if before.leeway.total_cmp(&after.leeway).is_ne() {
        what.push(format!("the leeway from {} s to {} s", before.leeway, after.leeway));
    }
    what
}

/// The clock, when it was moved.
fn moved(before: &Setup, after: &Setup) -> Option<String> {
    if before.now.total_cmp(&after.now).is_eq() {
        return None;
    }
    let shown = |setup: &Setup| clock::date(setup.now, &setup.zone).unwrap_or_else(|| setup.clock.clone());
    let name = |setup: &Setup| {
        let named = setup.clock.starts_with(|c: char| c.is_ascii_alphabetic());
        if named { format!(" ({})", setup.clock) } else { String::new() }
    };
    Some(format!("the clock from {}{} to {}{}", shown(before), name(before), shown(after), name(after)))
}

/// Whether one side only names what the other takes from a private key.
fn is_half(before: &Setup, after: &Setup) -> bool {
    let public =
        |setup: &Setup| keys::public_half(setup.verifier()).unwrap_or_else(|| setup.verifier().to_owned());
    public(before).trim() == public(after).trim()
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn json(value: &Json) -> String {
    let text = write_compact(value).map_or_else(|_| "?".to_owned(), |written| written.text.to_string_lossy());
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn claim(change: &ClaimChange) -> String {
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => {
            format!("claim {} from {} to {}", change.name, json(before), json(after))
        }
        (None, Some(after)) => format!("claim {} added: {}", change.name, json(after)),
        (Some(_), None) => format!("claim {} taken away", change.name),
        (None, None) => String::new(),
    }
}

/// What of the token differs, and why there.
fn token(before: &LabRun, after: &LabRun, comparison: &Comparison, given: bool) -> String {
    let names = ["header", "payload", "signature"];
    let (old, new) = (&before.reading, &after.reading);
    if new.token.is_none() || old.token.is_none() {
        return "There is no token to compare.".to_owned();
    }
    let differ: Vec<usize> = (0..3).filter(|at| comparison.segments[*at] != SegmentChange::Same).collect();
    match (differ.as_slice(), comparison.segments[2]) {
        ([], _) => "No character of the token differs.".to_owned(),
        ([2], SegmentChange::Characters { bytes: false, .. }) => {
            same_bytes(&old.segments[2].text, &new.segments[2].text)
        }
        ([2], _) if new.segments[2].text.is_empty() => "In the token, the signature is gone.".to_owned(),
        ([2], SegmentChange::Characters { count, of, .. }) => {
            let why = if given { "" } else { ": the key goes into it and into nothing else" };
            format!("In the token, only the signature differs ({count} of {of} characters){why}.")
        }
        ([at], _) => format!(
            "In the token, only the {} differs; the signature is the old one, made over the old characters.",
            names[*at]
        ),
        (differ, _) if differ.contains(&2) => {
            let first: Vec<&str> = differ.iter().filter(|at| **at < 2).map(|at| names[*at]).collect();
            let why = if new.segments[2].text.is_empty() {
                "the signature is left empty"
            } else {
                "the signature covers every character of header and payload"
            };
            format!("In the token, {} and signature differ: {why}.", first.join(", "))
        }
        _ => "In the token, header and payload differ; the signature is the old one.".to_owned(),
    }
}

/// The signature has other characters and the same bytes.
fn same_bytes(old: &str, new: &str) -> String {
    if let Some(pad) = new.strip_prefix(old).filter(|pad| pad.bytes().all(|byte| byte == b'=')) {
        return format!(
            "{} at the end is base64's padding and stands for no byte: the signature's bytes are the same. RFC 7515 writes none.",
            if pad.len() == 1 { "The =".to_owned() } else { format!("The {} =", pad.len()) }
        );
    }
    let (was, is) = (zoom(old), zoom(new));
    match (was.groups.last(), is.groups.last()) {
        (Some(a), Some(b)) if b.unused > 0 && old.len() == new.len() => {
            let cut = |bits: &str| {
                format!("{}|{}", &bits[..6 - usize::from(b.unused)], &bits[6 - usize::from(b.unused)..])
            };
            format!(
                "The last character stands for six bits, {} {} before and {} {} after; the {} behind the bar belong to no byte, so the signature's bytes are the same.",
                a.character,
                cut(&a.bits),
                b.character,
                cut(&b.bits),
                b.unused
            )
        }
        _ => "The signature has other characters and stands for the same bytes.".to_owned(),
    }
}

/// What one library does now, and why.
fn outcome(before: &Side, after: &Side, profile: Profile) -> String {
    let setup = &after.setup;
    let (before, after) = (before.run(profile), after.run(profile));
    let same = std::mem::discriminant(&before.reading.end) == std::mem::discriminant(&after.reading.end);
    let still = if same && before.reading != after.reading { "still " } else { "" };
    match &after.reading.end {
        End::Accepted => format!("{still}accepts it{}", accepted(before, after, setup)),
        End::NotVerified if setup.code.is_some() => "runs the code, which verifies no signature".to_owned(),
        End::NotVerified => "reads it and verifies nothing: no key is given".to_owned(),
        // The library refused nothing: the program itself is at fault.
        End::NotMade(raised) | End::Refused(raised, None) if setup.code.is_some() => {
            format!("runs the code, which ends with {}", exception(&raised.class, &raised.message))
        }
        End::NotMade(raised) => {
            format!("{still}makes no token: {}", exception(&raised.class, &raised.message))
        }
        End::Halted => "does not come to an end".to_owned(),
        End::Refused(raised, gate) => {
            let said = exception(&raised.class, &raised.message);
            let why = gate.and_then(|kind| because(after, kind));
            match why {
                Some(why) => format!("{still}refuses it: {}. {why}", said.trim_end_matches('.')),
                None => format!("{still}refuses it: {said}"),
            }
        }
    }
}

/// Why something that looks wrong is accepted.
fn accepted(before: &LabRun, after: &LabRun, setup: &Setup) -> String {
    if setup.code.is_some() {
        return String::new();
    }
    let (old, new) = (&before.reading.segments, &after.reading.segments);
    if old[..2] == new[..2] && old[2].text != new[2].text && old[2].bytes == new[2].bytes {
        return match after.profile {
            Profile::PythonJose => ": its base64 ignores what belongs to no byte".to_owned(),
            Profile::PyJwt => ": its base64 takes padding of the right length".to_owned(),
        };
    }
    let passed = after.reading.gate(OpKind::Expiry).is_some_and(|gate| gate.verdict == Verdict::Passed);
    if passed && at_expiry(after) {
        return ": it still takes a token at exp itself, and refuses it only after that".to_owned();
    }
    if setup.verifier().is_empty() && !setup.unverified() {
        return ": to it the empty text is a key like any other, and everybody knows it".to_owned();
    }
    if setup.making == Making::ByHand {
        return ": the signature is right, and nothing in it says who made it".to_owned();
    }
    String::new()
}

/// Whether the clock stood at `exp`.
fn at_expiry(run: &LabRun) -> bool {
    let exp = run.reading.claims.as_ref().and_then(|claims| claims.get("exp")).and_then(clock::number);
    exp.is_some_and(|exp| run.now.total_cmp(&exp).is_eq())
}

/// Why a gate refused: what it wanted and what it found.
fn because(run: &LabRun, kind: OpKind) -> Option<String> {
    let Verdict::Refused { expected, found, exception } = &run.reading.gate(kind)?.verdict else {
        return None;
    };
    let (expected, found) = (short(expected), short(found));
    let text = match kind {
        OpKind::Verify => signatures(&expected, &found),
        OpKind::AlgorithmAllowed => format!("The caller allows {expected}; the token says {found}"),
        OpKind::SignatureDecode | OpKind::PayloadDecode | OpKind::HeaderDecode => {
            format!("It wants {expected}, found {found}")
        }
        OpKind::KeyCheck if exception.contains("asymmetric") => {
            "A public key is no secret: everybody has it, and could sign with it".to_owned()
        }
        OpKind::Expiry | OpKind::NotBefore | OpKind::IssuedAt => format!("It wants {expected}; {found}"),
        _ => format!("It wants {expected}, found {found}"),
    };
    Some(format!("{text}."))
}

fn short(text: &str) -> String {
    match text.char_indices().nth(120) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Two signatures that should be the same, from the first byte that differs.
fn signatures(expected: &str, found: &str) -> String {
    let hex = |text: &str| text.len() > 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let bytes = |text: &str| text.as_bytes().chunks(2).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let (want, have) = (bytes(expected), bytes(found));
    let same = want.iter().zip(&have).take_while(|(a, b)| a == b).count();
    match (want.get(same), have.get(same)) {
        (Some(a), Some(b)) if same > 3 && hex(expected) && hex(found) => format!(
            "With this key byte {} of the signature would be {}, the token's is {} (hexadecimal)",
            same + 1,
            String::from_utf8_lossy(a),
            String::from_utf8_lossy(b)
        ),
        (None, Some(_)) if same > 3 && hex(expected) && hex(found) => format!(
            "With this key the signature would have {}, the token's has {}; the first {} are the same",
            bytes_of(want.len()),
            bytes_of(have.len()),
            bytes_of(same)
        ),
        (Some(_), None) if same > 3 && hex(expected) && hex(found) => format!(
            "With this key the signature would have {}, the token's has only the first {}",
            bytes_of(want.len()),
            bytes_of(same)
        ),
        _ if !hex(expected) => format!("It wants {expected}"),
        _ => format!(
            "With this key the signature would begin {}, the token's begins {}",
            head(expected),
            head(found)
        ),
    }
}

fn bytes_of(count: usize) -> String {
    if count == 1 { "1 byte".to_owned() } else { format!("{count} bytes") }
}

/// The first bytes of hex digits; words as they are.
fn head(hex: &str) -> String {
    let digits = hex.len() > 16 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    if digits {
        // In pairs, so that nobody takes them for base64url.
        format!("{} {} {} {} in hexadecimal", &hex[..2], &hex[2..4], &hex[4..6], &hex[6..8])
    } else if hex.is_empty() {
        "with nothing".to_owned()
    } else {
        hex.to_owned()
    }
}
