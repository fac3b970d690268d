mod bad_input;
mod code;

use super::*;
use crate::jose::OpKind;
use crate::session::lab::End;
use crate::session::tests::fixture;
use crate::session::{Command, Effect, Message, Mode, Session, update};

/// The lab of lesson 1.
fn lesson_lab() -> Session {
    let mut session = fixture::lesson();
    update(&mut session, Message::Do(Command::Mode(Mode::Lab)));
    session
}

fn lab(session: &Session) -> &Lab {
    session.study.as_ref().unwrap().lab.as_deref().unwrap()
}

fn go(session: &mut Session, commands: &[LabCommand]) -> Vec<Effect> {
    commands.iter().flat_map(|command| update(session, Message::Do(Command::Lab(*command)))).collect()
}

/// A session in the lab with a field being edited.
fn editing(mut session: Session, id: FieldId) -> Session {
    session.study.as_mut().unwrap().lab.as_mut().unwrap().focus = id.index();
    go(&mut session, &[LabCommand::Edit]);
    session
}

/// A session in the lab with a field's text replaced by a pasted one.
fn with(mut session: Session, id: FieldId, text: &str) -> Session {
    session.study.as_mut().unwrap().lab.as_mut().unwrap().focus = id.index();
    update(&mut session, Message::Paste(text.to_owned()));
    session
}

/// An experiment on lesson 1's own token.
fn experiment(which: Experiment) -> Session {
    let mut session = lesson_lab();
    session.motion = false;
    let at = Experiment::ALL.iter().position(|have| *have == which).unwrap();
    go(&mut session, &[LabCommand::Run(at)]);
    session
}

/// `accepted`, or the exception with its message and the gate that raised it.
fn end(lab: &Lab, profile: Profile) -> String {
    match &lab.after.run(profile).reading.end {
        End::Accepted => "accepted".to_owned(),
        End::NotVerified => "not verified".to_owned(),
        End::NotMade(raised) => format!("no token: {}", exception(&raised.class, &raised.message)),
        End::Refused(raised, gate) => format!("{}: {} at {gate:?}", raised.class, raised.message),
        End::Halted => "halted".to_owned(),
    }
}

fn said(lab: &Lab, profile: Profile) -> &str {
    let found = lab.words.outcomes.iter().find(|(have, _)| *have == profile);
    &found.unwrap().1
}

/// What both libraries do, what the sentence says, and what each outcome says.
#[track_caller]
fn shows(which: Experiment, ends: [&str; 2], sentence: &[&str], outcomes: [&str; 2]) {
    let session = experiment(which);
    let lab = lab(&session);
    for profile in Profile::ALL {
        assert_eq!(lab.before.run(profile).reading.end, End::Accepted, "before, {profile:?}");
    }
    let [jose, pyjwt] = ends;
    assert_eq!(end(lab, Profile::PythonJose), jose);
    assert_eq!(end(lab, Profile::PyJwt), pyjwt);
    assert_eq!(lab.field(), which.field(), "where it can be seen");
    for words in sentence {
        assert!(lab.words.sentence.contains(words), "{words:?} is not in {:?}", lab.words.sentence);
    }
    for (profile, words) in [Profile::PythonJose, Profile::PyJwt].into_iter().zip(outcomes) {
        assert!(said(lab, profile).contains(words), "{words:?} is not in {:?}", said(lab, profile));
    }
}

#[test]
fn the_lab_begins_with_the_lessons_own_token() {
    for index in 0..fixture::lessons().len() {
        let mut session = fixture::open(index);
        let study = session.study.as_ref().unwrap();
        if !study.modes().contains(&Mode::Lab) {
            assert!(!study.has_token(), "{}", study.lesson().unwrap().id);
            continue;
        }
        let made = study.trace.operations.iter().find(|operation| operation.kind == OpKind::Join);
        let made = made.map(|operation| String::from_utf8(operation.output.bytes.clone()).unwrap());
        update(&mut session, Message::Do(Command::Mode(Mode::Lab)));
        let lab = lab(&session);
        if let Some(made) = made {
            assert_eq!(lab.before.token(), Some(made.as_str()));
        }
        assert!(Arc::ptr_eq(&lab.before, &lab.after));
    }
    for index in 0..2 {
        let mut session = fixture::open(index);
        update(&mut session, Message::Do(Command::Mode(Mode::Lab)));
        for run in &lab(&session).before.runs {
            assert_eq!(run.reading.end, End::Accepted, "{:?}", run.program.source());
        }
    }
}

