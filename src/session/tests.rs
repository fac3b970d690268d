mod computed;
pub(crate) mod fixture;
mod newcomer;

use super::*;
use crate::quiz::Reply;
use proptest::prelude::*;

fn go(session: &mut Session, commands: &[Command]) {
    for command in commands {
        update(session, Message::Do(*command));
    }
}

fn study(session: &Session) -> &Study {
    session.study.as_ref().unwrap()
}

fn place(session: &Session) -> (usize, Vec<usize>) {
    let cursor = &study(session).cursor;
    (cursor.stop, cursor.inside.clone())
}

#[test]
fn steps_go_from_start_to_end_and_no_further() {
    let mut session = fixture::lesson();
    assert_eq!(study(&session).stops.len(), 5);
    go(&mut session, &[Command::Previous]);
    assert_eq!((place(&session).0, session.notice.is_some()), (0, true));
    go(&mut session, &[Command::Next; 9]);
    assert_eq!((place(&session).0, session.notice.is_some()), (4, true));
    go(&mut session, &[Command::First]);
    assert_eq!((place(&session).0, session.notice.is_some()), (0, false));
}

#[test]
fn the_segments_come_with_the_operations_that_make_them() {
    let mut session = fixture::lesson();
    let made = |session: &Session| study(session).token().parts.map(|part| part.text.is_some());
    go(&mut session, &[Command::Mode(Mode::Trace), Command::Next]);
    assert_eq!(made(&session), [false; 3]);
    go(&mut session, &[Command::Next]);
    assert_eq!(made(&session), [true; 3]);
    go(&mut session, &[Command::Into]);
    assert_eq!(made(&session), [false; 3]);
    let mut seen = Vec::new();
    for _ in 0..9 {
        seen.push(made(&session));
        go(&mut session, &[Command::Next]);
    }
    assert_eq!(seen[1], [true, false, false]);
    assert_eq!(seen[3], [true, true, false]);
    assert_eq!(seen[7], [true, true, true]);
    assert_eq!(place(&session), (2, vec![]), "past the last operation one is back at the step");
    assert_eq!(made(&session), [true; 3]);
}

#[test]
fn from_the_call_to_one_group_of_six_bits_and_back() {
    let mut session = fixture::lesson();
    go(&mut session, &[Command::Mode(Mode::Trace), Command::Next, Command::Next]);
    go(&mut session, &[Command::Into, Command::Next, Command::Into, Command::Next]);
    assert_eq!(place(&session), (2, vec![1, 1]));
    go(&mut session, &[Command::Into]);
    assert_eq!(place(&session), (2, vec![1, 1]), "there is nothing below a character");
    go(&mut session, &[Command::Out, Command::Out]);
    assert_eq!(place(&session), (2, vec![]));
}

#[test]
fn a_digit_is_a_mode_and_with_g_a_step() {
    let mut session = fixture::lesson();
    update(&mut session, Message::Digit(2));
    assert_eq!(study(&session).mode, Mode::Trace);
    update(&mut session, Message::Digit(3));
    update(&mut session, Message::Do(Command::GoToTyped));
    assert_eq!(
        (study(&session).mode, place(&session).0),
        (Mode::Flow, 4),
        "23 is past the end, and Flow was left for it"
    );
    go(&mut session, &[Command::First, Command::Mode(Mode::Trace)]);
    update(&mut session, Message::Digit(3));
    assert_eq!(study(&session).mode, Mode::Why);
    update(&mut session, Message::Do(Command::GoToTyped));
    assert_eq!((study(&session).mode, place(&session).0), (Mode::Trace, 3));
}

#[test]
fn a_step_can_be_asked_for() {
    let mut session = fixture::lesson();
    go(&mut session, &[Command::AskStep]);
    assert_eq!(session.context(), Context::Field);
    update(&mut session, Message::Paste("x2\n".into()));
    go(&mut session, &[Command::Confirm]);
    assert_eq!((place(&session).0, &session.overlay), (2, &None));
}

