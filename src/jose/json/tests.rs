use super::*;
use crate::number::float_repr;
use crate::wtf8::{Wtf8, Wtf8Builder};

/// The lines of a unit file: the sample in this repository and, where it is at hand, the whole recording.
fn lines(name: &str) -> Vec<serde_json::Value> {
    let root = env!("CARGO_MANIFEST_DIR");
    let places = [
        format!("{root}/tests/conformance/units/{name}"),
        format!("{root}/../shared/conformance/units/{name}"),
    ];
    let texts = places.iter().filter_map(|place| std::fs::read_to_string(place).ok());
    texts
        .flat_map(|text| text.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<_>>())
        .collect()
}

fn unhex(text: &str) -> Vec<u8> {
    text.as_bytes()
        .chunks(2)
        .map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap())
        .collect()
}

/// Python's repr, with every escape inside a string undone.
fn repr(value: &Json, out: &mut Wtf8Builder) {
    match value {
        Json::Null => out.push_str("None"),
        Json::Bool(value) => out.push_str(if *value { "True" } else { "False" }),
        Json::Int(value) => out.push_str(&value.to_string()),
        Json::Big(value) => out.push_str(&value.to_string()),
        Json::Float(value) => out.push_str(&float_repr(*value)),
        Json::Str(text) => {
            let has = |quote: u32| text.code_points().any(|point| point == quote);
            let quote = if has(0x27) && !has(0x22) { "\"" } else { "'" };
            out.push_str(quote);
            out.push_wtf8(text);
            out.push_str(quote);
        }
        Json::Array(items) => {
            out.push_str("[");
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                repr(item, out);
            }
            out.push_str("]");
        }
        Json::Object(members) => {
            out.push_str("{");
            for (index, (name, value)) in members.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                repr(&Json::Str(name.clone()), out);
                out.push_str(": ");
                repr(value, out);
            }
            out.push_str("}");
        }
    }
}

fn unescape(text: &str) -> Wtf8 {
    let mut out = Wtf8Builder::default();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let escaped = if c == '\\' { chars.next() } else { None };
        let digits = match escaped {
            None => 0,
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            Some(_) => 1,
        };
        match (digits, escaped) {
            (0, _) => out.push(c as u32),
            (1, Some('n')) => out.push(0x0A),
            (1, Some('r')) => out.push(0x0D),
            (1, Some('t')) => out.push(0x09),
            (1, Some(other)) => out.push(other as u32),
            _ => {
                let hex: String = chars.by_ref().take(digits).collect();
                out.push(u32::from_str_radix(&hex, 16).unwrap());
            }
        }
    }
    out.finish()
}

#[test]
fn texts_are_read_as_json_loads_reads_them() {
    let cases = lines("json_loads.jsonl");
    assert!(cases.len() >= 500);
    for case in &cases {
        let bytes = unhex(case["hex"].as_str().unwrap());
        let text = match case["how"].as_str().unwrap() {
            "bytes" => decode_bytes(&bytes).map_err(ReadError::from),
            _ => decode_utf8(&bytes, false).map_err(ReadError::from),
        };
        let got = text.and_then(|text| read_json(&text, ReadOptions::default()));
        let hex = &case["hex"];
        match (got, case["ok"].as_str()) {
            (Ok((value, _)), Some(want)) => {
                let mut out = Wtf8Builder::default();
                repr(&value, &mut out);
                assert_eq!(out.finish(), unescape(want), "{hex}");
            }
            (Err(error), None) => assert_eq!(error.to_string(), case["error"].as_str().unwrap(), "{hex}"),
            (got, want) => panic!("{hex}: {got:?} against {want:?}"),
        }
    }
}

#[test]
fn strings_are_written_as_json_dumps_writes_them() {
    for case in lines("str_repr_json.jsonl") {
        let text: Wtf8 = case["s"].as_str().unwrap().into();
        assert_eq!(write_string(&text, true), case["json"].as_str().unwrap(), "{case}");
        assert_eq!(write_string(&text, false), case["json_utf8"].as_str().unwrap(), "{case}");
    }
}

