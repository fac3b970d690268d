//! The program in a pseudo-terminal, with an emulated screen behind it.

#![allow(dead_code, unreachable_pub, clippy::allow_attributes, reason = "each test file uses what it needs")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Nothing here is timed; this only ends a test that would wait for ever.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A data folder for one run of the program.
pub fn data_folder() -> PathBuf {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let name = format!("data-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

pub struct Seen {
    pub parser: Option<vt100::Parser>,
    pub raw: Vec<u8>,
}

impl Seen {
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.as_ref().expect("a screen that is looked at").screen()
    }
}

pub struct Tty {
    pub master: Option<Box<dyn MasterPty + Send>>,
    pub reader: Option<JoinHandle<()>>,
    pub stop: Arc<AtomicBool>,
    pub child: Box<dyn Child + Send + Sync>,
    pub writer: Box<dyn Write + Send>,
    pub seen: Arc<Mutex<Seen>>,
    pub termios: String,
}

impl Tty {
    pub fn start(args: &[&str]) -> Self {
        Self::start_with(args, &[], (24, 80))
    }

    pub fn start_with(args: &[&str], env: &[(&str, &str)], size: (u16, u16)) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_jwtrace"));
        command.args(args);
        command.env("TERM", "xterm-256color");
        for name in ["NO_COLOR", "COLORTERM", "COLORFGBG", "JWTRACE_PANIC_KEY", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
        // Nobody's own answers are read or changed.
        command.env("JWTRACE_DATA_DIR", data_folder());
        for (name, value) in env {
            command.env(name, value);
        }
        Self::spawn(command, size)
    }

    pub fn spawn(command: CommandBuilder, (rows, cols): (u16, u16)) -> Self {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let termios = format!("{:?}", pair.master.get_termios());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut from = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let seen =
            Arc::new(Mutex::new(Seen { parser: Some(vt100::Parser::new(rows, cols, 0)), raw: Vec::new() }));
        let stop = Arc::new(AtomicBool::new(false));
        let (shared, stopped) = (Arc::clone(&seen), Arc::clone(&stop));
        let reader = thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(read) = from.read(&mut chunk) {
                if read == 0 || stopped.load(Ordering::SeqCst) {
                    break;
                }
                let mut seen = shared.lock().unwrap();
                if let Some(parser) = &mut seen.parser {
                    parser.process(&chunk[..read]);
                }
                seen.raw.extend_from_slice(&chunk[..read]);
            }
        });
        Self { master: Some(pair.master), reader: Some(reader), stop, child, writer, seen, termios }
    }

    pub fn termios(&self) -> String {
        format!("{:?}", self.master.as_ref().unwrap().get_termios())
    }

    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap()
    }

    pub fn text(&self) -> String {
        self.seen().screen().contents()
    }

    pub fn keys(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    #[track_caller]
    pub fn until(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if holds(self.seen().screen()) {
                return;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("never came: {what}\n{}", self.text());
    }

    #[track_caller]
    pub fn shows(&self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    pub fn resize(&self, rows: u16, cols: u16) {
        self.seen().parser = Some(vt100::Parser::new(rows, cols, 0));
        self.resize_unseen(rows, cols);
    }

    /// Nobody looks: what is on its way for one size would not fit the emulated screen of the next.
    pub fn resize_unseen(&self, rows: u16, cols: u16) {
        self.master
            .as_ref()
            .unwrap()
            .resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })
            .unwrap();
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    /// `T` stopped, `S` sleeping, as the kernel says.
    pub fn state(&self) -> char {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.process_id().unwrap()));
        stat.unwrap_or_default().rsplit(") ").next().and_then(|rest| rest.chars().next()).unwrap_or('?')
    }

    /// Waits for the end of the program; its exit code, or `None` after a signal.
    pub fn ended(&mut self) -> String {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.signal().map_or_else(|| status.exit_code().to_string(), str::to_owned);
            }
            thread::sleep(Duration::from_millis(5));
        }
        self.child.kill().unwrap();
        panic!("never ended\n{}", self.text());
    }

    #[track_caller]
    pub fn given_back(&self) {
        self.until("the terminal given back", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
        assert_eq!(self.termios(), self.termios);
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
