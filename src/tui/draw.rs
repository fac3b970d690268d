//! A screen onto a buffer: the plan, then each pane.

use super::canvas::{Canvas, Frame, Hits};
use super::layout::{self, Plan, SMALLEST};
use super::theme::{Part, Theme};
use super::{ascii, pane};
use crate::session::Pane;
use crate::text::Text;
use crate::view::Screen;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws a screen of any size.
pub(super) fn draw(screen: &Screen, buffer: &mut Buffer, theme: Theme, hits: &mut Hits) {
    let area = buffer.area;
    buffer.set_style(area, theme.base());
    let mut canvas = Canvas::new(buffer, theme, hits);
    canvas.lit = screen.lit.as_ref();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        let ask = Text::from(format!(
            "jwtrace needs {}x{}, this is {}x{}: enlarge the window (q quits)",
            SMALLEST.0, SMALLEST.1, area.width, area.height
        ));
        canvas.paragraph(area, &ask, Part::Plain);
    } else {
        let plan = layout::plan(area, screen);
        pane::header::render(&mut canvas, plan.header, &screen.header);
        strip(&mut canvas, &plan, screen);
        for (which, area) in &plan.panes {
            one(&mut canvas, *which, *area, &plan, screen);
        }
        if let Some(trouble) = &screen.trouble {
            pane::footer::trouble(&mut canvas, plan.trouble, trouble);
        }
        pane::footer::render(&mut canvas, plan.footer, screen);
        if let Some(overlay) = &screen.overlay {
            // What is wrong with the lesson stays in sight.
            let free = Rect { height: area.height - plan.trouble.height, ..area };
            pane::overlay::render(&mut canvas, free, overlay, screen);
        }
    }
    if theme.ascii {
        ascii::flatten(buffer);
    }
}

fn strip(canvas: &mut Canvas<'_>, plan: &Plan, screen: &Screen) {
    if screen.header.crumbs.is_empty() {
        // Where there is no room for the requests themselves, the one in question says more than the flow.
        match (&screen.flow, &screen.sequence) {
            (Some(flow), None) => pane::flow::strip(canvas, plan.strip, flow),
            (Some(flow), Some(_)) if plan.table => pane::flow::strip(canvas, plan.strip, flow),
            (_, Some(sequence)) => pane::sequence::strip(canvas, plan.strip, sequence),
            (None, None) => {}
        }
    } else {
        pane::header::crumbs(canvas, plan.strip, &screen.header);
    }
}

fn one(canvas: &mut Canvas<'_>, which: Pane, area: Rect, plan: &Plan, screen: &Screen) {
    let focus = screen.focus == Some(which) && plan.panes.len() > 1;
    let frame = Frame { pane: Some(which), focus, dense: plan.dense, ..Frame::default() };
    let scroll = if screen.focus == Some(which) { screen.scroll } else { 0 };
    match which {
        Pane::Flow => {
            if let Some(flow) = &screen.flow {
                pane::flow::render(canvas, area, flow);
            }
        }
        Pane::Source => {
            if let Some(source) = &screen.source {
                pane::source::render(canvas, area, frame, source, scroll);
            }
        }
        Pane::Tracker => {
            if let Some(tracker) = &screen.tracker {
                // Alone it has attention, too: the chosen variable is the one to be read whole.
                let focus = screen.focus == Some(which);
                pane::tracker::render(canvas, area, Frame { focus, ..frame }, tracker);
            }
        }
        Pane::Table => {
            if let Some(operations) = &screen.operations {
                pane::operations::render(canvas, area, frame, operations);
            } else if let Some(table) = &screen.table {
                if plan.table || screen.zoomed {
                    pane::table::render(canvas, area, frame, table);
                } else {
                    pane::table::card(canvas, area, frame, table);
                }
            }
        }
        Pane::Token => {
            if let Some(token) = &screen.token {
                pane::token::render(canvas, area, frame, token);
            }
        }
        Pane::Output => {
            if let Some(output) = &screen.output {
                pane::output::render(canvas, area, frame, output, scroll);
            }
        }
        Pane::Sequence => {
            if let Some(sequence) = &screen.sequence {
                let attention = screen.focus == Some(which);
                pane::sequence::render(canvas, area, frame, sequence, attention, scroll);
            }
        }
        Pane::Prose => {
            if let Some(library) = &screen.library {
                pane::library::render(canvas, area, library);
            } else if let Some(why) = &screen.why {
                pane::why::render(canvas, area, frame, why);
            } else if let Some(prose) = &screen.prose {
                pane::prose::render(canvas, area, prose, screen.scroll);
            }
        }
        Pane::Fields | Pane::Sides | Pane::Python => lab(canvas, which, area, frame, screen, scroll),
        Pane::Task | Pane::Editor | Pane::Checks => build(canvas, which, area, frame, screen, scroll),
        Pane::Beside => {
            if let Some(beside) = &screen.beside {
                pane::beside::render(canvas, area, frame, beside, screen.scroll);
            }
        }
        Pane::Quiz => {
            if let Some(quiz) = &screen.quiz {
                pane::quiz::render(canvas, area, frame, quiz, screen.scroll);
            }
        }
    }
}

fn lab(canvas: &mut Canvas<'_>, which: Pane, area: Rect, frame: Frame, screen: &Screen, scroll: usize) {
    let Some(lab) = &screen.lab else { return };
    match (which, &lab.code) {
        (Pane::Fields, _) => pane::fields::render(canvas, area, frame, lab),
        (Pane::Sides, _) => pane::sides::render(canvas, area, frame, lab, scroll),
        (_, Some(code)) => pane::code::render(canvas, area, frame, code),
        _ => {
            let frame = Frame { title: "the same in Python", ..frame };
            pane::source::render(canvas, area, frame, &lab.python, scroll);
        }
    }
}

fn build(canvas: &mut Canvas<'_>, which: Pane, area: Rect, frame: Frame, screen: &Screen, scroll: usize) {
    let Some(build) = &screen.build else { return };
    match (which, &build.step) {
        (Pane::Task, _) if build.overview.is_some() => {
            pane::build::overview(canvas, area, frame, build, screen.scroll);
        }
        (Pane::Task, _) => pane::build::task(canvas, area, frame, build, scroll),
        (Pane::Editor, Some(step)) => {
            let focus = frame.focus || step.typing;
            pane::editor::render(canvas, area, Frame { focus, ..frame }, step, scroll);
        }
        (_, Some(step)) => {
            let focus = frame.focus && !step.typing;
            pane::build::checks(canvas, area, Frame { focus, ..frame }, step, scroll);
        }
        _ => {}
    }
}
