//! `jwtrace check`.

use super::args::Global;
use super::failure::{Failure, count};
use super::report::Report;
use super::{lessons, oracle, program};
use jwtrace::check;
use jwtrace::lesson::Library;
use jwtrace::text::Text;
use std::io::Write;
use std::num::NonZero;
use std::path::{Path, PathBuf};

/// Proves the lessons of some files and folders, or all there are; with an oracle, also against that Python.
pub(crate) fn check(
    paths: &[PathBuf],
    oracle: Option<&Path>,
    global: &Global,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let library = if paths.is_empty() { lessons::library(global)? } else { of(paths)? };
    let mut reports = Vec::new();
    let mut bad = 0;
    let mut written = Ok(());
    let workers = std::thread::available_parallelism().map_or(1, NonZero::get);
    check::lessons(&library.entries, workers, |entry, found| {
        let verdict = if found.is_empty() { "proved".to_owned() } else { count(found.len(), "mistake") };
        written = writeln!(out, "{:<24} {verdict}", Text::new(&entry.id)).and_then(|()| out.flush());
        bad += usize::from(!found.is_empty());
        reports.extend(found.iter().map(Report::of_lesson));
        written.is_ok()
    });
    written?;
    if library.entries.is_empty() {
        return Err(
            Failure::wrong("there are no lessons to check").help("A lesson is a file that ends in .toml.")
        );
    }
    let different = oracle.map_or(Ok(0), |python| oracle::compare(&library, python, out))?;
    if reports.is_empty() {
        return match different {
            0 => Ok(()),
            some => Err(Failure::wrong(format!("{} did otherwise there", count(some, "program"))).help(
                "The trace is true to PyJWT 2.15.1, python-jose 3.5.0 and FastAPI 0.165.0 on CPython 3.11.7.",
            )),
        };
    }
    let all = count(library.entries.len(), "lesson");
    let sum = format!("{} in {bad} of {all}", count(reports.len(), "mistake"));
    Err(Failure::Reports(reports, sum))
}

/// The lessons of files and folders alone.
fn of(paths: &[PathBuf]) -> Result<Library, Failure> {
    let mut library = Library::default();
    for path in paths {
        let files = if path.is_dir() { lessons::files(path)? } else { vec![path.clone()] };
        for file in files {
            library.add(&file.display().to_string(), &program::read_text(&file)?);
        }
    }
    Ok(library)
}
