//! Draws the README's picture: lesson 1 at its second step, from the frame that the terminal would get.
//!
//! `cargo run --example picture > assets/trace.svg`

#![expect(clippy::print_stdout, reason = "the picture is this program's output")]

use jwtrace::lesson::Library;
use jwtrace::session::{Command, Message, Mode, Session, update};
use jwtrace::tui::{self, Depth, Options};
use jwtrace::view::Viewer;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

const SIZE: (u16, u16) = (120, 36);
/// Pixels of a character cell, and of the baseline within it.
const CELL: (u16, u16, u16) = (9, 19, 14);
const PAPER: &str = "#1e1e1e";
const INK: &str = "#d4d4d4";

fn main() {
    let library = Library::built_in();
    let lessons = library.lessons().map(|lesson| jwtrace::lesson::Lesson::clone(lesson)).collect();
    let mut session = Session::new(lessons, Vec::new());
    session.open(0, None).expect("the built-in lesson runs");
    for command in [Command::Mode(Mode::Trace), Command::Next, Command::Next] {
        update(&mut session, Message::Do(command));
    }
    let options = Options { depth: Depth::True, ..Options::default() };
    let screen = Viewer::default().view(&session);
    println!("{}", svg(&tui::frame(&screen, SIZE.0, SIZE.1, &options)));
}

fn svg(buffer: &Buffer) -> String {
    let (width, height) = (buffer.area.width * CELL.0, buffer.area.height * CELL.1);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-size=\"15\" \
         font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" role=\"img\" \
         aria-label=\"jwtrace at the step that encodes the token\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{PAPER}\"/>\n"
    );
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let style = look(&buffer[(x, y)]);
            let start = x;
            let mut text = String::new();
            while x < buffer.area.width && look(&buffer[(x, y)]) == style {
                text.push_str(buffer[(x, y)].symbol());
                x += 1;
            }
            run(&mut out, &text, &style, (start, y), x - start);
        }
    }
    out + "</svg>"
}

/// Ink, paper, bold, underlined.
type Look = (String, Option<String>, bool, bool);

fn look(cell: &Cell) -> Look {
    let mut ink = colour(cell.fg).unwrap_or_else(|| INK.into());
    let mut paper = colour(cell.bg);
    if cell.modifier.contains(Modifier::REVERSED) {
        (ink, paper) = (paper.unwrap_or_else(|| PAPER.into()), Some(ink));
    }
    (ink, paper, cell.modifier.contains(Modifier::BOLD), cell.modifier.contains(Modifier::UNDERLINED))
}

fn run(out: &mut String, text: &str, (ink, paper, bold, underlined): &Look, (x, y): (u16, u16), cells: u16) {
    let (left, top, width) = (x * CELL.0, y * CELL.1, cells * CELL.0);
    if let Some(paper) = paper {
        let _ = writeln!(
            out,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{}\" fill=\"{paper}\"/>",
            CELL.1
        );
    }
    if text.trim().is_empty() {
        return;
    }
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let weight = if *bold { " font-weight=\"bold\"" } else { "" };
    let line = if *underlined { " text-decoration=\"underline\"" } else { "" };
    let _ = writeln!(
        out,
        "<text x=\"{left}\" y=\"{}\" fill=\"{ink}\" textLength=\"{width}\" xml:space=\"preserve\"{weight}{line}>{escaped}</text>",
        top + CELL.2
    );
}

fn colour(color: Color) -> Option<String> {
    match color {
        Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
        _ => None,
    }
}
