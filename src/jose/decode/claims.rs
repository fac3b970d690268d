//! The gates of the claims that are no times.

use super::Decoding;
use super::gates::text_of;
use crate::jose::json::Json;
use crate::jose::operation::OpKind;
use crate::jose::profile::Profile;
use crate::jose::refusal::Refusal;
use crate::wtf8::Wtf8;
use std::collections::HashSet;
use std::hash::Hash;

/// The audience that a caller expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// None.
    NotGiven,
    /// One.
    One(Wtf8),
    /// Any of these; `None` stands for something that is no string and so matches nothing.
    Any(Vec<Option<Wtf8>>),
}

impl Decoding {
    /// The claim that a gate is about, if the gate is to be asked and the claim is there; else it is marked as not
    /// checked.
    pub fn claim_to_check(&mut self, kind: OpKind, enabled: bool) -> Option<Json> {
        let name = Self::claim_name(kind)?;
        if !enabled {
            self.skip(kind, &format!("verify_{name} is off"));
            return None;
        }
        let claim = self.claims.get(name).cloned();
        if claim.is_none() {
            self.skip(kind, &format!("no {name} in the claims set"));
        }
        claim
    }

    fn claims_refusal(&self, class: &'static str, message: &str) -> Refusal {
        let class = if self.profile == Profile::PythonJose { "JWTClaimsError" } else { class };
        Refusal::new(class, message)
    }

    /// Every claim that must be there is there: for `PyJWT` with another value than `null`.
    ///
    /// # Errors
    /// `MissingRequiredClaimError` or `JWTError`, with the first that is not.
    pub fn check_required(&mut self, names: &[String]) -> Result<(), Refusal> {
        let kind = OpKind::Required;
        if names.is_empty() {
            self.skip(kind, "no claims required");
            return Ok(());
        }
        let expected = names.join(", ");
        for name in names {
            let claim = self.claims.get(name);
            let (missing, refusal) = match self.profile {
                Profile::PyJwt => (matches!(claim, None | Some(Json::Null)), missing_claim(name)),
                Profile::PythonJose => (
                    claim.is_none(),
                    Refusal::new("JWTError", format!("missing required key \"{name}\" among claims")),
                ),
            };
            if missing {
                let found = if claim.is_none() { format!("no {name}") } else { format!("{name} is null") };
                return self.refuse_at(kind, &expected, &found, refusal);
            }
        }
        self.pass_at(kind, &expected);
        Ok(())
    }

    /// `iss` is among the issuers the caller takes. `accepts` is Python's `in`, with its own errors; `PyJWT` asks it
    /// about strings alone, python-jose also about a claim that is not there (`null`).
    ///
    /// # Errors
    /// `MissingRequiredClaimError`, `InvalidIssuerError`, `JWTClaimsError`.
    pub fn check_issuer(
        &mut self,
        shown: &str,
        accepts: impl FnOnce(&Json) -> Result<bool, Refusal>,
    ) -> Result<(), Refusal> {
        let kind = OpKind::Issuer;
        let claim = self.claims.get("iss").cloned();
        let found = claim.as_ref().map_or_else(|| "no iss".to_owned(), text_of);
        if self.profile == Profile::PyJwt {
            let refusal = match &claim {
                None => Some(missing_claim("iss")),
                Some(Json::Str(_)) => None,
                Some(_) => Some(Refusal::new("InvalidIssuerError", "Payload Issuer (iss) must be a string")),
            };
            if let Some(refusal) = refusal {
                return self.refuse_at(kind, shown, &found, refusal);
            }
        }
        match accepts(&claim.unwrap_or(Json::Null)) {
            Ok(true) => {
                self.pass_at(kind, shown);
                Ok(())
            }
            Ok(false) => {
                let refusal = self.claims_refusal("InvalidIssuerError", "Invalid issuer");
                self.refuse_at(kind, shown, &found, refusal)
            }
            Err(refusal) => {
                let refusal = if refusal.class == "TypeError" && self.profile == Profile::PyJwt {
                    Refusal::new("InvalidIssuerError", "Issuer param must be \"str\" or \"Container[str]\"")
                } else {
                    refusal
                };
                self.refuse_at(kind, shown, &found, refusal)
            }
        }
    }

