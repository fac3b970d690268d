//! The two sides of the lab: in words what changed and why, then row by row, before left and after right.
//!
//! ```text
//! ┌ before and after  experiment: other secret ────────────────────────────────────────┐
//! │ Changed: the key that signs. In the token, only the signature differs …             │
//! │ ✗ PyJWT 2.15 refuses it: InvalidSignatureError: Signature verification failed. …   │
//! │               before                            after                              │
//! │ PyJWT         ✓ accepted                      ≠ ✗ InvalidSignatureError            │
//! │ signature     u-rx84yPaU_8Yjivd6GH83bmaUJd7   ≠ 6xZq1…                             │
//! │                                                 ^^^^^                              │
//! └────────────────────────────────────────────────────────────────────────────────────┘
//! ```
//!
//! `≠` before what differs, and `^` under the characters that do; `=` before a long text that is the same on both sides.

use crate::text::{self, Text};
use crate::tui::canvas::{Canvas, Frame};
use crate::tui::page::more;
use crate::tui::theme::Part;
use crate::view::{LabView, Pair, Side, Tone};
use ratatui::layout::Rect;

/// Columns of the labels.
const LABELS: u16 = 13;

/// Lines one side of a row may take.
const LINES: usize = 4;

/// A line ready to be put: pieces with their column, text and part.
type Line = Vec<(u16, Text, Part)>;

pub(in crate::tui) fn render(
    canvas: &mut Canvas<'_>,
    area: Rect,
    frame: Frame<'_>,
    lab: &LabView,
    scroll: usize,
) {
    let inner = canvas.frame(area, &Frame { title: "before and after", note: Some(&lab.title), ..frame });
    let width = inner.width.saturating_sub(1);
    let lines = lines(lab, width);
    let mut rows = usize::from(inner.height);
    if frame.focus {
        canvas.scrolls_to(0);
    }
    let cut = lines.len() > rows;
    if cut {
        rows = rows.saturating_sub(1);
        if frame.focus {
            canvas.scrolls_to(lines.len() - rows);
        }
    }
    let first = scroll.min(lines.len().saturating_sub(rows));
    for (row, line) in lines.iter().skip(first).take(rows).enumerate() {
        for (x, text, part) in line {
            let x = inner.x + 1 + x;
            canvas.text(x, inner.y + row as u16, inner.right().saturating_sub(x), text, *part);
        }
    }
    if cut && inner.height > 0 {
        let below = lines.len() - first - rows;
        let note = more(first, below);
        canvas.text(inner.x + 1, inner.bottom() - 1, width, &note, Part::Key);
    }
}

fn lines(lab: &LabView, width: u16) -> Vec<Line> {
    let mut lines = Vec::new();
    for (tone, words) in &lab.words {
        let (mark, part) = match tone {
            Tone::Good => ("✓ ", Part::Good),
            Tone::Bad => ("✗ ", Part::Bad),
            Tone::Warn => ("○ ", Part::Warn),
            _ => ("", Part::Title),
        };
        let indent = mark.chars().count() as u16;
        for (row, line) in
            words.wrap(usize::from(width.saturating_sub(indent).max(8))).into_iter().enumerate()
        {
            let head = if row == 0 { vec![(0, Text::label(mark), part)] } else { Vec::new() };
            let part = if row == 0 && indent == 0 { Part::Title } else { Part::Plain };
            lines.push(head.into_iter().chain([(indent, line, part)]).collect());
        }
    }
    let half = width.saturating_sub(LABELS + 3) / 2;
    let right = LABELS + half + 3;
    lines.push(Vec::new());
    lines
        .push(vec![(LABELS, Text::label("before"), Part::Title), (right, Text::label("after"), Part::Title)]);
    for pair in &lab.pairs {
        row(&mut lines, pair, half, right);
    }
    lines
}

