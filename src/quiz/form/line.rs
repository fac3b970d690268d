//! Pointing at the faulty line of a program.

use crate::quiz::grade::Grade;

/// A program with one faulty line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its lines.
    pub lines: Vec<String>,
    /// The faulty one, from 0.
    pub at: usize,
    /// What stands there in the program that is right.
    pub fixed: String,
}

impl Line {
    pub(in crate::quiz) fn grade(&self, at: usize) -> Option<Grade> {
        let line = self.lines.get(at)?;
        let right = at == self.at;
        let because = if right {
            format!("It should be: {}", self.fixed.trim())
        } else {
            "This line does what it should.".to_owned()
        };
        let chosen = format!("line {}: {}", at + 1, line.trim());
        Some(Grade { right, chosen, because, ..Grade::default() })
    }
}
