//! The lab's program, written by hand.

use super::*;

/// The code of a lab.
fn code(session: &Session) -> String {
    lab(session).holds(FieldId::Code).text.clone()
}

/// The lab with its code replaced.
fn coded(session: Session, change: impl Fn(&str) -> String) -> Session {
    let text = change(&code(&session));
    with(session, FieldId::Code, &text)
}

#[test]
fn the_code_is_what_the_fields_say_and_running_it_changes_nothing() {
    let session = lesson_lab();
    assert_eq!(code(&session), lab(&session).after.chosen().program.source());
    let session = coded(session, str::to_owned);
    assert!(lab(&session).after.setup.code.is_none(), "the same text is not written by hand");
    let session = with(session, FieldId::Key, "another");
    assert!(code(&session).contains("key = \"another\""), "{}", code(&session));
}

#[test]
fn code_by_hand_runs_under_both_libraries_whatever_the_fields_say() {
    let session = lesson_lab();
    let token = lab(&session).after.token().unwrap().to_owned();
    let session = coded(session, |code| code.replace("\"user_id\": 123", "\"user_id\": 124"));
    let lab_now = lab(&session);
    assert_ne!(lab_now.after.token(), Some(token.as_str()));
    assert_eq!([end(lab_now, Profile::PyJwt), end(lab_now, Profile::PythonJose)], ["accepted", "accepted"]);
    assert!(lab_now.words.sentence.starts_with("Changed: the code, by hand; claim user_id from 123 to 124."));
    let imports =
        lab_now.after.runs.iter().map(|run| run.program.source().lines().next().unwrap().to_owned());
    let mut imports: Vec<String> = imports.collect();
    imports.sort();
    assert_eq!(imports, ["from jose import jwt", "import jwt"]);
    // The fields keep what they held, which does not run; changing one makes the code of the fields again.
    assert_eq!(lab_now.holds(FieldId::Claims).text, "{\"user_id\": 123}");
    let mut session = with(session, FieldId::Claims, "{\"user_id\": 5}");
    assert!(lab(&session).after.setup.code.is_none());
    assert!(
        lab(&session).holds(FieldId::Claims).note.as_deref().unwrap().contains("made of the fields again")
    );
    go(&mut session, &[LabCommand::Undo]);
    assert!(code(&session).contains("124"), "{}", code(&session));
    // The clock is not part of it.
    let session = with(session, FieldId::Clock, "1900000000");
    assert!(lab(&session).after.setup.code.is_some());
}

#[test]
fn a_syntax_error_is_said_with_its_place_and_the_last_good_run_stays() {
    let session = coded(lesson_lab(), |code| code.replace("\"user_id\": 123", "\"user_id\": 1"));
    let token = lab(&session).after.token().unwrap().to_owned();
    let session = coded(session, |code| code.replace("jwt.encode(claims", "jwt.encode(claims claims"));
    let lab_now = lab(&session);
    let problem = lab_now.holds(FieldId::Code).problem.clone().unwrap();
    let line = 1 + code(&session).lines().position(|line| line.contains("claims claims")).unwrap();
    assert!(problem.starts_with(&format!("line {line} column ")), "{problem}");
    assert_eq!((lab_now.wrong_line(), lab_now.after.token()), (Some(line - 1), Some(token.as_str())));
    assert!(code(&session).contains("claims claims"), "what was typed stays to be mended");
    // Outside the subset, and without the library: both say what to do.
    let session = coded(session, |_| "import jwt\nx = 1j\n".to_owned());
    assert!(
        lab(&session)
            .holds(FieldId::Code)
            .problem
            .as_deref()
            .unwrap()
            .starts_with("line 2 column 5: complex")
    );
    let session = coded(session, |_| "x = 1\n".to_owned());
    let problem = lab(&session).holds(FieldId::Code).problem.clone().unwrap();
    assert!(problem.contains("\"import jwt\" or \"from jose import jwt\""), "{problem}");
    assert_eq!(lab(&session).after.token(), Some(token.as_str()));
}

#[test]
fn what_the_code_itself_does_is_not_put_on_the_library() {
    let session = coded(lesson_lab(), |code| code.replace("payload = ", "oops\npayload = "));
    let lab_now = lab(&session);
    assert!(
        said(lab_now, Profile::PyJwt)
            .ends_with("runs the code, which ends with NameError: name 'oops' is not defined"),
        "{}",
        said(lab_now, Profile::PyJwt)
    );
    let session =
        coded(session, |_| "from jose import jwt\ntoken = jwt.encode({'a': 1}, 'k' * 32)\n".to_owned());
    assert_eq!(end(lab(&session), Profile::PythonJose), "not verified");
    assert!(said(lab(&session), Profile::PythonJose).contains("verifies no signature"));
    let session = coded(session, |_| "import jwt\nwhile True:\n    pass\n".to_owned());
    assert_eq!(end(lab(&session), Profile::PyJwt), "halted");
    let session = coded(session, |_| "import jwt\njwt.decode('a.b.c', 'k' * 32, ['HS256'])\n".to_owned());
    assert!(said(lab(&session), Profile::PyJwt).contains("refuses it: DecodeError"), "a gate did");
}

