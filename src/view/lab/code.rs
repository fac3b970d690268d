//! The lab's code while it is edited, or while something is wrong with it.

use crate::session::lab::{FieldId, Lab};
use crate::text::Text;

/// Code, line by line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeView {
    /// Its lines.
    pub lines: Vec<Text>,
    /// The line in which the cursor stands, the text before it, the character under it and the text after it.
    pub cursor: Option<(usize, Text, Text, Text)>,
    /// The line in which something is wrong.
    pub wrong: Option<usize>,
    /// What came of the last code that could run.
    pub outcome: Text,
}

/// The code, when there is something about it that the program as it ran does not show.
pub(super) fn of(lab: &Lab) -> Option<CodeView> {
    let held = lab.holds(FieldId::Code);
    let edit = lab.edit.as_ref().filter(|_| lab.field() == FieldId::Code);
    if edit.is_none() && held.problem.is_none() {
        return None;
    }
    let text = held.text.as_str();
    let cursor = edit.map(|edit| {
        let at = (0..=edit.cursor.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let (before, after) = text.split_at(at);
        let line = before.matches('\n').count();
        let before = before.rsplit('\n').next().unwrap_or("");
        let after = after.split('\n').next().unwrap_or("");
        let under: String = after.chars().take(1).collect();
        (line, Text::new(before), Text::new(&under), Text::new(&after[under.len()..]))
    });
    let chosen = lab.after.setup.profile;
    let outcome = lab.words.outcomes.iter().find(|(profile, _)| *profile == chosen);
    let outcome = outcome.map_or_else(String::new, |(profile, said)| format!("{} {said}", profile.title()));
    Some(CodeView {
        outcome: Text::new(&outcome),
        lines: text.split('\n').map(Text::new).collect(),
        cursor,
        wrong: lab.wrong_line(),
    })
}

/// `12 lines`
pub(super) fn size(text: &str) -> Text {
    let lines = text.trim_end_matches('\n').split('\n').count();
    Text::from(if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") })
}
