//! The report: bars that say in words what they show.
//!
//! ```text
//!  easy      ████████████░░░░  3 of 4 right
//! ```

use crate::text::Text;
use crate::tui::page::Page;
use crate::tui::theme::Part;
use crate::view::{ReportView, StrengthBar};

/// Cells of a bar.
const CELLS: usize = 20;

pub(super) fn lay(page: &mut Page, report: &ReportView) {
    page.paragraph(0, &report.headline, Part::Title);
    page.gap();
    bars(page, report.all.as_slice());
    if !report.lessons.is_empty() {
        page.gap();
        page.paragraph(0, &Text::label("by lesson, right at the first try"), Part::Title);
        bars(page, &report.lessons);
    }
    if !report.levels.is_empty() {
        page.gap();
        page.paragraph(0, &Text::label("by difficulty, right at the first try"), Part::Title);
        bars(page, &report.levels);
    }
    if !report.misconceptions.is_empty() {
        page.gap();
        page.paragraph(0, &Text::label("right where many think, the weakest first"), Part::Title);
        bars(page, &report.misconceptions);
    }
    page.gap();
    page.paragraph(0, &report.advice, Part::Plain);
}

fn bars(page: &mut Page, bars: &[StrengthBar]) {
    let room = usize::from(page.width).saturating_sub(CELLS + 24);
    let name = bars.iter().map(|bar| bar.about.width()).max().unwrap_or(0).min(room);
    for bar in bars {
        let filled = (bar.right * CELLS).checked_div(bar.answered).unwrap_or(0);
        let part = if bar.right == bar.answered { Part::Good } else { Part::Warn };
        page.row(
            0,
            vec![
                (Text::from(format!("{:<name$}  ", bar.about.cut(name).as_str())), Part::Plain),
                (Text::from("█".repeat(filled)), part),
                (Text::from("·".repeat(CELLS - filled)), Part::Dim),
                (Text::label("  "), Part::Plain),
                (bar.words.clone(), Part::Plain),
            ],
        );
    }
}