#[test]
fn the_code_is_edited_line_by_line() {
    let mut session = editing(lesson_lab(), FieldId::Code);
    assert_eq!(session.context(), crate::session::Context::LabCode);
    let before = code(&session);
    go(&mut session, &[LabCommand::Cursor(Move::End), LabCommand::Break]);
    for char in "if True:".chars() {
        update(&mut session, Message::Type(char));
    }
    go(&mut session, &[LabCommand::Break]);
    update(&mut session, Message::Paste("x = 1\r\ny = 2".to_owned()));
    let first = before.lines().next().unwrap();
    assert!(
        code(&session).starts_with(&format!("{first}\nif True:\n    x = 1\ny = 2\n")),
        "indented under the colon, pasted lines end as the others do: {}",
        code(&session)
    );
    go(&mut session, &[LabCommand::Cursor(Move::Up), LabCommand::Cursor(Move::Home)]);
    update(&mut session, Message::Type('#'));
    assert!(code(&session).contains("\n#    x = 1\n"), "{}", code(&session));
    go(&mut session, &[LabCommand::Done]);
    assert_eq!(session.context(), crate::session::Context::Lab);
    // All of it can be taken back.
    for _ in 0..20 {
        go(&mut session, &[LabCommand::Undo]);
    }
    assert_eq!(code(&session), before);
}

#[test]
fn taking_back_the_edit_of_a_field_brings_the_code_back() {
    let session = coded(lesson_lab(), |code| code.replace("\"user_id\": 123", "\"user_id\": 7"));
    let by_hand = code(&session);
    let mut session = editing(session, FieldId::Key);
    update(&mut session, Message::Type('x'));
    assert!(lab(&session).after.setup.code.is_none());
    go(&mut session, &[LabCommand::TakeBack]);
    assert_eq!(code(&session), by_hand);
    assert!(lab(&session).after.setup.code.is_some());
}

#[test]
fn the_other_librarys_code_is_shown_with_its_import() {
    let mut session = coded(lesson_lab(), |code| code.replace("\"user_id\": 123", "\"user_id\": 7"));
    let first = |session: &Session| code(session).lines().next().unwrap().to_owned();
    assert_eq!(first(&session), "from jose import jwt");
    update(&mut session, Message::Do(Command::SwitchProfile));
    assert_eq!(first(&session), "import jwt");
    assert_eq!(lab(&session).after.chosen().program.source(), code(&session));
}

#[test]
fn a_secret_in_code_by_hand_is_copied_only_when_asked_for_twice() {
    let mut session = coded(lesson_lab(), |code| code.replace("\"mysecret\"", "\"my\" + \"own-secret\""));
    let effects = go(&mut session, &[LabCommand::CopyPython]);
    let [Effect::Copy(_)] = effects.as_slice() else { panic!("the parts are no secret: {effects:?}") };
    let mut session = coded(session, |code| code.replace("\"my\" + \"own-secret\"", "\"myown-secret\""));
    assert_eq!(go(&mut session, &[LabCommand::CopyPython]), []);
    assert!(session.notice.as_deref().unwrap().contains("holds the secret"), "{:?}", session.notice);
    let effects = go(&mut session, &[LabCommand::CopyPython]);
    assert!(
        matches!(effects.as_slice(), [Effect::Copy(text)] if text.contains("myown-secret")),
        "{effects:?}"
    );
}

#[test]
fn pasted_code_goes_where_code_belongs() {
    let text = "import jwt\r\nprint(jwt.decode('a.b', 'k' * 32, ['HS256']))\r\n";
    let session = with(lesson_lab(), FieldId::Claims, text);
    assert_eq!(
        (lab(&session).field(), lab(&session).holds(FieldId::Code).problem.as_deref()),
        (FieldId::Code, None)
    );
    assert!(said(lab(&session), Profile::PyJwt).contains("Not enough segments"));
    assert_eq!(
        lab(&session).holds(FieldId::Claims).text,
        "{\"user_id\": 123}",
        "and leaves the claims alone"
    );
}
