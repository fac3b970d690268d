//! `jwtrace progress` and `jwtrace report`, on logs as they are and as they should not be.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it must be")]

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn jwtrace(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jwtrace"));
    command.args(args).stdin(Stdio::null()).env("JWTRACE_DATA_DIR", folder).current_dir(folder);
    command.output().unwrap()
}

#[track_caller]
fn text(folder: &Path, args: &[&str]) -> String {
    let done = jwtrace(folder, args);
    assert_eq!(
        (done.status.code(), String::from_utf8_lossy(&done.stderr).as_ref()),
        (Some(0), ""),
        "{args:?}"
    );
    String::from_utf8(done.stdout).unwrap()
}

#[track_caller]
fn refuses(folder: &Path, args: &[&str], code: i32, words: &[&str]) {
    let done = jwtrace(folder, args);
    let err = String::from_utf8_lossy(&done.stderr);
    assert_eq!((done.status.code(), done.stdout.as_slice()), (Some(code), &b""[..]), "{args:?}: {err}");
    for word in words {
        assert!(err.contains(word), "{args:?}: {word:?} is not in {err}");
    }
}

/// A line of a log.
fn line(student: &str, question: &str, right: bool, chosen: &str, more: Value) -> String {
    let mut line = json!({
        "v": 1, "time": 1_700_000_000.5, "student": student, "lesson": "create-token", "question": question,
        "level": "easy", "right": right, "first": true, "chosen": chosen,
    });
    line.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    format!("{line}\n")
}

/// A question of lesson 1.
const QUESTION: &str = "output-after-encode";

fn folder(lines: &[String]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    if !lines.is_empty() {
        fs::write(folder.path().join("answers.jsonl"), lines.concat()).unwrap();
    }
    folder
}

