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
    let inner = canvas
        .frame(area, &Frame { title: if frame.title.is_empty() { "program" } else { frame.title }, ..frame });
    let rows = usize::from(inner.height);
    let total = source.lines.len();
    let line = source.look.or(source.mark).unwrap_or(1);
    let first = window(line.saturating_sub(1) as usize, total, rows);
    if frame.focus || scroll > 0 {
        canvas.scrolls_to(total.saturating_sub(rows).saturating_sub(first));
    }
    let first = (first + scroll).min(total.saturating_sub(rows));
    let digits = total.max(1).ilog10() as u16 + 1;
    let lesson = !source.steps.is_empty();
    for (at, pieces) in source.lines.iter().enumerate().skip(first).take(rows) {
        let number = at as u32 + 1;
        let y = inner.y + (at - first) as u16;
        let row = Rect::new(inner.x, y, inner.width, 1);
        let current = source.current.is_some_and(|line| line == number);
        let lit =
            source.current <= Some(number) && source.current_end >= Some(number) && source.current.is_some();
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
