//! Where panes go. Sizes are worked out from what the panes hold, so that short ones leave room to long ones.

use super::pane;
use crate::session::Pane;
use crate::text::Text;
use crate::view::{Screen, SourceLine};
use ratatui::layout::Rect;

/// Under this size one line asks for a larger window.
pub(super) const SMALLEST: (u16, u16) = (60, 20);

/// Columns from which panes stand side by side.
const WIDE: u16 = 100;

/// Rows from which panes have a whole frame.
const TALL: u16 = 30;

/// Where everything goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Plan {
    pub(super) header: Rect,
    /// One line under the header: the flow, or where one is when stepped in.
    pub(super) strip: Rect,
    pub(super) footer: Rect,
    /// Rows over the footer for what is wrong with the lesson that is edited; mostly none.
    pub(super) trouble: Rect,
    pub(super) panes: Vec<(Pane, Rect)>,
    /// Frames of one line.
    pub(super) dense: bool,
    /// The table has its columns; else only the current row, with labels.
    pub(super) table: bool,
}

/// Rows of the requests while attention is elsewhere: those around the one in question.
const UNASKED: u16 = 7;

/// The plan for a screen.
pub(super) fn plan(area: Rect, screen: &Screen) -> Plan {
    let dense = area.height < TALL;
    let header = Rect { height: 1.min(area.height), ..area };
    let footer = Rect { y: area.bottom().saturating_sub(1), height: 1.min(area.height), ..area };
    let sequence_line = area.width < WIDE && screen.sequence.is_some();
    // On a small screen the flow's row goes to the sentence that explains the step; mode 1 has the whole flow.
    let small = dense && area.width < WIDE;
    let has_line = (screen.flow.is_some() && !small) || screen.operations.is_some() || sequence_line;
    let strip_rows = u16::from(screen.source.is_some() && has_line);
    let strip = Rect { y: area.y + 1, height: strip_rows, ..area };
    let top = 1 + strip_rows;
    let wrapped = |text: &Text| text.wrap(usize::from(area.width.saturating_sub(5).max(1))).len().min(4);
    let wrong = screen.trouble.as_ref().map_or(0, wrapped) as u16;
    let trouble = Rect { y: footer.y.saturating_sub(wrong), height: wrong, ..area };
    let body = Rect { y: area.y + top, height: area.height.saturating_sub(top + 1 + wrong), ..area };
    let mut plan = Plan { header, strip, footer, trouble, panes: Vec::new(), dense, table: true };
    if let Some(focus) = screen.focus.filter(|focus| screen.zoomed && has(screen, *focus)) {
        plan.panes = vec![(focus, body)];
        return plan;
    }
    if screen.operations.is_some() && screen.source.is_some() {
        plan.panes = stepped_in(body, screen, dense);
    } else if screen.source.is_some() {
        plan.table = area.width >= WIDE;
        plan.panes = trace(body, screen, &plan);
    } else if screen.lab.is_some() {
        plan.panes = lab(body, screen);
    } else if screen.beside.is_some() {
        plan.panes = vec![(Pane::Beside, body)];
    } else if screen.build.is_some() {
        plan.panes = build(body, screen, dense);
    } else if screen.quiz.is_some() {
        plan.table = area.width >= WIDE;
        plan.panes = quiz(body, screen);
    } else if screen.why.is_some() {
        plan.panes = vec![(Pane::Prose, body)];
    } else if screen.flow.is_some() {
        plan.panes = vec![(Pane::Flow, body)];
    } else {
        plan.panes = vec![(Pane::Prose, body)];
    }
    plan
}

fn has(screen: &Screen, pane: Pane) -> bool {
    match pane {
        Pane::Flow => screen.flow.is_some(),
        Pane::Source => screen.source.is_some(),
        Pane::Tracker => screen.tracker.is_some(),
        Pane::Table => screen.table.is_some() || screen.operations.is_some(),
        Pane::Token => screen.token.is_some(),
        Pane::Output => screen.output.is_some(),
        Pane::Sequence => screen.sequence.is_some(),
        Pane::Prose => screen.prose.is_some() || screen.why.is_some(),
        Pane::Quiz => screen.quiz.is_some(),
        Pane::Beside => screen.beside.is_some(),
        Pane::Fields | Pane::Sides | Pane::Python => screen.lab.is_some(),
        Pane::Task => screen.build.is_some(),
        Pane::Editor | Pane::Checks => screen.build.as_ref().is_some_and(|build| build.step.is_some()),
    }
}