#[test]
fn another_secret_changes_the_signature_alone_and_both_refuse() {
    shows(
        Experiment::OtherSecret,
        [
            "JWTError: Signature verification failed. at Some(Verify)",
            "InvalidSignatureError: Signature verification failed at Some(Verify)",
        ],
        &["the key that signs", "only the signature differs (43 of 43 characters)"],
        ["With this key the signature would begin", "the token's begins"],
    );
    let session = experiment(Experiment::OtherSecret);
    let lab = lab(&session);
    let compared = Comparison::of(lab.before.chosen(), lab.after.chosen());
    assert_eq!(compared.segments[..2], [SegmentChange::Same; 2]);
    assert!(compared.claims.is_empty());
    assert_eq!(compared.gates[0].kind, OpKind::Verify);
}

#[test]
fn a_changed_claim_under_the_old_signature_is_refused_by_both() {
    shows(
        Experiment::OneClaim,
        [
            "JWTError: Signature verification failed. at Some(Verify)",
            "InvalidSignatureError: Signature verification failed at Some(Verify)",
        ],
        &["claim user_id from 123 to 124", "only the payload differs", "the signature is the old one"],
        ["refuses it", "refuses it"],
    );
}

#[test]
fn the_last_character_has_bits_that_python_jose_ignores_and_pyjwt_minds() {
    shows(
        Experiment::LastCharacter,
        ["accepted", "DecodeError: Invalid crypto padding at Some(SignatureDecode)"],
        &["U 0101|00 before and V 0101|01 after", "the 2 behind the bar belong to no byte"],
        ["its base64 ignores what belongs to no byte", "unused bits that are set"],
    );
}

#[test]
fn padding_stands_for_no_byte_and_both_accept_it() {
    shows(
        Experiment::Padding,
        ["accepted", "accepted"],
        &["The = at the end is base64's padding", "RFC 7515 writes none"],
        ["accepts it", "padding of the right length"],
    );
}

#[test]
fn alg_none_is_refused_by_both_and_believed_by_a_naive_verifier() {
    shows(
        Experiment::AlgNone,
        [
            "JWTError: The specified alg value is not allowed at Some(AlgorithmAllowed)",
            "InvalidAlgorithmError: The specified alg value is not allowed at Some(AlgorithmAllowed)",
        ],
        &["alg from HS256 to none", "the signature is left empty"],
        ["the token says \"none\"", "the token says \"none\""],
    );
    let session = experiment(Experiment::AlgNone);
    let naive = |side: &Side| side.naive.clone();
    assert_eq!(naive(&lab(&session).before), Some(End::Accepted));
    assert_eq!(naive(&lab(&session).after), Some(End::Accepted));
    assert!(lab(&session).words.naive.as_ref().unwrap().contains("which here is not at all"));
}

#[test]
fn a_public_key_as_secret_stops_at_the_key_check_and_passes_a_naive_verifier() {
    let refused = "The specified key is an asymmetric key or x509 certificate and should not be used as an HMAC secret.";
    shows(
        Experiment::Confusion,
        [
            &format!("JWKError: {refused} at Some(KeyCheck)"),
            &format!("InvalidKeyError: {refused} at Some(KeyCheck)"),
        ],
        &["alg from RS256 to HS256", "the public key, as text, is the secret"],
        ["everybody has it", "everybody has it"],
    );
    let session = experiment(Experiment::Confusion);
    assert_eq!(lab(&session).before.naive, Some(End::Accepted));
    assert_eq!(lab(&session).after.naive, Some(End::Accepted));
}

#[test]
fn an_empty_secret_is_a_key_for_python_jose_and_none_for_pyjwt() {
    shows(
        Experiment::EmptySecret,
        ["accepted", "no token: InvalidKeyError: HMAC key must not be empty."],
        &["the secret is empty"],
        ["the empty text is a key like any other", "makes no token"],
    );
}

#[test]
fn a_weak_secret_is_found_by_trying_and_forges_a_token_that_both_accept() {
    shows(
        Experiment::WeakSecret,
        ["accepted", "accepted"],
        &["put together by hand", "claim user_id from 123 to 124"],
        ["nothing in it says who made it", "nothing in it says who made it"],
    );
    let session = experiment(Experiment::WeakSecret);
    let guess = lab(&session).guess.as_ref().unwrap();
    let place = keys::weak_secrets().position(|word| word == "mysecret").unwrap() + 1;
    assert_eq!((guess.found.as_deref(), guess.tried), (Some("mysecret"), place));
    assert_eq!(guess.word(), "mysecret");
    assert_eq!(guess.of, keys::weak_secrets().count());
    // A secret that is in no list is not found.
    let strong =
        Side::of(Setup { key: "x7-not-in-the-list".into(), ..lab(&session).before.setup.clone() }).unwrap();
    let guess = Guess::at(strong.token().unwrap()).unwrap();
    assert_eq!((guess.found, guess.tried), (None, guess.of));
}

