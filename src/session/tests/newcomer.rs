//! Wrong turns that a newcomer takes, and what must come of them.

use super::{fixture, go, study};
use crate::quiz::Form;
use crate::session::{Command as C, Effect, Message, Mode, Overlay, Pane, Phase, Session, update};

fn notice(session: &Session) -> &str {
    session.notice.as_deref().unwrap_or("")
}

/// A lesson's practice, at its first question of a form.
fn at_form(lesson: usize, form: fn(&Form) -> bool) -> Session {
    let mut session = fixture::open(lesson);
    go(&mut session, &[C::Mode(Mode::Practice)]);
    while !study(&session).question().is_some_and(|posed| form(&posed.form)) {
        assert!(study(&session).sitting().unwrap().asked().is_some(), "no question of that form");
        go(&mut session, &[C::NextQuestion]);
    }
    session
}

fn wrong_option(session: &Session) -> usize {
    study(session).question().unwrap().options().iter().position(|option| !option.right).unwrap()
}

fn right_option(session: &Session) -> usize {
    study(session).question().unwrap().options().iter().position(|option| option.right).unwrap()
}

#[test]
fn a_lesson_that_is_left_and_opened_again_is_as_it_was() {
    let mut session = fixture::open(0);
    go(&mut session, &[C::Mode(Mode::Quiz)]);
    let wrong = wrong_option(&session);
    go(&mut session, &[C::Choose(wrong), C::Answer, C::Hint]);
    let before = study(&session).quiz.clone();
    go(
        &mut session,
        &[C::Lessons, C::Last, C::Confirm, C::Mode(Mode::Trace), C::Lessons, C::First, C::Confirm],
    );
    assert_eq!(study(&session).mode, Mode::Quiz);
    assert_eq!(study(&session).quiz, before);
    assert_eq!(session.library.stopped_in("create-token").unwrap().mode, Mode::Quiz);
    assert_eq!(session.library.stopped_in("lifetimes").unwrap().mode, Mode::Trace);
}

#[test]
fn looking_into_the_review_is_no_place_one_stopped_at() {
    let mut session = fixture::open(0);
    session.study = None;
    go(&mut session, &[C::Review]);
    assert_eq!(study(&session).mode, Mode::Review);
    let effects = update(&mut session, Message::Do(C::Lessons));
    assert_eq!(effects, []);
    assert!(session.library.stopped.is_empty());
    go(&mut session, &[C::Confirm]);
    assert_eq!(study(&session).mode, Mode::Flow);
}

#[test]
fn out_of_the_evidence_leads_back_to_the_question() {
    let mut session = fixture::open(0);
    go(&mut session, &[C::Mode(Mode::Quiz)]);
    let wrong = wrong_option(&session);
    go(&mut session, &[C::Choose(wrong), C::Answer, C::Evidence]);
    assert_eq!(study(&session).mode, Mode::Trace);
    let words = crate::view::view(&session).footer[0].words;
    assert_eq!(words, "back to the question");
    go(&mut session, &[C::Into, C::Lessons]);
    assert_eq!((study(&session).mode, study(&session).cursor.inside.len()), (Mode::Trace, 0));
    go(&mut session, &[C::Lessons]);
    assert_eq!(study(&session).mode, Mode::Quiz);
    // The same for the step that an explanation cites; after another mode was chosen, out is out again.
    go(&mut session, &[C::Mode(Mode::Why), C::Cite, C::Lessons]);
    assert_eq!(study(&session).mode, Mode::Why);
    go(&mut session, &[C::Cite, C::Mode(Mode::Flow), C::Mode(Mode::Trace), C::Lessons]);
    assert!(session.study.is_none());
}

#[test]
fn the_program_can_be_looked_at_before_a_question_is_answered() {
    let mut session = fixture::open(0);
    go(&mut session, &[C::Mode(Mode::Practice), C::LookAtProgram]);
    assert_eq!((study(&session).mode, study(&session).cursor.stop), (Mode::Trace, 0));
    go(&mut session, &[C::Lessons]);
    assert_eq!(study(&session).mode, Mode::Practice);
}