    /// `aud` names us.
    ///
    /// # Errors
    /// `InvalidAudienceError`, `MissingRequiredClaimError`, `JWTClaimsError`.
    pub fn check_audience(&mut self, audience: &Audience, shown: &str, strict: bool) -> Result<(), Refusal> {
        let kind = OpKind::Audience;
        let claim = self.claims.get("aud").cloned();
        let found = claim.as_ref().map_or_else(|| "no aud".to_owned(), text_of);
        let refusal = match self.profile {
            Profile::PyJwt => match claim.filter(Json::is_truthy) {
                None if *audience == Audience::NotGiven => {
                    self.skip(kind, "no aud, and none expected");
                    return Ok(());
                }
                None => Some(missing_claim("aud")),
                Some(_) if *audience == Audience::NotGiven => {
                    Some(Refusal::new("InvalidAudienceError", "Invalid audience"))
                }
                Some(claim) => audience_problem(&claim, audience, strict)
                    .map(|message| Refusal::new("InvalidAudienceError", message)),
            },
            Profile::PythonJose => match claim {
                None => {
                    self.skip(kind, "no aud in the claims set");
                    return Ok(());
                }
                Some(claim) => jose_audience_problem(&claim, audience)
                    .map(|message| Refusal::new("JWTClaimsError", message)),
            },
        };
        if let Some(refusal) = refusal {
            return self.refuse_at(kind, shown, &found, refusal);
        }
        self.pass_at(kind, shown);
        Ok(())
    }

    /// `sub` is a string, and the expected one: `None` when none is expected, `Some(None)` for something that is no
    /// string.
    ///
    /// # Errors
    /// `InvalidSubjectError` or `JWTClaimsError`.
    pub fn check_subject(&mut self, claim: &Json, subject: Option<Option<&Wtf8>>) -> Result<(), Refusal> {
        let kind = OpKind::Subject;
        let found = text_of(claim);
        let Json::Str(text) = claim else {
            let dot = if self.profile == Profile::PythonJose { "." } else { "" };
            let refusal =
                self.claims_refusal("InvalidSubjectError", &format!("Subject must be a string{dot}"));
            return self.refuse_at(kind, "a string", &found, refusal);
        };
        let expected = match subject {
            Some(Some(subject)) => text_of(&Json::Str(subject.clone())),
            _ => "a string".to_owned(),
        };
        if subject.is_some_and(|subject| subject != Some(text)) {
            let refusal = self.claims_refusal("InvalidSubjectError", "Invalid subject");
            return self.refuse_at(kind, &expected, &found, refusal);
        }
        self.pass_at(kind, &expected);
        Ok(())
    }

    /// `jti` is a string.
    ///
    /// # Errors
    /// `InvalidJTIError` or `JWTClaimsError`.
    pub fn check_jwt_id(&mut self, claim: &Json) -> Result<(), Refusal> {
        let kind = OpKind::JwtId;
        if matches!(claim, Json::Str(_)) {
            self.pass_at(kind, "a string");
            return Ok(());
        }
        let dot = if self.profile == Profile::PythonJose { "." } else { "" };
        let refusal = self.claims_refusal("InvalidJTIError", &format!("JWT ID must be a string{dot}"));
        self.refuse_at(kind, "a string", &text_of(claim), refusal)
    }