/// Rows a pane would like, its frame included.
fn wants(screen: &Screen, pane: Pane, plan: &Plan) -> u16 {
    let rows = match pane {
        Pane::Source => screen.source.as_ref().map_or(0, |source| source.lines.len()),
        Pane::Tracker => screen.tracker.as_ref().map_or(0, |tracker| tracker.rows.len().max(1) + 1),
        Pane::Table => {
            let width = plan.header.width.saturating_sub(if plan.dense { 2 } else { 5 });
            screen.table.as_ref().map_or(3, |table| pane::table::rows_wanted(table, plan.table, width))
        }
        Pane::Token => 3,
        Pane::Output if plan.dense => {
            2 + screen.output.as_ref().map_or(0, |output| output.traceback.len().min(6))
        }
        Pane::Output => screen.output.as_ref().map_or(0, |output| {
            (output.lines.len() + output.traceback.len() + output.warnings.len()).clamp(1, 6)
                + output.stack.len().min(4)
        }),
        Pane::Sequence => {
            let sequence = screen.sequence.as_ref();
            sequence
                .map_or(0, |sequence| {
                    sequence.items.iter().map(|item| 1 + usize::from(!item.clock.is_empty())).sum::<usize>()
                })
                .clamp(2, 8)
                + 1
        }
        Pane::Flow | Pane::Prose | Pane::Quiz | Pane::Beside | Pane::Fields | Pane::Sides | Pane::Python => 1,
        Pane::Task | Pane::Editor | Pane::Checks => 1,
    };
    let frame = if plan.dense { 1 } else { 2 };
    (rows as u16).saturating_add(frame)
}

/// The trace: program and variables above, what happens and the token below.
fn trace(body: Rect, screen: &Screen, plan: &Plan) -> Vec<(Pane, Rect)> {
    let wide = body.width >= WIDE;
    let asked = screen.sequence.is_some() && screen.focus == Some(Pane::Sequence);
    if asked && !wide {
        return requests(body, screen, plan);
    }
    let rows = |pane| if has(screen, pane) { wants(screen, pane, plan) } else { 0 };
    let token = rows(Pane::Token).min(body.height / 3);
    let sequence = if wide { rows(Pane::Sequence) } else { 0 };
    let sequence = if asked { sequence.max(body.height / 3) } else { sequence.min(UNASKED) };
    let output = rows(Pane::Output).max(sequence).min(body.height / 3);
    let left = body.height.saturating_sub(token + output);
    // The sentence under the table takes rows that nobody else needs.
    let spare = if wide { 6 } else { 3 };
    let least = if plan.dense { 4 } else { 5 };
    let both = rows(Pane::Source) + rows(Pane::Tracker);
    // One under the other neither a line nor a column is cut; where that does not fit they stand side by side.
    let columns = screen.tracker.as_ref().map_or(0, |tracker| tracker.columns.len());
    let wide = wide && (columns < 3 || rows(Pane::Table) + both > left);
    let upper_wants = if wide { rows(Pane::Source).max(rows(Pane::Tracker)) } else { both };
    // On the smallest screens the reason comes before the lines around the current one.
    let upper_least = if wide {
        8
    } else if body.height < 20 {
        7
    } else {
        9
    };
    let most = left.saturating_sub(upper_wants.min(left * 3 / 5).max(upper_least));
    let table = rows(Pane::Table).min(most).max(least.min(left));
    let room = left.saturating_sub(table + upper_wants);
    let table = table + room.min(spare);
    let upper = left.saturating_sub(table);
    let mut panes = Vec::new();
    let upper_area = Rect { height: upper, ..body };
    if wide {
        let source = source_width(body.width, screen);
        panes.push((Pane::Source, Rect { width: source, ..upper_area }));
        let tracker = Rect { x: body.x + source, width: body.width - source, ..upper_area };
        panes.push((Pane::Tracker, tracker));
    } else {
        let (source, tracker) = share(upper, rows(Pane::Source), rows(Pane::Tracker), screen.focus);
        panes.push((Pane::Source, Rect { height: source, ..upper_area }));
        panes.push((Pane::Tracker, Rect { y: body.y + source, height: tracker, ..upper_area }));
    }
    let mut y = body.y + upper;
    for (pane, height) in [(Pane::Table, table), (Pane::Output, output), (Pane::Token, token)] {
        if height == 0 {
            continue;
        }
        let area = Rect { y, height, ..body };
        y += height;
        if pane != Pane::Output || sequence == 0 {
            panes.push((pane, area));
        } else if asked || screen.output.is_none() {
            panes.push((Pane::Sequence, area));
        } else {
            let half = Rect { width: body.width * 2 / 5, ..area };
            panes.push((Pane::Output, half));
            let x = half.right();
            panes.push((Pane::Sequence, Rect { x, width: body.right() - x, ..area }));
        }
    }
    panes.retain(|(_, area)| !area.is_empty());
    panes
}

