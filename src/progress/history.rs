//! All answers folded into what is known about each question, lesson, level and misconception.

use super::record::{Record, is_prediction};
use super::schedule::{Card, Rating, Scheduler, recall};
use crate::lesson::Level;
use std::collections::HashMap;

/// Misconceptions that are told apart; lessons know a score.
const TAGS: usize = 200;

/// What is known from a log.
#[derive(Debug, Clone, Default)]
pub struct History {
    lessons: HashMap<String, HashMap<String, Item>>,
    /// What steps asked before they were taken; it is asked nowhere else, so it is never due.
    predictions: HashMap<String, HashMap<String, Item>>,
    /// How often each misconception was shown by a wrong answer.
    shown: HashMap<String, u32>,
    /// Tags are few and questions many: each is kept once.
    tags: Vec<String>,
    scheduler: Scheduler,
    answers: usize,
}

/// What is known about one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its memory.
    pub card: Card,
    /// How often it was answered, counting the first answer of each time it was posed.
    pub answers: u32,
    /// How often that was right.
    pub right: u32,
    /// Whether it was right the last time.
    pub known: bool,
    /// How hard it is, where it says.
    pub level: Option<Level>,
    /// Indices of its misconceptions.
    tags: Vec<u16>,
}

/// How well a group of questions is known.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Strength {
    /// Questions answered at least once.
    pub questions: usize,
    /// Answers, counting the first of each time a question was posed.
    pub answers: u32,
    /// How many of these were right.
    pub right: u32,
    /// The share of the questions that would be answered right now, from 0 to 1.
    pub share: f64,
}

/// A question that is due.
#[derive(Debug, Clone, PartialEq)]
pub struct Due<'h> {
    /// The lesson's id.
    pub lesson: &'h str,
    /// The question's id.
    pub question: &'h str,
    /// What is known about it.
    pub item: &'h Item,
}

impl History {
    /// Takes an answer in. Answers are given in the order of the log.
    pub fn take(&mut self, record: &Record) {
        self.answers += 1;
        if !record.misconception.is_empty() {
            *self.shown.entry(record.misconception.clone()).or_default() += 1;
        }
        let belief = Some(&record.misconception).filter(|tag| !tag.is_empty());
        // Whoever answers again has seen the evidence: that says nothing about memory, only what is believed.
        let tags: Vec<u16> = record.about.iter().chain(belief).filter_map(|tag| self.tag(tag)).collect();
        let lessons = if is_prediction(&record.question) { &mut self.predictions } else { &mut self.lessons };
        if !lessons.contains_key(&record.lesson) {
            lessons.insert(record.lesson.clone(), HashMap::new());
        }
        let Some(questions) = lessons.get_mut(&record.lesson) else { return };
        let before = questions.get_mut(&record.question);
        let rating = match (record.right, record.hints) {
            (false, _) => Rating::Again,
            (true, 0) => Rating::Good,
            (true, _) => Rating::Hard,
        };
        match before {
            Some(item) => {
                if record.first {
                    item.card = self.scheduler.after(Some(&item.card), rating, record.time);
                    item.answers += 1;
                    item.right += u32::from(record.right);
                    item.known = record.right;
                    item.level = Level::named(&record.level);
                }
                for tag in tags {
                    if !item.tags.contains(&tag) {
                        item.tags.push(tag);
                    }
                }
            }
            None => {
                let card = self.scheduler.after(None, rating, record.time);
                let level = Level::named(&record.level);
                let right = u32::from(record.right);
                let item = Item { card, answers: 1, right, known: record.right, level, tags };
                questions.insert(record.question.clone(), item);
            }
        }
    }

    /// The index of a tag; none for what somebody's log has too many of.
    fn tag(&mut self, tag: &str) -> Option<u16> {
        let found = self.tags.iter().position(|have| have == tag);
        let at = found.or_else(|| {
            let room = self.tags.len() < TAGS;
            room.then(|| {
                self.tags.push(tag.to_owned());
                self.tags.len() - 1
            })
        });
        at.and_then(|at| u16::try_from(at).ok())
    }

    /// How many answers there are.
    pub fn answers(&self) -> usize {
        self.answers
    }

    /// What is known about a question.
    pub fn item(&self, lesson: &str, question: &str) -> Option<&Item> {
        self.lessons.get(lesson)?.get(question)
    }

