//! What a lesson's trace looks like as a whole, taken from the same screens that a terminal shows.

use crate::session::{Mode, Session};
use crate::text::Text;
use crate::trace::{HaltReason, Outcome, Trace};
use crate::view::{Cell, Row, Screen, SegmentState, transcript, view};

/// A lesson that has run, ready to be written down.
#[derive(Debug, Clone)]
pub struct Report {
    /// The lesson's title.
    pub title: Text,
    /// What it is about.
    pub about: Text,
    /// The library it ran with.
    pub library: Text,
    /// The program's lines.
    pub program: Vec<Text>,
    /// The boxes of the flow.
    pub flow: Vec<Text>,
    /// The execution table.
    pub rows: Vec<Row>,
    /// The tracker's columns after the name.
    pub columns: Vec<Text>,
    /// The variables: name and a cell for each column.
    pub variables: Vec<(Text, Vec<Text>)>,
    /// Label, characters and meaning of each segment; empty when no token was made.
    pub segments: Vec<(&'static str, Text, Text)>,
    /// What the program printed, its warnings, and how it ended.
    pub ending: Ending,
    /// What to remember.
    pub remember: Vec<Text>,
}

/// What a run leaves behind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ending {
    /// Lines printed.
    pub printed: Vec<Text>,
    /// Warnings, as category and text.
    pub warnings: Vec<Text>,
    /// Requests and responses as they went over the wire, and moves of the clock.
    pub exchange: Vec<Text>,
    /// The traceback, or why the run was stopped; nothing when it finished.
    pub failed: Vec<Text>,
}

impl Report {
    /// The report of the lesson that is open; nothing when none is.
    pub fn of(mut session: Session) -> Option<Self> {
        let study = session.study.as_mut()?;
        let last = study.stops.last();
        study.mode = Mode::Trace;
        study.go_to(last);
        let lesson = study.lesson()?;
        let (title, about) = (Text::new(&lesson.title), Text::new(&lesson.about));
        let library = Text::label(study.inputs.profile.title());
        let ending = Ending::of(&study.trace);
        let program = Text::lines(study.program.source().trim_end());
        let Screen { flow, table, tracker, token, .. } = view(&session);
        let remember = remember(&mut session);
        let tracker = tracker?;
        Some(Self {
            title,
            about,
            library,
            program,
            flow: flow.into_iter().flat_map(|flow| flow.items).map(|item| item.text).collect(),
            rows: table.map(|table| table.rows.to_vec()).unwrap_or_default(),
            columns: tracker.columns,
            variables: tracker
                .rows
                .into_iter()
                .map(|row| (row.name, row.cells.iter().map(cell).collect()))
                .collect(),
            segments: token
                .into_iter()
                .flat_map(|token| token.segments)
                .filter(|segment| segment.state == SegmentState::Made)
                .map(|segment| (segment.label, segment.text, segment.decoded))
                .collect(),
            ending,
            remember,
        })
    }
}

impl Ending {
    /// What a trace leaves behind.
    pub fn of(trace: &Trace) -> Self {
        let printed = trace.stdout.strip_suffix('\n').unwrap_or(&trace.stdout);
        let failed = match &trace.outcome {
            Outcome::Finished => Vec::new(),
            Outcome::Raised(raised) => {
                let mut lines = Text::lines(raised.traceback.trim_end());
                lines.extend((!raised.hint.is_empty()).then(|| Text::new(&raised.hint)));
                lines
            }
            Outcome::Halted { reason, line } => {
                vec![Text::from(format!("stopped at line {line}: {}", limit(*reason)))]
            }
        };
        Self {
            printed: if printed.is_empty() { Vec::new() } else { Text::lines(printed) },
            warnings: trace
                .warnings
                .iter()
                .map(|w| Text::new(&format!("{}: {}", w.category, w.message)))
                .collect(),
            exchange: transcript(trace),
            failed,
        }
    }
}

/// The first part of the summary; the transcript after it is written from the table's rows.
fn remember(session: &mut Session) -> Vec<Text> {
    let has_points =
        session.study.as_ref().and_then(|study| study.lesson()).is_some_and(|l| !l.summary.is_empty());
    if let Some(study) = &mut session.study {
        study.mode = Mode::Summary;
    }
    let parts = view(session).prose.map(|prose| prose.parts).unwrap_or_default();
    parts.into_iter().next().filter(|_| has_points).map(|(_, lines)| lines).unwrap_or_default()
}

/// A cell of the tracker in words.
fn cell(cell: &Cell) -> Text {
    match cell {
        Cell::Ahead => Text::default(),
        Cell::Unbound => Text::label("(unbound)"),
        Cell::Same => Text::label("(same)"),
        Cell::Deleted => Text::label("(deleted)"),
        Cell::New(value) | Cell::Changed(value) | Cell::Value(value) => value.clone(),
    }
}

/// A limit in words.
pub(super) fn limit(reason: HaltReason) -> &'static str {
    match reason {
        HaltReason::Steps => "more steps than the limit allows",
        HaltReason::Work => "more work than the limit allows",
        HaltReason::Memory => "more memory than the limit allows",
        HaltReason::Depth => "calls or data nested deeper than the limit allows",
        HaltReason::Cancelled => "it was asked to stop",
    }
}