#[test]
fn utf8_errors_are_divided_as_cpython_divides_them() {
    for case in lines("utf8_decode.jsonl") {
        let got = decode_utf8(&unhex(case["hex"].as_str().unwrap()), false);
        match case["ok"].as_str() {
            Some(want) => assert_eq!(got.unwrap(), want),
            None => assert_eq!(got.unwrap_err().to_string(), case["error"].as_str().unwrap(), "{case}"),
        }
    }
}

#[test]
fn numbers_without_a_serde_equivalent_are_written() {
    let text = |value: &Json| write_compact(value).map(|written| written.text.to_string_lossy());
    let object = Json::Object(vec![
        ("1".into(), Json::Float(f64::NAN)),
        ("1".into(), Json::Float(1e16)),
        (
            "b".into(),
            Json::Array(vec![Json::Float(f64::NEG_INFINITY), Json::Null, Json::from("\u{1F600}\u{7f}")]),
        ),
    ]);
    assert_eq!(text(&object).unwrap(), r#"{"1":NaN,"1":1e+16,"b":[-Infinity,null,"\ud83d\ude00\u007f"]}"#);
    let huge = Json::Big(num_bigint::BigInt::from(10).pow(4300));
    assert_eq!(text(&huge), Err(WriteError::DigitLimit));
    let just = Json::Big(num_bigint::BigInt::from(10).pow(4299));
    assert_eq!(text(&just).unwrap().len(), 4300);
    let strict = Layout { allow_nan: false, ..Layout::default() };
    assert_eq!(write(&object, &strict), Err(WriteError::NotFinite));
}

#[test]
fn members_know_their_bytes() {
    let value = Json::Object(vec![("user_id".into(), 123.into()), ("é".into(), Json::from("x"))]);
    let written = write_compact(&value).unwrap();
    let text = written.text.as_str().unwrap();
    let parts: Vec<_> = written.members.iter().map(|(n, v)| (&text[n.clone()], &text[v.clone()])).collect();
    assert_eq!(parts, [("\"user_id\"", "123"), ("\"\\u00e9\"", "\"x\"")]);
    let (back, members) = read_json(&written.text, ReadOptions::default()).unwrap();
    assert_eq!(back, value);
    let ranges: Vec<_> = members.into_iter().map(|m| (m.name_range, m.value.range)).collect();
    assert_eq!(ranges, written.members);
}

#[test]
fn an_indent_breaks_lines_and_keeps_empty_ones_closed() {
    let value =
        Json::Object(vec![("a".into(), Json::Array(vec![1.into()])), ("b".into(), Json::Array(vec![]))]);
    let layout = Layout { item_separator: ",".into(), indent: Some("  ".into()), ..Layout::default() };
    let text = write(&value, &layout).unwrap().text;
    assert_eq!(text, "{\n  \"a\": [\n    1\n  ],\n  \"b\": []\n}");
}

#[test]
fn nesting_ends_where_it_is_told_to() {
    let nested = |open: &str, count: usize| Wtf8::from(open.repeat(count));
    let options = ReadOptions { depth: 50, ..ReadOptions::default() };
    let message = |text: &Wtf8| read_json(text, options).unwrap_err().to_string();
    assert_eq!(
        message(&nested("[", 51)),
        "maximum recursion depth exceeded while decoding a JSON array from a unicode string"
    );
    assert_eq!(message(&nested("[", 50)), "Expecting value: line 1 column 51 (char 50)");
    assert!(message(&nested("{\"a\":", 51)).contains("JSON object"));
    assert_eq!(
        read_json(&Wtf8::from("9".repeat(4301)), options).unwrap_err().to_string(),
        "Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; \
         use sys.set_int_max_str_digits() to increase the limit"
    );
}
