//! What is on the screen, as plain public data: one value per pane, every text in it made by [`text`](crate::text).
//!
//! [`view`] makes a [`Screen`] of a [`Session`]. No size, colour or key is known here: a front end decides how much of
//! a pane it can show, and which keys lead to the commands the footer names. Panes that are `None` are not part of the
//! screen.

mod beside;
mod build;
mod detail;
mod explain;
mod flow;
mod glossary;
mod header;
mod lab;
mod library;
mod lit;
mod operations;
mod output;
mod overlay;
mod piece;
mod prose;
mod questions;
mod sequence;
mod source;
mod strength;
mod table;
mod token;
mod tracker;
mod verdict;

pub use beside::{BesideRow, BesideSide, BesideView};
pub use build::{BuildView, Overview, ResultView, StepItem, StepState, StepView};
pub use detail::{Bytes, Detail, Quartet, StageView};
pub use flow::{Flow, FlowItem, Lit};
pub use header::{Header, ModeTab};
pub use lab::{CodeView, FieldView, LabView, Pair, Side, Tone};
pub use library::{Library, LibraryItem};
pub use lit::{LitView, Ranges};
pub use operations::{DatumView, OperationItem, Operations};
pub use output::{Output, StackFrame};
pub use overlay::{HelpGroup, Offer, OverlayView};
pub use piece::{Piece, Role};
pub use prose::{Moment, Prose, Why};
pub use questions::{
    Input, OptionView, Pointed, QuizView, ReportView, Said, SolutionView, StrengthBar, Verdict, Written,
};
pub use sequence::{Sequence, SequenceItem, transcript};
pub use source::{Source, SourceLine};
pub use strength::{Bar, ProgressView};
pub use table::{Row, Table};
pub use token::{Segment, SegmentState, TokenStrip};
pub use tracker::{Cell, Tracker, TrackerRow};
pub use verdict::VerdictLine;

use crate::jose::stages::Stage;
use crate::session::{Overlay, Pane, Session, Study};
use crate::text::Text;
use crate::trace::StepIndex;
use std::sync::Arc;

/// Everything on the screen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Screen {
    /// Title, library, place, modes.
    pub header: Header,
    /// The list of lessons.
    pub library: Option<Library>,
    /// The concept flow.
    pub flow: Option<Flow>,
    /// The program.
    pub source: Option<Source>,
    /// The execution table.
    pub table: Option<Table>,
    /// The variables.
    pub tracker: Option<Tracker>,
    /// The token.
    pub token: Option<TokenStrip>,
    /// The datum picked out, and where it is in every pane.
    pub lit: Option<LitView>,
    /// The operations of the step, when stepped in.
    pub operations: Option<Operations>,
    /// Call stack and output of a program of one's own.
    pub output: Option<Output>,
    /// Requests and responses between client and server.
    pub sequence: Option<Sequence>,
    /// Key moments.
    pub why: Option<Why>,
    /// The question.
    pub quiz: Option<QuizView>,
    /// The run of a question, and another beside it.
    pub beside: Option<BesideView>,
    /// The lab.
    pub lab: Option<LabView>,
    /// The project.
    pub build: Option<BuildView>,
    /// The summary.
    pub prose: Option<Prose>,
    /// What is open on top.
    pub overlay: Option<OverlayView>,
    /// The pane with attention.
    pub focus: Option<Pane>,
    /// Whether that pane is shown alone.
    pub zoomed: bool,
    /// Lines the focused text is scrolled down.
    pub scroll: usize,
    /// One line said until the next key.
    pub notice: Option<Text>,
    /// What is wrong with the lesson that is edited.
    pub trouble: Option<Text>,
    /// Commands for the footer, the most useful first.
    pub footer: Vec<Offer>,
}

/// Makes screens and keeps what does not change from step to step.
#[derive(Debug, Default)]
pub struct Viewer {
    revision: u64,
    lines: Option<Arc<[SourceLine]>>,
    rows: Option<Arc<[Row]>>,
    tracker: Option<Arc<tracker::Values>>,
    stages: Option<(StepIndex, Vec<Stage>)>,
    /// The program of a project: its revision, and whether it is the solution.
    program: Option<(u64, bool, Arc<[SourceLine]>)>,
}

/// The screen of a session.
pub fn view(session: &Session) -> Screen {
    Viewer::default().view(session)
}

