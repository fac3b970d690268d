//! The concept flow, as a pane and as one line.
//!
//! ```text
//!     ( Start )
//!         │
//!     ( Prepare payload data )                     step 1
//!         │
//!  ▶  [ Encode with secret and algorithm ]         step 2
//!         │
//!     ( End )
//!
//!  jwt.encode writes header and claims as JSON, …
//!
//!  line 4    token = jwt.encode(data, secret, algorithm="HS256")
//! ```

use crate::session::Target;
use crate::text::Text;
use crate::tui::canvas::{Canvas, window};
use crate::tui::theme::Part;
use crate::view::{Flow, FlowItem, Lit};
use ratatui::layout::Rect;

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, flow: &Flow) {
    let width = area.width.saturating_sub(4).min(96);
    let sentence = flow.sentence.wrap(usize::from(width));
    let code = flow.code.len() as u16;
    let below = (sentence.len() as u16 + code + u16::from(code > 0) + 2).min(area.height / 2);
    let rows = area.height.saturating_sub(below);
    let count = flow.items.len() as u16;
    let gap = if count * 2 < rows { 2 } else { 1 };
    let now = flow.items.iter().position(|item| item.lit == Lit::Now).unwrap_or(0);
    let fit = usize::from(rows / gap).max(1);
    let first = window(now, flow.items.len(), fit);
    let used = gap * flow.items.len().min(fit) as u16;
    let mut y = area.y + rows.saturating_sub(used) / 2;
    let widest = flow.items.iter().map(|item| item.text.width()).max().unwrap_or(0) as u16;
    let step = widest.saturating_add(13).max(48).min(area.width.saturating_sub(18));
    for (at, item) in flow.items.iter().enumerate().skip(first).take(fit) {
        if gap == 2 && at > first {
            canvas.label(area.x + 9, y - 1, 1, "│", Part::Border);
        }
        row(canvas, Rect::new(area.x, y, area.width, 1), item, step);
        y += gap;
    }
    let text = Rect::new(area.x + 2, area.bottom() - below + 1, width, below.saturating_sub(1));
    canvas.rule(area.x, text.y - 1, area.width, "─", Part::Border);
    let mut y = canvas.paragraph(text, &flow.sentence, Part::Plain);
    if code > 0 && y + 1 < area.bottom() {
        y += 1;
    }
    for ((number, pieces), y) in flow.code.iter().zip(y..area.bottom()) {
        let x = canvas.text(text.x, y, 9, &Text::from(format!("line {number:<3}")), Part::Label);
        canvas.pieces(x + 1, y, area.right().saturating_sub(x + 2), pieces, false);
    }
}

fn row(canvas: &mut Canvas<'_>, area: Rect, item: &FlowItem, step: u16) {
    let (mark, open, close, part) = look(item.lit);
    canvas.label(area.x + 2, area.y, 2, mark, part);
    let mut x = canvas.label(area.x + 5, area.y, 2, open, part);
    x = canvas.text(x, area.y, step.saturating_sub(10), &item.text, part);
    canvas.label(x, area.y, 2, close, part);
    let end = canvas.text(area.x + step, area.y, 10, &item.step, Part::Label);
    if item.lit == Lit::Unreached {
        canvas.label(end + 1, area.y, 14, "not reached", Part::Bad);
    }
    canvas.hit(area, Target::Stop(item.stop));
}

fn look(lit: Lit) -> (&'static str, &'static str, &'static str, Part) {
    match lit {
        Lit::Now => ("▶", "[ ", " ]", Part::Now),
        Lit::Passed => ("✓", "( ", " )", Part::Plain),
        Lit::Ahead => (" ", "( ", " )", Part::Dim),
        Lit::Unreached => ("✗", "( ", " )", Part::Dim),
    }
}

/// One line, moved along so that the lit box is in it.
pub(in crate::tui) fn strip(canvas: &mut Canvas<'_>, area: Rect, flow: &Flow) {
    if area.is_empty() {
        return;
    }
    let arrow = Text::label("─▶");
    let room = usize::from(area.width).saturating_sub(4);
    let boxes: Vec<(Text, &FlowItem)> = flow
        .items
        .iter()
        .map(|item| {
            // A box is never cut for the sake of its neighbours: those that do not fit are left out.
            let text = item.text.cut(room.saturating_sub(2));
            let (open, close) = if item.lit == Lit::Now { ("[", "]") } else { ("(", ")") };
            (Text::from(format!("{open}{text}{close}")), item)
        })
        .collect();
    let wide = |from: usize, to: usize| {
        boxes[from..=to].iter().map(|(text, _)| text.width()).sum::<usize>() + (to - from) * arrow.width()
    };
    let now = flow.items.iter().position(|item| item.lit == Lit::Now).unwrap_or(0);
    let (mut first, mut last) = (now, now);
    loop {
        if last + 1 < boxes.len() && wide(first, last + 1) <= room {
            last += 1;
        } else if first > 0 && wide(first - 1, last) <= room {
            first -= 1;
        } else {
            break;
        }
    }
    let mut x = area.x + 1;
    if first > 0 {
        x = canvas.label(x, area.y, 2, "… ", Part::Dim);
    }
    for (at, (text, item)) in boxes.iter().enumerate().take(last + 1).skip(first) {
        if at > first {
            x = canvas.text(x, area.y, 2, &arrow, Part::Border);
        }
        let part = match item.lit {
            Lit::Now => Part::Now,
            Lit::Passed => Part::Plain,
            Lit::Ahead | Lit::Unreached => Part::Dim,
        };
        let end = canvas.text(x, area.y, area.right().saturating_sub(x), text, part);
        canvas.hit(Rect::new(x, area.y, end.saturating_sub(x), 1), Target::Stop(item.stop));
        x = end;
    }
    if last + 1 < boxes.len() {
        canvas.label(x, area.y, 2, " …", Part::Dim);
    }
}
