//! Review through the pseudo-terminal: what is due is asked lesson after lesson, and is no longer due afterwards.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it must be")]
#![cfg(unix)]

#[path = "support/tty.rs"]
mod tty;

use std::fs;
use std::process::Command;
use tty::{Tty, data_folder};

/// A log with one answer to a question of each lesson named, long ago.
fn log(answers: &[(&str, &str, bool)]) -> std::path::PathBuf {
    let folder = data_folder();
    fs::create_dir_all(&folder).unwrap();
    let line = |(lesson, question, right): &(&str, &str, bool)| {
        let time = 1_700_000_000.0;
        let line = serde_json::json!({
            "v": 1, "time": time, "lesson": lesson, "question": question, "right": right, "first": true,
        });
        format!("{line}\n")
    };
    fs::write(folder.join("answers.jsonl"), answers.iter().map(line).collect::<String>()).unwrap();
    folder
}

#[test]
fn everything_that_is_due_is_asked_and_reported() {
    let data = log(&[
        ("create-token", "token-bound", false),
        ("expiry", "exp-bound", true),
        ("base64url", "four-from-three", true),
    ]);
    let env = [("JWTRACE_DATA_DIR", data.to_str().unwrap())];
    let mut tty = Tty::start_with(&["quiz", "--due"], &env, (24, 80));
    // The one that was answered wrong comes first.
    tty.shows("1 of 3 due   Creating a token");
    tty.shows("After which step does token have a value");
    tty.keys("a\r");
    tty.shows("✗ Not this one: try again.");
    tty.keys("b\r");
    tty.shows("✓ Right.");
    // The evidence is in its own lesson's trace, and 8 comes back.
    tty.keys("v");
    tty.shows("[2 Trace]");
    tty.keys("8");
    tty.shows("1 of 3 due");
    for at in ["2 of 3 due", "3 of 3 due"] {
        tty.keys("n");
        tty.shows(at);
        tty.keys("a\r");
        tty.until("an answer graded", |screen| {
            let text = screen.contents();
            text.contains("✓ Right.") || text.contains("✗ Not this one")
        });
    }
    tty.keys("n");
    tty.shows("Review: every question answered, ");
    tty.shows("by lesson, right at the first try");
    tty.shows("The next question is due in");
    tty.keys("q");
    assert_eq!(tty.ended(), "0");
    let told = Command::new(env!("CARGO_BIN_EXE_jwtrace"))
        .args(["quiz", "--due"])
        .env("JWTRACE_DATA_DIR", &data)
        .output()
        .unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(told.starts_with("Nothing is due for review; the next question is due in"), "{told}");
}

#[test]
fn the_list_of_lessons_leads_to_review_and_progress() {
    let data = log(&[("expiry", "exp-bound", true), ("base64url", "four-from-three", false)]);
    let env = [("JWTRACE_DATA_DIR", data.to_str().unwrap())];
    for (args, bar) in [(&[][..], '█'), (&["--ascii"][..], '#')] {
        let mut tty = Tty::start_with(args, &env, (24, 80));
        tty.shows("2 questions due for review");
        tty.keys("p");
        tty.shows("What you would answer right today; the weakest first");
        tty.shows("Tokens that end");
        tty.shows(" questions answered");
        tty.until("a bar", |screen| screen.contents().contains(bar));
        tty.keys("\x1b");
        // Esc and a letter at once would be Alt and that letter.
        tty.until("the list alone", |screen| !screen.contents().contains("the weakest first"));
        tty.keys("r");
        tty.shows("1 of 2 due   base64url");
        tty.keys("\x1b");
        tty.shows("2 questions due for review");
        tty.keys("q");
        assert_eq!(tty.ended(), "0");
    }
}

#[test]
fn an_answer_that_was_told_of_outlives_the_program() {
    let data = data_folder();
    let env = [("JWTRACE_DATA_DIR", data.to_str().unwrap())];
    for at in 1..=5 {
        let mut tty = Tty::start_with(&["quiz", "create-token"], &env, (24, 80));
        tty.shows("1 of ");
        tty.keys("a\r");
        tty.until("an answer graded", |screen| {
            let text = screen.contents();
            text.contains("✓ Right.") || text.contains("✗ Not this one")
        });
        tty.signal("KILL");
        tty.ended();
        let log = fs::read_to_string(data.join("answers.jsonl")).unwrap();
        assert_eq!((log.lines().count(), log.ends_with('\n')), (at, true), "{log}");
    }
    // What is not due yet can be asked for all the same.
    let mut tty = Tty::start_with(&["learn", "expiry", "--mode", "review"], &env, (24, 80));
    tty.shows("[8Review]");
    tty.keys("q");
    assert_eq!(tty.ended(), "0");
}
