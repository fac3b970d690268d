//! Computed questions: over many seeds one option is right and the others are wrong, and every mutant is another engine.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it must be")]

use jwtrace::check;
use jwtrace::lesson::{Answer, Generator, Inputs, Lesson, Library, Profile, misconception};
use jwtrace::python::{self, Limits, Program, World};
use jwtrace::quiz::{Form, Job, Mutant, Posed, PosedOption, Reply, Scene, Timeline, grade, pose};
use jwtrace::trace::{Outcome, Trace};
use std::collections::{BTreeMap, BTreeSet};

fn run(job: &Job) -> Result<Trace, String> {
    let program = Program::parse(&job.source).map_err(|found| found[0].message.clone())?;
    let world = World::of_app(job.now, &job.zone, job.requests.clone());
    Ok(python::run(&program, &world, &Limits::default()))
}

fn text(file: &str) -> String {
    std::fs::read_to_string(format!("{}/lessons/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A built-in lesson with this one practice question and no other, and everything that is wrong with it.
fn lesson_with(file: &str, question: &str) -> (Option<Lesson>, Vec<String>) {
    let text = text(file);
    let before = text.split("\n[[practice]]").next().unwrap();
    let mut library = Library::default();
    library
        .add(file, &format!("{before}\n\n[[practice]]\nid = \"computed\"\nlevel = \"easy\"\n{question}\n"));
    let entry = &library.entries[0];
    let found = check::lesson(entry).into_iter().map(|found| found.message).collect();
    (entry.lesson().map(|lesson| Lesson::clone(lesson)), found)
}

fn with_scene<T>(lesson: &Lesson, profile: Profile, work: impl FnOnce(&Scene<'_>) -> T) -> T {
    let inputs = Inputs { profile, ..lesson.inputs() };
    let job = Job::of_lesson(lesson, &inputs);
    let trace = run(&job).unwrap();
    let places = lesson.steps.iter().map(|step| &step.place);
    let timeline = Timeline::of(places, lesson.program(profile).unwrap(), &job.source, &trace);
    work(&Scene { lesson, inputs: &inputs, trace: &trace, timeline: &timeline })
}

/// The question that each seed makes, under each library of the lesson.
fn posed(file: &str, question: &str, seeds: std::ops::Range<u64>) -> Vec<Posed> {
    let (lesson, found) = lesson_with(file, question);
    let lesson = lesson.unwrap_or_else(|| panic!("{found:?}"));
    let question = lesson.practice.last().unwrap();
    let mut all = Vec::new();
    for program in &lesson.programs {
        with_scene(&lesson, program.profile, |scene| {
            for seed in seeds.clone() {
                let posed = pose(scene, question, &run, seed);
                all.push(
                    posed.unwrap_or_else(|why| panic!("{file} {:?} seed {seed}: {why:?}", question.answer)),
                );
            }
        });
    }
    all
}

/// Where each generator is tried.
const CASES: &[(&str, &str)] = &[
    ("01-create-token.toml", "gen = \"value-after\"\nvariable = \"token\"\nstep = \"encode\""),
    ("01-create-token.toml", "gen = \"first-bound\"\nstep = \"encode\""),
    ("01-create-token.toml", "gen = \"segments-changed\"\nstep = \"encode\""),
    ("02-token-structure.toml", "gen = \"decoded-payload\"\nstep = \"encode\""),
    ("01-create-token.toml", "gen = \"decoded-header\"\nstep = \"encode\""),
    ("07-base64url.toml", "gen = \"payload-segment\"\nstep = \"url\""),
    ("07-base64url.toml", "gen = \"segment-length\"\nstep = \"strip\""),
    ("02-token-structure.toml", "gen = \"signature-length\"\nstep = \"encode\""),
    ("02-token-structure.toml", "gen = \"header-algorithm\"\nstep = \"encode\""),
    ("08-by-hand.toml", "gen = \"json-text\"\nstep = \"payload\""),
    ("01-create-token.toml", "gen = \"exp-number\"\nstep = \"encode\""),
    ("01-create-token.toml", "gen = \"valid-at\"\nstep = \"encode\""),
    ("01-create-token.toml", "gen = \"refusal\"\nstep = \"encode\""),
    ("02-token-structure.toml", "gen = \"printed\"\nstep = \"print\""),
    ("02-token-structure.toml", "gen = \"callers-dict\"\nstep = \"encode\""),
    ("05-verify-token.toml", "gen = \"response-of\"\nstep = \"refused\""),
];

fn options(posed: &Posed) -> &[PosedOption] {
    match &posed.form {
        Form::One(choice) => &choice.options,
        Form::Text(text) => &text.known,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_generator_gives_one_right_answer_and_two_wrong_ones_at_least_whatever_the_seed() {
    let tried: BTreeSet<&str> = CASES.iter().filter_map(|(_, text)| text.split('"').nth(1)).collect();
    assert_eq!(tried, Generator::ALL.map(Generator::name).into_iter().collect());
    for (file, question) in CASES {
        let seeds = if *file == "05-verify-token.toml" { 0..3 } else { 0..6 };
        let mut different = BTreeSet::new();
        for posed in posed(file, question, seeds) {
            let options = options(&posed);
            assert!(options.len() >= 3, "{question} {posed:?}");
            assert_eq!(options.iter().filter(|option| option.right).count(), 1, "{question} {posed:?}");
            let texts: BTreeSet<&str> = options.iter().map(|option| option.text.as_str()).collect();
            assert_eq!(texts.len(), options.len(), "{question} {posed:?}");
            for (at, option) in options.iter().enumerate() {
                let grade = grade(&posed, &Reply::Option(at), &run).unwrap();
                assert_eq!(grade.right, option.right, "{question} {option:?}");
                assert_eq!(grade.right, option.text == posed.answer, "{question} {option:?}");
                assert!(!option.because.is_empty(), "{question} {option:?}");
                assert_eq!(grade.mutant, option.mutant, "{question} {option:?}");
            }
            assert!(posed.fresh && posed.computation.is_some() && !posed.explanation.is_empty());
            assert!(!posed.solution.is_empty() && !posed.hints.is_empty());
            different.insert(format!("{}{:?}", posed.stem, posed.exhibit));
        }
        assert!(different.len() >= 2, "{question}: the seeds give the same question");
    }
}

#[test]
fn a_seed_gives_the_same_question_again() {
    for (file, question) in &CASES[2..4] {
        assert_eq!(posed(file, question, 7..8), posed(file, question, 7..8));
        assert_ne!(posed(file, question, 7..8), posed(file, question, 8..9));
    }
}

#[test]
fn an_answer_that_is_a_mutants_names_its_belief() {
    for posed in posed("02-token-structure.toml", "gen = \"decoded-payload\"\nstep = \"encode\"", 0..3) {
        let at =
            options(&posed).iter().position(|option| option.mutant == Some(Mutant::SecretInside)).unwrap();
        let grade = grade(&posed, &Reply::Option(at), &run).unwrap();
        let (tag, belief) = grade.misconception.unwrap();
        assert_eq!(
            (tag.as_str(), belief),
            ("secret-is-in-the-token", "the secret is carried inside the token")
        );
        assert!(grade.chosen.contains("secret"), "{}", grade.chosen);
    }
}

#[test]
fn a_written_answer_that_is_a_mutants_names_its_belief_too() {
    let question = "gen = \"signature-length\"\nstep = \"encode\"\ntyped = true";
    // RFC 7518 section 3.2: the MAC has as many bits as the hash. Six of them make a character.
    let lengths = BTreeMap::from([("HS256", ("43", "44")), ("HS384", ("64", "64")), ("HS512", ("86", "88"))]);
    let mut seen = BTreeSet::new();
    for posed in posed("02-token-structure.toml", question, 0..8) {
        let exhibit = posed.exhibit.join("\n");
        let (name, (right, padded)) = lengths.iter().find(|(name, _)| exhibit.contains(**name)).unwrap();
        seen.insert(*name);
        assert_eq!(posed.answer, *right);
        let written = |text: &str| grade(&posed, &Reply::Text(text.to_owned()), &run).unwrap();
        assert!(written(&format!(" {right} ")).right);
        assert!(!written("1").right && written("1").mutant.is_none());
        if padded != right {
            let grade = written(padded);
            assert_eq!((grade.right, grade.mutant), (false, Some(Mutant::PaddingKept)));
            assert_eq!(grade.misconception.unwrap().0, "padding-kept");
        }
    }
    assert!(seen.len() >= 2, "{seen:?}");
}

const KEY: &str = "\"otter-maple-heron-cedar-lynx-willow-17\"";

/// What a program prints under the truth, and under a mutant; the library is put in.
fn printed(mutant: Option<Mutant>, import: &str, lines: &str, zone: &str) -> String {
    let job =
        Job { zone: zone.into(), ..Job::new(format!("{import}\nKEY = {KEY}\n{lines}\n"), 1_700_000_000.0) };
    let job = mutant.map_or(job.clone(), |mutant| mutant.job(&job).unwrap());
    let trace = run(&job).unwrap();
    assert_eq!(trace.outcome, Outcome::Finished, "{mutant:?} {import} {lines}");
    trace.stdout
}

/// A program for each mutant whose output differs from the truth's, and what it prints then.
fn told(mutant: Mutant) -> (&'static str, &'static str) {
    const MADE: &str =
        "print(jwt.encode({\"q\": \"??>>~\", \"n\": 1}, KEY, algorithm=\"HS256\").split(\".\")[1])";
    const AIMED: &str = "from datetime import datetime, timedelta, timezone\n\
        exp = datetime.now(timezone.utc) + timedelta(minutes=10)\n\
        token = jwt.encode({\"exp\": exp}, KEY, algorithm=\"HS256\")\n\
        import base64, json\nbody = token.split(\".\")[1]\n\
        print(json.loads(base64.urlsafe_b64decode(body + \"=\" * (-len(body) % 4)))[\"exp\"])";
    const FORGED: &str = "a = jwt.encode({\"sub\": \"a\"}, KEY, algorithm=\"HS256\").split(\".\")\n\
        b = jwt.encode({\"sub\": \"b\"}, KEY, \"HS256\", {\"kid\": \"k\"}).split(\".\")\n";
    const TRY: &str = "try:\n    print(jwt.decode(token, KEY, algorithms=[\"HS256\"])[\"sub\"])\n\
        except Exception as error:\n    print(\"refused\")";
    let text = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
    match mutant {
        Mutant::PaddingKept => (MADE, "eyJxIjoiPz8-Pn4iLCJuIjoxfQ==\n"),
        Mutant::StandardAlphabet => (MADE, "eyJxIjoiPz8+Pn4iLCJuIjoxfQ\n"),
        Mutant::SecretInside | Mutant::PayloadEncrypted => (MADE, ""),
        Mutant::Milliseconds => (AIMED, "1700000600000\n"),
        // New York is five hours behind in November.
        Mutant::LocalTime => (AIMED, "1699982600\n"),
        Mutant::ExpText => (AIMED, "2023-11-14T22:23:20+00:00\n"),
        Mutant::HeaderUnsigned => {
            (text(format!("{FORGED}token = \".\".join([b[0], a[1], a[2]])\n{TRY}")), "a\n")
        }
        Mutant::DecodeIsVerify => {
            (text(format!("{FORGED}token = \".\".join([a[0], b[1], a[2]])\n{TRY}")), "b\n")
        }
        Mutant::AnySecret => {
            (text(format!("token = jwt.encode({{\"sub\": \"a\"}}, KEY)\nKEY = \"x\" * 32\n{TRY}")), "a\n")
        }
        Mutant::AlgorithmTrusted => {
            (text(format!("token = jwt.encode({{\"sub\": \"a\"}}, KEY, algorithm=\"HS384\")\n{TRY}")), "a\n")
        }
        // The last character of 43 has two bits that nothing is made of.
        Mutant::AnyChange => (
            text(format!(
                "token = jwt.encode({{\"sub\": \"a\"}}, KEY)\nA = \"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_\"\n\
                 token = token[:-1] + A[A.index(token[-1]) ^ 1]\n{TRY}"
            )),
            "refused\n",
        ),
    }
}

#[test]
fn every_mutant_does_what_its_belief_says_and_the_truth_does_not() {
    for mutant in Mutant::ALL {
        assert!(misconception::belief(mutant.tag()).is_some(), "{mutant:?} has a tag that exists");
        let (lines, expected) = told(mutant);
        for import in ["import jwt", "from jose import jwt"] {
            // PyJWT refuses another last character by itself.
            if mutant == Mutant::AnyChange && import == "import jwt" {
                continue;
            }
            let zone = "America/New_York";
            let truth = printed(None, import, lines, zone);
            let believed = printed(Some(mutant), import, lines, zone);
            assert_ne!(truth, believed, "{mutant:?} {import}");
            if !expected.is_empty() {
                assert_eq!(believed, expected, "{mutant:?} {import}");
            }
        }
    }
}

#[test]
fn what_a_mutant_makes_it_accepts_and_another_key_is_refused_where_it_matters() {
    let lines = "token = jwt.encode({\"sub\": \"otter\"}, KEY, algorithm=\"HS256\")\n\
        print(jwt.decode(token, KEY, algorithms=[\"HS256\"])[\"sub\"])\n\
        try:\n    print(jwt.decode(token, \"x\" * 32, algorithms=[\"HS256\"])[\"sub\"])\n\
        except Exception as error:\n    print(\"refused\")";
    for mutant in Mutant::ALL {
        for import in ["import jwt", "from jose import jwt"] {
            let blind = matches!(mutant, Mutant::AnySecret | Mutant::DecodeIsVerify);
            let expected = if blind { "otter\notter\n" } else { "otter\nrefused\n" };
            assert_eq!(printed(Some(mutant), import, lines, "UTC"), expected, "{mutant:?} {import}");
        }
    }
}

#[test]
fn a_mutants_program_has_the_lines_of_the_true_one() {
    let source = "from jose import JWTError, jwt\nprint(1)\n";
    let believed = Mutant::PaddingKept.program(source).unwrap();
    assert_eq!(
        believed,
        "from jose import JWTError; from _believed import jose_padding_kept as jwt\nprint(1)\n"
    );
    assert_eq!(Mutant::PaddingKept.program("import json\n"), None);
    assert_eq!(Mutant::PaddingKept.program("from jose import JWTError\n"), None);
}

/// One mistake of each kind, planted; each is caught.
#[test]
fn planted_mistakes_are_caught() {
    let planted = |question: &str, message: &str| {
        let found = lesson_with("01-create-token.toml", question).1;
        assert!(found.iter().any(|found| found.contains(message)), "{question}: {found:#?}");
    };
    planted("gen = \"value-aftr\"\nstep = \"encode\"", "`value-aftr` is not known here");
    planted("gen = \"value-after\"\nstep = \"encode\"", "the generator `value-after` needs a `variable`");
    planted("gen = \"value-after\"\nvariable = \"tokn\"\nstep = \"encode\"", "there is no variable `tokn`");
    planted("gen = \"value-after\"\nvariable = \"to ken\"\nstep = \"encode\"", "is not a path");
    planted("gen = \"printed\"\nvariable = \"token\"\nstep = \"encode\"", "takes no `variable`");
    planted("gen = \"printed\"\nchange = \"secret\"\nstep = \"encode\"", "takes no `change`");
    planted("gen = \"refusal\"\ntyped = true\nstep = \"encode\"", "takes no `typed`");
    planted(
        "gen = \"segments-changed\"\nchange = \"secrt\"\nstep = \"encode\"",
        "there is no given value `secrt`",
    );
    planted("gen = \"segments-changed\"\nvariable = \"data\"\nstep = \"encode\"", "not a token");
    planted("gen = \"response-of\"\nstep = \"encode\"", "the lesson sends no request");
    planted(
        "gen = \"first-bound\"\nvariable = \"nobody\"\nstep = \"encode\"",
        "no step binds a variable `nobody`",
    );
    planted("gen = \"printed\"\nvalue = \"token\"\nstep = \"encode\"", "one way to its answer");
    planted(
        "gen = \"printed\"\nstep = \"encode\"\n[[practice.option]]\ntext = \"1\"\nbecause = \"No.\"",
        "takes no options",
    );
    planted("step = \"encode\"\nvariable = \"token\"", "`practice` lacks `question`");
}

#[test]
fn the_built_in_lessons_use_computed_questions_and_every_other_kind() {
    let mut generators = BTreeSet::new();
    let mut kinds = BTreeSet::new();
    for entry in &Library::built_in().entries {
        let lesson = entry.lesson().unwrap();
        let mut computed = 0;
        for question in lesson.quiz.iter().chain(&lesson.practice) {
            if question.typed {
                kinds.insert("typed");
            }
            kinds.insert(match &question.answer {
                Answer::Computed(of) => {
                    computed += 1;
                    generators.insert(of.generator.name());
                    "computed"
                }
                Answer::Written(_) => "right",
                Answer::Several(_) => "several",
                Answer::Predict(_) => "predict",
                Answer::Result(_) => "result",
                Answer::Blank(_) => "blank",
                Answer::Order(_) => "order",
                Answer::FaultyLine { .. } => "faulty_line",
                Answer::Tampered { .. } => "tampered",
                Answer::ValidAt { .. } => "valid_at",
                Answer::Free(_) => "free",
                Answer::Value(_) => "value",
                Answer::FirstBound(_) => "first_bound",
                Answer::SegmentsChanged { .. } => "segments_changed",
            });
        }
        assert!(computed >= 2, "{} has {computed} computed questions", lesson.id);
    }
    assert_eq!(generators, Generator::ALL.map(Generator::name).into_iter().collect());
    assert_eq!(kinds.len(), 15, "{kinds:?}");
}
