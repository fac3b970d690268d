//! A lesson that is edited while it is open: its author saves, and sees.

use super::{Mode, Session, Study};
use crate::lesson::{Lesson, Shelved};
use std::sync::Arc;

/// What has become of the lesson file that is watched.
#[derive(Debug, Clone, PartialEq)]
pub struct Edited {
    /// The lesson, when it can be read as one.
    pub lesson: Option<Arc<Lesson>>,
    /// What is wrong, until it is mended; nothing when all is well.
    pub trouble: Option<String>,
}

impl Session {
    /// Takes the saved lesson in: the mode and the step are kept as far as they are still there. What cannot be read
    /// as a lesson, or does not run, changes nothing on the screen but what is said about it.
    pub(super) fn edited(&mut self, edited: Edited) {
        let fresh = edited.lesson.is_some() && edited.trouble.is_none();
        self.trouble = edited.trouble;
        let Some(lesson) = edited.lesson else { return };
        let mut inputs = lesson.inputs();
        let open =
            self.study.as_ref().filter(|study| study.lesson().is_some_and(|open| open.id == lesson.id));
        if let Some(study) = open
            && lesson.programs.iter().any(|program| program.profile == study.inputs.profile)
        {
            inputs.profile = study.inputs.profile;
        }
        let mut study = match Study::of_lesson(Arc::clone(&lesson), inputs) {
            Ok(study) => study,
            Err(problems) => {
                let first = problems.first().map_or("", |problem| problem.message.as_str());
                self.trouble.get_or_insert_with(|| format!("the program does not run: {first}"));
                return;
            }
        };
        match self.library.lessons.iter_mut().find(|have| have.card().id == lesson.id) {
            Some(have) => *have = Shelved::read(lesson),
            None => self.library.lessons.push(Shelved::read(lesson)),
        }
        self.number(&mut study);
        if let Some(before) = &self.study {
            Self::stay(before, &mut study);
        }
        self.overlay = None;
        self.forget_left(study.lesson().map_or("", |lesson| lesson.id.as_str()));
        self.study = Some(study);
        if fresh {
            self.notice = Some("saved: this is the lesson as it is now".into());
        }
    }

    /// Goes where the learner was in the run before.
    fn stay(before: &Study, study: &mut Study) {
        if study.modes().contains(&before.mode) && before.mode != Mode::Review {
            study.enter(before.mode);
        }
        study.go_to(before.cursor.stop);
        if before.cursor.inside.first().is_some_and(|at| *at < study.operations().len()) {
            study.cursor.inside = before.cursor.inside[..1].to_vec();
        }
        study.quiz.at = before.quiz.at.min(study.quiz.questions.len().saturating_sub(1));
        study.practice.at = before.practice.at.min(study.practice.questions.len().saturating_sub(1));
        study.moment =
            before.moment.min(study.lesson().map_or(0, |lesson| lesson.moments.len().saturating_sub(1)));
        study.variable = before.variable;
        if study.panes().contains(&before.focus) {
            study.focus = before.focus;
        }
        study.zoomed = before.zoomed;
        study.scroll = before.scroll;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::tests::fixture;
    use crate::session::{Command as C, Message, update};
    use crate::view::view;

    fn text() -> String {
        crate::packed::lesson("01-create-token.toml").unwrap()
    }

    fn save(session: &mut Session, text: &str) {
        let (lesson, found) = crate::lesson::parse("create-token.toml", text);
        let trouble = found.first().map(|found| format!("create-token.toml: {}", found.message));
        update(session, Message::Edited(Box::new(Edited { lesson: lesson.map(Arc::new), trouble })));
    }

    fn opened() -> Session {
        let mut session = fixture::lesson();
        for command in [C::Mode(Mode::Trace), C::Next, C::Next, C::FocusNext] {
            update(&mut session, Message::Do(command));
        }
        session
    }

    #[test]
    fn a_saved_lesson_is_shown_at_the_same_mode_and_step() {
        let mut session = opened();
        let before = view(&session);
        save(&mut session, &text().replace("title = \"Creating a token\"", "title = \"Making a token\""));
        let screen = view(&session);
        assert_eq!(screen.header.title.as_str(), "Making a token");
        assert_eq!((&screen.header.place, screen.focus), (&before.header.place, before.focus));
        assert!(screen.notice.is_some() && screen.trouble.is_none());
        update(&mut session, Message::Do(C::Mode(Mode::Quiz)));
        update(&mut session, Message::Do(C::NextQuestion));
        save(&mut session, &text());
        let study = session.study.as_ref().unwrap();
        assert_eq!((study.mode, study.quiz.at, study.cursor.stop), (Mode::Quiz, 1, 2));
        assert!(study.question().is_some());
    }

    #[test]
    fn a_lesson_with_mistakes_leaves_the_last_good_one_on_the_screen_until_it_is_mended() {
        let mut session = opened();
        save(&mut session, &text().replace("minutes = ", "minuets = 1\nminutes = "));
        let screen = view(&session);
        assert_eq!(screen.header.title.as_str(), "Creating a token");
        let trouble = screen.trouble.unwrap();
        assert!(trouble.as_str().contains("minuets"), "{trouble}");
        // Keys do not take it away.
        update(&mut session, Message::Do(C::Next));
        assert!(view(&session).trouble.is_some());
        save(&mut session, &text());
        assert_eq!(view(&session).trouble, None);
    }

    #[test]
    fn a_shorter_lesson_is_shown_at_its_end_and_one_that_does_not_parse_as_python_not_at_all() {
        let mut session = opened();
        update(&mut session, Message::Do(C::Last));
        save(&mut session, &text());
        assert_eq!(session.study.as_ref().unwrap().cursor.stop, session.study.as_ref().unwrap().stops.last());
        save(&mut session, &text().replace("    return token", "    return token )"));
        assert!(session.trouble.is_some());
        assert_eq!(view(&session).header.title.as_str(), "Creating a token");
    }
}
