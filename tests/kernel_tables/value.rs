//! Reading the recorded tables.

use jwtrace::python::kernel::Fault;
use jwtrace::wtf8::Wtf8;
use num_bigint::BigInt;
use serde_json::Value;

/// A recorded value, as `encode` in `record.py` writes it.
#[derive(Debug, Clone)]
pub(crate) enum Data {
    None,
    Bool(bool),
    Int(BigInt),
    Float(f64),
    Complex(f64, f64),
    Text(Wtf8),
    Bytes(Vec<u8>),
    List(Vec<Data>),
}

impl PartialEq for Data {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::None, Self::None) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Int(a), Self::Int(b)) => a == b,
            // Bits, so that -0.0 is not 0.0; every NaN is the same.
            (Self::Float(a), Self::Float(b)) => a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()),
            (Self::Complex(a, b), Self::Complex(c, d)) => {
                a.to_bits() == c.to_bits() && b.to_bits() == d.to_bits()
            }
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Bytes(a), Self::Bytes(b)) => a == b,
            (Self::List(a), Self::List(b)) => a == b,
            _ => false,
        }
    }
}

impl Data {
    pub(crate) fn read(value: &Value) -> Self {
        match value {
            Value::Null => Self::None,
            Value::Bool(value) => Self::Bool(*value),
            Value::String(text) => Self::Text(text.as_str().into()),
            Value::Array(items) => Self::List(items.iter().map(Self::read).collect()),
            Value::Object(tagged) => {
                let (tag, value) = tagged.iter().next().unwrap();
                match tag.as_str() {
                    "i" => Self::Int(value.as_str().unwrap().parse().unwrap()),
                    "f" => Self::Float(float(value)),
                    "c" => Self::Complex(float(&value[0]["f"]), float(&value[1]["f"])),
                    "b" => Self::Bytes(unhex(value.as_str().unwrap())),
                    "s" => Self::Text(Wtf8::from_code_points(
                        value.as_array().unwrap().iter().map(|point| point.as_u64().unwrap() as u32),
                    )),
                    other => panic!("tag {other}"),
                }
            }
            Value::Number(number) => panic!("bare number {number}"),
        }
    }
}

fn float(value: &Value) -> f64 {
    f64::from_bits(u64::from_str_radix(value.as_str().unwrap(), 16).unwrap())
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

/// Compares what `run` gives for each row with what was recorded, and reports the first rows that differ.
pub(crate) fn check_table(name: &str, run: impl Fn(&Value) -> Result<Data, Fault>) {
    let path = format!("{}/tests/conformance/kernel/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    let mut wrong = Vec::new();
    for line in text.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let got = run(&row);
        let same = match (&got, row.get("ok")) {
            (Ok(got), Some(want)) => *got == Data::read(want),
            (Err(fault), None) => {
                let want = (row["error"][0].as_str(), row["error"][1].as_str());
                (Some(fault.kind.class_name()), Some(fault.message.as_str())) == want
            }
            _ => false,
        };
        if !same {
            wrong.push(format!("{line}\n    got {got:?}"));
        }
    }
    let total = text.lines().count();
    assert!(total > 100, "{name} has {total} rows");
    let shown = wrong[..wrong.len().min(12)].join("\n");
    assert!(wrong.is_empty(), "{name}: {} of {total} rows differ\n{shown}", wrong.len());
}
