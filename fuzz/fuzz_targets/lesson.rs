//! A lesson file.

#![no_main]

use jwtrace::lesson::{self, Lesson};
use jwtrace::session::{Command, Message, Session, update};
use jwtrace::view::view;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (lesson, diagnostics) = lesson::parse("lessons/create-token.toml", text);
    assert_eq!(lesson.is_some(), diagnostics.is_empty());
    for diagnostic in &diagnostics {
        assert!(
            diagnostic.span.start <= diagnostic.span.end && diagnostic.span.end as usize <= text.len(),
            "{diagnostic:?}"
        );
        assert!(
            text.is_char_boundary(diagnostic.span.start as usize)
                && text.is_char_boundary(diagnostic.span.end as usize)
        );
    }
    if let Some(lesson) = lesson {
        open(lesson);
    }
});

/// A good lesson opens, or says why its program does not run; every command can be asked for in it.
fn open(lesson: Lesson) {
    let mut session = Session::new(vec![lesson], Vec::new());
    if session.open(0, None).is_ok() {
        for command in [
            Command::Next,
            Command::Into,
            Command::Next,
            Command::Out,
            Command::NextMode,
            Command::Last,
            Command::NextMode,
        ] {
            update(&mut session, Message::Do(command));
            let _ = view(&session);
        }
    }
}
