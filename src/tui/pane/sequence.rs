//! Requests and responses between client and server.
//!
//! ```text
//! ─ requests  Enter opens the code that a request ran ───────────────────────────
//!    client                                                             server
//!  ▶ ├─ POST /token  {"username":"alice","password":"pw"} ───────────────▶│
//!    │◀─────────────────────────── 200 OK  {"access_token":"eyJhbGciOi…} ─┤
//!    │   clock +2 h → 2023-11-15T00:13:20Z
//!  › ├─ GET /me  Bearer eyJhbGci… ───────────────────────────────────────▶│
//!    │◀──────────────── 401 Unauthorized  {"detail":"Token has expired"} ─┤
//! ```

use crate::session::Target;
use crate::text::Text;
use crate::tui::canvas::{Canvas, Frame, window};
use crate::tui::theme::Part;
use crate::view::{Sequence, SequenceItem};
use ratatui::layout::Rect;

/// Columns from which the details stand beside the arrows.
const WIDE: u16 = 100;

/// A row of the list: an arrow, or a clock that was moved before it.
enum Row {
    Arrow(usize),
    Clock(usize),
}

pub(in crate::tui) fn render(
    canvas: &mut Canvas<'_>,
    area: Rect,
    frame: Frame<'_>,
    sequence: &Sequence,
    attention: bool,
    scroll: usize,
) {
    let note =
        Text::label(if attention { "Enter opens the code that a request ran" } else { "w chooses one" });
    let inner = canvas.frame(area, &Frame { title: "requests", note: Some(&note), ..frame });
    if inner.height < 2 || inner.width < 20 {
        return;
    }
    if !attention {
        return list(canvas, inner, sequence, false);
    }
    if inner.width >= WIDE {
        let width = inner.width * 11 / 20;
        list(canvas, Rect { width, ..inner }, sequence, true);
        let x = inner.x + width + 1;
        return details(canvas, Rect { x, width: inner.right() - x, ..inner }, sequence, scroll);
    }
    let rows = rows(sequence).len() as u16 + 1;
    let height = rows.min(inner.height / 2).max(3);
    list(canvas, Rect { height, ..inner }, sequence, true);
    let y = inner.y + height;
    if y < inner.bottom() {
        canvas.rule(inner.x, y, inner.width, "╌", Part::Border);
        details(canvas, Rect { y: y + 1, height: inner.bottom() - y - 1, ..inner }, sequence, scroll);
    }
}

/// The line under the header where there is no room for the pane: the arrow the trace has come from.
pub(in crate::tui) fn strip(canvas: &mut Canvas<'_>, area: Rect, sequence: &Sequence) {
    let Some(item) = sequence.current.and_then(|current| sequence.items.get(current)) else {
        canvas.label(area.x + 1, area.y, area.width, "no request has been sent yet   w requests", Part::Dim);
        return;
    };
    let requests = sequence.items.iter().filter(|item| !item.response).count();
    let at =
        sequence.items.iter().take(sequence.current.unwrap_or(0) + 1).filter(|item| !item.response).count();
    let count = Text::from(format!("{at} of {requests}   w requests"));
    let room = area.width.saturating_sub(count.width() as u16 + 3);
    if room > 20 {
        arrow(canvas, Rect { x: area.x + 1, width: room, ..area }, item, Part::Now);
        canvas.hit(area, Target::Arrow(sequence.current.unwrap_or(0)));
        canvas.text(area.x + room + 2, area.y, count.width() as u16, &count, Part::Label);
    }
}

fn rows(sequence: &Sequence) -> Vec<Row> {
    let mut rows = Vec::new();
    for (at, item) in sequence.items.iter().enumerate() {
        if !item.clock.is_empty() {
            rows.push(Row::Clock(at));
        }
        rows.push(Row::Arrow(at));
    }
    rows
}

