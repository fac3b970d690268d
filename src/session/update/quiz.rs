//! Answering questions.

use super::beside;
use crate::progress::record::without_secrets;
use crate::quiz::Form;
use crate::session::{Asked, Command, Effect, Mode, Phase, Session, words};

/// What the commands of the quiz do; `None` when the command is none of them.
pub(super) fn in_quiz(session: &mut Session, command: Command) -> Option<Vec<Effect>> {
    use Command as C;
    let study = session.study.as_mut()?;
    let review = study.mode == Mode::Review;
    let sitting = study.sitting_mut()?;
    let (at, total) = (sitting.at, sitting.questions.len());
    match command {
        C::NextQuestion if at < total => {
            sitting.at += 1;
            study.scroll = 0;
            session.take_turn();
            beside::come_back(session);
        }
        C::NextQuestion => {
            let on = study.mode_after().map_or("Esc goes to the lessons".to_owned(), |mode| {
                format!("{} goes on to {}", mode.digit(), mode.title())
            });
            session.notice = Some(format!("this is the end; {on}"));
        }
        C::PreviousQuestion => {
            sitting.at = at.saturating_sub(1);
            study.scroll = 0;
            session.take_turn();
            if at > 0 {
                beside::come_back(session);
            }
        }
        C::Answer if review && at >= total => session.review_again(),
        C::Answer if sitting.at_report() => {
            sitting.go_on();
            study.scroll = 0;
            beside::come_back(session);
        }
        _ if at >= total => return scroll(study, command),
        _ => return on_question(session, command),
    }
    Some(Vec::new())
}

/// Scrolls what is shown.
fn scroll(study: &mut crate::session::Study, command: Command) -> Option<Vec<Effect>> {
    match command {
        Command::PageDown | Command::PageUp | Command::Up | Command::Down => {
            super::move_by(&mut study.scroll, command, usize::MAX);
            Some(Vec::new())
        }
        _ => None,
    }
}

fn on_question(session: &mut Session, command: Command) -> Option<Vec<Effect>> {
    use Command as C;
    let study = session.study.as_mut()?;
    let asked = study.sitting_mut()?.asked_mut()?;
    let parts = asked.parts();
    let Asked { posed: Ok(posed), attempt, .. } = asked else { return None };
    let mut end = false;
    match command {
        C::Toggle | C::ShiftUp | C::ShiftDown if attempt.solved() => {
            session.notice = Some("this is solved; → goes on to the next question".into());
        }
        C::Choose(_) | C::Up | C::Down
            if matches!(posed.form, Form::Free(_))
                && attempt.draft.is(Phase::Rating)
                && attempt.last().is_some() =>
        {
            session.notice = Some("noted; i writes a better answer, → goes on".into());
        }
        C::Write if matches!(posed.form, Form::Free(_)) && attempt.last().is_some() => {
            attempt.draft.phase = Phase::Writing;
        }
        C::Choose(at) => attempt.draft.point(at, posed),
        C::Up | C::Down => attempt.draft.go(command, posed),
        C::Next | C::Previous | C::First | C::Last => {
            let moves = attempt.draft.is(Phase::Writing) || matches!(posed.form, Form::Character(_));
            match command {
                C::Next if !moves => return in_quiz(session, C::NextQuestion),
                C::Previous if !moves => return in_quiz(session, C::PreviousQuestion),
                _ => attempt.draft.go(command, posed),
            }
        }
        C::Toggle => attempt.draft.toggle(posed),
        C::ShiftUp | C::ShiftDown => attempt.draft.shift(command == C::ShiftDown, posed),
        C::Write
            if matches!(posed.form, Form::Text(_) | Form::Free(_)) && !attempt.draft.is(Phase::Rating) =>
        {
            attempt.draft.phase = Phase::Writing;
        }
        C::Write => session.notice = Some("nothing is written here; choose".into()),
        C::Answer => return Some(answer(session)),
        C::Hint if attempt.hints < posed.hints.len() => {
            attempt.hints += 1;
            end = true;
        }
        C::Hint if posed.hints.is_empty() => session.notice = Some("there is no hint".into()),
        C::Hint => session.notice = Some("no more hints".into()),
        C::Solution if parts == 0 => session.notice = Some("solutions are for practice: mode 5".into()),
        C::Solution if attempt.shown < parts => {
            attempt.shown += 1;
            end = true;
        }
        C::Solution => session.notice = Some("that was the whole solution".into()),
        C::Evidence if posed.computation.is_some() => beside::open(session),
        C::LookAtProgram => {
            let lesson = asked.lesson.clone();
            if study.lesson().is_some_and(|open| open.id == lesson) {
                let stop = study.cursor.stop;
                study.show_step(stop);
                session.notice =
                    Some("the program the question is about; Esc goes back to the question".into());
            }
        }
        C::Renew => beside::renew(session),
        C::Evidence => {
            let (step, lesson) = (posed.evidence.step, asked.lesson.clone());
            if study.lesson().is_some_and(|open| open.id == lesson) {
                study.show_step(step + 1);
            } else {
                session.notice = Some(format!("the step is in the lesson {lesson}"));
            }
        }
        C::Back if attempt.draft.is(Phase::Writing) => attempt.draft.phase = Phase::Choosing,
        C::PageDown | C::PageUp => return scroll(study, command),
        _ => return None,
    }
    if let Some(study) = &mut session.study {
        // What is new stands at the end.
        match command {
            _ if end => study.scroll = usize::MAX,
            C::Up | C::Down | C::Choose(_) => study.scroll = 0,
            _ => {}
        }
    }
    Some(Vec::new())
}

