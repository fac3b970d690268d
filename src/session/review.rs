//! Review: questions of all lessons that were answered before, those first that are due again.
//!
//! A question needs its own lesson's run as evidence. The study that is open is therefore always the lesson of the
//! question shown: when the next one is of another lesson, that lesson is run and takes the review over. Questions are
//! posed when their turn comes, so that a review of a dozen lessons begins at once.

use super::{Asked, Mode, Session, Sitting, Study};
use crate::lesson::Lesson;
use crate::progress::Due;
use crate::quiz::Unanswerable;
use std::sync::Arc;

/// Questions answered before, of all lessons.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Review {
    /// The questions.
    pub sitting: Sitting,
    /// Whether they are asked although they are not due.
    pub ahead: bool,
    /// The only lesson it is about, if it is not about all.
    pub only: Option<String>,
}

impl Review {
    /// Questions of a lesson that were not answered are posed anew: it has run with something else.
    pub(super) fn forget(&mut self, lesson: &str) {
        for asked in self.sitting.questions.iter_mut().filter(|asked| asked.lesson == lesson) {
            if asked.attempt.given.is_empty() {
                asked.posed = Err(Unanswerable::Later);
            }
        }
    }
}

/// Whether a question that was answered can be asked again: lessons change, and predictions are only made in a trace.
pub fn asked_again(lesson: &Lesson, due: &Due<'_>) -> bool {
    lesson.id == due.lesson && lesson.question(due.question).is_some()
}

impl super::Library {
    /// Where the lesson with an id stands.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.lessons.iter().position(|lesson| lesson.card().id == id)
    }

    /// The lesson with an id.
    pub fn find(&self, id: &str) -> Option<&Arc<Lesson>> {
        self.lessons[self.position(id)?].lesson()
    }
}

impl Session {
    /// Begins a review of what is due in one lesson, or in all.
    pub fn review(&mut self, only: Option<&str>) {
        self.begin_review(Review { only: only.map(str::to_owned), ..Review::default() });
    }

    /// Goes on with the review, or begins one.
    pub(super) fn enter_review(&mut self) {
        let open = |study: &Study| study.review.sitting.at < study.review.sitting.questions.len();
        match &mut self.study {
            Some(study) if study.mode == Mode::Review => {}
            // Come from the evidence: this is the review's own run.
            Some(study) if open(study) && self.beneath.is_some() => study.enter(Mode::Review),
            Some(study) if open(study) => {
                let review = std::mem::take(&mut study.review);
                self.stand(review);
            }
            _ => self.begin_review(Review::default()),
        }
    }

    /// After its end: what is due by now, and when nothing is, what is known least.
    pub(super) fn review_again(&mut self) {
        let Some(review) = self.study.as_ref().map(|study| &study.review) else { return };
        let only = review.only.clone();
        let due = !self.reviewed(&Review { only: only.clone(), ..Review::default() }).is_empty();
        self.begin_review(Review { only, ahead: !due, ..Review::default() });
    }

    /// The answers are known only now: a review that is open and has nothing to ask begins.
    pub(super) fn due_again(&mut self) {
        if let Some(study) = self.study.as_ref().filter(|study| study.mode == Mode::Review)
            && study.review.sitting.questions.is_empty()
        {
            let review = study.review.clone();
            self.begin_review(review);
        }
    }

    /// What a review asks: lesson and question.
    fn reviewed(&self, review: &Review) -> Vec<(String, String)> {
        let due = |due: &Due<'_>| (due.item.card.due <= self.now) != review.ahead && self.fits(review, due);
        let all = self.history.weakest(self.now, due);
        all.iter().map(|due| (due.lesson.to_owned(), due.question.to_owned())).collect()
    }

    fn fits(&self, review: &Review, due: &Due<'_>) -> bool {
        review.only.as_deref().is_none_or(|only| only == due.lesson)
            && self.library.find(due.lesson).is_some_and(|lesson| asked_again(lesson, due))
    }

    /// How many questions of the review are due, and when the next one is that is not.
    pub fn due(&self) -> (usize, Option<f64>) {
        let only = self.study.as_ref().and_then(|study| study.review.only.clone());
        self.due_in(&Review { only, ..Review::default() })
    }

