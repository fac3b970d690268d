//! What a person may paste: the last good result stays, and the field says what is wrong and where.

use super::*;
use proptest::prelude::*;

const TOKEN: &str =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyX2lkIjoxMjN9.u-rx84yPaU_8Yjivd6GH83bmaUJd7Uy_hQp5mIMaMKU";

/// The text is refused with these words, and everything that ran is as it was.
#[track_caller]
fn refused(id: FieldId, text: &str, words: &[&str]) {
    let session = lesson_lab();
    let before = lab(&session).after.clone();
    let session = with(session, id, text);
    let problem = lab(&session).holds(id).problem.clone();
    let problem = problem.unwrap_or_else(|| panic!("{text:?} is accepted"));
    for word in words {
        assert!(problem.contains(word), "{word:?} is not in {problem:?}");
    }
    assert!(Arc::ptr_eq(&lab(&session).after, &before));
    assert_eq!(lab(&session).holds(id).text, text);
}

#[track_caller]
fn noted(id: FieldId, text: &str, words: &[&str]) -> Session {
    let session = with(lesson_lab(), id, text);
    let field = lab(&session).holds(id);
    assert_eq!(field.problem, None, "{text:?}");
    let note = field.note.clone().unwrap_or_default();
    for word in words {
        assert!(note.contains(word), "{word:?} is not in {note:?}");
    }
    session
}

#[test]
fn broken_json_says_where_and_what_belongs_there() {
    refused(FieldId::Claims, "{\"user_id\": }", &["line 1 column 13", "Expecting value", "found \"}\""]);
    refused(FieldId::Claims, "{\"a\": 1\n \"b\": 2}", &["line 2 column 2", "a comma or a closing bracket"]);
    refused(FieldId::Claims, "{'a': 1}", &["line 1 column 2", "a name in double quotes"]);
    refused(FieldId::Claims, "{\"a\" 1}", &["line 1 column 6", "a colon belongs here"]);
    refused(FieldId::Claims, "{\"a\": 1", &["the text ends"]);
    refused(FieldId::Claims, "{} x", &["line 1 column 4", "the object ends before this"]);
    refused(FieldId::Claims, "[1]", &["a JSON object", "list"]);
    refused(FieldId::Claims, &"[".repeat(5_000), &["recursion"]);
    refused(FieldId::Headers, "{\"kid\":", &["line 1 column 8", "the text ends"]);
}

#[test]
fn duplicate_names_are_said_and_the_last_one_counts() {
    let session = noted(
        FieldId::Claims,
        "{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": 2}}",
        &["\"c\"", "line 2 column 16", "twice"],
    );
    let claims = lab(&session).after.chosen().reading.claims.clone().unwrap();
    assert_eq!(super::super::apply::spaced(&claims), "{\"a\": 1, \"b\": {\"c\": 2}}");
    noted(FieldId::Claims, "{\"a\": 1, \"a\": 2}", &["line 1 column 10"]);
}

#[test]
fn control_and_bidi_characters_are_data_and_shown() {
    let session = with(lesson_lab(), FieldId::Key, "a\u{1b}[31m\u{202e}b\0");
    assert_eq!(lab(&session).after.setup.key, "a\u{1b}[31m\u{202e}b\0");
    assert_eq!(end(lab(&session), Profile::PyJwt), "accepted");
    refused(FieldId::Claims, "{\"a\": \"\u{1}\"}", &["Invalid control character"]);
    let session = with(lesson_lab(), FieldId::Claims, "{\"a\": \"\u{202e}\u{200b}\"}");
    assert_eq!(end(lab(&session), Profile::PythonJose), "accepted");
}

#[test]
fn a_megabyte_changes_nothing_and_is_told_so() {
    let megabyte = "a".repeat(1 << 20);
    for id in FieldId::ALL {
        for begin in [true, false] {
            let mut session = lesson_lab();
            session.study.as_mut().unwrap().lab.as_mut().unwrap().focus = id.index();
            if begin {
                go(&mut session, &[LabCommand::Edit]);
            }
            let before = lab(&session).holds(id).text.clone();
            update(&mut session, Message::Paste(megabyte.clone()));
            assert_eq!(lab(&session).holds(id).text, before);
            assert!(session.notice.as_ref().unwrap().contains("1048576 characters"), "{:?}", session.notice);
        }
    }
    // What just fits is taken.
    let session = with(lesson_lab(), FieldId::Key, &"k".repeat(LONGEST));
    assert_eq!(lab(&session).after.setup.key.len(), LONGEST);
    assert_eq!(end(lab(&session), Profile::PyJwt), "accepted");
}