/// The requests where there is room for little else: the program's line in question, the arrows, what happens.
fn requests(body: Rect, screen: &Screen, plan: &Plan) -> Vec<(Pane, Rect)> {
    let source = wants(screen, Pane::Source, plan).min(body.height / 4);
    let table = wants(screen, Pane::Table, plan).min(body.height / 6);
    let middle = body.height.saturating_sub(source + table);
    let mut panes = vec![
        (Pane::Source, Rect { height: source, ..body }),
        (Pane::Sequence, Rect { y: body.y + source, height: middle, ..body }),
        (Pane::Table, Rect { y: body.y + source + middle, height: table, ..body }),
    ];
    panes.retain(|(_, area)| !area.is_empty());
    panes
}

/// Columns of the program beside the variables: as many as its lines need, and never so many that a value cannot be
/// read.
fn source_width(width: u16, screen: &Screen) -> u16 {
    let line = |line: &SourceLine| line.iter().map(|piece| piece.text.width()).sum::<usize>();
    let longest = screen.source.as_ref().map_or(0, |source| source.lines.iter().map(line).max().unwrap_or(0));
    (longest as u16).saturating_add(10).clamp(40, width * 55 / 100)
}

/// Shares rows between program and variables: what does not fit goes to the one with attention.
fn share(rows: u16, source: u16, tracker: u16, focus: Option<Pane>) -> (u16, u16) {
    if source + tracker <= rows {
        return (rows - tracker, tracker);
    }
    let least = 5.min(rows / 2);
    if focus == Some(Pane::Tracker) {
        let tracker = tracker.min(rows - least);
        return (rows - tracker, tracker);
    }
    let least = tracker.min(least);
    let source = source.min(rows - least);
    (source, rows - source)
}

/// Stepped in: the line in question, the operations, the token.
fn stepped_in(body: Rect, screen: &Screen, dense: bool) -> Vec<(Pane, Rect)> {
    let frame = if dense { 1 } else { 2 };
    let token = if screen.token.is_some() { (3 + frame).min(body.height / 3) } else { 0 };
    let left = body.height.saturating_sub(token);
    let source = if dense { 3 + frame } else { (left / 3).min(10) }.min(left / 3);
    let middle = left.saturating_sub(source);
    let mut panes = vec![
        (Pane::Source, Rect { height: source, ..body }),
        (Pane::Table, Rect { y: body.y + source, height: middle, ..body }),
        (Pane::Token, Rect { y: body.y + source + middle, height: token, ..body }),
    ];
    panes.retain(|(_, area)| !area.is_empty());
    panes
}

