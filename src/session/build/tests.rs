use super::*;
use crate::session::tests::fixture;
use crate::session::{Command, Context, Effect, Message, Mode, Session, Subject, update};
use BuildCommand as B;
use proptest::prelude::*;

/// Lesson 2, in its project.
fn opened() -> Session {
    let mut session = fixture::open(1);
    update(&mut session, Message::Do(Command::Mode(Mode::Build)));
    session
}

fn go(session: &mut Session, commands: &[B]) -> Vec<Effect> {
    commands.iter().flat_map(|command| update(session, Message::Do(Command::Build(*command)))).collect()
}

fn build(session: &Session) -> &Build {
    session.study.as_ref().unwrap().build.as_ref().unwrap()
}

/// The program becomes this text.
fn write(session: &mut Session, text: &str) {
    go(session, &[B::Edit, B::Go(Motion::Top)]);
    while !build(session).editor.text().is_empty() {
        go(session, &[B::DeleteLineEnd]);
    }
    update(session, Message::Paste(text.into()));
}

fn solution(session: &Session, step: usize) -> String {
    build(session).project.steps[step].solution.clone()
}

#[test]
fn a_project_is_done_step_by_step_and_its_end_leads_to_the_first_page() {
    let mut session = opened();
    assert_eq!(session.context(), Context::Build);
    go(&mut session, &[B::Begin]);
    assert_eq!((session.context(), build(&session).step), (Context::Editor, Some(0)));
    for step in 0..4 {
        // As it stands it does not pass, and there is no way on but skipping.
        go(&mut session, &[B::Check, B::NextStep]);
        assert!(!build(&session).checked.as_ref().unwrap().passed(), "{step}");
        assert_eq!(build(&session).step, Some(step));
        assert!(session.notice.as_ref().unwrap().contains("N skips it"));
        let text = solution(&session, step);
        write(&mut session, &text);
        go(&mut session, &[B::Check]);
        assert!(build(&session).checked.as_ref().unwrap().passed(), "{step}");
        // Letters stay letters, and the key that checked goes on; where keys are commands, Enter does.
        assert_eq!((session.context(), build(&session).passed()), (Context::Editor, step + 1));
        go(&mut session, if step % 2 == 0 { &[B::Check] } else { &[B::Leave, B::Begin] });
    }
    assert_eq!(build(&session).step, None);
}

#[test]
fn digits_go_into_the_program_while_it_is_written_and_lead_to_modes_otherwise() {
    let mut session = opened();
    go(&mut session, &[B::Begin]);
    let before = build(&session).editor.text();
    update(&mut session, Message::Type('2'));
    update(&mut session, Message::Digit(4));
    assert_eq!(build(&session).editor.text(), format!("{before}24"));
    update(&mut session, Message::Erase);
    go(&mut session, &[B::Leave]);
    update(&mut session, Message::Digit(2));
    assert_eq!(session.study.as_ref().unwrap().mode, Mode::Trace);
    update(&mut session, Message::Digit(6));
    assert_eq!(build(&session).editor.text(), format!("{before}2"));
}

#[test]
fn a_step_begins_with_what_stands_there_when_one_comes_to_it_again() {
    let mut session = opened();
    go(&mut session, &[B::Begin, B::Leave, B::Skip, B::Leave, B::PreviousStep]);
    let text = solution(&session, 0);
    write(&mut session, &text);
    go(&mut session, &[B::Check, B::Leave, B::Begin, B::Leave]);
    assert_eq!(build(&session).step, Some(1));
    write(&mut session, "nonsense(");
    go(&mut session, &[B::Leave, B::Reset, B::Reset]);
    assert!(build(&session).editor.text().contains(text.trim()), "{}", build(&session).editor.text());
    assert!(!build(&session).editor.text().contains("nonsense"));
}

