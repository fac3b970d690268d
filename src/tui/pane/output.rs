//! Calls and output of a program of one's own.
//!
//! ```text
//! ─ calls and output ──────────────────────────────────────────────
//!  <module>
//!    └ create_token
//!  prints  eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9…
//! ```

use crate::text::Text;
use crate::tui::canvas::{Canvas, Frame};
use crate::tui::theme::Part;
use crate::view::Output;
use ratatui::layout::Rect;

pub(in crate::tui) fn render(
    canvas: &mut Canvas<'_>,
    area: Rect,
    frame: Frame<'_>,
    output: &Output,
    scroll: usize,
) {
    let inner = canvas.frame(area, &Frame { title: "calls and output", ..frame });
    let rows = usize::from(inner.height);
    if rows == 0 {
        return;
    }
    let printed: Vec<(&Text, Part)> = output
        .warnings
        .iter()
        .map(|line| (line, Part::Warn))
        .chain(output.lines.iter().map(|line| (line, Part::Plain)))
        .chain(output.traceback.iter().map(|line| (line, Part::Bad)))
        .collect();
    let mut y = inner.y;
    if rows < output.stack.len() + 3 {
        let mut x = inner.x + 1;
        let shown = output.stack.len().saturating_sub(4);
        for (at, call) in output.stack.iter().enumerate().skip(shown) {
            if at > 0 {
                x = canvas.label(
                    x,
                    y,
                    inner.right().saturating_sub(x),
                    if at == shown { "… › " } else { " › " },
                    Part::Dim,
                );
            }
            let part = if call.current { Part::Now } else { Part::Label };
            x = canvas.text(x, y, inner.right().saturating_sub(x), &call.name, part);
        }
        y += 1;
    } else {
        for (at, call) in output.stack.iter().enumerate() {
            let indent = (at as u16 * 2).min(inner.width / 3);
            let part = if call.current { Part::Now } else { Part::Label };
            let x = canvas.label(inner.x + 1 + indent, y, 2, if at > 0 { "└ " } else { "" }, Part::Border);
            canvas.text(x, y, inner.right().saturating_sub(x), &call.name, part);
            y += 1;
        }
    }
    let left = usize::from(inner.bottom() - y);
    if frame.focus || scroll > 0 {
        canvas.scrolls_to(printed.len().saturating_sub(left));
    }
    let first = printed.len().saturating_sub(left).saturating_sub(scroll);
    if printed.is_empty() && left > 0 {
        canvas.label(inner.x + 1, y, inner.width, "nothing printed yet", Part::Dim);
    }
    for (line, part) in printed.into_iter().skip(first).take(left) {
        canvas.label(inner.x + 1, y, 2, "│ ", Part::Border);
        canvas.text(inner.x + 3, y, inner.width.saturating_sub(3), line, part);
        y += 1;
    }
}
