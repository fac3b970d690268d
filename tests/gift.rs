//! Questions written for Moodle are read back by a reader of its own, written from the description of the format.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it must be")]

use jwtrace::lesson::Library;
use jwtrace::quiz::{Form, Posed};
use jwtrace::session::{Mode, Session};
use std::collections::BTreeMap;
use std::process::Command;

/// A question as the reader has it.
#[derive(Debug, Default)]
struct Read {
    stem: String,
    /// Mark, worth in percent, text, feedback.
    answers: Vec<(char, Option<String>, String, String)>,
    general: String,
}

/// Reads a file of questions, by name, and the headings they stand under.
fn read(gift: &str) -> (Vec<String>, BTreeMap<String, Read>) {
    let mut headings = Vec::new();
    let mut all = BTreeMap::new();
    for block in gift.split("\n\n").filter(|block| !block.trim().is_empty()) {
        if let Some(heading) = block.trim().strip_prefix("$CATEGORY: ") {
            headings.push(heading.to_owned());
            continue;
        }
        let rest = block.trim_start().strip_prefix("::").unwrap();
        let (name, rest) = cut(rest, "::");
        let (head, rest) = cut(rest.strip_prefix("[html]").unwrap(), "{");
        let (body, rest) = cut(rest, "}");
        assert_eq!(rest.trim(), "", "something stands after {name}");
        let mut question = Read { stem: plain(head.trim()), ..Read::default() };
        for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if let Some(general) = line.strip_prefix("####") {
                question.general = plain(general);
                continue;
            }
            let mark = line.chars().next().unwrap();
            let mut rest = &line[1..];
            let mut worth = None;
            if mark != 'T' && mark != 'F' && rest.starts_with('%') {
                let end = rest[1..].find('%').unwrap() + 1;
                worth = Some(rest[1..end].to_owned());
                rest = &rest[end + 1..];
            }
            let (text, feedback) = if bare(rest, "#").is_some() { cut(rest, "#") } else { (rest, "") };
            question.answers.push((mark, worth, plain(text), feedback.to_owned()));
        }
        assert!(all.insert(name.replace('\\', ""), question).is_none(), "{name} twice");
    }
    (headings, all)
}

/// Where something stands that has no backslash before it.
fn bare(text: &str, what: &str) -> Option<usize> {
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with('\\') {
            at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8);
        } else if text[at..].starts_with(what) {
            return Some(at);
        } else {
            at += text[at..].chars().next().unwrap().len_utf8();
        }
    }
    None
}

fn cut<'t>(text: &'t str, what: &str) -> (&'t str, &'t str) {
    let at = bare(text, what).unwrap_or_else(|| panic!("no {what} in {text}"));
    (&text[..at], &text[at + what.len()..])
}

/// Without backslashes and markup.
fn plain(text: &str) -> String {
    for what in ["~", "=", "#", "{", "}", ":"] {
        assert_eq!(bare(text, what), None, "{what} has no backslash in {text}");
    }
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => match chars.next().unwrap() {
                'n' => out.push('\n'),
                char => out.push(char),
            },
            char => out.push(char),
        }
    }
    for (tag, text) in [("<p>", ""), ("</p>", "\n"), ("<pre>", ""), ("</pre>", ""), ("<br>", "\n")] {
        out = out.replace(tag, text);
    }
    assert!(!out.contains('<') && !out.contains('>'), "{out}");
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").trim_end().to_owned()
}

/// Every question of a lesson as the program asks it.
fn posed(lesson: &jwtrace::lesson::Lesson) -> Vec<Posed> {
    let mut session = Session::new(vec![lesson.clone()], Vec::new());
    session.open(0, None).unwrap();
    let study = session.study.as_mut().unwrap();
    let mut all = Vec::new();
    for mode in [Mode::Quiz, Mode::Practice] {
        study.enter(mode);
        study.pose_all();
        let sitting = study.sitting().unwrap();
        all.extend(sitting.questions.iter().filter_map(|asked| asked.posed.clone().ok()));
    }
    all
}