/// Answers, or goes on when the answer stands.
fn answer(session: &mut Session) -> Vec<Effect> {
    let Some(study) = &mut session.study else { return Vec::new() };
    let Some(asked) = study.sitting_mut().and_then(|sitting| sitting.asked_mut()) else { return Vec::new() };
    // What was wrong can be tried again, unless the learner has rated it or has seen it solved.
    let again = !asked.attempt.solved()
        && matches!(&asked.posed, Ok(posed) if !matches!(posed.form, Form::Free(_)))
        && (asked.parts() == 0 || asked.attempt.shown < asked.parts());
    if asked.settled() && !again {
        in_quiz(session, Command::NextQuestion);
        return Vec::new();
    }
    if asked.settled() {
        session.notice = Some("that was not it: try something else, or go on to the next question".into());
        return Vec::new();
    }
    let Ok(posed) = &asked.posed else { return Vec::new() };
    let draft = &mut asked.attempt.draft;
    if matches!(posed.form, Form::Free(_)) && !draft.is(Phase::Rating) && !draft.text.trim().is_empty() {
        draft.phase = Phase::Rating;
        study.scroll = usize::MAX;
        return Vec::new();
    }
    if let Form::Text(typed) = &posed.form
        && let Some(why) = typed.malformed(&draft.text).filter(|_| !draft.text.trim().is_empty())
    {
        session.notice = Some(why.into());
        return Vec::new();
    }
    if matches!(posed.form, Form::Line(_) | Form::Character(_)) && !draft.touched {
        let what = if matches!(posed.form, Form::Line(_)) { "line" } else { "character" };
        let place = draft.at.unwrap_or(0) + 1;
        draft.touched = true;
        session.notice =
            Some(format!("the arrows point; Enter once more answers with {what} {place}, where the mark is"));
        return Vec::new();
    }
    let missing = draft.missing(posed);
    let Some(mut record) = asked.answer(&words::run_job) else {
        session.notice = Some(missing.into());
        return Vec::new();
    };
    study.scroll = usize::MAX;
    let secrets = study.secrets();
    let named = secrets.iter().map(|secret| ("secret", secret.as_str()));
    record.chosen = without_secrets(&record.chosen, named);
    vec![Effect::Answered(Box::new(record))]
}

/// Writes into the answer; whether one is being written.
pub(super) fn write(session: &mut Session, text: &str) -> bool {
    let Some(sitting) = session.study.as_mut().and_then(|study| study.sitting_mut()) else { return false };
    let writing = sitting.writing();
    if let Some(asked) = sitting.asked_mut().filter(|_| writing) {
        asked.attempt.draft.write(text);
    }
    writing
}

/// Takes the last character of the answer back; whether one is being written.
pub(super) fn erase(session: &mut Session) -> bool {
    let Some(sitting) = session.study.as_mut().and_then(|study| study.sitting_mut()) else { return false };
    let writing = sitting.writing();
    if let Some(asked) = sitting.asked_mut().filter(|_| writing) {
        asked.attempt.draft.erase();
    }
    writing
}
