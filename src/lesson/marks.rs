//! Marks: a comment `#@ label` at the end of a program's line ties it to a teaching step, and is not shown.

use std::ops::Range;

/// A mark found in a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its label; empty when the author wrote none.
    pub(super) label: String,
    /// The line it stands on, from 1.
    pub(super) line: u32,
    /// Bytes of the comment in the program as written.
    pub(super) range: Range<usize>,
    /// Whether there is code before it on its line.
    pub(super) on_code: bool,
}

/// The program without marks, and the marks. Lines keep their numbers.
pub(super) fn take(program: &str) -> (String, Vec<Mark>) {
    let mut source = String::with_capacity(program.len());
    let mut marks = Vec::new();
    let mut offset = 0;
    for (index, line) in program.split_inclusive('\n').enumerate() {
        let text = line.trim_end_matches(['\n', '\r']);
        if let Some(at) = text.rfind("#@") {
            let code = text[..at].trim_end();
            marks.push(Mark {
                label: text[at + 2..].trim().to_owned(),
                line: index as u32 + 1,
                range: offset + at..offset + text.len(),
                on_code: !code.is_empty(),
            });
            source.push_str(code);
            source.push_str(&line[text.len()..]);
        } else {
            source.push_str(line);
        }
        offset += line.len();
    }
    (source, marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_leaves_no_trace_and_lines_keep_their_numbers() {
        let (source, marks) = take("import jwt\n\nx = 1  #@ one\n#@ alone\ny = 2 #@\n");
        assert_eq!(source, "import jwt\n\nx = 1\n\ny = 2\n");
        let found: Vec<_> = marks.iter().map(|m| (m.label.as_str(), m.line, m.on_code)).collect();
        assert_eq!(found, [("one", 3, true), ("alone", 4, false), ("", 5, true)]);
        assert_eq!(marks[0].range, 19..25);
    }
}
