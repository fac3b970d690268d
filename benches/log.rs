//! What a log of answers costs to read. `cargo bench --bench log`.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use jwtrace::progress::{Answer, History, Reading, Record};

const ANSWERS: [usize; 3] = [1_000, 10_000, 100_000];

/// The time of the first answer, and of the look back at them.
const BEGUN: f64 = 1_700_000_000.0;
const NOW: f64 = 1_710_000_000.0;

fn main() {
    divan::main();
}

/// A log over twelve lessons of twenty questions.
fn log(answers: usize) -> Vec<u8> {
    let line = |at: usize| {
        let answer = Answer {
            lesson: format!("lesson-{}", at % 12),
            question: format!("question-{}", at / 12 % 20),
            kind: "choose one".into(),
            level: ["easy", "medium", "hard"][at % 3].into(),
            right: !at.is_multiple_of(5),
            first: true,
            hints: at.is_multiple_of(7).into(),
            misconception: if at.is_multiple_of(5) { "padding-kept".into() } else { String::new() },
            about: vec!["padding-kept".into()],
            chosen: "'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyX2lkIjoxMjN9.u-rx84yPaU_8Yjivd6GH83'"
                .into(),
            ..Answer::default()
        };
        Record::new(answer, BEGUN + at as f64 * 60.0, "Zoë").line()
    };
    (0..answers).flat_map(|at| line(at).into_bytes()).collect()
}

fn history(log: &[u8]) -> History {
    let mut history = History::default();
    Reading::of(log, |record| history.take(&record));
    history
}

/// From bytes to what is known about every question.
#[divan::bench(args = ANSWERS)]
fn read(bencher: Bencher<'_, '_>, answers: usize) {
    let log = log(answers);
    bencher.counter(BytesCount::of_slice(&log)).bench_local(|| history(black_box(&log)));
}

/// What is due, once the log is read.
#[divan::bench]
fn due(bencher: Bencher<'_, '_>) {
    let history = history(&log(100_000));
    bencher.bench_local(|| black_box(&history).due(NOW).len());
}