    /// The same over all lessons.
    pub fn due_of_all(&self) -> (usize, Option<f64>) {
        self.due_in(&Review::default())
    }

    fn due_in(&self, review: &Review) -> (usize, Option<f64>) {
        let fits = |due: &Due<'_>| self.fits(review, due);
        (self.history.due_count(self.now, fits), self.history.next_due(self.now, fits))
    }

    fn begin_review(&mut self, review: Review) {
        let questions = self.reviewed(&review).into_iter();
        let later = |(lesson, id): (String, String)| {
            let question = self.library.find(&lesson)?.question(&id)?;
            Some(Asked::new(&lesson, question, Err(Unanswerable::Later)))
        };
        let sitting = Sitting { questions: questions.filter_map(later).collect(), at: 0 };
        self.stand(Review { sitting, ..review });
    }

    /// From the review to another mode: that of the lesson that was open before, which goes on as it was left.
    pub(super) fn leave_review(&mut self, mode: Mode) -> bool {
        if self.study.as_ref().is_none_or(|study| study.mode != Mode::Review) {
            return false;
        }
        let Some(mut before) = self.beneath.take_if(|before| before.modes().contains(&mode)) else {
            return false;
        };
        before.review = self.study.take().map(|study| study.review).unwrap_or_default();
        before.enter(mode);
        self.study = Some(*before);
        true
    }

    /// Opens the lesson of the question whose turn it is, and poses it.
    fn stand(&mut self, review: Review) {
        let first = review.sitting.asked().map(|asked| asked.lesson.clone());
        // With nothing to ask it stands in the lesson that is open, or the one that is highlighted.
        let open = self.study.as_ref().and_then(Study::lesson).map(|lesson| lesson.id.clone());
        let selected = self.library.lessons.get(self.library.selected).map(|lesson| lesson.card().id.clone());
        let Some(lesson) = first.or(open).or(selected) else {
            self.notice = Some("there are no lessons to review".into());
            return;
        };
        // Whoever comes out of a lesson finds it again as it was.
        let before = self.study.take_if(|study| study.mode != Mode::Review).map(Box::new);
        let beneath = before.or_else(|| self.beneath.take());
        let Some(mut study) = self.study_of(&lesson) else {
            self.study = beneath.map(|study| *study);
            self.notice = Some(format!("the lesson {lesson} cannot be run"));
            return;
        };
        study.review = review;
        study.enter(Mode::Review);
        self.study = Some(study);
        self.beneath = beneath.filter(|study| study.lesson().is_some());
    }

    /// A lesson with its own inputs, run.
    fn study_of(&mut self, id: &str) -> Option<Study> {
        let lesson = Arc::clone(self.library.find(id)?);
        let inputs = lesson.inputs();
        let mut study = Study::of_lesson(lesson, inputs).ok()?;
        self.number(&mut study);
        Some(study)
    }

