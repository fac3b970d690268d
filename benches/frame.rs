//! What a frame costs: the screen of a session, and painting it. `cargo bench --bench frame`.

use divan::{Bencher, black_box};
use jwtrace::lesson::Library;
use jwtrace::session::{Command, Message, Mode, Session, update};
use jwtrace::tui::{self, Options};
use jwtrace::view::Viewer;

const SIZES: [(u16, u16); 2] = [(80, 24), (200, 50)];

fn main() {
    divan::main();
}

/// Lesson 1 at its second step; stepped in when asked.
fn lesson(inside: bool) -> Session {
    let library = Library::built_in();
    let lessons = library.lessons().map(|lesson| jwtrace::lesson::Lesson::clone(lesson)).collect();
    let mut session = Session::new(lessons, Vec::new());
    session.open(0, None).expect("the built-in lesson runs");
    let mut commands = vec![Command::Mode(Mode::Trace), Command::Next, Command::Next];
    if inside {
        commands.extend([Command::Into, Command::Next]);
    }
    for command in commands {
        update(&mut session, Message::Do(command));
    }
    session
}

/// A step forward and one back: what a key costs before anything is written.
#[divan::bench(args = SIZES)]
fn step_and_frame(bencher: Bencher<'_, '_>, (width, height): (u16, u16)) {
    let mut session = lesson(false);
    let mut viewer = Viewer::default();
    let options = Options::default();
    let mut forward = false;
    bencher.bench_local(|| {
        forward = !forward;
        let command = if forward { Command::Next } else { Command::Previous };
        update(&mut session, Message::Do(command));
        tui::frame(&viewer.view(&session), width, height, &options)
    });
}

/// The same screen again.
#[divan::bench(args = SIZES)]
fn frame_alone(bencher: Bencher<'_, '_>, (width, height): (u16, u16)) {
    let screen = Viewer::default().view(&lesson(false));
    bencher.bench_local(|| tui::frame(black_box(&screen), width, height, &Options::default()));
}

/// Stepped into `jwt.encode`.
#[divan::bench(args = SIZES)]
fn operations(bencher: Bencher<'_, '_>, (width, height): (u16, u16)) {
    let session = lesson(true);
    let mut viewer = Viewer::default();
    bencher.bench_local(|| tui::frame(&viewer.view(black_box(&session)), width, height, &Options::default()));
}

/// Opening the lesson: its program runs.
#[divan::bench]
fn open_lesson() -> Session {
    lesson(false)
}
