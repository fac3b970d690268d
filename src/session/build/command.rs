//! What a person can ask for in mode Build.

use super::Motion;

/// A thing to ask for in mode Build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BuildCommand {
    /// Goes on: to the step that is next, into its editor.
    Begin,
    /// Opens the editor.
    Edit,
    /// Leaves the editor: keys are commands again.
    Leave,
    /// Runs the checks.
    Check,
    /// Steps through the learner's program.
    Trace,
    /// The next hint.
    Hint,
    /// The solution, or the learner's program again.
    Solution,
    /// The program as it was at the start of the step.
    Reset,
    /// The next step.
    NextStep,
    /// The step before.
    PreviousStep,
    /// The next step, this one not done.
    Skip,
    /// The first page: scenario, goal, what is done.
    Overview,
    /// A new line.
    Newline,
    /// Spaces to the next multiple of four.
    Tab,
    /// An indentation less.
    Dedent,
    /// Deletes the character under the cursor.
    Delete,
    /// Deletes to the end of the line.
    DeleteLineEnd,
    /// Deletes the word before the cursor.
    EraseWord,
    /// Takes the last change back.
    Undo,
    /// Makes it again.
    Redo,
    /// Moves the cursor.
    Go(Motion),
}

impl BuildCommand {
    /// Whether it changes the text.
    pub(in crate::session) fn edits(self) -> bool {
        !matches!(
            self,
            Self::Begin
                | Self::Leave
                | Self::Check
                | Self::Trace
                | Self::Hint
                | Self::Solution
                | Self::NextStep
                | Self::PreviousStep
                | Self::Skip
                | Self::Overview
        )
    }

    /// A word or two for the footer, and what it does.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Begin => ("go on", "begin the step that is next; when this one is done, the one after it"),
            Self::Edit => ("edit", "open the editor; Esc leaves it, and nothing is lost"),
            Self::Leave => ("commands", "leave the editor: keys are commands again"),
            Self::Check => ("check", "run your program and see whether it does what the step asks for"),
            Self::Trace => ("trace", "step through your own program"),
            Self::Hint => ("hint", "show the next hint"),
            Self::Solution => ("solution", "show the solution once you have tried, or your program again"),
            Self::Reset => {
                ("reset", "the program as it was at the start of this step; undo brings yours back")
            }
            Self::NextStep => ("next step", "to the next step, once this one is done"),
            Self::PreviousStep => ("step back", "to the step before"),
            Self::Skip => ("skip", "to the next step; this one stays marked as skipped"),
            Self::Overview => ("overview", "scenario, goal, and which steps are done"),
            Self::Newline => ("new line", "a new line, indented as the one before"),
            Self::Tab => ("indent", "spaces to the next multiple of four"),
            Self::Dedent => ("dedent", "take an indentation from the line"),
            Self::Delete => ("delete", "delete the character under the cursor"),
            Self::DeleteLineEnd => ("cut line", "delete to the end of the line"),
            Self::EraseWord => ("cut word", "delete the word before the cursor"),
            Self::Undo => ("undo", "take the last change back"),
            Self::Redo => ("redo", "make the change again that was taken back"),
            Self::Go(motion) => go(motion),
        }
    }
}

fn go(motion: Motion) -> (&'static str, &'static str) {
    match motion {
        Motion::Left => ("left", "one character to the left"),
        Motion::Right => ("right", "one character to the right"),
        Motion::Up => ("up", "one line up"),
        Motion::Down => ("down", "one line down"),
        Motion::Home => ("line start", "to the start of the line"),
        Motion::End => ("line end", "to the end of the line"),
        Motion::WordLeft => ("word back", "to the word before"),
        Motion::WordRight => ("word on", "to the next word"),
        Motion::PageUp => ("page up", "a screenful up"),
        Motion::PageDown => ("page down", "a screenful down"),
        Motion::Top => ("top", "to the start of the program"),
        Motion::Bottom => ("bottom", "to the end of the program"),
    }
}
