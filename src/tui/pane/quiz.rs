//! A question.
//!
//! ```text
//! ─ question 1 of 3  right so far: 0 of 0 ───────────────────────────────────
//!  What is the output after step 2?
//!
//!  ▶ a  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyX2lkIjoxMjN9.…'
//!    b  {'user_id': 123}
//!  ✗ c  'mysecret'
//!         The secret is an input. It never becomes part of the output.
//!
//!  hint 1 of 2  Look at the row of token in the variable table.
//!  ✗ Not this one. … evidence: step 2 of 3, token   v goes there
//! ```

use crate::session::Target;
use crate::text::Text;
use crate::tui::canvas::{Canvas, Frame};
use crate::tui::theme::Part;
use crate::view::{OptionView, QuizView};
use ratatui::layout::Rect;

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, frame: Frame<'_>, quiz: &QuizView) {
    let note = Text::from(format!(
        "{} of {}   answered {}, right at the first try {}",
        quiz.number, quiz.total, quiz.answered, quiz.score
    ));
    let inner = canvas
        .frame(area, &Frame { title: "question", note: Some(&note), focus: false, dense: true, ..frame });
    let width = inner.width.saturating_sub(2).min(110);
    let spaced = lines(quiz, width) + quiz.options.len() + 3 <= usize::from(inner.height);
    let mut page = Page { canvas, area: Rect { x: inner.x + 1, width, ..inner }, y: inner.y };
    page.paragraph(0, &quiz.stem, Part::Title);
    page.y += 1;
    for (at, option) in quiz.options.iter().enumerate() {
        page.option(at, option);
        page.y += u16::from(spaced);
    }
    page.y += u16::from(!spaced);
    if let Some(verdict) = &quiz.verdict {
        let (mark, part) = if verdict.right {
            ("✓ Right. ", Part::Good)
        } else {
            ("✗ Not this one: choose again. ", Part::Bad)
        };
        let said = if verdict.right { &verdict.explanation } else { &verdict.misconception };
        let said = if said.is_empty() || verdict.right {
            said.clone()
        } else {
            Text::join(&[&Text::label("Who chooses this may believe: "), said], "")
        };
        page.paragraph(0, &Text::join(&[&Text::label(mark), &said], ""), part);
        let at =
            Text::join(&[&Text::label("evidence: "), &verdict.evidence, &Text::label("   v goes there")], "");
        page.paragraph(2, &at, Part::Label);
    }
    for (at, hint) in quiz.hints.iter().enumerate() {
        let text = Text::from(format!("hint {} of {}: {hint}", at + 1, quiz.hints_total));
        page.paragraph(0, &text, Part::Warn);
    }
}

/// Rows the question takes when nothing is spaced out.
fn lines(quiz: &QuizView, width: u16) -> usize {
    let rows = |text: &Text, indent: u16| {
        let cells = usize::from(width.saturating_sub(indent).max(1));
        // Lines break at spaces, so that a long text may take one more.
        if text.is_empty() { 0 } else { text.width().div_ceil(cells) + usize::from(text.width() > 60) }
    };
    let options: usize =
        quiz.options.iter().map(|option| rows(&option.text, 5).min(3) + rows(&option.because, 7)).sum();
    let verdict = quiz
        .verdict
        .as_ref()
        .map_or(0, |verdict| 2 + rows(&verdict.explanation, 0).max(rows(&verdict.misconception, 0)));
    rows(&quiz.stem, 0) + options + verdict + quiz.hints.iter().map(|hint| rows(hint, 0)).sum::<usize>()
}

/// Text from the top down.
struct Page<'p, 'c> {
    canvas: &'p mut Canvas<'c>,
    area: Rect,
    y: u16,
}

impl Page<'_, '_> {
    fn rest(&self, indent: u16) -> Rect {
        Rect {
            x: self.area.x + indent,
            y: self.y,
            width: self.area.width.saturating_sub(indent),
            height: self.area.bottom().saturating_sub(self.y),
        }
    }

    fn paragraph(&mut self, indent: u16, text: &Text, part: Part) {
        let rest = self.rest(indent);
        if !rest.is_empty() && !text.is_empty() {
            self.y = self.canvas.paragraph(rest, text, part);
        }
    }

    fn option(&mut self, at: usize, option: &OptionView) {
        if self.y >= self.area.bottom() {
            return;
        }
        let top = self.y;
        let (mark, part) = match (option.graded, option.selected) {
            (Some(true), _) => ("✓", Part::Good),
            (Some(false), _) => ("✗", Part::Bad),
            (None, true) => ("▶", Part::Now),
            (None, false) => (" ", Part::Plain),
        };
        self.canvas.label(self.area.x, top, 1, mark, part);
        let letter = Text::from(((b'a' + (at % 26) as u8) as char).to_string());
        let look = if option.selected { Part::Now } else { Part::Plain };
        self.canvas.text(
            self.area.x + 2,
            top,
            1,
            &letter,
            if option.selected { Part::Now } else { Part::Key },
        );
        let lines = option.text.wrap(usize::from(self.area.width.saturating_sub(5)));
        for line in lines.iter().take(3) {
            if self.y < self.area.bottom() {
                self.canvas.text(self.area.x + 5, self.y, self.area.width.saturating_sub(5), line, look);
                self.y += 1;
            }
        }
        self.paragraph(7, &option.because.clone(), Part::Label);
        let area = Rect::new(self.area.x, top, self.area.width, self.y.saturating_sub(top));
        self.canvas.hit(area, Target::Option(at));
    }
}
