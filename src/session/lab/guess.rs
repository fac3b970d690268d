//! Guessing a secret: a Python program tries a list of weak ones against the token's signature.

use super::keys;
use super::side::global;
use crate::lesson::literal;
use crate::python::{self, Limits, Program, World};
use std::fmt::Write as _;

/// A list that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// How many were tried, the one that fits included.
    pub tried: usize,
    /// How many of them are shown so far, when they are shown one after another.
    pub shown: usize,
    /// How many there are.
    pub of: usize,
    /// The one that fits.
    pub found: Option<String>,
    /// The program that tried them.
    pub source: String,
}

impl Guess {
    /// Tries the list against an HS256 token; nothing when the program does not run.
    pub(super) fn at(token: &str) -> Option<Self> {
        let source = source(token);
        let program = Program::parse(&source).ok()?;
        let trace = python::run(&program, &World::default(), &Limits::default());
        let tried = trace.globals.iter().find(|global| global.name == "tried")?.repr.parse().ok()?;
        let of = keys::weak_secrets().count();
        Some(Self { tried, shown: tried, of, found: global(&trace, "found"), source })
    }

    /// The guess that is shown now.
    pub fn word(&self) -> &'static str {
        keys::weak_secrets().nth(self.shown.saturating_sub(1)).unwrap_or_default()
    }
}

fn source(token: &str) -> String {
    let mut words = String::new();
    for word in keys::weak_secrets() {
        let _ = writeln!(words, "    {},", literal::string(word));
    }
    format!(
        r#"import base64, hashlib, hmac

token = {}
words = [
{words}]
signing_input, signature = token.rsplit(".", 1)
found = None
tried = 0
for word in words:
    tried += 1
    mac = hmac.new(word.encode(), signing_input.encode(), hashlib.sha256).digest()
    if base64.urlsafe_b64encode(mac).rstrip(b"=").decode() == signature:
        found = word
        break
print(found, "after", tried)
"#,
        literal::string(token)
    )
}