#[test]
fn whoever_has_seen_the_flow_steps_through_the_program_from_its_start() {
    let mut session = fixture::open(0);
    go(&mut session, &[C::Last, C::Next]);
    assert!(notice(&session).contains("2 goes on to Trace"), "{}", notice(&session));
    go(&mut session, &[C::Mode(Mode::Trace)]);
    assert_eq!(study(&session).cursor.stop, 0);
    go(&mut session, &[C::Next, C::Mode(Mode::Flow), C::Mode(Mode::Trace)]);
    assert_eq!(study(&session).cursor.stop, 1, "elsewhere than at the end the place stays");
    go(&mut session, &[C::Last, C::Next]);
    assert!(notice(&session).contains("3 goes on to Why"), "{}", notice(&session));
}

#[test]
fn a_digit_without_a_mode_says_so_and_at_the_report_digits_are_modes() {
    let mut session = fixture::open(0);
    update(&mut session, Message::Digit(6));
    assert_eq!(notice(&session), "this lesson has no Build");
    go(&mut session, &[C::Mode(Mode::Quiz), C::NextQuestion, C::NextQuestion, C::NextQuestion]);
    assert!(study(&session).sitting().unwrap().at_report());
    assert!(crate::view::view(&session).header.digits);
    update(&mut session, Message::Digit(3));
    assert_eq!(study(&session).mode, Mode::Why);
}

#[test]
fn the_same_wrong_answer_again_neither_counts_nor_goes_on() {
    let mut session = fixture::open(0);
    go(&mut session, &[C::Mode(Mode::Quiz)]);
    let wrong = wrong_option(&session);
    go(&mut session, &[C::Choose(wrong), C::Answer]);
    let effects = update(&mut session, Message::Do(C::Answer));
    assert_eq!((effects.as_slice(), study(&session).quiz.at), (&[][..], 0));
    assert!(notice(&session).starts_with("that was not it"), "{}", notice(&session));
    let right = right_option(&session);
    go(&mut session, &[C::Choose(right), C::Answer, C::Answer]);
    assert_eq!(study(&session).quiz.at, 1);
}

#[test]
fn the_report_goes_to_what_is_not_solved_and_begins_anew_when_all_is() {
    let mut session = fixture::open(0);
    go(&mut session, &[C::Mode(Mode::Quiz)]);
    let answer = |session: &mut Session, right: bool| {
        let option = if right { right_option(session) } else { wrong_option(session) };
        go(session, &[C::Choose(option), C::Answer]);
    };
    for right in [true, false, true] {
        answer(&mut session, right);
        go(&mut session, &[C::NextQuestion]);
    }
    let report = crate::view::view(&session).quiz.unwrap().report.unwrap();
    assert!(report.headline.as_str().contains("1 is not solved yet"), "{}", report.headline);
    go(&mut session, &[C::Answer]);
    assert_eq!(study(&session).quiz.at, 1);
    answer(&mut session, true);
    go(&mut session, &[C::NextQuestion, C::NextQuestion, C::Answer]);
    let quiz = &study(&session).quiz;
    assert_eq!((quiz.at, quiz.answered()), (0, 0), "asked again is asked again");
}

#[test]
fn a_wrong_written_answer_can_be_written_again_at_once() {
    let mut session = at_form(2, |form| matches!(form, Form::Text(_)));
    let profile = study(&session).inputs.profile;
    for char in "s1".chars() {
        update(&mut session, Message::Type(char));
    }
    go(&mut session, &[C::Answer]);
    let verdict = crate::view::view(&session).quiz.unwrap().verdict.unwrap();
    let because = verdict.because.as_str();
    assert!(because.contains("500") && because.contains("NameError: name 's1' is not defined"), "{because}");
    let draft = |session: &Session| {
        let asked = study(session).sitting().unwrap().asked().unwrap();
        (asked.attempt.draft.text.clone(), asked.attempt.draft.is(Phase::Writing), asked.attempt.given.len())
    };
    assert_eq!(draft(&session), ("s1".into(), true, 1));
    update(&mut session, Message::Type('s'));
    assert_eq!(draft(&session), ("s1s".into(), true, 1));
    assert_eq!(study(&session).inputs.profile, profile, "an s is a letter here");
}

