//! The command line, as clap reads it.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Step through how JSON Web Tokens are made and verified: the Python on the screen really runs.
#[derive(Debug, Parser)]
#[command(name = "jwtrace", version, about, disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print the trace of a program or a lesson, without a screen
    Trace(Trace),
}

/// What `jwtrace trace` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Trace {
    /// A Python file
    pub(crate) target: PathBuf,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Json)]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) world: World,
}

/// How a trace is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One JSON object
    Json,
}

/// What a program can learn about the world.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct World {
    /// The clock: seconds since 1970 (a fraction is allowed) or RFC 3339 [default: now]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) now: Option<String>,
    /// The zone of local time
    #[arg(long, value_name = "NAME", default_value = "UTC")]
    pub(crate) tz: String,
    /// Send the requests of a JSON file to the program's FastAPI `app`
    #[arg(long, value_name = "FILE")]
    pub(crate) requests: Option<PathBuf>,
    /// Send one request, like 'POST /token {"username": "alice"}' (may be repeated)
    #[arg(long = "request", value_name = "REQUEST")]
    pub(crate) request: Vec<String>,
    /// Set a variable of the program's `os.environ` (may be repeated)
    #[arg(long = "env", value_name = "NAME=VALUE")]
    pub(crate) env: Vec<String>,
    /// Where `secrets`, `random` and `uuid` start
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub(crate) seed: u64,
}
