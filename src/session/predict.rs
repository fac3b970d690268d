//! Before a step that binds or changes something: what will it be? Before a step of a lesson in which a token is
//! verified: will it be accepted?
//!
//! The right answer and the others are values of the run itself: the variable's own at other steps, those of its
//! neighbours, or none at all. Nothing is asked twice, and stepping on past a question is always possible.

use super::{At, Effect, Mode, Session, Stops, Study};
use crate::jose::{OpKind, Verdict};
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
    /// Whether it was pointed at, rather than only being the first.
    pub(super) touched: bool,
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
    if let Some(focus) = study.focus_before.take() {
        study.focus = focus;
    }
    let asked = |(frame, name): &(u32, &str)| *frame == prediction.frame && *name == prediction.name;
    if let Some(row) = study.variables().iter().position(asked) {
        study.variable = row;
        study.focus_before = Some(study.focus).filter(|focus| *focus != super::Pane::Tracker);
        study.focus = super::Pane::Tracker;
    }
    let (name, truth) = (&prediction.name, &prediction.options[prediction.right]);
    // Where two values begin alike, what tells them apart must not be cut off.
    let chosen = prediction.options.get(answer).filter(|_| answer != prediction.right);
    let truth = chosen.map_or_else(|| truth.clone(), |chosen| from_difference(truth, chosen));
    let told = if name == VERDICT { truth } else { format!("{name} is {truth}") };
    session.notice = Some(if answer == prediction.right {
        format!("✓ right: {told}")
    } else {
        format!("✗ it is not that: {told}")
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

/// Characters in which two values of one length may begin alike and still both be offered.
const ALIKE: usize = 40;

/// What a prediction about a token's verification is about, in place of a variable.
const VERDICT: &str = "the verdict";

/// Where a token is not one that was made in this run: the character that is another.
fn altered(study: &Study, token: &[u8]) -> String {
    let all = study.all_operations.iter().filter_map(|step| study.trace.operation(*step));
    let made: Vec<&[u8]> =
        all.filter(|one| one.kind == OpKind::Join).map(|one| &one.output.bytes[..]).collect();
    if made.contains(&token) {
        return String::new();
    }
    let differing = |made: &&[u8]| -> Vec<usize> {
        let pairs = made.iter().zip(token).enumerate();
        pairs.filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect()
    };
    let same_length = made.iter().filter(|made| made.len() == token.len());
    match same_length.map(differing).min_by_key(Vec::len).as_deref() {
        Some([at]) => format!(", its character {} altered,", at + 1),
        _ => String::new(),
    }
}

/// A value from shortly before the first character in which it differs from another.
fn from_difference(value: &str, other: &str) -> String {
    const BEFORE: usize = 16;
    const SHORT: usize = 56;
    let same = value.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    if same <= 2 * BEFORE || value.chars().count() <= SHORT {
        return value.to_owned();
    }
    format!("… {}", value.chars().skip(same - BEFORE).collect::<String>())
}

/// Whether a token will be accepted, before a step of a lesson that verifies one.
fn of_verdict(study: &Study, next: usize) -> Option<Prediction> {
    let label = Some(label(study, next)?);
    let stop = study.stops.get(next, &study.trace);
    let during = |step: &&crate::trace::StepIndex| stop.enter < **step && **step <= stop.settled;
    let mut gates =
        study.all_operations.iter().filter(during).filter_map(|step| study.trace.operation(*step));
    let verified = gates.clone().any(|gate| gate.kind == OpKind::Verify);
    let token = gates.clone().find(|gate| gate.kind == OpKind::Split).and_then(|gate| gate.inputs.first());
    let token = token.map_or(&[][..], |token| &token.bytes[..]);
    let refused = gates.find_map(|gate| match &gate.verdict {
        Verdict::Refused { exception, .. } => Some((gate.kind, exception.clone())),
        _ => None,
    });
    if !verified {
        return None;
    }
    let texts = [
        "it is accepted".to_owned(),
        "it is refused: the signature does not fit".to_owned(),
        "it is refused: it has expired".to_owned(),
    ];
    let mut options = texts.to_vec();
    let right = match refused {
        None => 0,
        Some((OpKind::Verify, _)) => 1,
        Some((OpKind::Expiry, _)) => 2,
        Some((_, exception)) => {
            options.push(format!("it is refused: {exception}"));
            3
        }
    };
    Some(Prediction {
        stem: format!("{}: will the token{} be accepted?", at_step(study, next), altered(study, token)),
        options,
        selected: 0,
        touched: false,
        right,
        frame: stop.frame,
        name: VERDICT.to_owned(),
        label,
    })
}

fn prediction(study: &Study, next: usize) -> Option<Prediction> {
    let stop = study.stops.get(next, &study.trace);
    if !stop.reached || matches!(stop.at, At::Start | At::End) {
        return None;
    }
    if let Some(about_the_token) = of_verdict(study, next) {
        return Some(about_the_token);
    }
    let (frame, name) = changed(study, next)?;
    let truth = option(value(study, next, frame, &name));
    let mut others: Vec<String> = Vec::new();
    let mut offer = |text: String| {
        if text != truth && !others.contains(&text) {
            others.push(text);
        }
    };
    let before = value(study, next - 1, frame, &name);
    if before.is_some() {
        offer(option(before));
    }
    for text in elsewhere(study, frame, &name, &truth) {
        offer(text);
    }
    for text in neighbours(study, next, frame, &name) {
        offer(text);
    }
    // That nothing happens is worth offering where little else is.
    if before.is_none() && others.len() < OPTIONS - 1 {
        others.insert(0, option(before));
    }
    others.truncate(OPTIONS - 1);
    if others.is_empty() {
        return None;
    }
    let right = (next * 7 + name.len()) % (others.len() + 1);
    others.insert(right, truth);
    // In a lesson the table says in which run of a function a name is, and so does the question.
    let called = match &study.stops {
        Stops::Lesson(timeline) => timeline.label(&study.trace, frame, &name),
        Stops::Raw(_) => name.clone(),
    };
    let when = match stop.at {
        At::Event(_) => format!("line {}", study.trace.steps[stop.enter].line),
        _ => String::new(),
    };
    let when = if when.is_empty() { at_step(study, next) } else { format!("Before {when} runs") };
    Some(Prediction {
        stem: format!("{when}: what will {called} be after it?"),
        options: others,
        selected: 0,
        touched: false,
        right,
        frame,
        name,
        label: label(study, next),
    })
}

/// `Step 7, Verify at 09:15:01`
fn at_step(study: &Study, stop: usize) -> String {
    let action = super::narrate(study, stop).action;
    format!("Step {stop}, {action}")
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
            let rows: Vec<_> = timeline.variables(&study.trace).into_iter().filter(differs).collect();
            // What the step itself makes of it is worth asking, more than what it was handed or what others did.
            let own = |(frame, _): &&(u32, &str)| *frame == stop.frame;
            let made = |(frame, name): &&(u32, &str)| study.trace.local(*frame, name, stop.enter).is_none();
            let found = rows.iter().filter(own).find(made).or(rows.iter().find(own)).or(rows.first());
            found.map(|(frame, name)| (*frame, (*name).to_owned()))
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
fn elsewhere(study: &Study, frame: u32, name: &str, truth: &str) -> Vec<String> {
    // The same name in another run of the function has values that this one could have had.
    let Some(function) = study.trace.frames.get(frame as usize).map(|frame| frame.function.clone()) else {
        return Vec::new();
    };
    let alike = |other: &usize| *other == frame as usize || study.trace.frames[*other].function == function;
    let frames = (0..study.trace.frames.len()).filter(alike).take(OPTIONS * 4);
    let history = |frame: usize| {
        let frame = frame as u32;
        let steps = study.trace.history(frame, name).into_iter().take(OPTIONS * 2);
        steps.map(move |step| study.trace.local(frame, name, step)).map(option).collect::<Vec<_>>()
    };
    // Two long values of different calls that differ in one place are no question but an eye test.
    let alike = |text: &String| {
        let same = text.chars().zip(truth.chars()).take_while(|(a, b)| a == b).count();
        same > ALIKE && text.chars().count() == truth.chars().count()
    };
    let told = |at: usize| history(at).into_iter().filter(move |text| at == frame as usize || !alike(text));
    frames.flat_map(told).collect()
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
        assert_eq!(stop(&session), 0, "a letter points, Enter answers");
        go(&mut session, &[C::Answer]);
        assert_eq!(stop(&session), 1);
        assert!(session.notice.as_deref().unwrap().starts_with("✓ right: data is {'user_id'"));
        update(&mut other, Message::Digit(wrong as u8 + 1));
        go(&mut other, &[C::Answer]);
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
            update(&mut session, Message::Digit(at as u8 + 1));
            let effects = update(&mut session, Message::Do(C::Answer));
            let [Effect::Answered(answer)] = effects.as_slice() else { panic!("{effects:?}") };
            let id = (answer.lesson.as_str(), answer.question.as_str(), answer.kind.as_str());
            assert_eq!(id, ("create-token", "predict:receive:data", "predict"));
            assert_eq!((answer.right, answer.first, &answer.chosen), (right, true, &question.options[at]));
        }
        let mut own = asking(fixture::run("x = 1\nx = 2\n"));
        let effects = go_all(&mut own, &[C::Next, C::Choose(0), C::Answer, C::Next, C::Choose(0), C::Answer]);
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
