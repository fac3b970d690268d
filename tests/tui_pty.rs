//! The program as a person meets it: through a pseudo-terminal, with an emulated screen behind it.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it must be")]
#![cfg(unix)]

#[path = "support/tty.rs"]
mod tty;

use portable_pty::CommandBuilder;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};
use tty::{PATIENCE, Tty, data_folder};

#[test]
fn the_library_opens_a_lesson_and_quitting_gives_the_terminal_back() {
    let mut tty = Tty::start(&[]);
    tty.shows("Creating a token");
    {
        let seen = tty.seen();
        let screen = seen.screen();
        assert!(screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
        assert_ne!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }
    tty.keys("\r");
    tty.shows("[1 Flow]");
    tty.keys("2");
    tty.shows("[2 Trace]");
    tty.keys("q");
    assert_eq!(tty.ended(), "0");
    tty.given_back();
}

#[test]
fn the_first_frame_waits_for_no_answer() {
    // Nobody answers queries here at all, and none may be sent before the first frame.
    let tty = Tty::start(&["learn", "create-token"]);
    tty.shows("[1 Flow]");
    let raw = String::from_utf8_lossy(&tty.seen().raw).into_owned();
    for query in ["\x1b[6n", "\x1b[c", "\x1b[>c", "\x1b[?u", "\x1b]10;?", "\x1b]11;?", "\x1b[>q"] {
        assert!(!raw.contains(query), "{query:?} was asked");
    }
}

#[test]
fn signals_give_the_terminal_back_and_end_the_program() {
    for signal in ["TERM", "HUP", "INT", "QUIT"] {
        let mut tty = Tty::start(&["learn", "create-token"]);
        tty.shows("[1 Flow]");
        tty.signal(signal);
        let end = tty.ended();
        assert!(!end.chars().all(|c| c.is_ascii_digit()), "{signal} ended it with {end}");
        tty.given_back();
    }
}

#[test]
fn ctrl_c_leaves() {
    let mut tty = Tty::start(&["learn", "create-token", "--mode", "quiz"]);
    tty.shows("[Quiz]");
    tty.keys("\x03");
    assert_eq!(tty.ended(), "0");
    tty.given_back();
}

#[test]
fn ctrl_z_stops_with_the_terminal_given_back_and_fg_takes_it_again() {
    let mut tty = Tty::start(&["learn", "create-token"]);
    tty.shows("[1 Flow]");
    for by_key in [true, false] {
        if by_key {
            tty.keys("\x1a");
        } else {
            tty.signal("TSTP");
        }
        let begun = Instant::now();
        while tty.state() != 'T' && begun.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(tty.state(), 'T');
        tty.given_back();
        tty.signal("CONT");
        tty.until("the screen again", |screen| {
            screen.alternate_screen() && screen.contents().contains("[1 Flow]")
        });
        assert_ne!(tty.termios(), tty.termios);
    }
    tty.keys("2");
    tty.shows("[2 Trace]");
    tty.keys("q");
    assert_eq!(tty.ended(), "0");
    tty.given_back();
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_told() {
    if !cfg!(debug_assertions) {
        return;
    }
    let mut tty = Tty::start_with(&["learn", "create-token"], &[("JWTRACE_PANIC_KEY", "P")], (24, 80));
    tty.shows("[1 Flow]");
    tty.keys("P");
    assert_ne!(tty.ended(), "0");
    tty.given_back();
    let raw = String::from_utf8_lossy(&tty.seen().raw).into_owned();
    let told = raw.find("asked to panic").expect("the panic's message");
    assert!(told > raw.find("\x1b[?1049l").unwrap(), "it was told on the screen that is gone now");
}

#[test]
fn a_terminal_that_vanishes_without_a_signal_ends_the_program() {
    // The hangup signal of a vanished terminal goes to the leader of the session alone: here a shell that ignores it.
    let folder = tempfile::tempdir().unwrap();
    let marker = folder.path().join("ended");
    let script = "trap '' HUP; \"$0\" learn create-token; : > \"$1\"";
    let mut command = CommandBuilder::new("sh");
    command.env("JWTRACE_DATA_DIR", data_folder());
    command.args(["-c", script, env!("CARGO_BIN_EXE_jwtrace")]);
    command.arg(&marker);
    command.env("TERM", "xterm-256color");
    let mut tty = Tty::spawn(command, (24, 80));
    tty.shows("[1 Flow]");
    // The reader holds the terminal open too; it lets go with the next thing it reads.
    tty.stop.store(true, Ordering::SeqCst);
    tty.keys("2");
    tty.reader.take().unwrap().join().unwrap();
    tty.writer = Box::new(std::io::sink());
    tty.master = None;
    let begun = Instant::now();
    while !marker.exists() && begun.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(5));
    }
    assert!(marker.exists(), "the program is still there");
}

