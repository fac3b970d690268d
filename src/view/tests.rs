use super::*;
use crate::jose::OpKind;
use crate::session::tests::fixture;
use crate::session::{Command, Message, Mode, Target, update};
use crate::span::Span;
use crate::trace::{Event, Kind, Outcome, Raised, Recorder};

fn after(mut session: Session, commands: &[Command]) -> Session {
    for command in commands {
        update(&mut session, Message::Do(*command));
    }
    session
}

fn trace(commands: &[Command]) -> Screen {
    view(&after(after(fixture::lesson(), &[Command::Mode(Mode::Trace)]), commands))
}

/// A program of one's own with these values at its two lines; `raised` ends it.
fn program(values: &[(&str, Option<&str>, Option<u32>)], raised: Option<Raised>) -> Session {
    let program = crate::python::Program::parse("a = 1\nb = 2\n").unwrap();
    let mut record = Recorder::new();
    let module = record.enter("<module>", None);
    record.stop(Event::Call, module, 0, Span::default());
    record.stop(Event::Line, module, 1, Span { start: 0, end: 5 });
    for (name, repr, identity) in values {
        let binding = record.binding(module, name);
        match repr {
            Some(repr) => {
                let shown = record.show(repr, Kind::Container, *identity, false);
                record.set(binding, shown);
            }
            None => record.unset(binding),
        }
    }
    record.stop(Event::Line, module, 2, Span { start: 6, end: 11 });
    let outcome = raised.map_or(Outcome::Finished, Outcome::Raised);
    let trace = record.finish(Vec::new(), outcome);
    let mut session = Session::new(Vec::new(), Vec::new());
    session.open_program("mine.py", program, trace);
    session
}

#[test]
fn unbound_is_no_value_and_what_is_to_come_is_not_shown() {
    let screen = trace(&[Command::Next]);
    let tracker = screen.tracker.unwrap();
    let heads: Vec<&str> = tracker.columns.iter().map(Text::as_str).collect();
    assert_eq!(heads, ["Start", "after 1", "after 2", "after 3", "Final"]);
    let cells = |name: &str| {
        tracker.rows.iter().find(|row| row.name.as_str() == name).map(|row| row.cells.clone()).unwrap()
    };
    assert_eq!(cells("data")[..2], [Cell::Unbound, Cell::New("{'user_id': 123}".into())]);
    assert_eq!(cells("token")[..3], [Cell::Unbound, Cell::Unbound, Cell::Ahead]);
    let later = trace(&[Command::Last]).tracker.unwrap();
    assert_eq!(later.rows[0].cells[2..], [Cell::Same, Cell::Same, Cell::Same]);
}

#[test]
fn names_of_one_object_are_marked_as_sharing_it() {
    let values =
        [("data", Some("{}"), Some(7)), ("same", Some("{}"), Some(7)), ("copy", Some("{}"), Some(8))];
    let screen = view(&after(program(&values, None), &[Command::Next]));
    let marks: Vec<String> =
        screen.tracker.unwrap().rows.iter().map(|row| row.shared.as_str().to_owned()).collect();
    assert_eq!(marks, ["&1", "&1", ""]);
}

#[test]
fn nothing_of_a_value_reaches_the_screen_raw() {
    let values = [("evil", Some("'\x1b]0;owned\x07\u{202e}'"), None)];
    let screen = view(&after(program(&values, None), &[Command::Next]));
    let row = &screen.tracker.unwrap().rows[0];
    assert_eq!(row.cells[1], Cell::New(Text::new("'\x1b]0;owned\x07\u{202e}'")));
    let text = format!("{:?}", row.cells);
    assert!(!text.contains('\x1b') && !text.contains('\u{202e}') && text.contains("␛]0;owned␇⟨U+202E⟩"));
}

#[test]
fn an_uncaught_exception_is_shown_at_its_line_with_its_traceback() {
    let raised = Raised {
        class: "KeyError".into(),
        message: "'email'".into(),
        line: 2,
        traceback: "Traceback (most recent call last):\n  File \"mine.py\", line 2\nKeyError: 'email'\n"
            .into(),
        ..Raised::default()
    };
    let screen = view(&after(program(&[], Some(raised)), &[Command::Last]));
    assert_eq!(screen.source.unwrap().failed, Some(2));
    let traceback = screen.output.unwrap().traceback;
    assert_eq!(traceback.last().unwrap().as_str(), "KeyError: 'email'");
    assert_eq!(screen.table.unwrap().rows.last().unwrap().output.as_str(), "KeyError: 'email'");
}

