//! Putting lines or steps in order.

use crate::quiz::grade::Grade;
use crate::quiz::job::{Job, Runs};
use crate::quiz::seen::Seen;

/// Items to be put in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// As they are shown.
    pub items: Vec<String>,
    /// One right order, as places in `items`.
    pub model: Vec<usize>,
    /// What makes an order right.
    pub legal: Legal,
}

/// What makes an order right.
#[derive(Debug, Clone, PartialEq)]
pub enum Legal {
    /// The program with the lines put at its place does what it should.
    Program {
        /// The program; `before` and `after` stand around the lines.
        before: String,
        /// What follows the lines.
        after: String,
        /// The clock and the requests.
        job: Job,
        /// What it should do.
        expected: Seen,
    },
    /// The first of each pair comes before the second.
    Needs(Vec<(usize, usize)>),
}

impl Order {
    pub(in crate::quiz) fn grade(&self, placed: &[usize], runs: &Runs<'_>) -> Option<Grade> {
        let mut sorted = placed.to_vec();
        sorted.sort_unstable();
        if !sorted.iter().copied().eq(0..self.items.len()) {
            return None;
        }
        let chosen: Vec<&str> = placed.iter().map(|at| self.items[*at].trim()).collect();
        let grade = Grade { chosen: chosen.join(" / "), ..Grade::default() };
        let (right, because) = match &self.legal {
            Legal::Needs(needs) => self.by_needs(needs, placed),
            Legal::Program { before, after, job, expected } => {
                let source = program(before, placed.iter().map(|at| self.items[*at].as_str()), after);
                match runs(&Job { source, ..job.clone() }) {
                    Err(why) => (false, format!("In this order it is no program: {why}.")),
                    Ok(trace) => match Seen::of(&trace) {
                        None => (false, "In this order the program does not end.".to_owned()),
                        Some(seen) if seen == *expected => {
                            (true, format!("Run in this order, the program {}.", seen.told()))
                        }
                        Some(seen) => (false, format!("Run in this order, the program {}.", seen.told())),
                    },
                }
            }
        };
        Some(Grade { right, because, ..grade })
    }

    fn by_needs(&self, needs: &[(usize, usize)], placed: &[usize]) -> (bool, String) {
        let place = |item: usize| placed.iter().position(|at| *at == item);
        let broken = needs.iter().find(|(first, second)| place(*first) > place(*second));
        match broken {
            None => (true, "Everything is there when it is needed.".to_owned()),
            Some((first, second)) => {
                (false, format!("\"{}\" needs \"{}\" before it.", self.items[*second], self.items[*first]))
            }
        }
    }
}

/// A program of lines between two parts.
pub(in crate::quiz) fn program<'a>(
    before: &str,
    lines: impl Iterator<Item = &'a str>,
    after: &str,
) -> String {
    let mut source = before.to_owned();
    for line in lines {
        source.push_str(line);
        source.push('\n');
    }
    source.push_str(after);
    source
}
