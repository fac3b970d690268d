//! Before a step that binds or changes something: what will it be?
//!
//! The right answer and the others are values of the run itself: the variable's own at other steps, those of its
//! neighbours, or none at all. Nothing is asked twice, and stepping on past a question is always possible.

use super::{At, Effect, Mode, Session, Stops, Study};
use crate::progress::Answer;
use crate::progress::record::{self, without_secrets};
use crate::trace::{Event, Kind, Shown};

/// Options at most.
const OPTIONS: usize = 4;

/// A question about the next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prediction {
    /// What is asked.
    pub stem: String,
    /// What is offered.
    pub options: Vec<String>,
    /// The highlighted option.
    pub selected: usize,
    right: usize,
    frame: u32,
    name: String,
    /// In a lesson: the step's label, by which the answer is remembered.
    label: Option<String>,
}

/// The question to ask before going on, if there is one that was not asked yet; it counts as asked from now on.
pub(super) fn ask(session: &mut Session) -> Option<Prediction> {
    let asks = session.predicting && session.overlay.is_none();
    let study = session
        .study
        .as_mut()
        .filter(|study| asks && study.mode == Mode::Trace && study.cursor.inside.is_empty())?;
    let next = study.cursor.stop + 1;
    if study.asked.contains(&next) {
        return None;
    }
    let prediction = prediction(study, next);
    if prediction.is_some() {
        study.asked.insert(next);
    }
    prediction
}

/// Goes to the step that was asked about, with what was asked about pointed at; the sentence says what is right. In a
/// lesson the answer is remembered.
pub(super) fn grade(session: &mut Session, prediction: &Prediction, answer: usize) -> Vec<Effect> {
    let Some(study) = session.study.as_mut() else { return Vec::new() };
    study.go_to(study.cursor.stop + 1);
    let asked = |(frame, name): &(u32, &str)| *frame == prediction.frame && *name == prediction.name;
    if let Some(row) = study.variables().iter().position(asked) {
        study.variable = row;
        study.focus = super::Pane::Tracker;
    }
    let (name, truth) = (&prediction.name, &prediction.options[prediction.right]);
    session.notice = Some(if answer == prediction.right {
        format!("✓ right: {name} is {truth}")
    } else {
        format!("✗ it is not that: {name} is {truth}")
    });
    let answered = study.prediction_answered(prediction, answer);
    answered.map(|answer| Effect::Answered(Box::new(answer))).into_iter().collect()
}

impl Study {
    /// What is kept of a prediction.
    fn prediction_answered(&self, prediction: &Prediction, answer: usize) -> Option<Answer> {
        let (lesson, label) = (self.lesson()?, prediction.label.as_ref()?);
        let secrets = self.secrets();
        let named = secrets.iter().map(|secret| ("secret", secret.as_str()));
        Some(Answer {
            lesson: lesson.id.clone(),
            question: record::prediction(label, &prediction.name),
            kind: "predict".into(),
            right: answer == prediction.right,
            // A step is asked about once as long as its run is open.
            first: true,
            chosen: without_secrets(prediction.options.get(answer)?, named),
            ..Answer::default()
        })
    }
}

fn prediction(study: &Study, next: usize) -> Option<Prediction> {
    let stop = study.stops.get(next, &study.trace);
    if !stop.reached || matches!(stop.at, At::Start | At::End) {
        return None;
    }
    let (frame, name) = changed(study, next)?;
    let truth = option(value(study, next, frame, &name));
    let mut others: Vec<String> = Vec::new();
    let mut offer = |text: String| {
        if text != truth && !others.contains(&text) {
            others.push(text);
        }
    };
    offer(option(value(study, next - 1, frame, &name)));
    for text in elsewhere(study, frame, &name) {
        offer(text);
    }
    for text in neighbours(study, next, frame, &name) {
        offer(text);
    }
    others.truncate(OPTIONS - 1);
    if others.is_empty() {
        return None;
    }
    let right = (next * 7 + name.len()) % (others.len() + 1);
    others.insert(right, truth);
    let when = match stop.at {
        At::Event(_) => format!("line {}", study.trace.steps[stop.enter].line),
        _ => format!("step {next}"),
    };
    Some(Prediction {
        stem: format!("Before {when} runs: what will {name} be after it?"),
        options: others,
        selected: 0,
        right,
        frame,
        name,
        label: label(study, next),
    })
}

