//! Experiments ready to run: each is a setup before and a setup after.

use super::apply::{claims_of, spaced, with_payload};
use super::field::FieldId;
use super::guess::Guess;
use super::keys::{self, KeyKind};
use super::setup::{Making, Setup};
use super::side::Side;
use crate::jose::base64url::{ALPHABET, value_of, zoom};
use crate::jose::json::Json;
use num_traits::ToPrimitive;

/// An experiment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Experiment {
    /// Signed with another secret than the one that verifies.
    OtherSecret,
    /// A claim is changed and the signature kept.
    OneClaim,
    /// The last character is another one.
    LastCharacter,
    /// `=` at the end.
    Padding,
    /// `alg` is `none`, without a signature.
    AlgNone,
    /// The RS256 public key as HS256 secret.
    Confusion,
    /// Signed and verified with an empty secret.
    EmptySecret,
    /// The secret is guessed, and a token forged with it.
    WeakSecret,
    /// From one second before `exp` to one second after.
    Expired,
    /// From one second before `exp` to `exp` itself.
    AtExpiry,
    /// For somebody else.
    WrongAudience,
}

impl Experiment {
    /// All, in the order of their keys `a`, `b`, …
    pub const ALL: [Self; 11] = [
        Self::OtherSecret,
        Self::OneClaim,
        Self::LastCharacter,
        Self::Padding,
        Self::AlgNone,
        Self::Confusion,
        Self::EmptySecret,
        Self::WeakSecret,
        Self::Expired,
        Self::AtExpiry,
        Self::WrongAudience,
    ];

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::OtherSecret => "other secret",
            Self::OneClaim => "one claim changed",
            Self::LastCharacter => "last character changed",
            Self::Padding => "padding added",
            Self::AlgNone => "alg none",
            Self::Confusion => "RS256 key used as HS256 secret",
            Self::EmptySecret => "empty secret",
            Self::WeakSecret => "weak secret guessed",
            Self::Expired => "expired by one second",
            Self::AtExpiry => "exactly at exp",
            Self::WrongAudience => "wrong audience",
        }
    }

    /// What it does.
    pub fn about(self) -> &'static str {
        match self {
            Self::OtherSecret => "signer and verifier have other secrets",
            Self::OneClaim => "a claim changed, the signature kept",
            Self::LastCharacter => "another character, maybe the same bytes",
            Self::Padding => "base64's = at the end, as if it was kept",
            Self::AlgNone => "the token says that it is not signed",
            Self::Confusion => "signed with the key that everybody has",
            Self::EmptySecret => "the configuration was not read",
            Self::WeakSecret => "a list of common secrets is tried",
            Self::Expired => "one second before exp, one second after",
            Self::AtExpiry => "one second before exp, then exp itself",
            Self::WrongAudience => "the token is meant for another service",
        }
    }

    /// The field in which it can be seen, and changed further.
    pub(super) fn field(self) -> FieldId {
        match self {
            Self::OtherSecret | Self::Confusion | Self::EmptySecret | Self::WeakSecret => FieldId::Key,
            Self::OneClaim => FieldId::Claims,
            Self::LastCharacter | Self::Padding => FieldId::Token,
            Self::AlgNone => FieldId::Algorithm,
            Self::Expired | Self::AtExpiry => FieldId::Clock,
            Self::WrongAudience => FieldId::Audience,
        }
    }

    /// The setups before and after, from where the lab stands, and what had to be changed first to make it work.
    pub(super) fn setups(self, origin: &Setup) -> (Setup, Setup, Option<String>) {
        let (mut base, mut note) = sound(origin);
        match self {
            Self::Expired | Self::AtExpiry => {
                with_claim(&mut base, "exp", |now| Json::Int(now + 900));
                let claims = claims_of(&base);
                let exp = claims.as_ref().and_then(|claims| claims.get("exp")).and_then(super::clock::number);
                let exp = exp.unwrap_or(base.now);
                base = Setup { leeway: 0.0, ..base };
                let at =
                    |clock: &str, by: f64| Setup { clock: clock.to_owned(), now: exp + by, ..base.clone() };
                let after = if self == Self::Expired { at("exp+1", 1.0) } else { at("exp", 0.0) };
                return (at("exp-1", -1.0), after, note);
            }
            Self::WrongAudience => {
                with_claim(&mut base, "aud", |_| Json::from("billing"));
                let aud = claims_of(&base)
                    .and_then(|claims| claims.get("aud").and_then(Json::as_str).map(str::to_owned));
                base.audience = aud.unwrap_or_default();
            }
            Self::Confusion => {
                key_of_its_own(&mut base, keys::RSA_PRIVATE, "RS256");
                base.allowed = Some(vec!["RS256".into(), "HS256".into()]);
                base.naive = true;
            }
            Self::WeakSecret
                if !keys::weak_secrets().any(|weak| weak == base.key) || base.verify.is_some() =>
            {
                key_of_its_own(&mut base, "letmein", "HS256");
                note = Some("for this the lab signs with a secret of its own choice".to_owned());
            }
            _ => {}
        }
        base.naive |= self == Self::AlgNone;
        let after = self.after(&base);
        (base, after, note)
    }

    fn after(self, base: &Setup) -> Setup {
        let token = || {
            Side::of(base.clone()).ok().and_then(|side| side.token().map(str::to_owned)).unwrap_or_default()
        };
        let given = |token: String| Setup { making: Making::Given(token), ..base.clone() };
        let forged =
            |claims: String| Setup { making: Making::ByHand, claims, headers: String::new(), ..base.clone() };
        match self {
            Self::OtherSecret => Setup {
                key: if base.key == "another-secret" {
                    "one-more-secret".into()
                } else {
                    "another-secret".into()
                },
                verify: Some(base.verifier().to_owned()),
                ..base.clone()
            },
            Self::OneClaim => {
                let claims = changed_claim(&base.claims);
                Setup { claims: claims.clone(), ..given(with_payload(&token(), &claims)) }
            }
            Self::LastCharacter => given(last_changed(&token())),
            Self::Padding => given(format!("{}=", token())),
            Self::AlgNone => Setup { algorithm: "none".into(), ..forged(changed_claim(&base.claims)) },
            Self::Confusion => {
                let public = keys::public_half(base.verifier()).unwrap_or_default();
                Setup {
                    algorithm: "HS256".into(),
                    key: public.clone(),
                    verify: Some(public),
                    ..forged(changed_claim(&base.claims))
                }
            }
            Self::EmptySecret => Setup { key: String::new(), verify: None, ..base.clone() },
            // The attacker signs with what was guessed; that it is the secret is for the verifier to show.
            Self::WeakSecret => {
                let found = Guess::at(&token()).and_then(|guess| guess.found).unwrap_or_default();
                Setup {
                    key: found,
                    verify: Some(base.verifier().to_owned()),
                    ..forged(changed_claim(&base.claims))
                }
            }
            Self::WrongAudience => Setup { audience: format!("not-{}", base.audience), ..base.clone() },
            Self::Expired | Self::AtExpiry => base.clone(),
        }
    }
}

