//! The fields of the lab, one to a line; under them what the one with attention takes, or what is wrong with it.
//!
//! ```text
//! ┌ fields ────────────────────────────────────────────────┐
//! │ ▶ claims       {"user_id": 123}                        │
//! │   key          mysecret                                │
//! │ ≠ clock        exp+1   2023-11-14 22:28:21 UTC         │
//! │ line 1 column 13: found "}"; Expecting value: …        │
//! └────────────────────────────────────────────────────────┘
//! ```
//!
//! `≠` before a field in which the sides differ, `✗` before one whose text cannot be used.

use crate::session::Target;
use crate::text::Text;
use crate::tui::canvas::{Canvas, Frame, window};
use crate::tui::theme::Part;
use crate::view::{FieldView, LabView};
use ratatui::layout::Rect;

/// Columns of the labels, marks included.
const LABELS: u16 = 15;

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, frame: Frame<'_>, lab: &LabView) {
    let note = Text::from(format!("{} of {}", lab.focus + 1, lab.fields.len()));
    let inner = canvas.frame(area, &Frame { title: "fields", note: Some(&note), ..frame });
    let Some(current) = lab.fields.get(lab.focus) else { return };
    let (said, part) = said(current);
    let said = said.wrap(usize::from(inner.width.saturating_sub(2)));
    let under = (said.len() as u16).min(inner.height.saturating_sub(1).min(3));
    let list = Rect { height: inner.height.saturating_sub(under), ..inner };
    let rows = usize::from(list.height);
    let first = window(lab.focus, lab.fields.len(), rows);
    for (at, field) in lab.fields.iter().enumerate().skip(first).take(rows) {
        let line = Rect::new(list.x, list.y + (at - first) as u16, list.width, 1);
        canvas.hit(line, Target::Field(at));
        one(canvas, line, field, at == lab.focus);
    }
    for (row, line) in said.iter().take(usize::from(under)).enumerate() {
        let y = list.bottom() + row as u16;
        let line = if row + 1 == usize::from(under) && said.len() > usize::from(under) {
            line.unfinished(usize::from(inner.width.saturating_sub(2)))
        } else {
            line.clone()
        };
        canvas.text(inner.x + 1, y, inner.width.saturating_sub(2), &line, part);
    }
}

/// What is said about the field with attention.
fn said(field: &FieldView) -> (Text, Part) {
    if let Some(problem) = &field.problem {
        let kept = Text::label("✗ ");
        let tail = Text::label(". The last good one still counts.");
        return (Text::join(&[&kept, problem, &tail], ""), Part::Bad);
    }
    match &field.note {
        Some(note) => (Text::join(&[&Text::label("! "), note], ""), Part::Warn),
        None => (field.about.clone(), Part::Label),
    }
}

fn one(canvas: &mut Canvas<'_>, line: Rect, field: &FieldView, now: bool) {
    let (mark, part) = if field.problem.is_some() {
        ("✗", Part::Bad)
    } else if field.changed {
        ("≠", Part::Lit)
    } else {
        (" ", Part::Plain)
    };
    canvas.label(line.x, line.y, 1, if now { "▶" } else { " " }, Part::Now);
    canvas.label(line.x + 1, line.y, 1, mark, part);
    canvas.label(line.x + 3, line.y, LABELS - 3, field.label, if now { Part::Now } else { Part::Label });
    let x = line.x + LABELS;
    let room = line.right().saturating_sub(x + 1);
    let Some((under, after)) = &field.rest else {
        let meaning = (field.meaning.width() as u16).min(room / 2);
        let text =
            if field.text.is_empty() { 0 } else { room.saturating_sub(meaning + 2 * u16::from(meaning > 0)) };
        let end = canvas.text(x, line.y, text, &field.text, if now { Part::Title } else { Part::Plain });
        let gap = if end == x { 0 } else { 2 };
        canvas.text(end + gap, line.y, line.right().saturating_sub(end + gap + 1), &field.meaning, Part::Dim);
        return;
    };
    editing(canvas, Rect { x, width: room, ..line }, (&field.text, under, after));
}

/// The text round the cursor, which stands on a character of its own style; `…` where more is left of it.
pub(super) fn editing(canvas: &mut Canvas<'_>, area: Rect, (before, under, after): (&Text, &Text, &Text)) {
    let room = usize::from(area.width);
    let kept = room.saturating_sub(room / 4 + under.width().max(1)).max(1);
    let mut x = area.x;
    let cells = before.width();
    if cells > kept {
        x = canvas.label(x, area.y, 1, "…", Part::Dim);
        let tail = tail(before, kept - 1);
        x = canvas.text(x, area.y, area.right().saturating_sub(x), &tail, Part::Plain);
    } else {
        x = canvas.text(x, area.y, area.right().saturating_sub(x), before, Part::Plain);
    }
    let shown = if under.is_empty() { Text::label(" ") } else { under.clone() };
    x = canvas.text(x, area.y, area.right().saturating_sub(x), &shown, Part::Cursor);
    canvas.text(x, area.y, area.right().saturating_sub(x), after, Part::Plain);
}

/// The end of a text, as much as fits.
fn tail(text: &Text, cells: usize) -> Text {
    let all = text.as_str();
    let mut from = all.len();
    for (at, _) in all.char_indices().rev() {
        if crate::text::width(&all[at..]) > cells {
            break;
        }
        from = at;
    }
    Text::new(&all[from..])
}
