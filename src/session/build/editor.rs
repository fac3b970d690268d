//! A text that is being edited: lines, a cursor, and what can be taken back.
//!
//! A model of our own and not a widget's: a session must not name the terminal, and what is kept between two starts of
//! the program is this text.

use crate::text::Text;
use unicode_segmentation::UnicodeSegmentation;

/// Longest text, in bytes.
const LONGEST: usize = 64 * 1024;

/// Longest history of changes.
const UNDO: usize = 200;

/// Spaces of an indentation.
const INDENT: usize = 4;

/// A movement of the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Motion {
    /// One character back.
    Left,
    /// One character on.
    Right,
    /// One line up.
    Up,
    /// One line down.
    Down,
    /// To the first character of the line that is no space; from there to its start.
    Home,
    /// To the end of the line.
    End,
    /// To the start of the word before.
    WordLeft,
    /// To the end of the word after.
    WordRight,
    /// A screenful up.
    PageUp,
    /// A screenful down.
    PageDown,
    /// To the start of the text.
    Top,
    /// To its end.
    Bottom,
}

/// What kind a change is: typing on is one change, however many characters it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Typing,
    Erasing,
    Other,
}

/// A text and a cursor.
#[derive(Debug, Clone, PartialEq)]
pub struct Editor {
    lines: Vec<String>,
    row: usize,
    /// Byte of the line; always between two characters.
    column: usize,
    /// The column, in characters, that moving up and down tries to keep.
    wanted: Option<usize>,
    undo: Vec<(Vec<String>, usize, usize)>,
    redo: Vec<(Vec<String>, usize, usize)>,
    last: Option<Change>,
}

impl Editor {
    /// A text, the cursor at its end.
    pub fn new(text: &str) -> Self {
        let mut lines: Vec<String> = clean(text).split('\n').map(str::to_owned).collect();
        if lines.is_empty() {
            lines.push(String::new());
        }
        let row = lines.len() - 1;
        let column = lines[row].len();
        Self { lines, row, column, wanted: None, undo: Vec::new(), redo: Vec::new(), last: None }
    }

    /// The text.
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// Its lines; there is always one.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Line of the cursor, from 0, and its byte in it.
    pub fn cursor(&self) -> (usize, usize) {
        (self.row, self.column)
    }

    /// What is typed from here on is a change of its own.
    pub fn pause(&mut self) {
        self.last = None;
    }

    /// Puts the cursor into a line, from 0, before a character, from 0.
    pub fn go_to(&mut self, row: usize, character: usize) {
        self.row = row.min(self.lines.len() - 1);
        self.column = at_character(&self.lines[self.row], character);
        self.moved();
    }

    /// Puts the cursor into a line, from 0, before the character that takes up a cell of the screen, from 0.
    pub fn go_to_cell(&mut self, row: usize, cell: usize) {
        self.row = row.min(self.lines.len() - 1);
        let line = &self.lines[self.row];
        let ends: Vec<usize> = line.grapheme_indices(true).map(|(at, text)| at + text.len()).collect();
        let left = ends.partition_point(|end| Text::new(&line[..*end]).width() <= cell);
        self.column = left.checked_sub(1).map_or(0, |last| ends[last]);
        self.moved();
    }

    /// To an empty line at the end of the text.
    pub fn to_new_line(&mut self) {
        self.row = self.lines.len() - 1;
        if !self.lines[self.row].trim().is_empty() {
            self.remember(Change::Other);
            self.lines.push(String::new());
            self.row += 1;
        }
        self.column = self.lines[self.row].len();
        self.moved();
    }

    /// Another text in place of this one, which can be taken back.
    pub fn replace(&mut self, text: &str) {
        self.remember(Change::Other);
        let new = Self::new(text);
        self.lines = new.lines;
        self.row = new.row;
        self.column = new.column;
    }

