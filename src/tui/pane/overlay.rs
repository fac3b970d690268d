//! What is open on top: help, palette, the question for a step's number.
//!
//! ```text
//! ┌ help ────────────────────────────────────────────────┐
//! │ Stepping                                             │
//! │   →  l  Space  PgDn   next step; stepped in, the ne… │
//! │ Modes and panes                                      │
//! │   1                   mode Flow: the idea in boxes … │
//! └──────────────────────────────────────────────────────┘
//! ```

use super::footer;
use crate::session::{Command, Context, Target};
use crate::text::Text;
use crate::tui::canvas::{Canvas, Frame, window};
use crate::tui::keymap;
use crate::tui::theme::Part;
use crate::view::{HelpGroup, OverlayView, Screen};
use ratatui::layout::Rect;

/// Columns of the keys.
const KEYS: u16 = 20;

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, overlay: &OverlayView, screen: &Screen) {
    let context = footer::under(screen);
    match overlay {
        OverlayView::Help { groups, words, scroll } => help(canvas, area, (groups, words), *scroll, context),
        OverlayView::Progress(progress) => super::progress::render(canvas, area, progress),
        OverlayView::Palette { query, matches, selected } => {
            palette(canvas, area, query, matches, *selected, context);
        }
        OverlayView::Share { items, selected } => share(canvas, area, items, *selected),
        OverlayView::Experiments { items, selected } => experiments(canvas, area, items, *selected),
        OverlayView::AskStep { digits, last } => ask(canvas, area, digits, *last),
        OverlayView::Predict { stem, options, selected } => predict(canvas, area, stem, options, *selected),
    }
}

/// A frame over everything else, as large as it may be; what is inside is given back.
pub(super) fn over(
    canvas: &mut Canvas<'_>,
    area: Rect,
    width: u16,
    height: u16,
    title: &'static str,
    note: Option<&Text>,
) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height.saturating_sub(2)));
    let x = area.x + (area.width - width) / 2;
    let y = area.y + 1 + (area.height.saturating_sub(2) - height) / 2;
    let outer = Rect::new(x, y, width, height);
    canvas.clear(outer);
    canvas.frame(outer, &Frame { title, note, focus: true, ..Frame::default() })
}

/// The experiments, each with its letter.
fn share(canvas: &mut Canvas<'_>, area: Rect, items: &[(Text, Text)], selected: usize) {
    let note = Text::label("↓ ↑ choose, Enter copies; in Python a placeholder stands for the key");
    let inner = over(canvas, area, 92, items.len() as u16 + 2, "copy", Some(&note));
    let name = items.iter().map(|(name, _)| name.width()).max().unwrap_or(0) as u16;
    let first = window(selected, items.len(), usize::from(inner.height));
    for (at, (what, text)) in items.iter().enumerate().skip(first).take(usize::from(inner.height)) {
        let y = inner.y + (at - first) as u16;
        let now = at == selected;
        canvas.label(inner.x, y, 1, if now { "▶" } else { " " }, Part::Now);
        canvas.text(inner.x + 2, y, name, what, if now { Part::Now } else { Part::Plain });
        let x = inner.x + 4 + name;
        canvas.text(x, y, inner.right().saturating_sub(x), text, Part::Label);
        canvas.hit(Rect::new(inner.x, y, inner.width, 1), Target::Item(at));
    }
}

fn experiments(canvas: &mut Canvas<'_>, area: Rect, items: &[(&'static str, &'static str)], selected: usize) {
    let inner = over(canvas, area, 98, items.len() as u16 + 2, "experiments", None);
    let first = window(selected, items.len(), usize::from(inner.height));
    for (at, (name, about)) in items.iter().enumerate().skip(first).take(usize::from(inner.height)) {
        let y = inner.y + (at - first) as u16;
        let now = at == selected;
        canvas.label(inner.x, y, 1, if now { "▶" } else { " " }, Part::Now);
        let letter = Text::from(char::from(b'a' + at as u8).to_string());
        canvas.text(inner.x + 2, y, 1, &letter, Part::Key);
        let part = if now { Part::Now } else { Part::Plain };
        let x = canvas.label(inner.x + 4, y, inner.width.saturating_sub(4), name, part).max(inner.x + 36);
        canvas.label(x, y, inner.right().saturating_sub(x), about, Part::Label);
        canvas.hit(Rect::new(inner.x, y, inner.width, 1), Target::Item(at));
    }
}

