//! The command line, as clap reads it.

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

/// Step through how JSON Web Tokens are made and verified: the Python on the screen really runs.
///
/// Without a command it opens the library of lessons.
#[derive(Debug, Parser)]
#[command(name = "jwtrace", version, disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) global: Global,
}

/// What every command takes.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Global {
    /// Add the lessons of a folder (may be repeated)
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) lessons: Vec<PathBuf>,
    /// Colours of the screen [default: by the terminal]
    #[arg(long, value_enum, global = true)]
    pub(crate) theme: Option<Theme>,
    /// Answer in plain text, without a screen
    #[arg(long, global = true)]
    pub(crate) plain: bool,
    /// Nothing moves by itself
    #[arg(long, global = true)]
    pub(crate) no_motion: bool,
    /// Draw with ASCII characters alone
    #[arg(long, global = true)]
    pub(crate) ascii: bool,
}

/// The themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Theme {
    /// For a dark background
    Dark,
    /// For a light background
    Light,
    /// Few strong colours, for projectors
    HighContrast,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Open a lesson
    Learn(Learn),
    /// Trace a Python program of your own on the screen
    Run(Run),
    /// Open a token in the lab: read it, verify it, change it
    Lab(Lab),
    /// Do a lesson's mini project: write a program, run and checked step by step
    Build(Build),
    /// Print the trace of a program or a lesson, without a screen
    Trace(Trace),
    /// Quiz yourself: a lesson, or what is due for review
    Quiz(Quiz),
    /// Show what you know, forget a lesson, or give yourself a name
    Progress(Progress),
    /// For instructors: what a class answered, from the files handed in
    Report {
        /// Logs of answers (`answers.jsonl`; `jwtrace progress` says where it is)
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// How to print it
        #[arg(long, value_enum, default_value_t = Table::Text)]
        format: Table,
    },
    /// Prove lessons by running them; exit 1 and say where when one is wrong
    Check {
        /// Lesson files or folders [default: all lessons]
        paths: Vec<PathBuf>,
        /// Also run the programs on a Python of this machine that has the real libraries, and compare
        #[arg(long)]
        oracle: bool,
        /// The Python for --oracle
        #[arg(long, value_name = "PATH", default_value = "python3", requires = "oracle")]
        python: PathBuf,
    },
    /// Print the JSON Schema of lesson files
    Schema,
    /// Write a commented lesson file to start from
    New {
        /// The lesson's id (`refresh-tokens`) or its file (`lessons/13-refresh-tokens.toml`)
        lesson: PathBuf,
    },
    /// Show a lesson while you write it: each save is shown at once, and what is wrong with it
    Watch {
        /// The lesson's file
        lesson: PathBuf,
    },
    /// Write the questions of lessons for a learning platform
    Export {
        /// The lessons' ids [default: all lessons]
        #[arg(value_name = "LESSON")]
        ids: Vec<String>,
        /// The format: GIFT, which Moodle reads
        #[arg(long, value_enum, default_value_t = ExportFormat::Gift)]
        format: ExportFormat,
    },
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

/// How questions are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// Moodle's GIFT
    Gift,
}

/// What `jwtrace learn` takes.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Learn {
    /// The lesson's id, like `create-token`
    pub(crate) lesson: String,
    /// Where to begin: flow, trace, why, quiz, practice, build, lab, review or summary
    #[arg(long, value_name = "MODE")]
    pub(crate) mode: Option<String>,
    /// The teaching step to begin at, from 1
    #[arg(long, value_name = "NUMBER")]
    pub(crate) step: Option<usize>,
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// The clock: seconds since 1970 (a fraction is allowed) or RFC 3339 [default: the lesson's]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) now: Option<String>,
    /// Where chance starts for questions with fresh values: the same number asks the same [default: the clock]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) seed: Option<u64>,
}

/// The given values of a lesson that can be replaced.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Inputs {
    /// Replace a lesson's claims by this JSON
    #[arg(long, value_name = "JSON")]
    pub(crate) claims: Option<String>,
    /// Replace a lesson's secret
    #[arg(long, value_name = "TEXT")]
    pub(crate) secret: Option<String>,
    /// Replace a lesson's algorithm
    #[arg(long, value_name = "NAME")]
    pub(crate) alg: Option<String>,
    /// The library a lesson runs with: pyjwt or python-jose [default: the lesson's first]
    #[arg(long, value_name = "LIBRARY")]
    pub(crate) profile: Option<String>,
}

