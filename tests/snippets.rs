//! Small programs under `tests/conformance/snippets`, each with what CPython 3.11 prints for it.

use jwtrace::python::{Limits, Program, World, run};
use std::fmt::Write;
use std::path::Path;

/// Lines that differ, as `name:line` with both.
fn differences(name: &str, source: &str, expected: &str) -> String {
    let program = match Program::parse(source) {
        Ok(program) => program,
        Err(diagnostics) => return format!("{name}: refused: {diagnostics:?}\n"),
    };
    let trace = run(&program, &World::default(), &Limits::default());
    let mut report = String::new();
    let (mut ours, mut theirs) = (trace.stdout.lines(), expected.lines());
    for line in 1.. {
        match (ours.next(), theirs.next()) {
            (None, None) => break,
            (ours, theirs) if ours == theirs => {}
            (ours, theirs) => {
                let _ = writeln!(
                    report,
                    "{name}:{line}\n  CPython {}\n  here    {}",
                    theirs.unwrap_or("(nothing)"),
                    ours.unwrap_or("(nothing)")
                );
            }
        }
    }
    if !matches!(trace.outcome, jwtrace::trace::Outcome::Finished) {
        let _ = writeln!(report, "{name}: {:?}", trace.outcome);
    }
    report
}

#[test]
fn every_snippet_prints_what_cpython_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/snippets");
    let mut report = String::new();
    let mut seen = 0;
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "py")) {
        let source = std::fs::read_to_string(path).unwrap();
        let expected = std::fs::read_to_string(path.with_extension("out")).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy();
        report += &differences(&name, &source, &expected);
        seen += 1;
    }
    assert!(seen > 5, "no snippets found");
    assert!(report.is_empty(), "{report}");
}

/// The exception is CPython's, and may be caught; what nobody catches comes with what to use instead.
#[test]
fn a_module_that_is_not_here_is_refused_with_what_could_be_used() {
    let run = |source: &str| {
        let program = Program::parse(source).unwrap();
        run(&program, &World::default(), &Limits::default())
    };
    let trace = run(
        "try:\n    import requests\nexcept ImportError as e:\n    print(type(e).__name__, e, e.name)\nimport httpx\n",
    );
    assert_eq!(trace.stdout, "ModuleNotFoundError No module named 'requests' requests\n");
    let jwtrace::trace::Outcome::Raised(raised) = trace.outcome else { panic!("{:?}", trace.outcome) };
    assert_eq!((raised.message.as_str(), raised.line), ("No module named 'httpx'", 5));
    assert!(
        raised.hint.starts_with("jwtrace does not have 'httpx'. Programs here have no network."),
        "{}",
        raised.hint
    );
    let jwtrace::trace::Outcome::Raised(raised) = run("{}['x']").outcome else { panic!() };
    assert_eq!(raised.hint, "");
}
