//! What a session asks to be remembered, and what it is told.

use super::build::Work;
use super::{Mode, Session, Study};
use crate::progress::{Answer, History, Record};
use crate::python::Diagnostic;

/// Keeps answers and where the learner stopped. A front end is handed one; it performs the effects with it.
pub trait Memory {
    /// What is known so far. Called once the first frame is shown.
    fn recall(&mut self) -> Recalled;

    /// Keeps an answer; what is given back counts from now on. When it returns, the answer is kept, or it says why
    /// not.
    fn keep(&mut self, answer: &Answer) -> (Record, Result<(), String>);

    /// The time, in seconds since 1970, where it is known: what is due changes while nothing is answered.
    fn now(&self) -> Option<f64> {
        None
    }

    /// The learner has left this place, or the program.
    fn stopped(&mut self, place: &Place);

    /// Work on projects from before, and what the learner should know about it. Called once the first frame is shown.
    fn works(&mut self) -> (Vec<Work>, Option<String>) {
        (Vec::new(), None)
    }

    /// Keeps work on a project.
    ///
    /// # Errors
    /// Why it is not kept.
    fn worked(&mut self, _: &Work) -> Result<(), String> {
        Ok(())
    }
}

/// What is known so far.
#[derive(Debug, Clone, Default)]
pub struct Recalled {
    /// Everything that was answered.
    pub history: History,
    /// The time, in seconds since 1970.
    pub now: f64,
    /// What the learner should know about it: one line.
    pub remark: Option<String>,
}

/// Where a learner stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The lesson's id.
    pub lesson: String,
    /// The mode.
    pub mode: Mode,
    /// The stop.
    pub stop: usize,
    /// The id of the question shown; empty where none is.
    pub question: String,
}

/// Nothing is remembered: for tests and for programs of one's own.
#[derive(Debug, Clone, Copy, Default)]
pub struct Forgetful;

impl Memory for Forgetful {
    fn recall(&mut self) -> Recalled {
        Recalled::default()
    }

    fn keep(&mut self, answer: &Answer) -> (Record, Result<(), String>) {
        (Record::new(answer.clone(), 0.0, ""), Ok(()))
    }

    fn stopped(&mut self, _: &Place) {}
}

impl Session {
    /// Takes in what is known so far.
    pub fn recalled(&mut self, recalled: Recalled) {
        self.history = recalled.history;
        self.now = recalled.now;
        self.due_again();
        if recalled.remark.is_some() {
            self.notice = recalled.remark;
        }
    }

    /// Takes in an answer that was kept, or that was not.
    pub fn kept(&mut self, (record, kept): (Record, Result<(), String>)) {
        self.now = record.time;
        self.history.take(&record);
        if let Err(why) = kept {
            self.notice = Some(format!("not kept yet: {why}"));
        }
    }

    /// Where the learner is, in a lesson. The review is of all lessons, and a place in none.
    pub fn place_now(&self) -> Option<Place> {
        let reviewing = |study: &&Study| study.mode == Mode::Review;
        let study = match self.study.as_ref() {
            Some(study) if reviewing(&study) => self.beneath.as_deref()?,
            study => study?,
        };
        let lesson = study.lesson()?.id.clone();
        let asked = study.sitting().and_then(super::Sitting::asked);
        let question = asked.map_or_else(String::new, |asked| asked.id.clone());
        Some(Place { lesson, mode: study.mode, stop: study.cursor.stop, question })
    }

    /// Highlights the lesson at which the learner stopped; it opens where they were.
    pub fn resume(&mut self, place: Place) {
        if let Some(at) = self.library.position(&place.lesson) {
            self.library.selected = at;
            self.library.stop_at(place);
        }
    }

    /// Goes where the learner stopped in the lesson that is open.
    fn go_on(&mut self) {
        let Some(study) = &mut self.study else { return };
        let id = study.lesson().map_or("", |lesson| lesson.id.as_str());
        let Some(place) = self.library.stopped_in(id) else { return };
        let stop = place.stop;
        if study.modes().contains(&place.mode) && place.mode != Mode::Review {
            study.enter(place.mode);
            if let Some(sitting) = study.sitting_mut()
                && let Some(at) = sitting.questions.iter().position(|asked| asked.id == place.question)
            {
                sitting.at = at;
            }
        }
        study.go_to(stop);
    }

    /// Opens the lesson with this index as it was left, or where the learner stopped in it another day.
    ///
    /// # Errors
    /// As [`Session::open`].
    pub(super) fn open_again(&mut self, index: usize) -> Result<(), Vec<Diagnostic>> {
        let id = self.library.lessons.get(index).map_or("", |lesson| lesson.card().id.as_str());
        let same = |study: &Study| study.lesson().is_some_and(|lesson| lesson.id == id);
        if let Some(at) = self.left.iter().position(same) {
            let study = self.left.swap_remove(at);
            self.library.selected = index;
            self.beneath = None;
            self.study = Some(study);
            return Ok(());
        }
        self.open(index, None)?;
        self.go_on();
        Ok(())
    }

    /// Leaves the lesson that is open; it is kept as it is until it is opened again.
    pub(super) fn leave_lesson(&mut self) -> Option<Place> {
        let place = self.place_now();
        if let Some(place) = &place {
            self.library.stop_at(place.clone());
        }
        let mut study = self.study.take()?;
        if let Some(build) = &mut study.build {
            build.stop_check();
        }
        let kept = study.mode != Mode::Review;
        if let Some(study) = if kept { Some(study) } else { self.beneath.take().map(|study| *study) }
            && let Some(id) = study.lesson().map(|lesson| lesson.id.clone())
        {
            self.forget_left(&id);
            self.left.push(study);
        }
        place
    }

    /// A lesson that was left and has changed since begins anew.
    pub(super) fn forget_left(&mut self, id: &str) {
        self.left.retain(|study| study.lesson().is_none_or(|lesson| lesson.id != id));
    }
}

impl super::Library {
    /// Where the learner stopped in a lesson.
    pub fn stopped_in(&self, id: &str) -> Option<&Place> {
        self.stopped.iter().find(|place| place.lesson == id)
    }

    fn stop_at(&mut self, place: Place) {
        self.stopped.retain(|before| before.lesson != place.lesson);
        self.stopped.push(place);
    }
}

#[cfg(test)]
mod tests {
    use crate::session::tests::fixture;
    use crate::session::{Command as C, Effect, Message, Mode, update};

    #[test]
    fn whoever_comes_back_finds_mode_and_question_as_they_were() {
        let mut session = fixture::lesson();
        for command in [C::Mode(Mode::Practice), C::NextQuestion, C::NextQuestion] {
            update(&mut session, Message::Do(command));
        }
        let asked = session.study.as_ref().unwrap().question().unwrap().id.clone();
        let effects = update(&mut session, Message::Do(C::Lessons));
        let [Effect::Stopped(place)] = effects.as_slice() else { panic!("{effects:?}") };
        assert_eq!((place.mode, &place.question), (Mode::Practice, &asked));
        let mut later = fixture::lesson();
        later.study = None;
        later.resume(place.clone());
        update(&mut later, Message::Do(C::Confirm));
        let study = later.study.as_ref().unwrap();
        assert_eq!((study.mode, &study.question().unwrap().id), (Mode::Practice, &asked));
    }
}
