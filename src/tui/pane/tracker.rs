//! The variables.
//!
//! ```text
//! ┌ variables  · not bound yet   = unchanged ───────────────────────────────┐
//! │           Start   after 1            after 2               after 3      │
//! │  data     ·       {'user_id': 123}   =                                  │
//! │  secret   ·       'mysecret'         =                                  │
//! │› token    ·       ·                  'eyJhbGciOi…' ◀ new                │
//! └─────────────────────────────────────────────────────────────────────────┘
//! ```
//!
//! A column is cut before another is left out; those that do not fit even so are left out from the oldest on. The column
//! of this moment is always there.

use crate::session::Target;
use crate::text::Text;
use crate::tui::canvas::{Canvas, Frame, window};
use crate::tui::theme::Part;
use crate::view::{Cell, Tracker, TrackerRow};
use ratatui::layout::Rect;

/// A column that must be cut is still shown when it has this much.
const NARROWEST: usize = 12;

/// Widest a column gets while others want room.
const WIDEST: usize = 24;

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, frame: Frame<'_>, tracker: &Tracker) {
    let shared = tracker.rows.iter().any(|row| !row.shared.is_empty());
    let mut legend = Text::label(if shared {
        "· not bound yet   = unchanged   &1 &1 one object"
    } else {
        "· not bound yet   = unchanged"
    });
    let fit = usize::from(area.height.saturating_sub(if frame.dense { 2 } else { 3 }));
    if tracker.rows.len() > fit {
        let count = Text::from(format!("   {fit} of {} rows", tracker.rows.len()));
        legend = Text::join(&[&legend, &count], "");
    }
    let inner = canvas.frame(area, &Frame { title: "variables", note: Some(&legend), ..frame });
    if inner.height == 0 {
        return;
    }
    if tracker.rows.is_empty() {
        canvas.label(inner.x + 1, inner.y, inner.width, "no variables here", Part::Dim);
        return;
    }
    let names = tracker.rows.iter().map(name_width).max().unwrap_or(0) as u16;
    let names = names.clamp(6, (inner.width / 3).max(6));
    let left = inner.width.saturating_sub(names + 4);
    let columns = columns(tracker, left);
    let mut x = inner.x + names + 3;
    let hidden = columns.first().is_some_and(|(column, _)| *column > 0);
    if hidden {
        canvas.label(x - 2, inner.y, 1, "‹", Part::Dim);
    }
    for (column, width) in &columns {
        let part = if *column == tracker.current { Part::Now } else { Part::Label };
        let head = &tracker.columns[*column];
        canvas.text(x, inner.y, width.saturating_sub(1), head, part);
        if tracker.columns.len() > 2 {
            canvas.hit(Rect::new(x, inner.y, *width, 1), Target::Stop(*column));
        }
        x += width;
    }
    let rows = usize::from(inner.height - 1);
    let is_new =
        |row: &TrackerRow| matches!(row.cells.get(tracker.current), Some(Cell::New(_) | Cell::Changed(_)));
    let attention =
        if frame.focus || tracker.pointed { tracker.chosen } else { tracker.rows.iter().position(is_new) };
    let mut first =
        window(attention.or(tracker.here).or(tracker.chosen).unwrap_or(0), tracker.rows.len(), rows);
    // Of several that are new, the last is what the step was for.
    if let (Some(last), false) = (tracker.rows.iter().rposition(is_new), frame.focus || tracker.pointed) {
        first = first.max((last + 1).saturating_sub(rows));
    }
    for (at, row) in tracker.rows.iter().enumerate().skip(first).take(rows) {
        let y = inner.y + 1 + (at - first) as u16;
        let changed = is_new(row);
        let chosen = (frame.focus || tracker.pointed) && tracker.chosen == Some(at);
        let mark = if tracker.pointed { "▶" } else { "›" };
        canvas.label(inner.x, y, 1, if chosen { mark } else { " " }, Part::Key);
        let mut x = inner.x + 1;
        let name = row.name.cut_name(usize::from(names));
        x = canvas.text(x, y, names, &name, if changed { Part::Now } else { Part::Label });
        if !row.shared.is_empty() {
            canvas.text(x + 1, y, 4, &row.shared, Part::Warn);
        }
        let mut x = inner.x + names + 3;
        let mut any = false;
        for (column, width) in &columns {
            let now = *column == tracker.current;
            let area = Rect::new(x, y, width.saturating_sub(1), 1);
            // "As before" says nothing where the column before is out of sight.
            let from = if hidden && *column == columns[0].0 { source(row, *column) } else { *column };
            match &row.cells[from] {
                Cell::New(value) | Cell::Changed(value) if from < *column => {
                    canvas.text(x, y, area.width, value, Part::Plain);
                }
                // What is lit is counted from the value's first character.
                Cell::Changed(value) if now && canvas.lit.is_none() => {
                    let before = column.checked_sub(1).map(|before| &row.cells[source(row, before)]);
                    marked(canvas, area, &from_change(value, before, area.width), " ◀ changed");
                }
                shown => cell(canvas, area, shown, now),
            }
            any |= light(canvas, area, &row.cells[from], now && from == *column, (at, from));
            x += width;
        }
        if any {
            canvas.diamond(inner.x + names + 2, y);
        }
        canvas.hit(Rect::new(inner.x, y, inner.width, 1), Target::Variable(at));
    }
    whole(canvas, inner, tracker, attention.unwrap_or(0));
}

