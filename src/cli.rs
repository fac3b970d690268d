//! Arguments to front end; the one place that reports errors to a person and that reads files and the clock.
//!
//! Exit codes: 0 done, 1 the thing asked about is wrong (a program, a lesson, a file), 2 usage. Results go to stdout,
//! errors to stderr. With no terminal on stdout every command that can answer in text does.

mod args;
mod build;
mod class;
mod clock;
mod export;
mod failure;
mod lab;
mod lessons;
mod memory;
mod new;
mod oracle;
mod program;
mod progress;
mod prove;
mod quiz;
mod report;
mod requests;
mod screen;
mod traces;
mod watch;

use args::{Args, Command, ExportFormat};
use clap::{CommandFactory, Parser};
use failure::Failure;
use report::Style;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help and version go to stdout with code 0, the rest to stderr with 2; a closed pipe is nobody's fault.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let done = dispatch(&args, &mut out).and_then(|()| Ok(out.flush()?));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = out.flush();
            failure.report(&mut io::stderr().lock(), style(&args))
        }
    }
}

fn dispatch(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let shown = io::stdout().is_terminal() && !dumb && !args.global.plain;
    let screen = shown && io::stdin().is_terminal();
    match &args.command {
        None if screen => screen::library(&args.global),
        None => traces::list(&args.global, out),
        Some(Command::Learn(learn)) if screen => screen::learn(learn, &args.global),
        Some(Command::Learn(learn)) => traces::learn(learn, &args.global, out),
        Some(Command::Run(run)) if screen => screen::run(run, &args.global),
        Some(Command::Run(run)) => traces::run(run, out),
        // The token may come through standard input: the keys come from the terminal itself then.
        Some(Command::Lab(lab)) if screen || (shown && lab.reads_stdin()) => lab::open(lab, &args.global),
        Some(Command::Lab(lab)) => lab::write(lab, out),
        Some(Command::Build(built)) if screen => build::open(built, &args.global),
        Some(Command::Build(built)) => build::write(built, &args.global, out),
        Some(Command::Trace(trace)) => traces::trace(trace, &args.global, out),
        Some(Command::Quiz(asked)) => quiz::quiz(asked, &args.global, screen, out),
        Some(Command::Progress(shown)) => progress::progress(shown, &args.global, out),
        Some(Command::Report { files, format }) => class::report(files, *format, &args.global, out),
        Some(Command::Check { paths, oracle, python }) => {
            prove::check(paths, oracle.then_some(python.as_path()), &args.global, out)
        }
        Some(Command::Schema) => {
            serde_json::to_writer_pretty(&mut *out, &jwtrace::lesson::json_schema())
                .map_err(io::Error::from)?;
            Ok(writeln!(out)?)
        }
        Some(Command::Watch { lesson }) => watch::watch(lesson, screen, &args.global),
        Some(Command::Export { ids, format: ExportFormat::Gift }) => export::export(ids, &args.global, out),
        Some(Command::New { lesson }) => new::write(lesson, out),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "jwtrace", &mut script);
            Ok(out.write_all(&script)?)
        }
        Some(Command::Man) => Ok(clap_mangen::Man::new(Args::command()).render(out)?),
    }
}

/// Reports have colours on a terminal that wants them.
fn style(args: &Args) -> Style {
    let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    if args.global.ascii {
        Style::Ascii
    } else if wanted && io::stderr().is_terminal() {
        Style::Colour
    } else {
        Style::Plain
    }
}
