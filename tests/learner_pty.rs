//! A scripted learner: every quiz and practice question of every lesson, answered through the pseudo-terminal, right in
//! one run and wrong in another.
//!
//! No answer is typed here. The keys follow from the question as the library poses it: which option is right, which
//! order, which character; what the screen must say follows from the library's own grade.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it must be")]
#![cfg(unix)]

#[path = "support/tty.rs"]
mod tty;

use jwtrace::lesson::{Lesson, Library};
use jwtrace::python::{self, Limits, Program, World};
use jwtrace::quiz::{Form, Grade, Job, Posed, Rating, Reply, grade};
use jwtrace::session::{Mode, Session};
use jwtrace::trace::Trace;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;
use tty::{Tty, data_folder};

/// What the values of computed questions are made from, here and in the program.
const SEED: u64 = 11;

/// Programs running at once.
const AT_ONCE: usize = 4;

fn run(job: &Job) -> Result<Trace, String> {
    let program = Program::parse(&job.source).map_err(|found| found[0].message.clone())?;
    let world = World::of_app(job.now, &job.zone, job.requests.clone());
    Ok(python::run(&program, &world, &Limits::default()))
}

/// An answer of the wanted kind: the reply, the keys that give it, and its grade by the library.
fn answer(posed: &Posed, right: bool) -> (String, Grade) {
    let replies = candidates(posed, right);
    for (keys, reply) in replies {
        let grade = grade(posed, &reply, &run).unwrap();
        if grade.right == right {
            return (keys, grade);
        }
    }
    panic!("no {} answer to {}: {posed:#?}", if right { "right" } else { "wrong" }, posed.id);
}

/// Answers that may be of the wanted kind, with their keys, Enter left out.
fn candidates(posed: &Posed, right: bool) -> Vec<(String, Reply)> {
    match &posed.form {
        Form::One(choice) => {
            let all = (0..choice.options.len()).rev();
            all.map(|at| (letter(at), Reply::Option(at))).collect()
        }
        Form::Several(choice) => {
            let model = choice.right();
            let mut chosen = model.clone();
            if !right && !chosen.remove(&0) {
                chosen.insert(0);
            }
            vec![(marks(&chosen), Reply::Options(chosen))]
        }
        Form::Text(typed) => {
            // Letters where a number is asked for would be no answer.
            let wrong = if typed.malformed("nonsense").is_some() { "424242" } else { "nonsense" };
            let text = if right { posed.answer.as_str() } else { wrong };
            vec![(text.to_owned(), Reply::Text(text.to_owned()))]
        }
        Form::Order(order) => {
            let mut orders = vec![order.model.clone()];
            for at in 1..order.model.len() {
                let mut other = order.model.clone();
                other.swap(at - 1, at);
                orders.push(other);
            }
            orders.push(order.model.iter().rev().copied().collect());
            orders.into_iter().map(|order| (moves(&order), Reply::Order(order))).collect()
        }
        Form::Character(character) => {
            let wrong = if character.at == 0 { 1 } else { character.at - 1 };
            let at = if right { character.at } else { wrong };
            vec![(steps(at, "l", "\x1b[D"), Reply::Place(at))]
        }
        Form::Line(line) => {
            let at = if right { line.at } else { (line.at + 1) % line.lines.len() };
            vec![(steps(at, "j", "k"), Reply::Place(at))]
        }
        Form::Free(_) => {
            let rating = if right { Rating::Same } else { Rating::Other };
            let at = Rating::ALL.iter().position(|have| *have == rating).unwrap();
            let text = "in my own words".to_owned();
            // Enter shows the model answer; then the own one is rated.
            vec![(format!("{text}\r{}", at + 1), Reply::Rated { text, rating })]
        }
    }
}

fn letter(at: usize) -> String {
    char::from(b'a' + at as u8).to_string()
}

/// Marks some of the options; marking and unmarking one says that none is meant.
fn marks(chosen: &BTreeSet<usize>) -> String {
    if chosen.is_empty() { "aa".to_owned() } else { chosen.iter().map(|at| letter(*at)).collect() }
}

/// From the first place to another one; the first itself has to be pointed at.
fn steps(to: usize, on: &str, back: &str) -> String {
    if to == 0 { format!("{on}{back}") } else { on.repeat(to) }
}

/// Puts items in an order by moving one after the other up to its place.
fn moves(order: &[usize]) -> String {
    let mut now: Vec<usize> = (0..order.len()).collect();
    let (mut keys, mut at) = (String::new(), 0);
    for (place, item) in order.iter().enumerate() {
        let from = now.iter().position(|have| have == item).unwrap();
        keys.push_str(&if from >= at { "j".repeat(from - at) } else { "k".repeat(at - from) });
        keys.push_str(&"K".repeat(from - place));
        let item = now.remove(from);
        now.insert(place, item);
        at = place;
    }
    keys
}

