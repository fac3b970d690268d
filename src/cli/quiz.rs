//! `jwtrace quiz`: a lesson's questions, or what is due for review.

use super::args::{Global, Learn, Quiz};
use super::failure::Failure;
use super::memory::{self, Keeper, folder};
use super::progress::padded;
use super::{clock, lessons, screen, traces};
use jwtrace::lesson::{Inputs, Lesson, Library};
use jwtrace::progress::schedule::until;
use jwtrace::progress::{Due, History};
use jwtrace::session::{Mode, Recalled};
use jwtrace::store::Store;
use std::io::Write;

/// Asks the questions of a lesson, or shows what is due.
pub(crate) fn quiz(
    args: &Quiz,
    global: &Global,
    on_screen: bool,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let library = lessons::library(global)?;
    let lesson = args.lesson.as_deref().map(|id| lessons::find(&library, id)).transpose()?;
    if let (Some(lesson), false) = (lesson, args.due) {
        let learn = Learn {
            lesson: lesson.id.clone(),
            mode: Some("quiz".into()),
            step: None,
            inputs: super::args::Inputs::default(),
            now: None,
            seed: args.seed,
        };
        return if on_screen { screen::learn(&learn, global) } else { traces::learn(&learn, global, out) };
    }
    let store =
        Store::new(folder().map_err(|error| Failure::wrong(format!("no answers are kept: {error}")))?);
    let (history, remark) =
        memory::recall(&store).map_err(|error| Failure::wrong(format!("answers cannot be read: {error}")))?;
    let now = clock::now();
    let wanted = |lesson_of: &str| lesson.is_none_or(|lesson| lesson.id == lesson_of);
    let mut due = history.due(now);
    due.retain(|due| wanted(due.lesson) && asked(&library, due).is_some());
    let Some(first) = due.first() else {
        return nothing(&history, now, lesson.map(|lesson| lesson.id.as_str()), out);
    };
    if on_screen {
        let recalled = Recalled { history: history.clone(), now, remark };
        return open(first, &library, global, recalled, args.seed);
    }
    writeln!(out, "Due for review, the weakest first:")?;
    for due in &due {
        writeln!(out, "  {} {}", padded(due.lesson, 24), padded(due.question, 40).trim_end())?;
    }
    Ok(())
}

/// The lesson of an answered question, as long as both are there.
fn asked<'l>(library: &'l Library, due: &Due<'_>) -> Option<&'l Lesson> {
    let lesson = library.get(due.lesson)?.lesson.as_deref()?;
    lesson.quiz.iter().chain(&lesson.practice).any(|question| question.id == due.question).then_some(lesson)
}

fn nothing(history: &History, now: f64, lesson: Option<&str>, out: &mut impl Write) -> Result<(), Failure> {
    let of = lesson.map_or(String::new(), |lesson| format!(" in {lesson}"));
    match history.next_due(now, |due| lesson.is_none_or(|lesson| due.lesson == lesson)) {
        Some(next) => {
            writeln!(out, "Nothing is due for review{of}; the next question is due {}.", until(next - now))?;
        }
        None => {
            let begin = lesson.unwrap_or("create-token");
            writeln!(out, "Nothing has been answered{of} yet. Begin with: jwtrace quiz {begin}")?;
        }
    }
    Ok(())
}

/// Opens a lesson at a question.
fn open(
    due: &Due<'_>,
    library: &Library,
    global: &Global,
    recalled: Recalled,
    seed: Option<u64>,
) -> Result<(), Failure> {
    let Some(lesson) = asked(library, due) else { return Ok(()) };
    let mut session = screen::session(library);
    session.seed = seed.unwrap_or(session.seed);
    let index = session.library.lessons.iter().position(|have| have.id == lesson.id).unwrap_or(0);
    let inputs: Inputs = lesson.inputs();
    session.open(index, Some(inputs.clone())).map_err(|found| traces::refused(lesson, &inputs, &found))?;
    if let Some(study) = &mut session.study {
        let at = lesson.quiz.iter().position(|question| question.id == due.question);
        let mode = if at.is_some() { Some(Mode::Quiz) } else { Mode::of_name("practice") };
        if let Some(mode) = mode.filter(|mode| study.modes().contains(mode)) {
            study.enter(mode);
        }
        if let Some(at) = at {
            study.quiz.at = at;
            study.pose_shown();
        }
    }
    session.recalled(recalled);
    screen::show(session, global, Keeper::new())
}
