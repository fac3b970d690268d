//! Any text as a program.

#![no_main]

use jwtrace::python::{Limits, Program, World, run};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(source) = std::str::from_utf8(data) else { return };
    let limits = Limits { steps: 5_000, ticks: 1_000_000, total_bytes: 32 << 20, ..Limits::default() };
    let _ = Program::tokens_of(source);
    match Program::parse_within(source, &limits) {
        Ok(program) => {
            let trace = run(&program, &World::default(), &limits);
            assert!(trace.steps.len() <= limits.steps + 64, "{} steps", trace.steps.len());
            for at in [0, trace.steps.len() / 2, trace.steps.len().saturating_sub(1)] {
                for frame in trace.steps.get(at).map(|_| trace.stack(at)).unwrap_or_default() {
                    let _ = trace.locals(frame, at).count();
                }
            }
        }
        Err(diagnostics) => {
            assert!(!diagnostics.is_empty());
            let lines = source.split(['\n', '\r']).count() as u32;
            for diagnostic in diagnostics {
                assert!((1..=lines + 1).contains(&diagnostic.position.line), "{diagnostic:?}");
                assert!(!diagnostic.message.is_empty());
            }
        }
    }
});
