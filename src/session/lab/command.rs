//! What a person can ask for in the lab.

use super::field::Move;

/// A thing to ask for in the lab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LabCommand {
    /// Edits the field.
    Edit,
    /// The next of the field's ready values.
    Turn,
    /// The one before.
    TurnBack,
    /// Opens the list of experiments.
    Experiments,
    /// Runs the experiment with this index.
    Run(usize),
    /// Runs the experiment after the one that ran last.
    NextExperiment,
    /// Everything as it was at the start.
    Reset,
    /// Takes the last change back.
    Undo,
    /// Copies the command that opens this state, without keys.
    CopyCommand,
    /// Copies the Python program.
    CopyPython,
    /// Steps through the Python program.
    Open,
    /// Moves the cursor in the field.
    Cursor(Move),
    /// Deletes the character under the cursor.
    Delete,
    /// Empties the field.
    Clear,
    /// Begins a new line of code.
    Break,
    /// Ends editing.
    Done,
    /// Ends editing and takes back what was edited.
    TakeBack,
    /// In the token the next character at the cursor; elsewhere the next field.
    Down,
    /// In the token the character before; elsewhere the field before.
    Up,
}

impl LabCommand {
    /// A word or two for the footer, and what it does.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Edit => ("edit", "edit the field; what is typed runs at once"),
            Self::Turn => {
                ("change", "the next ready value of the field: algorithm, key, clock, zone, library")
            }
            Self::TurnBack => ("change back", "the ready value before"),
            Self::Experiments => ("experiments", "the list of experiments; one letter runs one"),
            Self::Run(_) => ("run", "run an experiment by its letter"),
            Self::NextExperiment => ("next one", "run the next experiment of the list"),
            Self::Reset => ("reset", "everything as it was when the lab was opened"),
            Self::Undo => ("undo", "take the last change back"),
            Self::CopyCommand => ("share", "copy the command line that opens this state, without its key"),
            Self::CopyPython => ("copy Python", "copy the program that says the same"),
            Self::Open => ("step through", "step through the lab's program, into decode and its gates"),
            Self::Cursor(Move::Left) => ("left", "one character to the left"),
            Self::Cursor(Move::Right) => ("right", "one character to the right"),
            Self::Cursor(Move::Home) => ("begin", "to the beginning of the field"),
            Self::Cursor(Move::End) => ("end", "to the end of the field"),
            Self::Cursor(Move::Up) => ("line up", "one line up in the code"),
            Self::Cursor(Move::Down) => ("line down", "one line down in the code"),
            Self::Break => ("new line", "begin a new line of code"),
            Self::Delete => ("delete", "delete the character under the cursor"),
            Self::Clear => ("empty", "empty the field"),
            Self::Done => ("done", "end editing"),
            Self::TakeBack => ("take back", "end editing, the field as it was before"),
            Self::Down => ("down", "the next field; in the token, the next character of the alphabet"),
            Self::Up => ("up", "the field before; in the token, the character before it in the alphabet"),
        }
    }
}
