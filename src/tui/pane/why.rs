//! Key moments: the questions, and the answer of the one that is open.
//!
//! ```text
//!  ▼ Why does jwt.encode need a secret?
//!      The signature is computed from the header, the payload and the secret. …
//!      → step 2 of 3: Encode data          Enter goes there
//!  ▶ What does algorithm do?
//! ```

use crate::session::Target;
use crate::text::Text;
use crate::tui::canvas::{Canvas, Frame};
use crate::tui::theme::Part;
use crate::view::Why;
use ratatui::layout::Rect;

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, frame: Frame<'_>, why: &Why) {
    let inner = canvas.frame(area, &Frame { title: "key moments", dense: true, ..frame });
    let width = inner.width.saturating_sub(8).min(92);
    let mut lines: Vec<(usize, u16, Text, Part)> = Vec::new();
    let mut opened = 0;
    for (at, moment) in why.moments.iter().enumerate() {
        let open = at == why.current;
        if open {
            opened = lines.len();
        }
        let part = if open { Part::Now } else { Part::Plain };
        for (row, line) in moment.question.wrap(usize::from(width)).into_iter().enumerate() {
            let mark = Text::label(match (row, open) {
                (0, true) => "▼ ",
                (0, false) => "▶ ",
                _ => "  ",
            });
            lines.push((at, 1, Text::join(&[&mark, &line], ""), part));
        }
        if open {
            for line in moment.answer.wrap(usize::from(width)) {
                lines.push((at, 5, line, Part::Plain));
            }
            let cites =
                Text::join(&[&Text::label("→ "), &moment.cites, &Text::label("   Enter goes there")], "");
            lines.push((at, 5, cites, Part::Label));
        }
        lines.push((at, 1, Text::default(), Part::Plain));
    }
    let rows = usize::from(inner.height);
    let first =
        if opened + 12 > rows { opened.saturating_sub(2).min(lines.len().saturating_sub(rows)) } else { 0 };
    for (row, (at, indent, text, part)) in lines.into_iter().skip(first).take(rows).enumerate() {
        let y = inner.y + row as u16;
        canvas.text(inner.x + indent, y, inner.width.saturating_sub(indent), &text, part);
        canvas.hit(Rect::new(inner.x, y, inner.width, 1), Target::Item(at));
    }
}
