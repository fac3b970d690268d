//! A lesson on the shelf: what a list says of it, and the lesson itself, read when it is first asked for.

use super::{Lesson, Profile, load};
use crate::packed;
use std::sync::{Arc, OnceLock};

/// What a list of lessons says of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// `create-token`
    pub id: String,
    /// `Creating a token`
    pub title: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Its place in the library, when the author gives one.
    pub order: Option<u32>,
    /// `FastAPI`, `REST`, …
    pub topic: String,
    /// What the learner will be able to do, in one or two sentences.
    pub about: String,
    /// How many steps it has.
    pub steps: usize,
    /// How many key moments.
    pub moments: usize,
    /// How many questions, quiz and practice together.
    pub questions: usize,
    /// How many of them are for practice.
    pub practice: usize,
    /// How many steps its project has; none when there is no project.
    pub project: usize,
    /// The libraries it runs with; the first is the default.
    pub profiles: Vec<Profile>,
}

impl Card {
    /// The card of a lesson.
    pub fn of(lesson: &Lesson) -> Self {
        Self {
            id: lesson.id.clone(),
            title: lesson.title.clone(),
            minutes: lesson.minutes,
            order: lesson.order,
            topic: lesson.topic.clone(),
            about: lesson.about.clone(),
            steps: lesson.steps.len(),
            moments: lesson.moments.len(),
            questions: lesson.quiz.len() + lesson.practice.len(),
            practice: lesson.practice.len(),
            project: lesson.project.as_ref().map_or(0, |project| project.steps.len()),
            profiles: lesson.programs.iter().map(|program| program.profile).collect(),
        }
    }

    fn packed(card: &packed::Card) -> Self {
        Self {
            id: card.id.into(),
            title: card.title.into(),
            minutes: card.minutes,
            order: card.order,
            topic: card.topic.into(),
            about: card.about.into(),
            steps: card.steps,
            moments: card.moments,
            questions: card.questions,
            practice: card.practice,
            project: card.project,
            profiles: card.profiles.iter().filter_map(|name| Profile::named(name)).collect(),
        }
    }
}

/// A lesson whose card is known and which is read when somebody opens it: a start of the program reads none.
#[derive(Debug, Clone)]
pub struct Shelved {
    card: Arc<Card>,
    /// The file among the built-in ones, for a lesson that is not read yet.
    file: Option<&'static str>,
    lesson: Arc<OnceLock<Option<Arc<Lesson>>>>,
}

impl Shelved {
    /// A lesson that has been read.
    pub fn read(lesson: Arc<Lesson>) -> Self {
        let card = Arc::new(Card::of(&lesson));
        Self { card, file: None, lesson: Arc::new(OnceLock::from(Some(lesson))) }
    }

    /// A lesson in the binary.
    pub(super) fn built_in(file: &'static str, card: &packed::Card) -> Self {
        Self { card: Arc::new(Card::packed(card)), file: Some(file), lesson: Arc::default() }
    }

    /// What a list says of it.
    pub fn card(&self) -> &Card {
        &self.card
    }

    /// The lesson. `None` would mean that a built-in one has mistakes; a test reads them all.
    pub fn lesson(&self) -> Option<&Arc<Lesson>> {
        let read = || {
            let file = self.file?;
            let (lesson, _) = load::parse_known(file, &packed::lesson(file)?);
            lesson.map(Arc::new)
        };
        self.lesson.get_or_init(read).as_ref()
    }
}