/// What `jwtrace run` takes.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Run {
    /// A Python file
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) world: World,
}

/// What `jwtrace lab` takes.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Lab {
    /// The token, or - to read it from standard input [default: a token of the lab's own]
    pub(crate) token: Option<String>,
    /// The secret to verify with (others can see it in the list of processes; --key reads a file)
    #[arg(long, value_name = "TEXT", conflicts_with = "key")]
    pub(crate) secret: Option<String>,
    /// A file with the key to verify with: PEM, or a secret (a line break at its end is left out)
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    /// The algorithms that are allowed, with commas [default: those the key is for]
    #[arg(long, value_name = "NAMES")]
    pub(crate) alg: Option<String>,
    /// The audience to expect
    #[arg(long, value_name = "TEXT")]
    pub(crate) audience: Option<String>,
    /// The issuer to expect
    #[arg(long, value_name = "TEXT")]
    pub(crate) issuer: Option<String>,
    /// Seconds by which clocks may differ
    #[arg(long, value_name = "SECONDS")]
    pub(crate) leeway: Option<f64>,
    /// The library whose gates are shown: pyjwt or python-jose [default: pyjwt]
    #[arg(long, value_name = "LIBRARY")]
    pub(crate) profile: Option<String>,
    /// The clock: seconds since 1970 (a fraction is allowed) or RFC 3339 [default: now]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) now: Option<String>,
    /// The zone of the dates shown
    #[arg(long, value_name = "NAME", default_value = "UTC")]
    pub(crate) tz: String,
}

impl Lab {
    /// Whether the token comes through standard input.
    pub(crate) fn reads_stdin(&self) -> bool {
        self.token.as_deref() == Some("-")
    }
}

/// What `jwtrace build` takes.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Build {
    /// The lesson's id, like `token-structure`
    pub(crate) lesson: String,
    /// A program written in an editor of your own: it is checked whenever it is saved; without a screen, once
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Without a screen: show so many hints for the step that is not done yet
    #[arg(long, value_name = "NUMBER", default_value_t = 0, requires = "file")]
    pub(crate) hints: usize,
    /// The step, from 1 [default: where you stopped; with --file, every step up to the first that is not done]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) step: Option<usize>,
}

/// What `jwtrace trace` takes.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Trace {
    /// A Python file, or a lesson's id
    pub(crate) target: PathBuf,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[command(flatten)]
    pub(crate) world: World,
}

/// How a trace is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Labelled lines and tables
    Text,
    /// One JSON object
    Json,
    /// A document
    Markdown,
    /// A page for a browser
    Html,
}

/// What a program can learn about the world.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct World {
    /// The clock: seconds since 1970 (a fraction is allowed) or RFC 3339 [default: now; of a lesson, its own]
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

/// What `jwtrace quiz` takes.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Quiz {
    /// The lesson's id, like `create-token` [default: what is due, in any lesson]
    pub(crate) lesson: Option<String>,
    /// What you are about to forget: of the lesson, or of all
    #[arg(long)]
    pub(crate) due: bool,
    /// Where chance starts for questions with fresh values: the same number asks the same [default: the clock]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) seed: Option<u64>,
}

/// What `jwtrace progress` takes.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Progress {
    /// How to print it
    #[arg(long, value_enum, default_value_t = Table::Text)]
    pub(crate) format: Table,
    /// Forget the answers to a lesson and the work on its project; both are kept under other names
    #[arg(long, value_name = "LESSON", conflicts_with = "student")]
    pub(crate) reset: Option<String>,
    /// Forget all answers and all work on projects; everything is kept under other names
    #[arg(long, conflicts_with_all = ["reset", "student"])]
    pub(crate) reset_all: bool,
    /// Your name, for an instructor who collects logs; empty for none
    #[arg(long, value_name = "NAME")]
    pub(crate) student: Option<String>,
}

/// How something with rows is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Table {
    /// Lines for people
    Text,
    /// One JSON object
    Json,
    /// A table for a spreadsheet
    Csv,
}