#[test]
fn a_pem_cut_short_is_told_where() {
    let pem = keys::RSA_PRIVATE;
    refused(FieldId::Key, &pem[..pem.len() / 2], &["cut short", "line 1", "without END PRIVATE KEY"]);
    refused(FieldId::VerifyKey, "-----BEGIN PUBLIC", &["BEGIN line", "cut short"]);
    let holes = pem.replacen("\nM", "\n", 1);
    refused(FieldId::Key, &holes, &["PRIVATE KEY", "not a key that can be read"]);
    let certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    refused(FieldId::Key, certificate, &["certificate", "public key"]);
    let session = with(with(lesson_lab(), FieldId::Key, pem), FieldId::Algorithm, "RS256");
    let session = with(session, FieldId::Allowed, "RS256");
    assert_eq!(end(lab(&session), Profile::PyJwt), "accepted");
    let source = lab(&session).after.chosen().program.source();
    assert!(source.contains("key = \"\"\"-----BEGIN PRIVATE KEY-----\nMII"), "{source}");
    assert!(source.contains("public_key = \"\"\"-----BEGIN PUBLIC KEY-----\n"), "{source}");
}

#[test]
fn what_stands_round_a_token_is_taken_away() {
    for (text, words) in [
        (format!("Bearer {TOKEN}"), "\"Bearer\" before it"),
        (format!("\"{TOKEN}\"\n"), "\" around it"),
        (format!("{} {}", &TOKEN[..50], &TOKEN[50..]), "1 space"),
        (format!("{}\n{}", &TOKEN[..50], &TOKEN[50..]), "1 line break"),
    ] {
        let session = noted(FieldId::Token, &text, &["taken away", words]);
        assert_eq!(lab(&session).after.token(), Some(TOKEN));
        assert_eq!(lab(&session).holds(FieldId::Token).text, TOKEN);
        assert_eq!(end(lab(&session), Profile::PyJwt), "accepted");
    }
}

#[test]
fn what_is_no_signed_token_leaves_the_last_one() {
    refused(FieldId::Token, &TOKEN[..TOKEN.rfind('.').unwrap()], &["2 parts", "character 37"]);
    refused(FieldId::Token, "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d", &["JWE", "RSA-OAEP"]);
    refused(FieldId::Token, "hello", &["no dots"]);
    refused(FieldId::Token, "", &["no token"]);
}

#[test]
fn every_other_field_says_what_it_wants() {
    refused(FieldId::Clock, "tomorrow", &["not a time", "exp+1"]);
    refused(FieldId::Clock, "exp+1", &["no exp"]);
    refused(FieldId::Clock, "1767603600000", &["milliseconds"]);
    refused(FieldId::Zone, "Berlin", &["\"Berlin\" is not a time zone", "Europe/Berlin"]);
    refused(FieldId::Algorithm, "hs257", &["\"hs257\" is not an algorithm", "did you mean HS256?"]);
    refused(FieldId::Allowed, "HS256, RSA", &["\"RSA\" is not an algorithm"]);
    refused(FieldId::Leeway, "-1", &["not a number of seconds"]);
    refused(FieldId::Library, "flask", &["\"flask\" is not a library"]);
    noted(FieldId::Key, "secret\n", &["white space at its end"]);
}

