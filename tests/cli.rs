//! The program as a person runs it: exit codes, what goes to stdout and what to stderr, and the words of each error.

#![expect(clippy::unwrap_used, reason = "a helper that fails should fail the test")]

use serde_json::Value;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jwtrace"));
    command.args(args).stdin(Stdio::null()).env_remove("NO_COLOR");
    // Nobody's own answers are read or changed.
    command.env("JWTRACE_DATA_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-answers"));
    command
}

fn ran(command: &mut Command) -> Ran {
    let done = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    Ran { code: done.status.code(), out: text(done.stdout), err: text(done.stderr) }
}

fn jwtrace(args: &[&str]) -> Ran {
    ran(&mut command(args))
}

/// A folder with one file in it, and the file's path.
fn file(name: &str, bytes: impl AsRef<[u8]>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn shown(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Fails with this code, with nothing on stdout, and with all of these words on stderr.
#[track_caller]
fn refuses(args: &[&str], code: i32, words: &[&str]) {
    let ran = jwtrace(args);
    assert_eq!(ran.code, Some(code), "{args:?}: {}", ran.err);
    assert_eq!(ran.out, "", "{args:?}");
    for word in words {
        assert!(ran.err.contains(word), "{args:?}: {word:?} is not in {}", ran.err);
    }
    assert!(!ran.err.contains("panicked") && !ran.err.contains("RUST_BACKTRACE"), "{}", ran.err);
}

#[test]
fn help_and_version_go_to_stdout() {
    for args in [&["--help"][..], &["trace", "--help"], &["--version"]] {
        let ran = jwtrace(args);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{args:?}");
        assert!(ran.out.contains("jwtrace"), "{args:?}");
    }
}

#[test]
fn a_wrong_command_line_is_code_two() {
    refuses(&["trcae"], 2, &["trcae", "trace"]);
    refuses(&["trace"], 2, &["<TARGET>"]);
    refuses(&["trace", "create-token", "--format", "xml"], 2, &["xml", "markdown", "html"]);
    refuses(&["trace", "create-token", "--now", "soon"], 2, &["--now \"soon\"", "RFC 3339"]);
    refuses(
        &["trace", "create-token", "--now", "1700000000000"],
        2,
        &["outside the years", "not milliseconds"],
    );
    refuses(&["trace", "create-token", "--request", "GET /"], 2, &["--request is for programs"]);
    refuses(&["learn", "create-token", "--profile", "pyjvt"], 2, &["\"pyjvt\"", "Did you mean pyjwt?"]);
    refuses(
        &["learn", "token-structure", "--profile", "python-jose"],
        2,
        &["does not run with python-jose", "It runs with pyjwt."],
    );
    refuses(&["learn", "create-token", "--mode", "quizz"], 2, &["\"quizz\"", "Did you mean `quiz`?"]);
    refuses(&["learn", "create-token", "--step", "4"], 2, &["--step 4", "steps 1 to 3"]);
    refuses(&["new", "Not An Id"], 2, &["\"Not An Id\"", "lower case"]);
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_what_to_do() {
    refuses(&["trace", "nofile.py"], 1, &["there is no file nofile.py", "Check the spelling"]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_string_lossy();
    refuses(&["trace", &path], 1, &["is a folder, not a file", "Name a Python file in it."]);
    assert!(!jwtrace(&["trace", "nofile.py"]).err.lines().any(|line| line.trim().is_empty()));
}

#[test]
fn claims_that_are_not_json_are_told_with_their_place() {
    refuses(
        &["trace", "create-token", "--claims", "{'user_id': 1}"],
        2,
        &["--claims is not JSON", "line 1 column 2 (char 1)", "double quotes"],
    );
    refuses(
        &["learn", "create-token", "--claims", "{\"a\": }"],
        2,
        &["Expecting value: line 1 column 7 (char 6)"],
    );
    refuses(&["learn", "create-token", "--claims", ""], 2, &["Expecting value: line 1 column 1 (char 0)"]);
}

#[test]
fn a_lesson_that_does_not_exist_is_named_with_the_nearest() {
    refuses(
        &["learn", "creat-token"],
        1,
        &["there is no lesson \"creat-token\"", "Did you mean create-token?", "token-structure"],
    );
    refuses(&["trace", "nothing-like-it"], 1, &["There are: create-token, token-structure"]);
}

#[test]
fn a_folder_with_a_lessons_name_does_not_hide_the_lesson() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("create-token")).unwrap();
    let ran = ran_in(folder.path(), &["trace", "create-token"]);
    assert!(ran.out.starts_with("Creating a token"), "{}", ran.err);
    std::fs::write(folder.path().join("program"), "x = 1\n").unwrap();
    let ran = ran_in(folder.path(), &["trace", "program"]);
    assert!(ran.out.contains("x = 1"), "{}", ran.err);
}

#[test]
fn files_that_cannot_be_read_are_told_apart() {
    refuses(&["trace", "no/such.py"], 1, &["there is no file no/such.py"]);
    let ran = jwtrace(&["trace", "no\u{1b}[2J/such.py"]);
    assert!(ran.err.contains("there is no file no") && !ran.err.contains('\u{1b}'), "{}", ran.err);
    refuses(&["run", "no-such-file"], 1, &["there is no file no-such-file"]);
    refuses(&["trace", "src"], 1, &["src is a folder, not a file"]);
    let (_folder, path) = file("latin.py", b"x = 1\ny = '\xe9'\n");
    refuses(
        &["trace", shown(&path)],
        1,
        &["is not UTF-8 text: byte 0xe9 at offset 11, line 2", "Save the file as UTF-8"],
    );
    let (_folder, path) = file("big.py", vec![b'\n'; 2 << 20]);
    refuses(&["trace", shown(&path)], 1, &["2097152 bytes", "1048576"]);
    refuses(&["--lessons", "no-such-folder"], 1, &["there is no folder no-such-folder"]);
    refuses(&["--lessons", "Cargo.toml"], 1, &["Cargo.toml is a file, not a folder of lessons"]);
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = file("secret.py", "x = 1\n");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        return; // who may read everything cannot see this
    }
    refuses(&["trace", shown(&path)], 1, &["may not be read: permission denied"]);
}

#[test]
fn a_program_with_a_syntax_error_is_shown_with_its_place() {
    let (_folder, path) = file("bad.py", "x = 1\nif x\n    pass\n");
    refuses(&["trace", shown(&path)], 1, &["bad.py:2:5", "if x", "1 mistake"]);
    let ran = jwtrace(&["trace", shown(&path), "--format", "json"]);
    assert_eq!(ran.code, Some(1));
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["outcome"]["kind"], "refused");
    assert_eq!(value["outcome"]["diagnostics"][0]["line"], 2);
    assert!(ran.err.contains("bad.py:2:5"));
}

