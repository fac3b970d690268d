//! The modules that are written in Python are within the subset that the interpreter runs.

#![expect(clippy::unwrap_used, reason = "a broken recording has to stop the test")]

use jwtrace::python::Program;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "py") {
            found.push(path);
        }
    }
}

#[test]
fn every_module_in_python_parses_and_is_short() {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/python/modules/py"), &mut found);
    assert!(found.len() > 40, "only {} modules found", found.len());
    for path in found {
        let source = std::fs::read_to_string(&path).unwrap();
        assert!(source.lines().count() <= 420, "{} is too long", path.display());
        if let Err(diagnostics) = Program::parse(&source) {
            panic!("{}: {diagnostics:?}", path.display());
        }
    }
}