/// Letters and digits alone: how a text is wrapped and framed is not asked about here.
fn bare(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The beginning of a text, enough to know it by.
fn known_by(text: &str) -> String {
    bare(text).chars().take(40).collect()
}

struct Learner {
    tty: Tty,
    right: bool,
    lesson: String,
}

impl Learner {
    /// Waits until the screen says something; looks upwards for it, where the question is longer than the screen.
    fn sees(&mut self, what: &str, about: &str) {
        let wanted = known_by(what);
        for _ in 0..6 {
            if self.comes(&wanted) {
                return;
            }
            let before = self.tty.text();
            if !before.contains(" above") {
                break;
            }
            self.tty.keys("\x1b[5~");
            self.tty.until("the page before", move |screen| screen.contents() != before);
        }
        let name = format!("{} {about} says {what:?}", self.lesson);
        self.tty.until(&name, |screen| bare(&screen.contents()).contains(&wanted));
    }

    /// Whether the screen says something soon: a frame comes in several pieces.
    fn comes(&self, wanted: &str) -> bool {
        (0..60).any(|turn| {
            if turn > 0 {
                thread::sleep(Duration::from_millis(5));
            }
            bare(&self.tty.text()).contains(wanted)
        })
    }

    /// Answers the questions of the mode that is shown.
    fn sitting(&mut self, all: &[Posed]) {
        for (at, posed) in all.iter().enumerate() {
            let (number, stem) = (format!(" {} of {} ", at + 1, all.len()), known_by(&posed.stem));
            self.tty.until(&format!("question {} of {}", posed.id, self.lesson), |screen| {
                let text = screen.contents();
                text.contains(&number)
                    && bare(&text).contains(&stem)
                    && !text.contains("✓ Right.")
                    && !text.contains("Noted")
            });
            let (keys, grade) = answer(posed, self.right);
            self.tty.keys(&keys);
            self.tty.keys("\r");
            self.tty.shows(match (&posed.form, self.right) {
                (Form::Free(_), true) => "✓ Noted as the same.",
                (Form::Free(_), false) => "○ Noted: the review asks it again soon.",
                (_, true) => "✓ Right.",
                (Form::One(_), false) => "✗ Not this one: try again.",
                (_, false) => "✗ Not yet: try again.",
            });
            if self.right {
                self.sees(&posed.explanation, &posed.id);
            }
            self.sees(&grade.because, &posed.id);
            // A field whose answer was wrong is still open, and letters go into it.
            let open = !self.right && matches!(posed.form, Form::Text(_));
            self.tty.keys(if open { "\x1b[B" } else { "n" });
        }
        if self.right {
            self.tty.shows("every question solved, no hint taken");
        } else {
            self.tty.shows(&format!("every question answered, {} are not solved yet", all.len()));
        }
        let first = if self.right { all.len() } else { 0 };
        self.tty.shows(&format!("{first} of {} right", all.len()));
    }
}

/// One lesson, quiz and practice, in one run of the program.
fn learn(lesson: &Lesson, extra: &[&str], right: bool) -> usize {
    let mut session = Session::new(vec![lesson.clone()], Vec::new());
    session.seed = SEED;
    session.open(0, None).unwrap();
    let study = session.study.as_mut().unwrap();
    let mut posed = |mode: Mode| {
        study.enter(mode);
        study.pose_all();
        let questions = &study.sitting().unwrap().questions;
        questions.iter().map(|asked| asked.posed.clone().unwrap()).collect::<Vec<_>>()
    };
    let (quiz, practice) = (posed(Mode::Quiz), posed(Mode::Practice));
    let data = data_folder();
    let seed = SEED.to_string();
    let args: Vec<&str> =
        extra.iter().copied().chain(["learn", &lesson.id, "--mode", "quiz", "--seed", &seed]).collect();
    let tty = Tty::start_with(&args, &[("JWTRACE_DATA_DIR", data.to_str().unwrap())], (40, 120));
    let mut learner = Learner { tty, right, lesson: lesson.id.clone() };
    learner.sitting(&quiz);
    if !practice.is_empty() {
        learner.tty.keys("]");
        learner.sitting(&practice);
    }
    learner.tty.keys("q");
    assert_eq!(learner.tty.ended(), "0");
    let log = std::fs::read_to_string(data.join("answers.jsonl")).unwrap();
    let answers: Vec<serde_json::Value> =
        log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let expected: Vec<&str> = quiz.iter().chain(&practice).map(|posed| posed.id.as_str()).collect();
    let kept: Vec<&str> = answers.iter().map(|answer| answer["question"].as_str().unwrap()).collect();
    assert_eq!(kept, expected, "{}", lesson.id);
    assert!(answers.iter().all(|answer| answer["right"] == right && answer["first"] == true));
    expected.len()
}

/// Lesson 1 with a question of every kind there is.
fn kinds() -> (tempfile::TempDir, Lesson) {
    let text = format!(
        "{}\n{}",
        include_str!("../lessons/01-create-token.toml"),
        include_str!("questions/kinds.toml")
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("01-create-token.toml"), &text).unwrap();
    let (lesson, found) = jwtrace::lesson::parse("01-create-token.toml", &text);
    assert_eq!(found, []);
    (folder, lesson.unwrap())
}

#[test]
fn every_question_is_answered_right_and_wrong_and_the_screen_says_why() {
    let library = Library::built_in();
    let (folder, kinds) = kinds();
    let folder: PathBuf = folder.path().to_owned();
    let added = ["--lessons", folder.to_str().unwrap()];
    let mut work: Vec<(&Lesson, &[&str], bool)> = Vec::new();
    for right in [true, false] {
        work.push((&kinds, &added, right));
        work.extend(library.entries.iter().map(|entry| (&**entry.lesson().unwrap(), &[][..], right)));
    }
    let total = Mutex::new(0);
    let work = Mutex::new(work);
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = work.lock().unwrap().pop();
                    let Some((lesson, extra, right)) = next else { break };
                    let answered = learn(lesson, extra, right);
                    *total.lock().unwrap() += answered;
                }
            });
        }
    });
    let questions: usize = library
        .entries
        .iter()
        .filter_map(|entry| entry.lesson().map(|lesson| &**lesson))
        .map(|lesson| lesson.quiz.len() + lesson.practice.len())
        .sum();
    assert_eq!(*total.lock().unwrap(), 2 * (questions + kinds.quiz.len() + kinds.practice.len()));
}
