//! Programs, and apps with their requests, against what CPython and the real libraries did with them.

#![expect(clippy::unwrap_used, reason = "a broken recording has to stop the test")]

#[path = "support/case.rs"]
mod case;

use jwtrace::python::{self, Limits, Program};
use jwtrace::trace::{Event, Outcome, Trace};
use serde_json::Value;
use std::path::{Path, PathBuf};

const INNER: [&str; 4] = ["<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"];
const HEADERS: [&str; 6] =
    ["www-authenticate", "content-type", "location", "set-cookie", "allow", "content-length"];

fn run(case: &Value) -> Result<Trace, String> {
    let program =
        Program::parse(case["source"].as_str().unwrap()).map_err(|found| format!("refused: {found:?}"))?;
    let world = case::world(case);
    Ok(python::run(&program, &world, &Limits::default()))
}

/// The line events by statement, without those of comprehensions and without a `with` met again on leaving.
fn lines(trace: &Trace, case: &Value) -> Vec<(String, u64)> {
    let mut found: Vec<(String, u64)> = Vec::new();
    for step in trace.steps.iter().filter(|step| step.event == Event::Line) {
        let function = &trace.frames[step.frame as usize].function;
        let name = function.rsplit('.').next().unwrap_or(function).to_owned();
        if INNER.contains(&name.as_str()) {
            continue;
        }
        let line = u64::from(step.line);
        let line = case["starts"][line.to_string()].as_u64().unwrap_or(line);
        let here = (name, line);
        if found.last() == Some(&here) {
            continue;
        }
        let body = &case["withs"][line.to_string()];
        let within = |last: &(String, u64)| {
            last.0 == here.0 && body[0].as_u64() <= Some(last.1) && Some(last.1) < body[1].as_u64()
        };
        if body.is_array() && found.last().is_some_and(within) {
            continue;
        }
        found.push(here);
    }
    found
}

fn first_difference<T: PartialEq + std::fmt::Debug>(want: &[T], have: &[T]) -> Option<String> {
    let at = (0..want.len().max(have.len())).find(|at| want.get(*at) != have.get(*at))?;
    Some(format!("at {at}: want {:?} have {:?}", want.get(at), have.get(at)))
}

fn compare(case: &Value) -> Vec<String> {
    let trace = match run(case) {
        Ok(trace) => trace,
        Err(refusal) => return vec![refusal],
    };
    let mut wrong = Vec::new();
    let wanted = &case["exception"];
    match &trace.outcome {
        Outcome::Finished if wanted.is_null() => {}
        Outcome::Raised(raised) if wanted["class"] == raised.class && wanted["message"] == raised.message => {
        }
        other => wrong.push(format!("outcome: want {wanted} have {other:?}").chars().take(900).collect()),
    }
    let want: Vec<&str> = case["stdout"].as_str().unwrap().split('\n').collect();
    let have: Vec<&str> = trace.stdout.split('\n').collect();
    wrong.extend(first_difference(&want, &have).map(|text| format!("stdout {text}")));
    let want: Vec<(String, u64)> = serde_json::from_value(case["lines"].clone()).unwrap();
    wrong.extend(first_difference(&want, &lines(&trace, case)).map(|text| format!("lines {text}")));
    for (name, repr) in case["globals"].as_object().unwrap() {
        let have =
            trace.globals.iter().find(|global| global.name == *name).map(|global| global.repr.as_str());
        if have != repr.as_str() {
            wrong.push(format!("global {name}: want {repr} have {have:?}"));
        }
    }
    for (index, response) in case["responses"].as_array().into_iter().flatten().enumerate() {
        let Some(have) = trace.responses.get(index) else {
            wrong.push(format!("response {index} is missing"));
            break;
        };
        let body = String::from_utf8_lossy(&have.body);
        if response["status"] != have.status || response["body"] != *body {
            wrong.push(format!(
                "response {index}: want {} {} have {} {body}",
                response["status"], response["body"], have.status
            ));
        }
        for name in HEADERS {
            let want = response["headers"].get(name).and_then(Value::as_str);
            let all: Vec<&str> = have
                .headers
                .iter()
                .filter(|(have, _)| have == name)
                .map(|(_, value)| value.as_str())
                .collect();
            let joined = (!all.is_empty()).then(|| all.join(", "));
            if want != joined.as_deref() {
                wrong.push(format!("response {index} {name}: want {want:?} have {joined:?}"));
            }
        }
    }
    wrong
}

/// Runs every recording of a folder; those named in `pending` must differ and all others must hold whole, so that the
/// list can only shrink. `ONLY=text` runs those with the text in their name.
fn check(folder: &str, pending: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance").join(folder);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let only = std::env::var("ONLY").unwrap_or_default();
    let (mut whole, mut report) = (0, String::new());
    for path in &paths {
        let name = path.file_stem().unwrap().to_string_lossy();
        if !name.contains(&only) {
            continue;
        }
        let case: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let wrong = compare(&case);
        match (wrong.is_empty(), pending.contains(&&*name)) {
            (true, false) => whole += 1,
            (false, true) => {}
            (true, true) => report += &format!("== {name}\n  holds now: take it off the list\n"),
            (false, false) => {
                report += &format!("== {name}\n");
                for line in wrong.iter().take(4) {
                    report += &format!("  {}\n", line.chars().take(700).collect::<String>());
                }
            }
        }
    }
    assert!(report.is_empty(), "{whole} whole\n{report}");
    assert!(!only.is_empty() || whole + pending.len() == paths.len(), "a pending name has no recording");
}

/// The public programs of the recordings.
#[test]
fn public_programs_run_as_on_cpython() {
    check("programs", &[]);
}

/// One program for each part of the language and each module.
#[test]
fn programs_of_every_construct_run_as_on_cpython() {
    check("recorded", &[]);
}

/// What FastAPI and pydantic answer.
#[test]
fn apps_answer_as_the_real_libraries_do() {
    check("web", &[]);
}
