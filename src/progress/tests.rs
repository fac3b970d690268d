//! Logs as they are and as they get damaged; what is remembered and what is due.

#![expect(clippy::float_cmp, reason = "whole seconds and exact sums are meant")]

use super::schedule::{Card, DAY, Rating, Scheduler, recall};
use super::*;
use crate::lesson::Level;
use chrono::{DateTime, Utc};
use proptest::prelude::*;

const NOW: f64 = 1_700_000_000.0;

pub(crate) fn answer(lesson: &str, question: &str, right: bool) -> Answer {
    Answer {
        lesson: lesson.into(),
        question: question.into(),
        kind: "choose".into(),
        level: "medium".into(),
        right,
        first: true,
        chosen: "{'user_id': 123}".into(),
        ..Answer::default()
    }
}

fn record(lesson: &str, question: &str, right: bool, time: f64) -> Record {
    Record::new(answer(lesson, question, right), time, "")
}

fn history(records: &[Record]) -> History {
    let mut history = History::default();
    records.iter().for_each(|record| history.take(record));
    history
}

/// What is read back: the answers, and the rest.
fn read(bytes: &[u8]) -> (Vec<Record>, Reading) {
    let mut records = Vec::new();
    let reading = Reading::of(bytes, |record| records.push(record));
    (records, reading)
}

#[test]
fn predictions_are_counted_apart_and_never_due() {
    let asked = record::prediction("encode", "token");
    assert!(record::is_prediction(&asked) && !record::is_prediction("predict-the-token"));
    let history =
        history(&[record("create-token", &asked, false, NOW), record("create-token", "output", true, NOW)]);
    assert_eq!((history.predictions(NOW).questions, history.predictions(NOW).right), (1, 0));
    assert_eq!(history.lesson("create-token", NOW).questions, 1);
    assert_eq!(history.strength(NOW, |_| true).questions, 1);
    assert_eq!(history.due(NOW + 5000.0), []);
}

#[test]
fn a_line_is_json_of_one_line_and_reads_back() {
    let answer = Answer {
        chosen: "two\nlines, \"quoted\", \u{2028} and 漢字".into(),
        misconception: "padding-kept".into(),
        about: vec!["padding-kept".into()],
        hints: 2,
        ..answer("create-token", "output", false)
    };
    let record = Record::new(answer, NOW + 0.25, "Ada");
    let line = record.line();
    assert_eq!(line.matches('\n').count(), 1);
    assert!(
        line.starts_with(r#"{"v":1,"time":1700000000.25,"student":"Ada","lesson":"create-token""#),
        "{line}"
    );
    assert_eq!(read(line.as_bytes()).0, [record]);
}

#[test]
fn what_made_a_question_is_kept_and_older_lines_do_without() {
    let made =
        Answer { generator: "exp-number".into(), seed: Some(0), ..answer("expiry", "fresh-exp", true) };
    let record = Record::new(made, NOW, "");
    let line = record.line();
    assert!(line.ends_with("\"gen\":\"exp-number\",\"seed\":0}\n"), "{line}");
    assert_eq!(read(line.as_bytes()).0, [record]);
    let old = r#"{"v":1,"time":1700000000.0,"lesson":"l","question":"q","right":true,"first":true}"#;
    let (records, reading) = read(format!("{old}\n").as_bytes());
    assert_eq!((records[0].generator.as_str(), records[0].seed, reading.bad), ("", None, 0));
    assert!(!records[0].line().contains("seed"), "and no new field is written for it");
}

#[test]
fn what_is_long_is_cut_and_what_is_no_number_is_none() {
    let long = Answer { chosen: "é".repeat(5000), ..answer("a", "b", true) };
    let record = Record::new(long, f64::NAN, "");
    assert_eq!((record.chosen.chars().count(), record.time), (201, 0.0));
    assert_eq!(read(record.line().as_bytes()).0.len(), 1);
}

#[test]
fn secrets_are_replaced_by_their_names() {
    let clean =
        record::without_secrets("'s3cret' and s3cret", [("secret", "s3cret"), ("key", "")].into_iter());
    assert_eq!(clean, "'(secret)' and (secret)");
}

#[test]
fn a_log_cut_at_any_byte_reads_and_loses_no_whole_line() {
    let records: Vec<Record> = (0..4)
        .map(|at| {
            Record::new(
                Answer { chosen: "漢字 é".into(), ..answer("l", "q", true) },
                NOW + f64::from(at),
                "Zoë",
            )
        })
        .collect();
    let whole: Vec<u8> = records.iter().flat_map(|record| record.line().into_bytes()).collect();
    for end in 0..=whole.len() {
        let cut = &whole[..end];
        let ended = cut.split(|byte| *byte == b'\n').count() - 1;
        let (found, reading) = read(cut);
        // A line of which only the newline is missing is whole.
        assert!(found.len() == ended || found.len() == ended + 1, "{end}");
        assert_eq!(found, records[..found.len()], "{end}");
        assert_eq!((reading.bad, reading.newer), (0, 0), "{end}");
        // Whoever writes next begins on a new line.
        let mended = [cut, b"\n", records[3].line().as_bytes()].concat();
        let (again, reading) = read(&mended);
        assert_eq!(again.len(), found.len() + 1, "{end}");
        assert!(reading.bad <= 1 && !reading.unreadable(), "{end}");
    }
}

proptest! {
    #[test]
    fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..400), at in 0_usize..400) {
        let (records, _) = read(&bytes);
        let _ = history(&records).due(NOW);
        let good = record("l", "q", true, NOW).line();
        let mut mixed = good.repeat(3).into_bytes();
        let at = at.min(mixed.len());
        mixed.splice(at..at, bytes);
        let (records, _) = read(&mixed);
        prop_assert!(records.len() >= 2, "only the line that was hit is lost");
    }
}

