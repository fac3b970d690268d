//! The built-in lessons, run: what they show is what CPython does, and nothing in them is typed in.

#![expect(clippy::unwrap_used, reason = "a helper that fails should fail the test")]

use jwtrace::check;
use jwtrace::export::Report;
use jwtrace::lesson::{Entry, Inputs, Lesson, Library, Profile, literal};
use jwtrace::session::Session;
use jwtrace::trace::{Event, Outcome, Trace};
use serde_json::Value;

fn entry(id: &str) -> Entry {
    Library::built_in().get(id).unwrap().clone()
}

fn lesson(id: &str) -> Lesson {
    Lesson::clone(entry(id).lesson().unwrap())
}

fn report(lesson: &Lesson, inputs: Inputs) -> Report {
    let mut session = Session::new(vec![lesson.clone()], Vec::new());
    session.open(0, Some(inputs)).unwrap();
    Report::of(session).unwrap()
}

fn segments(report: &Report) -> [String; 3] {
    let texts: Vec<String> = report.segments.iter().map(|(_, text, _)| text.to_string()).collect();
    texts.try_into().unwrap()
}

/// Everything a report shows, as one text.
fn everything(report: &Report) -> String {
    let mut out = Vec::new();
    jwtrace::export::text::write_lesson(&mut out, report).unwrap();
    String::from_utf8(out).unwrap()
}

const RECORDED: [(&str, Profile, &str); 21] = [
    ("create-token", Profile::PythonJose, include_str!("conformance/lessons/create-token.python-jose.json")),
    ("create-token", Profile::PyJwt, include_str!("conformance/lessons/create-token.pyjwt.json")),
    ("token-structure", Profile::PyJwt, include_str!("conformance/lessons/token-structure.pyjwt.json")),
    (
        "token-endpoint",
        Profile::PythonJose,
        include_str!("conformance/lessons/token-endpoint.python-jose.json"),
    ),
    ("token-endpoint", Profile::PyJwt, include_str!("conformance/lessons/token-endpoint.pyjwt.json")),
    ("expiry", Profile::PythonJose, include_str!("conformance/lessons/expiry.python-jose.json")),
    ("expiry", Profile::PyJwt, include_str!("conformance/lessons/expiry.pyjwt.json")),
    ("verify-token", Profile::PythonJose, include_str!("conformance/lessons/verify-token.python-jose.json")),
    ("verify-token", Profile::PyJwt, include_str!("conformance/lessons/verify-token.pyjwt.json")),
    (
        "login-and-protect",
        Profile::PythonJose,
        include_str!("conformance/lessons/login-and-protect.python-jose.json"),
    ),
    ("login-and-protect", Profile::PyJwt, include_str!("conformance/lessons/login-and-protect.pyjwt.json")),
    ("base64url", Profile::PythonJose, include_str!("conformance/lessons/base64url.python-jose.json")),
    ("base64url", Profile::PyJwt, include_str!("conformance/lessons/base64url.pyjwt.json")),
    ("by-hand", Profile::PythonJose, include_str!("conformance/lessons/by-hand.python-jose.json")),
    ("by-hand", Profile::PyJwt, include_str!("conformance/lessons/by-hand.pyjwt.json")),
    ("attacks", Profile::PyJwt, include_str!("conformance/lessons/attacks.pyjwt.json")),
    ("claims", Profile::PythonJose, include_str!("conformance/lessons/claims.python-jose.json")),
    ("claims", Profile::PyJwt, include_str!("conformance/lessons/claims.pyjwt.json")),
    ("asymmetric", Profile::PyJwt, include_str!("conformance/lessons/asymmetric.pyjwt.json")),
    ("lifetimes", Profile::PythonJose, include_str!("conformance/lessons/lifetimes.python-jose.json")),
    ("lifetimes", Profile::PyJwt, include_str!("conformance/lessons/lifetimes.pyjwt.json")),
];

/// Name, function, line and changes of each event, as the recording has them: one line event for a whole statement.
fn events(trace: &Trace) -> Vec<(String, String, u64, Value)> {
    let names = [(Event::Line, "line"), (Event::Call, "call"), (Event::Return, "return")];
    let event = |at: usize| {
        let step = trace.steps[at];
        let name = names.iter().find(|(event, _)| *event == step.event)?.1;
        let set: serde_json::Map<String, Value> = trace
            .changes(at)
            .filter_map(|change| Some((change.name.to_owned(), Value::from(change.value?.repr))))
            .collect();
        let function = trace.frames[step.frame as usize].function.to_string();
        Some((name.to_owned(), function, u64::from(step.line), Value::Object(set)))
    };
    let mut found: Vec<(String, String, u64, Value)> = (0..trace.steps.len()).filter_map(event).collect();
    found.dedup_by(|one, before| one.0 == "line" && one == before);
    found
}