#[test]
fn a_pasted_token_is_read_and_not_believed_until_a_key_is_given() {
    let mut session = Session::new(Vec::new(), Vec::new());
    session.open_lab(Lab::new(Setup::of_token(TOKEN.into(), Profile::PyJwt, 1_700_000_000.0)).unwrap());
    assert_eq!(
        [end(lab(&session), Profile::PyJwt), end(lab(&session), Profile::PythonJose)],
        ["not verified"; 2]
    );
    assert_eq!(lab(&session).holds(FieldId::Claims).text, "{\"user_id\": 123}");
    let verified = with(session.clone(), FieldId::Key, "mysecret");
    assert_eq!(
        [end(lab(&verified), Profile::PyJwt), end(lab(&verified), Profile::PythonJose)],
        ["accepted"; 2]
    );
    let wrong = with(session.clone(), FieldId::Key, "another");
    assert!(end(lab(&wrong), Profile::PyJwt).starts_with("InvalidSignatureError"));
    // Without a key a changed claim keeps the old signature.
    let tampered = with(session, FieldId::Claims, "{\"user_id\": 1}");
    assert!(lab(&tampered).after.token().unwrap().ends_with(&TOKEN[TOKEN.rfind('.').unwrap()..]));
    let tampered = with(tampered, FieldId::Key, "mysecret");
    assert!(end(lab(&tampered), Profile::PyJwt).starts_with("InvalidSignatureError"));
}

#[test]
fn a_token_pasted_over_any_field_is_opened_as_a_token() {
    let mut session = lesson_lab();
    let other = TOKEN.replace("u-rx", "u-ry");
    update(&mut session, Message::Paste(format!("Bearer {other}\n")));
    assert_eq!(lab(&session).field(), FieldId::Token);
    assert_eq!(lab(&session).after.token(), Some(other.as_str()));
    update(&mut session, Message::Do(Command::Up));
    update(&mut session, Message::Paste("HS384".into()));
    assert_eq!(
        (lab(&session).field(), lab(&session).after.setup.algorithm.as_str()),
        (FieldId::Algorithm, "HS384")
    );
}

/// Texts of the kinds that fields are given.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,40}",
        "[A-Za-z0-9_=.-]{0,60}",
        "\\{(\"[a-z]{1,4}\": ?([0-9]{1,20}|\"[^\"]{0,5}\"|null|\\[\\]),?){0,4}\\}?",
        "(exp|nbf|iat)? ?[+-]?[0-9]{0,12}s?",
        Just(TOKEN.to_owned()),
        (0..keys::RSA_PRIVATE.len()).prop_map(|end| keys::RSA_PRIVATE[..end].to_owned()),
        (0..TOKEN.len(), any::<char>()).prop_map(|(at, char)| format!(
            "{}{char}{}",
            &TOKEN[..at],
            &TOKEN[at..]
        )),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_in_any_field_panics_and_the_last_good_result_stays(
        edits in proptest::collection::vec((0..FieldId::ALL.len(), texts(), any::<bool>()), 1..6),
    ) {
        let mut session = lesson_lab();
        for (at, text, whole) in edits {
            session.study.as_mut().unwrap().lab.as_mut().unwrap().focus = at;
            let before = lab(&session).after.clone();
            if whole {
                update(&mut session, Message::Paste(text));
            } else {
                go(&mut session, &[LabCommand::Edit, LabCommand::Cursor(Move::Left)]);
                update(&mut session, Message::Paste(text));
                update(&mut session, Message::Erase);
                go(&mut session, &[LabCommand::Delete, LabCommand::Done]);
            }
            let lab = lab(&session);
            // A text that looks like a token goes to the token's field.
            if whole && lab.holds(lab.field()).problem.is_some() {
                prop_assert!(Arc::ptr_eq(&lab.after, &before), "a bad text changed the result");
            }
            prop_assert!(lab.after.runs.len() == 2);
            let _ = crate::session::lab::Comparison::of(lab.before.chosen(), lab.after.chosen());
        }
        go(&mut session, &[LabCommand::Undo, LabCommand::Undo, LabCommand::Reset]);
        prop_assert!(lab(&session).after.setup == lab(&session).origin.setup);
    }
}

#[test]
fn a_signature_of_another_length_is_told_apart_by_its_length_and_not_by_how_it_begins() {
    let told = |token: &str| {
        let session = with(lesson_lab(), FieldId::Token, token);
        said(lab(&session), Profile::PythonJose).to_owned()
    };
    let longer = told(&format!("{TOKEN}abc"));
    assert!(
        longer.contains("would have 32 bytes, the token's has 34 bytes; the first 32 bytes are the same"),
        "{longer}"
    );
    let shorter = told(&TOKEN[..TOKEN.len() - 11]);
    assert!(shorter.contains("would have 32 bytes, the token's has only the first 24 bytes"), "{shorter}");
}
