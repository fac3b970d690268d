//! The report after a sitting: how strong, by difficulty and by misconception.

use crate::session::{Report, Sitting, Strength};
use crate::text::Text;

/// The report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportView {
    /// What was practised, and how much is left.
    pub headline: Text,
    /// Over everything.
    pub all: Option<StrengthBar>,
    /// By difficulty.
    pub levels: Vec<StrengthBar>,
    /// By misconception, the weakest first.
    pub misconceptions: Vec<StrengthBar>,
    /// What to do next.
    pub advice: Text,
}

/// A bar with its words, which say all that the bar does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StrengthBar {
    /// What about.
    pub about: Text,
    /// Right at the first try.
    pub right: usize,
    /// Answered.
    pub answered: usize,
    /// In words: `2 of 3 right at the first try`.
    pub words: Text,
}

pub(super) fn of(sitting: &Sitting, practice: bool) -> ReportView {
    let report = Report::of(sitting);
    let left = sitting.questions.len() - sitting.answered();
    let what = if practice { "Practice" } else { "Quiz" };
    let hints = match report.hints {
        0 => "no hint taken".to_owned(),
        1 => "1 hint taken".to_owned(),
        hints => format!("{hints} hints taken"),
    };
    let headline = match left {
        0 => format!("{what} done: every question answered, {hints}."),
        1 => format!("{what}: 1 question is not answered yet, {hints}."),
        left => format!("{what}: {left} questions are not answered yet, {hints}."),
    };
    let weakest = report.misconceptions.first().filter(|weakest| weakest.right < weakest.answered);
    let advice = match weakest {
        Some(weakest) => format!(
            "Look again at this: people often believe that {}. The questions about it are worth another try.",
            weakest.about
        ),
        None if sitting.answered() == 0 => "Nothing is answered yet; Enter begins.".to_owned(),
        None if sitting.right_at_first() < sitting.answered() => {
            "The questions answered wrong are worth another try; the solution is one key away.".to_owned()
        }
        None => "Nothing was answered wrong at the first try.".to_owned(),
    };
    ReportView {
        headline: Text::from(headline),
        all: report.all.as_ref().map(bar),
        levels: report.levels.iter().map(bar).collect(),
        misconceptions: report.misconceptions.iter().map(bar).collect(),
        advice: Text::from(advice),
    }
}

fn bar(strength: &Strength) -> StrengthBar {
    let Strength { right, answered, total, .. } = *strength;
    let words = match (answered, total - answered) {
        (0, _) => format!("none of {total} answered"),
        (_, 0) => format!("{right} of {answered} right"),
        (_, left) => format!("{right} of {answered} right, {left} open"),
    };
    StrengthBar { about: Text::new(&strength.about), right, answered, words: Text::from(words) }
}