/// What the app answered, as the recording has it: status, body, and the headers that were recorded.
fn answers(trace: &Trace, recorded: &Value) {
    let wanted = recorded["responses"].as_array().map_or(&[][..], Vec::as_slice);
    assert_eq!(trace.responses.len(), wanted.len());
    for (response, wanted) in trace.responses.iter().zip(wanted) {
        let body = String::from_utf8(response.body.clone()).unwrap();
        assert_eq!(
            (Value::from(response.status), Some(&*body)),
            (wanted["status"].clone(), wanted["body"].as_str())
        );
        let headers: serde_json::Map<String, Value> = response
            .headers
            .iter()
            .filter(|(name, _)| RECORDED_HEADERS.contains(&name.as_str()))
            .map(|(name, value)| (name.clone(), Value::from(value.as_str())))
            .collect();
        assert_eq!(Value::Object(headers), wanted["headers"]);
    }
}

const RECORDED_HEADERS: [&str; 6] =
    ["www-authenticate", "content-type", "location", "set-cookie", "allow", "content-length"];

/// A lesson's recordings are of the libraries and of every program it has.
#[test]
fn every_program_of_every_lesson_is_recorded() {
    for entry in &Library::built_in().entries {
        for program in &entry.lesson().unwrap().programs {
            let found =
                RECORDED.iter().any(|(id, profile, _)| *id == entry.id && *profile == program.profile);
            assert!(found, "{} {}", entry.id, program.profile.name());
        }
    }
}

#[test]
fn every_lesson_runs_as_on_cpython() {
    for (id, profile, recording) in RECORDED {
        let recorded: Value = serde_json::from_str(recording).unwrap();
        let lesson = lesson(id);
        let inputs = Inputs { profile, ..lesson.inputs() };
        assert_eq!(lesson.source(&inputs).trim_end(), recorded["source"].as_str().unwrap().trim_end());
        assert_eq!(Some(inputs.now), recorded["now"].as_f64());
        assert_eq!(lesson.zone, recorded["zone"].as_str().unwrap_or("UTC"));
        let trace = check::run(&lesson, &inputs).unwrap();
        assert_eq!(trace.outcome, Outcome::Finished);
        assert_eq!(trace.stdout, recorded["stdout"].as_str().unwrap());
        let steps = recorded["steps"].as_array().unwrap();
        let text = |step: &Value, key: &str| step[key].as_str().unwrap().to_owned();
        let wanted: Vec<_> = steps
            .iter()
            .map(|step| (text(step, "ev"), text(step, "f"), step["l"].as_u64().unwrap(), step["set"].clone()))
            .collect();
        assert_eq!(events(&trace), wanted, "{id} {}", profile.name());
        for global in &trace.globals {
            let wanted = &recorded["globals"][&global.name];
            assert_eq!(
                (wanted["repr"].as_str(), wanted["type"].as_str()),
                (Some(&*global.repr), Some(&*global.class))
            );
        }
        assert_eq!(trace.globals.len(), recorded["globals"].as_object().unwrap().len());
        answers(&trace, &recorded);
        let warnings: Vec<_> =
            trace.warnings.iter().map(|w| (w.category.as_str(), w.message.as_str())).collect();
        let wanted: Vec<_> = recorded["warnings"].as_array().unwrap().iter().collect();
        let wanted: Vec<_> = wanted
            .iter()
            .map(|w| (w["category"].as_str().unwrap(), w["message"].as_str().unwrap()))
            .collect();
        assert_eq!(warnings, wanted);
    }
}

#[test]
fn every_lesson_passes_check() {
    for entry in &Library::built_in().entries {
        let found: Vec<String> = check::lesson(entry)
            .iter()
            .map(|d| format!("{:?} {} {}", d.position(), d.message, d.help))
            .collect();
        assert_eq!(found, [""; 0], "{}", entry.id);
    }
}

