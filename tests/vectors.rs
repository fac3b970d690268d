//! Calls of `encode` and `decode` against what `PyJWT` 2.15.1 and python-jose 3.5.0 really did: token, claims, or the
//! exception with its message, by way of running the call as a program.
//!
//! Each tier has a floor, which only ever goes up. `VECTORS=coverage` (a name of a file in `../shared/conformance`)
//! tries another file and prints every difference.

#![expect(clippy::unwrap_used, reason = "a broken recording has to stop the test")]

use jwtrace::jose::profile::Profile;
use jwtrace::jose::{OpKind, Verdict};
use jwtrace::python::{Limits, Program, World, run};
use jwtrace::trace::{Event, Outcome};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Of `public.jsonl`: vectors that hold, by tier.
const FLOORS: [(&str, usize); 3] = [("core", 491), ("edge", 98), ("exotic", 10)];

/// A recording that lies beside the checkout: its file, how many calls of `jwt` hold, by tier as in `.ci/run`, and how
/// many of the underlying `PyJWS().decode` and `jose.jws.verify`, of which all have to.
type Recording = (&'static str, &'static [(&'static str, usize)], usize);

const RECORDINGS: [Recording; 4] = [
    ("coverage", &[("core", 2102), ("edge", 529), ("exotic", 45)], 0),
    ("rfc_examples", &[("core", 35), ("edge", 12)], 23),
    ("wycheproof", &[("core", 50), ("edge", 30)], 80),
    ("wycheproof_asym", &[("core", 579), ("edge", 68)], 647),
];

/// What does not hold, by name: a complex number is no literal here, and no token can hold one either; what differs is
/// only when it is refused. Nothing else may differ.
const MISSED: [&str; 3] = ["p1-00504", "cov-02260", "cov-02261"];

fn root(path: &str) -> String {
    format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))
}

/// Whether a word stands in a program outside quotes and attribute names, as far as a look at its neighbours tells.
fn mentions(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = text[at + word.len()..].chars().next().unwrap_or(' ');
        let joins = |c: char| c.is_alphanumeric() || c == '_';
        let quote = |c: char| matches!(c, '\'' | '"');
        !joins(before) && !quote(before) && !joins(after) && !quote(after)
    })
}

/// Python's literal of a text that has no quote in it.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\n', "\\n"))
}

fn source(vector: &Value, keys: &Value) -> String {
    let mut text = vector["python"].as_str().unwrap().to_owned();
    for (name, key) in keys.as_object().unwrap() {
        text = text.replace(&format!("KEYS['{name}']"), &literal(key.as_str().unwrap()));
    }
    let mut head = vec![match vector["lib"].as_str() {
        Some("pyjwt") => "import jwt",
        _ if text.starts_with("jose.jws.") => "import jose.jws",
        _ => "from jose import jwt",
    }];
    for (words, line) in [
        (
            &["datetime", "timedelta", "timezone", "date"][..],
            "from datetime import datetime, timedelta, timezone, date",
        ),
        (&["time"][..], "import time"),
        (&["Decimal"][..], "from decimal import Decimal"),
        (&["UUID"][..], "from uuid import UUID"),
    ] {
        if words.iter().any(|word| mentions(&text, word)) {
            head.push(line);
        }
    }
    format!("{}\nresult = {text}\n", head.join("\n"))
}

/// What differs, or nothing.
fn difference(vector: &Value, keys: &Value) -> Option<String> {
    let source = source(vector, keys);
    let program = match Program::parse(&source) {
        Ok(program) => program,
        Err(problems) => return Some(format!("refused: {problems:?}")),
    };
    let world = World { now: vector["now"].as_f64().unwrap(), ..World::default() };
    let trace = run(&program, &world, &Limits::default());
    let want = &vector["expected"];
    let (kind, message) = match &trace.outcome {
        Outcome::Finished => (String::new(), String::new()),
        Outcome::Raised(raised) => (raised.class.clone(), raised.message.clone()),
        Outcome::Halted { reason, .. } => ("halted".to_owned(), format!("{reason:?}")),
    };
    if want["ok"] == false {
        let (class, text) = (want["exc_class"].as_str().unwrap(), want["message"].as_str().unwrap());
        return (kind != class || message != text)
            .then(|| format!("want {class}: {text}\n     got {kind}: {message}"));
    }
    let result = trace.globals.iter().find(|global| global.name == "result");
    let mut have = result.map_or_else(|| format!("{kind}: {message}"), |global| global.repr.clone());
    let mut expected = match want["token"].as_str() {
        Some(token) => literal(token),
        None => want["repr"].as_str().unwrap().to_owned(),
    };
    let algorithm = vector["algorithm"].as_str().unwrap_or_default().trim_matches('\'');
    if vector["op"] == "encode" && (algorithm.starts_with("ES") || algorithm.starts_with("PS")) {
        // These signatures are random in Python.
        for text in [&mut have, &mut expected] {
            text.truncate(text.rfind('.').unwrap_or(text.len()));
        }
    }
    (have != expected).then(|| format!("want {expected}\n     got {have}"))
}