impl Viewer {
    /// The screen of a session; what an earlier call laid out and still holds is used again.
    pub fn view(&mut self, session: &Session) -> Screen {
        let mut screen = Screen {
            overlay: overlay::of(session),
            notice: session.notice.as_deref().map(Text::new),
            trouble: session.trouble.as_deref().map(Text::new),
            footer: overlay::footer(session),
            ..Screen::default()
        };
        let Some(study) = &session.study else {
            screen.header = header::of_library(session);
            screen.library = Some(library::of(session));
            return screen;
        };
        if self.revision != study.revision {
            *self = Self { revision: study.revision, ..Self::default() };
        }
        screen.header = header::of(study);
        // A digit points at an option there, and leads nowhere.
        screen.header.digits &= !matches!(session.overlay, Some(Overlay::Predict(_)));
        screen.focus = Some(study.focus);
        screen.zoomed = study.zoomed;
        screen.scroll = study.scroll;
        self.panes(session, study, &mut screen);
        screen
    }

    fn panes(&mut self, session: &Session, study: &Study, screen: &mut Screen) {
        use crate::session::Mode;
        match study.mode {
            Mode::Flow => {
                let source = self.source(study);
                screen.flow = Some(flow::Flow { code: flow::code(&source), ..flow::of(study) });
            }
            Mode::Trace => {
                screen.flow = study.lesson().map(|_| flow::of(study));
                let mut source = self.source(study);
                if matches!(session.overlay, Some(Overlay::Predict(_))) {
                    // The line that is asked about is what one looks at.
                    let next = study.stops.get(study.cursor.stop + 1, &study.trace);
                    let line = Some(study.trace.steps[next.enter].line).filter(|line| *line > 0);
                    (source.look, source.mark) = (line.or(source.look), line);
                }
                screen.source = Some(source);
                screen.token = token::of(study);
                screen.output = output::of(study);
                screen.operations = operations::of(study, &mut self.stages);
                screen.sequence = sequence::of(study);
                screen.tracker = Some(self.tracker(study));
                screen.table = Some(self.table(study));
                screen.lit = lit::of(study, screen);
            }
            Mode::Why => {
                screen.why = Some(prose::why(study));
                screen.token = token::of(study);
            }
            Mode::Quiz | Mode::Practice | Mode::Review if study.beside.is_some() => {
                screen.beside = beside::of(study);
            }
            Mode::Quiz | Mode::Practice | Mode::Review => {
                let quiz = questions::of(session, study);
                if let Some(pointed) = quiz.as_ref().and_then(|quiz| quiz.evidence) {
                    let target = quiz.as_ref().map_or("", |quiz| quiz.target.as_str()).to_owned();
                    if let Some(segment) = target.strip_prefix("token.") {
                        screen.token = Some(token::evidence(study, pointed, segment));
                    } else {
                        let values = self.values(study);
                        screen.tracker = Some(tracker::evidence(study, pointed, &values, &target));
                    }
                    screen.table = Some(self.table_at(study, pointed));
                }
                screen.quiz = quiz;
            }
            Mode::Build => screen.build = build::of(study, &mut self.program),
            Mode::Lab => screen.lab = study.lab.as_deref().map(lab::of),
            Mode::Summary => screen.prose = Some(prose::summary(study, &self.rows(study))),
        }
    }

    fn source(&mut self, study: &Study) -> Source {
        let lines = self.lines.get_or_insert_with(|| source::lines(study));
        source::of(study, Arc::clone(lines))
    }

    fn rows(&mut self, study: &Study) -> Arc<[Row]> {
        Arc::clone(self.rows.get_or_insert_with(|| table::rows(study)))
    }

    fn table(&mut self, study: &Study) -> Table {
        self.table_at(study, study.cursor.stop)
    }

    fn table_at(&mut self, study: &Study, stop: usize) -> Table {
        match study.lesson() {
            Some(_) => table::of(study, self.rows(study), stop),
            None => table::around(study, stop),
        }
    }

    fn values(&mut self, study: &Study) -> Arc<tracker::Values> {
        Arc::clone(self.tracker.get_or_insert_with(|| tracker::values(study)))
    }

    fn tracker(&mut self, study: &Study) -> Tracker {
        match study.lesson() {
            Some(_) => tracker::at(study, study.cursor.stop, &self.values(study)),
            None => tracker::raw(study),
        }
    }
}

#[cfg(test)]
mod tests;
