//! `jwtrace check --oracle`, with a stand-in for the Python: what agrees, what does not, and what cannot run.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a helper that fails should fail the test")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

fn jwtrace(args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jwtrace"));
    let done = command.args(args).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

/// A stand-in for a Python: a shell script that says one thing for a python-jose program and another for a PyJWT one.
fn stand_in(folder: &Path, jose: &str, pyjwt: &str) -> String {
    let path = folder.join("python");
    let script = format!(
        "#!/bin/sh\ncase \"$(cat)\" in\n*'from jose'*) cat <<'EOF'\n{jose}\nEOF\n;;\n*) cat <<'EOF'\n{pyjwt}\nEOF\n;;\nesac\n"
    );
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path.display().to_string()
}

/// What the driver says of a recorded run of lesson 1.
fn recorded(text: &str) -> String {
    let recording: serde_json::Value = serde_json::from_str(text).unwrap();
    let globals = recording["globals"].as_object().unwrap().iter();
    let globals: serde_json::Map<_, _> =
        globals.map(|(name, value)| (name.clone(), value["repr"].clone())).collect();
    serde_json::json!({
        "versions": {"Python": "3.11.7"},
        "stdout": recording["stdout"],
        "raised": null,
        "globals": globals,
        "responses": [],
    })
    .to_string()
}

#[test]
fn the_oracle_compares_with_a_real_python_and_says_when_it_cannot() {
    let folder = tempfile::tempdir().unwrap();
    let jose = recorded(include_str!("conformance/lessons/create-token.python-jose.json"));
    let pyjwt = recorded(include_str!("conformance/lessons/create-token.pyjwt.json"));
    let lesson = "lessons/01-create-token.toml";
    let check = |python: &str| jwtrace(&["check", lesson, "--oracle", "--python", python]);
    let (code, out, err) = check(&stand_in(folder.path(), &jose, &pyjwt));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("python-jose  same as on Python 3.11.7"), "{out}");
    assert!(out.contains("pyjwt        same as on Python 3.11.7"), "{out}");
    let (code, out, err) = check(&stand_in(folder.path(), &jose, &pyjwt.replace("<module 'jwt'>", "None")));
    assert_eq!(code, 1);
    assert!(
        out.contains("pyjwt        not as on Python 3.11.7\n  variable jwt: <module 'jwt'> here, None there"),
        "{out}"
    );
    assert!(err.contains("1 program did otherwise there"), "{err}");
    let missing = r#"{"cannot": "the module jwt is not installed for it"}"#;
    let (code, _, err) = check(&stand_in(folder.path(), missing, missing));
    assert_eq!(code, 1);
    assert!(err.contains("cannot run the lessons: the module jwt is not installed for it"), "{err}");
    let (code, _, err) = check(&stand_in(folder.path(), "", ""));
    assert_eq!((code, err.contains("it said nothing")), (1, true), "{err}");
    let (code, _, err) = check("no-such-python");
    assert_eq!((code, err.contains("no-such-python cannot run the lessons")), (1, true), "{err}");
    let (code, _, err) = jwtrace(&["check", lesson, "--python", "python3"]);
    assert_eq!((code, err.contains("--oracle")), (2, true), "{err}");
}
