use crate::python::{Limits, Program, RequestSpec, World, run};
use crate::session::{Command, Effect, Message, Session, update};

fn opened(source: &str, world: &World) -> Session {
    let program = Program::parse(source).unwrap();
    let trace = run(&program, world, &Limits::default());
    let mut session = Session::new(Vec::new(), Vec::new());
    session.open_program("p.py", program, trace);
    let study = session.study.as_mut().unwrap();
    study.go_to(study.stops.last());
    session
}

fn text(session: &Session, name: &str) -> String {
    let shares = session.study.as_ref().unwrap().shares();
    shares
        .iter()
        .find(|share| share.name == name)
        .unwrap_or_else(|| panic!("{name}: {shares:?}"))
        .text
        .clone()
}

/// What a program prints.
fn printed(source: &str) -> String {
    let trace = run(&Program::parse(source).unwrap(), &World::default(), &Limits::default());
    assert_eq!(trace.outcome, crate::trace::Outcome::Finished, "{source}");
    trace.stdout
}

#[test]
fn the_same_in_python_runs_and_makes_the_same_token() {
    for import in ["import jwt", "from jose import jwt"] {
        let claims = r#"{"a": [1, None, {"b": True}], "n": 1e400 - 1e400, "t": "q\"\\\n\u202e", "f": 1.5, "i": 10**30}"#;
        let source = format!(
            "{import}\ntoken = jwt.encode({claims}, \"s\" * 40, algorithm=\"HS384\", headers={{\"kid\": \"k1\"}})\n"
        );
        let session = opened(&source, &World::default());
        let python = text(&session, "the same in Python");
        assert!(!python.contains("ssss") && python.contains("\\u202e"), "{python}");
        let again = python.replace("\"put the secret here\"", "\"s\" * 40");
        assert_eq!(printed(&again).trim(), text(&session, "token"), "{python}");
    }
}

#[test]
fn a_decode_in_python_reads_the_same_claims() {
    let source = "import jwt\ntoken = jwt.encode({'aud': ['me'], 'x': 1}, 's' * 40)\n\
                  claims = jwt.decode(token, 's' * 40, algorithms=['HS256'], audience='me')\n";
    let session = opened(source, &World::default());
    let again = text(&session, "the same in Python").replace("\"put the secret here\"", "\"s\" * 40");
    assert_eq!(printed(&again), "{'aud': ['me'], 'x': 1}\n");
}

#[test]
fn a_request_is_a_curl_command_that_a_shell_reads_the_same() {
    let source =
        "from fastapi import FastAPI, Header\napp = FastAPI()\n\n@app.post('/me')\ndef me():\n    return 1\n";
    let request = RequestSpec {
        method: "POST".into(),
        path: "/me?name=it's".into(),
        headers: vec![("Authorization".into(), "Bearer a.b.c".into())],
        body: crate::python::RequestBody::Text("{\"a\": \"it's\"}".into()),
        ..RequestSpec::default()
    };
    let world = World { requests: vec![request], module_name: "main".into(), ..World::default() };
    let session = opened(source, &world);
    let command = text(&session, "the request as curl");
    assert!(command.starts_with("curl -i -X POST 'http://127.0.0.1:8000/me?name=it"), "{command}");
    assert!(command.contains("-H 'Authorization: Bearer a.b.c'"), "{command}");
    assert!(command.contains("--data-raw '{\"a\": \"it'\\''s\"}'"), "{command}");
}

#[test]
fn the_menu_copies_what_is_chosen_and_the_key_alone_what_has_attention() {
    let mut session = opened("import jwt\ntoken = jwt.encode({'a': 1}, 's' * 40)\n", &World::default());
    let token = text(&session, "token");
    assert_eq!(update(&mut session, Message::Do(Command::Copy)), [Effect::Copy(token.clone())]);
    assert!(update(&mut session, Message::Do(Command::Share)).is_empty());
    for _ in 0..3 {
        update(&mut session, Message::Do(Command::Down));
    }
    let payload = token.split('.').nth(1).unwrap().to_owned();
    let chosen = session.study.as_ref().unwrap().shares()[3].clone();
    let effects = update(&mut session, Message::Do(Command::Confirm));
    assert_eq!(effects, [Effect::Copy(chosen.text)]);
    assert_eq!(session.overlay, None);
    assert_eq!(text(&session, "payload segment"), payload);
    assert_eq!(text(&session, "payload as JSON"), "{\"a\":1}");
}

