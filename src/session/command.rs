//! Everything a person can ask for, by name. Front ends bind keys to these; footer, help and palette are made of them.

use super::Mode;
use super::build::BuildCommand;
use super::lab::LabCommand;

/// A thing to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// To the next step, or the next operation when stepped in.
    Next,
    /// To the one before.
    Previous,
    /// Steps on by itself, or stops doing so.
    Play,
    /// Asks what a step will do before it is taken, or stops doing so.
    Predict,
    /// To the start.
    First,
    /// To the end.
    Last,
    /// Into the step's operations, or once deeper.
    Into,
    /// Back out.
    Out,
    /// Asks for a step's number.
    AskStep,
    /// To the step whose number was typed before.
    GoToTyped,
    /// Picks out the next claim, header member, key or signature, lit in every pane.
    NextDatum,
    /// Picks out the one before.
    PreviousDatum,
    /// To the next gate that refuses.
    Refusal,
    /// The next change of the chosen variable.
    NextChange,
    /// The change before.
    PreviousChange,
    /// Chooses the next variable.
    NextVariable,
    /// The next step that stops at a breakpoint, or the end.
    RunOn,
    /// The next time the marked line is reached.
    RunToMark,
    /// Sets or clears a breakpoint at the marked line.
    Breakpoint,
    /// Marks the line below.
    MarkDown,
    /// Marks the line above.
    MarkUp,
    /// Attention to the next pane.
    FocusNext,
    /// Attention to the pane before.
    FocusPrevious,
    /// The pane with attention alone, or all again.
    Zoom,
    /// Attention to the requests, or back to the program.
    Requests,
    /// One line up in a list or text.
    Up,
    /// One line down.
    Down,
    /// A screenful up.
    PageUp,
    /// A screenful down.
    PageDown,
    /// Opens what is highlighted.
    Confirm,
    /// To the step a key moment cites.
    Cite,
    /// Answers with the highlighted option; when that stands, goes on.
    Answer,
    /// The next hint.
    Hint,
    /// To the step that holds the evidence.
    Evidence,
    /// To the program that the question is about, before it is answered.
    LookAtProgram,
    /// The question with new values.
    Renew,
    /// The next question.
    NextQuestion,
    /// The question before.
    PreviousQuestion,
    /// Chooses the option with this index.
    Choose(usize),
    /// Something in the lab.
    Lab(LabCommand),
    /// Something in a project.
    Build(BuildCommand),
    /// Marks an option, or takes and lets go of a line.
    Toggle,
    /// Moves the line up.
    ShiftUp,
    /// Moves the line down.
    ShiftDown,
    /// Opens the field to write in.
    Write,
    /// The next part of the solution.
    Solution,
    /// To a mode.
    Mode(Mode),
    /// To the review: what was answered before, in any lesson.
    Review,
    /// Shows how well everything is known.
    Progress,
    /// To the next mode.
    NextMode,
    /// To the mode before.
    PreviousMode,
    /// The lesson after this one.
    NextLesson,
    /// The other library's version of the program.
    SwitchProfile,
    /// Copies the token, or the value that has attention.
    Copy,
    /// Lists what can be copied.
    Share,
    /// Shows every key.
    Help,
    /// Shows every command.
    Palette,
    /// Mouse on or off.
    Mouse,
    /// Closes what is on top.
    Back,
    /// Back to the list of lessons; first out of a zoomed pane and out of the operations.
    Lessons,
    /// Paints everything again.
    Repaint,
    /// Stops the program as Ctrl-Z does.
    Suspend,
    /// Leaves.
    Quit,
}

/// How help groups commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Moving through a trace.
    Step,
    /// Moving between modes and panes.
    Place,
    /// Answering questions.
    Quiz,
    /// Working on a project.
    Build,
    /// Changing things in the lab.
    Lab,
    /// Programs of one's own.
    Run,
    /// The program itself.
    Program,
}

impl Group {
    /// All, in the order of the help.
    pub const ALL: [Self; 7] =
        [Self::Build, Self::Lab, Self::Step, Self::Place, Self::Quiz, Self::Run, Self::Program];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Step => "Stepping",
            Self::Place => "Modes and panes",
            Self::Quiz => "Questions",
            Self::Build => "The project",
            Self::Lab => "The lab",
            Self::Run => "Running on",
            Self::Program => "Program",
        }
    }
}

