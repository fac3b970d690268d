//! The execution table, and the current row alone where there is no room for columns.
//!
//! ```text
//! ┌ execution ───────────────────────────────────────────────────────────────────────────────────┐
//! │  step  action       input                         process                       output       │
//! │  1     Receive data {'user_id': 123}, 'mysecret'  create_token is called        ready        │
//! │▶ 2     Encode data  {'user_id': 123}, 'mysecret'  jwt.encode called with HS256  'eyJhbGciOi… │
//! └──────────────────────────────────────────────────────────────────────────────────────────────┘
//! ─ step 2  Encode data ──────────────────────────────────────────────────────────────────────────
//!  input    {'user_id': 123}, 'mysecret'
//!  process  jwt.encode called with HS256
//!  output   'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyX2lkIjoxMjN9.…
//! ```

use crate::session::Target;
use crate::text::Text;
use crate::tui::canvas::{Canvas, Frame, window};
use crate::tui::theme::Part;
use crate::view::{Row, Table};
use ratatui::layout::Rect;

/// Rows of the table that are shown in any case.
const LEAST: u16 = 3;

/// Lines that a sentence may ask for.
const SENTENCE: usize = 4;

/// Rows that every step of a lesson can be shown in, so that nothing moves from step to step: with columns the table
/// and the longest sentence, else the longest card. Of a program of one's own, whose steps are many, three.
pub(in crate::tui) fn rows_wanted(table: &Table, columns: bool, width: u16) -> usize {
    let lines = |text: &Text| text.wrap(usize::from(width)).len().min(SENTENCE);
    let all = || table.rows.iter().take(table.total).filter(|_| table.total == table.rows.len());
    if columns {
        let said = all().map(|row| lines(&row.sentence)).max().unwrap_or(0);
        return table.total.min(12) + 1 + if said > 0 { said + 1 } else { 0 };
    }
    let card = |row: &Row| values(row, width).len() + lines(&row.sentence);
    all().map(card).max().unwrap_or(3).max(3)
}

/// A label and what stands beside it.
type Value<'a> = (&'static str, usize, &'a Text);

/// The lines of a card's values: what goes in and what happens share one where both fit.
fn values(row: &Row, width: u16) -> Vec<Vec<Value<'_>>> {
    let all = [("input", 0, &row.input), ("process", 1, &row.process), ("output", 2, &row.output)];
    let mut lines: Vec<Vec<Value<'_>>> = Vec::new();
    for value in all.into_iter().filter(|(.., text)| !text.is_empty()) {
        let both = row.input.width() + row.process.width() + 2 * INPUT + 3;
        match lines.last_mut() {
            Some(line) if value.1 == 1 && both <= usize::from(width) => line.push(value),
            _ => lines.push(vec![value]),
        }
    }
    lines
}

/// Columns of a label of a card.
const INPUT: usize = 9;

const HEADS: [&str; 5] = ["step", "action", "input", "process", "output"];

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, frame: Frame<'_>, table: &Table) {
    let inner = canvas.frame(area, &Frame { title: "execution", ..frame });
    if inner.height < 2 {
        return;
    }
    let text = usize::from(inner.width.saturating_sub(3));
    let said = table.warnings.iter().map(|warning| warned(warning).wrap(text).len()).sum::<usize>();
    let said = (table.sentence.wrap(text).len() + said) as u16;
    let has = table.total.min(table.rows.len()) as u16;
    // The rows around the current one are enough where the sentence would be cut.
    let least = has.min(LEAST) + 1;
    let below = if inner.height > least + 1 { (inner.height - least).min(said + 1) } else { 0 };
    let below = below.max(inner.height.saturating_sub(has + 1).min(said + 1));
    let rows = usize::from(inner.height - 1 - below);
    let widths = widths(&table.rows, inner.width.saturating_sub(2));
    let mut x = inner.x + 2;
    for (head, width) in HEADS.into_iter().zip(widths) {
        canvas.label(x, inner.y, width.saturating_sub(1), head, Part::Label);
        x += width;
    }
    let at = table.current.saturating_sub(table.first);
    let first = window(at, table.rows.len(), rows);
    for (index, row) in table.rows.iter().enumerate().skip(first).take(rows) {
        let y = inner.y + 1 + (index - first) as u16;
        let stop = table.first + index;
        let now = stop == table.current;
        let part = if now { Part::Now } else { Part::Plain };
        canvas.label(inner.x, y, 1, if now { "▶" } else { " " }, part);
        let mut x = inner.x + 2;
        let ahead = stop > table.shown;
        let cells = [&row.step, &row.action, &row.input, &row.process, &row.output];
        for (column, (cell, width)) in cells.into_iter().zip(widths).enumerate() {
            if !ahead {
                canvas.text(x, y, width.saturating_sub(1), cell, part);
                let ranges = column.checked_sub(2).filter(|_| now).and_then(|at| Some(&canvas.lit?.row[at]));
                if let Some(ranges) = ranges.filter(|ranges| !ranges.is_empty()) {
                    canvas.light(x, y, width.saturating_sub(1), cell.as_str(), ranges);
                    canvas.diamond(x - 1, y);
                }
            } else if column < 2 {
                canvas.text(x, y, width.saturating_sub(1), cell, Part::Dim);
            }
            x += width;
        }
        canvas.hit(Rect::new(inner.x, y, inner.width, 1), Target::Stop(stop));
    }
    if below > 1 {
        // Of a lesson right under its rows, which are always as many; else where it does not move.
        let whole = table.total == table.rows.len() && usize::from(has) <= rows;
        let top = if whole { inner.y + has + 2 } else { inner.bottom() - below + 1 };
        let text =
            Rect::new(inner.x + 2, top, inner.width.saturating_sub(3), inner.bottom().saturating_sub(top));
        let y = canvas.paragraph(text, &table.sentence, Part::Plain);
        warnings(canvas, Rect { y, height: text.bottom().saturating_sub(y), ..text }, table);
    }
}

