//! The line at the bottom: the keys that help now, or what was just said.
//!
//! ```text
//!  → next   ← back   ↓ into   Tab pane   z zoom   y copy   ? help   q quit
//! ```

use crate::session::{Command, Context, Pane};
use crate::text::Text;
use crate::tui::canvas::Canvas;
use crate::tui::keymap;
use crate::tui::theme::Part;
use crate::view::{Offer, OverlayView, Screen};
use ratatui::layout::Rect;

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, screen: &Screen) {
    let (mut x, y) = (area.x + 1, area.y);
    if let Some(notice) = &screen.notice {
        x = canvas.label(x, y, area.width, "› ", Part::Warn);
        canvas.text(x, y, area.right().saturating_sub(x + 1), notice, Part::Warn);
        return;
    }
    let context = context(screen);
    // Help and leaving must never be pushed out by what comes before them.
    let kept = |offer: &Offer| matches!(offer.command, Command::Help | Command::Quit);
    let ascii = canvas.theme.ascii;
    let entry = |offer: &Offer| {
        let key = keymap::key_of_command(offer.command, context, ascii)?;
        Some((Text::from(key), Text::label(offer.words)))
    };
    let width = |(key, words): &(Text, Text)| (key.width() + words.width() + 4) as u16;
    let last: u16 =
        screen.footer.iter().filter(|offer| kept(offer)).filter_map(entry).map(|e| width(&e)).sum();
    for offer in &screen.footer {
        let Some(entry) = entry(offer) else { continue };
        let reserved = if kept(offer) { 0 } else { last };
        if x + width(&entry) > area.right().saturating_sub(reserved) + 3 {
            continue;
        }
        x = canvas.text(x, y, area.right() - x, &entry.0, Part::Key);
        x = canvas.text(x + 1, y, area.right().saturating_sub(x + 1), &entry.1, Part::Label) + 3;
    }
}

/// What is wrong with the lesson that is edited, until it is mended.
pub(in crate::tui) fn trouble(canvas: &mut Canvas<'_>, area: Rect, trouble: &Text) {
    canvas.label(area.x + 1, area.y, 2, "✗", Part::Bad);
    canvas.paragraph(Rect { x: area.x + 3, width: area.width.saturating_sub(5), ..area }, trouble, Part::Bad);
}

/// The context the footer's keys are looked up in.
pub(in crate::tui) fn context(screen: &Screen) -> Context {
    match &screen.overlay {
        Some(OverlayView::Help { .. } | OverlayView::Progress(_)) => Context::Help,
        Some(OverlayView::Experiments { .. }) => Context::Experiments,
        Some(OverlayView::Predict { .. }) => Context::Predict,
        Some(_) => Context::Field,
        None => under(screen),
    }
}

/// The context under what is open on top.
pub(in crate::tui) fn under(screen: &Screen) -> Context {
    if screen.library.is_some() {
        Context::Library
    } else if let Some(lab) = &screen.lab {
        let editing = lab.fields.iter().any(|field| field.rest.is_some());
        let code = lab.code.as_ref().is_some_and(|code| code.cursor.is_some());
        match (code, editing) {
            (true, _) => Context::LabCode,
            (_, true) => Context::LabField,
            _ => Context::Lab,
        }
    } else if let Some(build) = &screen.build {
        if build.step.as_ref().is_some_and(|step| step.typing) { Context::Editor } else { Context::Build }
    } else if let Some(quiz) = &screen.quiz {
        quiz.context.unwrap_or(Context::Quiz)
    } else if screen.why.is_some() {
        Context::Why
    } else if screen.prose.is_some() {
        Context::Summary
    } else if screen.sequence.is_some() && screen.focus == Some(Pane::Sequence) {
        Context::Sequence
    } else if screen.output.is_some() {
        Context::Run
    } else {
        Context::Steps
    }
}