#[test]
fn any_size_is_drawn_and_the_screen_comes_back() {
    let mut tty = Tty::start(&["learn", "create-token", "--mode", "trace"]);
    tty.shows("[2 Trace]");
    tty.seen().parser = None;
    let mut seed = 7_u32;
    for _ in 0..60 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        tty.resize_unseen((seed >> 8) as u16 % 100 + 1, (seed >> 16) as u16 % 300 + 1);
    }
    tty.resize_unseen(1, 1);
    tty.resize(19, 59);
    tty.shows("enlarge the window");
    tty.resize(40, 120);
    tty.shows("[2 Trace]");
    tty.shows("execution");
    tty.keys("q");
    assert_eq!(tty.ended(), "0");
    tty.given_back();
}

#[test]
fn no_color_means_no_colour() {
    let coloured = |env: &[(&str, &str)]| {
        let tty = Tty::start_with(&["learn", "create-token", "--mode", "trace"], env, (24, 80));
        tty.shows("[2 Trace]");
        let seen = tty.seen();
        let screen = seen.screen();
        let cells = (0..24).flat_map(|row| (0..80).map(move |column| (row, column)));
        cells
            .filter_map(|(row, column)| screen.cell(row, column))
            .any(|cell| cell.fgcolor() != vt100::Color::Default || cell.bgcolor() != vt100::Color::Default)
    };
    assert!(coloured(&[]));
    assert!(!coloured(&[("NO_COLOR", "1")]));
}

#[test]
fn a_paste_is_text_and_never_commands() {
    let mut tty = Tty::start(&["learn", "create-token"]);
    tty.shows("[1 Flow]");
    tty.keys("\x1b[200~qqq2\x1b[201~");
    tty.shows("nothing here takes text");
    tty.keys(":\x1b[200~mode quiz\x1b[201~\r");
    tty.shows("[Quiz]");
    tty.keys("q");
    assert_eq!(tty.ended(), "0");
}

#[test]
fn the_mouse_chooses_and_can_be_released() {
    let mut tty = Tty::start(&[]);
    tty.shows("What a token is made of");
    let row = tty.text().lines().position(|line| line.contains("What a token is made of")).unwrap() + 1;
    tty.keys(&format!("\x1b[<0;20;{row}M\x1b[<0;20;{row}m"));
    tty.shows("▶  2");
    tty.keys("m");
    tty.until("the mouse released", |screen| screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None);
    tty.keys("m");
    tty.until("the mouse taken", |screen| screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None);
}

#[test]
fn a_held_key_is_taken_whole() {
    let mut tty = Tty::start(&["learn", "create-token", "--mode", "trace"]);
    tty.shows("[2 Trace]");
    tty.keys(&"\x1b[C".repeat(500));
    tty.shows("this is the end");
    tty.keys(&"\x1b[D".repeat(500));
    tty.shows("this is the start");
    // More than any reader takes at once: nothing may wait for a further key.
    tty.keys(&format!("{}9", "\x1b[C".repeat(1500)));
    tty.shows("What to remember");
    tty.keys("q");
    assert_eq!(tty.ended(), "0");
    tty.given_back();
}

#[test]
fn a_lesson_is_stepped_through_opened_and_closed_again() {
    let mut tty = Tty::start(&["learn", "create-token", "--mode", "trace"]);
    tty.shows("not made yet");
    tty.keys("p\x1b[C\x1b[C");
    tty.shows("step 2 of 3");
    tty.shows("◀ new");
    tty.shows("eyJ1c2VyX2lkIjoxMjN9.");
    tty.keys("\x1b[B");
    tty.shows("1 of 9");
    tty.shows("being made");
    tty.keys("\x1b[C\r\x1b[C");
    tty.shows("number 50: in the alphabet");
    tty.keys("\x7f\x1b[A");
    tty.shows("made; readable by anyone");
    tty.keys("g3\r");
    tty.shows("step 3 of 3");
    tty.keys("1G");
    tty.shows("step 1 of 3");
    tty.keys("\x1b[F");
    tty.shows("The token is made and handed back.");
}

