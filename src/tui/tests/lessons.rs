//! The list of lessons, and what is said of one that is being written.

use super::*;
use crate::lesson::Library;
use crate::progress::{Answer, Record};
use crate::session::build::{Done, VERSION, Work};

/// The built-in lessons, and in each everything there is to say: answers, a project of which so many steps are done, a
/// place where the learner stopped.
fn met(done: usize) -> Session {
    let library = Library::built_in();
    let shelved: Vec<_> = library.entries.iter().filter_map(|entry| entry.shelved.clone()).collect();
    let mut session = Session::shelved(shelved.clone(), Vec::new());
    let works = shelved.iter().map(|lesson| Work {
        v: VERSION,
        lesson: lesson.card().id.clone(),
        steps: (0..4).map(|at| Done { id: at.to_string(), passed: at < done, ..Done::default() }).collect(),
        ..Work::default()
    });
    session.works((works.collect(), None));
    for lesson in &shelved {
        let (lesson, question) = (lesson.card().id.clone(), "one".to_owned());
        let answer = Answer { lesson, question, right: true, first: true, ..Answer::default() };
        session.history.take(&Record::new(answer, 0.0, ""));
    }
    session
}

#[test]
fn a_lesson_says_what_there_is_to_do_and_how_far_its_project_is_and_80_columns_hold_it() {
    for (at, lesson) in Library::built_in().entries.iter().filter_map(|e| e.shelved.clone()).enumerate() {
        let mut session = met(2);
        let id = lesson.card().id.clone();
        session.resume(Place { lesson: id, mode: Mode::Practice, stop: 0, question: String::new() });
        assert_eq!(session.library.selected, at);
        let rows = rows(&session, (80, 24));
        let rule = rows.iter().position(|row| row.starts_with("────")).unwrap();
        let detail = rows[rule..rows.len() - 1].join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(!detail.contains('…') && detail.contains("You stopped here: Practice."), "{rows:#?}");
        let quiz = lesson.card().questions - lesson.card().practice;
        let practice = lesson.card().practice;
        let project = match lesson.card().project {
            0 => "no project".to_owned(),
            2 => "a project in 2 steps, all done".to_owned(),
            steps => format!("a project in {steps} steps, 2 of them done"),
        };
        assert!(
            detail.contains(&format!("{quiz} quiz questions, {practice} to practise, {project}")),
            "{rows:#?}"
        );
    }
}

#[test]
fn a_project_that_was_not_begun_or_is_done_says_so() {
    let said = |session: &Session| view(session).library.unwrap().items[1].exercises.to_string();
    assert!(said(&met(0)).ends_with("a project in 4 steps, none done yet"));
    assert!(said(&met(4)).ends_with("a project in 4 steps, all done"));
    let mut fresh = met(4);
    fresh.works((Vec::new(), None));
    assert!(said(&fresh).ends_with("a project in 4 steps, not begun"));
}

#[test]
fn nothing_on_top_hides_what_is_wrong_with_the_lesson_that_is_written() {
    use crate::session::Command as C;
    let wrong = "first.toml:3:1: unknown key `stpe`. ".to_owned() + &"Some more words about it. ".repeat(6);
    let mut session = after(fixture::lesson(), &[C::Mode(Mode::Trace), C::Next]);
    session.trouble = Some(wrong);
    let mut asking = session.clone();
    asking.predicting = true;
    let lab = after(session.clone(), &[C::Mode(Mode::Lab), C::Lab(L::Experiments)]);
    let on_top = [C::Help, C::Palette, C::Progress, C::Share, C::AskStep];
    let mut open: Vec<Session> = on_top.map(|command| after(session.clone(), &[C::Next, command])).into();
    open.extend([after(asking, &[C::Next]), lab]);
    for session in open {
        assert!(session.overlay.is_some());
        let name = format!("{:?}", session.overlay).chars().take(24).collect::<String>();
        let mut bare = session.clone();
        bare.overlay = None;
        for size in [(60, 20), (80, 24), (120, 40)] {
            let (with, without) = (rows(&session, size), rows(&bare, size));
            let first = without.iter().position(|row| row.contains("first.toml:3:1")).unwrap();
            let last = without.len() - 1;
            assert_eq!(with[first..last], without[first..last], "{name} {size:?}");
            assert_ne!(with[..first], without[..first], "{name} {size:?}: what is on top is still shown");
        }
    }
}
