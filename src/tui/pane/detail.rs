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
//!
//! A signature shows its stages on the left, and the one in question on the right:
//!
//! ```text
//!    key block   64 bytes │ SHA-256 of the inner pad and the signing input
//!    inner pad   64 bytes │ 0b 83 5c …
//!  ▶ inner hash  32 bytes │
//! ```

use crate::session::Target;
use crate::text::Text;
use crate::tui::canvas::{Canvas, window};
use crate::tui::theme::Part;
use crate::view::{Bytes, Detail, Quartet, StageView};
use ratatui::layout::Rect;

/// One of the three texts of a byte or of a character.
type Field = fn(&(Text, Text, Text)) -> &Text;

/// Columns of the labels.
const LABELS: u16 = 13;

/// Columns from one byte to the next, and from one group of six bits to the next: 24 bits are as wide either way.
const BYTE: u16 = 12;
const GROUP: u16 = 9;

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, detail: &Detail) {
    match detail {
        Detail::Base64(quartet) => base64(canvas, area, quartet),
        Detail::Bytes(bytes) => one_by_one(canvas, area, bytes),
        Detail::Stages { stages, current } => staged(canvas, area, stages, *current),
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
            canvas.text(area.x + LABELS + at as u16 * BYTE, y, BYTE - 1, field(byte), Part::Plain);
        }
        y += 1;
    }
    let rows: [(&'static str, Field); 3] =
        [("six bits", |g| &g.0), ("number", |g| &g.1), ("character", |g| &g.2)];
    for (index, (label, field)) in rows.into_iter().enumerate() {
        if y >= area.bottom() {
            return;
        }
        line(canvas, y, label);
        for (at, group) in quartet.groups.iter().enumerate() {
            let part = if at == quartet.current { Part::Lit } else { Part::Plain };
            let x = area.x + LABELS + at as u16 * GROUP;
            canvas.text(x, y, GROUP - 1, field(group), part);
            if is_picked(canvas, quartet.first + at) {
                canvas.light(
                    x,
                    y,
                    GROUP - 1,
                    field(group).as_str(),
                    std::slice::from_ref(&(0..field(group).as_str().len())),
                );
                canvas.diamond(x - 1, y);
            }
            canvas.hit(Rect::new(x, y, GROUP - 1, 1), Target::Part(quartet.first + at));
        }
        y += 1;
        if index == 0 && quartet.unused > 0 && y < area.bottom() {
            unused(canvas, area, y, quartet);
            y += 1;
        }
    }
    if y < area.bottom() {
        canvas.label(area.x + LABELS + quartet.current as u16 * GROUP, y, 2, "▲", Part::Now);
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

/// Whether a part belongs to the datum picked out.
fn is_picked(canvas: &Canvas<'_>, part: usize) -> bool {
    canvas.lit.is_some_and(|lit| lit.parts.iter().any(|range| range.contains(&part)))
}

/// Marks under the bits of the last group that belong to no byte.
fn unused(canvas: &mut Canvas<'_>, area: Rect, y: u16, quartet: &Quartet) {
    let last = quartet.groups.len().saturating_sub(1) as u16;
    let bits = u16::from(quartet.unused);
    let x = area.x + LABELS + last * GROUP + 6 - bits.min(6);
    let part = if quartet.canonical { Part::Warn } else { Part::Bad };
    canvas.rule(x, y, bits.min(6), "^", part);
    let note = if quartet.canonical {
        format!("{bits} unused bits: zeros")
    } else {
        format!("{bits} unused bits, not zero: only a strict reader minds")
    };
    let x = x + bits + 1;
    canvas.text(x, y, area.right().saturating_sub(x + 1), &Text::from(note), part);
}

/// Bytes in rows of sixteen, each as a character and in hex, the one in question in brackets.
fn one_by_one(canvas: &mut Canvas<'_>, area: Rect, bytes: &Bytes) {
    let per_row = if area.width >= 75 { 16 } else { 8 };
    let sentence = bytes.sentence.wrap(usize::from(area.width.saturating_sub(2)));
    let lines = usize::from(area.height).saturating_sub(sentence.len() + 1);
    let rows = bytes.cells.len().div_ceil(per_row);
    let first = window((bytes.current - bytes.first) / per_row, rows, lines / 2);
    let mut y = area.y;
    for (row, cells) in bytes.cells.chunks(per_row).enumerate().skip(first).take(lines / 2) {
        let offset = bytes.first + row * per_row;
        let end = Text::from((offset + 1).to_string());
        canvas.text(area.x + 1, y, 6, &end, Part::Label);
        for (column, (picture, hex)) in cells.iter().enumerate() {
            let at = offset + column;
            let now = at == bytes.current;
            let x = area.x + 8 + column as u16 * 4;
            let part = if now { Part::Lit } else { Part::Plain };
            canvas.text(x, y, 2, picture, part);
            canvas.text(x, y + 1, 2, hex, if now { Part::Lit } else { Part::Dim });
            if is_picked(canvas, at) {
                let whole = 0..hex.as_str().len();
                canvas.light(x, y + 1, 2, hex.as_str(), std::slice::from_ref(&whole));
            }
            if now {
                canvas.label(x - 1, y + 1, 1, "[", Part::Now);
                canvas.label(x + 2, y + 1, 1, "]", Part::Now);
            }
            canvas.hit(Rect::new(x, y, 3, 2), Target::Part(at));
        }
        y += 2;
    }
    let shown = (bytes.first + (first + lines / 2) * per_row).min(bytes.total);
    if shown < bytes.total && y < area.bottom() {
        let more = Text::from(format!("… {} bytes in all", bytes.total));
        canvas.text(area.x + 8, y, area.width.saturating_sub(9), &more, Part::Dim);
    }
    let top = area.bottom().saturating_sub(sentence.len() as u16).max(y);
    let rest = Rect {
        x: area.x + 1,
        y: top,
        width: area.width.saturating_sub(2),
        height: area.bottom().saturating_sub(top),
    };
    canvas.paragraph(rest, &bytes.sentence, Part::Plain);
}

fn staged(canvas: &mut Canvas<'_>, area: Rect, stages: &[StageView], current: usize) {
    let name = stages.iter().map(|stage| stage.name.width()).max().unwrap_or(0) as u16;
    let size = stages.iter().map(|stage| stage.size.width()).max().unwrap_or(0) as u16;
    let list = name + size + 6;
    let rows = usize::from(area.height);
    let first = window(current, stages.len(), rows);
    for (at, stage) in stages.iter().enumerate().skip(first).take(rows) {
        let (y, now) = (area.y + (at - first) as u16, at == current);
        canvas.label(area.x + 1, y, 1, if now { "▶" } else { " " }, Part::Now);
        canvas.text(area.x + 3, y, name, &stage.name, if now { Part::Now } else { Part::Plain });
        canvas.text(area.x + 4 + name, y, size, &stage.size, Part::Label);
        canvas.hit(Rect::new(area.x, y, list, 1), Target::Part(at));
    }
    for y in area.y..area.bottom() {
        canvas.label(area.x + list, y, 1, "│", Part::Border);
    }
    let right = Rect { x: area.x + list + 2, width: area.width.saturating_sub(list + 3), ..area };
    if let Some(stage) = stages.get(current) {
        one_stage(canvas, right, stage);
    }
}

fn one_stage(canvas: &mut Canvas<'_>, area: Rect, stage: &StageView) {
    let mut y = canvas.paragraph(area, &stage.how, Part::Plain);
    let rest = |y: u16| Rect { y, height: area.bottom().saturating_sub(y), ..area };
    let (Some(against), Some(verdict)) = (&stage.against, &stage.verdict) else {
        y = canvas.paragraph(rest(y), &stage.bytes, Part::Lit) + 1;
        if y < area.bottom() {
            canvas.paragraph(rest(y), &stage.why, Part::Label);
        }
        return;
    };
    let good = verdict.as_str().starts_with('✓');
    y = canvas.paragraph(rest(y), verdict, if good { Part::Good } else { Part::Bad });
    if good {
        y = canvas.paragraph(rest(y), &stage.bytes, Part::Lit) + 1;
        if y < area.bottom() {
            canvas.paragraph(rest(y), &stage.why, Part::Label);
        }
        return;
    }
    // Two long values begin where they differ; what is before that is the same in both.
    let from = stage.differs.unwrap_or(0);
    let each = (rest(y).height / 2).saturating_sub(1);
    let per_row = usize::from(area.width.saturating_add(1) / 3).max(1);
    let from =
        if stage.bytes.width() / 3 / per_row < usize::from(each) { 0 } else { from / per_row * per_row };
    for (label, text) in [("found", &stage.bytes), ("expected", against)] {
        if rest(y).height == 0 {
            return;
        }
        let x = canvas.label(area.x, y, area.width, label, Part::Label);
        if from > 0 {
            let note = Text::from(format!(" from byte {} on", from + 1));
            canvas.text(x, y, area.right().saturating_sub(x), &note, Part::Label);
        }
        let tail = Text::new(text.as_str().get(from * 3..).unwrap_or(""));
        y = canvas.paragraph(Rect { height: each.min(rest(y + 1).height), ..rest(y + 1) }, &tail, Part::Lit);
    }
}
