//! What a person is doing: which lesson, which inputs, which step, which mode, and what is open on top.
//!
//! [`update`] is the only way it changes: a [`Message`] in, [`Effect`]s out. Nothing here touches a terminal, a clock
//! or a file; whoever owns those performs the effects.

mod answers;
pub mod beside;
pub mod build;
mod command;
mod context;
mod edited;
mod exchange;
mod gates;
pub mod lab;
mod lit;
mod memory;
mod mode;
mod narrate;
mod opens;
mod predict;
mod review;
mod secrets;
mod share;
mod stops;
mod study;
mod token;
mod update;
mod words;

pub use answers::{Asked, Attempt, Draft, Given, Phase, ROW, Report, Sitting, Strength};
pub use command::{Command, Group};
pub use context::Context;
pub use edited::Edited;
pub use exchange::Arrow;
pub use gates::{Compared, Ended, differ, word};
pub use lit::{Lit, Pick};
pub use memory::{Forgetful, Memory, Place, Recalled};
pub use mode::Mode;
pub use narrate::{StepWords, narrate};
pub use opens::Opens;
pub use predict::Prediction;
pub use review::{Review, asked_again};
pub use share::Share;
pub use stops::{At, Stop, Stops};
pub use study::{Cursor, Study, Subject};
pub use token::{Direction, Part, TokenState, segment_of};
pub use update::update;

use crate::lesson::{Inputs, Lesson, Shelved};
use crate::progress::{Answer, History};
use crate::python::{Diagnostic, Program};
use crate::trace::Trace;
use lab::Lab;
use std::sync::Arc;

/// Everything a front end shows comes from here.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own that a person turns")]
pub struct Session {
    /// The lessons there are.
    pub library: Library,
    /// The one that is open; without it the library is shown.
    pub study: Option<Study>,
    /// What is open on top.
    pub overlay: Option<Overlay>,
    /// One line said until the next key.
    pub notice: Option<String>,
    /// What is wrong with the lesson that is edited, said until it is mended.
    pub trouble: Option<String>,
    /// Whether the mouse is ours rather than the terminal's.
    pub mouse: bool,
    /// Whether anything may move by itself.
    pub motion: bool,
    /// Whether it is asked what a step will do before it is taken.
    pub predicting: bool,
    /// Whether steps are taken one after another without a key; the front end sends ticks while they are.
    pub playing: bool,
    /// What was answered, as far as it is known.
    pub history: History,
    /// The time as it was last told, in seconds since 1970.
    pub now: f64,
    /// Digits typed so far, and the mode that was left by typing them: `12G` goes to step 12.
    typed: Option<(usize, Option<Mode>)>,
    /// The lesson whose lab opened the program that is stepped through.
    beneath: Option<Box<Study>>,
    /// Lessons that were left for the list: each goes on as it was when it is opened again.
    left: Vec<Study>,
    opened: u64,
    /// The secret that was asked for, until the next key: asked for once more, it is copied.
    copying: Option<String>,
    /// Where chance starts for questions with fresh values.
    pub seed: u64,
    /// Work on projects, of each lesson the last.
    works: Vec<build::Work>,
    /// Whether the front end checks programs aside, so that keys are taken meanwhile; else `update` waits.
    pub aside: bool,
    /// How many checks were begun.
    checks: u64,
}

/// The lessons there are.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// In teaching order.
    pub lessons: Vec<Shelved>,
    /// Lessons that could not be opened, a line each.
    pub problems: Vec<String>,
    /// Index of the highlighted one.
    pub selected: usize,
    /// Where the learner stopped, in each lesson that was left.
    pub stopped: Vec<Place>,
}

/// What can be open on top of a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overlay {
    /// Every key; the first line shown.
    Help {
        /// Lines scrolled down.
        scroll: usize,
    },
    /// Every command, found by name.
    Palette {
        /// What was typed.
        query: String,
        /// Index of the highlighted match.
        selected: usize,
    },
    /// How well everything is known; the first line shown.
    Progress {
        /// Lines scrolled down.
        scroll: usize,
    },
    /// The experiments of the lab.
    Experiments {
        /// Index of the highlighted one.
        selected: usize,
    },
    /// What can be copied.
    Share {
        /// Index of the highlighted one.
        selected: usize,
    },
    /// A step's number is being typed.
    AskStep {
        /// Digits so far.
        digits: String,
    },
    /// What the next step will do is asked for.
    Predict(Prediction),
}

/// The panes of a study.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pane {
    /// The concept flow.
    Flow,
    /// The program.
    Source,
    /// The variables.
    Tracker,
    /// The execution table, or the operations when stepped in.
    Table,
    /// The token.
    Token,
    /// What the program printed, and how it ended.
    Output,
    /// Requests and responses between client and server.
    Sequence,
    /// Text: why, summary.
    Prose,
    /// Questions.
    Quiz,
    /// The run of a question, and beside it another.
    Beside,
    /// The fields of the lab.
    Fields,
    /// The lab's two sides.
    Sides,
    /// The lab's program.
    Python,
    /// What a step of a project asks for, or its first page.
    Task,
    /// The learner's program.
    Editor,
    /// What the checks found.
    Checks,
}