/// What an experiment changes on both sides before it begins, so that nobody looks for where it came from.
pub(super) fn prelude(origin: &Setup, base: &Setup) -> Option<String> {
    let mut what = Vec::new();
    if origin.claims != base.claims {
        let members = |setup: &Setup| match claims_of(setup) {
            Some(Json::Object(members)) => {
                members.into_iter().map(|(name, _)| name.to_string_lossy()).collect()
            }
            _ => Vec::new(),
        };
        let had: Vec<String> = members(origin);
        let added: Vec<String> = members(base).into_iter().filter(|name| !had.contains(name)).collect();
        what.push(match added.as_slice() {
            [] => "the claims are others".to_owned(),
            names => format!("the claims have {} as well", names.join(" and ")),
        });
    }
    if origin.key != base.key {
        what.push(match KeyKind::of(&base.key) {
            KeyKind::Secret => format!("the secret is {}", base.key),
            _ => format!("the key is one for {}", base.algorithm),
        });
    }
    (!what.is_empty()).then(|| format!("For this experiment, before and after: {}.", what.join("; ")))
}

/// A setup that verifies, as close to this one as possible, and what had to be changed.
fn sound(origin: &Setup) -> (Setup, Option<String>) {
    let mut base = Setup { naive: false, ..origin.clone() };
    let mut note = None;
    let secret =
        !base.key.is_empty() && KeyKind::of(&base.key) == KeyKind::Secret && base.algorithm.starts_with("HS");
    if !secret || base.unverified() || base.making == Making::ByHand {
        let weak = if base.unverified() {
            "the token's own key is not known"
        } else {
            "this works with a shared secret"
        };
        key_of_its_own(&mut base, keys::OWN_SECRET, "HS256");
        note = Some(format!("{weak}: the lab signs the same claims with its own secret and HS256"));
    }
    if base.allowed.as_ref().is_some_and(|list| !list.contains(&base.algorithm)) {
        base.allowed = Some(vec![base.algorithm.clone()]);
    }
    let claims = claims_of(&base);
    let claim = |name: &str| claims.as_ref().and_then(|claims| claims.get(name));
    let time = |name: &str| claim(name).and_then(super::clock::number);
    let late = time("exp").is_some_and(|exp| base.now >= exp - base.leeway.max(1.0));
    let early = time("nbf").into_iter().chain(time("iat")).any(|from| base.now < from);
    if late || early {
        let from = time("nbf").into_iter().chain(time("iat")).fold(f64::MIN, f64::max);
        base.now = time("exp").map_or(from, |exp| (exp - 60.0).max(from));
        base.clock = base.now.to_string();
        let moved = "the clock stands where the token is valid".to_owned();
        note = Some(note.map_or(moved.clone(), |note| format!("{note}; {moved}")));
    }
    if let Some(aud) = claim("aud").and_then(Json::as_str).filter(|aud| !aud.is_empty()) {
        aud.clone_into(&mut base.audience);
    }
    if !base.issuer.is_empty() {
        claim("iss").and_then(Json::as_str).unwrap_or_default().clone_into(&mut base.issuer);
    }
    (base, note)
}

