//! Text and number kernels against what CPython 3.11.7 answered: samples here, the whole files where they are at hand.

#![expect(clippy::unwrap_used, reason = "a test file: a panic is the failure")]

use jwtrace::number::float_repr;
use jwtrace::python::kernel::{codec, float_text, int_text, quote};
use jwtrace::wtf8::Wtf8;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Lone surrogates stand in these files as `\udXXX`, which `serde_json` refuses; they are read by hand.
fn read_lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(|line| serde_json::from_str(&guard_surrogates(line)).expect(line)).collect()
}

/// Doubles the backslash of every lone `\udXXX`, so that `text` can undo it.
fn guard_surrogates(line: &str) -> String {
    let bytes = line.as_bytes();
    let unit = |at: usize| {
        let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let mut out = String::new();
    let mut at = 0;
    while at < bytes.len() {
        let high = unit(at).is_some_and(|unit| (0xD800..0xDC00).contains(&unit));
        let low = |at| unit(at).is_some_and(|unit| (0xDC00..0xE000).contains(&unit));
        let width = if bytes[at] != b'\\' {
            line[at..].chars().next().unwrap().len_utf8()
        } else if high && low(at + 6) {
            12
        } else if high || low(at) {
            out.push('\u{E0F0}');
            out.push_str(&line[at + 2..at + 6]);
            at += 6;
            continue;
        } else {
            2
        };
        out.push_str(&line[at..at + width]);
        at += width;
    }
    out
}

fn text(value: &Value) -> Wtf8 {
    let mut points = Vec::new();
    let chars: Vec<char> = value.as_str().unwrap().chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let hex: String = chars.iter().skip(at + 1).take(4).collect();
        match u32::from_str_radix(&hex, 16) {
            Ok(unit) if chars[at] == '\u{E0F0}' && (0xD800..0xE000).contains(&unit) => {
                points.push(unit);
                at += 5;
            }
            _ => {
                points.push(chars[at].into());
                at += 1;
            }
        }
    }
    Wtf8::from_code_points(points)
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

/// The sample in the repository, and the whole file beside it when there is one.
fn unit_files(name: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let whole = root.join("../shared/conformance/units").join(name);
    let mut files = vec![root.join("tests/conformance/units").join(name)];
    files.extend(whole.exists().then_some(whole));
    files
}

fn each(name: &str, check: impl Fn(&Value) -> Result<(), String>) {
    for file in unit_files(name) {
        let lines = read_lines(&file);
        assert!(lines.len() > 500, "{} has {} lines", file.display(), lines.len());
        let wrong: Vec<String> = lines.iter().filter_map(|line| check(line).err()).collect();
        assert!(
            wrong.is_empty(),
            "{}: {} of {}: {:#?}",
            file.display(),
            wrong.len(),
            lines.len(),
            &wrong[..wrong.len().min(9)]
        );
    }
}

fn same<T: PartialEq<U> + std::fmt::Debug, U: std::fmt::Debug>(
    line: &Value,
    got: &T,
    want: &U,
) -> Result<(), String> {
    if *got == *want { Ok(()) } else { Err(format!("{line}: got {got:?}, CPython has {want:?}")) }
}

#[test]
fn floats_are_written_and_read_back_as_cpython_does() {
    each("float_repr.jsonl", |line| {
        let value = f64::from_bits(u64::from_str_radix(line["bits"].as_str().unwrap(), 16).unwrap());
        let repr = float_repr(value);
        same(line, &repr.as_str(), &line["repr"].as_str().unwrap())?;
        let back = float_text::parse_float(&Wtf8::from(repr)).map_err(|fault| fault.message)?;
        same(line, &back.to_bits(), &if value.is_nan() { back.to_bits() } else { value.to_bits() })
    });
}

#[test]
fn integers_are_read_and_refused_as_cpython_does() {
    each("int_parse.jsonl", |line| {
        let got = int_text::parse_int(&text(&line["s"]), 10).and_then(|value| int_text::int_to_str(&value));
        match line["ok"].as_str() {
            Some(want) => same(line, &got, &Ok(want.to_string())),
            None => same(line, &got.unwrap_err().message, &text(&line["error"]).to_string_lossy()),
        }
    });
}

#[test]
fn strings_are_quoted_as_cpython_does() {
    each("str_repr_json.jsonl", |line| {
        let value = text(&line["s"]);
        same(line, &(value.len() as u64), &line["len"].as_u64().unwrap())?;
        same(line, &quote::repr_str(&value), &text(&line["repr"]).to_string_lossy())?;
        same(line, &quote::ascii_str(&value).as_str(), &line["ascii"].as_str().unwrap())
    });
}

#[test]
fn utf8_is_decoded_and_refused_as_cpython_does() {
    each("utf8_decode.jsonl", |line| {
        let got = codec::decode(&unhex(line["hex"].as_str().unwrap()), "utf-8", "strict");
        match line.get("ok") {
            Some(want) => same(line, &got, &Ok(text(want))),
            None => same(line, &got.unwrap_err().message.as_str(), &line["error"].as_str().unwrap()),
        }
    });
}
