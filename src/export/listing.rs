//! A program of one's own, statement by statement: what ran, and what it changed.

use crate::text::Text;
use crate::trace::{Event, Kind, StepIndex, Trace};

/// A line of the listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The function, for the first entry of a run of statements in it.
    pub function: Option<Text>,
    /// How deep in calls.
    pub depth: usize,
    /// The statement's line.
    pub line: u32,
    /// The statement, a call with its arguments, what is given back or raised.
    pub text: Text,
    /// Names and values that it bound or changed; no value for a name that was deleted.
    pub changes: Vec<(Text, Option<Text>)>,
}

impl Entry {
    /// The line's number; nothing for a request or a response, which have none.
    pub fn number(&self) -> String {
        if self.line == 0 { String::new() } else { self.line.to_string() }
    }
}

/// The entries of a trace, made one by one. What a statement changed stands under it; when it called other code first,
/// in an entry of its own after that.
pub fn entries<'t>(source: &'t str, trace: &'t Trace) -> impl Iterator<Item = Entry> + 't {
    let mut before = None;
    let both = |step| [finished(source, trace, step), entry(source, trace, step)];
    (0..trace.steps.len()).flat_map(move |step| {
        let frame = trace.steps[step].frame;
        let found = both(step).map(|entry| {
            let mut entry = entry?;
            if before.replace(frame) != Some(frame) {
                entry.function = Some(Text::new(&trace.frames[frame as usize].function));
            }
            Some(entry)
        });
        found.into_iter().flatten()
    })
}

/// At the first stop after a statement that called other code: the statement again, with what it changed.
fn finished(source: &str, trace: &Trace, step: StepIndex) -> Option<Entry> {
    let at = trace.steps[step];
    let away = step.checked_sub(1).is_some_and(|last| trace.steps[last].frame != at.frame);
    if !away || at.event == Event::Call {
        return None;
    }
    let changes = changes(trace, step);
    if changes.is_empty() {
        return None;
    }
    let caller = (0..step)
        .rev()
        .find(|last| trace.steps[*last].frame == at.frame && trace.steps[*last].event != Event::Operation)?;
    let statement = trace.steps[caller];
    let text = Text::new(&format!("done: {}", statement_text(source, trace, caller)));
    let depth = trace.frames[at.frame as usize].depth as usize;
    Some(Entry { function: None, depth, line: statement.line, text, changes })
}

fn entry(source: &str, trace: &Trace, step: StepIndex) -> Option<Entry> {
    let at = trace.steps[step];
    let last = step.checked_sub(1).map(|last| trace.steps[last]);
    let text = match at.event {
        Event::Line => statement_text(source, trace, step).to_owned(),
        Event::Call if at.line > 0 => "called".to_owned(),
        // After an exception that leaves the function nothing is given back.
        Event::Return
            if last.is_some_and(|last| last.event == Event::Exception && last.frame == at.frame) =>
        {
            return None;
        }
        Event::Return if at.frame > 0 => {
            format!("gives back {}", trace.value(step).map_or("None", |shown| shown.repr))
        }
        Event::Exception => {
            trace.exception(step).map(|raised| format!("raises {}: {}", raised.class, raised.message))?
        }
        Event::Operation => {
            trace.operation(step).map(|operation| format!("{} ({})", operation.name, operation.rfc))?
        }
        Event::Request => {
            trace.request(step).map(|request| format!("request {} {}", request.method, request.target))?
        }
        Event::Response => trace.response(step).map(|response| format!("response {}", response.status))?,
        _ => return None,
    };
    let changes = match at.event {
        // A call's parameters are bound on stopping there; what a line binds shows at the next stop.
        Event::Call => changes(trace, step),
        Event::Line if straight(trace, step) => changes(trace, trace.after(step)),
        _ => Vec::new(),
    };
    let depth = trace.frames[at.frame as usize].depth as usize + usize::from(at.event == Event::Operation);
    Some(Entry { function: None, depth, line: at.line, text: Text::new(&text), changes })
}

/// Whether a statement called no code that is traced.
fn straight(trace: &Trace, step: StepIndex) -> bool {
    let after = trace.after(step);
    trace.steps[step + 1..=after].iter().all(|next| next.frame == trace.steps[step].frame)
}

/// A statement's first line.
fn statement_text<'t>(source: &'t str, trace: &Trace, step: StepIndex) -> &'t str {
    source.get(trace.steps[step].span.range()).unwrap_or("").lines().next().unwrap_or("").trim()
}

/// What changed before a stop, functions, classes and modules left out.
fn changes(trace: &Trace, step: StepIndex) -> Vec<(Text, Option<Text>)> {
    let data = trace.changes(step).filter(|change| change.value.is_none_or(|shown| shown.kind != Kind::Code));
    data.map(|change| (Text::new(change.name), change.value.map(|shown| Text::new(shown.repr)))).collect()
}