impl Command {
    /// A word or two for the footer.
    pub fn short(self) -> &'static str {
        self.words().0
    }

    /// What it does, in a line, for help and palette.
    pub fn about(self) -> &'static str {
        self.words().1
    }

    /// Where help lists it.
    pub fn group(self) -> Group {
        use Command as C;
        match self {
            C::Next
            | C::Previous
            | C::Play
            | C::Predict
            | C::First
            | C::Last
            | C::Into
            | C::Out
            | C::AskStep
            | C::GoToTyped
            | C::Refusal
            | C::NextDatum
            | C::PreviousDatum
            | C::NextChange
            | C::PreviousChange
            | C::NextVariable => Group::Step,
            C::RunOn | C::RunToMark | C::Breakpoint | C::MarkDown | C::MarkUp => Group::Run,
            C::Answer
            | C::Hint
            | C::Evidence
            | C::LookAtProgram
            | C::Renew
            | C::NextQuestion
            | C::PreviousQuestion
            | C::Choose(_)
            | C::Toggle
            | C::ShiftUp
            | C::ShiftDown
            | C::Write
            | C::Solution => Group::Quiz,
            C::Build(_) => Group::Build,
            C::Lab(_) => Group::Lab,
            C::Mode(_)
            | C::NextMode
            | C::PreviousMode
            | C::NextLesson
            | C::FocusNext
            | C::FocusPrevious
            | C::Zoom
            | C::Requests
            | C::Up
            | C::Down
            | C::PageUp
            | C::PageDown
            | C::Confirm
            | C::Review
            | C::Progress
            | C::Cite
            | C::SwitchProfile => Group::Place,
            C::Copy
            | C::Share
            | C::Help
            | C::Palette
            | C::Mouse
            | C::Back
            | C::Lessons
            | C::Repaint
            | C::Suspend
            | C::Quit => Group::Program,
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        use Command as C;
        match self {
            C::Next => ("next", "next step; stepped in, the next operation"),
            C::Previous => ("back", "one step back"),
            C::Play => ("play", "step on by itself; any key stops it"),
            C::Predict => ("predict", "be asked what a step will do before it runs, or not"),
            C::First => ("start", "to the start"),
            C::Last => ("end", "to the end"),
            C::Into => ("into", "open the step: the operations inside jwt.encode and jwt.decode"),
            C::Out => ("out", "back out of the operations"),
            C::AskStep => ("go to", "ask for a step's number and go there"),
            C::GoToTyped => ("go to", "a number, then this key: to the step with that number"),
            C::NextDatum => {
                ("highlight", "show where a claim, header member, key or signature is, in every pane at once")
            }
            C::PreviousDatum => {
                ("highlight back", "the same with the claim, header member, key or signature before it")
            }
            C::Refusal => ("refusal", "to the next check that refuses a token"),
            C::NextChange => (
                "next change",
                "to the next change of the chosen variable; side by side, the next difference",
            ),
            C::PreviousChange => ("last change", "to the change, or the difference, before this one"),
            C::NextVariable => ("variable", "choose the next variable"),
            C::RunOn => ("run on", "run on to the next breakpoint, or the end"),
            C::RunToMark => ("run to mark", "run to the marked line"),
            C::Breakpoint => ("breakpoint", "set or clear a breakpoint at the marked line"),
            C::MarkDown => ("mark down", "move the line mark down"),
            C::MarkUp => ("mark up", "move the line mark up"),
            C::FocusNext => ("pane", "attention to the next pane"),
            C::FocusPrevious => ("pane back", "attention to the pane before"),
            C::Zoom => ("zoom", "show the pane with attention alone, or all again"),
            C::Requests => ("requests", "to the requests between client and server, or back to the program"),
            C::Up => ("up", "one line up"),
            C::Down => ("down", "one line down"),
            C::PageUp => ("page up", "a screenful up"),
            C::PageDown => ("page down", "a screenful down"),
            C::Confirm => ("open", "open what is highlighted"),
            C::Cite => ("see the step", "go to the step this answer is about"),
            C::Answer => ("answer", "answer with the highlighted option; once answered, the next question"),
            C::Hint => ("hint", "show the next hint"),
            C::Evidence => ("see it", "go to the step that decides it"),
            C::LookAtProgram => ("program", "look at the lesson's program; Esc comes back to the question"),
            C::Renew => ("new values", "ask the question again with new values, where it has any"),
            C::NextQuestion => ("next question", "to the next question"),
            C::PreviousQuestion => ("question back", "to the question before"),
            C::Choose(_) => ("choose", "choose an option by its number or letter"),
            C::Build(command) => command.words(),
            C::Lab(command) => command.words(),
            C::Toggle => ("mark", "mark an option where several may be right; take a line to move it"),
            C::ShiftUp => ("line up", "move the line up"),
            C::ShiftDown => ("line down", "move the line down"),
            C::Write => ("write", "write the answer"),
            C::Solution => ("solution", "show the next step of the solution"),
            C::Review => ("review", "answer again what you may have forgotten, of all lessons"),
            C::Progress => ("progress", "how well you know each lesson, and which mistakes you make most"),
            C::Mode(mode) => (mode.title(), mode.about()),
            C::NextLesson => ("next lesson", "open the lesson after this one"),
            C::NextMode => ("next mode", "to the next mode"),
            C::PreviousMode => ("mode back", "to the mode before"),
            C::SwitchProfile => ("library", "run the same lesson with the other JWT library"),
            C::Copy => ("copy", "copy the token, or the value of the operation shown"),
            C::Share => ("share", "choose what to copy: token, segment, JSON, the same in Python, curl"),
            C::Help => ("help", "show every key, and what the words on the screens mean"),
            C::Palette => ("commands", "find a command by name"),
            C::Mouse => ("mouse", "mouse on or off (off: the terminal's own selecting works)"),
            C::Back => ("close", "close what is on top"),
            C::Lessons => {
                ("lessons", "back to the list of lessons (first out of a zoomed pane or the operations)")
            }
            C::Repaint => ("repaint", "paint the screen again"),
            C::Suspend => ("suspend", "stop the program; fg in the shell brings it back"),
            C::Quit => ("quit", "leave; every answer is kept"),
        }
    }
}
