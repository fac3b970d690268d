//! When a question is due again: FSRS, by the formulas and weights of `rs-fsrs`.
//!
//! The crate's own schedulers read the clock and keep their state in time types and maps of four alternatives; the
//! formulas are what is wanted. A right answer is *good*, with hints *hard*; a wrong one is *again* and comes back
//! within the sitting. Times are seconds since 1970, and elapsed time counts in fractions of days: a right answer
//! minutes after the last one says little about memory, and the formula says so itself.

use rs_fsrs::{Parameters, Seed};

pub use rs_fsrs::Rating;

/// Seconds of a day.
pub const DAY: f64 = 86_400.0;

/// A question answered wrongly is due again after this many seconds.
const AGAIN: f64 = 600.0;

/// The memory of one question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Card {
    /// Days until recall falls to 90 %.
    pub stability: f64,
    /// From 1 (easy) to 10.
    pub difficulty: f64,
    /// When it was answered last.
    pub last: f64,
    /// When it is due.
    pub due: f64,
}

/// FSRS with its published weights.
#[derive(Debug, Clone)]
pub struct Scheduler(Parameters);

impl Default for Scheduler {
    fn default() -> Self {
        let known = Parameters::DECAY;
        Self(Parameters {
            request_retention: 0.9,
            maximum_interval: 365,
            w: WEIGHTS,
            decay: known,
            factor: Parameters::FACTOR,
            enable_short_term: false,
            enable_fuzz: false,
            // The default seed is made of the clock; without fuzz nothing is drawn from it.
            seed: Seed::Empty,
        })
    }
}

/// The weights of FSRS 5 as `rs-fsrs` has them; its constant is private, and its `default` reads the clock. A test
/// holds them equal.
const WEIGHTS: [f64; 19] = [
    0.4072, 1.1829, 3.1262, 15.4722, 7.2102, 0.5316, 1.0651, 0.0234, 1.616, 0.1544, 1.0824, 1.9813, 0.0953,
    0.2975, 2.2042, 0.2407, 2.9466, 0.5034, 0.6567,
];

impl Scheduler {
    /// The card after an answer; `before` is what it was, if the question was answered before.
    pub fn after(&self, before: Option<&Card>, rating: Rating, now: f64) -> Card {
        let fsrs = &self.0;
        let (stability, difficulty) = match before {
            None => (fsrs.init_stability(rating), fsrs.init_difficulty(rating)),
            Some(card) => {
                let recall = recall(card, now);
                let (stability, difficulty) = (card.stability, card.difficulty);
                let stability = match rating {
                    // What was forgotten is never remembered for longer than before.
                    Rating::Again => fsrs.next_forget_stability(difficulty, stability, recall).min(stability),
                    _ => fsrs.next_recall_stability(difficulty, stability, recall, rating),
                };
                (stability, fsrs.next_difficulty(difficulty, rating))
            }
        };
        let stability = stability.clamp(0.01, 36_500.0);
        let wait = match rating {
            Rating::Again => AGAIN,
            _ => fsrs.next_interval(stability, 0) * DAY,
        };
        Card { stability, difficulty, last: now, due: now + wait }
    }
}

/// How likely it is that the question would be answered right at a time, from 0 to 1.
pub fn recall(card: &Card, now: f64) -> f64 {
    // A clock that was set back does not make anybody remember better.
    let days = ((now - card.last) / DAY).max(0.0);
    Parameters::forgetting_curve(days, card.stability).clamp(0.0, 1.0)
}

/// A time that is so many seconds ahead, in words: `in 3 days`.
pub fn until(seconds: f64) -> String {
    let words =
        |number: f64, what: &str| format!("in {number} {what}{}", if number > 1.0 { "s" } else { "" });
    let (minutes, hours, days) =
        ((seconds / 60.0).round(), (seconds / 3600.0).round(), (seconds / DAY).round());
    match (minutes, hours) {
        (..1.0, _) => "in less than a minute".into(),
        (..60.0, _) => words(minutes, "minute"),
        (_, ..24.0) => words(hours, "hour"),
        _ => words(days, "day"),
    }
}
