//! A lesson on the screen while its author writes it.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it must be")]
#![cfg(unix)]

#[path = "support/tty.rs"]
mod tty;

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use tty::Tty;

/// A folder with the lesson that `jwtrace new` writes.
fn lesson() -> (tempfile::TempDir, PathBuf, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    let made = Command::new(env!("CARGO_BIN_EXE_jwtrace")).arg("new").arg(&path).output().unwrap();
    assert!(made.status.success());
    let text = fs::read_to_string(&path).unwrap();
    (folder, path, text)
}

#[test]
fn each_save_is_shown_and_what_is_wrong_until_it_is_mended() {
    let (folder, path, text) = lesson();
    let mut tty = Tty::start_with(&["watch", path.to_str().unwrap()], &[], (40, 120));
    tty.shows("My lesson");
    tty.shows("each save is shown at once");
    tty.keys("2");
    tty.shows("[2 Trace]");
    tty.keys("\x1b[C");
    tty.shows("step 1 of ");
    // As an editor does it: another file, renamed.
    let saved = |text: &str| {
        fs::write(folder.path().join(".mine.toml.swp"), text).unwrap();
        fs::rename(folder.path().join(".mine.toml.swp"), &path).unwrap();
    };
    saved(&text.replace("title = \"My lesson\"", "title = \"Our lesson\""));
    tty.shows("Our lesson");
    tty.shows("saved: this is the lesson as it is now");
    tty.shows("step 1 of ");
    let line = text.lines().position(|line| line.starts_with("minutes")).unwrap() + 1;
    saved(&text.replace("minutes = ", "minuets = 1\nmore = 2\nminutes = "));
    tty.shows(&format!("mine.toml:{line}:1: `minuets` is not a key of the lesson (and 1 more)"));
    tty.shows("Our lesson");
    tty.shows("[2 Trace]");
    saved(&text);
    tty.shows("My lesson");
    tty.until("no more trouble", |screen| !screen.contents().contains("minuets"));
    fs::remove_file(&path).unwrap();
    tty.shows("mine.toml is gone; save it again to go on");
    tty.shows("My lesson");
    fs::write(&path, b"\xff\xfe\x00binary").unwrap();
    tty.shows("is not UTF-8 text: byte 0xff at offset 0");
    fs::File::create(&path).unwrap().set_len(8 << 20).unwrap();
    tty.shows("has 8388608 bytes, too many for a lesson");
    fs::write(&path, &text).unwrap();
    tty.until("no more trouble", |screen| !screen.contents().contains("too many"));
    tty.keys("q");
    assert_eq!(tty.ended(), "0");
    tty.given_back();
}

#[test]
fn a_lesson_with_mistakes_can_be_watched_from_the_start() {
    let (_folder, path, text) = lesson();
    fs::write(&path, format!("{text}\n[programm]\n")).unwrap();
    let mut tty = Tty::start(&["watch", path.to_str().unwrap()]);
    tty.shows("`programm` is not a key of the lesson");
    fs::write(&path, &text).unwrap();
    tty.shows("My lesson");
    tty.keys("q");
    assert_eq!(tty.ended(), "0");
}

#[test]
fn a_lesson_that_is_open_does_not_mind_being_edited_or_deleted() {
    let (folder, path, text) = lesson();
    let mut tty =
        Tty::start(&["--lessons", folder.path().to_str().unwrap(), "learn", "mine", "--mode", "trace"]);
    tty.shows("[2 Trace]");
    fs::write(&path, text.replace("[program]", "nonsense")).unwrap();
    tty.keys("p\x1b[C");
    tty.shows("step 1 of");
    fs::remove_file(&path).unwrap();
    tty.keys("4");
    tty.shows("[Quiz]");
    tty.keys("\x1b");
    tty.shows("Lessons");
    tty.keys("\r");
    tty.shows("My lesson");
    tty.keys("q");
    assert_eq!(tty.ended(), "0");
}
