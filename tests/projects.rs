//! Projects: what authors can get wrong is found, every step of every lesson's project is solved and failed, and what
//! learners do wrong is told in words they can use.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it must be")]

use jwtrace::check;
use jwtrace::lesson::{Lesson, Library, parse};
use jwtrace::python::{self, Limits, Program, World};
use jwtrace::quiz::Job;
use jwtrace::quiz::project::{CheckVerdict, Graded, Setting, grade};
use jwtrace::trace::Trace;

const SMALL: &str = include_str!("projects/small.toml");

/// The mistakes of the small lesson with one text replaced.
fn with(from: &str, to: &str) -> Vec<String> {
    assert!(SMALL.contains(from), "{from}");
    let mut library = Library::default();
    library.add("small.toml", &SMALL.replacen(from, to, 1));
    let found = check::lesson(library.get("small").unwrap());
    found.into_iter().map(|found| format!("{}: {}", found.position().line, found.message)).collect()
}

/// The line of a text in the small lesson.
fn line(text: &str) -> usize {
    SMALL[..SMALL.find(text).unwrap()].matches('\n').count() + 1
}

#[track_caller]
fn one(found: &[String], at: &str, message: &str) {
    assert_eq!(found, [format!("{}: {message}", line(at))]);
}

fn run(job: &Job) -> Result<Trace, String> {
    let program = Program::parse(&job.source).map_err(|problems| problems[0].message.clone())?;
    let world = World::of_app(job.now, &job.zone, job.requests.clone());
    let limits = Limits { ticks: 400_000, ..Limits::default() };
    Ok(python::run(&program, &world, &limits))
}

fn graded(lesson: &Lesson, step: usize, source: &str) -> Graded {
    let setting = Setting { now: lesson.now, zone: lesson.zone.clone() };
    grade(lesson.project.as_ref().unwrap(), step, source, &setting, &run)
}

fn small() -> Lesson {
    let (lesson, found) = parse("small.toml", SMALL);
    assert_eq!(found, []);
    lesson.unwrap()
}

/// What failed: what was checked, on what, what was expected and what was seen.
fn failures(step: usize, source: &str) -> Vec<String> {
    let found = graded(&small(), step, source);
    let failed = found.results.iter().filter(|result| result.verdict == CheckVerdict::Failed);
    failed
        .map(|result| {
            let earlier = result.earlier.map_or(String::new(), |step| format!("step {}: ", step + 1));
            format!("{earlier}{} | {} | {} | {}", result.what, result.input, result.expected, result.seen)
        })
        .collect()
}

#[test]
fn the_small_project_has_no_mistake() {
    assert_eq!(with("n = 21", "n = 21"), [] as [String; 0]);
}

#[test]
fn what_cannot_be_read_is_told_at_its_place() {
    one(&with("learn = [", "lern = [] \nlearn = ["), "learn = [", "`lern` is not a key of `project`");
    one(&with("goal = \"A function that doubles.\"\n", ""), "[project]", "`project` lacks `goal`");
    one(
        &with("id = \"double\"", "id = \"number\""),
        "id = \"double\"",
        "there are two steps `number` in the project",
    );
    one(
        &with("printed = \"double(n)\"\n", ""),
        "what = \"the result is printed\"",
        "this check looks at nothing",
    );
    one(
        &with("printed = \"double(n)\"\n", "printed = \"double(n)\"\ncalls = \"jwt.encode\"\n"),
        "what = \"the result is printed\"",
        "a check looks at one thing, not at `printed` and `calls`",
    );
    let found = with("printed = \"double(n)\"\n", "calls = \"jwt.encod\"\n");
    assert_eq!(found.last().unwrap(), "66: `jwt.encod` is not known here");
    let found = with("printed = \"double(n)\"\n", "printed = \"double(n)\"\nsetup = \"import jwt\"\n");
    assert_eq!(found, ["67: `setup` belongs to checks with `values`"]);
    one(
        &with("hints = [\"An assignment is needed.\"]", "hints = []"),
        "id = \"number\"",
        "this step has no hints",
    );
    let no_checks = SMALL.replacen(
        "[[project.step.check]]\nwhat = \"n is the number\"\nvalues = [\"n\", \"type(n).__name__\"]\n",
        "",
        1,
    );
    let found = parse("small.toml", &no_checks).1;
    assert_eq!(
        found.iter().map(|found| found.message.as_str()).collect::<Vec<_>>(),
        ["`step` lacks `check`"]
    );
}

