//! Mutants: engines that each hold one misconception, so that what a person holding it expects can be computed, and
//! stepped through.
//!
//! A mutant is the same program with one import changed: the library comes from `_believed`, a module in Python that
//! does one thing as people believe it to be, and leaves everything else to the real library. So a mutant's trace has
//! the lines, the frames and the variables of the true one.

use super::job::Job;

/// An engine with one misconception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mutant {
    /// The payload is encrypted with the secret.
    PayloadEncrypted,
    /// Segments keep their `=`.
    PaddingKept,
    /// Segments use `+` and `/`.
    StandardAlphabet,
    /// The signature is made of the payload alone.
    HeaderUnsigned,
    /// `exp` counts milliseconds.
    Milliseconds,
    /// `exp` is the local clock's time.
    LocalTime,
    /// `exp` is written as a date.
    ExpText,
    /// The secret is among the claims.
    SecretInside,
    /// A token whose text differs anywhere is refused.
    AnyChange,
    /// `decode` reads and checks nothing.
    DecodeIsVerify,
    /// The header says how the token is verified.
    AlgorithmTrusted,
    /// The secret makes no difference.
    AnySecret,
}

impl Mutant {
    /// Every mutant.
    pub const ALL: [Self; 12] = [
        Self::PayloadEncrypted,
        Self::PaddingKept,
        Self::StandardAlphabet,
        Self::HeaderUnsigned,
        Self::Milliseconds,
        Self::LocalTime,
        Self::ExpText,
        Self::SecretInside,
        Self::AnyChange,
        Self::DecodeIsVerify,
        Self::AlgorithmTrusted,
        Self::AnySecret,
    ];

    /// Its name in the module `_believed`.
    pub fn name(self) -> &'static str {
        self.words().0
    }

    /// The misconception it holds.
    pub fn tag(self) -> &'static str {
        self.words().1
    }

    /// What it holds to be true, in words: a clause that can follow "that".
    pub fn belief(self) -> &'static str {
        self.words().2
    }

    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::PayloadEncrypted => {
                ("payload_encrypted", "encoding-is-encryption", "the payload is encrypted with the secret")
            }
            Self::PaddingKept => {
                ("padding_kept", "padding-kept", "the segments of a token keep their base64 padding")
            }
            Self::StandardAlphabet => {
                ("standard_alphabet", "base64-vs-base64url", "a token is written in base64, with + and /")
            }
            Self::HeaderUnsigned => {
                ("header_unsigned", "header-is-not-signed", "the signature covers the payload alone")
            }
            Self::Milliseconds => ("milliseconds", "exp-in-milliseconds", "exp counts milliseconds"),
            Self::LocalTime => ("local_time", "local-time-exp", "exp is read from the local clock"),
            Self::ExpText => ("exp_text", "exp-is-a-string", "exp is a date written as text"),
            Self::SecretInside => {
                ("secret_inside", "secret-is-in-the-token", "the secret is carried inside the token")
            }
            Self::AnyChange => {
                ("any_change", "any-change-breaks-the-token", "every changed character makes a token invalid")
            }
            Self::DecodeIsVerify => {
                ("decode_is_verify", "decode-is-verify", "whatever can be decoded is in order")
            }
            Self::AlgorithmTrusted => {
                ("algorithm_trusted", "trust-the-token's-alg", "the token says how it is to be verified")
            }
            Self::AnySecret => ("any_secret", "any-secret-will-do", "one secret is as good as another"),
        }
    }

    /// A program with its library replaced by this engine, line for line; `None` when it imports none.
    pub fn program(self, source: &str) -> Option<String> {
        let mut found = false;
        let lines: Vec<String> = source
            .lines()
            .map(|line| {
                let put = self.import(line);
                found |= put.is_some();
                put.unwrap_or_else(|| line.to_owned())
            })
            .collect();
        found.then(|| lines.join("\n") + "\n")
    }

    /// The job with its program so changed.
    pub fn job(self, job: &Job) -> Option<Job> {
        Some(Job { source: self.program(&job.source)?, ..job.clone() })
    }

    fn import(self, line: &str) -> Option<String> {
        let name = self.name();
        if line.trim_end() == "import jwt" {
            return Some(format!("from _believed import {name} as jwt"));
        }
        let names: Vec<&str> = line.strip_prefix("from jose import ")?.split(',').map(str::trim).collect();
        let others: Vec<&str> = names.iter().copied().filter(|name| *name != "jwt").collect();
        if others.len() == names.len() {
            return None;
        }
        let believed = format!("from _believed import jose_{name} as jwt");
        let others = others.join(", ");
        Some(if others.is_empty() { believed } else { format!("from jose import {others}; {believed}") })
    }
}