#[test]
fn another_secret_changes_the_third_segment_alone() {
    for profile in Profile::ALL {
        let lesson = lesson("create-token");
        let mut inputs = Inputs { profile, ..lesson.inputs() };
        let before = segments(&report(&lesson, inputs.clone()));
        assert_eq!(before[2], "u-rx84yPaU_8Yjivd6GH83bmaUJd7Uy_hQp5mIMaMKU");
        inputs.set("secret", &literal::string("other"));
        let after = segments(&report(&lesson, inputs));
        assert_eq!((&before[0], &before[1]), (&after[0], &after[1]));
        assert_eq!(after[2], "l2YMRaD7zwbkwkbRJf7qv_egO9GCznRuMV6KiD9nlUA");
    }
}

#[test]
fn other_claims_in_the_file_change_every_table_variable_and_segment() {
    let entry = entry("create-token");
    let mut library = Library::default();
    library.add("01-create-token.toml", &entry.source().replacen("user_id = 123", "name = \"zoë\"", 1));
    let changed = library.get("create-token").unwrap();
    assert_eq!(check::lesson(changed), []);
    let lesson = changed.lesson().unwrap();
    let before = report(entry.lesson().unwrap(), entry.lesson().unwrap().inputs());
    let after = report(lesson, lesson.inputs());
    // What python-jose 3.5.0 gives for {"name": "zoë"}.
    assert_eq!(segments(&after)[1], "eyJuYW1lIjoiem9cdTAwZWIifQ");
    assert_eq!(segments(&after)[2], "IpFVJ9-D0a2Y9WIutaW6gIP6oDp4fpTMFwQARhfgbNY");
    assert_eq!(segments(&before)[0], segments(&after)[0]);
    let (before, after) = (everything(&before), everything(&after));
    assert!(before.contains("user_id") && before.contains("123"));
    assert!(!after.contains("user_id") && !after.contains("eyJ1c2VyX2lkIjoxMjN9"), "{after}");
    assert!(after.contains("{'name': 'zoë'}"), "{after}");
}

#[test]
fn the_table_and_the_tracker_of_lesson_one_are_those_of_the_curriculum() {
    let lesson = lesson("create-token");
    let report = report(&lesson, lesson.inputs());
    let flow: Vec<&str> = report.flow.iter().map(jwtrace::text::Text::as_str).collect();
    assert_eq!(
        flow,
        [
            "Start",
            "Prepare payload data",
            "Encode with secret and algorithm",
            "Token string",
            "Return token",
            "End"
        ]
    );
    let actions: Vec<&str> = report.rows.iter().map(|row| row.action.as_str()).collect();
    assert_eq!(actions, ["", "Receive data", "Encode data", "Return token", ""]);
    let columns: Vec<&str> = report.columns.iter().map(jwtrace::text::Text::as_str).collect();
    assert_eq!(columns, ["Start", "after 1", "after 2", "after 3", "Final"]);
    let token = "'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyX2lkIjoxMjN9.u-rx84yPaU_8Yjivd6GH83bmaUJd7Uy_hQp5mIMaMKU'";
    let rows: Vec<(&str, Vec<&str>)> = report
        .variables
        .iter()
        .map(|(name, cells)| (name.as_str(), cells.iter().map(jwtrace::text::Text::as_str).collect()))
        .collect();
    assert_eq!(
        rows,
        [
            ("data", vec!["(unbound)", "{'user_id': 123}", "(same)", "(same)", "(same)"]),
            ("secret", vec!["(unbound)", "'mysecret'", "(same)", "(same)", "(same)"]),
            ("token", vec!["(unbound)", "(unbound)", token, "(same)", "(same)"]),
        ]
    );
    assert_eq!(report.rows[2].output.as_str(), token);
    assert_eq!(report.rows[3].output.as_str(), token);
}

/// The mistakes `check` finds in lesson 1 with one text replaced.
fn with(from: &str, to: &str) -> Vec<(u32, u32, String)> {
    let entry = entry("create-token");
    assert!(entry.source().contains(from), "{from}");
    let mut library = Library::default();
    library.add("01-create-token.toml", &entry.source().replacen(from, to, 1));
    let found = check::lesson(library.get("create-token").unwrap());
    found.into_iter().map(|d| (d.position().line, d.position().column, d.message)).collect()
}

/// The line and column of a text in lesson 1.
fn place(text: &str) -> (u32, u32) {
    let source = entry("create-token").source();
    let before = &source[..source.find(text).unwrap()];
    let line = before.matches('\n').count() as u32 + 1;
    (line, before.chars().rev().take_while(|c| *c != '\n').count() as u32 + 1)
}

#[track_caller]
fn one(found: &[(u32, u32, String)], at: (u32, u32), message: &str) {
    assert_eq!(found.iter().map(|found| found.2.as_str()).collect::<Vec<_>>(), [message]);
    assert_eq!((found[0].0, found[0].1), at, "{message}");
}

