//! The operations inside a call of the JWT library.
//!
//! ```text
//! ─ inside jwt.encode  4 of 9 ─────────────────────────────────────────────────────
//!  ✓ 1 claims to JSON              │ base64url of the payload   ↓ opens it
//!  ✓ 2 base64url of the payload    │ RFC 7515 §5.1 step 2
//!  ▶ 3 header to JSON              │ in   payload      JSON, 15 bytes
//!    4 base64url of the header     │      {"user_id":123}
//!    5 signing input               │ out  segment      20 characters
//!                                  │      eyJ1c2VyX2lkIjoxMjN9
//! ```

use super::detail;
use crate::session::Target;
use crate::text::Text;
use crate::tui::canvas::{Canvas, Frame, window};
use crate::tui::theme::Part;
use crate::view::{DatumView, OperationItem, Operations, Ranges};
use ratatui::layout::Rect;

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, frame: Frame<'_>, operations: &Operations) {
    let place = format!("{} of {}", operations.current + 1, operations.items.len());
    let gates = operations.items.iter().any(|item| !item.mark.is_empty());
    let legend = if gates { "  ✓ passed ✗ refused ○ not checked - not reached" } else { "" };
    let note = Text::new(&format!("{place}{legend}"));
    let inner = canvas.frame(area, &Frame { title: "inside the call", note: Some(&note), ..frame });
    if inner.is_empty() {
        return;
    }
    if let Some(opened) = &operations.detail {
        detail::render(canvas, inner, opened);
        return;
    }
    let widest = operations.items.iter().map(|item| item.name.width()).max().unwrap_or(0) as u16;
    let list = (widest + 8).min(inner.width / 2 - 2);
    items(canvas, Rect { width: list, ..inner }, operations);
    for y in inner.y..inner.bottom() {
        canvas.label(inner.x + list, y, 1, "│", Part::Border);
    }
    let right = Rect { x: inner.x + list + 2, width: inner.width.saturating_sub(list + 3), ..inner };
    opened(canvas, right, operations);
}

fn items(canvas: &mut Canvas<'_>, area: Rect, operations: &Operations) {
    let rows = usize::from(area.height);
    let first = window(operations.current, operations.items.len(), rows);
    for (at, item) in operations.items.iter().enumerate().skip(first).take(rows) {
        let y = area.y + (at - first) as u16;
        let now = at == operations.current;
        let (mark, part) = mark(item, now);
        canvas.label(area.x + 1, y, 1, mark, part);
        let number = Text::from(format!("{:>2} ", at + 1));
        let part = if now {
            Part::Now
        } else if item.passed {
            Part::Plain
        } else {
            Part::Dim
        };
        let x = canvas.text(area.x + 3, y, 3, &number, part);
        if item.differs && (now || item.passed) {
            canvas.label(area.x + 2, y, 1, "≠", Part::Warn);
        }
        canvas.text(x, y, area.right().saturating_sub(x), &item.name, part);
        canvas.hit(Rect::new(area.x, y, area.width, 1), Target::Operation(at));
    }
}

fn mark(item: &OperationItem, now: bool) -> (&'static str, Part) {
    match (item.mark, now, item.passed) {
        ("✗", true, _) => ("✗", Part::Bad),
        (_, true, _) => ("▶", Part::Now),
        ("", _, true) => ("✓", Part::Plain),
        (_, _, false) => (" ", Part::Plain),
        ("✗", ..) => ("✗", Part::Bad),
        ("✓", ..) => ("✓", Part::Good),
        (other, ..) => (other, Part::Label),
    }
}

fn opened(canvas: &mut Canvas<'_>, area: Rect, operations: &Operations) {
    let Some(item) = operations.items.get(operations.current) else { return };
    let mut y = area.y;
    let x = canvas.text(area.x, y, area.width, &item.name, Part::Title);
    if operations.opens {
        let x = canvas.label(x, y, area.right().saturating_sub(x), "   ↓", Part::Key);
        canvas.label(x, y, area.right().saturating_sub(x), " opens it", Part::Label);
    }
    y += 1;
    // The sentence that says why is worth more than where it is written.
    let rows = |data: &[DatumView]| data.iter().filter(|datum| !datum.value.is_empty()).count() * 2;
    let needed = 3
        + rows(&operations.inputs)
        + rows(std::slice::from_ref(&operations.output))
        + operations.verdict.len()
        + operations.sentence.wrap(usize::from(area.width)).len();
    if y < area.bottom() && needed <= usize::from(area.height) {
        canvas.text(area.x, y, area.width, &item.rfc, Part::Label);
        y += 1;
    }
    // A refusal needs the rows: what was expected, what was found, and where it leads.
    let cramped = item.mark == "✗" && area.height < 16;
    if y < area.bottom() && !operations.characters.is_empty() && !cramped {
        canvas.text(area.x, y, area.width, &operations.characters, Part::Label);
        y += 1;
    }
    y = verdict(canvas, Rect { y, height: area.bottom().saturating_sub(y), ..area }, operations);
    let inputs: &[DatumView] = if cramped { &[] } else { &operations.inputs };
    let (out, each) =
        value_lines(Rect { y, height: area.bottom().saturating_sub(y), ..area }, inputs, operations);
    for (at, (input, lines)) in inputs.iter().zip(each).enumerate() {
        let rest = Rect { y, height: area.bottom().saturating_sub(y), ..area };
        let picked = canvas.lit.and_then(|lit| lit.inputs.get(at));
        y = datum(canvas, rest, "in", input, lines, picked);
    }
    if !operations.output.value.is_empty() {
        let rest = Rect { y, height: area.bottom().saturating_sub(y), ..area };
        let picked = canvas.lit.map(|lit| &lit.output);
        y = datum(canvas, rest, "out", &operations.output, out, picked);
    }
    for warning in &operations.warnings {
        if y < area.bottom() {
            let rest = Rect { y, height: area.bottom() - y, ..area };
            y = canvas.paragraph(rest, &Text::join(&[&Text::label("! "), warning], ""), Part::Warn);
        }
    }
    let sentence = operations.sentence.wrap(usize::from(area.width));
    let last = area.bottom().saturating_sub(sentence.len() as u16);
    if y <= last {
        let rest = Rect { y: (y + 1).min(last), height: area.bottom() - (y + 1).min(last), ..area };
        canvas.paragraph(rest, &operations.sentence, Part::Plain);
    }
}