/// The label of a lesson's step.
fn label(study: &Study, stop: usize) -> Option<String> {
    let step = study.lesson()?.steps.get(stop.checked_sub(1)?)?;
    Some(step.label.clone())
}

/// The first variable with data in it that a stop binds or changes.
fn changed(study: &Study, next: usize) -> Option<(u32, String)> {
    let stop = study.stops.get(next, &study.trace);
    match &study.stops {
        Stops::Lesson(timeline) => {
            let differs = |(frame, name): &(u32, &str)| {
                let [before, after] = [next - 1, next].map(|at| value(study, at, *frame, name));
                after.is_some() && before.map(|shown| shown.repr) != after.map(|shown| shown.repr)
            };
            let rows = timeline.variables(&study.trace);
            rows.into_iter().find(differs).map(|(frame, name)| (frame, name.to_owned()))
        }
        Stops::Raw(_) => {
            let straight = stop.at == At::Event(Event::Line)
                && study.stops.get(next + 1, &study.trace).enter >= stop.settled;
            let data = |change: &crate::trace::Change<'_>| {
                change.value.is_some_and(|shown| shown.kind != Kind::Code)
            };
            let change = study.trace.changes(stop.settled).find(data).filter(|_| straight)?;
            Some((stop.frame, change.name.to_owned()))
        }
    }
}

/// A variable's value once a stop has done what it does.
fn value<'s>(study: &'s Study, stop: usize, frame: u32, name: &str) -> Option<Shown<'s>> {
    match &study.stops {
        Stops::Lesson(timeline) => timeline.value(&study.trace, stop, frame, name),
        Stops::Raw(_) => {
            let settled = study.stops.get(stop, &study.trace).settled;
            let seen = study.stops.seen(stop, &study.trace).min(study.trace.steps.len().saturating_sub(1));
            study.trace.local(frame, name, settled.min(seen))
        }
    }
}

/// The variable's values at other steps.
fn elsewhere(study: &Study, frame: u32, name: &str) -> Vec<String> {
    let history = study.trace.history(frame, name);
    let shown = history.into_iter().take(OPTIONS * 2).map(|step| study.trace.local(frame, name, step));
    shown.map(option).collect()
}

/// What the other variables of the frame hold then.
fn neighbours(study: &Study, next: usize, frame: u32, name: &str) -> Vec<String> {
    let settled = study.stops.get(next, &study.trace).settled;
    let others = study.trace.locals(frame, settled).filter(|(other, _)| *other != name);
    let data = others.filter(|(_, value)| value.is_some_and(|shown| shown.kind != Kind::Code));
    data.take(OPTIONS * 2).map(|(_, value)| option(value)).collect()
}

