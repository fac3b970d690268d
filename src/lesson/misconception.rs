//! The misconceptions that questions are tagged with.

/// Every tag, with what somebody who has the misconception believes.
pub const ALL: [(&str, &str); 19] = [
    ("encoding-is-encryption", "base64url hides what it encodes"),
    ("signing-hides-the-payload", "a signed payload cannot be read"),
    ("decode-is-verify", "decoding a token proves it"),
    ("hs256-verifier-cannot-forge", "who can verify HS256 cannot sign"),
    ("any-secret-will-do", "a short secret is as good as a long one"),
    ("alg-none-is-an-error-only", "a token with alg none cannot do harm"),
    ("trust-the-token's-alg", "the token may say how it is to be verified"),
    ("exp-is-a-string", "exp is written as text"),
    ("exp-in-milliseconds", "exp counts milliseconds"),
    ("local-time-exp", "exp is in local time"),
    ("padding-kept", "segments keep their base64 padding"),
    ("header-is-not-signed", "the signature does not cover the header"),
    ("401-vs-403", "401 and 403 mean the same"),
    ("logout-revokes", "logging out makes a token invalid"),
    ("token-in-url", "a token in a URL is safe"),
    ("stateless-means-no-check", "a stateless server need not check anything"),
    ("base64-vs-base64url", "base64 and base64url are the same"),
    ("any-change-breaks-the-token", "every changed character makes a token invalid"),
    ("secret-is-in-the-token", "the token contains the secret"),
];

/// What somebody with the misconception believes.
pub fn belief(tag: &str) -> Option<&'static str> {
    ALL.iter().find(|(have, _)| *have == tag).map(|(_, belief)| *belief)
}

/// The tags alone.
pub fn tags() -> Vec<&'static str> {
    ALL.iter().map(|(tag, _)| *tag).collect()
}