#[test]
fn letters_where_a_number_is_asked_for_are_a_slip_and_no_answer() {
    let mut session = at_form(5, |form| matches!(form, Form::Text(text) if text.malformed("abc").is_some()));
    for char in "abc".chars() {
        update(&mut session, Message::Type(char));
    }
    let effects = update(&mut session, Message::Do(C::Answer));
    assert_eq!(effects, []);
    assert_eq!(notice(&session), "write a number, for example 42");
    for _ in 0..3 {
        update(&mut session, Message::Erase);
    }
    update(&mut session, Message::Digit(7));
    let effects = update(&mut session, Message::Do(C::Answer));
    assert!(matches!(effects.as_slice(), [Effect::Answered(answer)] if !answer.right), "{effects:?}");
}

#[test]
fn digits_point_at_a_character_by_its_number() {
    let mut session = at_form(1, |form| matches!(form, Form::Character(_)));
    update(&mut session, Message::Digit(8));
    update(&mut session, Message::Digit(4));
    let at = study(&session).sitting().unwrap().asked().unwrap().attempt.draft.at;
    assert_eq!((study(&session).mode, at), (Mode::Practice, Some(83)));
    update(&mut session, Message::Digit(9));
    assert!(notice(&session).starts_with("there are "), "{}", notice(&session));
}

#[test]
fn a_line_that_is_taken_moves_to_the_number_that_is_typed() {
    let mut session = at_form(0, |form| matches!(form, Form::Order(_)));
    let order =
        |session: &Session| study(session).sitting().unwrap().asked().unwrap().attempt.draft.order.clone();
    let before = order(&session);
    go(&mut session, &[C::Toggle]);
    update(&mut session, Message::Digit(3));
    let mut after = before.clone();
    after[..3].rotate_left(1);
    assert_eq!(order(&session), after);
}

#[test]
fn from_the_summary_the_next_lesson_is_one_key_away() {
    let mut session = fixture::open(0);
    go(&mut session, &[C::Mode(Mode::Summary), C::NextLesson]);
    assert_eq!(study(&session).lesson().unwrap().id, "token-structure");
    assert_eq!(session.library.selected, 1);
    let mut session = fixture::open(11);
    go(&mut session, &[C::Mode(Mode::Summary), C::NextLesson]);
    assert_eq!(study(&session).lesson().unwrap().id, "lifetimes");
    assert!(notice(&session).contains("last lesson"));
}

#[test]
fn what_a_function_does_after_its_last_marked_line_belongs_to_that_step() {
    let mut session = fixture::open(3);
    go(&mut session, &[C::Mode(Mode::Trace)]);
    let verdicts = |session: &Session, stop: usize| {
        let study = study(session);
        let crate::session::Stops::Lesson(timeline) = &study.stops else { panic!("a lesson") };
        let rows = timeline.variables(&study.trace).into_iter().filter(|(_, name)| *name == "verdict");
        let value =
            |frame| timeline.value(&study.trace, stop, frame, "verdict").map(|shown| shown.repr.to_owned());
        rows.map(|(frame, _)| value(frame)).collect::<Vec<_>>()
    };
    let value = |text: &str| Some(format!("'{text}'"));
    assert_eq!(verdicts(&session, 4), [None, None, None, None]);
    assert_eq!(verdicts(&session, 5), [value("valid"), None, None, None]);
    assert_eq!(verdicts(&session, 7), [value("valid"), value("valid"), value("expired"), None]);
    // And the answer to the request is there too.
    go(&mut session, &[C::First, C::Next, C::Next, C::Next, C::Next, C::Next]);
    let lit = study(&session).lit_arrow().unwrap();
    assert!(study(&session).arrows()[lit].response);
}

