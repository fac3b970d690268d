//! A whole `decode` with plain arguments: what a lab or a test asks for.

use super::{Audience, Bound, Decoding, Leeway};
use crate::jose::algorithm::Algorithm;
use crate::jose::json::Json;
use crate::jose::operation::OpKind;
use crate::jose::prepare::{check_verifier, prepare};
use crate::jose::profile::Profile;
use crate::jose::refusal::Refusal;
use num_bigint::BigInt;
use num_traits::FromPrimitive;

/// The arguments of `decode`.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// `algorithms=`; `None` is refused by `PyJWT` and lets the token choose in python-jose.
    pub algorithms: Option<Vec<String>>,
    /// The clock: seconds since 1970, fraction allowed.
    pub now: f64,
    /// Whether the signature is verified; `PyJWT` checks no claim either when it is not.
    pub verify_signature: bool,
    /// Claims that must be there.
    pub require: Vec<String>,
    /// `audience=`
    pub audience: Option<String>,
    /// `issuer=`
    pub issuer: Option<String>,
    /// Seconds of tolerance.
    pub leeway: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            algorithms: Some(vec!["HS256".into()]),
            now: 0.0,
            verify_signature: true,
            require: Vec::new(),
            audience: None,
            issuer: None,
            leeway: 0.0,
        }
    }
}

/// Reads a token with a key (a secret, or PEM) through every gate; the claims, or the first refusal, are in the
/// result, and every gate is in [`Decoding::operations`].
///
/// # Errors
/// The exception that the library raises.
pub fn decode(
    profile: Profile,
    token: &[u8],
    key: &[u8],
    options: &Options,
) -> (Decoding, Result<Json, Refusal>) {
    let mut decoding = Decoding::new(profile, token);
    let result = run(&mut decoding, key, options);
    decoding.finish();
    let claims = result.map(|()| decoding.claims.clone());
    (decoding, claims)
}

fn run(decoding: &mut Decoding, key: &[u8], options: &Options) -> Result<(), Refusal> {
    let pyjwt = decoding.profile == Profile::PyJwt;
    let named = options.algorithms.as_ref().filter(|list| !list.is_empty() || !pyjwt);
    if pyjwt && options.verify_signature && named.is_none() {
        return decoding.refuse_without_algorithms();
    }
    decoding.load()?;
    decoding.check_header()?;
    if options.verify_signature {
        verify(decoding, key, named)?;
    } else {
        for kind in [OpKind::AlgorithmAllowed, OpKind::KeyCheck, OpKind::Verify] {
            decoding.skip(kind, "verify_signature is off");
        }
    }
    decoding.parse_claims()?;
    decoding.check_required(&options.require)?;
    let on = options.verify_signature || !pyjwt;
    let now = if pyjwt {
        Bound::Float(options.now)
    } else {
        Bound::Int(BigInt::from_f64(options.now.floor()).unwrap_or_default())
    };
    let leeway = Leeway::Float(options.leeway);
    for kind in [OpKind::IssuedAt, OpKind::NotBefore, OpKind::Expiry] {
        let Some(claim) = decoding.claim_to_check(kind, on) else { continue };
        let value = whole_seconds(decoding.profile, kind, &claim);
        if kind == OpKind::IssuedAt && !pyjwt {
            value?;
            decoding.pass_at(kind, "an integer; python-jose takes a future iat");
        } else {
            decoding.check_time(kind, value, &now, &leeway)?;
        }
    }
    let rest = decoding.profile.gates().iter().skip_while(|kind| **kind != OpKind::Expiry).skip(1);
    rest.copied().try_for_each(|kind| check_rest(decoding, kind, on, options))
}

fn verify(decoding: &mut Decoding, key: &[u8], named: Option<&Vec<String>>) -> Result<(), Refusal> {
    let shown = named.map(|list| list.join(", ")).unwrap_or_default();
    let alg = decoding.check_algorithm(&shown, |alg| {
        Ok(named.map(|list| list.iter().any(|name| alg.as_str() == Some(name))))
    })?;
    let Some(algorithm) = alg.as_str().and_then(Algorithm::named) else {
        let refusal = match decoding.profile {
            Profile::PyJwt => Refusal::new("InvalidAlgorithmError", "Algorithm not supported"),
            Profile::PythonJose => Refusal::new("JWKError", "Unable to find an algorithm for key"),
        };
        return decoding.refuse_at(OpKind::KeyCheck, "a known algorithm", &shown, refusal);
    };
    let checked = prepare(decoding.profile, algorithm, key)
        .and_then(|secret| check_verifier(decoding.profile, algorithm, &secret).map(|()| secret));
    match checked {
        Ok(secret) => {
            decoding.key_passed(&String::from_utf8_lossy(key), &secret.bytes());
            decoding.verify(algorithm, &[secret])
        }
        Err(refusal) => {
            let expected = format!("a key for {}", algorithm.name);
            decoding.refuse_at(OpKind::KeyCheck, &expected, "another kind of key", refusal)
        }
    }
}

fn check_rest(decoding: &mut Decoding, kind: OpKind, on: bool, options: &Options) -> Result<(), Refusal> {
    match kind {
        OpKind::Issuer => match &options.issuer {
            Some(issuer) if on => decoding.check_issuer(issuer, |claim| Ok(claim.as_str() == Some(issuer))),
            _ => {
                decoding.skip(kind, "no issuer given");
                Ok(())
            }
        },
        OpKind::Audience if on => {
            let audience = options.audience.as_deref();
            let expected = audience.map_or(Audience::NotGiven, |one| Audience::One(one.into()));
            decoding.check_audience(&expected, audience.unwrap_or("no audience"), false)
        }
        OpKind::Audience => {
            decoding.skip(kind, "verify_aud is off");
            Ok(())
        }
        _ => {
            let Some(claim) = decoding.claim_to_check(kind, on) else { return Ok(()) };
            match kind {
                OpKind::Subject => decoding.check_subject(&claim, None),
                OpKind::JwtId => decoding.check_jwt_id(&claim),
                _ => decoding.check_access_token(&claim, None),
            }
        }
    }
}

/// Python's `int()` of a claim, for the values that need no Python to read: numbers and plain digits.
fn whole_seconds(profile: Profile, kind: OpKind, claim: &Json) -> Result<BigInt, Refusal> {
    let value = match claim {
        Json::Int(value) => Some(BigInt::from(*value)),
        Json::Big(value) => Some(value.clone()),
        Json::Bool(value) => Some(BigInt::from(u8::from(*value))),
        Json::Float(value) => BigInt::from_f64(value.trunc()),
        Json::Str(text) => text.as_str().and_then(|text| text.trim().parse().ok()),
        _ => None,
    };
    value.ok_or_else(|| not_an_integer(profile, kind))
}

/// The refusal of a time that `int()` does not take.
pub(super) fn not_an_integer(profile: Profile, kind: OpKind) -> Refusal {
    let (message, class) = match kind {
        OpKind::IssuedAt => ("Issued At claim (iat) must be an integer.", "InvalidIssuedAtError"),
        OpKind::NotBefore => ("Not Before claim (nbf) must be an integer.", "DecodeError"),
        _ => ("Expiration Time claim (exp) must be an integer.", "DecodeError"),
    };
    Refusal::new(if profile == Profile::PythonJose { "JWTClaimsError" } else { class }, message)
}