#[test]
fn another_secret_changes_the_third_segment_alone() {
    let segments = |secret: &str| {
        let tty =
            Tty::start_with(&["learn", "create-token", "--secret", secret, "--step", "2"], &[], (40, 120));
        tty.shows("HMAC-SHA256");
        let text = tty.text();
        ["HEADER", "PAYLOAD", "SIGNATURE"].map(|label| {
            let line = text.lines().find(|line| line.contains(label)).unwrap().to_owned();
            line.split_whitespace().find(|word| word.len() > 15).unwrap().to_owned()
        })
    };
    let (mine, other) = (segments("mysecret"), segments("other"));
    assert_eq!(mine[2], "u-rx84yPaU_8Yjivd6GH83bmaUJd7Uy_hQp5mIMaMKU");
    assert_eq!(mine[..2], other[..2]);
    assert_ne!(mine[2], other[2]);
}

/// The letter of the option with this text.
fn letter(tty: &Tty, text: &str) -> String {
    tty.shows(text);
    let shown = tty.text();
    let line = shown.lines().find(|line| line.contains(text)).unwrap();
    line.chars().nth(3).unwrap().to_string()
}

#[test]
fn the_quiz_can_be_taken_with_hints_and_evidence() {
    let mut tty = Tty::start(&["learn", "create-token", "--mode", "quiz"]);
    tty.shows("1 of 3");
    tty.keys("h");
    tty.shows("hint 1 of 2");
    tty.shows("▶token");
    let wrong = letter(&tty, "  {'user_id': 123}");
    tty.keys(&format!("{wrong}\r"));
    tty.shows(&format!("✗▶{wrong}"));
    tty.shows("Not this one");
    let right = letter(&tty, ".u-rx84yPaU");
    tty.keys(&format!("{right}\r"));
    tty.shows("✓ Right.");
    tty.keys("v");
    tty.shows("step 2 of 3");
    tty.keys("4\r");
    tty.shows("2 of 3");
    let right = letter(&tty, "After step 2");
    tty.keys(&format!("{right}\r"));
    tty.shows("✓ Right.");
    tty.keys("\x1b[Ch");
    tty.shows("3 of 3");
    let right = letter(&tty, "Only the signature");
    tty.keys(&format!("{right}\r"));
    tty.shows("✓ Right.");
    tty.shows("▶SIGNATURE");
    tty.keys("\x1b[C");
    tty.shows("Quiz done");
    tty.shows("2 of 3 right");
}

#[test]
fn a_computed_question_answered_as_a_mutant_does_names_the_belief_and_steps_it() {
    let data = data_folder();
    let env = [("JWTRACE_DATA_DIR", data.to_str().unwrap())];
    let args = ["learn", "create-token", "--mode", "practice", "--seed", "5"];
    let mut tty = Tty::start_with(&args, &env, (24, 80));
    tty.shows("1 of 14");
    for question in 2..=12 {
        tty.keys("n");
        tty.shows(&format!(" {question} of 14"));
    }
    tty.shows("second segment");
    let wrong = letter(&tty, ",\"secret\":");
    tty.keys(&format!("{wrong}\r"));
    tty.shows(&format!("✗▶{wrong}"));
    tty.shows("You may be thinking that the secret is carried inside the token.");
    tty.keys("v");
    tty.shows("your idea  the secret is carried inside the token");
    tty.shows("≠ token.payload");
    tty.keys("v");
    tty.shows("Not this one");
    tty.keys("r");
    tty.shows("the same question with new values");
    tty.until("nothing answered", |screen| !screen.contents().contains("Not this one"));
    tty.keys("q");
    assert_eq!(tty.ended(), "0");
    let log = std::fs::read_to_string(data.join("answers.jsonl")).unwrap();
    assert!(log.contains("\"misconception\":\"secret-is-in-the-token\""), "{log}");
    assert!(log.contains("\"gen\":\"decoded-payload\",\"seed\":5"), "{log}");
}

#[test]
fn a_program_of_ones_own_is_traced_to_its_exception() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.py");
    std::fs::write(
        &file,
        "def f(n):\n    if n == 0:\n        raise ValueError('deep')\n    return f(n - 1)\n\nf(3)\n",
    )
    .unwrap();
    let mut tty = Tty::start(&["run", file.to_str().unwrap()]);
    tty.shows("mine.py");
    tty.keys("\x1b[F");
    tty.shows("ValueError: deep");
    tty.keys("\x1b[H\x1b[C\x1b[C\x1b[C\x1b[C\x1b[C");
    tty.shows("<module> line 6 › f line 4");
}

const TOKEN: &str =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyX2lkIjoxMjN9.u-rx84yPaU_8Yjivd6GH83bmaUJd7Uy_hQp5mIMaMKU";