#[test]
fn the_guesses_are_counted_before_the_learners_eyes() {
    let mut session = lesson_lab();
    go(&mut session, &[LabCommand::Run(7)]);
    assert!(session.playing);
    let shown = |session: &Session| lab(session).guess.as_ref().unwrap().shown;
    assert_eq!(shown(&session), 0);
    update(&mut session, Message::Tick);
    update(&mut session, Message::Tick);
    assert_eq!((shown(&session), lab(&session).guess.as_ref().unwrap().word()), (2, "password"));
    for _ in 0..100 {
        update(&mut session, Message::Tick);
    }
    let tried = lab(&session).guess.as_ref().unwrap().tried;
    assert_eq!((shown(&session), session.playing), (tried, false));
    go(&mut session, &[LabCommand::Run(7)]);
    update(&mut session, Message::Do(Command::FocusNext));
    assert_eq!((shown(&session), session.playing), (tried, false), "a key shows the rest at once");
}

#[test]
fn one_second_past_exp_both_refuse_and_at_exp_only_pyjwt_does() {
    shows(
        Experiment::Expired,
        [
            "ExpiredSignatureError: Signature has expired. at Some(Expiry)",
            "ExpiredSignatureError: Signature has expired at Some(Expiry)",
        ],
        &["(exp-1)", "(exp+1)", "No character of the token differs"],
        ["It wants exp >=", "It wants exp >"],
    );
    shows(
        Experiment::AtExpiry,
        ["accepted", "ExpiredSignatureError: Signature has expired at Some(Expiry)"],
        &["(exp)", "No character of the token differs"],
        ["it still takes a token at exp itself", "It wants exp >"],
    );
}

#[test]
fn a_token_for_somebody_else_is_refused_by_both() {
    shows(
        Experiment::WrongAudience,
        [
            "JWTClaimsError: Invalid audience at Some(Audience)",
            "InvalidAudienceError: Audience doesn't match at Some(Audience)",
        ],
        &["the expected audience from \"billing\" to \"not-billing\"", "No character of the token differs"],
        ["'not-billing', found \"billing\"", "'not-billing', found \"billing\""],
    );
}

#[test]
fn every_experiment_also_works_on_a_pasted_token_and_on_an_asymmetric_one() {
    let rsa = Setup {
        key: keys::RSA_PRIVATE.into(),
        algorithm: "RS256".into(),
        allowed: Some(vec!["RS256".into()]),
        ..Setup::of_its_own(Profile::PyJwt, 1_700_000_000.0)
    };
    let late = Setup { now: 1_800_000_000.0, clock: "1800000000".into(), ..rsa.clone() };
    let token = Side::of(late.clone()).unwrap().token().unwrap().to_owned();
    let pasted = Setup::of_token(token, Profile::PythonJose, 1_800_000_000.0);
    for origin in [rsa, late, pasted] {
        for experiment in Experiment::ALL {
            let mut lab = Lab::new(origin.clone()).unwrap();
            lab.run(experiment).unwrap();
            for run in &lab.before.runs {
                assert_eq!(run.reading.end, End::Accepted, "{experiment:?}");
            }
            assert_ne!(lab.before.setup, lab.after.setup, "{experiment:?}");
            assert!(lab.words.sentence.starts_with("Changed: "), "{experiment:?}: {}", lab.words.sentence);
        }
    }
}

#[test]
fn an_edit_runs_at_once_and_can_be_taken_back() {
    let mut session = editing(lesson_lab(), FieldId::Key);
    update(&mut session, Message::Type('2'));
    assert_eq!(lab(&session).after.setup.key, "mysecret2");
    assert_ne!(lab(&session).after.token(), lab(&session).before.token());
    assert!(lab(&session).words.sentence.contains("the key that signs"));
    // The key signs and verifies, so the token is fine.
    assert_eq!(end(lab(&session), Profile::PyJwt), "accepted");
    go(&mut session, &[LabCommand::TakeBack]);
    assert_eq!(lab(&session).after.token(), lab(&session).before.token());
    let mut session = editing(session, FieldId::Claims);
    go(&mut session, &[LabCommand::Cursor(Move::Left)]);
    for char in ", \"admin\": true".chars() {
        update(&mut session, Message::Type(char));
    }
    assert_eq!(lab(&session).after.setup.claims, "{\"user_id\": 123, \"admin\": true}");
    assert!(lab(&session).words.sentence.contains("claim admin added: true"));
    go(&mut session, &[LabCommand::Done, LabCommand::Undo]);
    assert_eq!(
        lab(&session).holds(FieldId::Claims).text,
        "{\"user_id\": 123}",
        "what was typed is one change"
    );
    go(&mut session, &[LabCommand::Edit, LabCommand::Clear]);
    assert!(lab(&session).holds(FieldId::Claims).problem.as_ref().unwrap().contains("the text ends"));
    assert_eq!(lab(&session).after.token(), lab(&session).before.token());
    go(&mut session, &[LabCommand::Reset]);
    assert!(Arc::ptr_eq(&lab(&session).after, &lab(&session).origin));
}