#[test]
fn the_line_of_this_moment_is_found_and_highlighted() {
    let screen = trace(&[Command::Next, Command::Next]);
    let source = screen.source.unwrap();
    assert_eq!((source.current, source.current_end), (Some(4), Some(4)));
    let roles: Vec<(&str, Role)> =
        source.lines[2].iter().map(|piece| (piece.text.as_str(), piece.role)).collect();
    assert_eq!(roles[..3], [("def", Role::Keyword), (" ", Role::Plain), ("create_token", Role::Definition)]);
    let whole: String = source.lines[3].iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(whole, "    token = jwt.encode(data, secret, algorithm=\"HS256\")");
}

#[test]
fn the_token_says_how_far_it_is() {
    let token = |commands: &[Command]| trace(commands).token.unwrap();
    let states = |strip: &TokenStrip| strip.segments.clone().map(|segment| segment.state);
    let start = token(&[]);
    assert_eq!(states(&start), [SegmentState::Pending; 3]);
    assert_eq!(start.state.as_str(), "not made yet");
    let inside = token(&[Command::Next, Command::Next, Command::Into]);
    assert_eq!(states(&inside), [SegmentState::Begun, SegmentState::Pending, SegmentState::Pending]);
    assert_eq!(inside.segments.clone().map(|segment| segment.lit), [true, false, false]);
    let made = token(&[Command::Next, Command::Next]);
    assert_eq!(states(&made), [SegmentState::Made; 3]);
    assert!(made.joined);
    assert_eq!(made.segments[1].decoded.as_str(), "{\"user_id\":123}");
}

#[test]
fn a_click_on_a_segment_opens_what_makes_it() {
    let mut session = after(fixture::lesson(), &[Command::Mode(Mode::Trace), Command::Next, Command::Next]);
    update(&mut session, Message::Click(Target::Segment(2)));
    let study = session.study.as_ref().unwrap();
    let (_, step) = study.operation().unwrap();
    assert_eq!(study.trace.operation(step).unwrap().kind, OpKind::Sign);
}

#[test]
fn six_bits_are_tied_to_their_bytes() {
    let inside = [Command::Next, Command::Next, Command::Into, Command::Next, Command::Into, Command::Next];
    let Some(Detail::Base64(quartet)) = trace(&inside).operations.unwrap().detail else { panic!() };
    assert_eq!(quartet.current, 1);
    assert_eq!(quartet.groups[1].0.as_str(), "110010");
    assert_eq!(
        quartet.sentence.as_str(),
        "Bits 110010 of bytes 1 and 2 are the number 50: in the alphabet A-Za-z0-9-_, counted from 0, that is y."
    );
}

#[test]
fn hmac_ends_in_the_signature() {
    let mut inside = vec![Command::Next, Command::Next, Command::Into];
    inside.extend([Command::Next; 6]);
    inside.push(Command::Into);
    let operations = trace(&inside).operations.unwrap();
    let Some(Detail::Stages { stages, current: 0 }) = operations.detail else { panic!() };
    assert_eq!(stages[0].size.as_str(), "64 bytes");
    assert!(stages[0].bytes.as_str().ends_with(" 00 ×56"), "{:?}", stages[0].bytes);
    assert_eq!(stages[4].bytes, operations.output.value);
}

#[test]
fn a_hint_points_at_the_row_that_decides() {
    let quiz = after(fixture::lesson(), &[Command::Mode(Mode::Quiz)]);
    assert!(view(&quiz).tracker.is_none(), "no evidence before anyone asks");
    let screen = view(&after(quiz.clone(), &[Command::Hint]));
    let tracker = screen.tracker.unwrap();
    assert!(tracker.pointed);
    assert_eq!(tracker.rows[tracker.chosen.unwrap()].name.as_str(), "token");
    // The question about the other secret needs a second run, which this trace made by hand does not have.
}

#[test]
fn the_table_keeps_what_is_to_come_to_itself() {
    let table = trace(&[Command::Next]).table.unwrap();
    assert_eq!((table.current, table.shown, table.total), (1, 1, 5));
    assert_eq!(table.rows[2].action.as_str(), "Encode data");
}

