use super::*;
use crate::python::{Limits, Program, World, run};
use crate::session::{Command, Message, Session, update};

const PROGRAM: &str = "import jwt
data = {\"user_id\": 123, \"role\": \"admin\"}
secret = \"a secret of more than thirty-two bytes\"
role = data[\"role\"]
token = jwt.encode(data, secret, algorithm=\"HS256\")
claims = jwt.decode(token, secret, algorithms=[\"HS256\"])
";

/// The session on stopping after line 5 or 6.
fn at_line(line: u32) -> Session {
    let program = Program::parse(PROGRAM).unwrap();
    let trace = run(&program, &World::default(), &Limits::default());
    let mut session = Session::new(Vec::new(), Vec::new());
    session.open_program("p.py", program, trace);
    let study = session.study.as_mut().unwrap();
    let stop = (0..study.stops.len()).find(|stop| {
        let stop = study.stops.get(*stop, &study.trace);
        study.trace.steps[stop.enter].line == line && stop.reached
    });
    study.go_to(stop.unwrap());
    session
}

fn code(study: &Study, lit: &Lit) -> Vec<String> {
    lit.source.iter().map(|range| study.program.source()[range.clone()].to_owned()).collect()
}

#[test]
fn one_key_goes_through_everything_there_is() {
    let mut session = at_line(5);
    let mut seen = Vec::new();
    for _ in 0..7 {
        update(&mut session, Message::Do(Command::NextDatum));
        seen.push(session.study.as_ref().unwrap().lit().map(|lit| lit.label));
    }
    let want = [
        Some("claim user_id"),
        Some("claim role"),
        Some("header member alg"),
        Some("header member typ"),
        Some("the key"),
        Some("the signature"),
        None,
    ];
    assert_eq!(seen, want.map(|label| label.map(str::to_owned)));
    update(&mut session, Message::Do(Command::PreviousDatum));
    assert_eq!(session.study.as_ref().unwrap().pick, Some(Pick::Signature));
}

#[test]
fn a_claim_is_lit_in_the_code_the_values_and_the_token() {
    for line in [5, 6] {
        let mut session = at_line(line);
        let study = session.study.as_mut().unwrap();
        study.pick = Some(Pick::Claim("role".into()));
        let lit = study.lit().unwrap();
        let code = code(study, &lit);
        assert!(code.contains(&"\"role\": \"admin\"".to_owned()), "{line}: {code:?}");
        assert!(code.contains(&"\"role\"".to_owned()), "{line}: {code:?}");
        assert_eq!(code.contains(&"data".to_owned()), line == 5, "{code:?}");
        assert!(lit.parts.contains(&"'role': 'admin'".to_owned()));
        assert!(lit.parts.contains(&"\"role\":\"admin\"".to_owned()));
        let (token, _) = lit.token.as_ref().unwrap();
        // {"user_id":123,"role":"admin"}: bytes 15 to 29 of the payload.
        let payload = token.split('.').nth(1).unwrap();
        assert_eq!(lit.bytes[1], [std::ops::Range { start: 15, end: 29 }]);
        let start = token.find('.').unwrap() + 1;
        assert_eq!(lit.characters, [std::ops::Range { start: start + 20, end: start + 39 }]);
        assert_eq!(&payload[20..39], &token[lit.characters[0].clone()]);
    }
}

#[test]
fn a_variable_stands_for_what_its_value_is() {
    let mut session = at_line(5);
    let study = session.study.as_mut().unwrap();
    study.pick = Some(Pick::Variable(0, "role".into()));
    let lit = study.lit().unwrap();
    assert_eq!(lit.label, "variable role");
    assert_eq!(lit.bytes[1], [std::ops::Range { start: 15, end: 29 }]);
    study.pick = Some(Pick::Variable(0, "secret".into()));
    let lit = study.lit().unwrap();
    assert!(lit.characters.is_empty(), "the key is not in the token");
    assert!(code(study, &lit).contains(&"secret".to_owned()));
    study.pick = Some(Pick::Variable(0, "token".into()));
    let lit = study.lit().unwrap();
    assert!(lit.characters.iter().map(ExactSizeIterator::len).sum::<usize>() > 90);
}

#[test]
fn the_key_is_lit_where_it_is_written_and_used() {
    let mut session = at_line(5);
    let study = session.study.as_mut().unwrap();
    study.pick = Some(Pick::Key);
    let lit = study.lit().unwrap();
    let code = code(study, &lit);
    assert_eq!(code, ["\"a secret of more than thirty-two bytes\"", "secret"]);
    study.pick = Some(Pick::Signature);
    let lit = study.lit().unwrap();
    assert_eq!(
        super::super::lit::tests::code(study, &lit),
        ["jwt.encode(data, secret, algorithm=\"HS256\")"]
    );
    let (token, starts) = lit.token.as_ref().unwrap();
    assert_eq!(lit.characters, [std::ops::Range { start: starts[2], end: token.len() }]);
}

#[test]
fn a_character_stepped_into_is_lit_by_itself() {
    let mut session = at_line(5);
    for command in [Command::Into, Command::Next, Command::Next, Command::Into, Command::Next] {
        update(&mut session, Message::Do(command));
    }
    let study = session.study.as_ref().unwrap();
    let lit = study.lit().unwrap();
    assert_eq!(lit.label, "character 2 of the header segment");
    assert_eq!(lit.characters, [std::ops::Range { start: 1, end: 2 }]);
    assert_eq!(lit.bytes[0], [std::ops::Range { start: 0, end: 2 }]);
}

#[test]
fn clicks_pick_what_is_under_them() {
    use crate::session::{Mode, Target};
    let mut session = at_line(5);
    let pick = |session: &Session| session.study.as_ref().unwrap().pick.clone();
    update(&mut session, Message::Click(Target::Json(1, 17)));
    assert_eq!(pick(&session), Some(Pick::Claim("role".into())));
    update(&mut session, Message::Click(Target::Json(0, 3)));
    assert_eq!(pick(&session), Some(Pick::Header("alg".into())));
    update(&mut session, Message::Click(Target::Json(1, 14)));
    assert_eq!(pick(&session), None, "a comma belongs to no claim");
    update(&mut session, Message::Click(Target::Character(5)));
    assert_eq!(pick(&session), Some(Pick::Character(5)));
    assert_eq!(session.study.as_ref().unwrap().mode, Mode::Trace);
    update(&mut session, Message::Do(Command::Lessons));
    assert_eq!(pick(&session), None, "Esc first lets go of it");
    assert!(session.study.is_some());
}