#[test]
fn options_of_lessons_and_programs_are_not_mixed_up() {
    let (_folder, path) = file("a.py", "x = 1\n");
    refuses(&["trace", shown(&path), "--secret", "x"], 2, &["--secret changes a lesson"]);
    refuses(&["trace", shown(&path), "--tz", "Mars/Base"], 2, &["--tz \"Mars/Base\"", "Europe/Berlin"]);
    refuses(&["trace", shown(&path), "--env", "NAME"], 2, &["NAME=VALUE"]);
    refuses(&["trace", shown(&path), "--request", "GET nowhere"], 2, &["the path must start with /"]);
    refuses(&["trace", shown(&path), "--requests", "none.json"], 1, &["there is no file none.json"]);
    let (_folder, requests) = file("r.json", "[{\"method\": \"GET\", \"path\": \"/\", \"bdy\": 1}]");
    refuses(
        &["trace", shown(&path), "--requests", shown(&requests)],
        1,
        &["request 0: unknown field \"bdy\""],
    );
}

#[test]
fn without_a_terminal_the_library_and_lessons_are_text() {
    let ran = jwtrace(&[]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.starts_with("create-token"), "{}", ran.out);
    let ran = jwtrace(&["learn", "create-token", "--profile", "pyjwt"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.starts_with("Creating a token (PyJWT 2.15.1)\n"), "{}", ran.out);
    assert!(ran.out.contains("import jwt\n") && !ran.out.contains("#@") && !ran.out.contains('\u{1b}'));
}

#[test]
fn a_broken_lesson_is_told_and_the_others_still_open() {
    let bad = include_str!("../lessons/01-create-token.toml").replacen("minutes", "minuts", 1);
    let (folder, _path) = file("03-create-token.toml", bad);
    let lessons = shown(folder.path());
    let ran = jwtrace(&["--lessons", lessons]);
    assert_eq!(ran.code, Some(0));
    assert!(
        ran.out.contains("What a token is made of") && ran.out.contains("create-token         (has mistakes")
    );
    assert_eq!(jwtrace(&["--lessons", lessons, "learn", "token-structure"]).code, Some(0));
    refuses(
        &["--lessons", lessons, "learn", "create-token"],
        1,
        &[
            "03-create-token.toml:3:1",
            "`minuts` is not a key",
            "Did you mean `minutes`?",
            "2 mistakes in 1 lesson",
        ],
    );
    let ran = jwtrace(&["check", lessons]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.out, "create-token             2 mistakes\n");
    assert!(ran.err.contains("2 mistakes in 1 of 1 lesson"), "{}", ran.err);
}

#[test]
fn check_names_what_it_cannot_find() {
    refuses(&["check", "no-such.toml"], 1, &["there is no file no-such.toml"]);
    let folder = tempfile::tempdir().unwrap();
    refuses(&["check", shown(folder.path())], 1, &["there are no lessons to check"]);
}

#[test]
fn a_new_lesson_is_written_once() {
    let folder = tempfile::tempdir().unwrap();
    let ran = ran_in(folder.path(), &["new", "refresh-tokens"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("Wrote refresh-tokens.toml"));
    let path = folder.path().join("refresh-tokens.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let (lesson, found) = jwtrace::lesson::parse("refresh-tokens.toml", &text);
    assert_eq!(found, []);
    assert_eq!(lesson.unwrap().id, "refresh-tokens");
    let proved = ran_in(folder.path(), &["check", "refresh-tokens.toml"]);
    assert_eq!((proved.code, proved.err.as_str()), (Some(0), ""));
    let learnt = ran_in(folder.path(), &["--lessons", ".", "learn", "refresh-tokens"]);
    assert!(learnt.out.starts_with("My lesson (PyJWT 2.15.1)"), "{}", learnt.err);
    std::fs::write(&path, "mine").unwrap();
    let again = ran_in(folder.path(), &["new", "refresh-tokens"]);
    assert_eq!(again.code, Some(1));
    assert!(again.err.contains("is there already"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
}

fn ran_in(folder: &Path, args: &[&str]) -> Ran {
    ran(command(args).current_dir(folder))
}

#[test]
fn schema_completions_and_manual_are_printed() {
    let schema: Value = serde_json::from_str(&jwtrace(&["schema"]).out).unwrap();
    assert_eq!(schema["properties"]["quiz"]["type"], "array");
    for shell in ["bash", "zsh", "fish"] {
        assert!(jwtrace(&["completions", shell]).out.contains("jwtrace"), "{shell}");
    }
    assert!(jwtrace(&["man"]).out.contains(".TH jwtrace"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    for args in
        [&["trace", "create-token"][..], &["schema"], &["completions", "bash"], &["man"], &["--help"], &[]]
    {
        let mut child = command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        let status = child.wait().unwrap();
        assert_eq!((err.as_str(), status.code()), ("", Some(0)), "{args:?}");
    }
}

#[test]
fn the_built_in_lessons_are_proved() {
    let ran = jwtrace(&["check"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.starts_with("create-token             proved\ntoken-structure          proved\n"));
    assert!(ran.out.lines().all(|line| line.ends_with(" proved")), "{}", ran.out);
}

/// The last thing lesson 1 prints: its token.
fn token(args: &[&str]) -> Vec<String> {
    let all = [&["trace", "create-token", "--format", "json"], args].concat();
    let ran = jwtrace(&all);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{args:?}");
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    value["stdout"].as_str().unwrap().trim().split('.').map(str::to_owned).collect()
}

#[test]
fn claims_secret_algorithm_and_library_can_be_changed() {
    let given = token(&[]);
    assert_eq!(given[1..], ["eyJ1c2VyX2lkIjoxMjN9", "u-rx84yPaU_8Yjivd6GH83bmaUJd7Uy_hQp5mIMaMKU"]);
    assert_eq!(token(&["--profile", "pyjwt"]), given);
    let other = token(&["--secret", "other"]);
    assert_eq!(
        (&other[..2], other[2].as_str()),
        (&given[..2], "l2YMRaD7zwbkwkbRJf7qv_egO9GCznRuMV6KiD9nlUA")
    );
    let claims = token(&["--claims", "{\"name\": \"zoë\"}"]);
    assert_eq!(claims[1..], ["eyJuYW1lIjoiem9cdTAwZWIifQ", "IpFVJ9-D0a2Y9WIutaW6gIP6oDp4fpTMFwQARhfgbNY"]);
    let alg = token(&["--alg", "HS512"]);
    assert_eq!((alg[0] == given[0], alg[1] == given[1], alg[2].len()), (false, true, 86));
}

#[test]
fn an_input_the_library_refuses_is_the_programs_own_exception() {
    let ran = jwtrace(&["learn", "create-token", "--alg", "RS256"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.contains("JWSError: Unable to load PEM file."), "{}", ran.out);
    assert!(ran.out.contains("not reached") && ran.out.contains("The program failed"), "{}", ran.out);
    let ran = jwtrace(&["learn", "create-token", "--profile", "pyjwt"]);
    assert!(ran.out.contains("InsecureKeyLengthWarning: The HMAC key is 8 bytes long"), "{}", ran.out);
}

#[test]
fn an_algorithm_the_library_does_not_know_is_a_usage_error_that_names_those_it_knows() {
    for command in ["learn", "trace"] {
        let ran = jwtrace(&[command, "create-token", "--alg", "hs25"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
        assert!(ran.err.contains("--alg \"hs25\" is not an algorithm of python-jose 3.5.0"), "{}", ran.err);
        assert!(ran.err.contains("Did you mean HS256? There are HS256, HS384, HS512, RS256"), "{}", ran.err);
    }
    let pss = ["trace", "create-token", "--alg", "PS256", "--profile"];
    assert_eq!(jwtrace(&[&pss[..], &["python-jose"]].concat()).code, Some(2), "only PyJWT has PS256");
    assert_eq!(jwtrace(&[&pss[..], &["pyjwt"]].concat()).code, Some(0));
}

#[test]
fn json_says_what_the_program_did() {
    let (_folder, path) = file("a.py", "x = 1\n");
    let ran = jwtrace(&[
        "trace",
        shown(&path),
        "--format",
        "json",
        "--now",
        "1700000000.5",
        "--tz",
        "Europe/Berlin",
    ]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["format"], 1);
    assert_eq!(value["outcome"]["kind"], "finished");
    assert!(value["events"].is_array() && value["globals"].is_object());
}

#[test]
fn a_token_on_stdin_or_a_closed_stdin_disturbs_nothing() {
    let mut child =
        command(&["trace", "create-token"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(&[0; 1000]);
    let mut out = String::new();
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    assert!(child.wait().unwrap().success() && out.starts_with("Creating a token"));
}

/// Both libraries make it of `{"user_id": 123}` with `mysecret`.
const TOKEN: &str =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyX2lkIjoxMjN9.u-rx84yPaU_8Yjivd6GH83bmaUJd7Uy_hQp5mIMaMKU";

/// A token in the lab, through standard input.
fn piped(text: &str, args: &[&str]) -> Ran {
    let mut command = command(&[&["lab", "-"], args].concat());
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: done.status.code(), out: text(done.stdout), err: text(done.stderr) }
}

#[test]
fn a_token_is_read_and_said_not_to_be_verified() {
    let ran = jwtrace(&["lab", TOKEN]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    for words in [
        "PyJWT 2.15.1 reads it and verifies nothing: no key is given",
        "Anybody can write such a token.",
        "  is        {\"user_id\":123}",
        "  signature     ○ not checked",
    ] {
        assert!(ran.out.contains(words), "{words:?} is not in {}", ran.out);
    }
}

#[test]
fn a_token_with_its_key_is_verified_and_with_another_refused() {
    let ran = piped(&format!("Authorization: Bearer {TOKEN}\n"), &["--secret", "mysecret"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(
        ran.out.starts_with("(taken away: \"Authorization:\" before it, \"Bearer\" before it)\n"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("✓ PyJWT 2.15.1 accepts it\n"), "{}", ran.out);
    let (_folder, key) = file("key", "mysecret\n");
    let ran = piped(TOKEN, &["--key", shown(&key)]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let ran = piped(TOKEN, &["--secret", "another", "--profile", "python-jose"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("✗ python-jose 3.5.0 refuses it"), "{}", ran.out);
    assert_eq!(
        ran.err,
        "jwtrace: python-jose 3.5.0 refuses the token: JWTError: Signature verification failed.\n"
    );
    let ran = piped(TOKEN, &["--secret", "mysecret", "--alg", "HS512"]);
    assert!(ran.err.contains("InvalidAlgorithmError: The specified alg value is not allowed"), "{}", ran.err);
}

#[test]
fn dates_of_a_token_are_told_against_the_clock_in_the_zone() {
    let ran = jwtrace(&["lab", "--now", "1700000000", "--tz", "Europe/Berlin"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(
        ran.out.contains("exp         1700000900: 2023-11-14 23:28:20 +01:00, in 15 min\n"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("iat         1700000000: 2023-11-14 23:13:20 +01:00, now\n"), "{}", ran.out);
}

#[test]
fn what_is_no_token_or_no_key_is_told_what_it_is() {
    refuses(&["lab", "hello"], 1, &["no dots in these 5 characters", "header.payload.signature"]);
    refuses(&["lab", "a.b"], 1, &["2 parts, one dot at character 2"]);
    refuses(
        &["lab", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..a.b.c"],
        1,
        &["JWE, RFC 7516; alg dir, enc A128GCM"],
    );
    refuses(&["lab", TOKEN, "--alg", "HS257"], 2, &["--alg \"HS257\" is not an algorithm", "HS256"]);
    refuses(&["lab", TOKEN, "--tz", "Berlin"], 2, &["--tz \"Berlin\"", "Europe/Berlin"]);
    refuses(&["lab", TOKEN, "--profile", "pyjw"], 2, &["Did you mean pyjwt?"]);
    refuses(&["lab", TOKEN, "--now", "soon"], 2, &["--now \"soon\" is not a time"]);
    refuses(&["lab", TOKEN, "--secret", "a", "--key", "b"], 2, &["cannot be used with"]);
    let (_folder, key) = file("key.pem", "-----BEGIN PUBLIC KEY-----\nMIIB\n");
    refuses(&["lab", TOKEN, "--key", shown(&key)], 1, &["cut short", "without END PUBLIC KEY"]);
    let ran = piped(&"a".repeat(1 << 20), &[]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(ran.err.contains("1048576 bytes, and the lab takes 32768"), "{}", ran.err);
}

#[test]
fn a_project_is_printed_and_a_file_checked_without_a_screen() {
    let shown = jwtrace(&["build", "token-structure"]);
    assert_eq!(shown.code, Some(0));
    assert!(shown.out.contains("Step 2 of 4: Choose a key"), "{}", shown.out);
    assert!(shown.out.contains("jwtrace build token-structure --file my.py"));
    let claims = "user_data = {'role': 'admin', 'user_id': 101, 'username': 'alice'}\n";
    let (_folder, path) = file("my.py", claims);
    let path = path.to_str().unwrap();
    let checked = jwtrace(&["build", "token-structure", "--file", path]);
    assert_eq!(checked.code, Some(1));
    assert!(checked.out.contains("Step 1 of 4: Write the claims: done"), "{}", checked.out);
    assert!(checked.out.contains("  FAILED: secret_key is the key on secret_key"));
    assert!(checked.out.contains("    expected: 'mysecret123'"));
    assert!(checked.out.contains("    seen: NameError: name 'secret_key' is not defined"));
    assert!(
        checked.err.contains("does not do yet what step 2 of 4 asks for: Choose a key"),
        "{}",
        checked.err
    );
    assert!(!checked.out.contains("hint 1 of 2"));
    let hinted = jwtrace(&["build", "token-structure", "--file", path, "--hints", "1"]);
    assert!(hinted.out.contains("hint 1 of 2: An assignment has") && !hinted.out.contains("hint 2 of 2"));
    let begun = jwtrace(&["build", "expiry"]);
    assert!(
        begun.out.contains("The program begins with:\n    from datetime import datetime"),
        "{}",
        begun.out
    );
    assert_eq!(jwtrace(&["build", "token-structure", "--file", path, "--step", "1"]).code, Some(0));
    let wrong = jwtrace(&["build", "token-structure", "--step", "5", "--file", path]);
    assert_eq!((wrong.code, wrong.err.contains("the project has steps 1 to 4")), (Some(2), true));
    std::fs::write(path, "user_data = {\n").unwrap();
    let wrong = jwtrace(&["build", "token-structure", "--file", path]);
    assert_eq!(wrong.code, Some(1));
    assert!(wrong.err.contains("'{' was never closed"), "{}", wrong.err);
    let wrong = jwtrace(&["build", "token-structure", "--file", "nowhere.py"]);
    assert!(wrong.err.contains("there is no file nowhere.py"), "{}", wrong.err);
}
