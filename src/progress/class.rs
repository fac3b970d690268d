//! What a class answered: several logs put together for the instructor.

use super::log::{Line, lines};
use super::record::{Record, is_prediction};
use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What a class answered. Counted is the first answer each time a question was posed.
#[derive(Debug, Clone, Default)]
pub struct Class {
    /// By name; whoever gave none goes by the name of the file.
    pub students: BTreeMap<String, Student>,
    /// By lesson and question.
    pub questions: BTreeMap<(String, String), Asked>,
    /// What was predicted before steps of the traces, kept apart as it is nowhere counted as a question.
    pub predictions: BTreeMap<(String, String), Asked>,
    /// Lines that are no answers: file, line, reason.
    pub bad: Vec<(String, usize, String)>,
    /// Answers that were in two files, or twice in one.
    pub twice: usize,
    seen: HashSet<u64>,
}

/// A student's answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Student {
    /// How many.
    pub answers: u32,
    /// How many were right.
    pub right: u32,
    /// Hints that were taken.
    pub hints: u32,
    /// How many steps were predicted.
    pub predicted: u32,
    /// How many of them rightly.
    pub foreseen: u32,
}

/// The answers to a question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// How many.
    pub answers: u32,
    /// How many were right.
    pub right: u32,
    /// Hints that were taken.
    pub hints: u32,
    /// The wrong answers as they were given, and how often.
    pub wrong: BTreeMap<String, u32>,
    /// Every answer ever given, right or wrong, at any try.
    pub chosen: HashSet<String>,
    /// The misconceptions that wrong answers showed, and how often.
    pub misconceptions: BTreeMap<String, u32>,
}

impl Class {
    /// Adds a log. `file` is its name in remarks, `name` what a student without a name is called.
    pub fn add(&mut self, file: &str, name: &str, bytes: &[u8]) {
        for (number, line) in lines(bytes) {
            match line {
                Line::Answer(record) => self.answer(&record, name),
                Line::Newer(version) => {
                    let reason = format!("version {version}, of a newer jwtrace");
                    self.bad.push((file.to_owned(), number, reason));
                }
                Line::Torn => self.bad.push((file.to_owned(), number, "cut off".into())),
                Line::Bad(reason) => self.bad.push((file.to_owned(), number, reason)),
            }
        }
    }

    fn answer(&mut self, record: &Record, name: &str) {
        let name = if record.student.is_empty() { name } else { &record.student };
        let mut hash = DefaultHasher::new();
        // To the microsecond: no two answers are the same.
        record.line().hash(&mut hash);
        if !self.seen.insert(hash.finish()) {
            self.twice += 1;
            return;
        }
        let prediction = is_prediction(&record.question);
        let all = if prediction { &mut self.predictions } else { &mut self.questions };
        let asked = all.entry((record.lesson.clone(), record.question.clone())).or_default();
        asked.chosen.insert(record.chosen.clone());
        if !record.misconception.is_empty() {
            *asked.misconceptions.entry(record.misconception.clone()).or_default() += 1;
        }
        if !record.first {
            return;
        }
        asked.answers += 1;
        asked.right += u32::from(record.right);
        asked.hints += record.hints;
        if !record.right {
            *asked.wrong.entry(record.chosen.clone()).or_default() += 1;
        }
        let student = self.students.entry(name.to_owned()).or_default();
        if prediction {
            student.predicted += 1;
            student.foreseen += u32::from(record.right);
            return;
        }
        student.answers += 1;
        student.right += u32::from(record.right);
        student.hints += record.hints;
    }

    /// The misconceptions that wrong answers showed, the most frequent first.
    pub fn misconceptions(&self) -> Vec<(&str, u32)> {
        let mut sums: BTreeMap<&str, u32> = BTreeMap::new();
        for (tag, count) in
            self.questions.values().chain(self.predictions.values()).flat_map(|asked| &asked.misconceptions)
        {
            *sums.entry(tag).or_default() += count;
        }
        most(sums.into_iter())
    }
}

impl Asked {
    /// The misconception that most wrong answers showed.
    pub fn misconception(&self) -> Option<(&str, u32)> {
        most(self.misconceptions.iter().map(|(tag, count)| (tag.as_str(), *count))).first().copied()
    }

    /// The wrong answer given most often.
    pub fn mistake(&self) -> Option<(&str, u32)> {
        most(self.wrong.iter().map(|(text, count)| (text.as_str(), *count))).first().copied()
    }
}

fn most<'a>(counts: impl Iterator<Item = (&'a str, u32)>) -> Vec<(&'a str, u32)> {
    let mut counts: Vec<_> = counts.collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    counts
}
