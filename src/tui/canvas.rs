//! What panes paint on: a buffer, a theme, and a note of what is where for the mouse.

use super::theme::{Part, Theme};
use crate::session::{Message, Pane, Target};
use crate::text::{self, Text};
use crate::view::{LitView, Piece};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use std::ops::Range;

/// What is where, for the mouse.
#[derive(Debug, Default)]
pub(super) struct Hits {
    areas: Vec<(Rect, Target)>,
    limit: Option<usize>,
}

impl Hits {
    pub(super) fn clear(&mut self) {
        self.areas.clear();
        self.limit = None;
    }

    /// How far what is open can be scrolled, when it has an end.
    pub(super) fn limit(&self) -> Option<usize> {
        self.limit
    }

    /// What a mouse event means.
    pub(super) fn message(&self, mouse: MouseEvent) -> Option<Message> {
        let at = Position::new(mouse.column, mouse.row);
        let here = || {
            let under = self.areas.iter().rev().filter(|(area, _)| area.contains(at));
            under.map(|(area, target)| match *target {
                // A row of characters is one area; which of them it is follows from the column.
                Target::Character(first) => Target::Character(first + usize::from(at.x - area.x)),
                Target::Cell(line, first) => Target::Cell(line, first + usize::from(at.x - area.x)),
                Target::Json(segment, first) => Target::Json(segment, first + usize::from(at.x - area.x)),
                target => target,
            })
        };
        let pane = || {
            here().find_map(|target| match target {
                Target::Pane(pane) => Some(pane),
                _ => None,
            })
        };
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => here().next().map(Message::Click),
            MouseEventKind::ScrollDown => Some(Message::Wheel(1, pane())),
            MouseEventKind::ScrollUp => Some(Message::Wheel(-1, pane())),
            _ => None,
        }
    }
}