fn help(
    canvas: &mut Canvas<'_>,
    area: Rect,
    (groups, words): (&[HelpGroup], &[(&'static str, &'static str)]),
    scroll: usize,
    context: Context,
) {
    let width = area.width.min(92);
    let about = usize::from(width.saturating_sub(KEYS + 6));
    let mut lines: Vec<(Text, Option<Text>)> = Vec::new();
    for group in groups {
        if !lines.is_empty() {
            lines.push((Text::default(), None));
        }
        lines.push((group.title.clone(), None));
        for command in &group.commands {
            let keys = keymap::keys_of(*command, context, canvas.theme.ascii);
            if keys.is_empty() {
                continue;
            }
            let keys = Text::from(keys.join("  "));
            for (row, line) in Text::label(command.about()).wrap(about).into_iter().enumerate() {
                lines.push((if row == 0 { keys.clone() } else { Text::default() }, Some(line)));
            }
        }
    }
    lines.push((Text::default(), None));
    lines.push((Text::label("Words on the screens"), None));
    for (word, meaning) in words {
        for (row, line) in Text::label(meaning).wrap(about).into_iter().enumerate() {
            lines.push((if row == 0 { Text::label(word) } else { Text::default() }, Some(line)));
        }
    }
    let note = Text::label("↓ ↑ scroll, End for the words, Esc closes");
    let inner = over(canvas, area, width, lines.len() as u16 + 2, "help", Some(&note));
    let rows = usize::from(inner.height);
    canvas.scrolls_to(lines.len().saturating_sub(rows));
    let first = scroll.min(lines.len().saturating_sub(rows));
    for (row, (left, right)) in lines.into_iter().skip(first).take(rows).enumerate() {
        let y = inner.y + row as u16;
        if let Some(about) = right {
            canvas.text(inner.x + 2, y, KEYS, &left, Part::Key);
            let x = inner.x + 3 + KEYS;
            canvas.text(x, y, inner.right().saturating_sub(x), &about, Part::Plain);
        } else {
            canvas.text(inner.x + 1, y, inner.width, &left, Part::Title);
        }
    }
}

fn palette(
    canvas: &mut Canvas<'_>,
    area: Rect,
    query: &Text,
    matches: &[Command],
    selected: usize,
    context: Context,
) {
    let rows = 14.min(area.height.saturating_sub(6));
    let inner =
        over(canvas, area, 74, rows + 4, "commands", Some(&Text::label("type to find, Enter does it")));
    let x = canvas.label(inner.x + 1, inner.y, 2, "› ", Part::Key);
    let x = canvas.text(x, inner.y, inner.width.saturating_sub(4), query, Part::Title);
    canvas.label(x, inner.y, 1, "▏", Part::Now);
    let rows = usize::from(inner.height.saturating_sub(2));
    let first = window(selected, matches.len(), rows);
    if matches.is_empty() {
        canvas.label(inner.x + 3, inner.y + 2, inner.width, "no command is called that", Part::Dim);
    }
    for (at, command) in matches.iter().enumerate().skip(first).take(rows) {
        let y = inner.y + 2 + (at - first) as u16;
        let part = if at == selected { Part::Now } else { Part::Plain };
        canvas.label(inner.x + 1, y, 1, if at == selected { "▶" } else { " " }, part);
        let key = keymap::key_of_command(*command, context, canvas.theme.ascii).unwrap_or_default();
        canvas.text(inner.x + 3, y, 9, &Text::from(key), Part::Key);
        canvas.label(inner.x + 13, y, inner.width.saturating_sub(14), command.about(), part);
        canvas.hit(Rect::new(inner.x, y, inner.width, 1), Target::Item(at));
    }
}

/// Over the lower part, so that program and variables stay in sight.
fn predict(canvas: &mut Canvas<'_>, area: Rect, stem: &Text, options: &[Text], selected: usize) {
    let width = area.width.min(100);
    let asked = stem.wrap(usize::from(width.saturating_sub(4))).len() as u16;
    let height = (options.len() as u16 + asked + 3).min(area.height.saturating_sub(2));
    let x = area.x + (area.width - width) / 2;
    let outer = Rect::new(x, area.bottom().saturating_sub(height + 1), width, height);
    canvas.clear(outer);
    let note = Text::label("Enter answers, → goes on without");
    let frame = Frame { title: "predict", note: Some(&note), focus: true, ..Frame::default() };
    let inner = canvas.frame(outer, &frame);
    let question = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let below = canvas.paragraph(question, stem, Part::Title) + 1;
    for ((at, option), y) in options.iter().enumerate().zip(below..inner.bottom()) {
        let part = if at == selected { Part::Now } else { Part::Plain };
        canvas.label(inner.x + 1, y, 1, if at == selected { "▶" } else { " " }, part);
        let letter = Text::from(format!("{})", char::from(b'a' + at as u8)));
        canvas.text(inner.x + 3, y, 2, &letter, Part::Key);
        canvas.text(inner.x + 6, y, inner.width.saturating_sub(7), option, part);
        canvas.hit(Rect::new(inner.x, y, inner.width, 1), Target::Option(at));
    }
}

fn ask(canvas: &mut Canvas<'_>, area: Rect, digits: &Text, last: usize) {
    let note = Text::from(format!("0 start to {last} end"));
    let inner = over(canvas, area, 40, 3, "go to step", Some(&note));
    let x = canvas.label(inner.x + 1, inner.y, 2, "› ", Part::Key);
    let x = canvas.text(x, inner.y, inner.width.saturating_sub(4), digits, Part::Title);
    canvas.label(x, inner.y, 1, "▏", Part::Now);
}
