//! Reading a log that may have been cut short, edited, or written by another version.

use super::record::{Record, VERSION};
use serde::Deserialize;

/// A line of a log, as far as it can be read.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// An answer.
    Answer(Box<Record>),
    /// Written by a newer version: left alone.
    Newer(u32),
    /// The last line, without its end: whoever wrote it was stopped, and nobody was told it was kept.
    Torn,
    /// Not a line of a log; the reason.
    Bad(String),
}

/// The lines of a log with their numbers, from 1. Empty lines are passed over.
pub fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, Line)> + '_ {
    let mut rest = bytes;
    let mut number = 0;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            number += 1;
            let (line, ended, after) = match memchr::memchr(b'\n', rest) {
                Some(end) => (&rest[..end], true, &rest[end + 1..]),
                None => (rest, false, &rest[rest.len()..]),
            };
            rest = after;
            if !line.trim_ascii().is_empty() {
                return Some((number, read(line, ended)));
            }
        }
        None
    })
}

fn read(line: &[u8], ended: bool) -> Line {
    #[derive(Deserialize)]
    struct Version {
        v: u32,
    }
    let error = match serde_json::from_slice::<Record>(line) {
        Ok(record) if record.v == VERSION => return Line::Answer(Box::new(record)),
        Ok(record) => format!("version {}", record.v),
        // The line that serde counts is always the first.
        Err(error) => error.to_string().replace(" at line 1 column", ", column"),
    };
    match serde_json::from_slice::<Version>(line) {
        Ok(version) if version.v > VERSION => Line::Newer(version.v),
        _ if !ended => Line::Torn,
        _ => Line::Bad(error),
    }
}

/// What a log holds besides answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Lines that are answers.
    pub answers: usize,
    /// Lines of a newer version.
    pub newer: usize,
    /// Whether the last line is torn.
    pub torn: bool,
    /// Lines that are not lines of a log.
    pub bad: usize,
    /// The first few of them: number and reason.
    pub examples: Vec<(usize, String)>,
}

/// Bad lines that are named.
const NAMED: usize = 3;

impl Reading {
    /// Reads a log and hands on its answers.
    pub fn of(bytes: &[u8], mut answer: impl FnMut(Record)) -> Self {
        let mut reading = Self::default();
        for (number, line) in lines(bytes) {
            match line {
                Line::Answer(record) => {
                    reading.answers += 1;
                    answer(*record);
                }
                Line::Newer(_) => reading.newer += 1,
                Line::Torn => reading.torn = true,
                Line::Bad(reason) => {
                    reading.bad += 1;
                    if reading.examples.len() < NAMED {
                        reading.examples.push((number, reason));
                    }
                }
            }
        }
        reading
    }

    /// Whether this is no log at all: whole lines, and not one of them of any version.
    pub fn unreadable(&self) -> bool {
        self.bad > 0 && self.answers == 0 && self.newer == 0
    }

    /// What a person should know about the log, in a sentence; nothing when it is as it should be. A torn line is
    /// as it should be: nobody was told that it was kept.
    pub fn remark(&self) -> Option<String> {
        let newer = match self.newer {
            0 => None,
            1 => Some("1 line of a newer jwtrace is not counted".to_owned()),
            newer => Some(format!("{newer} lines of a newer jwtrace are not counted")),
        };
        let first = self.examples.first().map_or(0, |(number, _)| *number);
        let bad = match self.bad {
            0 => None,
            1 => Some(format!("line {first} is no answer and is not counted")),
            bad => Some(format!("{bad} lines, from line {first} on, are no answers and are not counted")),
        };
        let parts: Vec<String> = bad.into_iter().chain(newer).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}