#[test]
fn a_token_is_opened_verified_broken_and_reset_in_the_lab() {
    let mut tty = Tty::start(&["lab", TOKEN, "--now", "1700000000"]);
    tty.shows("not verified: nobody knows whether to believe it");
    // The key, pasted into its field.
    tty.keys("\x1b[B\r");
    tty.shows("Enter done");
    tty.keys("\x1b[200~mysecret\x1b[201~\r");
    tty.shows("✓ PyJWT 2.15.1 accepts it");
    tty.keys("xc");
    tty.shows("experiment: last character changed");
    tty.shows("✗ PyJWT 2.15.1 refuses it: DecodeError: Invalid crypto padding");
    tty.keys("r");
    tty.shows("everything is as it was");
    // Something that is no token leaves the one there is.
    tty.keys("\x1b[200~eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..a.b.c\x1b[201~");
    tty.shows("5 parts: this is an encrypted token");
    tty.shows("last good one still counts.");
}

#[test]
fn a_lesson_has_its_lab_and_a_bad_text_leaves_the_last_good_result() {
    let mut tty = Tty::start(&["learn", "create-token", "--mode", "lab", "--no-motion"]);
    tty.shows("[7 Lab]");
    tty.keys("\r,");
    tty.shows("line 1 column 17");
    tty.shows("last good one still counts.");
    tty.shows("✓ PyJWT");
    tty.keys("\x1b");
    tty.until("the field as it was", |screen| !screen.contents().contains("line 1 column 17"));
    tty.keys("xh");
    tty.shows("guess 12 of 70: \"mysecret\" fits.");
    tty.keys("t");
    tty.shows("the lab's program");
    tty.keys("\x1b");
    tty.shows("experiment: weak secret guessed");
    tty.keys("q");
    assert!(tty.child.wait().unwrap().success());
}

#[test]
fn a_project_is_begun_a_solution_typed_checked_and_found_again_after_a_kill() {
    let folder = data_folder();
    let data = folder.to_str().unwrap();
    let start = || Tty::start_with(&["build", "token-structure"], &[("JWTRACE_DATA_DIR", data)], (24, 80));
    let mut tty = start();
    tty.shows("A token for alice");
    tty.shows("Enter begins step 1");
    tty.keys("\r");
    tty.shows("Ctrl-R runs your program");
    tty.keys("user_data = {\"user_id\": 101, \"username\": \"alice\", \"role\": \"user\"}");
    tty.shows("\"role\": \"user\"}");
    tty.keys("\x1b[15~");
    tty.shows("expected  'admin'");
    tty.shows("seen      'user'");
    // The end is changed, and the program checked by the other key.
    tty.keys("\x1b[D\x1b[D\x7f\x7f\x7f\x7fadmin");
    tty.shows("\"role\": \"admin\"}");
    tty.keys("\x12");
    tty.shows("✓ The step is done. F5: the next one.");
    tty.keys("\x1b[15~");
    tty.shows("2 of 4   [✓][▶][·][·]");
    // Pasted text is text, whatever it looks like.
    tty.keys("\x1b[200~secret_key = 'q?2'\x1b[201~");
    tty.shows("  3  secret_key = 'q?2'");
    // What is on the screen is on the disk or about to be; a key later it is.
    let kept = folder.join("build/token-structure.json");
    let begun = Instant::now();
    while !std::fs::read_to_string(&kept).is_ok_and(|text| text.contains("q?2")) {
        assert!(begun.elapsed() < PATIENCE, "never kept");
        thread::sleep(Duration::from_millis(5));
    }
    tty.signal("KILL");
    tty.ended();
    let mut tty = start();
    tty.shows("2 of 4   [✓][▶][·][·]");
    tty.shows("secret_key = 'q?2'");
    tty.keys("q");
    assert_eq!(tty.ended(), "0");
    tty.given_back();
}

#[test]
fn a_project_in_an_editor_of_ones_own_is_checked_at_each_save() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my.py");
    std::fs::write(&file, "user_data = {'user_id': 101}\n").unwrap();
    let mut tty = Tty::start(&["build", "token-structure", "--file", file.to_str().unwrap()]);
    tty.shows("KeyError: 'username'");
    let other = folder.path().join(".my.py.swp");
    std::fs::write(&other, "user_data = {'user_id': 101, 'username': 'alice', 'role': 'admin'}\n").unwrap();
    std::fs::rename(&other, &file).unwrap();
    tty.shows("✓ The step is done.");
    std::fs::write(&file, "user_data = {\n").unwrap();
    tty.shows("'{' was never closed");
    std::fs::remove_file(&file).unwrap();
    tty.shows("is gone; save it again to go on");
    tty.keys("q");
    assert_eq!(tty.ended(), "0");
    tty.given_back();
}
