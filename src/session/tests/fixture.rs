//! Sessions to test with, on traces of the engine.

use crate::lesson::{Lesson, Library};
use crate::progress::{Answer, History, Record};
use crate::python::{self, Limits, Program, RequestBody, RequestSpec, World};
use crate::quiz::{Mutant, PosedOption};
use crate::session::{Command, Message, Mode, Place, Recalled, Session, update};
use std::sync::OnceLock;

/// The lessons in the binary.
pub(crate) fn lessons() -> Vec<Lesson> {
    let library = Library::built_in();
    library.lessons().map(|lesson| Lesson::clone(lesson)).collect()
}

/// The library, of the first two lessons: a further one should not change how every list of them is pictured.
pub(crate) fn library() -> Session {
    Session::new(lessons().into_iter().take(2).collect(), vec!["broken.toml:3:1: unknown key `stpe`".into()])
}

/// A lesson of the library, open.
pub(crate) fn open(index: usize) -> Session {
    let mut session = Session::new(lessons(), Vec::new());
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

/// The time at which the fixtures' answers are looked at.
pub(crate) const NOW: f64 = 1_700_000_000.0;

/// An answer some days before [`NOW`].
pub(crate) fn answered(lesson: &str, question: &str, right: bool, days: f64, about: &str) -> Record {
    let answer = Answer {
        lesson: lesson.into(),
        question: question.into(),
        level: "easy".into(),
        right,
        first: true,
        misconception: if right { String::new() } else { about.into() },
        about: vec![about.into()],
        ..Answer::default()
    };
    Record::new(answer, NOW - days * 86_400.0, "")
}

/// The library of somebody who has answered questions before, and stopped in the second lesson's trace.
pub(crate) fn remembered() -> Session {
    let mut session = library();
    let mut history = History::default();
    for record in [
        answered("create-token", "output-after-encode", true, 9.0, "secret-is-in-the-token"),
        answered("create-token", "output-after-encode", true, 5.0, "secret-is-in-the-token"),
        answered("create-token", "token-bound", false, 2.0, "signing-hides-the-payload"),
        answered("create-token", "other-secret", true, 1.0, "any-secret-will-do"),
    ] {
        history.take(&record);
    }
    session.recalled(Recalled { history, now: NOW, remark: None });
    session.resume(Place {
        lesson: "create-token".into(),
        mode: Mode::Trace,
        stop: 2,
        question: String::new(),
    });
    session
}

/// Lesson 1 at a computed question, answered as somebody does who believes that the secret is in the token.
pub(crate) fn mistaken() -> Session {
    static MADE: OnceLock<Session> = OnceLock::new();
    let make = || {
        let mut session = lesson();
        update(&mut session, Message::Do(Command::Mode(Mode::Practice)));
        let question = |session: &Session| session.study.as_ref().unwrap().question().unwrap().clone();
        while question(&session).id != "fresh-payload" {
            update(&mut session, Message::Do(Command::NextQuestion));
        }
        let mutant = |option: &PosedOption| option.mutant == Some(Mutant::SecretInside);
        let wrong = question(&session).options().iter().position(mutant).unwrap();
        update(&mut session, Message::Do(Command::Choose(wrong)));
        update(&mut session, Message::Do(Command::Answer));
        session
    };
    MADE.get_or_init(make).clone()
}

const APP: &str = r#"from fastapi import FastAPI, Header, HTTPException
import jwt

app = FastAPI()
KEY = "k" * 32

@app.post("/token")
def login(body: dict):
    return {"access_token": jwt.encode({"sub": body["username"], "exp": 1700000060}, KEY)}

@app.get("/me")
def me(authorization: str = Header()):
    try:
        claims = jwt.decode(authorization[7:], KEY, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise HTTPException(401, "expired", headers={"WWW-Authenticate": "Bearer"})
    return claims
"#;

/// An app that is asked for a token, asked with the token, and asked again when that has expired.
pub(crate) fn requests() -> Session {
    let program = Program::parse(APP).unwrap();
    let me = |at| RequestSpec {
        method: "GET".into(),
        path: "/me".into(),
        headers: vec![("Authorization".into(), "Bearer {{0.access_token}}".into())],
        at,
        ..RequestSpec::default()
    };
    let login = RequestSpec {
        method: "POST".into(),
        path: "/token".into(),
        body: RequestBody::Json(serde_json::json!({"username": "alice"})),
        ..RequestSpec::default()
    };
    let requests = vec![login, me(None), me(Some(1_700_007_200.0))];
    let world = World { requests, module_name: "main".into(), ..World::default() };
    let trace = python::run(&program, &world, &Limits::default());
    let mut session = Session::new(Vec::new(), Vec::new());
    session.open_program("app.py", program, trace);
    session
}