#[test]
fn values_that_do_not_exist_are_found() {
    let found = with("output = \"${token}\"", "output = \"${tokn}\"");
    let (line, column) = place("output = \"${token}\"");
    one(&found, (line, column + 10), "`tokn`: there is no variable `tokn` here");
    let found = with("${token.payload.json}.\",", "${token.payload.jsn}.\",");
    one(&found, place("${token.payload.json}.\","), "`token.payload.jsn`: there is no field `jsn` here");
    let found = with("output = \"ready to encode\"", "output = \"${token}\"");
    let messages: Vec<&str> = found.iter().map(|found| found.2.as_str()).collect();
    assert_eq!(
        messages,
        [
            "`token` has no value at this step under PyJWT 2.15.1: unbound",
            "`token` has no value at this step under python-jose 3.5.0: unbound"
        ]
    );
}

#[test]
fn programs_that_do_not_run_to_their_end_are_found() {
    let found = with("    return token  #@ return", "    return tokn  #@ return");
    let (line, _) = place("    return token  #@ return");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].0, found[0].1), (line, 1));
    assert!(
        found[0]
            .2
            .starts_with("under python-jose 3.5.0 the program raises NameError: name 'tokn' is not defined")
    );
    let found = with(
        "def create_token(data: dict, secret: str):  #@",
        "def create_token(data: dict, secret: str)  #@",
    );
    assert_eq!((found.len(), found[0].0), (1, place("def create_token").0));
    assert!(found[0].2.contains("cannot run: expected ':'"), "{found:?}");
    let found = with("from jose import jwt\n", "from jose import jwt\nwhile True: pass\n");
    assert!(found[0].2.contains("does not end"), "{found:?}");
}

#[test]
fn steps_that_are_not_reached_or_out_of_order_are_found() {
    let found = with(
        "    return token  #@ return",
        "    if not token:\n        return token  #@ return\n    return token",
    );
    let (line, _) = place("    return token  #@ return");
    one(&found, (line + 1, 23), "step `return` is never reached under python-jose 3.5.0");
    let entry = entry("create-token");
    let source = &entry.source();
    let (start, end) = (source.find("[step.receive]").unwrap(), source.find("[step.encode]").unwrap());
    let moment = source.find("[[moment]]").unwrap();
    let swapped = [&source[..start], &source[end..moment], &source[start..end], &source[moment..]].concat();
    let mut library = Library::default();
    library.add("01-create-token.toml", &swapped);
    let found = check::lesson(library.get("create-token").unwrap());
    let messages: Vec<_> = found.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(messages, ["step `receive` is reached before step `return`"]);
}

#[test]
fn questions_whose_answer_is_not_one_option_are_found() {
    let found = with("value = \"token\"", "value = \"given.claims\"");
    let at = place("\"output-after-encode\"");
    assert!(found.iter().all(|found| (found.0, found.1) == at), "{found:?}");
    assert_eq!(found[0].2, "0 options are right under PyJWT 2.15.1; one must be");
    let found = with("text = \"${secret}\"", "text = \"${data}\"");
    assert_eq!(found[0].2, "this option says the same as another under PyJWT 2.15.1");
    assert_eq!((found[0].0, found[0].1), (place("text = \"${secret}\"").0, 8));
    let found = with("first_bound = \"token\"", "first_bound = \"tokn\"");
    assert!(found[0].2.contains("no step binds a variable `tokn`"), "{found:?}");
    let found = with("segments = [\"signature\"]", "segments = [\"payload\"]");
    assert!(found[0].2.starts_with("0 options are right"), "{found:?}");
    let found = with("look_at = \"token.signature\"", "look_at = \"token.sig\"");
    assert!(found[0].2.contains("there is no field `sig` here"), "{found:?}");
}

#[test]
fn hints_that_give_the_answer_away_are_found() {
    let found =
        with("\"Follow the row of token from left to right in the variable table.\"", "\"It is step 2.\"");
    one(&found, place("\"Follow the row of token"), "this hint gives the answer away");
    let found = with(
        "\"Look at the row of token in the variable table: it gets its value in this step.\"",
        "\"It is ${token}\"",
    );
    one(&found, place("\"Look at the row of token in"), "this hint gives the answer away");
    let long = "Only the signature, the last segment, because it alone is computed with the secret as one of its inputs";
    let found = with("\"Only the signature, the last segment\"", &format!("\"{long}\""));
    one(&found, place("\"Only the signature, the last"), "the right option stands out by its length");
}

