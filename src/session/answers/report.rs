//! How strong a learner is, after a sitting: by difficulty and by misconception.

use super::{Asked, Sitting};
use crate::lesson::{Level, misconception};

/// Right answers at the first try, out of those given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strength {
    /// What about: `easy`, or a misconception in words.
    pub about: String,
    /// How many were right at the first try.
    pub right: usize,
    /// How many were answered.
    pub answered: usize,
    /// How many there are.
    pub total: usize,
}

/// The strength after a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Over everything.
    pub all: Option<Strength>,
    /// By difficulty, the easiest first; those there are.
    pub levels: Vec<Strength>,
    /// By misconception, the weakest first.
    pub misconceptions: Vec<Strength>,
    /// Hints that were taken.
    pub hints: usize,
}

impl Report {
    /// Of a sitting as it is.
    pub fn of(sitting: &Sitting) -> Self {
        let questions = &sitting.questions;
        let level = |level: Level| {
            let of_level = |asked: &&Asked| asked.level == Some(level) && asked.counts();
            strength(level.name(), questions.iter().filter(of_level))
        };
        let about = |(tag, belief): &(&str, &str)| {
            let is_about = |asked: &&Asked| asked.counts() && asked.about.iter().any(|have| have == tag);
            strength(belief, questions.iter().filter(is_about))
        };
        let mut misconceptions: Vec<Strength> =
            misconception::ALL.iter().filter_map(about).filter(|strength| strength.answered > 0).collect();
        misconceptions.sort_by(|a, b| (a.right * b.answered).cmp(&(b.right * a.answered)));
        Self {
            all: strength("all questions", questions.iter()),
            levels: Level::ALL.into_iter().filter_map(level).collect(),
            misconceptions,
            hints: questions.iter().map(|asked| asked.attempt.hints).sum(),
        }
    }
}

impl Report {
    /// By lesson, in the order in which they were met; `title` names them.
    pub fn lessons(sitting: &Sitting, title: impl Fn(&str) -> Option<String>) -> Vec<Strength> {
        let mut ids: Vec<&str> = Vec::new();
        for asked in &sitting.questions {
            if !ids.contains(&asked.lesson.as_str()) {
                ids.push(&asked.lesson);
            }
        }
        let of = |id: &&str| {
            let about = title(id).unwrap_or_else(|| (*id).to_owned());
            strength(&about, sitting.questions.iter().filter(|asked| asked.lesson == *id))
        };
        ids.iter().filter_map(of).collect()
    }
}

fn strength<'a>(about: &str, questions: impl Iterator<Item = &'a Asked>) -> Option<Strength> {
    let mut strength = Strength { about: about.to_owned(), right: 0, answered: 0, total: 0 };
    for asked in questions {
        strength.total += 1;
        if let Some(first) = asked.attempt.given.first() {
            strength.answered += 1;
            strength.right += usize::from(first.grade.right);
        }
    }
    (strength.total > 0).then_some(strength)
}