/// The lab: fields above, beside them the program when there is room, the two sides below. On a small screen the
/// program takes the place of the sides, and whatever has attention takes the rows.
fn lab(body: Rect, screen: &Screen) -> Vec<(Pane, Rect)> {
    let fields = screen.lab.as_ref().map_or(0, |lab| lab.fields.len() as u16);
    let wide = body.width >= WIDE;
    let code = screen.lab.as_ref().is_some_and(|lab| lab.code_wanted) && screen.focus != Some(Pane::Sides);
    let most = match screen.focus {
        _ if body.height >= 36 => body.height / 2,
        _ if code && !wide => 5,
        Some(Pane::Fields) => body.height / 2,
        _ => 5,
    };
    let upper = (fields + 4).min(most);
    let top = Rect { height: upper, ..body };
    let rest = Rect { y: body.y + upper, height: body.height - upper, ..body };
    if wide {
        let left = body.width * 55 / 100;
        return vec![
            (Pane::Fields, Rect { width: left, ..top }),
            (Pane::Python, Rect { x: body.x + left, width: body.width - left, ..top }),
            (Pane::Sides, rest),
        ];
    }
    let below = if code || screen.focus == Some(Pane::Python) { Pane::Python } else { Pane::Sides };
    vec![(Pane::Fields, top), (below, rest)]
}

/// A project: task, program and checks one under the other, or task and checks beside the program; the first page
/// alone.
fn build(body: Rect, screen: &Screen, dense: bool) -> Vec<(Pane, Rect)> {
    let Some(step) = screen.build.as_ref().and_then(|build| build.step.as_ref()) else {
        return vec![(Pane::Task, body)];
    };
    let frame = if dense { 1 } else { 2 };
    if body.width >= WIDE {
        let left = body.width * 2 / 5;
        let inner = left.saturating_sub(if dense { 0 } else { 2 });
        let task = (pane::build::task_rows(step, inner) + frame).min(body.height / 2);
        let column = Rect { width: left, ..body };
        return vec![
            (Pane::Task, Rect { height: task, ..column }),
            (Pane::Checks, Rect { y: body.y + task, height: body.height - task, ..column }),
            (Pane::Editor, Rect { x: body.x + left, width: body.width - left, ..body }),
        ];
    }
    let inner = body.width.saturating_sub(if dense { 0 } else { 2 });
    let wanted = pane::build::task_rows(step, inner) + frame;
    // A task with its hints is read whole where the program leaves the room.
    let lines = (step.lines.len() as u16 + 1 + frame).max(6);
    let room = body.height.saturating_sub(lines + 3 + frame).max(body.height / 3);
    let task = wanted.min(if step.peeking { body.height / 4 } else { room });
    // While something is written, the program has the room; when it has just been checked, what was found has it.
    // The solution is read beside nothing else.
    let most = if step.peeking {
        2 + frame
    } else if step.changed || step.passed.is_none() {
        body.height / 3
    } else {
        body.height / 2
    };
    let checks = (pane::build::check_rows(step, inner) + frame).min(most);
    let editor = body.height.saturating_sub(task + checks);
    vec![
        (Pane::Task, Rect { height: task, ..body }),
        (Pane::Editor, Rect { y: body.y + task, height: editor, ..body }),
        (Pane::Checks, Rect { y: body.y + task + editor, height: checks, ..body }),
    ]
}

/// The question, and the evidence beside or under it once something points there.
fn quiz(body: Rect, screen: &Screen) -> Vec<(Pane, Rect)> {
    let (pane, rows) = match (&screen.tracker, &screen.token) {
        (Some(tracker), _) => (Pane::Tracker, tracker.rows.len() as u16 + 2),
        (_, Some(_)) => (Pane::Token, 4),
        _ => return vec![(Pane::Quiz, body)],
    };
    let rows = rows.min(body.height / 3);
    if body.width >= WIDE && body.height >= 24 {
        let rows = rows + 1;
        let table = 12.min(body.height / 3);
        let quiz = body.height - rows - table;
        return vec![
            (Pane::Quiz, Rect { height: quiz, ..body }),
            (Pane::Table, Rect { y: body.y + quiz, height: table, ..body }),
            (pane, Rect { y: body.y + quiz + table, height: rows, ..body }),
        ];
    }
    let quiz = body.height - rows;
    vec![(Pane::Quiz, Rect { height: quiz, ..body }), (pane, Rect { y: body.y + quiz, height: rows, ..body })]
}