    /// Every question that was answered: lesson, question, what is known; by name.
    pub fn items(&self) -> Vec<Due<'_>> {
        let mut all: Vec<Due<'_>> = self
            .lessons
            .iter()
            .flat_map(|(lesson, questions)| {
                questions.iter().map(move |(question, item)| Due { lesson, question, item })
            })
            .collect();
        all.sort_by(|a, b| (a.lesson, a.question).cmp(&(b.lesson, b.question)));
        all
    }

    /// How well the questions are known that fit.
    pub fn strength(&self, now: f64, fits: impl Fn(&Item) -> bool) -> Strength {
        let items = self.lessons.values().flat_map(HashMap::values);
        Strength::of(items.filter(|item| fits(item)), now)
    }

    /// How well a lesson is known.
    pub fn lesson(&self, id: &str, now: f64) -> Strength {
        Strength::of(self.lessons.get(id).into_iter().flat_map(HashMap::values), now)
    }

    /// How well it is foreseen what steps do.
    pub fn predictions(&self, now: f64) -> Strength {
        Strength::of(self.predictions.values().flat_map(HashMap::values), now)
    }

    /// Every misconception met: its tag, how well its questions are known, how often a wrong answer showed it. The
    /// weakest first.
    pub fn misconceptions(&self, now: f64) -> Vec<(&str, Strength, u32)> {
        let of_tag = |(at, tag): (usize, &String)| {
            let strength = self.strength(now, |item| item.tags.contains(&(at as u16)));
            (strength, self.shown.get(tag).copied().unwrap_or_default())
        };
        let mut all: Vec<(&str, Strength, u32)> = self
            .tags
            .iter()
            .enumerate()
            .map(|(at, tag)| {
                let (strength, shown) = of_tag((at, tag));
                (tag.as_str(), strength, shown)
            })
            .filter(|(_, strength, _)| strength.questions > 0)
            .collect();
        all.sort_by(|a, b| a.1.share.total_cmp(&b.1.share).then(b.2.cmp(&a.2)).then(a.0.cmp(b.0)));
        all
    }

    /// What is due: questions about the weakest misconception first, then what is most likely forgotten.
    pub fn due(&self, now: f64) -> Vec<Due<'_>> {
        self.weakest(now, |due| due.item.card.due <= now)
    }

    /// Questions that fit, in that order.
    pub fn weakest(&self, now: f64, fits: impl Fn(&Due<'_>) -> bool) -> Vec<Due<'_>> {
        let weakness: HashMap<&str, f64> =
            self.misconceptions(now).into_iter().map(|(tag, strength, _)| (tag, strength.share)).collect();
        let weakest = |item: &Item| {
            let tags = item.tags.iter().filter_map(|tag| self.tags.get(usize::from(*tag)));
            tags.filter_map(|tag| weakness.get(tag.as_str()).copied()).fold(item.share(now), f64::min)
        };
        let mut all = self.items();
        all.retain(fits);
        all.sort_by(|a, b| {
            let own = |due: &Due<'_>| (weakest(due.item), due.item.share(now));
            let (a, b) = (own(a), own(b));
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        all
    }

    /// How many questions are due that fit; cheaper than listing them.
    pub fn due_count(&self, now: f64, fits: impl Fn(&Due<'_>) -> bool) -> usize {
        let all = self.lessons.iter().flat_map(|(lesson, questions)| {
            questions.iter().map(move |(question, item)| Due { lesson, question, item })
        });
        all.filter(|due| due.item.card.due <= now && fits(due)).count()
    }

    /// When the next question is due that fits and is not due yet.
    pub fn next_due(&self, now: f64, fits: impl Fn(&Due<'_>) -> bool) -> Option<f64> {
        let all = self.lessons.iter().flat_map(|(lesson, questions)| {
            questions.iter().map(move |(question, item)| Due { lesson, question, item })
        });
        let later = all.filter(|due| due.item.card.due > now && fits(due));
        later.map(|due| due.item.card.due).min_by(f64::total_cmp)
    }
}

impl Strength {
    fn of<'i>(items: impl Iterator<Item = &'i Item>, now: f64) -> Self {
        let mut sum = Self::default();
        for item in items {
            sum.questions += 1;
            sum.answers += item.answers;
            sum.right += item.right;
            sum.share += item.share(now);
        }
        sum.share /= sum.questions.max(1) as f64;
        sum
    }
}

impl Item {
    /// How likely it would be answered right now: what was wrong the last time counts as not known.
    pub fn share(&self, now: f64) -> f64 {
        if self.known { recall(&self.card, now) } else { 0.0 }
    }
}
