//! The programs of a lesson: marks agree with steps and with one another, placeholders with given values.

use super::requests::mark_of;
use super::{Reader, span};
use crate::lesson::diagnostic::expected;
use crate::lesson::marks::{self, Mark};
use crate::lesson::schema::{File, Text};
use crate::lesson::{Given, LessonProgram, Profile, given};
use crate::span::Span;
use std::ops::Range;

impl Reader<'_> {
    pub(super) fn programs(&mut self, file: &File, given: &[Given]) -> Vec<LessonProgram> {
        let mut written: Vec<(Profile, &Text)> =
            [(Profile::PythonJose, &file.program.python_jose), (Profile::PyJwt, &file.program.pyjwt)]
                .into_iter()
                .filter(|(_, text)| !text.is_missing())
                .collect();
        written.sort_by_key(|(_, text)| text.span.start);
        if written.is_empty() {
            let help = "Write it as `python-jose = '''...'''` or `pyjwt = '''...'''` under [program].";
            self.findings.add(Span::default(), "the lesson has no program", help);
        }
        let programs: Vec<LessonProgram> =
            written.iter().map(|(profile, text)| self.program(*profile, text, given, file)).collect();
        self.all_used(file, &programs);
        programs
    }

    fn program(&mut self, profile: Profile, text: &Text, given: &[Given], file: &File) -> LessonProgram {
        let written = text.value.replace("\r\n", "\n");
        let (source, found) = marks::take(&written);
        self.marks(text, &found, file);
        let raw = self.findings.source();
        let place = |range: Range<usize>| place(&raw, text, &written, range);
        for (name, range) in given::placeholders(&written) {
            let dunder = super::super::given::DUNDERS.contains(&name);
            if !dunder && !given.iter().any(|given| given.name == name) {
                let known: Vec<&str> = given.iter().map(|given| given.name.as_str()).collect();
                let message = format!("`__{name}__` stands for a given value that does not exist");
                self.findings.add(place(range), message, expected(name, &known));
            }
        }
        LessonProgram {
            profile,
            source,
            marks: found.into_iter().map(|mark| (mark.label, mark.line)).collect(),
            at: span(&text.span),
        }
    }

    fn marks(&mut self, text: &Text, found: &[Mark], file: &File) {
        let raw = self.findings.source();
        let written = text.value.replace("\r\n", "\n");
        let mut known: Vec<&str> = Vec::new();
        for (label, step) in &file.step.0 {
            if let Some(mark) = mark_of(label.get_ref(), step).filter(|mark| !known.contains(mark)) {
                known.push(mark);
            }
        }
        let mut seen: Vec<&str> = Vec::new();
        for mark in found {
            let at = place(&raw, text, &written, mark.range.clone());
            let label = mark.label.as_str();
            if label.is_empty() {
                self.findings.add(at, "the mark has no label", "Write `#@ label`, with the label of a step.");
            } else if !mark.on_code {
                let help = "Put it at the end of the line it marks.";
                self.findings.add(at, format!("the mark `{label}` marks no code"), help);
            } else if seen.contains(&label) {
                let help = "A mark names one line; give the other line a mark of its own, or none.";
                self.findings.add(at, format!("the mark `{label}` is there twice"), help);
            } else if !known.contains(&label) {
                let message = format!("the mark `{label}` has no step");
                let help = format!("Add [step.{label}], or correct it. {}", expected(label, &known));
                self.findings.add(at, message, help);
            }
            seen.push(label);
        }
    }

    /// Every step has its mark in every program, and every given value its placeholder in some program.
    fn all_used(&mut self, file: &File, programs: &[LessonProgram]) {
        for (label, step) in &file.step.0 {
            let Some(mark) = mark_of(label.get_ref(), step) else { continue };
            for program in programs {
                if !program.marks.iter().any(|(have, _)| have == mark) {
                    let message =
                        format!("step `{label}` has no mark in the {} program", program.profile.name());
                    let help = format!("Put `#@ {mark}` at the end of the line that does it.");
                    self.findings.add(span(&label.span()), message, help);
                }
            }
        }
        for (name, _) in &file.given.0 {
            let used = programs.iter().any(|program| {
                given::placeholders(&program.source).iter().any(|(have, _)| have == name.get_ref())
            });
            if !used && !programs.is_empty() {
                let message = format!("the given value `{name}` is not used");
                let help = format!("Write `__{name}__` in the program where it belongs.");
                self.findings.add(span(&name.span()), message, help);
            }
        }
    }
}

/// The bytes of the lesson file for a range of a program: exact when the program is written without escapes.
fn place(raw: &str, text: &Text, written: &str, range: Range<usize>) -> Span {
    let whole = span(&text.span);
    let Some(inside) = raw.get(text.span.clone()) else { return whole };
    let quote = inside.find(written).or_else(|| {
        let unix = inside.replace("\r\n", "\n");
        // With Windows line ends offsets differ by one a line; the line is found again below.
        unix.contains(written).then_some(usize::MAX)
    });
    match quote {
        Some(usize::MAX) => {
            let line = written[..range.start].matches('\n').count();
            let skipped = inside.find("\r\n").map_or(0, |at| usize::from(at <= 3));
            let start: usize = inside.split_inclusive('\n').take(line + skipped).map(str::len).sum();
            let column = range.start - written[..range.start].rfind('\n').map_or(0, |at| at + 1);
            let start = text.span.start + start + column;
            span(&(start..start + range.len()))
        }
        Some(offset) => {
            let start = text.span.start + offset + range.start;
            span(&(start..start + range.len()))
        }
        None => whole,
    }
}
