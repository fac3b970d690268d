//! Program files, and the world a program runs in.

use super::args;
use super::failure::Failure;
use super::{clock, requests};
use jwtrace::python::{Limits, World};
use std::path::Path;

/// Reads a text file, saying what is wrong when it cannot be read as one.
pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    let shown = path.display();
    let bytes = std::fs::read(path).map_err(|error| {
        if path.is_dir() {
            return Failure::wrong(format!("{shown} is a folder, not a file"))
                .help("Name a Python file in it.");
        }
        match error.kind() {
            std::io::ErrorKind::NotFound => Failure::wrong(format!("there is no file {shown}")).help(
                "Check the spelling and the folder you are in; a lesson goes by its id, like create-token.",
            ),
            std::io::ErrorKind::PermissionDenied => {
                Failure::wrong(format!("{shown} may not be read: permission denied"))
                    .help("Give yourself the right to read it, or name a copy.")
            }
            _ => Failure::wrong(format!("{shown} cannot be read: {error}")),
        }
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = String::from_utf8_lossy(&error.as_bytes()[..good]).matches('\n').count() + 1;
        Failure::wrong(format!(
            "{shown} is not UTF-8 text: byte 0x{:02x} at offset {good}, line {line}",
            error.as_bytes()[good]
        ))
        .help("Save the file as UTF-8.")
    })?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}

/// Reads a program: its path as shown to people, and its text.
pub(crate) fn read(path: &Path) -> Result<(String, String), Failure> {
    let limit = Limits::default().source_bytes as u64;
    if let Ok(data) = std::fs::metadata(path)
        && data.is_file()
        && data.len() > limit
    {
        return Err(Failure::wrong(format!(
            "{} has {} bytes; a program may have {limit}",
            path.display(),
            data.len()
        )));
    }
    Ok((path.display().to_string(), read_text(path)?))
}

/// The world that the options describe.
pub(crate) fn world(args: &args::World) -> Result<World, Failure> {
    let mut specs = Vec::new();
    if let Some(path) = &args.requests {
        specs.extend(requests::from_file(&path.display().to_string(), &read_text(path)?)?);
    }
    for text in &args.request {
        specs.push(requests::from_line(text)?);
    }
    // The zone is checked here, where it can be named; the engine takes it on trust.
    jiff::tz::TimeZone::get(&args.tz).map_err(|_| {
        Failure::usage(format!("--tz {:?} is not a time zone", args.tz))
            .help("Examples: UTC, Europe/Berlin, Asia/Tokyo.")
    })?;
    let env = args.env.iter().map(|pair| variable(pair)).collect::<Result<_, _>>()?;
    let asked = args.requests.is_some() || !args.request.is_empty();
    Ok(World {
        now: args.now.as_deref().map_or_else(|| Ok(clock::now()), clock::parse)?,
        zone: args.tz.clone(),
        env,
        rng_seed: args.seed,
        requests: specs,
        module_name: if asked { "main".into() } else { "__main__".into() },
    })
}

fn variable(pair: &str) -> Result<(String, String), Failure> {
    match pair.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err(Failure::usage(format!("--env {pair:?} is not NAME=VALUE"))),
    }
}
