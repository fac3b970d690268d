//! The lab's state as a command line, without its keys.

use super::Lab;
use super::setup::Setup;
use crate::lesson::Profile;
use std::fmt::Write as _;

impl Lab {
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
        if setup.zone != "UTC" {
            let _ = write!(out, " --tz {}", quoted(&setup.zone));
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