fn squeezed(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// Writes every question of a library and compares; how many were written, and what was told of the others.
fn written_and_left(library: &Library, args: &[&str]) -> (usize, Vec<String>) {
    let output = Command::new(env!("CARGO_BIN_EXE_jwtrace")).arg("export").args(args).output().unwrap();
    assert!(output.status.success());
    let (gift, told) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    let (headings, mut read) = read(&gift);
    let (mut written, mut left) = (0, 0);
    assert_eq!(headings.len(), library.entries.len());
    for lesson in library.lessons() {
        assert!(headings.contains(&format!("jwtrace/{}", lesson.id)));
        for posed in posed(lesson) {
            let name = format!("{}/{}", lesson.id, posed.id);
            let Some(question) = read.remove(&name) else {
                left += 1;
                assert!(told.contains(&format!("left out: {name} (")), "{name} is missed: {told}");
                continue;
            };
            written += 1;
            compare(&name, &posed, &question);
        }
    }
    assert_eq!(read.keys().collect::<Vec<_>>(), Vec::<&String>::new(), "nobody asked for these");
    assert!(told.ends_with(&format!("{written} questions written, {left} left out\n")), "{told}");
    let told = told.lines().filter(|line| line.starts_with("left out: ")).map(str::to_owned).collect();
    (written, told)
}

#[test]
fn every_question_comes_back_with_its_text_its_right_answers_and_its_reasons() {
    let (written, _) = written_and_left(&Library::built_in(), &[]);
    assert!(written > 120, "{written}");
}

#[test]
fn what_gift_cannot_hold_is_named_and_left_out() {
    let text = format!(
        "{}\n{}",
        include_str!("../lessons/01-create-token.toml"),
        include_str!("questions/kinds.toml")
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("01-create-token.toml"), &text).unwrap();
    let mut library = Library::default();
    library.add("01-create-token.toml", &text);
    let (written, left) =
        written_and_left(&library, &["--lessons", folder.path().to_str().unwrap(), "create-token"]);
    assert!(written > 13, "{written}");
    for (kind, why) in [
        ("put in order", "lines are put in order"),
        ("fill the blank", "everything that makes the program do the same"),
        ("spot the change", "a character is pointed at"),
    ] {
        let named = left.iter().any(|line| line.contains(&format!("({kind})")) && line.contains(why));
        assert!(named, "{kind}: {left:#?}");
    }
}

fn compare(name: &str, posed: &Posed, question: &Read) {
    let mut stem = vec![posed.stem.clone()];
    if !posed.exhibit.is_empty() {
        stem.push(posed.exhibit.join("\n"));
    }
    assert_eq!(squeezed(&question.stem), squeezed(&stem.join("\n")), "{name}");
    let marks: String = question.answers.iter().map(|answer| answer.0).collect();
    match &posed.form {
        Form::One(choice) => {
            assert_eq!(marks.matches('=').count(), 1, "{name}");
            for (option, (mark, _, text, feedback)) in choice.options.iter().zip(&question.answers) {
                assert_eq!(
                    (*mark == '=', text),
                    (option.right, &option.text.trim_end().to_owned()),
                    "{name}"
                );
                assert_eq!(plain(feedback), option.because.trim_end(), "{name}");
            }
            assert_eq!(choice.options.len(), question.answers.len(), "{name}");
        }
        Form::Several(choice) => {
            let mut sum = 0.0;
            for (option, (_, worth, text, _)) in choice.options.iter().zip(&question.answers) {
                let worth: f64 = worth.as_ref().unwrap().parse().unwrap();
                assert_eq!((worth > 0.0, text.as_str()), (option.right, option.text.trim_end()), "{name}");
                sum += worth.max(0.0);
            }
            assert!((sum - 100.0).abs() < 0.001, "{name}: {sum}");
        }
        Form::Text(_) => {
            assert!(question.answers.iter().all(|answer| answer.0 == '='), "{name}");
            let right = question.answers.iter().filter(|answer| answer.1.as_deref() == Some("100"));
            let right: Vec<String> = right.map(|answer| answer.2.replace("\\*", "*")).collect();
            assert!(right.contains(&posed.answer), "{name}: {right:?} {}", posed.answer);
        }
        Form::Line(line) => {
            let right = question.answers.iter().find(|answer| answer.0 == '=').unwrap();
            assert!(right.2.starts_with(&format!("line {}: ", line.at + 1)), "{name}");
        }
        Form::Free(model) => {
            assert!(question.answers.is_empty() && question.general.ends_with(model.trim_end()), "{name}");
            return;
        }
        Form::Order(_) | Form::Character(_) => panic!("{name} cannot be held"),
    }
    assert_eq!(question.general, posed.explanation.trim_end(), "{name}");
}

#[test]
fn one_lesson_can_be_asked_for_and_one_there_is_not_is_named() {
    let run = |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_jwtrace")).args(args).output().unwrap();
    let one = String::from_utf8(run(&["export", "expiry", "--format", "gift"]).stdout).unwrap();
    assert_eq!(read(&one).0, ["jwtrace/expiry"]);
    let none = run(&["export", "expriy"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(String::from_utf8(none.stderr).unwrap().contains("Did you mean expiry?"));
}