    /// `at_hash` is the left half of the access token's hash (python-jose alone looks); `None` without a token.
    ///
    /// # Errors
    /// `JWTClaimsError`
    pub fn check_access_token(
        &mut self,
        claim: &Json,
        hash: Option<Result<String, Refusal>>,
    ) -> Result<(), Refusal> {
        let kind = OpKind::AccessTokenHash;
        let found = text_of(claim);
        let refuse = |message: &str| Refusal::new("JWTClaimsError", message);
        match hash {
            None => {
                let refusal = refuse("No access_token provided to compare against at_hash claim.");
                self.refuse_at(kind, "an access token to compare with", &found, refusal)
            }
            Some(Err(refusal)) => self.refuse_at(kind, "a hash of the access token", &found, refusal),
            Some(Ok(hash)) if claim.as_str() == Some(hash.as_str()) => {
                self.pass_at(kind, &hash);
                Ok(())
            }
            Some(Ok(hash)) => {
                self.refuse_at(kind, &hash, &found, refuse("at_hash claim does not match access_token."))
            }
        }
    }
}

fn missing_claim(name: &str) -> Refusal {
    let message = format!("Token is missing the \"{name}\" claim");
    Refusal { argument: Some(name.to_owned()), ..Refusal::new("MissingRequiredClaimError", message) }
}

/// The strings of an `aud`, if it is one or a list of them.
fn audience_list(claim: &Json) -> Option<Vec<&Wtf8>> {
    fn string(item: &Json) -> Option<&Wtf8> {
        if let Json::Str(text) = item { Some(text) } else { None }
    }
    match claim {
        Json::Str(text) => Some(vec![text]),
        Json::Array(items) => items.iter().map(string).collect(),
        _ => None,
    }
}

fn audience_problem(claim: &Json, audience: &Audience, strict: bool) -> Option<&'static str> {
    if strict {
        let Audience::One(audience) = audience else { return Some("Invalid audience (strict)") };
        let Json::Str(claim) = claim else { return Some("Invalid claim format in token (strict)") };
        return (claim != audience).then_some("Audience doesn't match (strict)");
    }
    let Some(list) = audience_list(claim) else { return Some("Invalid claim format in token") };
    let matches = match audience {
        Audience::NotGiven => false,
        Audience::One(one) => list.contains(&one),
        Audience::Any(any) => have_one_in_common(list, any.iter().flatten()),
    };
    (!matches).then_some("Audience doesn't match")
}

/// Whether something is in both. Both may be long, so that none may be compared with every other.
fn have_one_in_common<T: Eq + Hash>(
    left: impl IntoIterator<Item = T>,
    right: impl IntoIterator<Item = T>,
) -> bool {
    let left: HashSet<T> = left.into_iter().collect();
    right.into_iter().any(|one| left.contains(&one))
}

fn jose_audience_problem(claim: &Json, audience: &Audience) -> Option<&'static str> {
    let Some(list) = audience_list(claim) else { return Some("Invalid claim format in token") };
    let matches = matches!(audience, Audience::One(one) if list.contains(&one));
    (!matches).then_some("Invalid audience")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// A name that counts how often it is compared.
    struct Counted<'a>(usize, &'a Cell<usize>);

    impl PartialEq for Counted<'_> {
        fn eq(&self, other: &Self) -> bool {
            self.1.set(self.1.get() + 1);
            self.0 == other.0
        }
    }

    impl Eq for Counted<'_> {}

    impl Hash for Counted<'_> {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            self.0.hash(state);
        }
    }

    /// A token and a caller with long lists of audiences: the work grows with their sum, not with their product.
    #[test]
    fn long_lists_of_audiences_are_not_compared_each_with_each() {
        let (count, many) = (Cell::new(0), 3_000);
        let names = |from: usize| (from..from + many).map(|name| Counted(name, &count));
        assert!(!have_one_in_common(names(0), names(many)));
        assert!(count.get() < 4 * many, "{} comparisons", count.get());
        assert!(have_one_in_common(names(0), names(many - 1)), "the last one is in both");
        assert!(count.get() < 8 * many, "{} comparisons", count.get());
    }
}
