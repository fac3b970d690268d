//! What the engine costs: parsing, running with every step recorded, and the bytes a step takes.
//! `cargo bench --bench trace`.

#![expect(clippy::print_stdout, reason = "the sizes are part of this bench's output")]

use divan::Bencher;
use divan::counter::ItemsCount;
use jwtrace::python::{Limits, Program, World, run};
use std::fmt::Write as _;

const LESSON: &str = "from jose import jwt

def create_token(data: dict, secret: str):
    token = jwt.encode(data, secret, algorithm=\"HS256\")
    return token

print(create_token({\"user_id\": 123}, \"mysecret\"))
";

fn main() {
    for turns in [1_000, 10_000, 100_000] {
        let trace = run(&parsed(&counting(turns)), &World::default(), &Limits::default());
        let (steps, bytes) = (trace.steps.len(), trace.bytes());
        println!("{steps} steps take {bytes} bytes: {:.1} a step", bytes as f64 / steps as f64);
    }
    divan::main();
}

/// Two stops a turn: the loop's header and its body.
fn counting(turns: usize) -> String {
    format!("total = 0\nfor i in range({turns}):\n    total = total + i\n")
}

fn parsed(source: &str) -> Program {
    Program::parse(source).expect("the bench's program is within the subset")
}

/// A program of many small functions, so many bytes long.
fn long(lines: usize) -> String {
    (0..lines / 2).fold(String::new(), |mut source, i| {
        let _ = write!(source, "def f{i}(a, b=1):\n    return {{'sub': a, 'n': b + {i}}}\n");
        source
    })
}

#[divan::bench]
fn parse_lesson(bencher: Bencher<'_, '_>) {
    bencher.bench(|| parsed(LESSON));
}

#[divan::bench(args = [100, 1_000, 10_000])]
fn parse_lines(bencher: Bencher<'_, '_>, lines: usize) {
    let source = long(lines);
    bencher.counter(ItemsCount::new(lines)).bench(|| parsed(&source));
}

#[divan::bench]
fn start_and_trace_lesson(bencher: Bencher<'_, '_>) {
    bencher.bench(|| run(&parsed(LESSON), &World::default(), &Limits::default()));
}

#[divan::bench(args = [1_000, 10_000, 100_000])]
fn trace_steps(bencher: Bencher<'_, '_>, steps: usize) {
    let program = parsed(&counting(steps / 2));
    bencher.counter(ItemsCount::new(steps)).bench(|| run(&program, &World::default(), &Limits::default()));
}
