//! The list of lessons.
//!
//! ```text
//!  ▶ 1  Creating a token                          FastAPI   10 min
//!    2  What a token is made of                   REST      30 min
//!
//!  Follow a dictionary and a secret through jwt.encode and see the token come out, step by step.
//!  3 steps, 3 key moments, 3 questions; runs with python-jose and pyjwt
//! ```

use crate::session::Target;
use crate::text::Text;
use crate::tui::canvas::{Canvas, window};
use crate::tui::theme::Part;
use crate::view::Library;
use ratatui::layout::Rect;

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, library: &Library) {
    let intro = "See JSON Web Tokens being made: the Python on the screen really runs.";
    canvas.label(area.x + 2, area.y + 1, area.width.saturating_sub(4), intro, Part::Plain);
    let problems = library.problems.len().min(3) as u16;
    let about = 6 + problems;
    let rows = usize::from(area.height.saturating_sub(about + 3)).max(1);
    let first = window(library.selected, library.items.len(), rows);
    let mut y = area.y + 3;
    if library.items.is_empty() {
        canvas.label(area.x + 2, y, area.width, "There are no lessons here.", Part::Warn);
        y += 1;
    }
    let titles = (area.width.saturating_sub(34)).min(60);
    for (at, item) in library.items.iter().enumerate().skip(first).take(rows) {
        let now = at == library.selected;
        let part = if now { Part::Now } else { Part::Plain };
        canvas.label(area.x + 2, y, 1, if now { "▶" } else { " " }, part);
        canvas.text(area.x + 4, y, 4, &Text::from(format!("{:>2}", at + 1)), Part::Label);
        canvas.text(area.x + 8, y, titles, &item.title, part);
        canvas.text(area.x + 9 + titles, y, 14, &item.topic, Part::Label);
        canvas.text(area.x + 24 + titles, y, 8, &item.time, Part::Label);
        canvas.hit(Rect::new(area.x, y, area.width, 1), Target::Item(at));
        y += 1;
    }
    y += 1;
    if let Some(item) = library.items.get(library.selected) {
        canvas.rule(area.x, y, area.width, "─", Part::Border);
        let width = area.width.saturating_sub(6).min(96);
        let rest = |y: u16| Rect::new(area.x + 4, y, width, area.bottom().saturating_sub(y + problems));
        y = canvas.paragraph(rest(y + 1), &item.about, Part::Plain);
        y = canvas.paragraph(rest(y), &item.contents, Part::Label);
        let mut x = canvas.label(area.x + 4, y + 1, 8, "Enter", Part::Key);
        x = canvas.label(x, y + 1, 16, " opens it", Part::Label);
        let _ = x;
    }
    let rows = area.bottom().saturating_sub(problems)..area.bottom();
    for (y, problem) in rows.zip(&library.problems) {
        canvas.label(area.x + 2, y, 2, "✗", Part::Bad);
        canvas.text(area.x + 4, y, area.width.saturating_sub(5), problem, Part::Bad);
    }
}
