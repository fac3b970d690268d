//! Lessons as commands need them: the library with added folders, one lesson by its id, its inputs.

use super::args::{Global, Inputs};
use super::failure::{Failure, count};
use super::report::Report;
use super::{clock, program};
use jwtrace::jose::algorithm::Algorithm;
use jwtrace::lesson::diagnostic::nearest;
use jwtrace::lesson::{self, Entry, Lesson, Library, Profile, literal};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The built-in lessons and those of the folders asked for.
pub(crate) fn library(global: &Global) -> Result<Library, Failure> {
    let mut library = Library::built_in();
    for folder in &global.lessons {
        for file in files(folder)? {
            library.add(&file.display().to_string(), &program::read_text(&file)?);
        }
    }
    Ok(library)
}

/// The lesson files of a folder, by name.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let shown = folder.display();
    let entries = std::fs::read_dir(folder).map_err(|error| {
        if folder.is_file() {
            return Failure::wrong(format!("{shown} is a file, not a folder of lessons"));
        }
        match error.kind() {
            std::io::ErrorKind::NotFound => Failure::wrong(format!("there is no folder {shown}")),
            _ => Failure::wrong(format!("the folder {shown} cannot be read: {error}")),
        }
    })?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    Ok(files)
}

/// The good lesson with an id.
pub(crate) fn find<'l>(library: &'l Library, id: &str) -> Result<&'l Arc<Lesson>, Failure> {
    let Some(entry) = library.get(id) else {
        let near = library.nearest(id).map(|near| format!("Did you mean {near}? ")).unwrap_or_default();
        let ids: Vec<&str> = library.entries.iter().map(|entry| entry.id.as_str()).collect();
        return Err(Failure::wrong(format!("there is no lesson {id:?}"))
            .help(format!("{near}There are: {}.", ids.join(", "))));
    };
    entry.lesson().ok_or_else(|| broken(std::slice::from_ref(entry)))
}

/// Everything that is wrong with some lesson files.
pub(crate) fn broken(entries: &[Entry]) -> Failure {
    let found: Vec<&lesson::Diagnostic> = entries.iter().flat_map(|entry| &entry.diagnostics).collect();
    let sum = format!("{} in {}", count(found.len(), "mistake"), count(entries.len(), "lesson"));
    Failure::Reports(found.into_iter().map(Report::of_lesson).collect(), sum)
}

/// A line for each lesson that could not be opened.
pub(crate) fn problems(library: &Library) -> Vec<String> {
    let bad = library.entries.iter().filter(|entry| entry.shelved.is_none());
    bad.map(|entry| {
        let first = entry.diagnostics.first();
        let place = first.map(lesson::Diagnostic::position);
        let place = place.map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
        let message = first.map_or("", |first| first.message.as_str());
        let more = match entry.diagnostics.len() {
            0 | 1 => String::new(),
            all => format!(" (and {} more)", all - 1),
        };
        format!("{}{place}: {message}{more}", entry.path)
    })
    .collect()
}

/// A lesson's inputs with what the options replace.
pub(crate) fn inputs(lesson: &Lesson, args: &Inputs, now: Option<&str>) -> Result<lesson::Inputs, Failure> {
    let mut inputs = lesson.inputs();
    if let Some(name) = &args.profile {
        inputs.profile = profile(lesson, name)?;
    }
    if let Some(json) = &args.claims {
        let literal = literal::from_json(json).map_err(|error| {
            Failure::usage(format!("--claims is not JSON: {error}")).help(
                "Names and texts stand in double quotes: --claims '{\"user_id\": 123, \"admin\": true}'",
            )
        })?;
        set(lesson, &mut inputs, ("claims", "--claims"), &literal)?;
    }
    if let Some(name) = &args.alg {
        algorithm(inputs.profile, name)?;
    }
    for (name, option, value) in [("secret", "--secret", &args.secret), ("algorithm", "--alg", &args.alg)] {
        if let Some(value) = value {
            set(lesson, &mut inputs, (name, option), &literal::string(value))?;
        }
    }
    if let Some(now) = now {
        inputs.now = clock::parse(now)?;
    }
    Ok(inputs)
}

fn profile(lesson: &Lesson, name: &str) -> Result<Profile, Failure> {
    let names: Vec<&str> = lesson.programs.iter().map(|program| program.profile.name()).collect();
    let Some(profile) = Profile::named(name) else {
        let near = nearest(name, Profile::ALL.map(Profile::name));
        let near = near.map(|near| format!("Did you mean {near}? ")).unwrap_or_default();
        return Err(Failure::usage(format!("--profile {name:?} is not a library"))
            .help(format!("{near}There are pyjwt and python-jose.")));
    };
    if names.contains(&profile.name()) {
        return Ok(profile);
    }
    Err(Failure::usage(format!("the lesson {} does not run with {name}", lesson.id))
        .help(format!("It runs with {}.", names.join(" and "))))
}

/// A name that the library does not know would only make it raise.
fn algorithm(profile: Profile, name: &str) -> Result<(), Failure> {
    let known: Vec<&str> = match profile {
        Profile::PyJwt => Algorithm::pyjwt().map(|algorithm| algorithm.name).collect(),
        Profile::PythonJose => Algorithm::python_jose().map(|algorithm| algorithm.name).collect(),
    };
    if known.contains(&name) {
        return Ok(());
    }
    let near = nearest(name, known.iter().copied());
    let near = near.map(|near| format!("Did you mean {near}? ")).unwrap_or_default();
    Err(Failure::usage(format!("--alg {name:?} is not an algorithm of {}", profile.title()))
        .help(format!("{near}There are {}.", known.join(", "))))
}

fn set(
    lesson: &Lesson,
    inputs: &mut lesson::Inputs,
    (name, option): (&str, &str),
    literal: &str,
) -> Result<(), Failure> {
    if inputs.set(name, literal) {
        return Ok(());
    }
    let names: Vec<&str> = lesson.given.iter().map(|given| given.name.as_str()).collect();
    Err(Failure::usage(format!("the lesson {} has no {name} that {option} could replace", lesson.id))
        .help(format!("What it is given: {}.", names.join(", "))))
}
