//! The lab's code while it is edited.
//!
//! ```text
//! ┌ code ───────────────────────────────────────────────┐
//! │  1  import jwt                                       │
//! │  2                                                   │
//! │▶ 3  key = "a-secret█                                 │
//! │✗ 4  claims = {"sub": }                               │
//! └──────────────────────────────────────────────────────┘
//! ```

use super::fields::editing;
use crate::text::Text;
use crate::tui::canvas::{Canvas, Frame, window};
use crate::tui::theme::Part;
use crate::view::CodeView;
use ratatui::layout::Rect;

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, frame: Frame<'_>, code: &CodeView) {
    let inner = canvas.frame(area, &Frame { title: "code", note: Some(&code.outcome), ..frame });
    let (total, rows) = (code.lines.len(), usize::from(inner.height));
    let at = code.cursor.as_ref().map(|cursor| cursor.0);
    let first = window(at.or(code.wrong).unwrap_or(0), total, rows);
    let digits = total.max(1).ilog10() as u16 + 1;
    for (line, text) in code.lines.iter().enumerate().skip(first).take(rows) {
        let y = inner.y + (line - first) as u16;
        let (mark, part) = match (code.wrong == Some(line), at == Some(line)) {
            (true, _) => ("✗", Part::Bad),
            (_, true) => ("▶", Part::Now),
            _ => (" ", Part::Plain),
        };
        canvas.label(inner.x, y, 1, mark, part);
        let number = Text::from(format!("{:>width$}", line + 1, width = usize::from(digits)));
        let x = canvas.text(inner.x + 2, y, digits, &number, Part::Dim) + 2;
        let rest = Rect::new(x, y, inner.right().saturating_sub(x), 1);
        match &code.cursor {
            Some((here, before, under, after)) if *here == line => {
                editing(canvas, rest, (before, under, after));
            }
            _ => {
                canvas.text(x, y, rest.width, text, Part::Plain);
            }
        }
    }
}