#[test]
fn there_is_nothing_to_share_before_anything_was_made() {
    let mut session = opened("a = 1\n", &World::default());
    assert!(update(&mut session, Message::Do(Command::Share)).is_empty());
    assert_eq!(session.overlay, None);
    assert!(session.notice.is_some());
}

/// Copies at every operation and at every part of one; what was copied at once, and how often a second time was needed.
fn copies(session: &mut Session) -> (Vec<String>, usize) {
    let (mut at_once, mut asked) = (Vec::new(), 0);
    let mut copy = |session: &mut Session| match update(session, Message::Do(Command::Copy)).as_slice() {
        [Effect::Copy(text)] => at_once.push(text.clone()),
        // A gate that looks at nothing.
        [] if session.notice.as_deref() == Some("there is nothing to copy here yet") => {}
        [] => {
            let notice = session.notice.clone().unwrap();
            assert!(notice.contains("secret") && notice.contains("press again"), "{notice}");
            let [Effect::Copy(_)] = update(session, Message::Do(Command::Copy))[..] else {
                panic!("{notice}")
            };
            asked += 1;
        }
        other => panic!("{other:?}"),
    };
    update(session, Message::Do(Command::Into));
    loop {
        copy(session);
        let study = session.study.as_ref().unwrap();
        let (place, parts) = (study.operation(), study.parts());
        if parts > 0 {
            update(session, Message::Do(Command::Into));
            for _ in 0..parts {
                copy(session);
                // After the last one this is one level up again.
                update(session, Message::Do(Command::Next));
            }
        }
        update(session, Message::Do(Command::Next));
        let study = session.study.as_ref().unwrap();
        if study.operation() == place || study.operation().is_none() {
            return (at_once, asked);
        }
    }
}

#[test]
fn a_secret_is_copied_only_when_it_is_asked_for_twice() {
    let secret = "correct-horse";
    for (source, secrets) in [
        // The key itself, its bytes, and the three stages of HMAC that give it away.
        (format!("import jwt\ntoken = jwt.encode({{'a': 1}}, '{secret}')\n"), 1 + secret.len() + 3),
        (
            "from jose import jwt\ntoken = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30._CpgUt80r6_alZWgsxO6G_Pvw9mZvi5EgqRTSSOadTg'\n\
             jwt.decode(token, 'correct-horse', algorithms='HS256')\n"
                .to_owned(),
            1 + 3,
        ),
    ] {
        let mut session = opened(&source, &World::default());
        let study = session.study.as_mut().unwrap();
        study.go_to(study.stops.last());
        while session.study.as_ref().unwrap().operations().is_empty() {
            update(&mut session, Message::Do(Command::Previous));
        }
        let (at_once, asked) = copies(&mut session);
        assert_eq!(asked, secrets, "{source}");
        let hex = crate::jose::binascii::hexlify(secret.as_bytes());
        assert!(at_once.iter().all(|text| !text.contains(secret) && !text.contains(&hex)), "{at_once:?}");
    }
}

#[test]
fn another_key_in_between_asks_again_and_the_list_never_holds_the_secret() {
    let mut session =
        opened("import jwt\nsecret = 's3cret-one'\nt = jwt.encode({'a': 1}, secret)\n", &World::default());
    let study = session.study.as_mut().unwrap();
    study.focus = crate::session::Pane::Tracker;
    study.variable = study.variables().iter().position(|(_, name)| *name == "secret").unwrap();
    let copy = Message::Do(Command::Copy);
    assert_eq!(update(&mut session, copy.clone()), []);
    assert!(session.study.as_ref().unwrap().shares().iter().all(|share| !share.text.contains("s3cret")));
    update(&mut session, Message::Do(Command::Help));
    update(&mut session, Message::Do(Command::Back));
    assert_eq!(update(&mut session, copy.clone()), [], "{:?}", session.notice);
    assert_eq!(update(&mut session, copy), [Effect::Copy("'s3cret-one'".into())]);
    assert!(session.notice.unwrap().contains("clipboard"));
}
