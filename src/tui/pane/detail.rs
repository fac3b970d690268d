//! An operation opened once more.
//!
//! ```text
//!  bytes       {          "          u
//!              7b         22         75
//!              01111011   00100010   01110101
//!  six bits    011110   110010   001001   110101
//!  number      30       50       9        53
//!  character   e        y        J        1
//!                       ▲
//!  …eyJ1…  Bits 110010 of bytes 1 and 2 are the number 50: character 50 of the alphabet is y.
//! ```

use crate::text::Text;
use crate::tui::canvas::Canvas;
use crate::tui::theme::Part;
use crate::view::{Detail, Quartet, Stage};
use ratatui::layout::Rect;

/// One of the three texts of a byte or of a character.
type Field = fn(&(Text, Text, Text)) -> &Text;

/// Columns of the labels.
const LABELS: u16 = 13;

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, detail: &Detail) {
    match detail {
        Detail::Base64(quartet) => base64(canvas, area, quartet),
        Detail::Hmac { stages, current } => hmac(canvas, area, stages, *current),
    }
}

fn base64(canvas: &mut Canvas<'_>, area: Rect, quartet: &Quartet) {
    let mut y = area.y;
    let line = |canvas: &mut Canvas<'_>, y: u16, label: &'static str| {
        canvas.label(area.x + 1, y, LABELS, label, Part::Label);
    };
    let rows: [(&'static str, Field); 3] = [("bytes", |b| &b.0), ("", |b| &b.1), ("", |b| &b.2)];
    for (label, field) in rows {
        if y >= area.bottom() {
            return;
        }
        line(canvas, y, label);
        for (at, byte) in quartet.bytes.iter().enumerate() {
            canvas.text(area.x + LABELS + at as u16 * 11, y, 10, field(byte), Part::Plain);
        }
        y += 1;
    }
    let rows: [(&'static str, Field); 3] =
        [("six bits", |g| &g.0), ("number", |g| &g.1), ("character", |g| &g.2)];
    for (label, field) in rows {
        if y >= area.bottom() {
            return;
        }
        line(canvas, y, label);
        for (at, group) in quartet.groups.iter().enumerate() {
            let part = if at == quartet.current { Part::Lit } else { Part::Plain };
            canvas.text(area.x + LABELS + at as u16 * 9, y, 8, field(group), part);
        }
        y += 1;
    }
    if y < area.bottom() {
        canvas.label(area.x + LABELS + quartet.current as u16 * 9, y, 2, "▲", Part::Now);
        if quartet.unused > 0 {
            let last = quartet.groups.len() as u16;
            let note = Text::from(format!("the last {} bits are unused: zeros", quartet.unused));
            canvas.text(area.x + LABELS + last * 9, y, area.width, &note, Part::Warn);
        }
        y += 1;
    }
    let rest = Rect {
        x: area.x + 1,
        y,
        width: area.width.saturating_sub(2),
        height: area.bottom().saturating_sub(y),
    };
    let y = canvas.paragraph(rest, &quartet.sentence, Part::Plain) + 1;
    if y < area.bottom() {
        let (before, four, after) = &quartet.around;
        let side = usize::from(area.width.saturating_sub(10)) / 2;
        let tail: String =
            before.as_str().chars().rev().take(side).collect::<Vec<_>>().into_iter().rev().collect();
        let mut x = canvas.text(area.x + 1, y, side as u16, &Text::from(tail), Part::Dim);
        x = canvas.text(x, y, 4, four, Part::Lit);
        canvas.text(x, y, area.right().saturating_sub(x + 1), after, Part::Dim);
    }
}

fn hmac(canvas: &mut Canvas<'_>, area: Rect, stages: &[Stage], current: usize) {
    let mut y = area.y;
    for (at, stage) in stages.iter().enumerate() {
        if y >= area.bottom() {
            return;
        }
        let now = at == current;
        canvas.label(area.x + 1, y, 1, if now { "▶" } else { " " }, Part::Now);
        let part = if now { Part::Now } else { Part::Label };
        canvas.text(area.x + 3, y, LABELS, &stage.name, part);
        let x = area.x + 3 + LABELS;
        canvas.text(x, y, area.right().saturating_sub(x + 1), &stage.how, Part::Plain);
        y += 1;
        let width = area.width.saturating_sub(LABELS + 4);
        let rows = if now { 6 } else { 1 };
        let lines = stage.bytes.wrap(usize::from(width));
        let others = (stages.len() - at - 1) as u16 * 2;
        let room = usize::from(area.bottom().saturating_sub(y + others)).max(1);
        for (index, line) in lines.iter().take(rows.min(room)).enumerate() {
            if y >= area.bottom() {
                return;
            }
            let cut = index + 1 == rows.min(room) && lines.len() > rows.min(room);
            let line = if cut { line.unfinished(usize::from(width)) } else { line.clone() };
            canvas.text(x, y, width, &line, if now { Part::Lit } else { Part::Dim });
            y += 1;
        }
    }
}
