//! What the lessons cost: reading all of them, and proving them. `cargo bench --bench lessons`.

#![expect(clippy::unwrap_used, reason = "a bench stops where something is not as it must be")]

use divan::{Bencher, black_box};
use jwtrace::check;
use jwtrace::lesson::Library;

fn main() {
    divan::main();
}

/// The list that the first screen shows: cards only.
#[divan::bench]
fn list() -> usize {
    black_box(Library::built_in()).entries.len()
}

/// Every lesson read whole.
#[divan::bench]
fn load(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| {
        let library = Library::built_in();
        let lessons = library.entries.iter().map(|entry| entry.lesson().unwrap());
        lessons.map(|lesson| lesson.quiz.len() + lesson.practice.len()).sum::<usize>()
    });
}

/// Every lesson proved, one after another and side by side.
#[divan::bench(args = [1, 2], sample_count = 3, sample_size = 1)]
fn prove(bencher: Bencher<'_, '_>, workers: usize) {
    let library = Library::built_in();
    bencher.bench_local(|| {
        check::lessons(&library.entries, workers, |entry, found| {
            assert!(found.is_empty(), "{}", entry.id);
            true
        });
    });
}