#[test]
fn lines_of_a_newer_version_are_left_alone_and_said() {
    let old = record("l", "q", true, NOW).line();
    let same_shape = old.replacen("\"v\":1", "\"v\":2", 1);
    let other_shape = "{\"v\":7,\"event\":\"moved\",\"to\":[1,2]}\n";
    let (records, reading) = read([&old[..], &same_shape, other_shape].concat().as_bytes());
    assert_eq!((records.len(), reading.newer, reading.bad), (1, 2, 0));
    assert_eq!(reading.remark().unwrap(), "2 lines of a newer jwtrace are not counted");
    assert!(!reading.unreadable());
    let unknown_field = old.replacen("\"v\":1", "\"v\":1,\"mood\":{\"x\":1}", 1);
    assert_eq!(read(unknown_field.as_bytes()).0.len(), 1, "fields may be added within a version");
}

#[test]
fn what_is_no_log_is_told_with_its_lines() {
    let good = record("l", "q", true, NOW).line();
    let (_, reading) = read(format!("{good}hello\n\n{{\"v\":1}}\n{{\"v\":0}}\n").as_bytes());
    assert_eq!((reading.answers, reading.bad, reading.unreadable()), (1, 3, false));
    assert_eq!(reading.examples[0].0, 2);
    assert_eq!(reading.examples[1], (4, "missing field `time`, column 7".into()));
    assert_eq!(reading.remark().unwrap(), "3 lines, from line 2 on, are no answers and are not counted");
    assert!(read(b"\x00\x00\x7fELF\n\xff\n").1.unreadable());
    assert!(!read(b"").1.unreadable());
    assert!(!read(b"{\"v\":1,\"ti").1.unreadable(), "one torn line is a log that was just begun");
    assert!(read(b"{\"v\":1,\"ti").1.torn);
}

/// The card of `rs-fsrs` after answers on whole days.
fn theirs(ratings: &[(Rating, f64)]) -> rs_fsrs::Card {
    let parameters = rs_fsrs::Parameters {
        enable_short_term: false,
        maximum_interval: 365,
        ..rs_fsrs::Parameters::default()
    };
    let fsrs = rs_fsrs::FSRS::new(parameters);
    ratings.iter().fold(rs_fsrs::Card::default(), |card, (rating, at)| {
        let at = DateTime::<Utc>::from_timestamp(*at as i64, 0).unwrap();
        fsrs.next(card, at, *rating).card
    })
}

#[test]
fn stability_difficulty_and_intervals_are_those_of_rs_fsrs() {
    use Rating::{Again, Good, Hard};
    let ours = Scheduler::default();
    for first in [Again, Hard, Good] {
        for second in [Again, Hard, Good] {
            for third in [Again, Hard, Good] {
                let ratings = [(first, NOW), (second, NOW + 2.0 * DAY), (third, NOW + 9.0 * DAY)];
                let theirs = theirs(&ratings);
                let mut card: Option<Card> = None;
                for (rating, at) in ratings {
                    card = Some(ours.after(card.as_ref(), rating, at));
                }
                let card = card.unwrap();
                let near = |a: f64, b: f64| (a - b).abs() < 1e-9 * b.abs().max(1.0);
                // Ours never lets stability grow by forgetting.
                if second != Again && third != Again {
                    assert!(near(card.stability, theirs.stability), "{ratings:?}: {card:?} {theirs:?}");
                }
                assert!(near(card.difficulty, theirs.difficulty), "{ratings:?}: {card:?} {theirs:?}");
                if [first, second, third] == [Good; 3] {
                    // Their alternatives are kept apart by a day each; a good answer alone is not moved.
                    assert_eq!(((card.due - card.last) / DAY).round() as i64, theirs.scheduled_days);
                }
            }
        }
    }
}

