//! What is made visible, and how: control characters as their pictures (`␛`), everything else that has no width or
//! moves other characters about as its number (`⟨U+202E⟩`).

use super::cluster_width;
use std::fmt::Write as _;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// Cells to a tab stop, as Python programs are indented.
pub const TAB: usize = 4;

/// More marks than this on one character are shown as numbers.
const MARKS: usize = 4;

/// How a character is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    AsIs,
    Tab,
    Break,
    Picture(char),
    Number,
    /// A mark that sits on the character before it.
    Mark,
}

/// One clean line; `start` is the column at which it will stand.
pub(super) fn clean(raw: &str, start: usize) -> String {
    let line = visible(raw, start);
    if line.is_ascii() || line.graphemes(true).all(|cluster| cluster_width(cluster) > 0) {
        return line;
    }
    let mut out = String::with_capacity(line.len() + 16);
    for cluster in line.graphemes(true) {
        if cluster_width(cluster) > 0 {
            out.push_str(cluster);
        } else {
            cluster.chars().for_each(|char| number(&mut out, char));
        }
    }
    out
}

fn number(out: &mut String, char: char) {
    let _ = write!(out, "⟨U+{:04X}⟩", char as u32);
}

/// Every character shown on its own.
fn visible(raw: &str, start: usize) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut column = start;
    let mut marks = MARKS;
    let mut chars = raw.chars().peekable();
    while let Some(char) = chars.next() {
        match way(char) {
            Way::Tab => {
                let cells = TAB - column % TAB;
                out.extend(std::iter::repeat_n(' ', cells));
                column += cells;
            }
            Way::Break => {
                if char == '\r' && chars.peek() == Some(&'\n') {
                    continue;
                }
                out.push('↵');
                column += 1;
            }
            Way::Picture(picture) => {
                out.push(picture);
                column += 1;
            }
            Way::Mark if marks < MARKS => {
                out.push(char);
                marks += 1;
                continue;
            }
            Way::Number | Way::Mark => {
                let before = out.len();
                number(&mut out, char);
                column += out.len() - before - 4;
            }
            Way::AsIs => {
                out.push(char);
                column += char.width().unwrap_or(0);
                marks = 0;
                continue;
            }
        }
        marks = MARKS;
    }
    out
}

/// Whether [`clean`] would leave the text as it is.
pub(super) fn is_clean(text: &str) -> bool {
    text.chars().all(|char| way(char) == Way::AsIs)
}

fn way(char: char) -> Way {
    match char {
        ' '..='~' => Way::AsIs,
        '\t' => Way::Tab,
        '\n' | '\r' => Way::Break,
        '\0'..='\x1f' => Way::Picture(char::from_u32(0x2400 + char as u32).unwrap_or('␀')),
        '\x7f' => Way::Picture('␡'),
        char if is_hidden(char) => Way::Number,
        char => match char.width() {
            Some(0) => Way::Mark,
            Some(_) => Way::AsIs,
            None => Way::Number,
        },
    }
}

/// Characters without a picture of their own: C1 controls, format characters (bidi, joiners, soft hyphen), line and
/// paragraph separators, fillers, variation selectors, tags, private use, and those that join what follows them.
fn is_hidden(char: char) -> bool {
    matches!(char,
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}' | '\u{8e2}'
        | '\u{115f}'..='\u{11ff}'
        | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{d7b0}'..='\u{d7ff}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{d4e}'
        | '\u{110bd}' | '\u{110cd}' | '\u{111c2}' | '\u{111c3}' | '\u{1193f}' | '\u{11941}' | '\u{11a3a}'
        | '\u{11a84}'..='\u{11a89}' | '\u{11d46}' | '\u{11f02}'
        | '\u{13430}'..='\u{1343f}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{e0000}'..='\u{10ffff}')
}