/// The most lines that a value takes.
const VALUE: usize = 4;

/// How many lines the output's value gets, and each input's: what the warnings and the sentence that says why leave,
/// shared out one by one, the output first. A key in hex would take it all, and nobody reads it.
fn value_lines(area: Rect, inputs: &[DatumView], operations: &Operations) -> (usize, Vec<usize>) {
    let width = usize::from(area.width);
    let below: usize =
        operations.warnings.iter().chain([&operations.sentence]).map(|text| text.wrap(width).len()).sum();
    let wanted: Vec<usize> = std::iter::once(&operations.output)
        .chain(inputs)
        .map(|datum| datum.value.wrap(width.saturating_sub(5)).len().min(VALUE))
        .collect();
    let mut given: Vec<usize> = wanted.iter().map(|lines| (*lines).min(1)).collect();
    let labels = inputs.len() + usize::from(wanted[0] > 0);
    let mut room = usize::from(area.height).saturating_sub(below + labels + given.iter().sum::<usize>());
    while let Some(next) = (0..given.len()).filter(|at| given[*at] < wanted[*at]).min_by_key(|at| given[*at])
    {
        if room == 0 {
            break;
        }
        given[next] += 1;
        room -= 1;
    }
    let each = given.split_off(1);
    (given[0], each)
}

/// What came of a gate; each line may take two rows.
fn verdict(canvas: &mut Canvas<'_>, mut area: Rect, operations: &Operations) -> u16 {
    for line in &operations.verdict {
        if area.is_empty() {
            break;
        }
        let part = match line.text.as_str().chars().next() {
            Some('✗') => Part::Bad,
            Some('✓') => Part::Good,
            _ => Part::Plain,
        };
        // What is compared stands one under the other; long lists run on under their label.
        let indent = if matches!(line.label, "expected" | "found" | "differ") { 9 } else { 0 };
        let text = Rect {
            x: area.x + indent,
            width: area.width.saturating_sub(indent),
            height: area.height.min(if line.label == "class" { 3 } else { 2 }),
            ..area
        };
        let y = if indent > 0 || line.label.is_empty() {
            canvas.paragraph(text, &line.text, part)
        } else {
            let label = Text::from(format!("{}: ", line.label));
            canvas.paragraph(text, &Text::join(&[&label, &line.text], ""), part)
        };
        if indent > 0 {
            canvas.label(area.x, area.y, indent, line.label, Part::Label);
        }
        area = Rect { y, height: area.bottom().saturating_sub(y), ..area };
    }
    area.y
}

/// A named value: its label and form, then the value in at most `most` lines.
fn datum(
    canvas: &mut Canvas<'_>,
    area: Rect,
    side: &'static str,
    datum: &DatumView,
    most: usize,
    picked: Option<&Ranges>,
) -> u16 {
    if area.is_empty() {
        return area.y;
    }
    canvas.label(area.x, area.y, 4, side, Part::Key);
    let x = canvas.text(area.x + 5, area.y, area.width.saturating_sub(5), &datum.label, Part::Title);
    canvas.text(x + 2, area.y, area.right().saturating_sub(x + 2), &datum.form, Part::Label);
    let mut y = area.y + 1;
    let width = area.width.saturating_sub(5);
    let lines = datum.value.wrap(usize::from(width));
    for (at, line) in lines.iter().take(most).enumerate() {
        if y >= area.bottom() {
            break;
        }
        let line = if at + 1 == most && lines.len() > most {
            line.unfinished(usize::from(width))
        } else {
            line.clone()
        };
        let part = if side == "out" { Part::Lit } else { Part::Plain };
        canvas.text(area.x + 5, y, width, &line, part);
        y += 1;
    }
    let value = Rect { x: area.x + 5, y: area.y + 1, width, height: y.saturating_sub(area.y + 1) };
    if let Some(ranges) = picked
        && canvas.light_lines(value, &datum.value, ranges)
    {
        canvas.diamond(area.x + 4, area.y + 1);
    }
    y
}