/// A value as an option.
fn option(shown: Option<Shown<'_>>) -> String {
    shown.map_or_else(|| "still not bound".to_owned(), |shown| shown.repr.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::tests::fixture;
    use crate::session::{Command as C, Context, Message, Overlay, update};

    fn asking(mut session: Session) -> Session {
        update(&mut session, Message::Do(C::Mode(Mode::Trace)));
        session.predicting = true;
        session
    }

    fn go(session: &mut Session, commands: &[C]) {
        for command in commands {
            update(session, Message::Do(*command));
        }
    }

    fn asked(session: &Session) -> Option<&Prediction> {
        match &session.overlay {
            Some(Overlay::Predict(prediction)) => Some(prediction),
            _ => None,
        }
    }

    fn stop(session: &Session) -> usize {
        session.study.as_ref().unwrap().cursor.stop
    }

    #[test]
    fn a_step_that_binds_is_asked_about_before_it_is_taken_and_graded_at_it() {
        let mut session = asking(fixture::lesson());
        go(&mut session, &[C::Next]);
        assert_eq!((stop(&session), session.context()), (0, Context::Predict));
        let question = asked(&session).unwrap().clone();
        assert!(question.stem.contains("what will data be"), "{}", question.stem);
        assert_eq!(question.options[question.right], "{'user_id': 123}");
        assert!(question.options.contains(&"still not bound".to_owned()));
        assert!(question.options.contains(&"'mysecret'".to_owned()), "its neighbour's value");
        let wrong = (question.right + 1) % question.options.len();
        let mut other = session.clone();
        go(&mut session, &[C::Choose(question.right)]);
        assert_eq!(stop(&session), 1);
        assert!(session.notice.as_deref().unwrap().starts_with("✓ right: data is {'user_id'"));
        update(&mut other, Message::Digit(wrong as u8 + 1));
        assert_eq!(stop(&other), 1);
        assert!(other.notice.as_deref().unwrap().starts_with("✗ it is not that: data is {'user_id'"));
        assert_eq!(other.study.as_ref().unwrap().focus, crate::session::Pane::Tracker);
    }

    #[test]
    fn a_prediction_is_remembered_by_lesson_step_and_variable() {
        for right in [true, false] {
            let mut session = asking(fixture::lesson());
            go(&mut session, &[C::Next]);
            let question = asked(&session).unwrap().clone();
            let at = (question.right + usize::from(!right)) % question.options.len();
            let effects = update(&mut session, Message::Digit(at as u8 + 1));
            let [Effect::Answered(answer)] = effects.as_slice() else { panic!("{effects:?}") };
            let id = (answer.lesson.as_str(), answer.question.as_str(), answer.kind.as_str());
            assert_eq!(id, ("create-token", "predict:receive:data", "predict"));
            assert_eq!((answer.right, answer.first, &answer.chosen), (right, true, &question.options[at]));
        }
        let mut own = asking(fixture::run("x = 1\nx = 2\n"));
        let effects = go_all(&mut own, &[C::Next, C::Choose(0), C::Next, C::Choose(0)]);
        assert_eq!(effects, [], "nobody remembers programs of one's own");
    }

    fn go_all(session: &mut Session, commands: &[C]) -> Vec<Effect> {
        commands.iter().flat_map(|command| update(session, Message::Do(*command))).collect()
    }

    #[test]
    fn a_question_can_be_passed_over_and_is_not_asked_again() {
        let mut session = asking(fixture::lesson());
        go(&mut session, &[C::Next, C::Next, C::Next]);
        assert_eq!((stop(&session), asked(&session).is_some()), (1, true));
        go(&mut session, &[C::Previous]);
        assert_eq!((stop(&session), asked(&session)), (0, None), "back is never in the way");
        go(&mut session, &[C::Next, C::Next]);
        assert_eq!((stop(&session), asked(&session)), (2, None), "asked once, never again");
        let mut off = asking(fixture::lesson());
        go(&mut off, &[C::Next, C::Predict]);
        assert_eq!((stop(&off), off.predicting), (1, false));
        go(&mut off, &[C::Next]);
        assert_eq!((stop(&off), asked(&off)), (2, None));
    }

    #[test]
    fn only_the_trace_asks_and_only_when_something_changes() {
        let mut flow = fixture::lesson();
        flow.predicting = true;
        go(&mut flow, &[C::Next]);
        assert_eq!((stop(&flow), asked(&flow)), (1, None));
        let mut own = asking(fixture::run("x = 1\nprint(x)\ny = x + 1\n"));
        own.predicting = false;
        go(&mut own, &[C::Next, C::Predict, C::Next]);
        assert_eq!((stop(&own), asked(&own)), (2, None), "printing binds nothing");
        go(&mut own, &[C::Next]);
        let question = asked(&own).unwrap();
        assert_eq!((question.options[question.right].as_str(), question.options.len()), ("2", 3));
    }
}