#[test]
fn hints_come_one_at_a_time_and_the_solution_after_a_try() {
    let mut session = opened();
    go(&mut session, &[B::Begin, B::Hint]);
    assert_eq!(build(&session).done[0].hints, 1);
    go(&mut session, &[B::Hint, B::Hint]);
    assert_eq!(build(&session).done[0].hints, 2);
    assert!(session.notice.as_ref().unwrap().contains("all the hints"));
    go(&mut session, &[B::Leave, B::Solution]);
    assert!(!build(&session).peeking);
    assert!(session.notice.as_ref().unwrap().contains("try first"));
    let own = build(&session).editor.text();
    go(&mut session, &[B::Check, B::Leave, B::Solution]);
    assert!(build(&session).peeking && build(&session).done[0].peeked);
    // Looking at it changes nothing about the learner's own program.
    update(&mut session, Message::Do(Command::Lessons));
    assert!(!build(&session).peeking);
    assert_eq!(build(&session).editor.text(), own);
}

#[test]
fn a_step_is_reset_and_the_reset_taken_back_and_skipping_leaves_a_mark() {
    let mut session = opened();
    go(&mut session, &[B::Begin]);
    let start = build(&session).editor.text();
    write(&mut session, "nonsense(");
    go(&mut session, &[B::Reset]);
    assert_eq!(build(&session).editor.text(), "nonsense(", "a slip takes nothing away");
    go(&mut session, &[B::Leave, B::Reset]);
    assert_eq!(build(&session).editor.text(), "nonsense(", "asked for twice is twice in a row");
    go(&mut session, &[B::Reset]);
    assert_eq!(build(&session).editor.text(), start);
    go(&mut session, &[B::Undo]);
    assert_eq!(build(&session).editor.text(), "nonsense(");
    go(&mut session, &[B::Skip]);
    assert!(build(&session).done[0].skipped && !build(&session).done[0].passed);
    assert_eq!(build(&session).step, Some(1));
    // What is skipped can be done later, and the mark goes.
    go(&mut session, &[B::PreviousStep]);
    let text = solution(&session, 0);
    write(&mut session, &text);
    go(&mut session, &[B::Check]);
    assert!(!build(&session).done[0].skipped && build(&session).done[0].passed);
}

#[test]
fn a_mistake_of_grammar_is_told_at_its_place_until_something_is_changed() {
    let mut session = opened();
    go(&mut session, &[B::Begin]);
    write(&mut session, "user_data = {'role': 'admin'}\nif user_data\n    pass\n");
    go(&mut session, &[B::Check]);
    let Some(Checked::Unreadable(problem)) = &build(&session).checked else { panic!("it can be read") };
    assert_eq!(
        (problem.position.line, problem.position.column, problem.message.as_str()),
        (2, 13, "expected ':'")
    );
    let screen = crate::view::view(&session);
    let step = screen.build.unwrap().step.unwrap();
    assert_eq!(
        step.problem.map(|(line, column, words)| (line, column, words.to_string())),
        Some((1, 12, "expected ':'".into()))
    );
    update(&mut session, Message::Type('x'));
    // What was wrong can still be read while it is mended; that it is from before is said.
    let step = crate::view::view(&session).build.unwrap().step.unwrap();
    assert!(step.problem.is_some() && step.changed);
    assert_eq!(session.context(), Context::Editor);
}

#[test]
fn the_learners_own_program_is_stepped_through_with_what_the_failed_check_looks_at() {
    let mut session = opened();
    go(&mut session, &[B::Begin]);
    write(&mut session, "user_data = {'user_id': 101}\n");
    go(&mut session, &[B::Trace]);
    let study = session.study.as_ref().unwrap();
    assert!(matches!(study.subject, Subject::File { .. }));
    // Nothing was checked yet: what will be looked at first is looked at.
    assert!(study.program.source().ends_with("# What the check looks at:\nuser_data['user_id']\n"));
    update(&mut session, Message::Do(Command::Lessons));
    go(&mut session, &[B::Check, B::Trace]);
    let study = session.study.as_ref().unwrap();
    assert!(study.program.source().ends_with("# What the check looks at:\nuser_data['username']\n"));
    assert!(
        matches!(&study.trace.outcome, crate::trace::Outcome::Raised(raised) if raised.class == "KeyError")
    );
    update(&mut session, Message::Do(Command::Lessons));
    assert_eq!(build(&session).step, Some(0));
    // A change since does not take away what one wants to see.
    update(&mut session, Message::Paste("# more".into()));
    go(&mut session, &[B::Trace]);
    let study = session.study.as_ref().unwrap();
    assert!(study.program.source().ends_with("# What the check looks at:\nuser_data['username']\n"));
}

