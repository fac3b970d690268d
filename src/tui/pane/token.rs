//! The token: a line for each segment, with what it stands for.
//!
//! ```text
//! ┌ token  made; readable by anyone, not encrypted ───────────────────────────────────────────┐
//! │ HEADER     eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.        {"alg":"HS256","typ":"JWT"}       │
//! │ PAYLOAD    eyJ1c2VyX2lkIjoxMjN9.                        {"user_id":123}                   │
//! │ SIGNATURE  hVQ…                                         HMAC-SHA256(header.payload, se…   │
//! └───────────────────────────────────────────────────────────────────────────────────────────┘
//! ```
//!
//! A segment that is not there yet shows as `·····`; one that this moment makes has `▶` before it.

use crate::session::Target;
use crate::text::Text;
use crate::tui::canvas::{Canvas, Frame};
use crate::tui::theme::Part;
use crate::view::{LitView, Ranges, SegmentState, TokenStrip};
use ratatui::layout::Rect;

/// Columns of the labels.
const LABELS: u16 = 11;

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, frame: Frame<'_>, token: &TokenStrip) {
    let note = match canvas.lit {
        Some(lit) => Text::join(&[&Text::label("◆"), &lit.label, &Text::label("  "), &token.state], " "),
        None => token.state.clone(),
    };
    let inner = canvas.frame(area, &Frame { title: "token", note: Some(&note), ..frame });
    if inner.height > 8 {
        whole(canvas, inner, token);
        return;
    }
    let room = inner.width.saturating_sub(LABELS + 4);
    let widest = token.segments.iter().map(|segment| segment.text.width() + 1).max().unwrap_or(0) as u16;
    let meaning = token.segments.iter().map(|segment| segment.decoded.width()).max().unwrap_or(0) as u16;
    let mut start = 0;
    let text = widest.max(8).min(room.saturating_sub(meaning.min(room * 3 / 5)));
    for (at, segment) in token.segments.iter().enumerate() {
        let y = inner.y + at as u16;
        if y >= inner.bottom() {
            break;
        }
        canvas.hit(Rect::new(inner.x, y, inner.width, 1), Target::Segment(at));
        let part = part(at);
        let label_part = if segment.lit { Part::Now } else { Part::Label };
        canvas.label(inner.x, y, 1, if segment.lit { "▶" } else { " " }, Part::Now);
        canvas.label(inner.x + 1, y, LABELS, segment.label, label_part);
        let x = inner.x + 1 + LABELS;
        match segment.state {
            SegmentState::Made => {
                let dot = u16::from(at < 2 && token.joined);
                let end = canvas.text(x, y, text.saturating_sub(dot), &segment.text, part);
                if dot == 1 {
                    canvas.label(end, y, 1, ".", Part::Title);
                }
                light(canvas, (x, y, text.saturating_sub(dot)), &segment.text, at, |lit| &lit.segments);
                canvas.hit(Rect::new(x, y, end.saturating_sub(x), 1), Target::Character(start));
            }
            SegmentState::Pending | SegmentState::Begun => {
                canvas.label(x, y, text, "·····", Part::Dim);
            }
        }
        let x = x + text + 2;
        let end = canvas.text(x, y, inner.right().saturating_sub(x + 1), &segment.decoded, Part::Plain);
        let place = (x, y, inner.right().saturating_sub(x + 1));
        light(canvas, place, &segment.decoded, at, |lit| &lit.decoded);
        canvas.hit(Rect::new(x, y, end.saturating_sub(x), 1), Target::Json(at, 0));
        start += segment.text.as_str().len() + 1;
    }
}

/// Lights what of a segment, or of what it stands for, belongs to the datum picked out.
fn light(
    canvas: &mut Canvas<'_>,
    (x, y, cells): (u16, u16, u16),
    text: &Text,
    at: usize,
    which: fn(&LitView) -> &[Ranges; 3],
) {
    let Some(ranges) = canvas.lit.map(|lit| &which(lit)[at]).filter(|ranges| !ranges.is_empty()) else {
        return;
    };
    canvas.light(x, y, cells, text.as_str(), ranges);
    canvas.diamond(x - 1, y);
}

/// The same for a text in lines.
fn lines(canvas: &mut Canvas<'_>, area: Rect, text: &Text, at: usize, which: fn(&LitView) -> &[Ranges; 3]) {
    if let Some(ranges) = canvas.lit.map(|lit| &which(lit)[at])
        && canvas.light_lines(area, text, ranges)
    {
        canvas.diamond(area.x - 1, area.y);
    }
}

fn part(segment: usize) -> Part {
    [Part::Header, Part::Payload, Part::Signature][segment.min(2)]
}

/// Zoomed: every character of every segment, and under it what it stands for.
fn whole(canvas: &mut Canvas<'_>, area: Rect, token: &TokenStrip) {
    let mut y = area.y;
    for (at, segment) in token.segments.iter().enumerate() {
        if y >= area.bottom() {
            break;
        }
        let part = part(at);
        canvas.label(area.x + 1, y, LABELS, segment.label, Part::Title);
        let text = Rect {
            x: area.x + 1 + LABELS,
            y,
            width: area.width.saturating_sub(LABELS + 2),
            height: area.bottom() - y,
        };
        if segment.state == SegmentState::Made {
            y = canvas.paragraph(text, &segment.text, part);
            lines(canvas, text, &segment.text, at, |lit| &lit.segments);
        } else {
            canvas.label(text.x, y, text.width, "····· not made yet", Part::Dim);
            y += 1;
        }
        if y < area.bottom() && !segment.decoded.is_empty() {
            canvas.label(area.x + 1, y, LABELS, "  is", Part::Label);
            let text = Rect { y, height: area.bottom() - y, ..text };
            y = canvas.paragraph(text, &segment.decoded, Part::Plain);
            lines(canvas, text, &segment.decoded, at, |lit| &lit.decoded);
        }
        y += 1;
    }
}
