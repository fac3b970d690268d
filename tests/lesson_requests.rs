//! Lessons that send requests: what they say about answers, which visit of a line a step means, and their mistakes.

#![expect(clippy::unwrap_used, reason = "a helper that fails should fail the test")]

use jwtrace::check;
use jwtrace::lesson::{Lesson, Library, Profile, parse};
use jwtrace::quiz::{Scene, Timeline, Unresolved};
use jwtrace::trace::{Event, Trace};

const PATH: &str = "echo.toml";

const GOOD: &str = r#"
id = "echo"
title = "Echo"
minutes = 1
topic = "FastAPI"
about = "A token comes and goes."
now = "2026-01-05T09:00:00Z"
zone = "America/New_York"
completion = "Sent ${request.1.json.token.text}."
summary = ["It ends with ${response.3.status}."]

[program]
python-jose = '''
from datetime import datetime
from fastapi import Body, FastAPI, HTTPException
from jose import JWTError, jwt

app = FastAPI()
HEADERS = {"WWW-Authenticate": "Bearer"}

@app.get("/token")
def issue():
    token = jwt.encode({"sub": "user123"}, "mysecretkey123")  #@ encode
    return {"list": [{"token": token}], "hour": datetime.now().hour}

@app.post("/check")
def check(token: str = Body(embed=True)):
    try:
        claims = jwt.decode(
            token,  #@ decode
            "mysecretkey123", algorithms=["HS256"])
        return claims
    except JWTError as error:
        raise HTTPException(401, str(error), HEADERS)  #@ refuse
'''

[[request]]
method = "GET"
path = "/token"

[[request]]
method = "POST"
path = "/check"
json = { token = "{{0.list.0.token}}" }

[[request]]
method = "POST"
path = "/check"
json = { token = "{{0.list.0.token|alter 40}}" }

[[request]]
method = "GET"
path = "/token"
at = "2026-01-05T10:00:00Z"

[step.encode]
flow = "Issue"
action = "Issue"
input = "a request"
process = "jwt.encode"
output = "${token}"
narration = "A token."

[step.decode]
flow = "Verify"
action = "Verify"
input = "${token}"
process = "jwt.decode"
output = "${claims}"
narration = "It verifies."

[step.altered]
mark = "decode"
visit = 2
flow = "Altered"
action = "Verify"
input = "${token}"
process = "jwt.decode"
output = "${HEADERS} ${response.2.json.detail}"
narration = "It does not verify."

[step.refuse]
flow = "Refuse"
action = "Refuse"
input = "${token}"
process = "raise"
output = "${response.2.status}"
narration = "${response.2.headers.www-authenticate}"

[step.later]
request = 3
flow = "Later"
action = "Again"
input = "${request.3.method} ${request.3.target} at ${request.3.at}"
process = "another request"
output = "${response.3.json.hour}"
narration = "An hour has passed."
"#;

fn lesson() -> Lesson {
    let (lesson, found) = parse(PATH, GOOD);
    assert_eq!(found, []);
    lesson.unwrap()
}