#[test]
fn the_cursor_moves_by_what_a_person_sees_as_a_character() {
    let mut session = with(lesson_lab(), FieldId::Issuer, "a👩‍🚀e\u{301}");
    session = editing(session, FieldId::Issuer);
    go(&mut session, &[LabCommand::Cursor(Move::Left), LabCommand::Cursor(Move::Left)]);
    go(&mut session, &[LabCommand::Delete]);
    assert_eq!(lab(&session).holds(FieldId::Issuer).text, "ae\u{301}");
    update(&mut session, Message::Erase);
    assert_eq!(lab(&session).holds(FieldId::Issuer).text, "e\u{301}");
    go(&mut session, &[LabCommand::Cursor(Move::Home)]);
    update(&mut session, Message::Erase);
    go(&mut session, &[LabCommand::Delete, LabCommand::Delete]);
    assert_eq!(lab(&session).holds(FieldId::Issuer).text, "");
}

#[test]
fn a_character_of_the_token_turns_through_the_alphabet() {
    let mut session = editing(lesson_lab(), FieldId::Token);
    go(&mut session, &[LabCommand::Down]);
    assert!(lab(&session).after.token().unwrap().ends_with("MaMKV"));
    assert_eq!(end(lab(&session), Profile::PythonJose), "accepted");
    assert_eq!(
        end(lab(&session), Profile::PyJwt),
        "DecodeError: Invalid crypto padding at Some(SignatureDecode)"
    );
    go(&mut session, &[LabCommand::Up, LabCommand::Up]);
    assert!(
        said(lab(&session), Profile::PythonJose)
            .contains("byte 32 of the signature would be a5, the token's is a4")
    );
    assert!(lab(&session).after.token().unwrap().ends_with("MaMKT"));
    assert!(end(lab(&session), Profile::PyJwt).starts_with("DecodeError"));
}

