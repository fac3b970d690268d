//! `jwtrace quiz`: a lesson's questions, or what is due for review.

use super::args::{Global, Learn, Quiz};
use super::failure::{Failure, count};
use super::memory::{self, Keeper, folder};
use super::progress::padded;
use super::{clock, lessons, screen, traces};
use jwtrace::lesson::{Entry, Library};
use jwtrace::progress::schedule::until;
use jwtrace::progress::{Due, History};
use jwtrace::session::{Recalled, asked_again};
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
    due.retain(|due| wanted(due.lesson) && asked(&library, due));
    let only = lesson.map(|lesson| lesson.id.as_str());
    if due.is_empty() {
        return nothing(&library, &history, now, only, out);
    }
    if on_screen {
        let mut session = screen::session(&library);
        session.seed = args.seed.unwrap_or(session.seed);
        session.recalled(Recalled { history: history.clone(), now, remark });
        session.review(only);
        return screen::show(session, global, Keeper::new());
    }
    writeln!(out, "Due for review, the weakest first: {}", count(due.len(), "question"))?;
    for due in &due {
        writeln!(out, "  {} {}", padded(due.lesson, 24), padded(due.question, 40).trim_end())?;
    }
    Ok(())
}

/// Whether the lesson and the question are still there.
pub(crate) fn asked(library: &Library, due: &Due<'_>) -> bool {
    let lesson = library.get(due.lesson).and_then(Entry::lesson);
    lesson.is_some_and(|lesson| asked_again(lesson, due))
}

fn nothing(
    library: &Library,
    history: &History,
    now: f64,
    lesson: Option<&str>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let of = lesson.map_or(String::new(), |lesson| format!(" in {lesson}"));
    match history.next_due(now, |due| lesson.is_none_or(|lesson| due.lesson == lesson) && asked(library, due))
    {
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