/// Something on the screen that can be clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// A stop: a row of the table, a box of the flow, a column of the tracker.
    Stop(usize),
    /// An operation, by its place among the step's.
    Operation(usize),
    /// A part of the operation that is opened: a character, a byte, a stage.
    Part(usize),
    /// A character of the token, counted from 0.
    Character(usize),
    /// What a segment stands for: the segment, and a byte of its JSON.
    Json(usize, usize),
    /// A segment of the token: 0, 1 or 2.
    Segment(usize),
    /// A row of the tracker.
    Variable(usize),
    /// A line of the program, from 1.
    Line(u32),
    /// A cell of a line of the learner's program: the line from 1, the cell from 0.
    Cell(u32, usize),
    /// A request or a response, by its place among all of them.
    Arrow(usize),
    /// An option of the question.
    Option(usize),
    /// A field of the lab.
    Field(usize),
    /// A row of a list: lessons, key moments, palette.
    Item(usize),
    /// A mode.
    Mode(Mode),
    /// A pane.
    Pane(Pane),
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// A command was asked for.
    Do(Command),
    /// A digit: a mode, an option, or part of a number.
    Digit(u8),
    /// A character for the field that is open.
    Type(char),
    /// The last character is taken back.
    Erase,
    /// Text was pasted; only a field takes it.
    Paste(String),
    /// A click; the second of two on the same spot opens.
    Click(Target),
    /// The wheel, down positive, over a pane if any.
    Wheel(i32, Option<Pane>),
    /// The front end has shown the last line: what is open can be scrolled this far and no further.
    Limit(usize),
    /// Time has passed while playing.
    Tick,
    /// A key that means nothing: it only stops what plays.
    Halt,
    /// The lesson that is watched was saved, or is gone.
    Edited(Box<Edited>),
    /// The file that holds the learner's program was saved: its text, or why there is none.
    Saved(Result<String, String>),
    /// What came of the [`Effect::Check`] with this number.
    Checked(u64, Option<Box<build::Checked>>),
}

/// Something only the front end can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave.
    Quit,
    /// Put text on the clipboard.
    Copy(String),
    /// Stop as Ctrl-Z does.
    Suspend,
    /// Take or release the mouse.
    Mouse(bool),
    /// Paint everything again.
    Repaint,
    /// A question was answered: keep it, and say so.
    Answered(Box<Answer>),
    /// The learner has left this place.
    Stopped(Place),
    /// A project was worked on: keep it.
    Worked(Box<build::Work>),
    /// A project's program is to be checked aside; what came of it is told with [`Message::Checked`].
    Check(Box<build::Check>),
}

impl Session {
    /// The list of lessons, and those that could not be opened.
    pub fn new(lessons: Vec<Lesson>, problems: Vec<String>) -> Self {
        let shelved = |lesson| Shelved::read(Arc::new(lesson));
        Self::shelved(lessons.into_iter().map(shelved).collect(), problems)
    }

    /// As [`Session::new`], with lessons that are read when they are opened.
    pub fn shelved(lessons: Vec<Shelved>, problems: Vec<String>) -> Self {
        Self {
            library: Library { lessons, problems, selected: 0, stopped: Vec::new() },
            study: None,
            overlay: None,
            notice: None,
            trouble: None,
            mouse: true,
            motion: true,
            predicting: false,
            playing: false,
            history: History::default(),
            now: 0.0,
            typed: None,
            beneath: None,
            left: Vec::new(),
            opened: 0,
            copying: None,
            seed: 0,
            works: Vec::new(),
            aside: false,
            checks: 0,
        }
    }

    /// Opens the lesson with this index in the library; with its own inputs when none are given.
    ///
    /// # Errors
    /// What is wrong with the program that the inputs make; nothing changes then.
    pub fn open(&mut self, index: usize, inputs: Option<Inputs>) -> Result<(), Vec<Diagnostic>> {
        let Some(lesson) = self.library.lessons.get(index).and_then(Shelved::lesson) else { return Ok(()) };
        let inputs = inputs.unwrap_or_else(|| lesson.inputs());
        let study = Study::of_lesson(Arc::clone(lesson), inputs)?;
        self.library.selected = index;
        self.show(study);
        Ok(())
    }

    /// Opens a program of one's own that has run.
    pub fn open_program(&mut self, name: &str, program: Program, trace: Trace) {
        self.show(Study::of_program(name, program, trace));
    }

    /// How long to wait for the next tick while playing, in milliseconds.
    pub fn beat(&self) -> u64 {
        let lab =
            self.study.as_ref().and_then(|study| study.lab.as_ref().filter(|_| study.mode == Mode::Lab));
        if lab.is_some_and(|lab| lab.guess.is_some()) { 60 } else { 1500 }
    }

    /// Opens a lab by itself.
    pub fn open_lab(&mut self, lab: Lab) {
        self.show(Study::of_lab(lab));
    }

    /// Whether something lies under what is open, to which out leads.
    pub fn has_beneath(&self) -> bool {
        self.beneath.is_some()
    }

    fn show(&mut self, mut study: Study) {
        self.beneath = None;
        self.number(&mut study);
        self.study = Some(study);
    }

    /// Tells a study from every other, for what is kept between frames and for chance.
    fn number(&mut self, study: &mut Study) {
        self.opened += 1;
        study.revision = self.opened << 32;
        // The first lesson begins with the very seed that was given, so that what a log says can be asked again.
        study.seed = self.seed.wrapping_add(self.opened - 1);
    }
}

#[cfg(test)]
pub(crate) mod tests;
