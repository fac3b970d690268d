//! The program, with the line in question.

use super::{Piece, Role};
use crate::python::{Program, Token, TokenKind};
use crate::session::{At, Study};
use crate::text::{Text, width};
use crate::trace::{Event, Outcome};
use std::sync::Arc;

/// Longest line of a program that is laid out, in bytes; a longer one is cut.
const LONGEST: usize = 2000;

/// The program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its lines, highlighted.
    pub lines: Arc<[SourceLine]>,
    /// The line in question, from 1.
    pub current: Option<u32>,
    /// The statement's last line.
    pub current_end: Option<u32>,
    /// The line an exception comes from or a limit stopped at, when one is in question.
    pub failed: Option<u32>,
    /// The line to keep in sight: the one in question or the mark while it is moved; at a request or response, where it
    /// goes or comes from.
    pub look: Option<u32>,
    /// The marked line.
    pub mark: Option<u32>,
    /// Lines at which running on stops.
    pub breakpoints: Vec<u32>,
    /// Lines of teaching steps: line and stop.
    pub steps: Vec<(u32, usize)>,
}

/// A line.
pub type SourceLine = Vec<Piece>;

/// The lines of the program that ran.
pub(super) fn lines(study: &Study) -> Arc<[SourceLine]> {
    lines_of(&study.program)
}

/// The lines of a program.
pub(super) fn lines_of(program: &Program) -> Arc<[SourceLine]> {
    let mut lines = laid(program.source(), program.tokens());
    if lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    lines.into()
}

/// The lines of a text, the last one even when it is empty.
pub(super) fn laid(source: &str, tokens: &[Token]) -> Vec<SourceLine> {
    let mut tokens = tokens.iter().peekable();
    let mut lines = Vec::new();
    let mut start = 0;
    for raw in source.split('\n') {
        let end = start + raw.len();
        let mut line = Line { pieces: Vec::new(), column: 0 };
        let mut at = start;
        while let Some(token) = tokens.peek() {
            let (from, to) = (token.span.start as usize, token.span.end as usize);
            if from >= end {
                break;
            }
            if from > at {
                line.push(source.get(at..from), Role::Plain);
            }
            line.push(source.get(from.max(at)..to.min(end)), role(token.kind));
            at = to.min(end);
            if to > end {
                break;
            }
            tokens.next();
        }
        if at < end {
            line.push(source.get(at..end).map(|rest| rest.trim_end_matches('\r')), Role::Plain);
        }
        lines.push(line.pieces);
        start = end + 1;
    }
    lines
}

/// A program that is only read.
pub(super) fn alone(program: &Program) -> Source {
    Source {
        lines: lines_of(program),
        current: None,
        current_end: None,
        failed: None,
        look: None,
        mark: None,
        breakpoints: Vec::new(),
        steps: Vec::new(),
    }
}

struct Line {
    pieces: Vec<Piece>,
    column: usize,
}

impl Line {
    fn push(&mut self, raw: Option<&str>, role: Role) {
        let Some(raw) = raw.filter(|raw| !raw.is_empty() && self.column < LONGEST) else { return };
        let cut = raw.char_indices().nth(LONGEST).map_or(raw, |(end, _)| &raw[..end]);
        let text = Text::at_column(cut, self.column);
        self.column += width(text.as_str());
        self.pieces.push(Piece { text, role, lit: false });
    }
}

pub(super) fn of(study: &Study, lines: Arc<[SourceLine]>) -> Source {
    let stop = study.stop();
    let step = study.trace.steps[stop.enter.min(study.trace.steps.len() - 1)];
    let shows = stop.reached && !matches!(stop.at, At::Start | At::End) && step.line > 0;
    let current = shows.then_some(step.line);
    let ends = |step: &crate::trace::Step| {
        let text = study.program.source().get(step.span.range()).unwrap_or("");
        step.line + text.trim_end().matches('\n').count() as u32
    };
    let settled = study.trace.steps.get(stop.settled);
    let raised = |event: Event, line: u32| (event == Event::Exception).then_some(line);
    let failed = match (stop.at, &study.trace.outcome) {
        (At::End, Outcome::Raised(raised)) => Some(raised.line),
        (At::End, Outcome::Halted { line, .. }) => Some(*line),
        (At::End | At::Start, _) => None,
        _ => {
            // What fails only after code that is stepped through has run is still to come.
            let next = study.stops.get(study.cursor.stop + 1, &study.trace);
            let straight = study.lesson().is_some() || next.enter >= stop.settled;
            let settled = settled.filter(|_| straight);
            raised(step.event, step.line).or_else(|| settled.and_then(|step| raised(step.event, step.line)))
        }
    };
    let look = if study.marking { study.mark } else { failed.or(current) };
    let steps = (1..study.stops.last().min(100)).filter(|_| study.lesson().is_some()).filter_map(|index| {
        let stop = study.stops.get(index, &study.trace);
        let line = study.trace.steps.get(stop.enter)?.line;
        (stop.reached && line > 0).then_some((line, index))
    });
    // Several steps can be about one line: it bears the number of this moment's.
    let (mine, others): (Vec<_>, Vec<_>) = steps.partition(|(_, index)| *index == study.cursor.stop);
    Source {
        lines,
        current,
        current_end: shows.then(|| if step.event == Event::Call { step.line } else { ends(&step) }),
        failed,
        look: look.or_else(|| near(study)),
        mark: study.mark,
        breakpoints: study.breakpoints.iter().copied().collect(),
        steps: [mine, others].concat(),
    }
}

/// At a request the first line it runs, at a response the last one run for it.
fn near(study: &Study) -> Option<u32> {
    let stop = study.stop();
    let steps = &study.trace.steps;
    let line = |step: &crate::trace::Step| (step.line > 0).then_some(step.line);
    match stop.at {
        At::Event(Event::Request) => {
            let rest = steps.get(stop.enter + 1..)?;
            rest.iter().take_while(|step| step.event != Event::Response).find_map(line)
        }
        At::Event(Event::Response) | At::End => steps[..stop.enter].iter().rev().find_map(line),
        _ => None,
    }
}

fn role(kind: TokenKind) -> Role {
    match kind {
        TokenKind::Keyword => Role::Keyword,
        TokenKind::Constant => Role::Constant,
        TokenKind::Name => Role::Plain,
        TokenKind::Builtin => Role::Builtin,
        TokenKind::Definition => Role::Definition,
        TokenKind::Decorator => Role::Decorator,
        TokenKind::String => Role::String,
        TokenKind::Number => Role::Number,
        TokenKind::Operator => Role::Operator,
        TokenKind::Comment => Role::Comment,
    }
}