#[test]
fn requests_and_responses_are_arrows_that_light_up_as_the_trace_moves() {
    let mut session = fixture::requests();
    let sequence = |session: &Session| view(session).sequence.unwrap();
    let start = sequence(&session);
    assert_eq!((start.items.len(), start.current), (6, None));
    assert_eq!(start.items[1].name.as_str(), "", "a response to come is not given away");
    let mut lit = Vec::new();
    loop {
        lit.push(sequence(&session).current);
        if session.study.as_ref().unwrap().cursor.stop == session.study.as_ref().unwrap().stops.last() {
            break;
        }
        update(&mut session, Message::Do(Command::Next));
    }
    lit.dedup();
    assert_eq!(lit, [None, Some(0), Some(1), Some(2), Some(3), Some(4), Some(5)]);
    let end = sequence(&session);
    let words = |at: usize| (end.items[at].name.as_str(), end.items[at].carries.as_str());
    assert_eq!(words(0), ("POST /token", r#"{"username":"alice"}"#));
    assert_eq!(words(2), ("GET /me", "Bearer eyJhbGci…"));
    assert_eq!(words(3), ("200 OK", r#"{"sub":"alice","exp":1700000060}"#));
    assert_eq!(words(5), ("401 Unauthorized", r#"{"detail":"expired"}"#));
    let clocks: Vec<bool> = end.items.iter().map(|item| item.clock.is_empty()).collect();
    assert_eq!(clocks, [true, true, true, true, false, true]);
    assert_eq!(end.items[4].clock.as_str(), "clock +2 h → 2023-11-15T00:13:20Z");
    let details: Vec<&str> = end.details.iter().map(Text::as_str).collect();
    assert!(details.contains(&"www-authenticate: Bearer"), "{details:?}");
    assert_eq!(details[details.len() - 4..], ["", "{", "  \"detail\": \"expired\"", "}"]);
}

#[test]
fn choosing_an_arrow_opens_the_code_it_ran() {
    let line = |session: &Session| {
        let study = session.study.as_ref().unwrap();
        let step = study.trace.steps[study.stop().enter];
        (step.event, study.trace.frames[step.frame as usize].function.to_string())
    };
    let asked = after(fixture::requests(), &[Command::Requests]);
    assert_eq!(asked.context(), crate::session::Context::Sequence);
    let opened = after(asked.clone(), &[Command::Down, Command::Down, Command::Confirm]);
    assert_eq!(line(&opened), (Event::Call, "me".into()));
    assert_eq!(view(&opened).sequence.unwrap().current, Some(2));
    assert_ne!(opened.context(), crate::session::Context::Sequence, "the program has attention again");
    let mut clicked = asked;
    update(&mut clicked, Message::Click(Target::Arrow(5)));
    assert_eq!(line(&clicked).0, Event::Response);
    update(&mut clicked, Message::Click(Target::Arrow(99)));
    assert_eq!(line(&clicked).0, Event::Response);
    let mut without = fixture::lesson();
    update(&mut without, Message::Do(Command::Requests));
    assert!(without.notice.is_some() && view(&without).sequence.is_none());
}

#[test]
fn an_exception_that_leaves_a_function_gives_nothing_back() {
    let session =
        fixture::run("def f():\n    raise ValueError(1)\ntry:\n    f()\nexcept ValueError:\n    pass\n");
    let study = session.study.as_ref().unwrap();
    let actions: Vec<String> =
        (0..study.stops.len()).map(|stop| crate::session::narrate(study, stop).action).collect();
    assert!(!actions.iter().any(|action| action == "return"), "{actions:?}");
}

#[test]
fn a_line_is_not_marked_as_failed_before_the_code_it_calls_has_failed() {
    let mut session = fixture::run("def f():\n    raise ValueError(1)\n\nf()\n");
    let mut seen = Vec::new();
    for _ in 0..6 {
        let source = view(&session).source.unwrap();
        seen.push((source.current, source.failed));
        update(&mut session, Message::Do(Command::Next));
    }
    let calling = seen.iter().position(|(current, _)| *current == Some(4)).unwrap();
    assert_eq!(seen[calling], (Some(4), None), "{seen:?}");
    assert!(seen[calling + 1..].contains(&(Some(2), Some(2))), "{seen:?}");
}

#[test]
fn what_the_caller_makes_of_a_value_is_seen_where_it_is_given_back() {
    let mut session = fixture::run("def f(a):\n    return a + 1\n\nx = f(1)\ny = x\n");
    let words = |session: &Session| {
        let study = session.study.as_ref().unwrap();
        crate::session::narrate(study, study.cursor.stop)
    };
    while words(&session).action != "return" {
        update(&mut session, Message::Do(Command::Next));
    }
    assert_eq!(words(&session).narration, "f returns 2. Back in the caller, x gets its first value, 2.");
    let tracker = view(&session).tracker.unwrap();
    let row = tracker.rows.iter().find(|row| row.name.as_str() == "<module>: x").unwrap();
    assert_eq!(row.cells[1], Cell::New("2".into()));
}

#[test]
fn conditions_and_loops_are_told_by_what_came_of_them() {
    let session = fixture::run(
        "for i in [1]:\n    if i > 1:\n        pass\n    if i == 1:\n        pass\nx = [i]\ny = x\nx.append(2)\n",
    );
    let study = session.study.as_ref().unwrap();
    let told: Vec<String> =
        (1..study.stops.last()).map(|stop| crate::session::narrate(study, stop).narration).collect();
    let expected = [
        "Line 1 takes the next element: i gets its first value, 1.",
        "The condition of line 2 does not hold: its block is left out.",
        "The condition of line 4 holds: its block runs.",
        "Line 5 does nothing, as it says.",
        "Line 1 finds no further element: the loop is over.",
        "Line 6 runs: x gets its first value, [1].",
        "Line 7 runs: y gets its first value, [1].",
    ];
    assert_eq!(told[..7], expected);
    assert!(told[7].contains("the object that x names is changed in place"), "{}", told[7]);
}

/// The screen at the operation of a kind, stepped in to a part.
fn opened(algorithm: &str, private: &str, public: &str, kind: OpKind, part: usize) -> Operations {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance/keys.json");
    let keys: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let key = |name: &str| keys[name].as_str().unwrap_or(name).replace('\n', "\\n");
    let source = format!(
        "import jwt\ntoken = jwt.encode({{'sub': 'alice'}}, '{}', algorithm='{algorithm}')\n\
         claims = jwt.decode(token, '{}', algorithms=['{algorithm}'])\n",
        key(private),
        key(public)
    );
    let program = crate::python::Program::parse(&source).unwrap();
    let trace =
        crate::python::run(&program, &crate::python::World::default(), &crate::python::Limits::default());
    assert_eq!(trace.outcome, crate::trace::Outcome::Finished, "{algorithm}");
    let mut session = Session::new(Vec::new(), Vec::new());
    session.open_program("p.py", program, trace);
    let study = session.study.as_mut().unwrap();
    for stop in 0..study.stops.len() {
        study.go_to(stop);
        let is_kind = |step: &usize| study.trace.operation(*step).is_some_and(|one| one.kind == kind);
        if let Some(at) = study.operations().iter().position(is_kind) {
            study.cursor.inside = vec![at, part];
            return view(&session).operations.unwrap();
        }
    }
    panic!("no {kind:?}");
}

#[test]
fn every_signature_opens_to_its_stages_and_ends_as_it_ended() {
    for (algorithm, private, public) in [
        ("HS512", "secret", "secret"),
        ("RS256", "rsa2048_priv", "rsa2048_pub"),
        ("PS256", "rsa2048_priv", "rsa2048_pub"),
        ("ES256", "p256_priv", "p256_pub"),
        ("EdDSA", "ed25519_priv", "ed25519_pub"),
    ] {
        for kind in [OpKind::Sign, OpKind::Verify] {
            let operations = opened(algorithm, private, public, kind, 99);
            let Some(Detail::Stages { stages, current }) = operations.detail else { panic!("{algorithm}") };
            assert_eq!(current, stages.len() - 1);
            let verdict = stages[current].verdict.as_ref().map(Text::as_str);
            assert!(verdict.is_none_or(|verdict| verdict.starts_with('✓')), "{algorithm}: {verdict:?}");
        }
    }
}

#[test]
fn a_pairs_key_is_shown_as_its_public_half() {
    let operations = opened("ES256", "p256_priv", "p256_pub", OpKind::Sign, 0);
    assert_eq!(operations.inputs[1].form.as_str(), "91 bytes, DER of the public half");
    assert!(operations.inputs[1].value.as_str().starts_with("30 59 30 13"));
    let operations = opened("HS256", "secret", "secret", OpKind::Key, 0);
    assert_eq!(operations.characters.as_str(), "makes no character of the token");
}

#[test]
fn bytes_of_json_name_the_characters_they_make() {
    let operations = opened("HS256", "secret", "secret", OpKind::PayloadJson, 2);
    assert_eq!(operations.characters.as_str(), "makes characters 38 to 57 of the token");
    let Some(Detail::Bytes(bytes)) = operations.detail else { panic!() };
    assert_eq!((bytes.current, bytes.total), (2, 15));
    assert_eq!(
        bytes.sentence.as_str(),
        "Byte 3 of 15 is 115, 73 in hexadecimal: in UTF-8 the character s. Its bits go into characters 3 and 4 of the \
         segment: 001001 is 9, J, and 110011 is 51, z."
    );
    let operations = opened("HS256", "secret", "secret", OpKind::PayloadJson, 14);
    let Some(Detail::Bytes(bytes)) = operations.detail else { panic!() };
    assert!(
        bytes
            .sentence
            .as_str()
            .ends_with("characters 19 and 20 of the segment: 001001 is 9, J, and 111101 is 61, 9."),
        "{}",
        bytes.sentence.as_str()
    );
}

/// From the call to single groups of six bits and back, four keys: the JSON's byte names the groups that its bits are in.
#[test]
fn four_keys_lead_to_six_bits_and_back() {
    let session = fixture::lesson();
    let session = after(session, &[Command::Mode(Mode::Trace), Command::Next, Command::Next]);
    let place = |session: &Session| session.study.as_ref().unwrap().cursor.clone();
    let at = place(&session);
    let session = after(session, &[Command::Into, Command::Into]);
    let Some(Detail::Bytes(bytes)) = view(&session).operations.unwrap().detail else { panic!() };
    assert!(bytes.sentence.as_str().contains("011110 is 30, e"), "{}", bytes.sentence.as_str());
    let session = after(session, &[Command::Out, Command::Out]);
    assert_eq!(place(&session), at);
    // The character itself, one operation further on.
    let session = after(session, &[Command::Into, Command::Next, Command::Into]);
    assert_eq!(place(&session).inside, [1, 0]);
}

#[test]
fn a_gate_opens_as_well() {
    let operations = opened("HS256", "secret", "secret", OpKind::SignatureDecode, 42);
    assert_eq!(operations.characters.as_str(), "reads characters 59 to 101 of the token");
    let Some(Detail::Base64(quartet)) = operations.detail else { panic!() };
    assert_eq!((quartet.unused, quartet.canonical, quartet.current, quartet.first), (2, true, 2, 40));
}

/// A program that asks with a token that has run out; python-jose and `PyJWT` say so each in its own words.
const EXPIRED: &str = "from fastapi import FastAPI, HTTPException
import jwt
app = FastAPI()

@app.get('/me')
def me(token: str):
    try:
        return jwt.decode(token, 'a secret of more than thirty-two bytes', algorithms=['HS256'])
    except jwt.InvalidTokenError:
        raise HTTPException(401, 'Invalid token', headers={'WWW-Authenticate': 'Bearer'})
";

fn lines(session: &Session) -> Vec<(&'static str, String)> {
    let operations = view(session).operations.unwrap();
    operations.verdict.iter().map(|line| (line.label, line.text.as_str().to_owned())).collect()
}

#[test]
fn a_refusal_shows_its_exception_and_what_the_client_gets() {
    use crate::python::{Limits, Program, RequestSpec, World, run};
    let claims = crate::jose::json::Json::Object(vec![("exp".into(), crate::jose::json::Json::Int(1000))]);
    let key = b"a secret of more than thirty-two bytes";
    let profile = crate::jose::profile::Profile::PyJwt;
    let token = crate::jose::encode::encode(profile, &claims, &[], "HS256", key).1.unwrap();
    let request =
        RequestSpec { method: "GET".into(), path: format!("/me?token={token}"), ..RequestSpec::default() };
    let world = World { requests: vec![request], module_name: "main".into(), ..World::default() };
    let program = Program::parse(EXPIRED).unwrap();
    let trace = run(&program, &world, &Limits::default());
    assert_eq!(trace.responses.len(), 1, "{:?}", trace.outcome);
    let mut session = Session::new(Vec::new(), Vec::new());
    session.open_program("p.py", program, trace);
    update(&mut session, Message::Do(Command::Refusal));
    let lines = lines(&session);
    // The tree is that of PyJWT 2.15.1: type(error).__mro__.
    let tree = "ExpiredSignatureError › InvalidTokenError › PyJWTError › Exception";
    assert!(lines.contains(&("class", tree.to_owned())), "{lines:?}");
    let answer = "401 {\"detail\":\"Invalid token\"}, www-authenticate: Bearer";
    assert!(lines.contains(&("answer", answer.to_owned())), "{lines:?}");
    assert!(lines.iter().any(|(label, text)| *label == "found" && text.starts_with("exp = 1000")));
}

#[test]
fn two_signatures_are_compared_where_they_differ() {
    let source = "import jwt\ntoken = jwt.encode({'a': 1}, 'one secret of thirty-two bytes, or so')\n\
                  jwt.decode(token, 'another secret of thirty-two bytes', algorithms=['HS256'])\n";
    let program = crate::python::Program::parse(source).unwrap();
    let trace =
        crate::python::run(&program, &crate::python::World::default(), &crate::python::Limits::default());
    let refused =
        trace.operations.iter().find(|one| matches!(one.verdict, crate::jose::Verdict::Refused { .. }));
    let found = refused.unwrap().inputs[2].bytes.clone();
    let mut session = Session::new(Vec::new(), Vec::new());
    session.open_program("p.py", program, trace);
    update(&mut session, Message::Do(Command::Refusal));
    let lines = lines(&session);
    let first = format!("{:02x}", found[0]);
    assert!(lines.iter().any(|(label, text)| *label == "found" && text.starts_with(&first)), "{lines:?}");
    assert!(
        lines.iter().any(|(label, text)| *label == "differ" && text.starts_with("in byte ")),
        "{lines:?}"
    );
    assert!(lines.iter().any(|(label, text)| *label == "class" && text.starts_with("InvalidSignatureError › DecodeError")));
}

#[test]
fn the_other_librarys_gates_are_known_once_both_were_seen() {
    use crate::jose::profile::Profile;
    let mut session = Session::new(Vec::new(), Vec::new());
    let gates = |profile: Profile| {
        let claims =
            crate::jose::json::Json::Object(vec![("exp".into(), crate::jose::json::Json::Int(1000))]);
        let token = crate::jose::encode::encode(profile, &claims, &[], "HS256", &[b'k'; 32]).1.unwrap();
        let options = crate::jose::decode::Options { now: 1000.0, ..Default::default() };
        let (decoding, _) = crate::jose::decode::decode(profile, token.as_bytes(), &[b'k'; 32], &options);
        let ended =
            |one: crate::jose::Operation| crate::session::Ended { kind: one.kind, verdict: one.verdict };
        let tokens = vec![decoding.operations.into_iter().map(ended).collect()];
        crate::session::Compared { library: format!("{profile:?}"), tokens }
    };
    // At the very second of exp, one library refuses and the other does not.
    let apart = gates(Profile::PyJwt).first_difference(&gates(Profile::PythonJose)).unwrap();
    assert_eq!(apart, "“exp: not expired”: passed before, refused now");
    let source = "import jwt\ntoken = jwt.encode({'exp': 1000}, 'k' * 32)\njwt.decode(token, 'k' * 32, algorithms=['HS256'])\n";
    let program = crate::python::Program::parse(source).unwrap();
    let world = crate::python::World { now: 1000.0, ..Default::default() };
    let trace = crate::python::run(&program, &world, &crate::python::Limits::default());
    session.open_program("p.py", program, trace);
    session.study.as_mut().unwrap().compared = Some(gates(Profile::PythonJose));
    update(&mut session, Message::Do(Command::Refusal));
    let operations = view(&session).operations.unwrap();
    assert!(operations.items[operations.current].differs);
    let other = operations.verdict.last().unwrap();
    assert_eq!(other.text.as_str(), "with PythonJose: ✓ passed");
}
