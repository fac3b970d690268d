//! Answering questions.

use crate::session::{Attempt, Command, Mode, Session};

/// What the commands of the quiz do.
pub(super) fn in_quiz(session: &mut Session, command: Command) {
    use Command as C;
    let Some(study) = &mut session.study else { return };
    let questions = study.questions().len();
    let at = study.quiz.at;
    let question = study.question();
    let options = question.map_or(0, |question| question.options.len());
    let hints = question.map_or(0, |question| question.hints.len());
    let evidence = question.map(|question| question.evidence.step);
    let Some(attempt) = study.quiz.attempt_mut() else { return };
    match command {
        C::Choose(option) if option < options => attempt.selected = Some(option),
        C::Down | C::Up if options > 0 => {
            let moved = match (command, attempt.selected) {
                (C::Down, None) => 0,
                (_, None) => options - 1,
                (C::Down, Some(at)) => (at + 1).min(options - 1),
                (_, Some(at)) => at.saturating_sub(1),
            };
            attempt.selected = Some(moved);
        }
        C::Answer => answer(session, questions),
        C::Hint if attempt.hints < hints => attempt.hints += 1,
        C::Hint => session.notice = Some("no more hints".into()),
        C::Evidence => {
            if let Some(step) = evidence {
                study.enter(Mode::Trace);
                study.go_to(step + 1);
            }
        }
        C::NextQuestion if at + 1 < questions => study.quiz.at += 1,
        C::NextQuestion => session.notice = Some("this is the last question".into()),
        C::PreviousQuestion => study.quiz.at = at.saturating_sub(1),
        _ => {}
    }
}

/// Answers, or goes on when the answer stands.
fn answer(session: &mut Session, questions: usize) {
    let Some(study) = &mut session.study else { return };
    let last = study.quiz.at + 1 >= questions;
    let Some(attempt) = study.quiz.attempt_mut() else { return };
    match attempt {
        attempt if attempt.settled() => {
            if last {
                session.notice = Some("that was the last question".into());
            } else {
                study.quiz.at += 1;
            }
        }
        Attempt { selected: Some(option), confirmed, .. } => confirmed.push(*option),
        _ => session.notice = Some("choose an option first: its number, its letter, or the arrows".into()),
    }
}
