//! The lab's state as a command line, without its keys.

use super::Lab;
use super::keys::{self, KeyKind};
use super::setup::Setup;
use crate::lesson::Profile;
use crate::session::{Share, secrets};
use std::fmt::Write as _;

impl Lab {
    /// The program that says the same, with places to put the keys in where a secret or a private key stands.
    pub(in crate::session) fn program_to_share(&self) -> Share {
        let run = self.after.chosen();
        let setup = &self.after.setup;
        let mut text = run.program.source().to_owned();
        let mut hidden = false;
        for key in [Some(&setup.key), setup.verify.as_ref()].into_iter().flatten() {
            let private = key.contains("PRIVATE KEY-----");
            if key.is_empty() || (!private && KeyKind::of(key) != KeyKind::Secret) {
                continue;
            }
            let place = if private { "open(\"private.pem\").read()" } else { "\"put the secret here\"" };
            let without = text.replace(&format!("key = {}", keys::python(key)), &format!("key = {place}"));
            hidden |= without != text;
            text = without;
        }
        let name = if hidden { "the Python program, without its key," } else { "the Python program" };
        Share { name: name.to_owned(), secret: secrets::within(&run.trace, &text), text }
    }

    /// The command that opens this token with this clock and these expectations; the key is left to whoever has it.
    pub fn command_line(&self) -> Option<String> {
        let setup = &self.after.setup;
        let token = self.after.token()?;
        // What `jwtrace lab` does without options.
        let plain = Setup::of_token(token.to_owned(), Profile::PyJwt, setup.now);
        let mut out = format!("jwtrace lab {}", quoted(token));
        let _ = write!(out, " --now {}", setup.now);
        if setup.profile != plain.profile {
            let _ = write!(out, " --profile {}", setup.profile.name());
        }
        if setup.zone != "UTC" {
            let _ = write!(out, " --tz {}", quoted(&setup.zone));
        }
        if setup.code.is_some() {
            // What it expects stands in the code, which no command line holds.
            return Some(out);
        }
        if let Some(allowed) = setup.allowed.as_ref().filter(|_| !setup.unverified()) {
            let _ = write!(out, " --alg {}", quoted(&allowed.join(",")));
        }
        for (option, value) in [("--audience", &setup.audience), ("--issuer", &setup.issuer)] {
            if !value.is_empty() {
                let _ = write!(out, " {option} {}", quoted(value));
            }
        }
        if setup.leeway != 0.0 {
            let _ = write!(out, " --leeway {}", setup.leeway);
        }
        Some(out)
    }
}

/// A word for a POSIX shell.
fn quoted(word: &str) -> String {
    let plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ',' | '/' | ':' | '+' | '=');
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}
