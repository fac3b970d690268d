//! A project: what a step asks for, and what the checks found.
//!
//! ```text
//! ─ step 2 of 4  Choose a key   [✓][▶][ ][ ]  1 done ─────────────────────────
//!  Assign the text mysecret123 to the variable secret_key. …
//!  hint 1 of 2: An assignment has the name on the left of = …
//! ─ checks ───────────────────────────────────────────────────────────────────
//!  ✗ secret_key is the key
//!      on        secret_key
//!      expected  'mysecret123'
//!      seen      'mysecret'
//!  ✓ the key is not one of the claims
//! ```

use crate::quiz::project::CheckVerdict;
use crate::text::Text;
use crate::tui::canvas::{Canvas, Frame};
use crate::tui::page::Page;
use crate::tui::theme::Part;
use crate::view::{BuildView, Overview, ResultView, StepItem, StepState, StepView};
use ratatui::layout::Rect;

/// Characters of a value that is shown: more of it tells nobody more.
const VALUE: usize = 300;

/// Columns from which a step's title stands in the frame, beside the bar.
const TITLED: u16 = 70;

/// Inputs of one check that are shown when it fails on several.
const FAILURES: usize = 2;

/// The first page.
pub(in crate::tui) fn overview(
    canvas: &mut Canvas<'_>,
    area: Rect,
    frame: Frame<'_>,
    build: &BuildView,
    scroll: usize,
) {
    let Some(overview) = &build.overview else { return };
    let note = done(build);
    let inner = canvas
        .frame(area, &Frame { title: "project", note: Some(&note), focus: false, dense: true, ..frame });
    let width = inner.width.saturating_sub(2).min(100);
    let lay = |spaced: bool| page(build, overview, width, spaced);
    let mut laid = lay(true);
    if laid.len() > usize::from(inner.height) {
        laid = lay(false);
    }
    laid.draw(canvas, Rect { x: inner.x + 1, width, ..inner }, scroll);
}

fn page(build: &BuildView, overview: &Overview, width: u16, spaced: bool) -> Page {
    let mut page = Page::new(width);
    let gap = |page: &mut Page| {
        if spaced {
            page.gap();
        }
    };
    page.paragraph(0, &build.title, Part::Title);
    page.paragraph(2, &overview.scenario, Part::Plain);
    gap(&mut page);
    headed(&mut page, "goal        ", &overview.goal);
    for (at, text) in overview.learn.iter().enumerate() {
        headed(&mut page, if at == 0 { "you learn   " } else { "            " }, text);
    }
    headed(&mut page, "real world  ", &overview.real_world);
    headed(&mut page, "for a job   ", &overview.career);
    gap(&mut page);
    for (at, step) in build.steps.iter().enumerate() {
        let (mark, part) = mark(step);
        let text = Text::from(format!("step {}  {}", at + 1, step.title));
        let state = match step.state {
            StepState::Passed => "  done",
            StepState::Skipped => "  skipped",
            StepState::Open => "",
        };
        page.row(
            2,
            vec![
                (Text::label(mark), part),
                (Text::label(" "), Part::Plain),
                (text, part),
                (Text::label(state), Part::Label),
            ],
        );
    }
    gap(&mut page);
    let next = if build.passed == build.steps.len() {
        "Every step is done. Enter opens the last one: t steps through your program there, e changes it."
    } else if build.steps.iter().all(|step| step.state == StepState::Open) {
        "Enter begins step 1. What you write is kept, whenever you leave."
    } else {
        "Enter goes on with the first step that is not done."
    };
    page.paragraph(0, &Text::label(next), Part::Key);
    page
}

fn headed(page: &mut Page, head: &'static str, text: &Text) {
    let indent = head.len();
    for (at, line) in
        text.wrap(usize::from(page.width).saturating_sub(indent + 2).max(1)).into_iter().enumerate()
    {
        let head = if at == 0 { Text::label(head) } else { Text::from(" ".repeat(indent)) };
        page.row(2, vec![(head, Part::Label), (line, Part::Plain)]);
    }
}

