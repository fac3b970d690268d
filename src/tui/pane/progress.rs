//! How well everything is known, over what is open.
//!
//! ```text
//! ┌ progress ────────────────────────────────────────────┐
//! │ By lesson                                            │
//! │  ██░░░░░░░░   19 %  Creating a token                 │
//! │                     2 of 16 questions answered       │
//! └──────────────────────────────────────────────────────┘
//! ```

use super::overlay::over;
use crate::text::Text;
use crate::tui::canvas::Canvas;
use crate::tui::page::Page;
use crate::tui::theme::Part;
use crate::view::{Bar, ProgressView};
use ratatui::layout::Rect;

/// Cells of a bar, and of what stands before the words.
const BAR: usize = 10;
const BEFORE: usize = BAR + 9;

pub(super) fn render(canvas: &mut Canvas<'_>, area: Rect, progress: &ProgressView) {
    let width = area.width.min(104);
    let mut page = Page::new(width.saturating_sub(4));
    page.paragraph(0, &progress.headline, Part::Title);
    for (title, bars) in &progress.groups {
        page.gap();
        page.paragraph(0, title, Part::Title);
        group(&mut page, bars);
    }
    if !progress.untouched.is_empty() && !progress.groups.is_empty() {
        page.gap();
        let mut titles = Text::label("Not begun: ");
        for (at, title) in progress.untouched.iter().enumerate() {
            titles = Text::join(&[&titles, title], if at == 0 { "" } else { "; " });
        }
        page.paragraph(0, &titles, Part::Label);
    }
    page.gap();
    page.paragraph(0, &progress.due, Part::Plain);
    let note = Text::label("↓ ↑ scroll, Esc closes");
    let rows = (page.len() as u16).saturating_add(2);
    let inner = over(canvas, area, width, rows, "progress", Some(&note));
    page.draw(
        canvas,
        Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner },
        progress.scroll,
    );
}

/// Bars one under another. What each rests on stands beside what it is about where all of them fit, else under it.
fn group(page: &mut Page, bars: &[Bar]) {
    let room = usize::from(page.width).saturating_sub(BEFORE);
    let widest = |width: fn(&Bar) -> usize| bars.iter().map(width).max().unwrap_or(0);
    let label = widest(|bar| bar.label.width());
    let beside = label + 3 + widest(|bar| bar.note.width()) <= room;
    for bar in bars {
        let part = if bar.percent < 50 { Part::Warn } else { Part::Good };
        let number = Text::from(format!("  {:>3} %  ", bar.percent));
        let mut bits = vec![(bar.drawn(BAR), part), (number, Part::Plain)];
        for (row, line) in bar.label.wrap(room).into_iter().enumerate() {
            if row > 0 {
                page.row(BEFORE as u16, vec![(line, Part::Plain)]);
                continue;
            }
            let gap = Text::from(" ".repeat(label + 3 - bar.label.width().min(label)));
            bits.push((line, Part::Plain));
            if beside {
                bits.extend([(gap, Part::Plain), (bar.note.clone(), Part::Label)]);
            }
            page.row(0, std::mem::take(&mut bits));
        }
        if !beside {
            page.paragraph(BEFORE as u16, &bar.note, Part::Label);
        }
    }
}
