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
use crate::tui::canvas::{Canvas, Frame};
use crate::tui::theme::Part;
use crate::view::{SegmentState, TokenStrip};
use ratatui::layout::Rect;

/// Columns of the labels.
const LABELS: u16 = 11;

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, frame: Frame<'_>, token: &TokenStrip) {
    let inner = canvas.frame(area, &Frame { title: "token", note: Some(&token.state), ..frame });
    if inner.height > 8 {
        whole(canvas, inner, token);
        return;
    }
    let room = inner.width.saturating_sub(LABELS + 4);
    let widest = token.segments.iter().map(|segment| segment.text.width() + 1).max().unwrap_or(0) as u16;
    let meaning = token.segments.iter().map(|segment| segment.decoded.width()).max().unwrap_or(0) as u16;
    let text = widest.max(8).min(room.saturating_sub(meaning.min(room / 2)));
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
            }
            SegmentState::Pending | SegmentState::Begun => {
                canvas.label(x, y, text, "·····", Part::Dim);
            }
        }
        let x = x + text + 2;
        canvas.text(x, y, inner.right().saturating_sub(x + 1), &segment.decoded, Part::Plain);
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
        } else {
            canvas.label(text.x, y, text.width, "····· not made yet", Part::Dim);
            y += 1;
        }
        if y < area.bottom() && !segment.decoded.is_empty() {
            canvas.label(area.x + 1, y, LABELS, "  is", Part::Label);
            y = canvas.paragraph(
                Rect { y, height: area.bottom() - y, ..text },
                &segment.decoded,
                Part::Plain,
            );
        }
        y += 1;
    }
}