/// Right and all, by tier, of the operations `ops`; every difference goes to `report`, in the order of the file.
///
/// Unoptimised, a run of RSA or of a curve takes its time: the machine's cores share them.
fn score(path: &str, ops: &[&str], mut report: impl FnMut(&Value, &str)) -> BTreeMap<String, (usize, usize)> {
    let keys: Value =
        serde_json::from_str(&std::fs::read_to_string(root("tests/conformance/keys.json")).unwrap()).unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let vectors: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let vectors: Vec<&Value> =
        vectors.iter().filter(|vector| ops.contains(&vector["op"].as_str().unwrap())).collect();
    let (next, found) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    let work = || {
        while let Some(vector) = vectors.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Some(difference) = difference(vector, &keys) {
                let id = vector["id"].as_str().unwrap();
                found.lock().unwrap_or_else(PoisonError::into_inner).insert(id, difference);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
    let found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut tiers: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for vector in vectors {
        let tier = tiers.entry(vector["tier"].as_str().unwrap().to_owned()).or_default();
        tier.1 += 1;
        match found.get(vector["id"].as_str().unwrap()) {
            None => tier.0 += 1,
            Some(difference) => report(vector, difference),
        }
    }
    tiers
}

const CALLS: [&str; 2] = ["encode", "decode"];

/// Prints what differs; the vector's name.
#[expect(clippy::print_stdout, reason = "what differs is what a failing test is read for")]
fn told(vector: &Value, difference: &str) -> String {
    let (id, tier, lib) = (vector["id"].as_str().unwrap(), &vector["tier"], &vector["lib"]);
    println!("{id} {tier} {lib} {}\n    {difference}", vector["python"]);
    id.to_owned()
}

#[test]
fn calls_do_what_the_real_libraries_do() {
    let other = std::env::var("VECTORS").ok();
    let path = match &other {
        Some(name) => root(&format!("../shared/conformance/vectors/{name}.jsonl")),
        None => root("tests/conformance/vectors/public.jsonl"),
    };
    let mut missed = Vec::new();
    let tiers = score(&path, &CALLS, |vector, difference| missed.push(told(vector, difference)));
    println!("{tiers:?}");
    if other.is_none() {
        assert_eq!(missed, MISSED[..1], "what differs from the real libraries");
        for (tier, floor) in FLOORS {
            let (held, all) = tiers[tier];
            assert!(held >= floor, "{tier}: {held} of {all} hold, the floor is {floor}");
        }
    }
}

#[test]
fn the_examples_of_the_rfcs_hold() {
    let path = root("tests/conformance/vectors/rfc_examples.jsonl");
    let tiers = score(&path, &CALLS, |vector, difference| {
        println!("{} {}\n    {difference}", vector["id"], vector["python"]);
    });
    println!("{tiers:?}");
    for (tier, (held, all)) in tiers {
        assert_eq!(held, all, "{tier}");
    }
}

/// Every recording, where they lie beside the checkout; elsewhere `public.jsonl` and the examples of the RFCs are here.
#[test]
fn every_recording_beside_the_checkout_holds() {
    let folder = root("../shared/conformance/vectors");
    if !std::path::Path::new(&folder).is_dir() {
        println!("skipped: {folder} is not there");
        return;
    }
    let mut missed = Vec::new();
    for (name, floors, signatures) in RECORDINGS {
        let path = format!("{folder}/{name}.jsonl");
        let mut report = |vector: &Value, difference: &str| missed.push(told(vector, difference));
        let tiers = score(&path, &CALLS, &mut report);
        let below = score(&path, &["jws_decode"], &mut report);
        println!("{name}: {tiers:?}, of the signatures alone {below:?}");
        for (tier, floor) in floors {
            let (held, all) = tiers[*tier];
            assert!(held >= *floor, "{name} {tier}: {held} of {all} hold, the floor is {floor}");
        }
        let held: usize = below.values().map(|(held, _)| held).sum();
        assert!(held >= signatures, "{name}: {held} signatures hold, the floor is {signatures}");
    }
    assert_eq!(missed, MISSED[1..], "what differs from the real libraries");
    let public = std::fs::read(format!("{folder}/public.jsonl")).unwrap();
    let here = std::fs::read(root("tests/conformance/vectors/public.jsonl")).unwrap();
    assert!(public == here, "public.jsonl is another one than the one in tests/conformance/vectors");
}

/// Programs whose output `CPython` 3.11.7 with the real libraries wrote beside them.
#[test]
fn modules_print_what_the_real_ones_print() {
    for name in ["encodings", "memoryview", "tokens"] {
        let source = std::fs::read_to_string(root(&format!("tests/conformance/modules/{name}.py"))).unwrap();
        let want = std::fs::read_to_string(root(&format!("tests/conformance/modules/{name}.txt"))).unwrap();
        let trace = run(&Program::parse(&source).unwrap(), &World::default(), &Limits::default());
        for (index, (have, want)) in trace.stdout.lines().zip(want.lines()).enumerate() {
            assert_eq!(have, want, "{name}, line {}", index + 1);
        }
        assert_eq!(trace.stdout.lines().count(), want.lines().count(), "{name}: {:?}", trace.outcome);
    }
}

/// What `encode` and `decode` did is in the trace, step by step, and ends in the token and the claims.
#[test]
fn operations_are_steps_of_the_trace() {
    let source = "import jwt\ntoken = jwt.encode({'user_id': 123}, 'mysecret')\n\
                  claims = jwt.decode(token, 'mysecret', algorithms=['HS256'])\n";
    let trace = run(&Program::parse(source).unwrap(), &World::default(), &Limits::default());
    let token = trace.globals.iter().find(|global| global.name == "token").unwrap().repr.clone();
    let join = trace.operations.iter().find(|operation| operation.kind == OpKind::Join).unwrap();
    assert_eq!(literal(std::str::from_utf8(&join.output.bytes).unwrap()), token);
    let made = trace.operations.iter().filter(|operation| operation.verdict == Verdict::Made).count();
    let gates = Profile::PyJwt.gates().len();
    assert_eq!((made, trace.operations.len()), (9, 9 + gates));
    let on_lines: Vec<u32> =
        trace.steps.iter().filter(|step| step.event == Event::Operation).map(|step| step.line).collect();
    assert_eq!(on_lines, [vec![2; 9], vec![3; gates]].concat());
}