/// `✓` passed, `~` skipped, `▶` under way.
fn mark(step: &StepItem) -> (&'static str, Part) {
    match step.state {
        StepState::Passed => ("✓", Part::Good),
        _ if step.current => ("▶", Part::Now),
        StepState::Skipped => ("~", Part::Warn),
        StepState::Open => ("·", Part::Plain),
    }
}

/// `2 of 4 done`
fn done(build: &BuildView) -> Text {
    Text::from(format!("{} of {} steps done", build.passed, build.steps.len()))
}

/// The bar: `[✓][▶][·][·]`
fn bar(build: &BuildView) -> String {
    let marks: Vec<String> = build.steps.iter().map(|step| format!("[{}]", mark(step).0)).collect();
    marks.concat()
}

/// Rows the task takes at a width, its frame not counted.
pub(in crate::tui) fn task_rows(step: &StepView, width: u16) -> u16 {
    lay_task(step, width.saturating_sub(2), usize::MAX).len() as u16
}

fn lay_task(step: &StepView, width: u16, hints: usize) -> Page {
    let mut page = Page::new(width.max(1));
    if width + 4 < TITLED {
        page.paragraph(0, &step.title, Part::Title);
    }
    page.paragraph(0, &step.task, Part::Plain);
    for (at, hint) in step.hints.iter().enumerate().skip(step.hints.len().saturating_sub(hints)) {
        page.paragraph(
            0,
            &Text::from(format!("hint {} of {}: {hint}", at + 1, step.hints_total)),
            Part::Warn,
        );
    }
    page
}

/// What the step asks for.
pub(in crate::tui) fn task(
    canvas: &mut Canvas<'_>,
    area: Rect,
    frame: Frame<'_>,
    build: &BuildView,
    scroll: usize,
) {
    let Some(step) = &build.step else { return };
    let mut note = format!("{} of {}   {}", step.number, build.steps.len(), bar(build));
    if area.width >= TITLED {
        note.push_str(&format!("   {}", step.title));
    }
    let note = Text::from(note);
    let inner = canvas.frame(area, &Frame { title: "step", note: Some(&note), ..frame });
    let lay = |hints: usize| lay_task(step, inner.width.saturating_sub(2), hints);
    // Where not all fits, what is to be done and the newest hint are what counts; attention here scrolls through all.
    let fits = |hints: &usize| lay(*hints).len() <= usize::from(inner.height);
    let all = step.hints.len();
    let hints = if frame.focus { all } else { (1..=all).rev().find(fits).unwrap_or(all.min(1)) };
    let mut page = lay(hints);
    if step.typing {
        page.keys = "Esc, Tab: all of it";
    }
    page.draw(canvas, Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }, scroll);
}

/// What the checks found.
pub(in crate::tui) fn checks(
    canvas: &mut Canvas<'_>,
    area: Rect,
    frame: Frame<'_>,
    step: &StepView,
    scroll: usize,
) {
    let note = match (step.passed, step.changed) {
        _ if step.running.is_some() => Text::label("running"),
        (None, _) => Text::label("not run yet"),
        (Some(_), true) => Text::label("before your last change"),
        (Some(true), false) => Text::label("all passed"),
        (Some(false), false) => Text::from(format!("try {}", step.tries)),
    };
    let inner = canvas.frame(area, &Frame { title: "checks", note: Some(&note), ..frame });
    let mut page = lay_checks(step, inner.width.saturating_sub(2));
    if step.typing {
        page.keys = "Ctrl-↑ Ctrl-↓";
    }
    page.draw(canvas, Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }, scroll);
}

/// Rows the checks take at a width, their frame not counted.
pub(in crate::tui) fn check_rows(step: &StepView, width: u16) -> u16 {
    lay_checks(step, width.saturating_sub(2)).len() as u16
}