    /// Puts text in at the cursor.
    ///
    /// # Errors
    /// It is too much.
    pub fn insert(&mut self, text: &str) -> Result<(), String> {
        let text = clean(text);
        let have: usize = self.lines.iter().map(|line| line.len() + 1).sum();
        if have + text.len() > LONGEST {
            return Err(format!("that is too much: a program here has {LONGEST} bytes at most"));
        }
        let one = text.chars().count() == 1 && text != "\n";
        let before = self.lines[self.row][..self.column].chars().next_back();
        if one && before.is_some_and(char::is_whitespace) && !text.trim().is_empty() {
            // A new word.
            self.pause();
        }
        self.remember(if one { Change::Typing } else { Change::Other });
        let rest = self.lines[self.row].split_off(self.column);
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.row += 1;
                self.lines.insert(self.row, String::new());
            }
            self.lines[self.row].push_str(line);
        }
        self.column = self.lines[self.row].len();
        self.lines[self.row].push_str(&rest);
        Ok(())
    }

    /// A new line, indented as this one, and once more after a colon.
    ///
    /// # Errors
    /// It is too much.
    pub fn newline(&mut self) -> Result<(), String> {
        let before = &self.lines[self.row][..self.column];
        let mut indent: String = before.chars().take_while(|c| *c == ' ').collect();
        if before.trim_end().ends_with(':') {
            indent.push_str(&" ".repeat(INDENT));
        }
        self.insert(&format!("\n{indent}"))
    }

    /// Spaces to the next multiple of four.
    ///
    /// # Errors
    /// It is too much.
    pub fn tab(&mut self) -> Result<(), String> {
        let at = self.lines[self.row][..self.column].chars().count();
        self.insert(&" ".repeat(INDENT - at % INDENT))
    }

    /// Takes an indentation from the start of the line.
    pub fn dedent(&mut self) {
        let spaces = self.lines[self.row].bytes().take_while(|byte| *byte == b' ').count();
        let gone = if spaces.is_multiple_of(INDENT) { spaces.min(INDENT) } else { spaces % INDENT };
        if gone > 0 {
            self.remember(Change::Other);
            self.lines[self.row].drain(..gone);
            self.column = self.column.saturating_sub(gone);
        }
    }

    /// Deletes the character before the cursor; within an indentation the whole step of it.
    pub fn erase(&mut self) {
        if self.column == 0 {
            if self.row > 0 {
                self.remember(Change::Erasing);
                let line = self.lines.remove(self.row);
                self.row -= 1;
                self.column = self.lines[self.row].len();
                self.lines[self.row].push_str(&line);
            }
            return;
        }
        self.remember(Change::Erasing);
        let before = &self.lines[self.row][..self.column];
        let only_spaces = before.bytes().all(|byte| byte == b' ');
        let from = if only_spaces {
            (self.column - 1) / INDENT * INDENT
        } else {
            before.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
        };
        self.lines[self.row].drain(from..self.column);
        self.column = from;
    }

    /// Deletes the character under the cursor; at the end of a line joins the next one to it.
    pub fn delete(&mut self) {
        let rest = &self.lines[self.row][self.column..];
        if let Some(next) = rest.graphemes(true).next().map(str::len) {
            self.remember(Change::Erasing);
            self.lines[self.row].drain(self.column..self.column + next);
        } else if self.row + 1 < self.lines.len() {
            self.remember(Change::Erasing);
            let line = self.lines.remove(self.row + 1);
            self.lines[self.row].push_str(&line);
        }
    }

    /// Deletes to the end of the line, or the line break when nothing is left of it.
    pub fn delete_line_end(&mut self) {
        if self.column == self.lines[self.row].len() {
            return self.delete();
        }
        self.remember(Change::Other);
        self.lines[self.row].truncate(self.column);
    }

    /// Deletes the word before the cursor.
    pub fn erase_word(&mut self) {
        if self.column == 0 {
            return self.erase();
        }
        self.remember(Change::Other);
        let from = word_left(&self.lines[self.row], self.column);
        self.lines[self.row].drain(from..self.column);
        self.column = from;
    }

    /// Takes the last change back; false when there is none.
    pub fn undo(&mut self) -> bool {
        let Some((lines, row, column)) = self.undo.pop() else { return false };
        self.redo.push((std::mem::replace(&mut self.lines, lines), self.row, self.column));
        (self.row, self.column) = (row, column);
        self.moved();
        true
    }

    /// Makes the change again that was taken back last; false when there is none.
    pub fn redo(&mut self) -> bool {
        let Some((lines, row, column)) = self.redo.pop() else { return false };
        self.undo.push((std::mem::replace(&mut self.lines, lines), self.row, self.column));
        (self.row, self.column) = (row, column);
        self.moved();
        true
    }

    /// Moves the cursor; a screenful has this many rows.
    pub fn go(&mut self, motion: Motion, page: usize) {
        let line = &self.lines[self.row];
        let last = self.lines.len() - 1;
        let up_down = match motion {
            Motion::Up => Some(self.row.checked_sub(1)),
            Motion::Down => Some((self.row < last).then_some(self.row + 1)),
            Motion::PageUp => Some(Some(self.row.saturating_sub(page))),
            Motion::PageDown => Some(Some((self.row + page).min(last))),
            _ => None,
        };
        if let Some(row) = up_down {
            let wanted = self.wanted.unwrap_or_else(|| line[..self.column].graphemes(true).count());
            match row {
                Some(row) => {
                    self.row = row;
                    self.column = at_character(&self.lines[row], wanted);
                }
                // Up from the first line is its start, down from the last its end.
                None => self.column = if motion == Motion::Up { 0 } else { line.len() },
            }
            self.last = None;
            self.wanted = Some(wanted);
            return;
        }
        match motion {
            Motion::Left if self.column == 0 && self.row > 0 => {
                self.row -= 1;
                self.column = self.lines[self.row].len();
            }
            Motion::Left => {
                let before = line[..self.column].grapheme_indices(true).next_back();
                self.column = before.map_or(0, |(at, _)| at);
            }
            Motion::Right if self.column == line.len() && self.row < last => {
                self.row += 1;
                self.column = 0;
            }
            Motion::Right => {
                self.column += line[self.column..].graphemes(true).next().map_or(0, str::len);
            }
            Motion::Home => {
                let text = line.len() - line.trim_start().len();
                self.column = if self.column == text { 0 } else { text };
            }
            Motion::End => self.column = line.len(),
            Motion::WordLeft if self.column == 0 => return self.go(Motion::Left, page),
            Motion::WordLeft => self.column = word_left(line, self.column),
            Motion::WordRight if self.column == line.len() => return self.go(Motion::Right, page),
            Motion::WordRight => self.column = word_right(line, self.column),
            Motion::Top => (self.row, self.column) = (0, 0),
            _ => (self.row, self.column) = (last, self.lines[last].len()),
        }
        self.moved();
    }

    fn moved(&mut self) {
        self.wanted = None;
        self.last = None;
    }

    /// Keeps the text as it is before a change, unless the change goes on with the last one.
    fn remember(&mut self, change: Change) {
        self.wanted = None;
        self.redo.clear();
        if change != Change::Other && self.last == Some(change) {
            return;
        }
        if self.undo.len() == UNDO {
            self.undo.remove(0);
        }
        self.undo.push((self.lines.clone(), self.row, self.column));
        self.last = Some(change);
    }
}

