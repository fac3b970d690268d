//! Lesson 1 with a trace made by hand out of real operations, for tests that must not depend on the engine.

use crate::jose::{encode, json, profile};
use crate::lesson::{Lesson, Library};
use crate::python::Program;
use crate::session::{Session, Study};
use crate::span::Span;
use crate::trace::{Event, Kind, Outcome, Recorder, Trace};
use std::sync::Arc;

/// The lessons in the binary.
pub(crate) fn lessons() -> Vec<Lesson> {
    let library = Library::built_in();
    library.entries.iter().filter_map(|entry| entry.lesson.as_deref().cloned()).collect()
}

/// The library.
pub(crate) fn library() -> Session {
    Session::new(lessons(), vec!["broken.toml:3:1: unknown key `stpe`".into()])
}

/// Lesson 1, open.
pub(crate) fn lesson() -> Session {
    let mut session = library();
    let lesson = Arc::clone(&session.library.lessons[0]);
    let (program, trace) = run(&lesson);
    let inputs = lesson.inputs();
    session.show(Study::of_run(lesson, inputs, program, trace));
    session
}

/// The program of lesson 1 as a program of one's own.
pub(crate) fn program() -> Session {
    let mut session = Session::new(Vec::new(), Vec::new());
    let (program, trace) = run(&lessons()[0]);
    session.open_program("mine.py", program, trace);
    session
}

fn run(lesson: &Lesson) -> (Program, Trace) {
    let program = Program::parse(&lesson.source(&lesson.inputs())).unwrap();
    let span = |line: u32| program.statements().iter().find(|(have, _)| *have == line).map(|(_, span)| *span);
    let span = |line: u32| span(line).unwrap_or_default();
    let mut record = Recorder::new();
    let module = record.enter("<module>", None);
    record.stop(Event::Call, module, 0, Span::default());
    record.stop(Event::Line, module, 1, span(1));
    let code = record.show("<function create_token at 0x...>", Kind::Code, None, false);
    let jwt = record.binding(module, "jwt");
    record.set(jwt, code);
    record.stop(Event::Line, module, 3, span(3));
    let function = record.binding(module, "create_token");
    record.set(function, code);
    record.stop(Event::Line, module, 7, span(7));
    let frame = record.enter("create_token", Some(module));
    let [data, secret, token] = ["data", "secret", "token"].map(|name| record.binding(frame, name));
    let dict = record.show("{'user_id': 123}", Kind::Container, Some(1), false);
    record.set(data, dict);
    let text = record.show("'mysecret'", Kind::Str, None, false);
    record.set(secret, text);
    record.stop(Event::Call, frame, 3, span(3));
    record.stop(Event::Line, frame, 4, span(4));
    let claims = json::read_json(&"{\"user_id\":123}".into(), json::ReadOptions::default()).unwrap().0;
    let (encoding, made) = encode::encode(profile::Profile::PythonJose, &claims, &[], "HS256", b"mysecret");
    for operation in encoding.operations {
        record.stop_operation(frame, 4, span(4), operation);
    }
    let made = made.unwrap();
    let value = record.show(&format!("'{made}'"), Kind::Str, None, false);
    record.set(token, value);
    record.stop(Event::Line, frame, 5, span(5));
    record.stop_return(frame, 5, span(5), value);
    record.print(&format!("{made}\n"));
    let trace = record.finish(Vec::new(), Outcome::Finished);
    (program, trace)
}