#[test]
fn before_a_token_is_verified_it_is_asked_whether_it_will_be_accepted() {
    let mut session = fixture::open(3);
    session.predicting = true;
    go(&mut session, &[C::Mode(Mode::Trace)]);
    study_mut(&mut session).go_to(6);
    go(&mut session, &[C::Next]);
    let Some(Overlay::Predict(prediction)) = &session.overlay else { panic!("nothing is asked") };
    assert!(prediction.stem.ends_with("will the token be accepted?"), "{}", prediction.stem);
    let expired = prediction.options.iter().position(|option| option.contains("expired")).unwrap();
    update(&mut session, Message::Do(C::Choose(expired)));
    let effects = update(&mut session, Message::Do(C::Answer));
    assert!(matches!(effects.as_slice(), [Effect::Answered(answer)] if answer.right), "{effects:?}");
    assert_eq!(notice(&session), "✓ right: it is refused: it has expired");
}

fn study_mut(session: &mut Session) -> &mut crate::session::Study {
    session.study.as_mut().unwrap()
}

#[test]
fn a_prediction_that_fails_shows_where_the_values_part() {
    let mut session = fixture::run("a = {'name': 'x' * 60, 'end': 1}\nb = 1\na['end'] = 2\n");
    session.predicting = true;
    go(&mut session, &[C::Next, C::Predict, C::Predict]);
    while !matches!(&session.overlay, Some(Overlay::Predict(prediction)) if prediction.stem.contains("line 3"))
    {
        let stop = study(&session).cursor.stop;
        go(&mut session, &[C::Next]);
        assert!(stop < study(&session).cursor.stop || session.overlay.is_some(), "line 3 is not asked about");
    }
    let Some(Overlay::Predict(prediction)) = &session.overlay else { unreachable!() };
    let unchanged = prediction.options.iter().position(|option| option.ends_with("'end': 1}")).unwrap();
    go(&mut session, &[C::Choose(unchanged), C::Answer]);
    assert!(notice(&session).starts_with("✗ it is not that: a is … "), "{}", notice(&session));
    assert!(notice(&session).ends_with("'end': 2}"), "{}", notice(&session));
}

#[test]
fn the_key_that_stops_playing_does_not_leave() {
    let mut session = fixture::open(0);
    go(&mut session, &[C::Mode(Mode::Trace), C::Play]);
    assert!(session.playing);
    let effects = update(&mut session, Message::Do(C::Quit));
    assert_eq!((effects.as_slice(), session.playing), (&[][..], false));
    go(&mut session, &[C::Play, C::Lessons]);
    assert!(session.study.is_some() && !session.playing);
    go(&mut session, &[C::Play]);
    update(&mut session, Message::Halt);
    assert_eq!((session.playing, session.notice.as_deref()), (false, None));
}

#[test]
fn out_of_the_requests_is_back_at_the_program() {
    let mut session = fixture::open(2);
    go(&mut session, &[C::Mode(Mode::Trace), C::Requests]);
    assert_eq!(study(&session).focus, Pane::Sequence);
    go(&mut session, &[C::Lessons]);
    assert_eq!(study(&session).focus, Pane::Source);
}

#[test]
fn out_of_a_step_of_a_project_is_its_first_page() {
    use crate::session::build::BuildCommand as B;
    let mut session = fixture::open(1);
    go(&mut session, &[C::Mode(Mode::Build), C::Build(B::Begin), C::Build(B::Leave)]);
    assert_eq!(
        crate::view::view(&session).footer.iter().find(|o| o.command == C::Lessons).unwrap().words,
        "overview"
    );
    go(&mut session, &[C::Lessons]);
    assert_eq!(study(&session).build.as_ref().unwrap().step, None);
    go(&mut session, &[C::Lessons]);
    assert!(session.study.is_none());
}

#[test]
fn a_check_that_fails_says_that_an_earlier_step_was_skipped_and_what_time_it_is() {
    use crate::session::build::BuildCommand as B;
    let mut session = fixture::open(3);
    let step = |session: &Session| crate::view::view(session).build.unwrap().step.unwrap();
    go(&mut session, &[C::Mode(Mode::Build), C::Build(B::Begin), C::Build(B::Check)]);
    let world = step(&session).world;
    assert!(world.as_str().contains("2026-01-05 09:00:00 UTC"), "{world}");
    assert!(world.as_str().contains("America/New_York"), "{world}");
    assert_eq!(step(&session).skipped, None);
    go(&mut session, &[C::Build(B::Leave), C::Build(B::Skip), C::Build(B::Check)]);
    assert_eq!(step(&session).skipped, Some(1));
}

