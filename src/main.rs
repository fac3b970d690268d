//! The `jwtrace` program: arguments in, a front end out.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
