//! The summary: what to remember, and the transcript.
//!
//! ```text
//!  What to remember
//!    ● A JSON Web Token carries claims: here {"user_id":123}.
//!  Transcript
//!    2. Encode data: jwt.encode writes header and claims as JSON, …
//! ```

use crate::text::Text;
use crate::tui::canvas::Canvas;
use crate::tui::page::more;
use crate::tui::theme::Part;
use crate::view::Prose;
use ratatui::layout::Rect;

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, prose: &Prose, scroll: usize) {
    let width = usize::from(area.width.saturating_sub(8).min(100));
    let mut lines: Vec<(u16, Text, Part)> = Vec::new();
    for (index, (heading, paragraphs)) in prose.parts.iter().enumerate() {
        if index > 0 {
            lines.push((1, Text::default(), Part::Plain));
        }
        lines.push((1, heading.clone(), Part::Title));
        for paragraph in paragraphs {
            let indent = paragraph.as_str().len() - paragraph.as_str().trim_start().len();
            let inner = Text::new(paragraph.as_str().trim_start());
            let bullet = if index == 0 { "● " } else { "" };
            for (row, line) in inner.wrap(width.saturating_sub(indent)).into_iter().enumerate() {
                let mark = Text::label(if row == 0 {
                    bullet
                } else if index == 0 {
                    "  "
                } else {
                    ""
                });
                let part = if indent > 0 { Part::Label } else { Part::Plain };
                lines.push((3 + indent as u16, Text::join(&[&mark, &line], ""), part));
            }
        }
    }
    canvas.scrolls_to(0);
    let mut rows = usize::from(area.height);
    if lines.len() > rows {
        rows -= 1;
        let first = scroll.min(lines.len() - rows);
        canvas.scrolls_to(lines.len() - rows);
        let (above, below) = (first, lines.len() - first - rows);
        let note = more(above, below);
        canvas.text(area.x + 1, area.bottom() - 1, area.width, &note, Part::Key);
    }
    let first = scroll.min(lines.len().saturating_sub(rows));
    for (row, (indent, line, part)) in lines.into_iter().skip(first).take(rows).enumerate() {
        canvas.text(area.x + indent, area.y + row as u16, area.width.saturating_sub(indent), &line, part);
    }
}
