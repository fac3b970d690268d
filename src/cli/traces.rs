//! Commands that answer in text: `trace`, and `learn`, `run` and the library without a terminal.

use super::args::{Format, Global, Learn, Run, Trace, World};
use super::failure::Failure;
use super::{lessons, program, screen};
use jwtrace::export::{self, Report};
use jwtrace::lesson::{self, Lesson, Shelved};
use jwtrace::python::{self, Limits, Program};
use jwtrace::session::Session;
use jwtrace::text::Text;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// Prints the trace of a program or a lesson.
pub(crate) fn trace(args: &Trace, global: &Global, out: &mut impl Write) -> Result<(), Failure> {
    let library = lessons::library(global)?;
    let id = args.target.display().to_string();
    if is_path(&args.target) || (args.target.exists() && library.get(&id).is_none()) {
        let given = [
            ("--claims", &args.inputs.claims),
            ("--secret", &args.inputs.secret),
            ("--alg", &args.inputs.alg),
            ("--profile", &args.inputs.profile),
        ];
        if let Some((option, _)) = given.iter().find(|(_, value)| value.is_some()) {
            return Err(Failure::usage(format!(
                "{option} changes a lesson, and {} is a program",
                args.target.display()
            ))
            .help("Write the value into the program."));
        }
        return file(&args.target, &args.world, args.format, out);
    }
    let lesson = lessons::find(&library, &id)?;
    only_programs(&args.world)?;
    let inputs = lessons::inputs(lesson, &args.inputs, args.world.now.as_deref())?;
    write(open(lesson, &inputs)?, args.format, out)
}

/// A lesson without a terminal.
pub(crate) fn learn(args: &Learn, global: &Global, out: &mut impl Write) -> Result<(), Failure> {
    let library = lessons::library(global)?;
    let lesson = lessons::find(&library, &args.lesson)?;
    let mut session = open(lesson, &lessons::inputs(lesson, &args.inputs, args.now.as_deref())?)?;
    if let Some(study) = &mut session.study {
        // Text shows all modes and steps; a wrong name is told all the same.
        screen::begin(study, args)?;
    }
    write(session, Format::Text, out)
}

/// A program without a terminal.
pub(crate) fn run(args: &Run, out: &mut impl Write) -> Result<(), Failure> {
    file(&args.file, &args.world, Format::Text, out)
}

/// The library without a terminal.
pub(crate) fn list(global: &Global, out: &mut impl Write) -> Result<(), Failure> {
    let library = lessons::library(global)?;
    for entry in &library.entries {
        match entry.shelved.as_ref().map(Shelved::card) {
            Some(lesson) => writeln!(
                out,
                "{:<20} {:<36} {:>3} min  {}",
                lesson.id,
                Text::new(&lesson.title),
                lesson.minutes,
                Text::new(&lesson.topic)
            )?,
            None => writeln!(out, "{:<20} (has mistakes: run jwtrace check)", Text::new(&entry.id))?,
        }
    }
    Ok(())
}

/// Written like a path rather than like a lesson's id.
fn is_path(target: &Path) -> bool {
    target.extension().is_some() || target.components().count() > 1
}

/// Options that mean nothing for a lesson.
fn only_programs(world: &World) -> Result<(), Failure> {
    let given = [
        ("--requests", world.requests.is_some()),
        ("--request", !world.request.is_empty()),
        ("--env", !world.env.is_empty()),
        ("--tz", world.tz != "UTC"),
        ("--seed", world.seed != 0),
    ];
    match given.iter().find(|(_, given)| *given) {
        Some((option, _)) => {
            Err(Failure::usage(format!("{option} is for programs; a lesson brings its own world")))
        }
        None => Ok(()),
    }
}

fn file(path: &Path, world: &World, format: Format, out: &mut impl Write) -> Result<(), Failure> {
    let (name, source) = program::read(path)?;
    let world = program::world(world)?;
    let parsed = match Program::parse(&source) {
        Ok(parsed) => parsed,
        Err(diagnostics) => {
            if format == Format::Json {
                export::json::write_refused(out, &diagnostics)?;
            }
            return Err(Failure::program(&name, &source, &diagnostics));
        }
    };
    let trace = python::run(&parsed, &world, &Limits::default());
    match format {
        Format::Json => export::json::write(out, &trace)?,
        Format::Text => export::text::write_program(out, &name, &source, &trace)?,
        Format::Markdown => export::markdown::write_program(out, &name, &source, &trace)?,
        Format::Html => export::html::write_program(out, &name, &source, &trace)?,
    }
    Ok(())
}

/// A lesson that has run.
fn open(lesson: &Arc<Lesson>, inputs: &lesson::Inputs) -> Result<Session, Failure> {
    let mut session = Session::new(vec![Lesson::clone(lesson)], Vec::new());
    session.open(0, Some(inputs.clone())).map_err(|found| refused(lesson, inputs, &found))?;
    Ok(session)
}

fn write(session: Session, format: Format, out: &mut impl Write) -> Result<(), Failure> {
    if let (Format::Json, Some(study)) = (format, &session.study) {
        return Ok(export::json::write(out, &study.trace)?);
    }
    let Some(report) = Report::of(session) else { return Ok(()) };
    match format {
        Format::Markdown => export::markdown::write_lesson(out, &report)?,
        Format::Html => export::html::write_lesson(out, &report)?,
        _ => export::text::write_lesson(out, &report)?,
    }
    Ok(())
}

/// A lesson whose program does not run with these inputs.
pub(crate) fn refused(lesson: &Lesson, inputs: &lesson::Inputs, found: &[python::Diagnostic]) -> Failure {
    Failure::program(&lesson.id, &lesson.source(inputs), found)
}