#[test]
fn the_clock_travels_by_the_claims() {
    let mut session = with(lesson_lab(), FieldId::Claims, r#"{"exp": 1767604000, "nbf": 1767603500}"#);
    session.study.as_mut().unwrap().lab.as_mut().unwrap().focus = FieldId::Clock.index();
    let mut seen = Vec::new();
    for _ in 0..6 {
        go(&mut session, &[LabCommand::Turn]);
        let lab = lab(&session);
        seen.push((lab.after.setup.clock.clone(), end(lab, Profile::PythonJose), end(lab, Profile::PyJwt)));
    }
    let verdict = |text: &str| text.split(':').next().unwrap().to_owned();
    let seen: Vec<_> = seen.iter().map(|(clock, a, b)| (clock.as_str(), verdict(a), verdict(b))).collect();
    let row = |clock, a: &str, b: &str| (clock, a.to_owned(), b.to_owned());
    assert_eq!(
        seen,
        [
            row("nbf-1", "JWTClaimsError", "ImmatureSignatureError"),
            row("nbf", "accepted", "accepted"),
            row("exp-1", "accepted", "accepted"),
            row("exp", "accepted", "ExpiredSignatureError"),
            row("exp+1", "ExpiredSignatureError", "ExpiredSignatureError"),
            row("1767603600", "accepted", "accepted"),
        ]
    );
    let mut session = with(session, FieldId::Leeway, "10");
    session = with(session, FieldId::Clock, "exp+9");
    assert_eq!(end(lab(&session), Profile::PyJwt), "accepted");
    session = with(session, FieldId::Clock, "exp+10");
    assert_eq!(end(lab(&session), Profile::PythonJose), "accepted");
    assert!(end(lab(&session), Profile::PyJwt).starts_with("ExpiredSignatureError"));
}

#[test]
fn a_ready_key_comes_with_its_algorithm_and_one_change_takes_it_back() {
    let mut session = lesson_lab();
    session.study.as_mut().unwrap().lab.as_mut().unwrap().focus = FieldId::Key.index();
    let mut seen = Vec::new();
    for _ in 0..4 {
        go(&mut session, &[LabCommand::Turn]);
        let lab = lab(&session);
        seen.push((
            lab.after.setup.algorithm.clone(),
            end(lab, Profile::PythonJose),
            end(lab, Profile::PyJwt),
        ));
    }
    let row = |name: &str| (name.to_owned(), "accepted".to_owned(), "accepted".to_owned());
    assert_eq!(seen, [row("HS256"), row("RS256"), row("ES256"), row("HS256")]);
    go(&mut session, &[LabCommand::Undo]);
    assert_eq!(lab(&session).after.setup.algorithm, "ES256");
    assert_eq!(lab(&session).holds(FieldId::Allowed).text, "ES256");
}

#[test]
fn the_algorithm_must_be_one_that_is_allowed() {
    let session = with(lesson_lab(), FieldId::Algorithm, "HS512");
    assert!(end(lab(&session), Profile::PyJwt).starts_with("InvalidAlgorithmError"));
    let session = with(session, FieldId::Allowed, "HS256, HS512");
    assert_eq!(end(lab(&session), Profile::PyJwt), "accepted");
    let session = with(session, FieldId::Allowed, "");
    assert_eq!(
        lab(&session).after.setup.allows(),
        ["HS256", "HS384", "HS512"],
        "the key says, not the token"
    );
    let session = with(session, FieldId::Key, keys::EC_PRIVATE);
    assert!(end(lab(&session), Profile::PyJwt).starts_with("no token: "));
    assert!(!lab(&session).words.sentence.contains("taken away"), "{}", lab(&session).words.sentence);
    let session = with(session, FieldId::Algorithm, "ES256");
    assert_eq!(end(lab(&session), Profile::PythonJose), "accepted", "verified with the public half");
}

#[test]
fn the_libraries_gates_can_be_changed_without_running_again() {
    let mut session = experiment(Experiment::LastCharacter);
    let token = lab(&session).after.token().unwrap().to_owned();
    update(&mut session, Message::Do(Command::SwitchProfile));
    assert_eq!(lab(&session).after.setup.profile, Profile::PyJwt);
    assert_eq!(lab(&session).holds(FieldId::Library).text, "pyjwt");
    assert_eq!(lab(&session).after.token(), Some(token.as_str()));
}

#[test]
fn the_state_is_shared_as_a_command_line_without_its_key() {
    let session = with(lesson_lab(), FieldId::Audience, "it's me");
    let line = lab(&session).command_line().unwrap();
    assert!(line.starts_with("jwtrace lab eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."), "{line}");
    assert!(
        line.contains(" --now 1767603600 --profile python-jose --alg HS256 --audience 'it'\\''s me'"),
        "{line}"
    );
    assert!(!line.contains("mysecret"), "{line}");
    let mut session = session;
    let effects = go(&mut session, &[LabCommand::CopyPython, LabCommand::CopyCommand]);
    let [Effect::Copy(python), Effect::Copy(copied)] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(
        python.contains("jwt.decode(token, key, algorithms=[\"HS256\"], audience=\"it's me\")"),
        "{python}"
    );
    assert!(python.contains("key = \"put the secret here\"") && !python.contains("mysecret"), "{python}");
    assert_eq!(*copied, line);
}

#[test]
fn the_labs_program_can_be_stepped_through_and_left_again() {
    let mut session = experiment(Experiment::LastCharacter);
    go(&mut session, &[LabCommand::Open]);
    let study = session.study.as_ref().unwrap();
    assert_eq!((study.mode, study.lesson().is_none()), (Mode::Trace, true));
    assert!(study.program.source().contains("jwt.decode(token"));
    update(&mut session, Message::Do(Command::Lessons));
    assert_eq!(session.study.as_ref().unwrap().mode, Mode::Lab);
    assert_eq!(lab(&session).experiment, Some(Experiment::LastCharacter));
    // A lab by itself has its program under Trace.
    let mut alone = Session::new(Vec::new(), Vec::new());
    alone.open_lab(Lab::new(Setup::of_its_own(Profile::PyJwt, 1_700_000_000.0)).unwrap());
    go(&mut alone, &[LabCommand::Run(4), LabCommand::Open]);
    let study = alone.study.as_ref().unwrap();
    assert_eq!(study.mode, Mode::Trace);
    assert!(study.program.source().contains("\"alg\": \"none\""));
    for _ in 0..3 {
        update(&mut alone, Message::Do(Command::Lessons));
        assert_eq!(lab(&alone).experiment, Some(Experiment::AlgNone), "one key too many loses nothing");
    }
}