#[test]
fn the_palette_finds_commands_by_their_words() {
    let mut session = fixture::lesson();
    go(&mut session, &[Command::Palette]);
    "mode quiz".chars().for_each(|char| {
        update(&mut session, Message::Type(char));
    });
    assert_eq!(session.matches("mode quiz"), [Command::Mode(Mode::Quiz)]);
    go(&mut session, &[Command::Confirm]);
    assert_eq!(study(&session).mode, Mode::Quiz);
}

/// The right option of the question shown, and how many there are.
fn right_of(session: &Session) -> (usize, usize) {
    let options = study(session).question().unwrap().options();
    (options.iter().position(|option| option.right).unwrap(), options.len())
}

#[test]
fn an_answer_is_graded_at_once_and_can_be_given_again() {
    let mut session = fixture::lesson();
    go(&mut session, &[Command::Mode(Mode::Quiz), Command::Answer]);
    assert!(session.notice.is_some(), "nothing is chosen yet");
    let (right, options) = right_of(&session);
    let wrong = (right + 1) % options;
    go(&mut session, &[Command::Choose(wrong)]);
    let effects = update(&mut session, Message::Do(Command::Answer));
    let [Effect::Answered(record)] = effects.as_slice() else { panic!("{effects:?}") };
    let question = study(&session).question().unwrap();
    assert_eq!((record.lesson.as_str(), record.question.as_str()), ("create-token", question.id.as_str()));
    assert_eq!(
        (record.right, record.first, record.hints, record.kind.as_str()),
        (false, true, 0, "choose one")
    );
    assert_eq!(record.chosen, question.options()[wrong].text);
    assert_eq!(record.misconception, "secret-is-in-the-token");
    let given = |session: &Session| {
        let given = &study(session).quiz.questions[0].attempt.given;
        given.iter().map(|given| given.reply.clone()).collect::<Vec<_>>()
    };
    assert_eq!(given(&session), [Reply::Option(wrong)]);
    assert_eq!(study(&session).quiz.at, 0);
    update(&mut session, Message::Digit(right as u8 + 1));
    let effects = update(&mut session, Message::Do(Command::Answer));
    let [Effect::Answered(record)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((record.right, record.first, record.misconception.as_str()), (true, false, ""));
    assert_eq!(update(&mut session, Message::Do(Command::Answer)), [], "what stands is not answered again");
    assert_eq!(given(&session), [Reply::Option(wrong), Reply::Option(right)]);
    assert_eq!(study(&session).quiz.at, 1, "answering what stands goes on");
}

#[test]
fn a_secret_of_the_learners_own_is_named_and_never_recorded() {
    let mut session = fixture::lesson();
    let mut inputs = study(&session).inputs.clone();
    assert!(inputs.set("secret", "'hunter two'"));
    session.study.as_mut().unwrap().rerun(inputs).unwrap();
    go(&mut session, &[Command::Mode(Mode::Quiz)]);
    let options = study(&session).question().unwrap().options();
    let secret = options.iter().position(|option| option.text == "'hunter two'").unwrap();
    go(&mut session, &[Command::Choose(secret)]);
    let effects = update(&mut session, Message::Do(Command::Answer));
    let [Effect::Answered(record)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(record.chosen, "'(secret)'");
}

#[test]
fn hints_come_one_at_a_time_and_end() {
    let mut session = fixture::lesson();
    go(&mut session, &[Command::Mode(Mode::Quiz), Command::Hint]);
    assert_eq!(study(&session).quiz.questions[0].attempt.hints, 1);
    go(&mut session, &[Command::Hint; 5]);
    let hints = study(&session).question().unwrap().hints.len();
    assert_eq!((study(&session).quiz.questions[0].attempt.hints, session.notice.is_some()), (hints, true));
}

#[test]
fn evidence_and_key_moments_lead_to_their_step() {
    let mut session = fixture::lesson();
    go(&mut session, &[Command::Mode(Mode::Quiz), Command::Evidence]);
    assert_eq!((study(&session).mode, place(&session).0), (Mode::Trace, 2));
    go(&mut session, &[Command::First, Command::Mode(Mode::Why), Command::Down, Command::Cite]);
    assert_eq!((study(&session).mode, place(&session).0), (Mode::Trace, 2));
}

#[test]
fn what_is_copied_is_what_is_shown() {
    let mut session = fixture::lesson();
    assert_eq!(update(&mut session, Message::Do(Command::Copy)), []);
    go(&mut session, &[Command::Next, Command::Next]);
    let token = study(&session).token().whole.unwrap();
    let copied = update(&mut session, Message::Do(Command::Copy));
    assert_eq!(copied, [Effect::Copy(String::from_utf8(token).unwrap())]);
    go(&mut session, &[Command::Into]);
    let copied = update(&mut session, Message::Do(Command::Copy));
    assert_eq!(copied, [Effect::Copy("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".into())]);
}

#[test]
fn a_paste_outside_a_field_does_nothing() {
    let mut session = fixture::lesson();
    assert_eq!(update(&mut session, Message::Paste("q\x1b[A:quit\n".into())), []);
    assert_eq!((session.context(), place(&session).0), (Context::Steps, 0));
}

#[test]
fn a_program_of_ones_own_stops_at_every_statement_and_return() {
    let mut session = fixture::program();
    let words = |session: &Session| narrate(study(session), study(session).cursor.stop).action;
    let mut seen = Vec::new();
    for _ in 0..9 {
        seen.push(words(&session));
        go(&mut session, &[Command::Next]);
    }
    let expected =
        ["Start", "line 1", "line 3", "line 7", "call create_token", "line 4", "line 5", "return", "End"];
    assert_eq!(seen, expected);
}

#[test]
fn running_on_stops_at_breakpoints_and_changes() {
    let mut session = fixture::program();
    go(&mut session, &[Command::First]);
    update(&mut session, Message::Click(Target::Line(5)));
    go(&mut session, &[Command::Breakpoint, Command::RunOn]);
    assert_eq!(study(&session).trace.steps[study(&session).stop().enter].line, 5);
    go(&mut session, &[Command::First, Command::RunToMark]);
    assert_eq!(place(&session).0, 6);
    let token = study(&session).variables().iter().position(|(_, name)| *name == "token").unwrap();
    update(&mut session, Message::Click(Target::Variable(token)));
    go(&mut session, &[Command::PreviousChange]);
    assert_eq!(place(&session).0, 5, "line 4 binds token");
}

#[test]
fn leaving_a_lesson_leads_to_the_list() {
    let mut session = fixture::lesson();
    go(
        &mut session,
        &[Command::Mode(Mode::Trace), Command::Next, Command::Next, Command::Into, Command::Lessons],
    );
    assert_eq!(place(&session), (2, vec![]), "first out of the operations");
    go(&mut session, &[Command::Lessons]);
    assert_eq!(session.context(), Context::Library);
    assert_eq!(update(&mut session, Message::Do(Command::Quit)), [Effect::Quit]);
}

#[test]
fn playing_steps_to_the_end_and_any_key_stops_it() {
    let mut session = fixture::lesson();
    go(&mut session, &[Command::Play]);
    assert!(session.playing);
    update(&mut session, Message::Tick);
    assert_eq!((place(&session).0, session.playing), (1, true));
    go(&mut session, &[Command::Help, Command::Back]);
    assert!(!session.playing);
    update(&mut session, Message::Tick);
    assert_eq!(place(&session).0, 1, "a late tick does nothing");
    go(&mut session, &[Command::Play]);
    for _ in 0..9 {
        update(&mut session, Message::Tick);
    }
    assert_eq!((place(&session).0, session.playing), (4, false));
}

#[test]
fn scrolling_ends_where_the_text_ends() {
    let mut session = fixture::lesson();
    go(&mut session, &[Command::Mode(Mode::Summary)]);
    go(&mut session, &[Command::PageDown; 9]);
    update(&mut session, Message::Limit(12));
    go(&mut session, &[Command::Up]);
    assert_eq!(study(&session).scroll, 11);
}

/// Any message at all.
pub(crate) fn message() -> impl Strategy<Value = Message> {
    let commands = [
        Command::Next,
        Command::Next,
        Command::Previous,
        Command::First,
        Command::Last,
        Command::Into,
        Command::Into,
        Command::Out,
        Command::AskStep,
        Command::GoToTyped,
        Command::NextChange,
        Command::PreviousChange,
        Command::NextVariable,
        Command::RunOn,
        Command::RunToMark,
        Command::Breakpoint,
        Command::MarkDown,
        Command::MarkUp,
        Command::FocusNext,
        Command::FocusPrevious,
        Command::Zoom,
        Command::Requests,
        Command::Predict,
        Command::Answer,
        Command::Up,
        Command::Down,
        Command::PageUp,
        Command::PageDown,
        Command::Confirm,
        Command::Cite,
        Command::Answer,
        Command::Hint,
        Command::Evidence,
        Command::NextQuestion,
        Command::PreviousQuestion,
        Command::Choose(0),
        Command::Choose(9),
        Command::Mode(Mode::Flow),
        Command::Mode(Mode::Trace),
        Command::Mode(Mode::Why),
        Command::Mode(Mode::Quiz),
        Command::Mode(Mode::Summary),
        Command::NextMode,
        Command::PreviousMode,
        Command::Copy,
        Command::Help,
        Command::Palette,
        Command::Mouse,
        Command::Back,
        Command::Lessons,
        Command::Repaint,
    ];
    let targets = prop_oneof![
        (0..9_usize).prop_map(Target::Stop),
        (0..12_usize).prop_map(Target::Operation),
        (0..4_usize).prop_map(Target::Segment),
        (0..9_usize).prop_map(Target::Variable),
        (0..20_u32).prop_map(Target::Line),
        ((0..20_u32), (0..90_usize)).prop_map(|(line, cell)| Target::Cell(line, cell)),
        (0..9_usize).prop_map(Target::Option),
        (0..9_usize).prop_map(Target::Item),
        Just(Target::Mode(Mode::Quiz)),
        Just(Target::Pane(Pane::Token)),
        (0..9_usize).prop_map(Target::Arrow),
    ];
    prop_oneof![
        8 => proptest::sample::select(commands.to_vec()).prop_map(Message::Do),
        1 => (0..10_u8).prop_map(Message::Digit),
        1 => any::<char>().prop_map(Message::Type),
        1 => Just(Message::Erase),
        1 => any::<String>().prop_map(Message::Paste),
        2 => targets.prop_map(Message::Click),
        1 => Just(Message::Tick),
        1 => Just(Message::Do(Command::Play)),
        1 => (0..5_usize).prop_map(Message::Limit),
        1 => (-30..30_i32).prop_map(|lines| Message::Wheel(lines, None)),
    ]
}

/// Which session to begin with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Begin(usize);

impl Begin {
    pub(crate) fn session(self) -> Session {
        match self.0 {
            0 => fixture::library(),
            1 => fixture::lesson(),
            2 => fixture::requests(),
            3 => fixture::mistaken(),
            _ => fixture::program(),
        }
    }
}

/// A session to begin with.
pub(crate) fn start() -> impl Strategy<Value = Begin> {
    // Not as a value of its own: a failure would print the whole trace.
    (0..5_usize).prop_map(Begin)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_messages_panics(
        start in start(),
        messages in proptest::collection::vec(message(), 0..80),
    ) {
        let mut session = start.session();
        for message in messages {
            update(&mut session, message);
            if let Some(study) = &session.study {
                prop_assert!(study.cursor.stop < study.stops.len());
                prop_assert!(study.panes().contains(&study.focus));
            }
        }
    }
}

#[test]
fn an_app_that_was_asked_nothing_says_how_to_ask_it() {
    let end = |source: &str| {
        let mut session = fixture::run(source);
        update(&mut session, Message::Do(Command::Last));
        let study = session.study.as_ref().unwrap();
        narrate(study, study.cursor.stop).narration
    };
    assert!(end("from fastapi import FastAPI\napp = FastAPI()").contains("--request"));
    assert_eq!(end("x = 1"), "The program has run to its end.");
}