/// What panes paint on. Only clean text comes here: [`Text`], or the program's own labels.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    pub(super) theme: Theme,
    hits: &'a mut Hits,
    /// The datum picked out, if any.
    pub(super) lit: Option<&'a LitView>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, theme: Theme, hits: &'a mut Hits) -> Self {
        Self { buffer, theme, hits, lit: None }
    }

    /// Puts a text, cut to `cells`; the column after it.
    pub(super) fn text(&mut self, x: u16, y: u16, cells: u16, text: &Text, part: Part) -> u16 {
        self.put(x, y, cells, text.as_str(), self.theme.style(part))
    }

    /// Puts one of the program's own labels.
    pub(super) fn label(&mut self, x: u16, y: u16, cells: u16, label: &'static str, part: Part) -> u16 {
        self.put(x, y, cells, label, self.theme.style(part))
    }

    /// Puts pieces of source, the lit ones underlined; the column after them.
    pub(super) fn pieces(&mut self, x: u16, y: u16, cells: u16, pieces: &[Piece], lit: bool) -> u16 {
        let total: usize = pieces.iter().map(|piece| piece.text.width()).sum();
        let fits = total <= usize::from(cells);
        let end = x.saturating_add(if fits { cells } else { cells.saturating_sub(1) });
        let mut at = x;
        for piece in pieces {
            let left = end.saturating_sub(at);
            if left == 0 {
                break;
            }
            let mut style = self.theme.style(Part::Code(piece.role));
            if lit || piece.lit {
                style = style.patch(self.theme.style(Part::Now));
            }
            let text = text::head(piece.text.as_str(), usize::from(left));
            at = self.put(at, y, left, text, style);
            if text.len() < piece.text.as_str().len() {
                break;
            }
        }
        if fits { at } else { self.label(at, y, 1, "…", Part::Dim) }
    }

    /// Puts lines of a text one under another, as many as there are rows; the row after them.
    pub(super) fn paragraph(&mut self, area: Rect, text: &Text, part: Part) -> u16 {
        let lines = text.wrap(usize::from(area.width));
        let cut = lines.len() > usize::from(area.height);
        let mut y = area.y;
        for line in lines.into_iter().take(usize::from(area.height)) {
            let line =
                if cut && y + 1 == area.bottom() { line.unfinished(usize::from(area.width)) } else { line };
            self.text(area.x, y, area.width, &line, part);
            y += 1;
        }
        y
    }

    /// Lights parts of a text that has been put at a place with so many cells: reversed, so that it shows without
    /// colour.
    pub(super) fn light(&mut self, x: u16, y: u16, cells: u16, text: &str, ranges: &[Range<usize>]) {
        let whole = text::width(text);
        // The last cell of a text that is cut is its mark.
        let room = if whole > usize::from(cells) { usize::from(cells).saturating_sub(1) } else { whole };
        let column = |at: usize| text.get(..at).map_or(whole, text::width).min(room) as u16;
        let style = self.theme.style(Part::Picked);
        for range in ranges {
            for at in column(range.start)..column(range.end) {
                if let Some(cell) = self.buffer.cell_mut((x + at, y)) {
                    cell.set_style(style);
                }
            }
        }
    }

    /// The same for a text in lines, of which the first `shown` have been put.
    pub(super) fn light_lines(&mut self, area: Rect, text: &Text, ranges: &[Range<usize>]) -> bool {
        if ranges.is_empty() {
            return false;
        }
        let (whole, mut from, mut any) = (text.as_str(), 0, false);
        for (row, line) in
            text.wrap(usize::from(area.width)).iter().enumerate().take(usize::from(area.height))
        {
            let Some(start) = whole[from..].find(line.as_str()).map(|at| from + at) else { break };
            let end = start + line.as_str().len();
            from = end;
            let inside: Vec<Range<usize>> = ranges
                .iter()
                .filter(|range| range.start < end && range.end > start)
                .map(|range| range.start.max(start) - start..range.end.min(end) - start)
                .collect();
            any |= !inside.is_empty();
            self.light(area.x, area.y + row as u16, area.width, line.as_str(), &inside);
        }
        any
    }

    /// The mark before something that belongs to the datum picked out.
    pub(super) fn diamond(&mut self, x: u16, y: u16) {
        self.label(x, y, 1, "◆", Part::Now);
    }

    fn put(&mut self, x: u16, y: u16, cells: u16, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if !area.contains(Position::new(x, y)) {
            return x;
        }
        let cells = cells.min(area.right() - x);
        let text = text::cut(text, usize::from(cells));
        let (end, _) = self.buffer.set_stringn(x, y, text.as_ref(), usize::from(cells), style);
        end
    }

    /// Repeats a label over a line.
    pub(super) fn rule(&mut self, x: u16, y: u16, cells: u16, label: &'static str, part: Part) {
        let style = self.theme.style(part);
        let line = Rect::new(x, y, cells, 1).intersection(self.buffer.area);
        for at in line.left()..line.right() {
            if let Some(cell) = self.buffer.cell_mut((at, y)) {
                cell.set_symbol(label).set_style(style);
            }
        }
    }

    /// Empties an area, for what comes on top.
    pub(super) fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            // A wide character cut in half by the edge must go as a whole.
            if let Some(left) = area.x.checked_sub(1)
                && let Some(cell) = self.buffer.cell_mut((left, y))
                && text::width(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(self.theme.base());
                }
            }
        }
    }

    /// Remembers what an area is, for the mouse.
    pub(super) fn hit(&mut self, area: Rect, target: Target) {
        if !area.is_empty() {
            self.hits.areas.push((area, target));
        }
    }

    /// Says how far the text with attention can be scrolled; the last to say so is on top.
    pub(super) fn scrolls_to(&mut self, last: usize) {
        self.hits.limit = Some(last);
    }

    /// A pane's frame with its title; what is inside it. In a `dense` layout the frame is one line with the title.
    pub(super) fn frame(&mut self, area: Rect, frame: &Frame<'_>) -> Rect {
        if let Some(pane) = frame.pane {
            self.hit(area, Target::Pane(pane));
        }
        if area.width < 2 || area.height == 0 {
            return Rect { height: 0, ..area };
        }
        let part = if frame.focus { Part::Focus } else { Part::Border };
        let boxed = !frame.dense && area.height > 2 && area.width > 4;
        self.rule(area.x, area.y, area.width, if frame.focus { "━" } else { "─" }, part);
        if boxed {
            self.rule(area.x, area.bottom() - 1, area.width, if frame.focus { "━" } else { "─" }, part);
            for y in area.y + 1..area.bottom() - 1 {
                let side = if frame.focus { "┃" } else { "│" };
                self.label(area.x, y, 1, side, part);
                self.label(area.right() - 1, y, 1, side, part);
            }
            let corners =
                if frame.focus { ["┏", "┓", "┗", "┛"] } else { ["┌", "┐", "└", "┘"] };
            self.label(area.x, area.y, 1, corners[0], part);
            self.label(area.right() - 1, area.y, 1, corners[1], part);
            self.label(area.x, area.bottom() - 1, 1, corners[2], part);
            self.label(area.right() - 1, area.bottom() - 1, 1, corners[3], part);
        }
        let room = area.width.saturating_sub(4);
        let title = if frame.focus { Part::Focus } else { Part::Title };
        let mut x = self.label(area.x + 1, area.y, 1, " ", part);
        x = self.label(x, area.y, room, frame.title, title);
        if let Some(note) = frame.note.filter(|note| !note.is_empty()) {
            let left = area.right().saturating_sub(x + 4);
            if left > 3 {
                x = self.label(x, area.y, 2, "  ", part);
                x = self.text(x, area.y, left, note, Part::Label);
            }
        }
        self.label(x, area.y, area.right().saturating_sub(x + 1), " ", part);
        if boxed {
            Rect::new(area.x + 1, area.y + 1, area.width - 2, area.height - 2)
        } else {
            Rect::new(area.x, area.y + 1, area.width, area.height - 1)
        }
    }
}

/// A pane's frame.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Frame<'a> {
    pub(super) title: &'static str,
    /// Beside the title.
    pub(super) note: Option<&'a Text>,
    pub(super) pane: Option<Pane>,
    pub(super) focus: bool,
    pub(super) dense: bool,
}

/// The first of `total` lines to show in `rows`, so that `current` is among them and as many as possible around it.
pub(super) fn window(current: usize, total: usize, rows: usize) -> usize {
    current.saturating_sub(rows / 2).min(total.saturating_sub(rows))
}