#[test]
fn a_step_that_is_done_and_opened_again_leads_on() {
    use crate::session::build::BuildCommand as B;
    let mut session = fixture::open(1);
    go(&mut session, &[C::Mode(Mode::Build), C::Build(B::Begin)]);
    update(
        &mut session,
        Message::Paste("user_data = {'user_id': 101, 'username': 'alice', 'role': 'admin'}".into()),
    );
    go(&mut session, &[C::Build(B::Check), C::Lessons, C::Build(B::PreviousStep), C::Build(B::Begin)]);
    let build = |session: &Session| {
        let build = study(session).build.as_ref().unwrap();
        (build.step, build.typing)
    };
    assert_eq!(build(&session), (Some(1), true), "what is done is not begun again");
    go(&mut session, &[C::Build(B::Leave), C::Build(B::PreviousStep)]);
    assert_eq!(build(&session), (Some(0), false));
    go(&mut session, &[C::Build(B::Begin)]);
    assert_eq!(build(&session), (Some(1), true));
}

#[test]
fn an_own_answer_that_falls_short_is_noted_and_not_called_wrong() {
    let mut session = at_form(2, |form| matches!(form, Form::Free(_)));
    update(&mut session, Message::Type('x'));
    go(&mut session, &[C::Answer, C::Choose(2), C::Answer]);
    let verdict = crate::view::view(&session).quiz.unwrap().verdict.unwrap();
    assert_eq!((verdict.right, verdict.said), (false, crate::view::Said::Compared));
    let at = study(&session).practice.at;
    go(&mut session, &[C::Answer]);
    assert_eq!(study(&session).practice.at, at + 1);
}

#[test]
fn a_digit_that_is_no_option_says_how_to_get_elsewhere() {
    let mut session = fixture::open(0);
    go(&mut session, &[C::Mode(Mode::Quiz)]);
    update(&mut session, Message::Digit(9));
    assert_eq!((study(&session).mode, study(&session).quiz.answered()), (Mode::Quiz, 0));
    assert_eq!(notice(&session), "there is no option 9 here; ] and [ change the mode, Esc leaves");
    go(&mut session, &[C::Zoom]);
    assert!(!study(&session).zoomed, "nothing to zoom where there is one pane");
}

#[test]
fn what_was_answered_another_day_is_said_until_it_is_answered_again() {
    let mut session = fixture::remembered();
    go(&mut session, &[C::Confirm, C::Mode(Mode::Quiz)]);
    let before = |session: &Session| crate::view::view(session).quiz.unwrap().before;
    assert_eq!(before(&session), Some(true));
    go(&mut session, &[C::NextQuestion]);
    assert_eq!(before(&session), Some(false));
    let option = right_option(&session);
    go(&mut session, &[C::Choose(option), C::Answer]);
    assert_eq!(before(&session), None);
}

#[test]
fn what_a_check_defines_itself_is_shown_with_the_failure_that_uses_it() {
    use crate::session::build::BuildCommand as B;
    let mut session = fixture::open(3);
    go(&mut session, &[C::Mode(Mode::Build), C::Build(B::Begin)]);
    let program = "\nfrom datetime import datetime, timedelta\n\ndef create_access_token(data):\n    \
                   claims = data | {'exp': datetime.now() + timedelta(minutes=15)}\n    \
                   return jwt.encode(claims, SECRET_KEY, algorithm='HS256')\n";
    update(&mut session, Message::Paste(program.into()));
    go(&mut session, &[C::Build(B::Check)]);
    let results = crate::view::view(&session).build.unwrap().step.unwrap().results;
    assert!(results[0].with.as_str().starts_with("read = lambda token: jwt.decode("), "{:?}", results[0]);
    let passed = results.iter().find(|result| result.failures.is_empty()).unwrap();
    assert_eq!(passed.with.as_str(), "");
}

