//! `format` of `int`, `float` and `complex`.

use super::digits::{Style, float_body};
use super::{Spec, pad};
use crate::number::float_repr;
use crate::python::kernel::float_text::repr_complex;
use crate::python::kernel::int_arith::int_to_float;
use crate::python::kernel::int_text::int_to_str;
use crate::python::kernel::{Fault, within};
use crate::wtf8::{Wtf8, Wtf8Builder};
use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

/// A number taken apart: sign, `0x`, whole digits, and the rest from the point on.
struct Parts<'a> {
    negative: bool,
    prefix: &'a str,
    whole: &'a str,
    rest: &'a str,
}

/// `format(int, spec)`; `bool` too, except with an empty spec, which is `str(bool)`.
///
/// # Errors
/// `ValueError`, `OverflowError` (code `c`, or too large for a float code), [`crate::python::kernel::Kind::TooBig`].
pub fn format_int(value: &BigInt, spec: &Wtf8, type_name: &str, limit: usize) -> Result<Wtf8, Fault> {
    if spec.is_empty() {
        return int_to_str(value).map(Into::into);
    }
    let spec = Spec::parse(spec, 'd', '>', type_name)?;
    let code = char::from_u32(spec.code).unwrap_or('\0');
    if matches!(code, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') {
        let value = int_to_float(value)?;
        return float_with(value, &spec, type_name, limit);
    }
    if !matches!(code, 'b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n') {
        return Err(spec.unknown_code(type_name));
    }
    if spec.precision.is_some() {
        return Err(Fault::value("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(Fault::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    if code == 'c' {
        return character(value, spec, limit);
    }
    let radix = match code {
        'b' => 2,
        'o' => 8,
        'x' | 'X' => 16,
        _ => 10,
    };
    let mut digits = if radix == 10 {
        int_to_str(value)?.trim_start_matches('-').to_owned()
    } else {
        value.magnitude().to_str_radix(radix)
    };
    if code == 'X' {
        digits.make_ascii_uppercase();
    }
    let prefix = match code {
        _ if !spec.alternate => "",
        'b' => "0b",
        'o' => "0o",
        'x' => "0x",
        'X' => "0X",
        _ => "",
    };
    let group = if radix == 10 { 3 } else { 4 };
    number(
        &Parts { negative: value.sign() == Sign::Minus, prefix, whole: &digits, rest: "" },
        &spec,
        group,
        limit,
    )
}

fn character(value: &BigInt, mut spec: Spec, limit: usize) -> Result<Wtf8, Fault> {
    if spec.sign.is_some() {
        return Err(Fault::value("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(Fault::value("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let point = value
        .to_u32()
        .filter(|point| *point <= 0x10_FFFF)
        .ok_or_else(|| Fault::overflow("%c arg not in range(0x110000)"))?;
    if spec.align == '=' {
        spec.align = '>';
    }
    pad(&Wtf8::from_code_points([point]), &spec, limit)
}

/// `format(float, spec)`.
///
/// # Errors
/// `ValueError`, [`crate::python::kernel::Kind::TooBig`].
pub fn format_float(value: f64, spec: &Wtf8, type_name: &str, limit: usize) -> Result<Wtf8, Fault> {
    if spec.is_empty() {
        return Ok(float_repr(value).into());
    }
    float_with(value, &Spec::parse(spec, '\0', '>', type_name)?, type_name, limit)
}

fn float_with(value: f64, spec: &Spec, type_name: &str, limit: usize) -> Result<Wtf8, Fault> {
    let code = char::from_u32(spec.code).unwrap_or('?');
    let (kind, default_precision) = match code {
        '\0' if spec.precision.is_none() => ('r', 0),
        '\0' | 'g' | 'G' | 'n' => ('g', 6),
        'e' | 'E' => ('e', 6),
        'f' | 'F' | '%' => ('f', 6),
        _ => return Err(spec.unknown_code(type_name)),
    };
    let precision = checked_precision(spec, default_precision, limit)?;
    let value = if code == '%' { value * 100.0 } else { value };
    let style = Style { kind, precision, alternate: spec.alternate, add_dot_0: code == '\0' };
    let mut body = float_body(value, style);
    if code.is_ascii_uppercase() {
        body.make_ascii_uppercase();
    }
    if code == '%' {
        body.push('%');
    }
    let negative = shows_minus(value, &body, spec);
    let whole = body.find(|c: char| !c.is_ascii_digit()).unwrap_or(body.len());
    let (whole, rest) = body.split_at(whole);
    number(&Parts { negative, prefix: "", whole, rest }, spec, 3, limit)
}

/// Whether a float keeps its minus; with `z` it loses it when only zeros are shown.
fn shows_minus(value: f64, body: &str, spec: &Spec) -> bool {
    let digits = body.split(['e', 'E']).next().unwrap_or_default();
    let zero = value.is_finite() && !digits.contains(|c| matches!(c, '1'..='9'));
    value.is_sign_negative() && !value.is_nan() && !(spec.no_negative_zero && zero)
}

fn checked_precision(spec: &Spec, default: usize, limit: usize) -> Result<usize, Fault> {
    let precision = spec.precision.unwrap_or(default);
    if precision > i32::MAX as usize {
        return Err(Fault::value("precision too big"));
    }
    within(precision, limit)?;
    Ok(precision)
}

/// Puts sign, prefix, padding, grouped digits and the rest together.
fn number(parts: &Parts<'_>, spec: &Spec, group: usize, limit: usize) -> Result<Wtf8, Fault> {
    let sign = match (parts.negative, spec.sign) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(' ')) => " ",
        (false, _) => "",
    };
    within(spec.width.saturating_add(parts.whole.len()), limit)?;
    let around = sign.len() + parts.prefix.len() + parts.rest.chars().count();
    let zeros = spec.fill == u32::from('0') && spec.align == '=' && !parts.whole.is_empty();
    let wanted = if zeros { spec.width.saturating_sub(around) } else { 0 };
    let whole = match spec.separator {
        Some(separator) if !parts.whole.is_empty() => grouped(parts.whole, separator, group, wanted),
        _ => format!("{}{}", "0".repeat(wanted.saturating_sub(parts.whole.len())), parts.whole),
    };
    let text = format!("{sign}{}{whole}{}", parts.prefix, parts.rest);
    if spec.align != '=' {
        return pad(&text.into(), spec, limit);
    }
    let missing = spec.width.saturating_sub(text.chars().count());
    let (head, tail) = text.split_at(sign.len() + parts.prefix.len());
    let mut out = Wtf8Builder::default();
    out.push_str(head);
    (0..missing).for_each(|_| out.push(spec.fill));
    out.push_str(tail);
    Ok(out.finish())
}

/// Separates digits in groups from the right, with leading zeros until `wanted` characters are reached; a separator
/// never comes first, so the result can be one longer.
fn grouped(digits: &str, separator: char, group: usize, wanted: usize) -> String {
    let (mut remaining, mut wanted) = (digits.len(), wanted as i64);
    let mut reversed: Vec<u8> = Vec::new();
    loop {
        let take = group.min(remaining.max(wanted.max(1) as usize));
        let shown = take.min(remaining);
        reversed.extend(digits.as_bytes()[remaining - shown..remaining].iter().rev());
        reversed.extend(std::iter::repeat_n(b'0', take - shown));
        remaining -= shown;
        wanted -= take as i64;
        if remaining == 0 && wanted <= 0 {
            break;
        }
        wanted -= 1;
        reversed.push(separator as u8);
    }
    reversed.iter().rev().map(|byte| char::from(*byte)).collect()
}

/// `format(complex, spec)`.
///
/// # Errors
/// `ValueError`, [`crate::python::kernel::Kind::TooBig`].
pub fn format_complex(real: f64, imaginary: f64, spec: &Wtf8, limit: usize) -> Result<Wtf8, Fault> {
    if spec.is_empty() {
        return Ok(repr_complex(real, imaginary).into());
    }
    let spec = Spec::parse(spec, '\0', '>', "complex")?;
    let code = char::from_u32(spec.code).unwrap_or('?');
    let (kind, default_precision) = match code {
        '\0' if spec.precision.is_none() => ('r', 0),
        '\0' | 'g' | 'G' | 'n' => ('g', 6),
        'e' | 'E' => ('e', 6),
        'f' | 'F' => ('f', 6),
        _ => return Err(spec.unknown_code("complex")),
    };
    if spec.fill == u32::from('0') {
        return Err(Fault::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == '=' {
        return Err(Fault::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    let precision = checked_precision(&spec, default_precision, limit)?;
    let style = Style { kind, precision, alternate: spec.alternate, add_dot_0: false };
    let part = |value: f64, sign: Option<char>| {
        let mut body = float_body(value, style);
        if code.is_ascii_uppercase() {
            body.make_ascii_uppercase();
        }
        let negative = shows_minus(value, &body, &spec);
        let whole = body.find(|c: char| !c.is_ascii_digit()).unwrap_or(body.len());
        let (whole, rest) = body.split_at(whole);
        let bare = Spec { width: 0, align: '>', sign, ..spec.clone() };
        number(&Parts { negative, prefix: "", whole, rest }, &bare, 3, limit)
    };
    let skip_real = code == '\0' && real == 0.0 && real.is_sign_positive();
    let text = if skip_real {
        format!("{}j", part(imaginary, spec.sign)?.to_string_lossy())
    } else {
        let (real, imaginary) = (part(real, spec.sign)?, part(imaginary, Some('+'))?);
        let both = format!("{}{}j", real.to_string_lossy(), imaginary.to_string_lossy());
        if code == '\0' { format!("({both})") } else { both }
    };
    pad(&text.into(), &spec, limit)
}