fn row(lines: &mut Vec<Line>, pair: &Pair, half: u16, right: u16) {
    if pair.before.pieces.is_empty() && pair.after.pieces.is_empty() {
        if !pair.changed {
            lines.push(vec![(0, pair.label.clone(), Part::Title)]);
        }
        return;
    }
    if pair.long && !pair.changed {
        for (at, pieces) in wrap(&pair.before, right + half - LABELS).into_iter().enumerate() {
            let mut line: Line = Vec::new();
            if at == 0 {
                line.push((0, pair.label.clone(), Part::Label));
                line.push((LABELS - 2, Text::label("="), Part::Dim));
            }
            line.extend(pieces.into_iter().map(|(text, part, _)| (LABELS, text, part)));
            lines.push(line);
        }
        return;
    }
    let (before, after) = (wrap(&pair.before, half), wrap(&pair.after, half));
    for at in 0..before.len().max(after.len()) {
        let mut line: Line = Vec::new();
        if at == 0 {
            line.push((0, pair.label.clone(), Part::Label));
            if pair.changed {
                line.push((right - 2, Text::label("≠"), Part::Lit));
            }
        }
        let mut carets: Line = Vec::new();
        for (side, start) in [(&before, LABELS), (&after, right)] {
            let Some(pieces) = side.get(at) else { continue };
            let mut x = start;
            for (text, part, changed) in pieces {
                line.push((x, text.clone(), *part));
                if *changed {
                    carets.push((x, Text::from("^".repeat(text.width())), Part::Lit));
                }
                x += text.width() as u16;
            }
        }
        lines.push(line);
        // Where a whole cell is another one, the mark before it says enough.
        let partly = pair.after.pieces.len() > 1;
        if partly && !carets.is_empty() {
            lines.push(carets);
        }
    }
}

/// The lines of one side: pieces, each with whether it differs.
fn wrap(side: &Side, cells: u16) -> Vec<Vec<(Text, Part, bool)>> {
    let cells = usize::from(cells.max(4));
    let tone = part(side.tone);
    let mut lines: Vec<Vec<(Text, Part, bool)>> = Vec::new();
    // Words wrap at their spaces; characters of a token wherever the line ends.
    if let [(text, changed)] = side.pieces.as_slice() {
        let whole = text.wrap(cells);
        let cut = whole.len() > LINES;
        for (at, line) in whole.into_iter().take(LINES).enumerate() {
            let line = if cut && at + 1 == LINES { line.unfinished(cells) } else { line };
            lines.push(vec![(line, tone, *changed)]);
        }
        return lines;
    }
    let mut used = cells;
    for (piece, changed) in &side.pieces {
        let mut rest = piece.as_str();
        while !rest.is_empty() {
            if used >= cells {
                if lines.len() == LINES {
                    lines.push(vec![(Text::label("…"), Part::Dim, false)]);
                    return lines;
                }
                lines.push(Vec::new());
                used = 0;
                // A line that goes on does not begin with the space between two bytes.
                rest = if lines.len() > 1 { rest.trim_start_matches(' ') } else { rest };
                if rest.is_empty() {
                    break;
                }
            }
            let mut head = text::head(rest, cells - used);
            if head.is_empty() {
                if used > 0 {
                    used = cells;
                    continue;
                }
                // A character wider than the line.
                head = rest;
            }
            let part = if *changed { Part::Lit } else { tone };
            if let Some(line) = lines.last_mut() {
                line.push((Text::new(head), part, *changed));
            }
            used += text::width(head);
            rest = &rest[head.len()..];
        }
    }
    lines
}

fn part(tone: Tone) -> Part {
    match tone {
        Tone::Plain => Part::Plain,
        Tone::Dim => Part::Dim,
        Tone::Header => Part::Header,
        Tone::Payload => Part::Payload,
        Tone::Signature => Part::Signature,
        Tone::Good => Part::Good,
        Tone::Bad => Part::Bad,
        Tone::Warn => Part::Warn,
    }
}
