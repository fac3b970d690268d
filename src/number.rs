//! Numbers as Python writes them.

/// What `repr(x)` and `json.dumps(x)` give for a float, except that JSON writes `NaN` and `Infinity` where this gives
/// Python's `nan` and `inf`.
///
/// The shortest digits that read back as the same number and, of those, the closest ones; exponent form exactly
/// when the decimal exponent is below -4 or at least 16 (`1e+16`, `1e-07`), else a point with a digit on both sides.
pub fn float_repr(value: f64) -> String {
    if value.is_nan() {
        return "nan".into();
    }
    if value.is_infinite() {
        return if value < 0.0 { "-inf" } else { "inf" }.into();
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let (digits, exponent) = shortest_digits(value.abs());
    let count = digits.len() as i32;
    if !(-4..16).contains(&exponent) {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        let exponent_sign = if exponent < 0 { '-' } else { '+' };
        return format!("{sign}{first}{point}{rest}e{exponent_sign}{:02}", exponent.abs());
    }
    if exponent < 0 {
        return format!("{sign}0.{}{digits}", "0".repeat((-exponent - 1) as usize));
    }
    if count <= exponent + 1 {
        return format!("{sign}{digits}{}.0", "0".repeat((exponent + 1 - count) as usize));
    }
    let (whole, fraction) = digits.split_at((exponent + 1) as usize);
    format!("{sign}{whole}.{fraction}")
}

/// The shortest digits of a finite, non-negative number (no leading or trailing zeros, at least one digit) and the
/// decimal exponent of the first of them: `d.ddd × 10^exponent`.
///
/// The standard library's own shortest digits are not always the closest to the number; those of `serde_json`'s
/// writer are, so its text is taken apart here.
pub fn shortest_digits(value: f64) -> (String, i32) {
    let text = serde_json::to_string(&value).unwrap_or_default();
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((&text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = exponent.parse::<i32>().unwrap_or(0) + whole.len() as i32 - 1;
    let all = format!("{whole}{fraction}");
    let significant = all.trim_start_matches('0');
    let leading = (all.len() - significant.len()) as i32;
    let digits = significant.trim_end_matches('0');
    if digits.is_empty() { ("0".into(), 0) } else { (digits.to_owned(), exponent - leading) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of `{"bits": hex, "repr": text, "json": text}` recorded from CPython 3.11.
    fn check(lines: &str) -> usize {
        let mut seen = 0;
        for line in lines.lines() {
            let case: serde_json::Value = serde_json::from_str(line).unwrap();
            let bits = u64::from_str_radix(case["bits"].as_str().unwrap(), 16).unwrap();
            assert_eq!(float_repr(f64::from_bits(bits)), case["repr"].as_str().unwrap(), "{bits:016x}");
            seen += 1;
        }
        seen
    }

    #[test]
    fn a_float_is_written_as_cpython_writes_it() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance/units/float_repr.jsonl");
        if let Ok(lines) = std::fs::read_to_string(folder) {
            assert!(check(&lines) > 500);
        }
        let whole = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/conformance/units/float_repr.jsonl");
        if let Ok(lines) = std::fs::read_to_string(whole) {
            assert!(check(&lines) > 20_000);
        }
        for (value, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1e16, "1e+16"),
            (1e-7, "1e-07"),
            (0.0001, "0.0001"),
            (123_456_789_012_345_680.0, "1.2345678901234568e+17"),
            (5e-324, "5e-324"),
            (f64::NEG_INFINITY, "-inf"),
        ] {
            assert_eq!(float_repr(value), text);
        }
    }
}
