//! The report after a sitting: how strong, by difficulty and by misconception.

use crate::progress::schedule::until;
use crate::session::{Mode, Report, Session, Sitting, Strength};
use crate::text::Text;

/// The report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportView {
    /// What was practised, and how much is left.
    pub headline: Text,
    /// Over everything.
    pub all: Option<StrengthBar>,
    /// By lesson, of a review.
    pub lessons: Vec<StrengthBar>,
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

pub(super) fn of(session: &Session, mode: Mode, sitting: &Sitting) -> ReportView {
    if sitting.questions.is_empty() {
        return nothing(session);
    }
    let report = Report::of(sitting);
    let left = sitting.questions.len() - sitting.answered();
    let unsolved = sitting.unsolved().count();
    let what = mode.title();
    let hints = match report.hints {
        0 => "no hint taken".to_owned(),
        1 => "1 hint taken".to_owned(),
        hints => format!("{hints} hints taken"),
    };
    let headline = match left {
        0 if unsolved > 0 => {
            let are = if unsolved == 1 { "1 is".to_owned() } else { format!("{unsolved} are") };
            format!("{what}: every question answered, {are} not solved yet, {hints}.")
        }
        0 => format!("{what} done: every question solved, {hints}."),
        1 => format!("{what}: 1 question is not answered in this round, {hints}."),
        left => format!("{what}: {left} questions are not answered in this round, {hints}."),
    };
    let title = |id: &str| session.library.find(id).map(|lesson| lesson.title.clone());
    let lessons = if mode == Mode::Review { Report::lessons(sitting, title) } else { Vec::new() };
    ReportView {
        headline: Text::from(headline),
        all: report.all.as_ref().map(whole),
        lessons: lessons.iter().map(bar).collect(),
        levels: report.levels.iter().map(bar).collect(),
        misconceptions: report.misconceptions.iter().map(idea).collect(),
        advice: Text::from(if mode == Mode::Review { after(session) } else { advice(sitting, &report) }),
    }
}

/// What to do after a quiz or practice.
fn advice(sitting: &Sitting, report: &Report) -> String {
    let weakest = report.misconceptions.first().filter(|weakest| weakest.right < weakest.answered);
    match weakest {
        Some(weakest) => format!(
            "Look again at the questions about this: people often believe that {}, and it is not so. {}",
            weakest.about,
            again(sitting)
        ),
        None if sitting.answered() == 0 => "Nothing is answered yet; Enter begins.".to_owned(),
        None if sitting.right_at_first() < sitting.answered() => again(sitting).to_owned(),
        None => "Nothing was answered wrong at the first try.".to_owned(),
    }
}

/// How the questions that are not solved are asked again.
fn again(sitting: &Sitting) -> &'static str {
    match sitting.first_open() {
        None => "Enter asks all of them once more.",
        Some(_) => "Enter goes to the first that is not solved.",
    }
}

/// A review with nothing to ask.
fn nothing(session: &Session) -> ReportView {
    let (headline, advice) = match session.due().1 {
        Some(_) => ("Nothing is due for review.".to_owned(), after(session)),
        None => (
            "Nothing has been answered yet, so there is nothing to review.".to_owned(),
            "Questions come here once you have answered them in Quiz or Practice of any lesson: soon when the answer \
             was wrong, later and later when it was right."
                .to_owned(),
        ),
    };
    ReportView { headline: Text::from(headline), advice: Text::from(advice), ..ReportView::default() }
}

/// What comes after a review, and when.
fn after(session: &Session) -> String {
    let next = |next: f64| format!("The next question is due {}.", until(next - session.now));
    match session.due() {
        (0, Some(at)) => format!("{} Enter asks what you know least, although it is not due.", next(at)),
        (0, None) => String::new(),
        (1, _) => "1 question is due now; Enter asks it.".to_owned(),
        (due, _) => format!("{due} questions are due now; Enter asks them."),
    }
}

/// The bar over everything, which no heading explains.
fn whole(strength: &Strength) -> StrengthBar {
    let bar = bar(strength);
    let words = bar.words.as_str().replacen(" right", " right at the first try", 1);
    StrengthBar { words: Text::from(words), ..bar }
}

/// A misconception's bar: it is quoted, for it is not so.
fn idea(strength: &Strength) -> StrengthBar {
    let bar = bar(strength);
    StrengthBar { about: Text::from(format!("\"{}\"", bar.about)), ..bar }
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