#[test]
fn a_right_answer_comes_back_in_days_and_a_wrong_one_in_minutes() {
    let fsrs = Scheduler::default();
    let right = fsrs.after(None, Rating::Good, NOW);
    assert_eq!(right.due, NOW + 3.0 * DAY);
    assert_eq!(fsrs.after(None, Rating::Hard, NOW).due, NOW + DAY);
    let wrong = fsrs.after(Some(&right), Rating::Again, right.due);
    assert_eq!(wrong.due, right.due + 600.0);
    assert!(wrong.stability < right.stability && wrong.difficulty > right.difficulty);
    // The curve is made so that recall is 90 % when a question is due by its stability.
    assert!((recall(&right, NOW + right.stability * DAY) - 0.9).abs() < 1e-12);
    assert_eq!(recall(&right, NOW - 5.0 * DAY), 1.0, "a clock set back");
    let cards =
        std::iter::successors(Some(right), |card| Some(fsrs.after(Some(card), Rating::Good, card.due)));
    let waits: Vec<f64> = cards.take(6).map(|card| ((card.due - card.last) / DAY).round()).collect();
    assert!(waits.windows(2).all(|pair| pair[0] < pair[1] || pair[1] == 365.0), "{waits:?}");
    let again = fsrs.after(Some(&right), Rating::Good, NOW + 60.0);
    assert!(again.stability < right.stability * 1.01, "a minute later nothing is learnt by being right");
}

#[test]
fn only_the_first_answer_counts() {
    let mut later = record("l", "q", true, NOW + 5.0);
    later.first = false;
    let history = history(&[record("l", "q", false, NOW), later]);
    let item = history.item("l", "q").unwrap();
    assert_eq!((item.answers, item.right, item.known), (1, 0, false));
    assert_eq!(item.level, Some(Level::Medium));
    assert_eq!(history.answers(), 2);
}

#[test]
fn strength_is_the_share_that_would_be_right_now() {
    let history = history(&[
        record("a", "1", true, NOW),
        record("a", "2", false, NOW),
        record("b", "1", true, NOW),
        record("b", "1", true, NOW + 4.0 * DAY),
    ]);
    let lesson = history.lesson("a", NOW);
    assert_eq!((lesson.questions, lesson.answers, lesson.right, lesson.share), (2, 2, 1, 0.5));
    assert!(history.lesson("a", NOW + 30.0 * DAY).share < 0.4);
    assert_eq!(history.lesson("b", NOW).answers, 2);
    assert_eq!(history.lesson("none", NOW), Strength::default());
}

#[test]
fn the_weakest_misconception_is_asked_about_first() {
    let about = |question: &str, tag: &str, right: bool, time: f64| {
        let mut record = record("l", question, right, time);
        record.about = vec![tag.into()];
        record
    };
    let mut shown = about("wrong", "padding-kept", false, NOW);
    shown.misconception = "padding-kept".into();
    let history = history(&[
        about("old", "exp-is-a-string", true, NOW - 20.0 * DAY),
        about("same-belief", "padding-kept", true, NOW - 6.0 * DAY),
        shown,
        record("l", "untagged", true, NOW - 12.0 * DAY),
        record("l", "fresh", true, NOW),
    ]);
    let later = NOW + 601.0;
    let due: Vec<&str> = history.due(later).iter().map(|due| due.question).collect();
    assert_eq!(due, ["wrong", "same-belief", "old", "untagged"]);
    let beliefs = history.misconceptions(later);
    assert_eq!((beliefs[0].0, beliefs[0].1.questions, beliefs[0].2), ("padding-kept", 2, 1));
    assert_eq!(history.due(NOW).len(), 3, "what was just wrong is not due at once");
    assert_eq!(history.next_due(NOW, |_| true), Some(NOW + 600.0));
    assert_eq!(history.next_due(later, |due| due.question == "old"), None, "that is due already");
}

#[test]
fn waits_are_told_in_words() {
    let told = [-5.0, 29.0, 90.0, 600.0, 3599.0, 7200.0, DAY - 1.0, 29.6 * DAY].map(schedule::until);
    assert_eq!(
        told,
        [
            "in less than a minute",
            "in less than a minute",
            "in 2 minutes",
            "in 10 minutes",
            "in 1 hour",
            "in 2 hours",
            "in 1 day",
            "in 30 days"
        ]
    );
}
