//! Texts to read: key moments, and the summary with its transcript.

use super::Row;
use super::header::place;
use crate::session::Study;
use crate::text::Text;

/// Key moments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// All of them.
    pub moments: Vec<Moment>,
    /// The one that is open.
    pub current: usize,
}

/// A key moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The question.
    pub question: Text,
    /// The answer.
    pub answer: Text,
    /// The step it cites: `step 2: Encode data`.
    pub cites: Text,
    /// That step's stop.
    pub stop: usize,
}

/// A text with headings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    /// Heading and paragraphs of each part.
    pub parts: Vec<(Text, Vec<Text>)>,
}

pub(super) fn why(study: &Study) -> Why {
    let moments = study.lesson().map_or(&[][..], |lesson| &lesson.moments[..]);
    let moments = moments.iter().map(|moment| {
        let stop = moment.step + 1;
        let action = study.lesson().and_then(|lesson| lesson.steps.get(moment.step));
        let action = action.map(|step| study.fill(&step.action, Some(moment.step))).unwrap_or_default();
        Moment {
            question: Text::new(&study.fill(&moment.question, Some(moment.step))),
            answer: Text::new(&study.fill(&moment.answer, Some(moment.step))),
            cites: Text::new(&format!("{}: {action}", place(study, stop))),
            stop,
        }
    });
    Why { moments: moments.collect(), current: study.moment }
}

pub(super) fn summary(study: &Study, rows: &[Row]) -> Prose {
    let Some(lesson) = study.lesson() else { return Prose::default() };
    let mut parts = Vec::new();
    if !lesson.summary.is_empty() {
        let points = lesson.summary.iter().map(|point| Text::new(&study.fill(point, None)));
        parts.push((Text::label("What to remember"), points.collect()));
    }
    let mut lines = Vec::new();
    // Start says only what the list of lessons has said already.
    for row in rows.iter().skip(1) {
        let head = if row.action.is_empty() {
            row.step.clone()
        } else {
            Text::from(format!("{}. {}", row.step, row.action))
        };
        lines.push(Text::join(&[&head, &row.sentence], ": "));
        for (label, cell) in [("in:  ", &row.input), ("does: ", &row.process), ("out: ", &row.output)] {
            if !cell.is_empty() {
                lines.push(Text::from(format!("   {label}{cell}")));
            }
        }
    }
    parts.push((Text::label("Transcript"), lines));
    Prose { parts }
}