/// Where rows are left over, the value of the variable that has attention, as long as it is.
fn whole(canvas: &mut Canvas<'_>, inner: Rect, tracker: &Tracker, at: usize) {
    let used = 2 + tracker.rows.len() as u16;
    let Some(row) = tracker.rows.get(at).filter(|_| used + 1 < inner.height) else { return };
    let Some(Cell::New(value) | Cell::Changed(value) | Cell::Value(value)) =
        row.cells.get(source(row, tracker.current.min(row.cells.len().saturating_sub(1))))
    else {
        return;
    };
    let text = Text::join(&[&row.name, value], " = ");
    // What stands whole in its row need not be said again.
    if value.width() + 24 < usize::from(inner.width) / tracker.columns.len().max(2) {
        return;
    }
    let area = Rect {
        x: inner.x + 1,
        y: inner.y + used,
        width: inner.width.saturating_sub(2),
        height: inner.height - used,
    };
    canvas.paragraph(area, &text, Part::Label);
}

/// The column in which a variable got the value that it still has in this one.
fn source(row: &TrackerRow, column: usize) -> usize {
    (0..=column).rev().find(|at| !matches!(row.cells[*at], Cell::Same)).unwrap_or(column)
}

fn name_width(row: &TrackerRow) -> usize {
    let shared = if row.shared.is_empty() { 0 } else { row.shared.width() + 1 };
    row.name.width() + shared
}

fn cell(canvas: &mut Canvas<'_>, area: Rect, cell: &Cell, now: bool) {
    let (x, y, width) = (area.x, area.y, area.width);
    match cell {
        Cell::Ahead => {}
        Cell::Unbound => {
            canvas.label(x, y, width, "·", Part::Dim);
        }
        Cell::Same => {
            canvas.label(x, y, width, "=", Part::Label);
        }
        Cell::Deleted => {
            canvas.label(x, y, width, "deleted", Part::Bad);
        }
        Cell::Value(value) => {
            canvas.text(x, y, width, value, Part::Plain);
        }
        Cell::New(value) | Cell::Changed(value) if !now => {
            canvas.text(x, y, width, value, Part::Plain);
        }
        Cell::New(value) => marked(canvas, area, value, " ◀ new"),
        Cell::Changed(value) => marked(canvas, area, value, " ◀ changed"),
    }
}

/// Lights what of a value belongs to the datum picked out; the row has a mark when anything does.
fn light(canvas: &mut Canvas<'_>, area: Rect, cell: &Cell, now: bool, (row, column): (usize, usize)) -> bool {
    let Some(ranges) = canvas.lit.and_then(|lit| lit.tracker.get(row)?.get(column)) else { return false };
    let (value, mark) = match cell {
        Cell::New(value) if now => (value, 6),
        Cell::Changed(value) if now => (value, 10),
        Cell::New(value) | Cell::Changed(value) | Cell::Value(value) => (value, 0),
        _ => return false,
    };
    canvas.light(area.x, area.y, area.width.saturating_sub(mark), value.as_str(), ranges);
    !ranges.is_empty()
}

/// A value that is too long for its cell, from shortly before where it differs from what it was.
fn from_change(value: &Text, before: Option<&Cell>, width: u16) -> Text {
    let Some(Cell::New(before) | Cell::Changed(before) | Cell::Value(before)) = before else {
        return value.clone();
    };
    let room = usize::from(width.saturating_sub(10));
    let same = value.as_str().chars().zip(before.as_str().chars()).take_while(|(a, b)| a == b).count();
    if value.width() <= room || same + 4 <= room {
        return value.clone();
    }
    let skipped = same.saturating_sub(room / 4);
    Text::new(&format!("…{}", value.as_str().chars().skip(skipped).collect::<String>()))
}

/// A value with the mark that says what happened to it; the mark is never cut.
fn marked(canvas: &mut Canvas<'_>, area: Rect, value: &Text, mark: &'static str) {
    let label = Text::label(mark);
    let room = area.width.saturating_sub(label.width() as u16);
    let x = canvas.text(area.x, area.y, room, value, Part::Lit);
    canvas.text(x, area.y, area.right().saturating_sub(x), &label, Part::Now);
}

/// The columns to show and their widths.
fn columns(tracker: &Tracker, room: u16) -> Vec<(usize, u16)> {
    let natural = |column: usize| {
        let cells = tracker.rows.iter().map(|row| match &row.cells[column] {
            Cell::New(value) if column == tracker.current => value.width() + 6,
            Cell::Changed(value) if column == tracker.current => value.width() + 10,
            Cell::New(value) | Cell::Changed(value) | Cell::Value(value) => value.width(),
            Cell::Deleted => 7,
            _ => 1,
        });
        cells.max().unwrap_or(0).max(tracker.columns[column].width()) + 2
    };
    let now = tracker.current.min(tracker.columns.len().saturating_sub(1));
    let mut room = usize::from(room);
    let mine = natural(now).min(WIDEST).min(room);
    let mut shown = vec![(now, mine)];
    room -= mine;
    for column in (0..now).rev() {
        let width = natural(column).min(NARROWEST);
        if width > room {
            break;
        }
        shown.insert(0, (column, width));
        room -= width;
    }
    room = grow(&mut shown, room, WIDEST, natural);
    room = grow(&mut shown, room, usize::MAX, natural);
    for column in now + 1..tracker.columns.len() {
        let width = tracker.columns[column].width() + 2;
        if width > room {
            break;
        }
        shown.push((column, width));
        room -= width;
    }
    shown.into_iter().map(|(column, width)| (column, width as u16)).collect()
}

/// Gives what is left to the columns that are cut, this moment's first, up to `most` each; what is left then.
fn grow(
    shown: &mut [(usize, usize)],
    mut room: usize,
    most: usize,
    natural: impl Fn(usize) -> usize,
) -> usize {
    for (column, width) in shown.iter_mut().rev() {
        let more = natural(*column).min(most).saturating_sub(*width).min(room);
        *width += more;
        room -= more;
    }
    room
}