fn with_scene(look: impl FnOnce(&Scene<'_>, &Trace)) {
    let lesson = lesson();
    let inputs = lesson.inputs();
    let trace = check::run(&lesson, &inputs).unwrap();
    let program = lesson.program(Profile::PythonJose).unwrap();
    let places = lesson.steps.iter().map(|step| &step.place);
    let timeline = Timeline::of(places, program, &lesson.source(&inputs), &trace);
    look(&Scene { lesson: &lesson, inputs: &inputs, trace: &trace, timeline: &timeline }, &trace);
}

#[test]
fn a_lesson_with_requests_is_proved() {
    let mut library = Library::default();
    library.add(PATH, GOOD);
    assert_eq!(check::lesson(library.get("echo").unwrap()), []);
}

#[test]
fn steps_are_found_inside_the_handlers_visit_by_visit() {
    with_scene(|scene, trace| {
        let at = |index: usize| scene.timeline.step(index).unwrap().reached.unwrap();
        let request = |step: usize| {
            (0..step).filter(|at| trace.steps[*at].event == Event::Request).count().checked_sub(1)
        };
        let requests: Vec<_> = (0..5).map(|step| request(at(step).enter + 1)).collect();
        assert_eq!(requests, [Some(0), Some(1), Some(2), Some(2), Some(3)]);
        assert_ne!(at(1).frame, at(2).frame);
        assert_eq!(trace.steps[at(2).settled].event, Event::Exception);
        assert_eq!(trace.steps[at(4).enter].event, Event::Request);
        assert_eq!(trace.steps[at(4).settled].event, Event::Response);
    });
}

#[test]
fn texts_can_say_what_was_sent_and_answered() {
    with_scene(|scene, _| {
        let value = |path: &str| scene.value(path, None).unwrap();
        let issued = value("response.0.json.list.0.token.text");
        assert!(issued.starts_with("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1c2VyMTIzIn0."));
        assert_eq!(value("response.0.json.list.0.token.payload.json.sub"), "\"user123\"");
        assert_eq!(value("request.1.json.token.text"), issued);
        // Position 40 holds `z`; the next character of the alphabet is `0`.
        assert_eq!(&issued[36..42], ".eyJzd");
        assert_eq!(value("request.2.json.token.text"), format!("{}0{}", &issued[..40], &issued[41..]));
        assert_eq!(value("response.1.json"), "{\"sub\":\"user123\"}");
        assert_eq!(value("response.2.status"), "401");
        assert_eq!(value("response.2.json.detail.text"), "Signature verification failed.");
        assert_eq!(value("response.2.headers.www-authenticate"), "Bearer");
        assert_eq!(value("request.3.at"), "1767607200");
        // Local time is New York's.
        assert_eq!((value("response.0.json.hour"), value("response.3.json.hour")), ("4".into(), "5".into()));
        for path in [
            "response.4.status",
            "response.x.status",
            "response.0.statu",
            "response.0.headers.x",
            "response.0.json.lisp",
            "request.0.status",
        ] {
            assert!(matches!(scene.value(path, None), Err(Unresolved::Unknown { .. })), "{path}");
        }
    });
}

#[test]
fn a_moved_clock_moves_the_times_of_the_requests_with_it() {
    let lesson = lesson();
    let mut inputs = lesson.inputs();
    inputs.now += 60.0;
    let trace = check::run(&lesson, &inputs).unwrap();
    let at: Vec<f64> = trace.requests.iter().map(|request| request.at - lesson.now).collect();
    assert_eq!(at, [60.0, 60.0, 60.0, 3660.0]);
}

/// The mistakes of reading or proving the lesson with one text replaced.
fn with(from: &str, to: &str) -> Vec<(u32, String)> {
    assert!(GOOD.contains(from), "{from}");
    let mut library = Library::default();
    library.add(PATH, &GOOD.replacen(from, to, 1));
    let entry = library.entries.first().unwrap();
    check::lesson(entry).into_iter().map(|found| (found.position().line, found.message)).collect()
}

#[track_caller]
fn one(found: &[(u32, String)], at: &str, message: &str) {
    let line = GOOD[..GOOD.find(at).unwrap()].matches('\n').count() as u32 + 1;
    assert_eq!(found, [(line, message.to_owned())]);
}

#[test]
fn mistakes_in_requests_are_told_at_their_place() {
    let get = "method = \"GET\"\npath = \"/token\"\n\n[[request]]\nmethod = \"POST\"";
    one(&with("path = \"/token\"", "path = \"token\""), "path = \"/token\"", "the path must start with `/`");
    one(
        &with("{{0.list.0.token}}", "{{1.token}}"),
        "method = \"POST\"",
        "request 1 uses response 1, which comes later",
    );
    one(
        &with("|alter 40}}", "|reverse}}"),
        "method = \"POST\"\npath = \"/check\"\njson = { token = \"{{0.list.0.token|",
        "request 2: after `|` comes `alter` and a position, not `reverse`",
    );
    let found = with(get, &get.replacen("\n\n", "\nbody = 1\n\n", 1));
    assert_eq!(found[0].1, "`body` is not a key of `request`");
    one(
        &with("json = { token = \"{{0.list.0.token}}\" }", "json = 1\ncontent = \"x\""),
        "method = \"POST\"",
        "request 1: only one body is possible, not json and content",
    );
    one(&with("zone = \"America/New_York\"", "zone = \"Mars\""), "zone =", "`Mars` is not a time zone");
    one(
        &with("at = \"2026-01-05T10", "at = \"26-01-05T10"),
        "at = \"2026",
        "`26-01-05T10:00:00Z` is not a time",
    );
}

#[test]
fn mistakes_of_steps_about_requests_are_told() {
    one(&with("request = 3", "request = 4"), "request = 3", "there is no request 4");
    one(
        &with("request = 3", "request = 3\nvisit = 1"),
        "request = 3",
        "a step is about a request or about a marked line, not both",
    );
    one(
        &with("visit = 2", "visit = 3"),
        "[step.altered]",
        &format!("step `altered` is never reached under {}", Profile::PythonJose.title()),
    );
    let found = with("mark = \"decode\"", "mark = \"decodes\"");
    assert_eq!(found[0].1, "step `altered` has no mark in the python-jose program");
    let found = with("#@ refuse\n", "#@ refuse\ndel app\n").pop().unwrap();
    let message =
        "request 0 cannot be sent: requests are sent to a variable named 'app', which is not defined";
    assert_eq!(found.1, message);
}

#[test]
fn a_request_that_cannot_be_filled_in_is_told_at_that_request() {
    let second = "method = \"POST\"\npath = \"/check\"\njson = { token = \"{{0.list.0.token|";
    let found = with("|alter 40}}", "|alter 36}}");
    one(&found, second, "request 2 cannot be sent: the character at 36 is '.', which base64url does not use");
    let found = with("|alter 40}}", "|alter 400}}");
    assert!(found[0].1.starts_with("request 2 cannot be sent: there is no character at 400"), "{found:?}");
    let found = with("{{0.list.0.token}}", "{{0.token}}");
    one(&found, "method = \"POST\"", "request 1 cannot be sent: response 0 has no member token");
}