#[test]
fn practice_is_proved_as_the_quiz_is() {
    let practice = r#"[[practice]]
id = "whole"
level = "easy"
question = "Which of these is the token?"
step = "encode"
value = "token"
hints = ["Count the dots."]
explanation = "Three segments."
solution = ["jwt.encode gives back a str.", "It is the third row: ${token.length} characters."]
check = "${token.text} has two dots."
mistakes = ["Stopping at ${secret}."]

[[practice.option]]
text = "${token}"
because = "Three segments."

[[practice.option]]
text = "${secret}"
because = "That is an input."

[[quiz]]
id = "output-after-encode"
"#;
    let first = "[[quiz]]\nid = \"output-after-encode\"\n";
    let planted = |from: &str, to: &str| -> Vec<String> {
        assert!(practice.contains(from), "{from}");
        with(first, &practice.replacen(from, to, 1)).into_iter().map(|found| found.2).collect()
    };
    assert_eq!(planted("", ""), [""; 0]);
    assert!(planted("Stopping at ${secret}", "${secre}")[0].contains("there is no variable `secre`"));
    assert!(planted("${token.length}", "${token.lenth}")[0].contains("there is no field `lenth`"));
    assert!(planted("${token.text} has", "${token.txt} has")[0].contains("there is no field `txt`"));
    assert_eq!(planted("Count the dots.", "${token}"), ["this hint gives the answer away"]);
    assert!(planted("text = \"${token}\"", "text = \"${data}\"")[0].starts_with("0 options are right"));
    let long = "word ".repeat(80);
    assert!(planted("Stopping at", &long)[0].starts_with("this text takes"));
    let many = "\"a\", ".repeat(6) + "\"Stopping at";
    assert_eq!(planted("\"Stopping at", &many), ["the list of mistakes has 7 parts; 6 fit"]);
}

#[test]
fn texts_that_do_not_fit_are_found() {
    let found = with("action = \"Encode data\"", "action = \"Encode the data into a token string\"");
    let (line, column) = place("action = \"Encode data\"");
    one(&found, (line, column + 9), "action is 35 columns wide; 20 fit");
    let long = "word ".repeat(60);
    let found = with("narration = \"The caller gets", &format!("narration = \"{long}The caller gets"));
    let (line, column) = place("narration = \"The caller gets");
    one(&found, (line, column + 12), "this text takes 6 rows of 74 columns; 3 fit");
    let found = with("title = \"Creating a token\"", &format!("title = \"{}\"", "x".repeat(40)));
    one(&found, (1, 1), "title is 40 columns wide; 36 fit");
}

#[test]
fn the_whole_lesson_can_be_read_without_a_screen() {
    let written = |id: &str, profile: Profile, markdown: bool| {
        let lesson = lesson(id);
        let report = report(&lesson, Inputs { profile, ..lesson.inputs() });
        if !markdown {
            return everything(&report);
        }
        let mut out = Vec::new();
        jwtrace::export::markdown::write_lesson(&mut out, &report).unwrap();
        String::from_utf8(out).unwrap()
    };
    insta::assert_snapshot!("create_token_text", written("create-token", Profile::PythonJose, false));
    insta::assert_snapshot!("create_token_markdown", written("create-token", Profile::PyJwt, true));
    insta::assert_snapshot!("token_structure_text", written("token-structure", Profile::PyJwt, false));
}

/// Pieces that fit into a lesson's strings and change what they mean.
const SCRAPS: [&str; 12] = [
    "${token}",
    "${stdout}",
    "${return.length}",
    "${op.sign}",
    "${warning}",
    "x",
    "123",
    "é",
    "None",
    "def ",
    "(",
    "\\t",
];

#[test]
fn no_good_looking_edit_of_a_lesson_can_harm_its_proof() {
    let source = entry("create-token").source();
    let mut state = 7u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    let mut proved = 0;
    for _ in 0..40 {
        let start = source.find("[program]").unwrap();
        let mut at = start + next(source.len() - start);
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        let mut text = source.to_string();
        text.insert_str(at, SCRAPS[next(SCRAPS.len())]);
        let mut library = Library::default();
        library.add("01-create-token.toml", &text);
        for entry in library.entries.iter().filter(|entry| entry.lesson().is_some()) {
            proved += 1;
            for found in check::lesson(entry) {
                assert!(found.span.start as usize <= text.len() && !found.message.is_empty());
            }
        }
    }
    assert!(proved > 10, "{proved}");
}
