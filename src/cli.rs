//! Arguments to front end; the one place that reports errors to a person and that reads files and the clock.
//!
//! Exit codes: 0 done, 1 the thing asked about is wrong (a program, a lesson, a file), 2 usage.

mod args;
mod clock;
mod failure;
mod program;
mod requests;

use args::{Command, Format};
use clap::Parser;
use failure::Failure;
use jwtrace::export;
use jwtrace::python::{self, Limits, Program};
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help and version go to stdout with code 0, the rest to stderr with 2; a closed pipe is nobody's fault.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let done = dispatch(&args, &mut out).and_then(|code| Ok(out.flush().map(|()| code)?));
    match done {
        Ok(code) => code,
        Err(failure) => failure.report(&mut io::stderr().lock()),
    }
}

fn dispatch(args: &args::Args, out: &mut impl Write) -> Result<ExitCode, Failure> {
    match &args.command {
        Some(Command::Trace(trace)) => trace_file(trace, out),
        None => Err(Failure::wrong("nothing to show yet")),
    }
}

fn trace_file(args: &args::Trace, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let (path, source) = program::read(&args.target)?;
    let world = program::world(&args.world)?;
    let json = args.format == Format::Json;
    let program = match Program::parse(&source) {
        Ok(program) => program,
        Err(diagnostics) if json => {
            export::json::write_refused(out, &diagnostics)?;
            return Ok(ExitCode::FAILURE);
        }
        Err(diagnostics) => return Err(Failure::program(&path, &source, &diagnostics)),
    };
    let trace = python::run(&program, &world, &Limits::default());
    export::json::write(out, &trace)?;
    Ok(ExitCode::SUCCESS)
}
