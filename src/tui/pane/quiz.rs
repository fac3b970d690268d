//! A question.
//!
//! ```text
//! ─ question 1 of 3  answered 0, right at the first try 0 ───────────────────
//!  What is the output after step 2?
//!
//!  ▶ a  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyX2lkIjoxMjN9.…'
//!    b  {'user_id': 123}
//!  ✗ c  'mysecret'
//!         The secret is an input. It never becomes part of the output.
//!
//!  ✗ Not this one: choose again. … evidence: step 2 of 3, token   v goes there
//!  hint 1 of 2: Look at the row of token in the variable table.
//! ```

mod report;

use crate::session::Target;
use crate::text::Text;
use crate::tui::canvas::{Canvas, Frame};
use crate::tui::page::Page;
use crate::tui::theme::Part;
use crate::view::{Input, OptionView, Pointed, QuizView, Role, Said, SolutionView, Verdict, Written};
use ratatui::layout::Rect;

/// Rows an option's text may take; more of a value tells nobody more.
const OPTION_ROWS: usize = 3;

pub(in crate::tui) fn render(
    canvas: &mut Canvas<'_>,
    area: Rect,
    frame: Frame<'_>,
    quiz: &QuizView,
    scroll: usize,
) {
    let note = note(quiz);
    let title = match (quiz.report.is_some(), quiz.level) {
        (true, _) => "report",
        _ if quiz.review.is_some() => "review",
        (_, "") => "question",
        _ => "practice",
    };
    let inner = canvas.frame(area, &Frame { title, note: Some(&note), focus: false, dense: true, ..frame });
    let width = inner.width.saturating_sub(2).min(110);
    let lay = |spaced: bool| {
        let mut page = Page::new(width);
        match &quiz.report {
            Some(report) => report::lay(&mut page, report),
            None => question(&mut page, quiz, spaced),
        }
        page
    };
    let mut page = lay(true);
    if page.len() > usize::from(inner.height) {
        page = lay(false);
    }
    page.draw(canvas, Rect { x: inner.x + 1, width, ..inner }, scroll);
}

fn note(quiz: &QuizView) -> Text {
    let mut note = String::new();
    if quiz.report.is_none() {
        note = format!("{} of {}   {}", quiz.number, quiz.total, quiz.kind);
    }
    if let Some(review) = &quiz.review {
        return Text::from(format!("{} of {} {review}   {}", quiz.number, quiz.total, quiz.kind));
    }
    if quiz.total == 0 {
        return Text::default();
    }
    if let Some(right) = quiz.before.filter(|_| quiz.report.is_none()) {
        let level = if quiz.level.is_empty() { String::new() } else { format!("   {}", quiz.level) };
        note.push_str(&format!("{level}   last time: {}", if right { "right" } else { "wrong" }));
        return Text::from(note);
    }
    if quiz.level.is_empty() {
        note.push_str(&format!("   answered {}, at the first try {}", quiz.answered, quiz.score));
    } else {
        note.push_str(&format!("   {}", quiz.level));
        if let Some((_, solved, total)) = quiz.levels.iter().find(|(level, ..)| *level == quiz.level) {
            note.push_str(&format!(": {solved} of {total} solved"));
        }
    }
    Text::from(note)
}

fn question(page: &mut Page, quiz: &QuizView, spaced: bool) {
    page.paragraph(0, &quiz.stem, Part::Title);
    page.pin();
    page.gap();
    for line in &quiz.exhibit {
        page.line(2, line, Part::Code(Role::Plain));
    }
    if !quiz.exhibit.is_empty() {
        page.gap();
    }
    match &quiz.input {
        Input::List(options) => list(page, options, spaced),
        Input::Field(written) => field(page, written),
        Input::Text(pointed) => characters(page, pointed),
    }
    if let Some(verdict) = &quiz.verdict {
        page.gap();
        self::verdict(page, verdict);
    }
    if !quiz.hints.is_empty() {
        page.gap();
    }
    for (at, hint) in quiz.hints.iter().enumerate() {
        let text = Text::from(format!("hint {} of {}: {hint}", at + 1, quiz.hints_total));
        page.paragraph(0, &text, Part::Warn);
    }
    if let Some(solution) = &quiz.solution {
        page.gap();
        self::solution(page, solution);
    }
}

fn list(page: &mut Page, options: &[OptionView], spaced: bool) {
    for (at, option) in options.iter().enumerate() {
        if at > 0 && spaced && !option.code {
            page.gap();
        }
        self::option(page, at, option);
    }
}