#[test]
fn a_solution_that_fails_is_found() {
    let solution = "solution = '''\nn = 21\n\n\ndef";
    let found = with("print(double(n))\n", "print(n)\n");
    one(&found, solution, "the solution fails \"the result is printed\" on print of double(n): 21");
    let found = with("    return 2 * x", "    return 2 *");
    assert_eq!(found, [format!("{}: line 5 of the solution cannot run: invalid syntax", line(solution))]);
    let found = with("n = 21\n\n\ndef", "n = 22\n\n\ndef");
    one(&found, solution, "the solution fails \"n is the number\" on n, a check of step 1: 22");
    let found = with("print(double(n))\n", "print(double(m))\n");
    one(
        &found,
        solution,
        "the solution fails \"the program runs to its end\": NameError: name 'm' is not defined (line 8)",
    );
}

#[test]
fn a_start_that_passes_a_check_that_sees_nothing_and_a_hint_that_tells_are_found() {
    one(&with("# begin here", "n = 21"), "id = \"number\"", "step `number` passes before anything is done");
    one(
        &with("\"double(0)\"", "\"dubble(0)\""),
        "what = \"double doubles",
        "the check has nothing to look at on dubble(0): NameError: name 'dubble' is not defined",
    );
    one(
        &with("\"double(0)\"", "\"double(0\""),
        "what = \"double doubles",
        "the check has nothing to look at on double(0: cannot be looked at: '(' was never closed",
    );
    one(
        &with("The function needs return.", "Write return  2*x there."),
        "Two times x",
        "the hint gives a line of the solution away: return2*x",
    );
    let found = with("# begin here", "n =");
    one(&found, "title = \"Two steps\"", "the project's starter cannot run: invalid syntax");
}

#[test]
fn what_does_not_fit_a_small_screen_is_found() {
    let found =
        with("scenario = \"Somebody", &format!("scenario = \"{}Somebody", "A long story. ".repeat(90)));
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("the project's first page takes"), "{found:?}");
    let found = with("task = \"Make n", &format!("task = \"{}Make n", "Do this and that. ".repeat(30)));
    assert!(found.len() == 1 && found[0].contains("the task takes 8 rows"), "{found:?}");
    let found = with("n = 21\n\n\ndef", &format!("n = 21\n# {}\n\ndef", "long".repeat(20)));
    assert!(
        found.len() == 1 && found[0].contains("line 2 of the solution is wider than 70 columns"),
        "{found:?}"
    );
}

#[test]
fn a_learner_is_told_what_was_expected_and_seen_on_which_input() {
    assert_eq!(failures(0, "n = 21.0\n"), ["n is the number | type(n).__name__ | 'int' | 'float'"]);
    assert_eq!(failures(1, "n = 21\ndef double(x):\n    return x + x\nprint(double(n))\n"), [] as [&str; 0]);
    assert_eq!(
        failures(
            1,
            "n = 21\ndef double(x):\n    if x == -4:\n        return 8\n    return x + x\nprint(double(n))"
        ),
        ["double doubles numbers and texts | double(-4) | -8 | 8"]
    );
    assert_eq!(
        failures(1, "n = 21\ndef double(x):\n    return 2 * x\n"),
        ["the result is printed | print of double(n) | 42 | nothing is printed"]
    );
    // What was right in an earlier step has to stay so.
    assert_eq!(
        failures(1, "n = 5\ndef double(x):\n    return 2 * x\nprint(double(n))\n"),
        ["step 1: n is the number | n | 21 | 5"]
    );
}

