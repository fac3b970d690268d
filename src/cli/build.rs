//! `jwtrace build`: the mini project of a lesson, on the screen or in text, with an editor of one's own or ours.

use super::args::{Build as Args, Global};
use super::failure::Failure;
use super::memory::Keeper;
use super::{lessons, program, screen, traces};
use jwtrace::export;
use jwtrace::lesson::{Inputs, Lesson, Project};
use jwtrace::session::build::{Checked, check};
use jwtrace::session::{Memory, Message, Mode, Session, update};
use jwtrace::tui::watch::{Seen, Stamp, Watched};
use std::io::Write;
use std::path::Path;

/// Opens the project of a lesson.
pub(crate) fn open(args: &Args, global: &Global) -> Result<(), Failure> {
    let library = lessons::library(global)?;
    let lesson = lessons::find(&library, &args.lesson)?;
    let project = project(lesson)?;
    let step = args.step.map(|step| number(project, step)).transpose()?;
    let mut session = screen::session(&library);
    let index = session.library.position(&lesson.id).unwrap_or(0);
    let inputs: Inputs = lesson.inputs();
    session.open(index, Some(inputs.clone())).map_err(|found| traces::refused(lesson, &inputs, &found))?;
    session.predicting = true;
    if let Some(study) = &mut session.study {
        study.enter(Mode::Build);
    }
    let mut keeper = Keeper::new();
    session.works(keeper.works());
    let build = session.study.as_mut().and_then(|study| study.build.as_mut());
    if let (Some(build), Some(step)) = (build, step) {
        build.go_to(Some(step));
    }
    match &args.file {
        Some(path) => watching(session, path, global, keeper),
        None => screen::show(session, global, keeper),
    }
}

/// With the program in a file that is read again at each save.
fn watching(mut session: Session, path: &Path, global: &Global, mut keeper: Keeper) -> Result<(), Failure> {
    let stamp = Stamp::of(path);
    // The first time it must be there; later it may go and come back.
    let (name, source) = program::read(path)?;
    if let Some(build) = session.study.as_mut().and_then(|study| study.build.as_mut()) {
        build.of_file(&name, &source);
    }
    update(&mut session, Message::Saved(Ok(source)));
    let read = move |seen| {
        let text = match (seen, program::read(path)) {
            (Seen::Gone, _) => Err(format!("{name} is gone; save it again to go on")),
            (Seen::Changed, Ok((_, source))) => Ok(source),
            (Seen::Changed, Err(Failure::Message { message, .. })) => Err(message),
            (Seen::Changed, Err(_)) => Err(format!("{name} cannot be read")),
        };
        Some(Message::Saved(text))
    };
    let file = Watched { path: path.to_owned(), stamp, read: Box::new(read) };
    let shown = screen::show_watching(session, global, &mut keeper, file);
    shown.and(keeper.end())
}

/// Prints what is to be done, or checks a file.
pub(crate) fn write(args: &Args, global: &Global, out: &mut impl Write) -> Result<(), Failure> {
    let library = lessons::library(global)?;
    let lesson = lessons::find(&library, &args.lesson)?;
    let project = project(lesson)?;
    let Some(path) = &args.file else {
        return Ok(export::build::tasks(out, lesson, project)?);
    };
    let (name, source) = program::read(path)?;
    let last = project.steps.len();
    let steps = match args.step {
        Some(step) => number(project, step)?..number(project, step)? + 1,
        None => 0..last,
    };
    let mut failed = None;
    for step in steps {
        match check(lesson, step, &source) {
            Some(Checked::Unreadable(problem)) => {
                return Err(Failure::program(&name, &source, &[problem]));
            }
            Some(Checked::Graded(graded)) => {
                export::build::results(out, project, step, &graded)?;
                if !graded.passed() {
                    failed = Some(step);
                    break;
                }
            }
            None => {}
        }
    }
    if let Some(step) = failed {
        export::build::hints(out, project, step, args.hints)?;
    }
    match failed {
        None => Ok(()),
        Some(step) => Err(Failure::wrong(format!(
            "{name} does not do yet what step {} of {last} asks for: {}",
            step + 1,
            project.steps[step].title
        ))),
    }
}

fn project(lesson: &Lesson) -> Result<&Project, Failure> {
    lesson.project.as_ref().ok_or_else(|| {
        Failure::wrong(format!("the lesson {} has no project", lesson.id))
            .help("Lessons with one have mode 6 Build.")
    })
}

/// The index of a step from its number.
fn number(project: &Project, step: usize) -> Result<usize, Failure> {
    let last = project.steps.len();
    if (1..=last).contains(&step) {
        return Ok(step - 1);
    }
    Err(Failure::usage(format!("--step {step}: the project has steps 1 to {last}")))
}
