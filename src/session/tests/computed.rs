//! Computed questions in a session: new values, the run stepped, what is kept.

use super::{fixture, go, study};
use crate::lesson::Generator;
use crate::quiz::{Computation, Job, Mutant, Posed, Reply};
use crate::session::beside::{Beside, Other, Shown};
use crate::session::{Attempt, Command as C, Context, Effect, Message, Mode, Pane, Session, update};

fn posed(session: &Session) -> &Posed {
    study(session).question().unwrap()
}

fn attempt(session: &Session) -> &Attempt {
    &study(session).sitting().unwrap().asked().unwrap().attempt
}

#[test]
fn an_answer_keeps_what_was_asked_for_the_log() {
    let mut session = fixture::mistaken();
    session.predicting = false;
    let right = posed(&session).options().iter().position(|option| option.right).unwrap();
    update(&mut session, Message::Do(C::Choose(right)));
    let effects = update(&mut session, Message::Do(C::Answer));
    let [Effect::Answered(answer)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((answer.generator.as_str(), answer.seed), ("decoded-payload", Some(posed(&session).seed)));
    assert!(answer.right && !answer.first, "it is the second answer to the same values");
    // A question that is not computed keeps neither.
    let mut session = fixture::lesson();
    go(&mut session, &[C::Mode(Mode::Practice), C::Choose(0)]);
    let effects = update(&mut session, Message::Do(C::Answer));
    let [Effect::Answered(answer)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((answer.generator.as_str(), answer.seed), ("", None));
}

#[test]
fn the_seed_of_the_session_is_that_of_the_first_lessons_questions() {
    let ask = |seed: u64| {
        let mut session = Session::new(fixture::lessons(), Vec::new());
        session.seed = seed;
        session.open(0, None).unwrap();
        go(&mut session, &[C::Mode(Mode::Practice)]);
        while posed(&session).id != "fresh-payload" {
            go(&mut session, &[C::NextQuestion]);
        }
        posed(&session).clone()
    };
    assert_eq!(ask(9).seed, 9);
    assert_eq!(ask(9), ask(9));
    assert_ne!(ask(9).exhibit, ask(10).exhibit);
}

#[test]
fn new_values_make_the_question_new_and_keep_what_was_answered() {
    let mut session = fixture::mistaken();
    let before = posed(&session).clone();
    go(&mut session, &[C::Renew]);
    assert_eq!(posed(&session).id, before.id);
    assert_ne!(posed(&session).exhibit, before.exhibit);
    assert_ne!(posed(&session).seed, before.seed);
    assert_eq!((attempt(&session).given.len(), attempt(&session).now().len()), (1, 0));
    assert!(!study(&session).sitting().unwrap().asked().unwrap().settled());
    // The report still counts the first answer.
    assert_eq!(study(&session).sitting().unwrap().right_at_first(), 0);
    let right = posed(&session).options().iter().position(|option| option.right).unwrap();
    update(&mut session, Message::Do(C::Choose(right)));
    let effects = update(&mut session, Message::Do(C::Answer));
    let [Effect::Answered(answer)] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(answer.right && answer.first, "nobody has seen the answer to these values");
    // What is not made of chance stays as it is.
    let mut session = fixture::lesson();
    go(&mut session, &[C::Mode(Mode::Practice), C::Renew]);
    assert_eq!(session.notice.as_deref(), Some("this question has no other values"));
}

#[test]
fn whoever_comes_back_to_a_question_answered_wrong_gets_new_values() {
    let mut session = fixture::mistaken();
    let before = posed(&session).exhibit.clone();
    go(&mut session, &[C::NextQuestion, C::PreviousQuestion]);
    assert_ne!(posed(&session).exhibit, before);
    let right = posed(&session).options().iter().position(|option| option.right).unwrap();
    go(&mut session, &[C::Choose(right), C::Answer]);
    let solved = posed(&session).exhibit.clone();
    go(&mut session, &[C::NextQuestion, C::PreviousQuestion]);
    assert_eq!(posed(&session).exhibit, solved, "what is solved stays to be looked at");
}

#[test]
fn the_run_is_stepped_beside_what_was_in_mind_and_closed_again() {
    let mut session = fixture::mistaken();
    go(&mut session, &[C::Evidence]);
    assert_eq!((session.context(), study(&session).focus), (Context::Beside, Pane::Beside));
    let beside = study(&session).beside.as_ref().unwrap();
    let (mutant, other) = beside.other.as_ref().unwrap();
    assert_eq!(*mutant, Other::Mutant(Mutant::SecretInside));
    assert_eq!(beside.differences().first(), Some(&beside.at), "it begins where they first differ");
    let payload = |variables: &[(String, String)]| {
        variables.iter().find(|(name, _)| name == "token.payload").map(|(_, json)| json.clone()).unwrap()
    };
    let [here, there] = beside.places();
    let truth = payload(&beside.truth.variables(here.stop));
    assert_eq!(truth, posed(&session).answer);
    assert_eq!(payload(&other.variables(there.stop)), attempt(&session).last().unwrap().grade.chosen);
    assert_eq!(beside.truth.line(here.stop), other.line(there.stop));
    let at = |session: &Session| study(session).beside.as_ref().unwrap().at;
    let first = at(&session);
    go(&mut session, &[C::First, C::NextChange]);
    assert_eq!(at(&session), first);
    go(&mut session, &[C::PreviousChange]);
    assert_eq!((at(&session), session.notice.as_deref()), (first, Some("no stop before this one differs")));
    go(&mut session, &[C::Last, C::Next]);
    assert_eq!(session.notice.as_deref(), Some("this is the end"));
    go(&mut session, &[C::FocusNext]);
    assert_eq!(study(&session).beside.as_ref().unwrap().shown, Shown::Truth);
    go(&mut session, &[C::Lessons]);
    assert_eq!((session.context(), study(&session).focus), (Context::Quiz, Pane::Quiz));
    assert!(matches!(attempt(&session).last().unwrap().reply, Reply::Option(_)), "the answer is as it was");
    // A digit is a mode, and leaves it as well.
    go(&mut session, &[C::Evidence]);
    update(&mut session, Message::Digit(2));
    assert_eq!((study(&session).mode, study(&session).beside.is_none()), (Mode::Trace, true));
}

#[test]
fn an_unanswered_question_shows_no_run() {
    let mut session = fixture::mistaken();
    go(&mut session, &[C::Renew, C::Evidence]);
    assert!(study(&session).beside.is_none());
    assert_eq!(session.notice.as_deref(), Some("answer first; then this key steps the run"));
}

#[test]
fn of_several_runs_the_one_is_stepped_in_which_the_two_differ() {
    let seconds = |session: &Session| study(session).beside.as_ref().unwrap().clock.unwrap() as i64;
    let mut tried = 0;
    for seed in 0..12 {
        let mut session = Session::new(fixture::lessons(), Vec::new());
        session.seed = seed;
        session.open(3, None).unwrap();
        go(&mut session, &[C::Mode(Mode::Practice)]);
        while posed(&session).id != "fresh-valid" {
            go(&mut session, &[C::NextQuestion]);
        }
        let none =
            |option: &crate::quiz::PosedOption| option.mutant.is_some() && option.text == "At none of them";
        let Some(wrong) = posed(&session).options().iter().position(none) else { continue };
        tried += 1;
        go(&mut session, &[C::Choose(wrong), C::Answer, C::Evidence]);
        let beside = study(&session).beside.as_ref().unwrap();
        assert!(!beside.differences().is_empty(), "seed {seed}");
        assert!(posed(&session).answer.contains(&seconds(&session).to_string()), "there the truth accepts");
        if tried == 2 {
            break;
        }
    }
    assert!(tried > 0);
}

/// A computation made of programs.
fn computation(generator: Generator, sources: &[&str]) -> Computation {
    let jobs = sources.iter().map(|source| Job::new(*source, 1_700_000_000.0)).collect();
    Computation { generator, jobs, decides: None }
}

#[test]
fn after_an_exception_the_two_meet_again_where_both_go_on() {
    let program = "import jwt\ntoken = jwt.encode({'sub': 'a'}, 'k' * 32)\ntry:\n    jwt.decode(token, 'x' * 32, \
                   algorithms=['HS256'])\n    said = 'in'\n    more = 1\nexcept jwt.InvalidTokenError:\n    \
                   said = 'out'\nlast = 1\n";
    let asked = computation(Generator::Refusal, &[program]);
    let mut beside = Beside::new(&asked, Some(Mutant::DecodeIsVerify)).unwrap();
    let mut told = Vec::new();
    for row in 0..beside.len() {
        beside.at = row;
        let [here, there] = beside.places();
        let side = |line: u32, stands: bool| if stands { format!("({line})") } else { line.to_string() };
        let (_, other) = beside.other.as_ref().unwrap();
        told.push(format!(
            "{}-{}",
            side(beside.truth.line(here.stop), !here.here),
            side(other.line(there.stop), !there.here)
        ));
    }
    // Line 4 twice: it runs, and raises. The last line is one row, and so is the end.
    let rows = ["0-0", "1-1", "2-2", "3-3", "4-4", "4-(4)", "7-(4)", "8-(4)", "(8)-5", "(8)-6", "9-9", "0-0"];
    assert_eq!(told, rows);
    let differ: Vec<usize> = beside.differences().to_vec();
    assert!(differ.contains(&5) && !differ.contains(&3), "{differ:?}");
}

#[test]
fn the_two_runs_of_a_question_about_both_stand_beside_each_other() {
    let program = |key: &str| {
        format!(
            "import jwt\nkey = '{key}' * 32\ntoken = jwt.encode({{'sub': 'a'}}, key, algorithm='HS256')\n"
        )
    };
    let (one, other) = (program("k"), program("x"));
    let asked = computation(Generator::SegmentsChanged, &[&one, &other]);
    let beside = Beside::new(&asked, None).unwrap();
    assert!(matches!(beside.other, Some((Other::Run(2), _))));
    let [here, there] = beside.places();
    assert_eq!(beside.truth.line(here.stop), 2, "it begins where they first differ");
    let value = |side: &crate::session::beside::Side, stop| side.variables(stop)[0].1.clone();
    assert_ne!(value(&beside.truth, here.stop), value(&beside.other.as_ref().unwrap().1, there.stop));
    // With a misconception in mind it is that run which stands beside the truth.
    let beside = Beside::new(&asked, Some(Mutant::AnySecret)).unwrap();
    assert!(matches!(beside.other, Some((Other::Mutant(Mutant::AnySecret), _))));
}