#[test]
fn lines_to_be_ordered_never_lie_in_a_right_order_and_lie_still_once_they_do() {
    for lesson in 0..12 {
        let lesson_has = |form: &Form| matches!(form, Form::Order(_));
        let mut session = fixture::open(lesson);
        go(&mut session, &[C::Mode(Mode::Practice)]);
        study_mut(&mut session).pose_all();
        let count = study(&session).practice.questions.len();
        for at in 0..count {
            study_mut(&mut session).practice.at = at;
            if !study(&session).question().is_some_and(|posed| lesson_has(&posed.form)) {
                continue;
            }
            let effects = update(&mut session, Message::Do(C::Answer));
            let [Effect::Answered(answer)] = effects.as_slice() else { panic!("{effects:?}") };
            assert!(!answer.right, "{} of lesson {}", answer.question, lesson + 1);
        }
    }
    let mut session = at_form(0, |form| matches!(form, Form::Order(_)));
    let Form::Order(order) = study(&session).question().unwrap().form.clone() else { unreachable!() };
    let at = study(&session).practice.at;
    study_mut(&mut session).practice.questions[at].attempt.draft.order.clone_from(&order.model);
    go(&mut session, &[C::Answer]);
    assert!(study(&session).practice.questions[at].attempt.solved());
    go(&mut session, &[C::ShiftDown]);
    assert_eq!(study(&session).practice.questions[at].attempt.draft.order, order.model);
}

#[test]
fn the_first_line_can_be_answered_with_and_not_by_a_slip() {
    let mut session = at_form(4, |form| matches!(form, Form::Line(_)));
    let effects = update(&mut session, Message::Do(C::Answer));
    assert_eq!(effects, []);
    assert!(notice(&session).contains("Enter once more answers with line 1"), "{}", notice(&session));
    let effects = update(&mut session, Message::Do(C::Answer));
    assert!(matches!(effects.as_slice(), [Effect::Answered(_)]), "{effects:?}");
}

#[test]
fn a_question_that_was_solved_stays_solved_with_new_values() {
    let mut session = fixture::mistaken();
    let option = right_option(&session);
    go(&mut session, &[C::Choose(option), C::Answer]);
    let solved = |session: &Session| {
        let view = crate::view::view(session).quiz.unwrap();
        view.levels.iter().map(|(_, solved, _)| solved).sum::<usize>()
    };
    assert_eq!(solved(&session), 1);
    go(&mut session, &[C::Renew]);
    assert!(study(&session).sitting().unwrap().asked().unwrap().attempt.now().is_empty());
    assert_eq!(solved(&session), 1);
}

#[test]
fn an_experiment_says_what_it_changed_on_both_sides() {
    use crate::session::lab::{Experiment, LabCommand};
    let mut session = fixture::open(1);
    let run = |session: &mut Session, which: Experiment| {
        let at = Experiment::ALL.iter().position(|have| *have == which).unwrap();
        go(session, &[C::Mode(Mode::Lab), C::Lab(LabCommand::Experiments), C::Lab(LabCommand::Run(at))]);
        let lab = crate::view::view(session).lab.unwrap();
        lab.words[0].1.as_str().to_owned()
    };
    let said = run(&mut session, Experiment::Expired);
    assert_eq!(said, "For this experiment, before and after: the claims have exp as well.");
    let said = run(&mut session, Experiment::OtherSecret);
    assert!(said.starts_with("Changed: "), "{said}");
}

#[test]
fn a_token_that_was_altered_on_the_way_is_said_to_be_when_its_verdict_is_asked_for() {
    let mut session = fixture::open(4);
    session.predicting = true;
    go(&mut session, &[C::Mode(Mode::Trace)]);
    study_mut(&mut session).go_to(5);
    go(&mut session, &[C::Next]);
    let Some(Overlay::Predict(prediction)) = &session.overlay else { panic!("nothing is asked") };
    assert!(
        prediction.stem.contains("the token, its character 46 altered, be accepted?"),
        "{}",
        prediction.stem
    );
}