fn list(canvas: &mut Canvas<'_>, area: Rect, sequence: &Sequence, attention: bool) {
    let line = Rect { x: area.x + 3, width: area.width.saturating_sub(5), ..area };
    canvas.label(line.x.saturating_sub(1), area.y, 6, "client", Part::Label);
    canvas.label(line.right().saturating_sub(5), area.y, 6, "server", Part::Label);
    let rows = rows(sequence);
    let looked = if attention { sequence.chosen } else { sequence.current.unwrap_or(0) };
    let at = rows.iter().position(|row| matches!(row, Row::Arrow(at) if *at == looked)).unwrap_or(0);
    let height = usize::from(area.height - 1);
    let first = window(at, rows.len(), height);
    for (place, row) in rows.iter().enumerate().skip(first).take(height) {
        let y = area.y + 1 + (place - first) as u16;
        let here = Rect { y, height: 1, ..line };
        match row {
            Row::Clock(at) => {
                canvas.label(line.x, y, 1, "│", Part::Border);
                canvas.label(line.right() - 1, y, 1, "│", Part::Border);
                let item = &sequence.items[*at];
                let part = if item.passed { Part::Warn } else { Part::Dim };
                canvas.text(line.x + 4, y, line.width.saturating_sub(6), &item.clock, part);
            }
            Row::Arrow(at) => {
                let item = &sequence.items[*at];
                let now = sequence.current == Some(*at);
                if now {
                    canvas.label(area.x + 1, y, 1, "▶", Part::Now);
                }
                if attention && sequence.chosen == *at {
                    canvas.label(area.x, y, 1, "›", Part::Key);
                }
                let part = match (now, item.passed, item.refused) {
                    (true, ..) => Part::Now,
                    (_, false, _) => Part::Dim,
                    (_, _, true) => Part::Bad,
                    _ => Part::Plain,
                };
                arrow(canvas, here, item, part);
                canvas.hit(Rect { x: area.x, width: area.width, ..here }, Target::Arrow(*at));
            }
        }
    }
}

/// One arrow, from lifeline to lifeline.
fn arrow(canvas: &mut Canvas<'_>, area: Rect, item: &SequenceItem, part: Part) {
    let room = area.width.saturating_sub(8);
    let name =
        if item.name.is_empty() { Text::label("·····") } else { item.name.cut(usize::from(room)) };
    let left = usize::from(room).saturating_sub(name.width() + 2);
    let carries = if item.carries.is_empty() || left < 6 { Text::default() } else { item.carries.cut(left) };
    let gap = if carries.is_empty() { 0 } else { 2 };
    let words = (name.width() + gap + carries.width()) as u16;
    let (last, y) = (area.right().saturating_sub(1), area.y);
    canvas.rule(area.x, y, area.width, "─", if item.passed { Part::Border } else { Part::Dim });
    let (ends, x) = if item.response {
        (["│", "┤"], last.saturating_sub(words + 3))
    } else {
        (["├", "│"], area.x + 2)
    };
    canvas.label(area.x, y, 1, ends[0], Part::Border);
    canvas.label(last, y, 1, ends[1], Part::Border);
    if item.response {
        canvas.label(area.x + 1, y, 1, "◀", part);
    } else {
        canvas.label(last.saturating_sub(1), y, 1, "▶", part);
    }
    canvas.label(x, y, 1, " ", part);
    let mut at = canvas.text(x + 1, y, room, &name, part);
    if gap > 0 {
        at = canvas.label(at, y, 2, "  ", part);
        at = canvas.text(
            at,
            y,
            last.saturating_sub(at + 2),
            &carries,
            if item.passed { Part::Plain } else { part },
        );
    }
    canvas.label(at, y, 1, " ", part);
}

/// Everything the chosen arrow carries.
fn details(canvas: &mut Canvas<'_>, area: Rect, sequence: &Sequence, scroll: usize) {
    let width = usize::from(area.width.saturating_sub(2));
    let mut lines: Vec<(Text, Part)> = Vec::new();
    for (at, detail) in sequence.details.iter().enumerate() {
        let part = if at == 0 { Part::Title } else { Part::Plain };
        // Indentation is part of a body's layout, and wrapping would eat it.
        let text = detail.as_str();
        let indent = text.len() - text.trim_start_matches(' ').len();
        if detail.width() <= width || indent + 10 > width {
            lines.push((detail.cut(width), part));
        } else {
            let pad = " ".repeat(indent);
            let wrapped = Text::new(text.trim_start_matches(' ')).wrap(width - indent);
            lines.extend(wrapped.iter().map(|line| (Text::from(format!("{pad}{line}")), part)));
        }
    }
    let rows = usize::from(area.height);
    let most = lines.len().saturating_sub(rows);
    canvas.scrolls_to(most);
    let first = scroll.min(most);
    for (row, (line, part)) in lines.iter().skip(first).take(rows).enumerate() {
        canvas.text(area.x + 1, area.y + row as u16, width as u16, line, *part);
    }
    if first < most && rows > 0 {
        canvas.label(area.right().saturating_sub(8), area.bottom() - 1, 8, "… more", Part::Dim);
    }
}
