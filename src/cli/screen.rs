//! Commands that open a screen.

use super::args::{self, Global, Learn, Run};
use super::failure::Failure;
use super::memory::Keeper;
use super::{clock, lessons, program, traces};
use jwtrace::lesson::Library;
use jwtrace::lesson::diagnostic::expected;
use jwtrace::python::{self, Limits, Program};
use jwtrace::session::{Memory, Mode, Session};
use jwtrace::tui::watch::Watched;
use jwtrace::tui::{self, Depth, Options, ThemeName};
use std::io;

/// Opens the library.
pub(crate) fn library(global: &Global) -> Result<(), Failure> {
    let mut session = session(&lessons::library(global)?);
    session.predicting = true;
    let keeper = Keeper::new();
    keeper.resume(&mut session);
    show(session, global, keeper)
}

/// Opens a lesson.
pub(crate) fn learn(args: &Learn, global: &Global) -> Result<(), Failure> {
    let library = lessons::library(global)?;
    let lesson = lessons::find(&library, &args.lesson)?;
    let inputs = lessons::inputs(lesson, &args.inputs, args.now.as_deref())?;
    let mut session = session(&library);
    session.seed = args.seed.unwrap_or(session.seed);
    let index = session.library.position(&lesson.id).unwrap_or(0);
    session.open(index, Some(inputs.clone())).map_err(|found| traces::refused(lesson, &inputs, &found))?;
    session.predicting = true;
    if let Some(study) = &mut session.study {
        begin(study, args)?;
    }
    show(session, global, Keeper::new())
}

/// Opens a program of one's own.
pub(crate) fn run(args: &Run, global: &Global) -> Result<(), Failure> {
    let (name, source) = program::read(&args.file)?;
    let world = program::world(&args.world)?;
    let parsed = Program::parse(&source).map_err(|found| Failure::program(&name, &source, &found))?;
    let trace = python::run(&parsed, &world, &Limits::default());
    let mut session = session(&lessons::library(global)?);
    session.open_program(&name, parsed, trace);
    show(session, global, Keeper::new())
}

/// Goes where `--mode` and `--step` say.
pub(crate) fn begin(study: &mut jwtrace::session::Study, args: &Learn) -> Result<(), Failure> {
    if let Some(name) = &args.mode {
        let modes = study.modes();
        let names: Vec<String> = modes.iter().map(|mode| mode.title().to_lowercase()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mode = Mode::of_name(name).filter(|mode| modes.contains(mode)).ok_or_else(|| {
            Failure::usage(format!("--mode {name:?} is not a mode of this lesson"))
                .help(expected(name, &names))
        })?;
        study.enter(mode);
    } else if args.step.is_some() {
        study.enter(Mode::Trace);
    }
    if let Some(step) = args.step {
        let last = study.stops.last().saturating_sub(1);
        if !(1..=last).contains(&step) {
            return Err(Failure::usage(format!("--step {step}: the lesson has steps 1 to {last}")));
        }
        study.go_to(step);
    }
    Ok(())
}

/// A session with every good lesson in it, and a line about every other.
pub(crate) fn session(library: &Library) -> Session {
    let lessons = library.entries.iter().filter_map(|entry| entry.shelved.clone());
    let mut session = Session::shelved(lessons.collect(), lessons::problems(library));
    session.seed = clock::seed();
    session
}

/// Shows a session until the learner leaves.
pub(crate) fn show(session: Session, global: &Global, mut keeper: Keeper) -> Result<(), Failure> {
    let shown = told(tui::run(session, &options(global), &mut keeper));
    shown.and(keeper.end())
}

/// As [`show`], with a file that is watched; the memory is another.
pub(crate) fn show_watching(
    session: Session,
    global: &Global,
    memory: &mut dyn Memory,
    file: Watched<'_>,
) -> Result<(), Failure> {
    told(tui::run_watching(session, &options(global), memory, Some(file)))
}

fn told(shown: io::Result<()>) -> Result<(), Failure> {
    match shown {
        // The terminal has gone away; there is nobody to tell.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::BrokenPipe),
        Err(error) => Err(Failure::wrong(format!("the terminal refused: {error}"))
            .help("Answer in text instead: jwtrace --plain, or jwtrace trace LESSON.")),
        Ok(()) => Ok(()),
    }
}

/// What the options and the environment say about the screen.
fn options(global: &Global) -> Options {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let term = variable("TERM");
    let depth = if !variable("NO_COLOR").is_empty() {
        Depth::Mono
    } else if matches!(variable("COLORTERM").as_str(), "truecolor" | "24bit") {
        Depth::True
    } else if term.contains("256") {
        Depth::Indexed
    } else {
        Depth::Sixteen
    };
    // xterm, rxvt and others say their colours as `foreground;background`, numbers of the sixteen.
    let background = variable("COLORFGBG").rsplit(';').next().and_then(|number| number.parse::<u8>().ok());
    let theme = match global.theme {
        Some(args::Theme::Light) => ThemeName::Light,
        Some(args::Theme::HighContrast) => ThemeName::HighContrast,
        None if matches!(background, Some(7 | 9..)) => ThemeName::Light,
        Some(args::Theme::Dark) | None => ThemeName::Dark,
    };
    let panic_key = if cfg!(debug_assertions) { variable("JWTRACE_PANIC_KEY").chars().next() } else { None };
    Options { theme, depth, ascii: global.ascii, motion: !global.no_motion, panic_key, ..Options::default() }
}
