//! The run of a question and the run of an engine with a misconception, at the same stop: one under the other, or side
//! by side where there is room.
//!
//! ```text
//!  stop 5 of 14   here they differ   they differ at 9 of 16 stops
//! ─ the truth  python-jose 3.5.0 ─────────────────────────────────────────────
//!  ▶   4  token = jwt.encode(claims, KEY, algorithm="HS256")
//!
//!  ≠ token    '…eyJxIjoiPz8-Pn4ifQ.guEJMyf8'
//!             differs from character 41 on
//!    claims   {'q': '??>>~'}
//! ─ your idea  a token is written in base64, with + and / ────────────────────
//!  ▶   4  token = jwt.encode(claims, KEY, algorithm="HS256")
//!
//!  ≠ token    '…eyJxIjoiPz8+Pn4ifQ.guEJMyf8'
//! ```

use crate::text::Text;
use crate::tui::canvas::{Canvas, Frame, window};
use crate::tui::page::Page;
use crate::tui::theme::Part;
use crate::view::{BesideSide, BesideView, Role};
use ratatui::layout::Rect;

/// Columns from which the two stand side by side.
const WIDE: u16 = 110;
/// Rows of a side under which its values get fewer.
const TIGHT: u16 = 14;
/// Lines of the program at most.
const LINES: usize = 14;
/// Rows that a value may take while both sides are shown.
const ROWS: usize = 3;

pub(in crate::tui) fn render(
    canvas: &mut Canvas<'_>,
    area: Rect,
    frame: Frame<'_>,
    beside: &BesideView,
    scroll: usize,
) {
    let place = Rect { height: 1.min(area.height), ..area };
    let body = Rect { y: area.y + place.height, height: area.height - place.height, ..area };
    canvas.text(place.x + 1, place.y, place.width.saturating_sub(1), &beside.place, Part::Label);
    match (&beside.truth, &beside.other) {
        (Some(truth), Some(other)) => {
            let (first, second) = if body.width >= WIDE {
                let left = body.width / 2;
                (Rect { width: left, ..body }, Rect { x: body.x + left, width: body.width - left, ..body })
            } else {
                let upper = body.height / 2;
                let rest = body.height - upper;
                (Rect { height: upper, ..body }, Rect { y: body.y + upper, height: rest, ..body })
            };
            let rows = if first.height < TIGHT { ROWS - 1 } else { ROWS };
            side(canvas, first, &titled(frame, truth.head), truth, (rows, scroll));
            side(canvas, second, &titled(frame, other.head), other, (rows, scroll));
        }
        (Some(alone), None) | (None, Some(alone)) => {
            side(canvas, body, &titled(frame, alone.head), alone, (usize::MAX, scroll));
        }
        (None, None) => {}
    }
}

fn titled<'f>(frame: Frame<'f>, title: &'static str) -> Frame<'f> {
    Frame { title, focus: false, dense: true, ..frame }
}

fn side(
    canvas: &mut Canvas<'_>,
    area: Rect,
    frame: &Frame<'_>,
    side: &BesideSide,
    (rows, scroll): (usize, usize),
) {
    let inner = canvas.frame(area, &Frame { note: Some(&side.title), ..*frame });
    let width = inner.width.saturating_sub(2);
    let mut state = Page::new(width);
    values(&mut state, side, rows);
    let room = usize::from(inner.height).saturating_sub(state.len() + 1).clamp(1, LINES);
    let mut page = Page::new(width);
    code(&mut page, side, room);
    if room > 1 {
        page.gap();
    }
    values(&mut page, side, rows);
    page.draw(canvas, Rect { x: inner.x + 1, width, ..inner }, scroll);
}

/// The line that runs, with as many around it as there is room for.
fn code(page: &mut Page, side: &BesideSide, room: usize) {
    let room = room.min(side.lines.len());
    let first = window(side.look, side.lines.len(), room);
    let width = usize::from(page.width).saturating_sub(2);
    for (at, line) in side.lines.iter().enumerate().skip(first).take(room) {
        let now = side.current == Some(at);
        let (mark, part) = match (now, side.parted) {
            (true, true) => ("≠ ", Part::Warn),
            (true, false) => ("▶ ", Part::Now),
            _ => ("  ", Part::Dim),
        };
        let look = if now { Part::Now } else { Part::Code(Role::Plain) };
        page.row(0, vec![(Text::label(mark), part), (line.cut(width), look)]);
    }
}

/// What happens, and the variables.
fn values(page: &mut Page, side: &BesideSide, rows: usize) {
    let width = page.width;
    let event = if side.parted { Part::Warn } else { Part::Label };
    let mark = if side.parted && side.current.is_none() { "≠ " } else { "  " };
    let event_lines = if side.event.is_empty() {
        Vec::new()
    } else {
        side.event.wrap(usize::from(width).saturating_sub(4).max(1))
    };
    for (at, line) in event_lines.into_iter().take(rows).enumerate() {
        let mark = Text::label(if at == 0 { mark } else { "  " });
        page.row(0, vec![(mark, Part::Warn), (line, event)]);
    }
    let names = side.rows.iter().map(|row| row.name.width()).max().unwrap_or(0).min(16);
    let indent = names + 4;
    for row in &side.rows {
        let differs = !row.differs.is_empty();
        let part = if differs { Part::Warn } else { Part::Plain };
        let room = usize::from(width).saturating_sub(indent).max(1);
        let lines = row.value.wrap(room);
        let most = if differs { rows } else { rows.saturating_sub(ROWS).max(1) };
        let cut = lines.len() > most;
        for (at, line) in lines.into_iter().take(most).enumerate() {
            let line = if cut && at + 1 == most { line.unfinished(room) } else { line };
            if at > 0 {
                page.row(indent as u16, vec![(line, part)]);
                continue;
            }
            let name = Text::from(format!("{:<names$}  ", row.name.cut(names).as_str()));
            let mark = Text::label(if differs { "≠ " } else { "  " });
            page.row(0, vec![(mark, Part::Warn), (name, Part::Label), (line, part)]);
        }
        if differs {
            page.row(indent as u16, vec![(row.differs.cut(room), Part::Label)]);
        }
    }
}