/// Line breaks of one kind, tabs as the spaces they would be taken for, and nothing that could not be seen.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ");
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// The byte before which the n-th character of a line stands.
fn at_character(line: &str, character: usize) -> usize {
    line.grapheme_indices(true).nth(character).map_or(line.len(), |(at, _)| at)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn word_left(line: &str, column: usize) -> usize {
    let before = line[..column].trim_end_matches(|c| !is_word(c));
    before.trim_end_matches(is_word).len()
}

fn word_right(line: &str, column: usize) -> usize {
    let rest = line[column..].trim_start_matches(|c| !is_word(c)).trim_start_matches(is_word);
    line.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Editor {
        let mut editor = Editor::new("");
        for char in text.chars() {
            let done = if char == '\n' { editor.newline() } else { editor.insert(&char.to_string()) };
            assert_eq!(done, Ok(()));
        }
        editor
    }

    #[test]
    fn a_new_line_is_indented_as_the_one_before_and_more_after_a_colon() {
        let mut editor = typed("def f():\nif x:\nreturn 1");
        assert_eq!(editor.text(), "def f():\n    if x:\n        return 1");
        editor.newline().unwrap();
        editor.erase();
        editor.erase();
        editor.insert("y").unwrap();
        assert_eq!(editor.text(), "def f():\n    if x:\n        return 1\ny");
        editor.go(Motion::Home, 9);
        editor.tab().unwrap();
        assert_eq!(editor.lines()[3], "    y");
        editor.dedent();
        assert_eq!((editor.lines()[3].as_str(), editor.cursor()), ("y", (3, 0)));
    }

    #[test]
    fn a_cell_of_the_screen_is_before_the_character_in_it() {
        let mut editor = Editor::new("ab = 1\né日本 x\n\ny");
        let mut go = |row, cell| {
            editor.go_to_cell(row, cell);
            editor.cursor()
        };
        assert_eq!([go(0, 0), go(0, 5), go(0, 6), go(0, 70)], [(0, 0), (0, 5), (0, 6), (0, 6)]);
        // Both cells of a wide character are that character.
        let wide = [0, 1, 2, 3, 4, 5].map(|cell| go(1, cell).1);
        assert_eq!(wide, [0, "é".len(), "é".len(), "é日".len(), "é日".len(), "é日本".len()]);
        assert_eq!([go(2, 3), go(99, 0), go(3, 99)], [(2, 0), (3, 0), (3, 1)]);
    }

    #[test]
    fn typing_a_word_is_one_change_and_changes_can_be_taken_back_and_made_again() {
        let mut editor = typed("ab = 1");
        editor.go(Motion::Left, 9);
        editor.insert("2").unwrap();
        assert_eq!(editor.text(), "ab = 21");
        for before in ["ab = 1", "ab = ", "ab ", ""] {
            assert!(editor.undo());
            assert_eq!(editor.text(), before);
        }
        assert!(!editor.undo());
        assert!((0..4).all(|_| editor.redo()) && !editor.redo());
        assert_eq!((editor.text().as_str(), editor.cursor()), ("ab = 21", (0, 6)));
    }

    #[test]
    fn what_is_typed_after_a_pause_is_taken_back_alone() {
        let mut editor = typed("abc");
        editor.pause();
        editor.insert("d").unwrap();
        assert!(editor.undo());
        assert_eq!(editor.text(), "abc");
    }

    #[test]
    fn pasted_text_goes_in_whole_with_its_own_indentation_and_no_control_characters() {
        let mut editor = typed("if x:\n");
        editor.insert("a = 1\r\n\tb = 2\rc\u{1b}[31m\u{7}").unwrap();
        assert_eq!(editor.text(), "if x:\n    a = 1\n    b = 2\nc[31m");
        assert!(editor.insert(&"x".repeat(LONGEST)).is_err());
        assert_eq!(editor.lines().len(), 4);
    }

    #[test]
    fn the_cursor_stays_between_characters_and_keeps_its_column() {
        let mut editor = Editor::new("äé\u{301}x\n\nlonger line");
        editor.go(Motion::Top, 9);
        editor.go(Motion::Right, 9);
        editor.go(Motion::Right, 9);
        assert_eq!(editor.cursor(), (0, "äé\u{301}".len()));
        editor.go(Motion::Down, 9);
        assert_eq!(editor.cursor(), (1, 0));
        editor.go(Motion::Down, 9);
        assert_eq!(editor.cursor(), (2, 2));
        editor.go(Motion::WordRight, 9);
        editor.go(Motion::WordRight, 9);
        assert_eq!(editor.cursor(), (2, 11));
        editor.go(Motion::WordLeft, 9);
        assert_eq!(editor.cursor(), (2, 7));
        editor.erase_word();
        editor.delete_line_end();
        assert_eq!(editor.lines()[2], "");
        editor.erase();
        editor.erase();
        assert_eq!((editor.text().as_str(), editor.cursor()), ("äé\u{301}x", (0, "äé\u{301}x".len())));
        editor.erase();
        editor.erase();
        assert_eq!(editor.text(), "ä");
        editor.go(Motion::PageUp, 9);
        editor.go(Motion::Home, 9);
        editor.delete();
        editor.delete();
        assert_eq!(editor.text(), "");
    }
}