fn key_of_its_own(base: &mut Setup, key: &str, algorithm: &str) {
    base.making = Making::Encode;
    key.clone_into(&mut base.key);
    base.verify = None;
    algorithm.clone_into(&mut base.algorithm);
    base.allowed = Some(vec![algorithm.to_owned()]);
}

/// Adds a claim when it is not there; a given token is made anew then.
fn with_claim(base: &mut Setup, name: &str, value: impl FnOnce(i64) -> Json) {
    let Some(Json::Object(mut members)) = claims_of(base) else { return };
    let usable = |value: &Json| {
        if name == "exp" { super::clock::number(value).is_some() } else { value.as_str().is_some() }
    };
    if members.iter().any(|(have, value)| *have == *name && usable(value)) {
        return;
    }
    members.retain(|(have, _)| *have != *name);
    members.push((name.into(), value(base.now.to_i64().unwrap_or(0))));
    base.claims = spaced(&Json::Object(members));
    base.making = Making::Encode;
}

/// The claims with the first one that is no time changed: what an attacker would like to be.
pub(super) fn changed_claim(claims: &str) -> String {
    let Some(Json::Object(mut members)) = super::side::object(claims.as_bytes()) else {
        return claims.to_owned();
    };
    let plain = |name: &str| !super::clock::TIMES.contains(&name) && !["aud", "iss", "jti"].contains(&name);
    let found = members.iter_mut().find(|(name, _)| name.as_str().is_some_and(plain));
    match found {
        Some((_, value)) => {
            *value = match &*value {
                Json::Int(number) => Json::Int(number.wrapping_add(1)),
                Json::Bool(value) => Json::Bool(!value),
                Json::Str(text) if *text == *"admin" => Json::from("root"),
                _ => Json::from("admin"),
            }
        }
        None => members.push(("admin".into(), Json::Bool(true))),
    }
    spaced(&Json::Object(members))
}

/// The token with its last character changed, so that only bits that belong to no byte are others when there are any.
pub(super) fn last_changed(token: &str) -> String {
    let signature = token.rsplit('.').next().unwrap_or_default();
    let Some(last) = token.bytes().next_back() else { return String::new() };
    let unused = zoom(signature).groups.last().map_or(0, |group| group.unused);
    let value = value_of(last).unwrap_or(0);
    let free = if unused == 0 { 63 } else { (1 << unused) - 1 };
    let changed = (value & !free) | (value.wrapping_add(1) & free);
    let kept = &token[..super::field::boundary(token, token.len() - 1)];
    format!("{kept}{}", char::from(ALPHABET[usize::from(changed)]))
}