    /// The question whose turn it is gets its lesson, and is posed.
    pub(super) fn take_turn(&mut self) {
        let Some(study) = self.study.as_mut().filter(|study| study.mode == Mode::Review) else { return };
        let lesson = study.review.sitting.asked().map(|asked| asked.lesson.clone());
        let here = study.lesson().map(|lesson| lesson.id.as_str());
        if lesson.is_none() || lesson.as_deref() == here {
            study.pose();
            return;
        }
        let review = std::mem::take(&mut study.review);
        let next = lesson.and_then(|lesson| self.study_of(&lesson));
        match (next, &mut self.study) {
            (Some(mut next), study) => {
                next.review = review;
                next.enter(Mode::Review);
                *study = Some(next);
            }
            (None, Some(study)) => study.review = review,
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::{History, Record};
    use crate::quiz::Form;
    use crate::session::tests::fixture::{self, NOW, answered};
    use crate::session::{Command as C, Effect, Message, Overlay, Recalled, update};
    use crate::view::view;

    fn go(session: &mut Session, commands: &[C]) -> Vec<Effect> {
        commands.iter().flat_map(|command| update(session, Message::Do(*command))).collect()
    }

    fn with(records: &[Record]) -> Session {
        let mut session = Session::new(fixture::lessons(), Vec::new());
        let mut history = History::default();
        records.iter().for_each(|record| history.take(record));
        session.recalled(Recalled { history, now: NOW, remark: None });
        session
    }

    fn due() -> Session {
        with(&[
            answered("create-token", "output-after-encode", true, 30.0, "secret-is-in-the-token"),
            answered("expiry", "exp-bound", true, 20.0, "other"),
            answered("token-structure", "which-segment-is-claims", false, 2.0, "payload-is-encrypted"),
            answered("create-token", "token-bound", true, 0.1, "fresh"),
            answered("create-token", "no-such-question", false, 9.0, "gone"),
            answered("no-such-lesson", "x", false, 9.0, "gone"),
        ])
    }

    fn study(session: &Session) -> &Study {
        session.study.as_ref().unwrap()
    }

    /// Chooses the right option, or the one after it.
    fn choose(session: &mut Session, right: bool) -> Vec<Effect> {
        let Form::One(choice) = &study(session).question().unwrap().form else { panic!("not a choice") };
        let at = choice.options.iter().position(|option| option.right).unwrap();
        let at = if right { at } else { (at + 1) % choice.options.len() };
        let effects = go(session, &[C::Choose(at), C::Answer]);
        for effect in &effects {
            if let Effect::Answered(answer) = effect {
                session.kept((Record::new((**answer).clone(), NOW, ""), Ok(())));
            }
        }
        effects
    }

    #[test]
    fn what_is_due_is_asked_the_weakest_first_each_with_its_own_lesson_open() {
        let mut session = due();
        go(&mut session, &[C::Review]);
        let asked: Vec<_> = study(&session)
            .review
            .sitting
            .questions
            .iter()
            .map(|asked| (asked.lesson.clone(), asked.id.clone()))
            .collect();
        let expected = [
            ("token-structure", "which-segment-is-claims"),
            ("create-token", "output-after-encode"),
            ("expiry", "exp-bound"),
        ];
        assert_eq!(asked, expected.map(|(lesson, id)| (lesson.to_owned(), id.to_owned())));
        for (at, (lesson, id)) in expected.iter().enumerate() {
            let open = study(&session);
            assert_eq!((open.lesson().unwrap().id.as_str(), open.mode), (*lesson, Mode::Review));
            assert_eq!(open.question().unwrap().id, *id);
            let note = view(&session).quiz.unwrap();
            assert_eq!((note.number, note.total), (at + 1, 3));
            assert!(note.review.unwrap().as_str().starts_with("due   "));
            choose(&mut session, true);
            // The evidence is of the question's own lesson.
            assert!(view(&session).quiz.unwrap().evidence.is_some());
            go(&mut session, &[C::Answer]);
        }
        let report = view(&session).quiz.unwrap().report.unwrap();
        assert_eq!(report.headline.as_str(), "Review done: every question solved, no hint taken.");
        assert_eq!(report.lessons.len(), 3);
        assert!(report.advice.as_str().starts_with("The next question is due in"), "{}", report.advice);
    }

    #[test]
    fn the_evidence_is_shown_in_the_trace_and_the_review_goes_on_where_it_was() {
        let mut session = due();
        go(&mut session, &[C::Review, C::NextQuestion]);
        choose(&mut session, false);
        go(&mut session, &[C::Evidence]);
        assert_eq!((study(&session).mode, study(&session).cursor.stop), (Mode::Trace, 2));
        update(&mut session, Message::Digit(8));
        assert_eq!((study(&session).mode, study(&session).review.sitting.at), (Mode::Review, 1));
        assert!(study(&session).review.sitting.asked().unwrap().attempt.last().is_some());
        go(&mut session, &[C::PreviousQuestion]);
        assert_eq!(study(&session).lesson().unwrap().id, "token-structure");
    }

    #[test]
    fn with_nothing_due_it_says_when_something_is_and_asks_the_least_known_all_the_same() {
        let mut session = with(&[
            answered("expiry", "exp-bound", true, 0.2, "other"),
            answered("create-token", "token-bound", true, 0.5, "other"),
        ]);
        go(&mut session, &[C::Review]);
        let report = view(&session).quiz.unwrap().report.unwrap();
        assert_eq!(report.headline.as_str(), "Nothing is due for review.");
        assert!(report.advice.as_str().starts_with("The next question is due in "), "{}", report.advice);
        go(&mut session, &[C::Answer]);
        assert_eq!(study(&session).question().unwrap().id, "token-bound", "answered longer ago");
        assert!(view(&session).quiz.unwrap().review.unwrap().as_str().starts_with("(not due)"));
        let mut new = with(&[]);
        go(&mut new, &[C::Review]);
        let report = view(&new).quiz.unwrap().report.unwrap();
        assert!(report.headline.as_str().starts_with("Nothing has been answered yet"));
        go(&mut new, &[C::Answer, C::Hint, C::Choose(1), C::NextQuestion, C::PreviousQuestion]);
        assert!(view(&new).quiz.unwrap().report.is_some());
    }

    #[test]
    fn whoever_leaves_the_review_finds_the_lesson_as_it_was() {
        let mut session = due();
        session.open(0, None).unwrap();
        go(&mut session, &[C::Mode(Mode::Quiz), C::NextQuestion, C::Mode(Mode::Review)]);
        assert_eq!(study(&session).lesson().unwrap().id, "token-structure");
        go(&mut session, &[C::NextQuestion, C::NextQuestion, C::Lessons]);
        let open = study(&session);
        assert_eq!(
            (open.lesson().unwrap().id.as_str(), open.mode, open.quiz.at),
            ("create-token", Mode::Quiz, 1)
        );
    }

    #[test]
    fn a_wrong_answer_is_due_again_soon_and_counts_as_a_first_answer() {
        let mut session = due();
        session.review(Some("expiry"));
        assert_eq!(study(&session).review.sitting.questions.len(), 1);
        let effects = choose(&mut session, false);
        let [Effect::Answered(answer)] = effects.as_slice() else { panic!("{effects:?}") };
        assert!(answer.first && !answer.right);
        go(&mut session, &[C::NextQuestion]);
        let report = view(&session).quiz.unwrap().report.unwrap();
        assert!(
            report.advice.as_str().starts_with("The next question is due in 10 minutes."),
            "{}",
            report.advice
        );
    }

    #[test]
    fn progress_says_the_numbers_of_the_history() {
        let mut session = due();
        go(&mut session, &[C::Progress]);
        let Some(crate::view::OverlayView::Progress(progress)) = view(&session).overlay else { panic!() };
        let lessons = &progress.groups[0].1;
        assert_eq!((lessons[0].label.as_str(), lessons[0].percent), ("What a token is made of", 0));
        let share = session.history.lesson("expiry", NOW).share;
        let expiry = lessons.iter().find(|bar| bar.label.as_str() == "Tokens that end").unwrap();
        assert_eq!(usize::from(expiry.percent), (share * 100.0).round() as usize);
        assert!(progress.due.as_str().starts_with("3 questions are due for review; the next one is due in "));
        assert!(matches!(session.overlay, Some(Overlay::Progress { .. })));
    }

    #[test]
    fn passing_through_the_review_leaves_the_lesson_as_it_was() {
        for records in [Vec::new(), vec![answered("expiry", "exp-bound", true, 20.0, "other")]] {
            let mut session = with(&records);
            session.open(0, None).unwrap();
            go(&mut session, &[C::Mode(Mode::Practice), C::Choose(0), C::Answer, C::Mode(Mode::Review)]);
            assert_eq!(session.study.as_ref().unwrap().mode, Mode::Review);
            go(&mut session, &[C::Mode(Mode::Practice)]);
            let study = session.study.as_ref().unwrap();
            assert_eq!((study.mode, study.lesson().unwrap().id.as_str()), (Mode::Practice, "create-token"));
            assert_eq!(study.practice.asked().unwrap().attempt.given.len(), 1, "the answer is lost");
            go(&mut session, &[C::Lessons]);
            assert!(session.study.is_none(), "Esc leads to the lessons");
        }
    }
}
