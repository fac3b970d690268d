//! Sessions to test with, on traces of the engine.

use crate::lesson::{Lesson, Library};
use crate::python::{self, Limits, Program, World};
use crate::session::Session;

/// The lessons in the binary.
pub(crate) fn lessons() -> Vec<Lesson> {
    let library = Library::built_in();
    library.entries.iter().filter_map(|entry| entry.lesson.as_deref().cloned()).collect()
}

/// The library.
pub(crate) fn library() -> Session {
    Session::new(lessons(), vec!["broken.toml:3:1: unknown key `stpe`".into()])
}

/// A lesson of the library, open.
pub(crate) fn open(index: usize) -> Session {
    let mut session = library();
    session.open(index, None).unwrap();
    session
}

/// Lesson 1, open.
pub(crate) fn lesson() -> Session {
    open(0)
}

/// A program of one's own.
pub(crate) fn run(source: &str) -> Session {
    let program = Program::parse(source).unwrap();
    let trace = python::run(&program, &World::default(), &Limits::default());
    let mut session = Session::new(Vec::new(), Vec::new());
    session.open_program("mine.py", program, trace);
    session
}

/// The program of lesson 1 as a program of one's own.
pub(crate) fn program() -> Session {
    let lesson = &lessons()[0];
    run(&lesson.source(&lesson.inputs()))
}
