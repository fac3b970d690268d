//! Every public program on the trace screen, at both sizes it is made for: what a person must be able to see is there.

#![expect(clippy::unwrap_used, reason = "a broken recording has to stop the test")]

#[path = "support/case.rs"]
mod case;

use jwtrace::python::{self, Limits, Program};
use jwtrace::session::{Command, Message, Session, update};
use jwtrace::tui::{self, Options};
use jwtrace::view::{Cell, Screen, Viewer};
use serde_json::Value;
use std::path::Path;

/// Stops looked at in each program, spread over all of it.
const STOPS: usize = 16;

fn open(name: &str, case: &Value) -> Session {
    let program = Program::parse(case["source"].as_str().unwrap()).unwrap();
    let trace = python::run(&program, &case::world(case), &Limits::default());
    let mut session = Session::new(Vec::new(), Vec::new());
    session.open_program(name, program, trace);
    session
}

fn rows(screen: &Screen, width: u16, height: u16) -> Vec<Vec<String>> {
    let buffer = tui::frame(screen, width, height, &Options::default());
    let row = |y: u16| (0..width).map(|x| buffer[(x, y)].symbol().to_owned()).collect();
    (0..height).map(row).collect()
}

/// What is wrong with a screen, if anything.
fn missing(screen: &Screen, rows: &[Vec<String>]) -> Option<String> {
    let text: Vec<String> = rows.iter().map(|row| row.concat()).collect();
    let whole = text.join("\n");
    let table = screen.table.as_ref().unwrap();
    if table.sentence.is_empty() {
        return Some("no sentence says what happens".into());
    }
    let source = screen.source.as_ref().unwrap();
    if let Some(line) = source.failed.or(source.current) {
        let edge = usize::from(rows[0].len() >= 100);
        let marked = |row: &&Vec<String>| matches!(row[edge].as_str(), "▶" | "✗");
        let numbered = |row: &Vec<String>| {
            row[edge + 1..].concat().trim_start().split(' ').next() == Some(line.to_string().as_str())
        };
        if !rows.iter().filter(marked).any(numbered) {
            return Some(format!("line {line} is not in sight"));
        }
    }
    let tracker = screen.tracker.as_ref().unwrap();
    let cells = || tracker.rows.iter().filter_map(|row| row.cells.get(tracker.current));
    if cells().any(|cell| matches!(cell, Cell::New(_) | Cell::Changed(_)))
        && !whole.contains("◀ new")
        && !whole.contains("◀ changed")
    {
        return Some("a variable that changed is not in sight".into());
    }
    // Where panes have a frame, nothing may be written over its right side.
    let frames = if rows[0].len() >= 100 { &rows[1..rows.len() - 1] } else { &[] };
    let mut right = frames.iter().filter_map(|row| row.last());
    if let Some(over) = right.find(|last| !"│┃┐┘┓┛".contains(last.as_str())) {
        return Some(format!("{over:?} stands on a frame"));
    }
    None
}

#[test]
fn every_public_program_can_be_followed_at_both_sizes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/programs");
    let mut seen = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let case: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let mut session = open(&name, &case);
        let mut viewer = Viewer::default();
        let last = session.study.as_ref().unwrap().stops.last();
        for at in 0..=last.min(STOPS) {
            let stop = at * last / last.clamp(1, STOPS);
            session.study.as_mut().unwrap().go_to(stop);
            let screen = viewer.view(&session);
            for (width, height) in [(80, 24), (120, 40)] {
                let rows = rows(&screen, width, height);
                let wrong = missing(&screen, &rows);
                let picture: Vec<String> = rows.iter().map(|row| row.concat()).collect();
                assert_eq!(wrong, None, "{name} at stop {stop}\n{}", picture.join("\n"));
            }
        }
        // No key may lead anywhere that cannot be drawn.
        for command in [Command::First, Command::NextVariable, Command::NextChange, Command::RunToMark] {
            update(&mut session, Message::Do(command));
            rows(&viewer.view(&session), 80, 24);
        }
        seen += 1;
    }
    assert_eq!(seen, 60);
}
