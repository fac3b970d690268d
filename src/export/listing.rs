//! A program of one's own, statement by statement: what ran, and what it changed.

use crate::text::Text;
use crate::trace::{Event, StepIndex, Trace};

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

/// The entries of a trace, made one by one.
pub fn entries<'t>(source: &'t str, trace: &'t Trace) -> impl Iterator<Item = Entry> + 't {
    let mut before = None;
    (0..trace.steps.len()).filter_map(move |step| {
        let mut entry = entry(source, trace, step)?;
        let frame = trace.steps[step].frame;
        if before.replace(frame) != Some(frame) {
            entry.function = Some(Text::new(&trace.frames[frame as usize].function));
        }
        Some(entry)
    })
}

fn entry(source: &str, trace: &Trace, step: StepIndex) -> Option<Entry> {
    let at = trace.steps[step];
    let text = match at.event {
        Event::Line => {
            source.get(at.span.range()).unwrap_or("").lines().next().unwrap_or("").trim().to_owned()
        }
        Event::Call if at.line > 0 => "called".to_owned(),
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
    let shows = match at.event {
        // A call's parameters are bound on stopping there; what a line binds shows at the next stop.
        Event::Call => Some(step),
        Event::Line => Some(trace.after(step)),
        _ => None,
    };
    let changes = shows
        .into_iter()
        .flat_map(|shows| trace.changes(shows))
        .filter(|change| change.value.is_none_or(|shown| shown.kind != crate::trace::Kind::Code));
    let changes = if shows.is_some_and(|shows| trace.steps[shows].frame != at.frame) {
        Vec::new()
    } else {
        changes
            .map(|change| (Text::new(change.name), change.value.map(|shown| Text::new(shown.repr))))
            .collect()
    };
    let depth = trace.frames[at.frame as usize].depth as usize + usize::from(at.event == Event::Operation);
    Some(Entry { function: None, depth, line: at.line, text: Text::new(&text), changes })
}
