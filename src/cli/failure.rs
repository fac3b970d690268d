//! What can go wrong outside a program, told in one place: what, where, and what to do.

use jwtrace::python;
use std::io::{self, Write};
use std::process::ExitCode;

/// A message for the person, with the exit code that goes with it.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Told as `jwtrace: message`, with an indented line of advice when there is one.
    Message { code: u8, message: String, help: String },
    /// The reader of our output has gone away, which is how `| head` works; nothing is said.
    BrokenPipe,
}

impl Failure {
    /// The thing asked about is wrong.
    pub(crate) fn wrong(message: impl Into<String>) -> Self {
        Self::Message { code: 1, message: message.into(), help: String::new() }
    }

    /// The command line is wrong.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Message { code: 2, message: message.into(), help: String::new() }
    }

    /// Adds advice.
    pub(crate) fn help(mut self, advice: impl Into<String>) -> Self {
        if let Self::Message { help, .. } = &mut self {
            *help = advice.into();
        }
        self
    }

    /// A program that cannot run: every diagnostic with its line, and a caret under its column.
    pub(crate) fn program(path: &str, source: &str, diagnostics: &[python::Diagnostic]) -> Self {
        use std::fmt::Write as _;
        let mut message = format!("{path} cannot run");
        for diagnostic in diagnostics {
            let (line, column) = (diagnostic.position.line, diagnostic.position.column);
            let text = source.lines().nth(line.saturating_sub(1) as usize).unwrap_or("");
            let _ = write!(message, "\n{path}:{line}:{column}: {}\n", diagnostic.message);
            let _ = write!(
                message,
                "{line:>5} | {text}\n      | {}^",
                " ".repeat(column.saturating_sub(1) as usize)
            );
            if !diagnostic.hint.is_empty() {
                let _ = write!(message, "\n      = {}", diagnostic.hint);
            }
        }
        Self::wrong(message)
    }

    /// Says it, and gives the exit code.
    pub(crate) fn report(self, err: &mut impl Write) -> ExitCode {
        match self {
            Self::BrokenPipe => ExitCode::SUCCESS,
            Self::Message { code, message, help } => {
                let _ = writeln!(err, "jwtrace: {message}");
                for line in help.lines() {
                    let _ = writeln!(err, "  {line}");
                }
                ExitCode::from(code)
            }
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::BrokenPipe
        } else {
            Self::wrong(format!("cannot write the output: {error}"))
        }
    }
}