#[test]
fn work_is_handed_out_at_every_change_and_taken_up_again() {
    let mut session = opened();
    let effects = go(&mut session, &[B::Begin]);
    assert!(matches!(effects.as_slice(), [Effect::Worked(_)]));
    let effects = update(&mut session, Message::Type('#'));
    let [Effect::Worked(work)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((work.lesson.as_str(), work.step.as_str()), ("token-structure", "claims"));
    assert!(work.program.ends_with('#'));
    let work = (**work).clone();
    assert!(update(&mut session, Message::Do(Command::Build(B::Go(Motion::Left)))).is_empty());
    // In the same sitting.
    update(&mut session, Message::Do(Command::Build(B::Leave)));
    update(&mut session, Message::Do(Command::Lessons));
    session.open(1, None).unwrap();
    update(&mut session, Message::Digit(6));
    assert_eq!(build(&session).editor.text(), work.program);
    // In another one, told only after the project was opened.
    let mut session = opened();
    session.works((vec![work.clone()], None));
    assert_eq!((build(&session).editor.text(), build(&session).step), (work.program.clone(), Some(0)));
    // What was begun meanwhile is not written over.
    let mut session = opened();
    go(&mut session, &[B::Begin]);
    session.works((vec![work.clone()], None));
    assert!(!build(&session).editor.text().ends_with('#'));
    // Steps that are no longer there do no harm.
    let mut session = opened();
    let strange =
        Work { step: "gone".into(), steps: vec![Done { id: "gone".into(), ..Done::default() }], ..work };
    session.works((vec![strange], Some("one line".into())));
    assert_eq!(session.notice.as_deref(), Some("one line"));
    assert_eq!(build(&session).step, None);
}

#[test]
fn nothing_that_is_pasted_or_typed_breaks_anything() {
    let mut session = opened();
    let effects = update(&mut session, Message::Paste("x = 1".into()));
    assert_eq!(effects, []);
    assert!(session.notice.as_ref().unwrap().contains("Enter begins"));
    go(&mut session, &[B::Begin]);
    update(&mut session, Message::Paste("\u{202e}\u{1b}[2J\u{0}x\u{301}\n".repeat(50)));
    update(&mut session, Message::Paste("y".repeat(70_000)));
    assert!(session.notice.as_ref().unwrap().contains("too much"));
    go(&mut session, &[B::Check, B::Trace, B::Reset, B::Undo, B::Redo, B::Redo]);
    let _ = crate::view::view(&session);
}

#[test]
fn a_program_in_a_file_is_checked_at_each_save_and_never_written_over() {
    let mut session = opened();
    go(&mut session, &[B::Begin]);
    update(&mut session, Message::Type('#'));
    let own = build(&session).editor.text();
    go(&mut session, &[B::Leave]);
    session.study.as_mut().unwrap().build.as_mut().unwrap().of_file("my.py", "user_data = 1\n");
    let effects = update(&mut session, Message::Saved(Ok("user_data = 2\n".into())));
    assert!(!build(&session).checked.as_ref().unwrap().passed());
    // The program that was written here before is still what is kept.
    let [Effect::Worked(work)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((work.program.as_str(), work.steps[0].tries), (own.as_str(), 1));
    // Keys do not change what is in a file.
    update(&mut session, Message::Click(crate::session::Target::Cell(1, 3)));
    for message in [Message::Paste("x".into()), Message::Type('x'), Message::Do(Command::Build(B::Edit))] {
        update(&mut session, message);
        assert_eq!(
            (build(&session).editor.text().as_str(), session.context()),
            ("user_data = 2\n", Context::Build)
        );
        assert!(session.notice.is_some());
    }
    // It is told while the trace is looked at, and the trace stays what it was.
    go(&mut session, &[B::Trace]);
    let text = fixture_solution();
    update(&mut session, Message::Saved(Ok(text)));
    assert!(session.study.as_ref().unwrap().program.source().starts_with("user_data = 2"));
    update(&mut session, Message::Do(Command::Lessons));
    assert!(build(&session).checked.as_ref().unwrap().passed());
    // The next step is checked as soon as it is begun.
    go(&mut session, &[B::Begin]);
    assert_eq!((build(&session).step, build(&session).done[1].tries), (Some(1), 1));
    update(&mut session, Message::Saved(Err("my.py is gone".into())));
    assert_eq!(session.notice.as_deref(), Some("my.py is gone"));
    update(&mut session, Message::Do(Command::Lessons));
    assert!(session.study.is_some());
    // A session that looks at no file is not told.
    let mut session = opened();
    go(&mut session, &[B::Begin]);
    let before = build(&session).editor.text();
    update(&mut session, Message::Saved(Ok("other".into())));
    assert_eq!(build(&session).editor.text(), before);
}

fn fixture_solution() -> String {
    fixture::lessons()[1].project.as_ref().unwrap().steps[0].solution.clone()
}

fn any_message() -> impl Strategy<Value = Message> {
    use Motion as M;
    let go = [
        M::Left,
        M::Right,
        M::Up,
        M::Down,
        M::Home,
        M::End,
        M::WordLeft,
        M::WordRight,
        M::PageUp,
        M::PageDown,
        M::Top,
        M::Bottom,
    ];
    let commands = [
        B::Begin,
        B::Edit,
        B::Leave,
        B::Hint,
        B::Solution,
        B::Reset,
        B::NextStep,
        B::PreviousStep,
        B::Skip,
        B::Overview,
        B::Newline,
        B::Tab,
        B::Dedent,
        B::Delete,
        B::DeleteLineEnd,
        B::EraseWord,
        B::Undo,
        B::Redo,
        B::Check,
        B::Trace,
    ];
    let text =
        proptest::sample::select(vec!["x", "  é\u{301}", "def f(:\n", "\u{202e}\t'", "世界", "\r\n\n", "}"]);
    prop_oneof![
        4 => proptest::sample::select(go.to_vec()).prop_map(|motion| Message::Do(Command::Build(B::Go(motion)))),
        4 => proptest::sample::select(commands.to_vec()).prop_map(|command| Message::Do(Command::Build(command))),
        4 => any::<char>().prop_map(Message::Type),
        2 => text.prop_map(|text| Message::Paste(text.into())),
        2 => Just(Message::Erase),
        1 => Just(Message::Do(Command::Lessons)),
        1 => (0..10_u8).prop_map(Message::Digit),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_and_asked_for_the_cursor_stays_in_the_text(
        messages in proptest::collection::vec(any_message(), 1..40),
    ) {
        let mut session = opened();
        go(&mut session, &[B::Begin]);
        for message in messages {
            update(&mut session, message);
            let _ = crate::view::view(&session);
            let Some(build) = session.study.as_ref().and_then(|study| study.build.as_ref()) else { continue };
            let (row, column) = build.editor.cursor();
            prop_assert!(build.editor.lines()[row].is_char_boundary(column));
            let plain = |line: &String| line.chars().all(|c| !c.is_control());
            prop_assert!(build.editor.lines().iter().all(plain));
            prop_assert_eq!(Editor::new(&build.editor.text()).text(), build.editor.text());
        }
    }
}

/// A session whose front end makes checks aside, in the first step of the project of lesson 2.
fn aside() -> Session {
    let mut session = opened();
    session.aside = true;
    go(&mut session, &[B::Begin]);
    session
}

/// The check among effects.
fn asked(effects: Vec<Effect>) -> Option<Check> {
    effects.into_iter().find_map(|effect| match effect {
        Effect::Check(check) => Some(*check),
        _ => None,
    })
}

fn tell(session: &mut Session, check: &Check) -> Vec<Effect> {
    update(session, Message::Checked(check.number, check.make().map(Box::new)))
}

#[test]
fn a_check_made_aside_is_shown_while_it_runs_and_keys_are_taken_meanwhile() {
    let mut session = aside();
    let text = solution(&session, 0);
    write(&mut session, &text);
    let check = asked(go(&mut session, &[B::Check])).unwrap();
    assert_eq!(build(&session).running(), Some(build(&session).project.steps[0].checks.len()));
    assert_eq!((build(&session).checked.as_ref(), build(&session).done[0].tries), (None, 0));
    // The same text is not run twice, and what is written meanwhile is not what was checked.
    assert_eq!(asked(go(&mut session, &[B::Check])), None);
    update(&mut session, Message::Type('#'));
    tell(&mut session, &check);
    let now = build(&session);
    assert_eq!((now.running(), now.changed, now.typing, now.done[0].tries), (None, true, true, 1));
    assert!(now.done[0].passed && now.checked.as_ref().unwrap().passed());
    update(&mut session, Message::Erase);
    let check = asked(go(&mut session, &[B::Check])).unwrap();
    let effects = tell(&mut session, &check);
    assert!(matches!(effects.as_slice(), [Effect::Worked(_)]), "{effects:?}");
    assert_eq!((build(&session).changed, build(&session).typing), (false, true));
}

#[test]
fn esc_stops_a_check_and_what_comes_of_it_later_counts_for_nothing() {
    let mut session = aside();
    let check = asked(go(&mut session, &[B::Check])).unwrap();
    go(&mut session, &[B::Leave]);
    assert!(session.notice.as_ref().unwrap().contains("stopped"));
    assert!(build(&session).typing, "Esc stopped the check and nothing else");
    tell(&mut session, &check);
    assert_eq!((build(&session).checked.as_ref(), build(&session).done[0].tries), (None, 0));
    // The same outside the editor, where Esc leads out of the lesson otherwise.
    go(&mut session, &[B::Leave]);
    let check = asked(go(&mut session, &[B::Check])).unwrap();
    update(&mut session, Message::Do(Command::Back));
    assert!(session.study.is_some() && build(&session).running().is_none());
    tell(&mut session, &check);
    assert_eq!(build(&session).done[0].tries, 0);
    // Whoever goes to another step does not wait either; a later check is not taken for an earlier one.
    let first = asked(go(&mut session, &[B::Check])).unwrap();
    go(&mut session, &[B::Skip]);
    let second = asked(go(&mut session, &[B::Check])).unwrap();
    tell(&mut session, &first);
    assert_eq!((build(&session).checked.as_ref(), build(&session).running().is_some()), (None, true));
    tell(&mut session, &second);
    assert_eq!((build(&session).done[0].tries, build(&session).done[1].tries), (0, 1));
}

#[test]
fn a_program_that_is_no_longer_waited_for_does_not_run_on() {
    let mut session = aside();
    write(&mut session, "while True:\n    pass\n");
    let check = asked(go(&mut session, &[B::Check])).unwrap();
    go(&mut session, &[B::Leave]);
    let Some(Checked::Graded(graded)) = check.make() else { panic!("it can be run") };
    let halted = graded.trace.unwrap().outcome;
    assert!(
        matches!(halted, crate::trace::Outcome::Halted { reason: crate::trace::HaltReason::Cancelled, .. }),
        "{halted:?}"
    );
}

#[test]
fn a_click_puts_the_cursor_before_the_character_that_was_clicked() {
    use crate::session::Target;
    let mut session = aside();
    write(&mut session, "one = 1\ntwo = 2");
    go(&mut session, &[B::Leave]);
    update(&mut session, Message::Click(Target::Cell(1, 4)));
    update(&mut session, Message::Type('_'));
    assert_eq!(build(&session).editor.text(), "one _= 1\ntwo = 2");
    update(&mut session, Message::Click(Target::Cell(2, 70)));
    update(&mut session, Message::Type('0'));
    assert_eq!(build(&session).editor.text(), "one _= 1\ntwo = 20");
}

#[test]
fn a_lesson_whose_project_was_begun_is_not_called_untouched() {
    let mut session = opened();
    go(&mut session, &[B::Begin]);
    let text = solution(&session, 0);
    write(&mut session, &text);
    go(&mut session, &[B::Check]);
    update(&mut session, Message::Do(Command::Progress));
    let Some(crate::view::OverlayView::Progress(progress)) = crate::view::view(&session).overlay else {
        panic!("the progress is not shown")
    };
    let title = session.study.as_ref().unwrap().lesson().unwrap().title.clone();
    assert!(progress.untouched.iter().all(|untouched| untouched.as_str() != title));
    let (heading, bars) = &progress.groups[0];
    assert_eq!((heading.as_str(), bars.len()), ("Projects", 1));
    assert_eq!((bars[0].percent, bars[0].note.as_str()), (25, "1 of 4 steps done"));
}