fn option(page: &mut Page, at: usize, option: &OptionView) {
    let (mark, part) = match (option.graded, option.selected, option.held) {
        (Some(true), _, _) => ("✓", Part::Good),
        (Some(false), _, _) => ("✗", Part::Bad),
        (None, _, true) => ("◆", Part::Now),
        (None, true, _) => ("▶", Part::Now),
        (None, false, _) => (" ", Part::Plain),
    };
    let (look, key) = if option.selected { (Part::Now, Part::Now) } else { (Part::Plain, Part::Key) };
    let pointer = if option.selected && option.graded.is_some() { "▶" } else { "" };
    let mut head = vec![
        (Text::label(mark), part),
        (Text::label(pointer), Part::Now),
        (Text::label(if pointer.is_empty() { " " } else { "" }), Part::Plain),
        (option.label.clone(), key),
        (Text::label("  "), Part::Plain),
    ];
    if let Some(marked) = option.marked {
        head.push((Text::label(if marked { "[x] " } else { "[ ] " }), look));
    }
    let indent: usize = head.iter().map(|(text, _)| text.width()).sum();
    let room = usize::from(page.width).saturating_sub(indent);
    let lines = if option.code { vec![option.text.cut(room)] } else { option.text.wrap(room) };
    page.target(Some(Target::Option(at)));
    if option.selected {
        page.keep();
    }
    let cut = lines.len() > OPTION_ROWS;
    for (row, line) in lines.into_iter().take(OPTION_ROWS).enumerate() {
        let line = if cut && row + 1 == OPTION_ROWS { line.unfinished(room) } else { line };
        let mut bits = if row == 0 { std::mem::take(&mut head) } else { Vec::new() };
        bits.push((line, look));
        page.row(if row == 0 { 0 } else { indent as u16 }, bits);
    }
    page.paragraph(indent as u16 + 2, &option.because, Part::Label);
    if option.selected {
        page.kept();
    }
    page.target(None);
}

fn field(page: &mut Page, written: &Written) {
    let caret = Text::label(if written.open { "█" } else { "" });
    let text = Text::join(&[&Text::label("› "), &written.before, &caret, &written.after], "");
    let nothing = !written.open && written.before.is_empty() && written.after.is_empty();
    page.keep();
    if nothing {
        page.paragraph(0, &Text::label("› (nothing written; i opens the field)"), Part::Dim);
    } else {
        page.paragraph(0, &text, if written.open { Part::Now } else { Part::Plain });
    }
    page.kept();
    if let Some(model) = &written.model {
        page.gap();
        page.paragraph(0, &Text::join(&[&Text::label("model answer: "), model], ""), Part::Good);
        page.gap();
        page.paragraph(0, &Text::label("How does your answer compare?"), Part::Title);
        list(page, &written.ratings, false);
    }
}

fn characters(page: &mut Page, pointed: &Pointed) {
    let (row, column) = pointed.at;
    page.paragraph(0, &Text::label("as it was made:"), Part::Label);
    for line in &pointed.before {
        page.line(2, line, Part::Plain);
    }
    page.paragraph(0, &Text::label("as it arrived:"), Part::Label);
    for (at, line) in pointed.after.iter().enumerate() {
        page.line(2, line, Part::Plain);
        if at == row {
            page.keep();
            page.line(2 + column as u16, &Text::label("▲"), Part::Now);
            page.kept();
        }
    }
    let place = row * pointed.row + column;
    let under = pointed.after.get(row).and_then(|line| line.as_str().get(column..=column)).unwrap_or("");
    page.paragraph(0, &Text::from(format!("character {}: {under}", place + 1)), Part::Label);
}

fn verdict(page: &mut Page, verdict: &Verdict) {
    let (mark, part) = match (verdict.right, verdict.said) {
        (true, Said::Compared) => ("✓ Noted as the same. ", Part::Good),
        (false, Said::Compared) => ("○ Noted: the review asks it again soon. ", Part::Warn),
        (true, _) => ("✓ Right. ", Part::Good),
        (false, Said::Chosen) => ("✗ Not this one: try again. ", Part::Bad),
        (false, _) => ("✗ Not yet: try again. ", Part::Bad),
    };
    let explained = verdict.right || verdict.said == Said::Compared;
    let said = if explained { &verdict.explanation } else { &verdict.because };
    page.paragraph(0, &Text::join(&[&Text::label(mark), said], ""), part);
    if explained {
        page.paragraph(2, &verdict.because, Part::Label);
    } else if !verdict.misconception.is_empty() {
        let text = Text::join(
            &[
                &Text::label("You may be thinking that "),
                &verdict.misconception,
                &Text::label(". That is not so."),
            ],
            "",
        );
        page.paragraph(2, &text, Part::Bad);
    }
    if !verdict.found.is_empty() {
        page.paragraph(2, &verdict.found, Part::Label);
    }
    page.paragraph(2, &verdict.run, Part::Label);
    if !verdict.evidence.is_empty() {
        // While something is written, v is a letter like any other.
        let key = Text::label(if verdict.writing { "   Esc, then v goes there" } else { "   v goes there" });
        let at = Text::join(&[&Text::label("evidence: "), &verdict.evidence, &key], "");
        page.paragraph(2, &at, Part::Label);
    }
}

fn solution(page: &mut Page, solution: &SolutionView) {
    for (at, step) in solution.steps.iter().enumerate() {
        let text = Text::from(format!("solution {} of {}: {step}", at + 1, solution.total));
        page.paragraph(0, &text, Part::Plain);
    }
    if let Some(answer) = &solution.answer {
        page.paragraph(0, &Text::join(&[&Text::label("final answer: "), answer], ""), Part::Good);
    }
    if let Some(check) = &solution.check {
        page.paragraph(0, &Text::join(&[&Text::label("quick check: "), check], ""), Part::Plain);
    }
    if !solution.mistakes.is_empty() {
        page.paragraph(0, &Text::label("common mistakes:"), Part::Title);
    }
    for mistake in &solution.mistakes {
        page.paragraph(2, &Text::join(&[&Text::label("● "), mistake], ""), Part::Plain);
    }
}
