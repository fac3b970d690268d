//! The learner's program while it is written.
//!
//! ```text
//! ━ your program  line 2, column 14 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
//!   1  user_data = {"user_id": 101, "role": "admin"}
//! ✗ 2  secret_key = = "x"
//!                   ▲ invalid syntax
//! ```
//!
//! Left of the line numbers: `✗` where the grammar is wrong or the run stopped.

use crate::session::Target;
use crate::text::Text;
use crate::tui::canvas::{Canvas, Frame};
use crate::tui::theme::Part;
use crate::view::{SourceLine, StepView};
use ratatui::layout::Rect;

pub(in crate::tui) fn render(
    canvas: &mut Canvas<'_>,
    area: Rect,
    frame: Frame<'_>,
    step: &StepView,
    scroll: usize,
) {
    let (row, cells, _) = &step.cursor;
    let note = if step.peeking {
        Text::label("w closes it, yours is kept")
    } else if let Some(file) = &step.file {
        Text::join(&[file, &Text::label(", checked at each save")], "")
    } else if step.typing {
        Text::from(format!("line {}, column {}", row + 1, cells + 1))
    } else {
        Text::label("e writes")
    };
    let title = if step.peeking { "solution" } else { "your program" };
    let inner = canvas.frame(area, &Frame { title, note: Some(&note), ..frame });
    let rows = usize::from(inner.height);
    let total = step.lines.len();
    let problem = step.problem.as_ref().filter(|_| !step.peeking && !step.changed);
    let look = match problem {
        _ if step.peeking => 0,
        // The cursor stays where it is; the eye goes where it is wrong.
        Some((line, ..)) => *line,
        _ => *row,
    };
    let digits = total.max(1).ilog10() as u16 + 1;
    let indent = digits + 4;
    // A cursor far to the right takes the text with it.
    let room = usize::from(inner.width.saturating_sub(indent + 1)).max(1);
    let shift = if step.typing { (cells + 1).saturating_sub(room) } else { 0 };
    // While nothing is written, a long line runs on in further rows.
    let breaks = |pieces: &SourceLine| if step.typing { vec![shift] } else { breaks(pieces, room) };
    let heights: Vec<usize> = step.lines.iter().map(|pieces| breaks(pieces).len()).collect();
    // The first line from which the rest fits.
    let mut left = rows.saturating_sub(usize::from(problem.is_some()));
    let fits = |height: &&usize| {
        let fit = **height <= left;
        left = left.saturating_sub(**height);
        fit
    };
    let last =
        total.saturating_sub(heights.iter().rev().take_while(fits).count()).min(total.saturating_sub(1));
    // The cursor keeps a few lines around it.
    let first = look.saturating_sub(rows.saturating_sub(3)).min(last);
    let first = if step.typing { first } else { (first + scroll).min(last) };
    let mut y = inner.y;
    for (at, pieces) in step.lines.iter().enumerate().skip(first) {
        if y >= inner.bottom() {
            break;
        }
        let area = Rect::new(inner.x, y, inner.width, 1);
        let wrong =
            problem.is_some_and(|(line, ..)| *line == at) || (step.stopped == Some(at) && !step.peeking);
        canvas.label(area.x, y, 1, if wrong { "✗" } else { " " }, Part::Bad);
        let number = Text::from(format!("{:>width$}", at + 1, width = usize::from(digits)));
        canvas.text(area.x + 2, y, digits, &number, Part::Dim);
        let x = area.x + indent;
        let cells = area.right().saturating_sub(x);
        let mut shifts = breaks(pieces).into_iter();
        line(canvas, (x, y, cells), pieces, shifts.next().unwrap_or(0));
        if step.typing && at == *row {
            cursor(canvas, Rect { x, width: area.right().saturating_sub(x), ..area }, step, shift);
        }
        canvas.hit(area, Target::Line(at as u32 + 1));
        let text = Rect { x, width: area.right().saturating_sub(x), ..area };
        canvas.hit(text, Target::Cell(at as u32 + 1, shift));
        y += 1;
        for shift in shifts {
            if y < inner.bottom() {
                line(canvas, (x, y, cells), pieces, shift);
                y += 1;
            }
        }
        if let Some((_, column, words)) = problem.filter(|(line, ..)| *line == at)
            && y < inner.bottom()
        {
            let before = column.saturating_sub(shift).min(room.saturating_sub(20)) as u16;
            let end = canvas.label(x + before, y, 1, "▲", Part::Bad);
            canvas.text(end + 1, y, inner.right().saturating_sub(end + 1), words, Part::Bad);
            y += 1;
        }
    }
}

/// The cells skipped in each of the rows that a line takes; where it is cut, `…` stands over a character that the next
/// row begins with.
pub(super) fn breaks(pieces: &SourceLine, room: usize) -> Vec<usize> {
    let width: usize = pieces.iter().map(|piece| piece.text.width()).sum();
    let mut shifts = vec![0];
    while room > 1 && width - shifts[shifts.len() - 1] > room {
        shifts.push(shifts[shifts.len() - 1] + room - 1);
    }
    shifts
}

/// A line, without its first cells when the cursor is far to the right.
pub(super) fn line(
    canvas: &mut Canvas<'_>,
    (x, y, cells): (u16, u16, u16),
    pieces: &SourceLine,
    shift: usize,
) {
    if shift == 0 {
        canvas.pieces(x, y, cells, pieces, false);
        return;
    }
    let mut left = shift;
    let mut rest = Vec::new();
    for piece in pieces {
        let width = piece.text.width();
        if width <= left {
            left -= width;
            continue;
        }
        let mut piece = piece.clone();
        if left > 0 {
            let skipped = crate::text::head(piece.text.as_str(), left).len();
            piece.text = Text::new(&piece.text.as_str()[skipped..]);
            left = 0;
        }
        rest.push(piece);
    }
    canvas.label(x.saturating_sub(1), y, 1, "…", Part::Dim);
    canvas.pieces(x, y, cells, &rest, false);
}

fn cursor(canvas: &mut Canvas<'_>, area: Rect, step: &StepView, shift: usize) {
    let (_, cells, under) = &step.cursor;
    let x = area.x + cells.saturating_sub(shift) as u16;
    let shown = if under.is_empty() { Text::label(" ") } else { under.clone() };
    canvas.text(x, area.y, area.right().saturating_sub(x), &shown, Part::Cursor);
}
