//! What can go wrong outside a program, told in one place: what, where, and what to do.

use super::report::{Report, Style};
use jwtrace::python;
use jwtrace::text::Text;
use std::io::{self, Write};
use std::process::ExitCode;

/// A message for the person, with the exit code that goes with it.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Told as `jwtrace: message`, with indented lines of advice when there are some.
    Message { code: u8, message: String, help: String },
    /// Mistakes at their places, and a line that sums them up. Exit code 1.
    Reports(Vec<Report>, String),
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

    /// A program that cannot run.
    pub(crate) fn program(path: &str, source: &str, found: &[python::Diagnostic]) -> Self {
        let reports = found.iter().map(|found| Report::of_program(path, source, found)).collect();
        Self::Reports(reports, format!("{path} cannot run here: {}", count(found.len(), "mistake")))
    }

    /// Says it, and gives the exit code.
    pub(crate) fn report(self, err: &mut impl Write, style: Style) -> ExitCode {
        match self {
            Self::BrokenPipe => ExitCode::SUCCESS,
            Self::Message { code, message, help } => {
                // Paths, ids and arguments are in it, which may hold anything.
                let _ = writeln!(err, "jwtrace: {}", Text::new(&message));
                for line in Text::lines(&help).into_iter().filter(|_| !help.is_empty()) {
                    let _ = writeln!(err, "  {line}");
                }
                ExitCode::from(code)
            }
            Self::Reports(reports, sum) => {
                for report in reports {
                    let _ = writeln!(err, "{}", report.draw(style));
                }
                let _ = writeln!(err, "jwtrace: {}", Text::new(&sum));
                ExitCode::FAILURE
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

/// `1 mistake`, `3 mistakes`
pub(crate) fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
