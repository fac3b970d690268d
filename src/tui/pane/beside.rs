//! The run of a question and the run of an engine with a misconception, at the same stop: one under the other, or side
//! by side where there is room.
//!
//! ```text
//!  stop 5 of 14   here they differ   they differ at 9 of 16 stops
//! ─ the truth  python-jose 3.5.0 ─────────────────────────────────────────────
//!    4  token = jwt.encode(claims, KEY, algorithm="HS256")
//!  ≠ token    '…eyJxIjoiPz8-Pn4ifQ.guEJMyf8'
//!             differs from character 41 on
//!    claims   {'q': '??>>~'}
//! ─ what you had in mind  a token is written in base64, with + and / ──────────
//!    4  token = jwt.encode(claims, KEY, algorithm="HS256")
//!  ≠ token    '…eyJxIjoiPz8+Pn4ifQ.guEJMyf8'
//! ```

use crate::text::Text;
use crate::tui::canvas::{Canvas, Frame};
use crate::tui::page::Page;
use crate::tui::theme::Part;
use crate::view::{BesideSide, BesideView, Role};
use ratatui::layout::Rect;

/// Columns from which the two stand side by side.
const WIDE: u16 = 110;
const TRUTH: &str = "the truth";
const MIND: &str = "what you had in mind";
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
    match (&beside.truth, &beside.mutant) {
        (Some(truth), Some(mutant)) => {
            let (first, second) = if body.width >= WIDE {
                let left = body.width / 2;
                (Rect { width: left, ..body }, Rect { x: body.x + left, width: body.width - left, ..body })
            } else {
                let upper = body.height / 2;
                let rest = body.height - upper;
                (Rect { height: upper, ..body }, Rect { y: body.y + upper, height: rest, ..body })
            };
            side(canvas, first, &titled(frame, TRUTH), truth, (ROWS, scroll));
            side(canvas, second, &titled(frame, MIND), mutant, (ROWS, scroll));
        }
        (Some(alone), None) => side(canvas, body, &titled(frame, TRUTH), alone, (usize::MAX, scroll)),
        (None, Some(alone)) => side(canvas, body, &titled(frame, MIND), alone, (usize::MAX, scroll)),
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
    let mut page = Page::new(width);
    let mark = if side.parted { "≠ " } else { "  " };
    page.row(
        0,
        vec![
            (Text::label(mark), Part::Warn),
            (side.line.cut(usize::from(width).saturating_sub(2)), Part::Code(Role::Plain)),
        ],
    );
    let event = if side.parted { Part::Warn } else { Part::Label };
    for line in side.event.wrap(usize::from(width).saturating_sub(4).max(1)).into_iter().take(rows) {
        page.row(2, vec![(line, event)]);
    }
    let names = side.rows.iter().map(|row| row.name.width()).max().unwrap_or(0).min(16);
    let indent = names + 4;
    for row in &side.rows {
        let differs = !row.differs.is_empty();
        let part = if differs { Part::Warn } else { Part::Plain };
        let room = usize::from(width).saturating_sub(indent).max(1);
        let lines = row.value.wrap(room);
        let most = if differs { rows } else { 1.max(rows / ROWS) };
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
    page.draw(canvas, Rect { x: inner.x + 1, width, ..inner }, scroll);
}
