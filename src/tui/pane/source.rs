//! The program.
//!
//! ```text
//! ┌ program ────────────────────────────────────────────┐
//! │   1  from jose import jwt                           │
//! │ 1 3  def create_token(data: dict, secret: str):     │
//! │▶2 4      token = jwt.encode(data, secret, ...)      │
//! │ 3 5      return token                               │
//! └─────────────────────────────────────────────────────┘
//! ```
//!
//! Left of the line numbers: `▶` the current line, `✗` where it failed, `●` a breakpoint, `»` the mark, and the
//! number of the lesson's step on that line.

use crate::session::Target;
use crate::text::Text;
use crate::tui::canvas::{Canvas, Frame, window};
use crate::tui::theme::Part;
use crate::view::Source;
use ratatui::layout::Rect;

pub(in crate::tui) fn render(
    canvas: &mut Canvas<'_>,
    area: Rect,
    frame: Frame<'_>,
    source: &Source,
    scroll: usize,
) {
    let lesson = !source.steps.is_empty();
    let columns = Text::label("step, line");
    let note = frame.note.or((lesson && frame.title.is_empty()).then_some(&columns));
    let title = if frame.title.is_empty() { "program" } else { frame.title };
    let inner = canvas.frame(area, &Frame { title, note, ..frame });
    let rows = usize::from(inner.height);
    let total = source.lines.len();
    let line = source.look.or(source.mark).unwrap_or(1);
    let first = window(line.saturating_sub(1) as usize, total, rows);
    if frame.focus || scroll > 0 {
        canvas.scrolls_to(total.saturating_sub(rows).saturating_sub(first));
    }
    let first = (first + scroll).min(total.saturating_sub(rows));
    let canvas_lit = canvas.lit;
    let digits = total.max(1).ilog10() as u16 + 1;
    // The statement in question is shown whole: a line of it that is too long runs on in rows of its own.
    let room = usize::from(inner.width.saturating_sub(digits + 3 + if lesson { 2 } else { 0 }));
    let lit = |number: u32| source.current <= Some(number) && source.current_end >= Some(number);
    let breaks = |at: usize| {
        let whole = source.current.is_some() && lit(at as u32 + 1) && canvas_lit.is_none();
        if whole { super::editor::breaks(&source.lines[at], room) } else { vec![0] }
    };
    let more = |first: usize| (first..total.min(first + rows)).map(|at| breaks(at).len() - 1).sum::<usize>();
    // What the rows of their own push out at the end must not be the line itself.
    let last = source.current_end.map_or(0, |line| line as usize);
    let first = if last > first && last <= first + rows && (last - first) + more(first) > rows {
        (first + more(first)).min(source.current.map_or(first, |line| line as usize - 1))
    } else {
        first
    };
    let mut row_of = inner.y;
    for (at, pieces) in source.lines.iter().enumerate().skip(first) {
        if row_of >= inner.bottom() {
            break;
        }
        let number = at as u32 + 1;
        let y = row_of;
        let shifts = breaks(at);
        row_of += shifts.len() as u16;
        let row = Rect::new(inner.x, y, inner.width, 1);
        let current = source.current.is_some_and(|line| line == number);
        let lit = source.current.is_some() && lit(number);
        let (mark, part) = if source.failed == Some(number) {
            ("✗", Part::Bad)
        } else if current {
            ("▶", Part::Now)
        } else if source.breakpoints.contains(&number) {
            ("●", Part::Bad)
        } else if source.mark == Some(number) {
            ("»", Part::Key)
        } else {
            (" ", Part::Plain)
        };
        canvas.label(row.x, y, 1, mark, part);
        let mut x = row.x + 1;
        if lesson {
            if let Some((_, stop)) = source.steps.iter().find(|(line, _)| *line == number) {
                let part = if current { Part::Now } else { Part::Label };
                canvas.text(x, y, 2, &Text::from(stop.to_string()), part);
            }
            x += 2;
        }
        let text = Text::from(format!("{number:>width$}", width = usize::from(digits)));
        x = canvas.text(x, y, digits, &text, Part::Dim) + 2;
        canvas.pieces(x, y, row.right().saturating_sub(x), pieces, lit);
        for (shift, y) in shifts.into_iter().zip(y..inner.bottom()).skip(1) {
            super::editor::line(canvas, (x, y, row.right().saturating_sub(x)), pieces, shift);
        }
        if let Some(picked) = canvas.lit {
            let own = picked.source.iter().filter(|(line, _)| *line == number);
            let ranges: Vec<_> = own.map(|(_, range)| range.clone()).collect();
            if !ranges.is_empty() {
                let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
                canvas.light(x, y, row.right().saturating_sub(x), &text, &ranges);
                canvas.diamond(x - 1, y);
            }
        }
        canvas.hit(row, Target::Line(number));
        if let Some((_, stop)) = source.steps.iter().find(|(line, _)| *line == number) {
            canvas.hit(row, Target::Stop(*stop));
        }
    }
}
