//! The list of lessons.
//!
//! ```text
//!  ▶ 1  Creating a token                 FastAPI   10 min  ████░ 14 of 17
//!    2  What a token is made of          REST      30 min
//!
//!  Follow a dictionary and a secret through jwt.encode and see the token come out, step by step.
//!  3 steps, 3 explanations; runs with python-jose or PyJWT
//!  5 quiz questions, 12 to practise, a project in 4 steps, 2 of them done
//!  3 of 3 questions answered; about 83 % of them right at the first try today. You stopped here: Quiz.
//! ```

use crate::session::Target;
use crate::text::Text;
use crate::tui::canvas::{Canvas, window};
use crate::tui::page::more;
use crate::tui::theme::Part;
use crate::view::{Bar, Library, LibraryItem};
use ratatui::layout::Rect;

/// Rows of what is said of a lesson, with its rule, when there is most to say.
const DETAIL: u16 = 8;

/// Cells of a lesson's bar.
const BAR: u16 = 5;

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, library: &Library) {
    let intro = "See JSON Web Tokens being made: the Python on the screen really runs.";
    canvas.label(area.x + 2, area.y + 1, area.width.saturating_sub(4), intro, Part::Plain);
    let problems = library.problems.len().min(3) as u16;
    let about = 7 + problems;
    let rows = usize::from(area.height.saturating_sub(about + 3)).max(1);
    let first = window(library.selected, library.items.len(), rows);
    let mut y = area.y + 3;
    if library.items.is_empty() {
        canvas.label(area.x + 2, y, area.width, "There are no lessons here.", Part::Warn);
        y += 1;
    }
    let titles = (area.width.saturating_sub(46)).min(60);
    for (at, item) in library.items.iter().enumerate().skip(first).take(rows) {
        let now = at == library.selected;
        let part = if now { Part::Now } else { Part::Plain };
        canvas.label(area.x + 2, y, 1, if now { "▶" } else { " " }, part);
        canvas.text(area.x + 4, y, 4, &Text::from(format!("{:>2}", at + 1)), Part::Label);
        canvas.text(area.x + 8, y, titles, &item.title, part);
        canvas.text(area.x + 9 + titles, y, 12, &item.topic, Part::Label);
        canvas.text(area.x + 22 + titles, y, 7, &item.time, Part::Label);
        // How far one is; how much of that is still known is told of the one that is highlighted.
        if let Some((answered, all)) = item.answered {
            let bar = Bar::new("", answered as f64 / all.max(1) as f64, "");
            let x = canvas.text(area.x + 30 + titles, y, BAR, &bar.drawn(BAR.into()), part);
            canvas.text(x + 1, y, 8, &Text::from(format!("{answered} of {all}")), part);
        }
        canvas.hit(Rect::new(area.x, y, area.width, 1), Target::Item(at));
        y += 1;
    }
    let hidden = (first, library.items.len().saturating_sub(first + rows));
    if hidden != (0, 0) {
        canvas.text(area.x + 4, y, area.width, &more(hidden.0, hidden.1), Part::Label);
    }
    // Where rows are scarce, what is said of a lesson needs them more than the gap.
    y += u16::from(hidden != (0, 0) || y + DETAIL + problems < area.bottom());
    if let Some(item) = library.items.get(library.selected) {
        canvas.rule(area.x, y, area.width, "─", Part::Border);
        let width = area.width.saturating_sub(6).min(96);
        let rest = |y: u16| Rect::new(area.x + 4, y, width, area.bottom().saturating_sub(y + problems));
        y = canvas.paragraph(rest(y + 1), &item.about, Part::Plain);
        y = canvas.paragraph(rest(y), &item.contents, Part::Label);
        y = canvas.paragraph(rest(y), &item.exercises, Part::Label);
        let known = known(item);
        if !known.is_empty() {
            y = canvas.paragraph(rest(y), &known, Part::Label);
        }
        // Where rows are scarce it follows without a gap, or is left to the footer.
        let last = area.bottom().saturating_sub(1 + problems);
        if y <= last {
            let row = (y + 1).min(last);
            let x = canvas.label(area.x + 4, row, 8, "Enter", Part::Key);
            let opens = if item.stopped.is_empty() { " opens it" } else { " goes on there" };
            canvas.label(x, row, 16, opens, Part::Label);
        }
    }
    let rows = area.bottom().saturating_sub(problems)..area.bottom();
    for (y, problem) in rows.zip(&library.problems) {
        canvas.label(area.x + 2, y, 2, "✗", Part::Bad);
        canvas.text(area.x + 4, y, area.width.saturating_sub(5), problem, Part::Bad);
    }
}

/// How well the lesson is known, and where the learner stopped in it.
fn known(item: &LibraryItem) -> Text {
    let strength = match &item.strength {
        Some(bar) => Text::from(format!(
            "{}; about {} % of them right at the first try today. ",
            bar.note, bar.percent
        )),
        None => Text::default(),
    };
    Text::join(&[&strength, &item.stopped], "")
}