#[test]
fn without_answers_it_says_how_to_begin_and_creates_nothing() {
    let folder = folder(&[]);
    let shown = text(folder.path(), &["progress"]);
    assert!(shown.starts_with("Nothing has been answered yet.") && shown.contains("jwtrace quiz"), "{shown}");
    let value: Value = serde_json::from_str(&text(folder.path(), &["progress", "--format", "json"])).unwrap();
    assert_eq!((value["answers"].as_u64(), value["due"].as_u64()), (Some(0), Some(0)));
    assert_eq!(
        text(folder.path(), &["progress", "--reset-all"]),
        "There are no answers and no work on a project; nothing was changed.\n"
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn what_is_known_is_shown_as_text_json_and_csv() {
    let about = json!({ "about": ["secret-is-in-the-token"] });
    let believed = json!({ "about": ["padding-kept"], "misconception": "padding-kept" });
    let folder = folder(&[
        line("", "output-after-encode", true, "x", about),
        line("", "token-bound", false, "y", believed),
        "not a line\n".into(),
    ]);
    let shown = text(folder.path(), &["progress"]);
    for words in [
        "Creating a token",
        "segments keep their base64 padding",
        "1 answered, believed 1 time",
        "2 questions are due for review: jwtrace quiz --due",
        "log of answers: line 3 is no answer and is not counted",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let ascii = text(folder.path(), &["progress", "--ascii"]);
    assert!(ascii.is_ascii() && ascii.contains("#."), "{ascii}");
    let value: Value = serde_json::from_str(&text(folder.path(), &["progress", "--format", "json"])).unwrap();
    assert_eq!((value["format"].as_u64(), value["answers"].as_u64()), (Some(1), Some(2)));
    assert_eq!(value["misconceptions"][0]["misconception"], "padding-kept");
    assert_eq!(value["questions"][0]["last"], "2023-11-14T22:13:20Z");
    assert_eq!(value["questions"][0]["due"], "2023-11-17T22:13:20Z");
    let csv = text(folder.path(), &["progress", "--format", "csv"]);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "student,lesson,question,level,answers,right,strength,last,due");
    assert_eq!(lines[2], ",create-token,token-bound,easy,1,0,0,2023-11-14T22:13:20Z,2023-11-14T22:23:20Z");
}

#[test]
fn a_lesson_can_be_forgotten_and_the_log_is_kept() {
    let other = line("", "q", true, "x", json!({ "lesson": "token-structure" }));
    let folder = folder(&[line("", "one", true, "x", json!({})), other.clone()]);
    let before = fs::read(folder.path().join("answers.jsonl")).unwrap();
    refuses(
        folder.path(),
        &["progress", "--reset", "creat-token"],
        1,
        &["there is no lesson", "Did you mean create-token?"],
    );
    let said = text(folder.path(), &["progress", "--reset", "create-token"]);
    assert!(said.starts_with("1 answer of create-token no longer counts.\n"), "{said}");
    let aside = said.lines().nth(1).unwrap().strip_prefix("The log as it was is kept: ").unwrap();
    assert_eq!(fs::read(aside).unwrap(), before);
    assert_eq!(fs::read_to_string(folder.path().join("answers.jsonl")).unwrap(), other);
    let said = text(folder.path(), &["progress", "--reset-all"]);
    assert!(said.starts_with("1 answer no longer counts."), "{said}");
    refuses(folder.path(), &["progress", "--reset-all", "--reset", "x"], 2, &["cannot be used with"]);
}

#[test]
fn a_reset_takes_the_work_on_projects_too_and_keeps_it_aside() {
    let folder = folder(&[line("", "one", true, "x", json!({}))]);
    let build = folder.path().join("build");
    fs::create_dir(&build).unwrap();
    let work = |lesson: &str| {
        let text = json!({ "v": 1, "lesson": lesson, "step": "claims", "program": "x = 1\n", "steps": [] });
        fs::write(build.join(format!("{lesson}.json")), text.to_string()).unwrap();
        text.to_string()
    };
    let (structure, gone) = (work("token-structure"), work("a-lesson-that-was"));
    let said = text(folder.path(), &["progress", "--reset", "token-structure"]);
    assert!(said.starts_with("The project of token-structure begins anew. What you had written"), "{said}");
    let kept = said.lines().nth(1).unwrap().trim();
    assert_eq!(fs::read_to_string(kept).unwrap(), structure);
    assert!(!build.join("token-structure.json").exists() && build.join("a-lesson-that-was.json").exists());
    assert!(text(folder.path(), &["progress"]).contains("1 answer in"), "answers of other lessons stay");
    let said = text(folder.path(), &["progress", "--reset", "token-structure"]);
    assert_eq!(
        said,
        "There are no answers of token-structure and no work on a project; nothing was changed.\n"
    );
    // Twice at the same moment: neither is written over. What is no longer taught can be forgotten, too.
    work("token-structure");
    let said = text(folder.path(), &["progress", "--reset-all"]);
    assert!(
        said.contains("1 answer no longer counts.") && said.contains("All projects begin anew."),
        "{said}"
    );
    let aside: Vec<&str> = said.lines().filter(|line| line.ends_with(".json.bak")).map(str::trim).collect();
    assert_eq!(aside.len(), 2, "{said}");
    assert_eq!(fs::read_to_string(aside[0]).unwrap(), gone);
    assert_eq!(fs::read_dir(&build).unwrap().count(), 3, "nothing is lost");
}

#[test]
fn a_name_is_kept_and_can_be_taken_back() {
    let folder = folder(&[line("", "one", true, "x", json!({}))]);
    let said = text(folder.path(), &["progress", "--student", " Zoë Ω "]);
    assert!(said.contains("under the name Zoë Ω") && said.contains("answers.jsonl"), "{said}");
    assert!(text(folder.path(), &["progress"]).starts_with("Zoë Ω\n"));
    refuses(folder.path(), &["progress", "--student", "a\nb"], 2, &["cannot be a name"]);
    text(folder.path(), &["progress", "--student", ""]);
    assert!(!text(folder.path(), &["progress"]).contains("Zoë"));
}

#[test]
fn a_log_that_is_none_is_kept_aside_and_one_that_cannot_be_read_is_told() {
    let folder = folder(&["\u{7f}ELF nothing\nat all\n".into()]);
    let shown = text(folder.path(), &["progress"]);
    assert!(shown.contains("answers-unreadable-"), "{shown}");
    assert!(!folder.path().join("answers.jsonl").exists());
    fs::create_dir(folder.path().join("answers.jsonl")).unwrap();
    refuses(folder.path(), &["progress"], 1, &["answers cannot be read: a folder, not a file ("]);
}

#[test]
fn a_class_is_summed_up_with_what_was_never_chosen() {
    let folder = folder(&[]);
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let first = QUESTION;
    let believed = json!({ "misconception": "secret-is-in-the-token", "hints": 1 });
    let ada = line("Ada", first, false, "'mysecret'", believed)
        + &line("Ada", first, true, "x", json!({ "first": false }));
    fs::write(path("ada.jsonl"), &ada).unwrap();
    let bob = line("", first, true, "x", json!({ "time": 5.0 }));
    fs::write(path("bob.jsonl"), bob + "garbage\n{\"v\":3}\n{\"v\":1,\"ti").unwrap();
    fs::write(path("again.jsonl"), &ada).unwrap();
    let files = [path("ada.jsonl"), path("bob.jsonl"), path("again.jsonl")];
    let all = |format| [&["report", "--format", format], &files.each_ref().map(String::as_str)[..]].concat();
    let shown = text(folder.path(), &all("text"));
    for words in [
        "2 answers by 2 students in 3 files.",
        "right 0 of 1, 0 %, 1 hint",
        "right 1 of 2, 50 %",
        "believed by 1: the token contains the secret",
        "wrong answer given most, 1 time: 'mysecret'",
        "never chosen: {'user_id': 123}",
        "2 answers are in the files more than once; each counts once.",
        "bob.jsonl:2: expected value, column 1",
        "bob.jsonl:3: version 3, of a newer jwtrace",
        "bob.jsonl:4: cut off",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("never chosen: 'mysecret'"));
    let value: Value = serde_json::from_str(&text(folder.path(), &all("json"))).unwrap();
    assert_eq!(value["students"][1]["student"], "bob");
    assert_eq!(value["questions"][0]["wrong"]["'mysecret'"], 1);
    assert_eq!(value["bad"].as_array().unwrap().len(), 3);
    let csv = text(folder.path(), &all("csv"));
    assert!(
        csv.lines()
            .nth(1)
            .unwrap()
            .starts_with("create-token,output-after-encode,2,1,0.5,1,secret-is-in-the-token,")
    );
    refuses(folder.path(), &["report", "none.jsonl"], 1, &["there is no file none.jsonl"]);
    refuses(folder.path(), &["report", "."], 1, &["a folder, not a file (."]);
    refuses(folder.path(), &["report"], 2, &["<FILE>"]);
}

#[test]
fn predictions_of_a_class_stand_apart_from_its_questions() {
    let folder = folder(&[]);
    let path = folder.path().join("ada.jsonl").to_str().unwrap().to_owned();
    let foreseen = line("Ada", "predict:encode:token", true, "x", json!({}));
    let wrong = line("Ada", "predict:receive:data", false, "{'user_id': 124}", json!({ "time": 2.0 }));
    let belief = json!({ "misconception": "secret-is-in-the-token", "hints": 1 });
    fs::write(&path, line("Ada", QUESTION, false, "'mysecret'", belief) + &foreseen + &wrong).unwrap();
    let shown = text(folder.path(), &["report", &path]);
    let (questions, rest) = shown.split_once("\nPredictions in the trace of create-token\n").expect(&shown);
    assert!(questions.starts_with("1 answer and 2 predictions by 1 student in 1 file."), "{shown}");
    assert!(questions.contains("right 0 of 1, 0 %, 1 hint, predicted 1 of 2"), "{shown}");
    assert!(!questions.contains("predict:") && questions.contains(QUESTION), "{shown}");
    for words in ["data after receive", "right 0 of 1, 0 %", "wrongly most, 1 time: {'user_id': 124}"] {
        assert!(rest.contains(words), "{words}: {shown}");
    }
    let value: Value =
        serde_json::from_str(&text(folder.path(), &["report", "--format", "json", &path])).unwrap();
    assert_eq!(value["questions"].as_array().unwrap().len(), 1);
    let student = &value["students"][0];
    assert_eq!(
        ["answers", "right", "predicted", "foreseen"].map(|key| student[key].as_u64()),
        [1, 0, 2, 1].map(Some)
    );
    let predicted = &value["predictions"][0];
    assert_eq!((&predicted["step"], &predicted["variable"]), (&json!("encode"), &json!("token")));
    assert_eq!((&predicted["answers"], &predicted["share"]), (&json!(1), &json!(1.0)));
    let csv = text(folder.path(), &["report", "--format", "csv", &path]);
    let kinds: Vec<&str> = csv.lines().map(|line| line.rsplit(',').next().unwrap()).collect();
    assert_eq!(kinds, ["kind", "question", "prediction", "prediction"]);
}

#[test]
fn what_is_due_is_listed_and_when_nothing_is_the_next_is_told() {
    let soon = json!({ "time": 32_503_680_000.0_f64 });
    let folder = folder(&[
        line("", QUESTION, false, "x", json!({})),
        line("", "no-longer-there", false, "x", json!({})),
        line("", "token-bound", true, "x", soon),
    ]);
    let listed = text(folder.path(), &["quiz", "--due"]);
    assert_eq!(
        listed,
        format!("Due for review, the weakest first: 1 question\n  create-token             {QUESTION}\n")
    );
    assert_eq!(text(folder.path(), &["quiz"]), listed);
    let none = text(folder.path(), &["quiz", "token-structure", "--due"]);
    assert_eq!(
        none,
        "Nothing has been answered in token-structure yet. Begin with: jwtrace quiz token-structure\n"
    );
    fs::write(
        folder.path().join("answers.jsonl"),
        line("", "token-bound", true, "x", json!({ "time": 32_503_680_000.0_f64 })),
    )
    .unwrap();
    let later = text(folder.path(), &["quiz"]);
    assert!(later.starts_with("Nothing is due for review; the next question is due in "), "{later}");
    assert!(text(folder.path(), &["quiz", "create-token"]).starts_with("Creating a token"));
    refuses(folder.path(), &["quiz", "creat-token"], 1, &["Did you mean create-token?"]);
}