fn lay_checks(step: &StepView, width: u16) -> Page {
    let mut page = Page::new(width.max(1));
    if let Some(step) = step.skipped {
        let said = format!(
            "! Step {step} was skipped. Where this one needs it: p goes back to it, and w shows its solution."
        );
        page.paragraph(0, &Text::from(said), Part::Warn);
    }
    if let Some(checks) = step.running {
        let checks = if checks == 1 { "1 check".to_owned() } else { format!("{checks} checks") };
        let said = format!("Running your program against {checks}. Esc stops it.");
        page.paragraph(0, &Text::from(said), Part::Key);
    }
    if step.running.is_some() && step.passed.is_none() {
        return page;
    }
    if step.passed.is_none() {
        let keys = match (&step.file, step.typing) {
            (Some(_), _) => "Each save of the file, or c,",
            (None, true) => "F5 or Ctrl-R",
            (None, false) => "c, F5 or Ctrl-R",
        };
        page.paragraph(0, &Text::from(format!("{keys} runs your program and checks it.")), Part::Label);
        return page;
    }
    if step.passed == Some(true) && !step.changed && step.running.is_none() {
        let said = match (step.last, step.typing) {
            (true, false) => "✓ The step is done, and with it the last one. Enter: back to the first page.",
            (true, true) => "✓ The step is done, and with it the last one. F5: back to the first page.",
            (false, false) => "✓ The step is done. Enter: the next one.",
            (false, true) => "✓ The step is done. F5: the next one.",
        };
        page.paragraph(0, &Text::label(said), Part::Good);
    }
    if let Some((line, _, words)) = &step.problem {
        let now = if step.changed { "It could not run" } else { "It cannot run yet" };
        let said = Text::from(format!("✗ {now}. Line {}: {words}", line + 1));
        page.paragraph(0, &said, Part::Bad);
    }
    // Only where a time is in question.
    let timed = |text: &Text| ["exp", "Expired"].iter().any(|word| text.as_str().contains(word));
    let mut failures = step.results.iter().flat_map(|result| &result.failures);
    let timed = failures.any(|(input, expected, seen)| [input, expected, seen].into_iter().any(timed));
    if step.passed == Some(false) && timed && !step.world.is_empty() {
        page.paragraph(0, &step.world, Part::Label);
    }
    for result in &step.results {
        one(&mut page, result);
    }
    page
}

fn one(page: &mut Page, result: &ResultView) {
    let (mark, part) = match result.verdict {
        CheckVerdict::Passed => ("✓ ", Part::Good),
        CheckVerdict::Failed => ("✗ ", Part::Bad),
        CheckVerdict::NotTried => ("- ", Part::Dim),
    };
    let mut said = result.what.to_string();
    match result.verdict {
        CheckVerdict::NotTried => said.push_str(" (not tried)"),
        _ if result.inputs + result.failures.len() > 1 => {
            said.push_str(&format!(" ({} of {})", result.inputs, result.inputs + result.failures.len()));
        }
        _ => {}
    }
    page.paragraph(0, &Text::join(&[&Text::label(mark), &Text::from(said)], ""), part);
    for (input, expected, seen) in result.failures.iter().take(FAILURES) {
        for (head, text) in [("on        ", input), ("expected  ", expected), ("seen      ", seen)] {
            if text.is_empty() {
                continue;
            }
            let room = usize::from(page.width).saturating_sub(head.len() + 4).max(1);
            for (at, line) in text.cut(VALUE).wrap(room).into_iter().enumerate() {
                let head = Text::label(if at == 0 { head } else { "          " });
                page.row(4, vec![(head, Part::Label), (line, Part::Plain)]);
            }
        }
    }
    if !result.with.is_empty() {
        let room = usize::from(page.width).saturating_sub(14).max(1);
        for (at, line) in result.with.cut(VALUE).wrap(room).into_iter().enumerate() {
            let head = Text::label(if at == 0 { "where     " } else { "          " });
            page.row(4, vec![(head, Part::Label), (line, Part::Label)]);
        }
    }
    if let Some(more @ 1..) = result.failures.len().checked_sub(FAILURES) {
        page.paragraph(4, &Text::from(format!("and on {more} more")), Part::Label);
    }
}
