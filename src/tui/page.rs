//! Rows from the top down, as many as there are; what does not fit is scrolled to.

use crate::session::Target;
use crate::text::Text;
use crate::tui::canvas::Canvas;
use crate::tui::theme::Part;
use ratatui::layout::Rect;

/// A page of rows.
pub(in crate::tui) struct Page {
    pub(in crate::tui) width: u16,
    rows: Vec<Row>,
    target: Option<Target>,
    /// The rows that must be seen.
    keep: Option<(usize, usize)>,
    /// Rows from the top that stay when the rest is scrolled.
    pinned: usize,
    /// The keys that scroll.
    pub(in crate::tui) keys: &'static str,
}

#[derive(Default)]
struct Row {
    indent: u16,
    bits: Vec<(Text, Part)>,
    target: Option<Target>,
}

impl Page {
    pub(in crate::tui) fn new(width: u16) -> Self {
        Self { width, rows: Vec::new(), target: None, keep: None, pinned: 0, keys: "PgUp PgDn" }
    }

    pub(in crate::tui) fn len(&self) -> usize {
        self.rows.len()
    }

    /// An empty row, unless there is one already.
    pub(in crate::tui) fn gap(&mut self) {
        if self.rows.last().is_some_and(|row| !row.bits.is_empty()) {
            self.rows.push(Row::default());
        }
    }

    /// A row of pieces.
    pub(in crate::tui) fn row(&mut self, indent: u16, bits: Vec<(Text, Part)>) {
        self.rows.push(Row { indent, bits, target: self.target });
    }

    /// One row, cut where the page ends.
    pub(in crate::tui) fn line(&mut self, indent: u16, text: &Text, part: Part) {
        let room = usize::from(self.width.saturating_sub(indent));
        self.row(indent, vec![(text.cut(room), part)]);
    }

    /// A text in as many rows as it takes; none for an empty one.
    pub(in crate::tui) fn paragraph(&mut self, indent: u16, text: &Text, part: Part) {
        if text.is_empty() {
            return;
        }
        for line in text.wrap(usize::from(self.width.saturating_sub(indent).max(1))) {
            self.row(indent, vec![(line, part)]);
        }
    }

    /// What the rows from here on are, for the mouse.
    pub(in crate::tui) fn target(&mut self, target: Option<Target>) {
        self.target = target;
    }

    /// The rows so far stay when the rest is scrolled, as far as they leave it room.
    pub(in crate::tui) fn pin(&mut self) {
        self.pinned = self.rows.len();
    }

    /// The rows from here on must be seen.
    pub(in crate::tui) fn keep(&mut self) {
        self.keep = Some((self.rows.len(), self.rows.len() + 1));
    }

    /// Up to here.
    pub(in crate::tui) fn kept(&mut self) {
        if let Some((_, end)) = &mut self.keep {
            *end = self.rows.len();
        }
    }

    /// Draws what fits, scrolled down by so many rows, the last one used for saying that there is more.
    pub(in crate::tui) fn draw(mut self, canvas: &mut Canvas<'_>, mut area: Rect, scroll: usize) {
        let over = self.rows.len() > usize::from(area.height);
        if over && self.pinned * 3 <= usize::from(area.height) {
            let rest = self.rows.split_off(self.pinned);
            let head = std::mem::replace(&mut self.rows, rest);
            let rows = head.len() as u16;
            for (row, y) in head.iter().zip(area.y..) {
                row.draw(canvas, area, y);
            }
            area = Rect { y: area.y + rows, height: area.height - rows, ..area };
            let back = |at: usize| at.saturating_sub(usize::from(rows));
            self.keep = self.keep.map(|(start, end)| (back(start), back(end)));
        }
        let total = self.rows.len();
        let mut height = usize::from(area.height);
        if over {
            height = height.saturating_sub(1);
        }
        let last = total.saturating_sub(height);
        let mut first = scroll.min(last);
        // Not scrolled: the highlighted row is shown all the same.
        if let (0, Some((start, end))) = (scroll, self.keep) {
            first = first.max(end.saturating_sub(height)).min(start);
        }
        canvas.scrolls_to(last);
        let keys = self.keys;
        for (at, row) in self.rows.into_iter().skip(first).take(height).enumerate() {
            row.draw(canvas, area, area.y + at as u16);
        }
        if over {
            let below = total - first - height;
            let note = Text::from(format!("{}   {keys}", more(first, below)));
            canvas.text(area.x, area.bottom() - 1, area.width, &note, Part::Key);
        }
    }
}

impl Row {
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, y: u16) {
        let mut x = area.x + self.indent;
        for (text, part) in &self.bits {
            x = canvas.text(x, y, area.right().saturating_sub(x), text, *part);
        }
        if let Some(target) = self.target {
            canvas.hit(Rect { y, height: 1, ..area }, target);
        }
    }
}

/// How many lines are out of sight: `↑ 4 lines above   ↓ 2 lines below`, without the side that has none.
pub(in crate::tui) fn more(above: usize, below: usize) -> Text {
    let side = |arrow: &str, count: usize, place: &str| match count {
        0 => String::new(),
        1 => format!("{arrow} 1 line {place}"),
        _ => format!("{arrow} {count} lines {place}"),
    };
    let (above, below) = (side("↑", above, "above"), side("↓", below, "below"));
    let gap = if above.is_empty() || below.is_empty() { "" } else { "   " };
    Text::from(format!("{above}{gap}{below}"))
}