fn warnings(canvas: &mut Canvas<'_>, mut area: Rect, table: &Table) {
    for warning in &table.warnings {
        if !area.is_empty() {
            let y = canvas.paragraph(area, &warned(warning), Part::Warn);
            area = Rect { y, height: area.bottom().saturating_sub(y), ..area };
        }
    }
}

fn warned(warning: &Text) -> Text {
    Text::join(&[&Text::label("! "), warning], "")
}

/// Column widths, from all rows and not only those shown so far, so that nothing moves from step to step: step and
/// action as wide as they are, the others share what is left; one that needs less than its share leaves it to the
/// others.
fn widths(rows: &[Row], total: u16) -> [u16; 5] {
    let longest = |cell: fn(&Row) -> &Text, head: usize, most: u16| {
        let widest = rows.iter().map(|row| cell(row).width()).max().unwrap_or(0).max(HEADS[head].len());
        (widest.min(usize::from(u16::MAX) - 2) as u16 + 2).min(most)
    };
    let step = longest(|row| &row.step, 0, 9);
    let action = longest(|row| &row.action, 1, total / 4);
    let left = total.saturating_sub(step + action);
    let mut wants = [
        longest(|row| &row.input, 2, left),
        longest(|row| &row.process, 3, left),
        longest(|row| &row.output, 4, left),
    ];
    let mut order = [0, 1, 2];
    order.sort_by_key(|at| wants[*at]);
    let mut room = left;
    for (taken, at) in order.into_iter().enumerate() {
        wants[at] = wants[at].min(room / (3 - taken) as u16);
        room -= wants[at];
    }
    [step, action, wants[0], wants[1], wants[2]]
}

/// The current row alone, with labels.
pub(in crate::tui) fn card(canvas: &mut Canvas<'_>, area: Rect, frame: Frame<'_>, table: &Table) {
    let Some(row) = table.rows.get(table.current.saturating_sub(table.first)) else { return };
    let (title, note) = match row.step.as_str() {
        "Start" => ("start", Text::default()),
        "End" => ("end", Text::default()),
        _ => ("step", Text::from(format!("{} · {}", row.step, row.action))),
    };
    // What the frame cuts of a warning is whole in the zoomed table and in the operation it is about.
    let note = match table.warnings.first() {
        Some(warning) => Text::join(&[&note, &warned(warning)], "   "),
        None => note,
    };
    let inner = canvas.frame(area, &Frame { title, note: Some(&note), ..frame });
    let mut y = inner.y;
    for line in values(row, inner.width.saturating_sub(2)) {
        if y >= inner.bottom() {
            break;
        }
        let mut x = inner.x + 1;
        for (label, at, value) in line {
            canvas.label(x, y, 8, label, Part::Label);
            x += INPUT as u16;
            let part = if label == "output" { Part::Now } else { Part::Plain };
            let room = inner.right().saturating_sub(x + 1);
            let end = canvas.text(x, y, room, value, part);
            if let Some(ranges) = canvas.lit.map(|lit| &lit.row[at]).filter(|ranges| !ranges.is_empty()) {
                canvas.light(x, y, room, value.as_str(), ranges);
                canvas.diamond(x - 1, y);
            }
            x = end + 3;
        }
        y += 1;
    }
    if y < inner.bottom() {
        let rest = Rect {
            x: inner.x + 1,
            y,
            width: inner.width.saturating_sub(2),
            height: inner.bottom().saturating_sub(y),
        };
        canvas.paragraph(rest, &table.sentence, Part::Plain);
    }
}
