//! What the engine costs: parsing, running with every step recorded, the bytes a step takes, and walking about in a
//! trace of a million steps. `cargo bench --bench trace`.
//!
//! Before the measurements it prints how time and memory grow with the number of steps, and, where `python3` is
//! installed, the same program under CPython's own trace hook with a copy of the variables at each step.

#![expect(clippy::print_stdout, reason = "the growth and the ratios are part of this bench's output")]

use divan::Bencher;
use divan::counter::ItemsCount;
use jwtrace::python::{Limits, Program, RequestBody, RequestSpec, World, run};
use jwtrace::session::{Session, Study};
use jwtrace::trace::{Outcome, Trace};
use jwtrace::view::Viewer;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const LESSON: &str = "from jose import jwt

def create_token(data: dict, secret: str):
    token = jwt.encode(data, secret, algorithm=\"HS256\")
    return token

print(create_token({\"user_id\": 123}, \"mysecret\"))
";

/// A recording with its requests: logging in with a form, right and wrong, and using the token.
const LOGIN: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance/programs/p047_f03_oauth2_form.json");

/// Loops with two stops a turn, the header and the body.
const LOOPS: [(&str, &str); 3] = [
    ("counting", "total = 0\nfor i in range(TURNS):\n    total = total + i\n"),
    ("appending to a list", "l = []\nfor i in range(TURNS):\n    l.append(i)\n"),
    ("filling a dict", "d = {}\nfor i in range(TURNS):\n    d[i] = i * i\n"),
];

/// The hook that debuggers for teaching are made of.
const HOOK: &str = "
import sys, time
code = compile(sys.stdin.read(), 'main.py', 'exec')
best = 1e9
for _ in range(5):
    log = []
    def hook(frame, event, arg):
        log.append((event, frame.f_lineno, dict(frame.f_locals)))
        return hook
    start = time.perf_counter()
    sys.settrace(hook)
    exec(code, {})
    sys.settrace(None)
    best = min(best, time.perf_counter() - start)
print(best)
";

fn main() {
    print_growth();
    print_ratios();
    divan::main();
}

fn looping(which: usize, turns: usize) -> Program {
    parsed(&LOOPS[which].1.replace("TURNS", &turns.to_string()))
}

fn parsed(source: &str) -> Program {
    Program::parse(source).expect("the bench's program is within the subset")
}

fn traced(program: &Program) -> Trace {
    run(program, &World::default(), &Limits::default())
}

/// The shortest of five runs.
fn best(program: &Program) -> Duration {
    let time = |_| {
        let start = Instant::now();
        divan::black_box(traced(program));
        start.elapsed()
    };
    (0..5).map(time).min().unwrap_or_default()
}

fn print_growth() {
    for (which, (name, _)) in LOOPS.iter().enumerate() {
        for turns in [500, 5_000, 50_000, 499_990] {
            let program = looping(which, turns);
            let start = Instant::now();
            let trace = traced(&program);
            let time = start.elapsed();
            let (steps, bytes) = (trace.steps.len(), trace.bytes());
            let each = bytes as f64 / steps as f64;
            println!("{name}: {steps} steps in {time:.1?}, {bytes} bytes, {each:.1} a step");
            assert_eq!(trace.outcome, Outcome::Finished);
        }
    }
}

fn print_ratios() {
    for (which, (name, source)) in LOOPS.iter().enumerate() {
        let Some(theirs) = cpython(&source.replace("TURNS", "5000")) else {
            println!("no comparison: there is no python3 here");
            return;
        };
        let ours = best(&looping(which, 5_000));
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        println!(
            "{name}, 10,000 steps: {ours:.1?} here, {theirs:.1?} under CPython's hook, ratio {ratio:.2}"
        );
    }
}

/// What CPython takes with a hook that copies the variables; nothing when there is none.
fn cpython(source: &str) -> Option<Duration> {
    let mut child = Command::new("python3")
        .args(["-c", HOOK])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(source.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    let seconds: f64 = String::from_utf8_lossy(&output.stdout).trim().parse().ok()?;
    Some(Duration::from_secs_f64(seconds))
}

/// A program of many small functions, so many lines long.
fn long(lines: usize) -> String {
    (0..lines / 2).fold(String::new(), |mut source, i| {
        let _ = write!(source, "def f{i}(a, b=1):\n    return {{'sub': a, 'n': b + {i}}}\n");
        source
    })
}

#[divan::bench]
fn parse_lesson(bencher: Bencher<'_, '_>) {
    bencher.bench(|| parsed(LESSON));
}

#[divan::bench(args = [100, 1_000, 10_000])]
fn parse_lines(bencher: Bencher<'_, '_>, lines: usize) {
    let source = long(lines);
    bencher.counter(ItemsCount::new(lines)).bench(|| parsed(&source));
}

#[divan::bench]
fn start_and_trace_lesson(bencher: Bencher<'_, '_>) {
    bencher.bench(|| traced(&parsed(LESSON)));
}

#[divan::bench(args = [0, 1, 2])]
fn ten_thousand_steps(bencher: Bencher<'_, '_>, which: usize) {
    let program = looping(which, 5_000);
    bencher.counter(ItemsCount::new(10_000usize)).bench(|| traced(&program));
}

#[divan::bench(sample_count = 10)]
fn million_steps(bencher: Bencher<'_, '_>) {
    let program = looping(0, 499_990);
    bencher.counter(ItemsCount::new(1_000_000usize)).bench(|| traced(&program));
}

/// From anywhere in a trace of a million steps to anywhere else, with the screen there.
#[divan::bench]
fn go_anywhere_in_a_million_steps(bencher: Bencher<'_, '_>) {
    let program = looping(1, 499_990);
    let trace = traced(&program);
    let mut session = Session::new(Vec::new(), Vec::new());
    session.open_program("loop.py", program, trace);
    let mut viewer = Viewer::default();
    let mut place = 0;
    bencher.bench_local(|| {
        let study: &mut Study = session.study.as_mut().expect("a program is open");
        place = (place * 7 + 611_953) % 1_000_003;
        study.go_to(place);
        viewer.view(&session)
    });
}

#[divan::bench]
fn login_with_requests(bencher: Bencher<'_, '_>) {
    let text = std::fs::read_to_string(LOGIN).expect("the recording is there");
    let case: serde_json::Value = serde_json::from_str(&text).expect("a recording is JSON");
    let program = parsed(case["source"].as_str().unwrap_or_default());
    let requests = case["requests"].as_array().into_iter().flatten().map(request).collect();
    let now = case["now"].as_f64().unwrap_or_default();
    let world = World { now, requests, module_name: "main".into(), ..World::default() };
    let trace = run(&program, &world, &Limits::default());
    assert_eq!(trace.outcome, Outcome::Finished);
    assert!(trace.responses.iter().any(|response| response.status == 200));
    bencher.bench(|| run(&program, &world, &Limits::default()));
}

fn request(spec: &serde_json::Value) -> RequestSpec {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let pairs = |value: &serde_json::Value| {
        let members = value.as_object().into_iter().flatten();
        members.map(|(name, value)| (name.clone(), text(value))).collect::<Vec<_>>()
    };
    let body = match (&spec["data"], &spec["json"]) {
        (serde_json::Value::Object(_), _) => RequestBody::Form(pairs(&spec["data"])),
        (_, serde_json::Value::Null) => RequestBody::Empty,
        (_, json) => RequestBody::Json(json.clone()),
    };
    RequestSpec {
        method: text(&spec["method"]),
        path: text(&spec["path"]),
        headers: pairs(&spec["headers"]),
        body,
        at: spec["at"].as_f64(),
        ..RequestSpec::default()
    }
}