#[test]
fn a_program_that_stops_or_never_ends_is_told_with_its_line() {
    let found = graded(&small(), 1, "n = 21\nwhile True:\n    pass\n");
    assert_eq!(found.stopped_at.map(|line| (2..=3).contains(&line)), Some(true));
    assert!(found.results[0].seen.contains("does a loop never end? (line "), "{:?}", found.results[0]);
    assert!(found.results[1..].iter().all(|result| result.verdict == CheckVerdict::NotTried));
    assert!(!found.passed());
    assert_eq!(
        failures(0, "n = m\n"),
        [
            "the program runs to its end |  | it comes to its end | NameError: name 'm' is not defined (line 1)"
        ]
    );
    // A loop that is only entered by a check.
    let found = failures(
        1,
        "n = 21\ndef double(x):\n    while x == 'ab':\n        pass\n    return 2 * x\nprint(double(n))\n",
    );
    assert_eq!(found.len(), 1);
    assert!(
        found[0]
            .starts_with("double doubles numbers and texts | double('ab') | 'abab' | it was still running")
    );
    let found = failures(1, "n = 21\ndef double(x):\n    return double(x)\nprint(42)\n");
    assert!(found[0].contains("RecursionError: maximum recursion depth exceeded"), "{found:?}");
}

/// The lessons with a project.
fn projects() -> Vec<Lesson> {
    let library = Library::built_in();
    let lessons = library.lessons().map(|lesson| jwtrace::lesson::Lesson::clone(lesson));
    lessons.filter(|lesson| lesson.project.is_some()).collect()
}

#[test]
fn every_project_is_solved_step_by_step_and_failed_without_a_step() {
    let lessons = projects();
    // Lesson 1 is the first look at a token; every other has something to build.
    assert_eq!(lessons.len(), Library::built_in().entries.len() - 1);
    for id in ["token-structure", "token-endpoint"] {
        let lesson = lessons.iter().find(|lesson| lesson.id == id).unwrap();
        assert_eq!(lesson.project.as_ref().unwrap().steps.len(), 4, "{id}");
    }
    std::thread::scope(|scope| {
        for lesson in &lessons {
            scope.spawn(|| solve_and_fail(lesson));
        }
    });
}

fn solve_and_fail(lesson: &Lesson) {
    let project = lesson.project.as_ref().unwrap();
    for (number, step) in project.steps.iter().enumerate() {
        let solved = graded(lesson, number, &step.solution);
        assert!(solved.passed(), "{} {}: {:#?}", lesson.id, step.id, solved.results);
        let failed = graded(lesson, number, project.starts_with(number));
        assert!(!failed.passed(), "{} {}", lesson.id, step.id);
    }
}

/// A lesson that is part of the program, and a step's solution with one text replaced.
fn replaced(id: &str, step: usize, from: &str, to: &str) -> Vec<String> {
    let library = Library::built_in();
    let lesson = library.get(id).unwrap().lesson().unwrap();
    let solution = &lesson.project.as_ref().unwrap().steps[step].solution;
    assert!(solution.contains(from), "{solution}");
    let found = graded(lesson, step, &solution.replace(from, to));
    let failed = found.results.iter().filter(|result| result.verdict == CheckVerdict::Failed);
    let mut failed: Vec<String> = failed.map(|result| result.what.clone()).collect();
    failed.dedup();
    failed
}

#[test]
fn the_mistake_of_lesson_4_is_one_in_later_projects_too() {
    let naive = |id: &str, step: usize| replaced(id, step, "datetime.now(timezone.utc)", "datetime.now()");
    assert_ne!(naive("verify-token", 1), [""; 0]);
    assert_ne!(naive("login-and-protect", 1), [""; 0]);
}

#[test]
fn a_key_that_was_drawn_once_more_makes_no_right_program_wrong() {
    let line = "KEY = secrets.token_hex(32)";
    let twice = replaced("verify-token", 3, line, &format!("KEY = secrets.token_hex(16)\n{line}"));
    assert_eq!(twice, [""; 0]);
    let other = replaced("verify-token", 3, "jwt.encode(claims, KEY", "jwt.encode(claims, KEY[1:]");
    assert_ne!(other, [""; 0], "what is signed with another key is refused");
}

#[test]
fn what_a_step_names_is_asked_for() {
    let other = replaced("token-endpoint", 2, "from jose import jwt", "import jwt");
    assert_eq!(other, ["it is the one of python-jose"]);
    let pattern = replaced("verify-token", 0, "secrets.token_hex(32)", "'0123456789abcdef' * 4");
    assert_eq!(pattern, ["KEY looks like chance, not like a pattern"]);
}
