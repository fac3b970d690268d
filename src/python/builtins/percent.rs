//! `text % values`, for `str` and for bytes.

use super::super::kernel::percent::{self, Amount, Field, Percent, Piece};
use super::super::kernel::quote;
use super::super::object::ByteArray;
use super::super::value::{Str, Value};
use super::super::vm::{Result, Vm};
use super::int;
use crate::wtf8::{Wtf8, Wtf8Builder};
use num_traits::ToPrimitive;

/// The values a format takes, one after another.
struct Values {
    items: Vec<Value>,
    at: usize,
    /// What `%(key)s` looks into.
    mapping: Option<Value>,
    /// A format of bytes: text stands for bytes by their numbers.
    bytes: bool,
}

impl Vm {
    /// `format % values` for `str`.
    pub(crate) fn percent(&mut self, format: &Str, values: &Value) -> Result {
        self.percent_text(format.text(), values, false).map(Value::str)
    }

    /// `format % values` for `bytes` and `bytearray`.
    pub(crate) fn percent_bytes(&mut self, format: &Value, values: &Value) -> Result {
        let bytes = format.as_byte_vec().unwrap_or_default();
        let text = Wtf8::from_code_points(bytes.iter().map(|byte| u32::from(*byte)));
        let text = self.percent_text(&text, values, true)?;
        let bytes: Vec<u8> = text.code_points().map(|point| point as u8).collect();
        Ok(match format {
            Value::ByteArray(_) => Value::ByteArray(ByteArray::new(bytes)),
            _ => Value::bytes(bytes),
        })
    }

    fn percent_text(&mut self, format: &Wtf8, values: &Value, bytes: bool) -> Result<Wtf8> {
        let tuple = matches!(values.base(), Value::Tuple(_));
        let items = match values.base() {
            Value::Tuple(items) => items.to_vec(),
            _ => vec![values.clone()],
        };
        let mapping = (!tuple && self.takes_keys(values, bytes)).then(|| values.clone());
        let mut source = Values { items, at: 0, mapping, bytes };
        let mut out = Wtf8Builder::default();
        for piece in Percent::new(format) {
            match self.kernel(piece)? {
                Piece::Literal(text) => out.push_wtf8(&text),
                Piece::Field(field) => {
                    let text = self.percent_field(field, &mut source)?;
                    out.push_wtf8(&text);
                }
            }
            self.charge(1)?;
            if out.byte_len() > self.budget.value_bytes() {
                self.reserve(out.byte_len())?;
            }
        }
        if source.at < source.items.len() && source.mapping.is_none() {
            let mut fault = percent::not_all_converted();
            if bytes {
                fault.message = fault.message.replace("string", "bytes");
            }
            return Err(self.fault(fault));
        }
        self.reserve(out.byte_len())?;
        Ok(out.finish())
    }

    /// Whether a value can be subscripted and is not the kind of text being made.
    fn takes_keys(&mut self, value: &Value, bytes: bool) -> bool {
        match value.base() {
            Value::Dict(_) | Value::List(_) | Value::Range(_) => true,
            Value::Str(_) => bytes,
            Value::Bytes(_) | Value::ByteArray(_) => !bytes,
            Value::Instance(_) => self.special(value, "__getitem__").is_some(),
            _ => false,
        }
    }

    fn next_value(&mut self, source: &mut Values) -> Result {
        match source.items.get(source.at) {
            Some(value) => {
                source.at += 1;
                Ok(value.clone())
            }
            None => Err(self.fault(percent::not_enough_arguments())),
        }
    }

    fn percent_field(&mut self, mut field: Field, source: &mut Values) -> Result<Wtf8> {
        if let Some(key) = field.key.clone() {
            let Some(mapping) = source.mapping.clone() else {
                return Err(self.fault(percent::requires_mapping()));
            };
            let key = if source.bytes {
                Value::bytes(key.code_points().map(|point| point as u8).collect::<Vec<_>>())
            } else {
                Value::str(key)
            };
            source.items = vec![self.get_item(&mapping, &key)?];
            source.at = 0;
        }
        if field.width == Some(Amount::Star) {
            let width = self.star(source)?;
            field.set_width(width);
        }
        if field.precision == Some(Amount::Star) {
            let precision = self.star(source)?;
            field.set_precision(precision);
        }
        let value = self.next_value(source)?;
        // Bytes have `%b` too, which is `%s`.
        if source.bytes && field.code == 'b' {
            field.code = 's';
        }
        self.kernel(field.check())?;
        self.percent_value(&field, &value, source.bytes)
    }

    fn star(&mut self, source: &mut Values) -> Result<i64> {
        let value = self.next_value(source)?;
        let Some(big) = value.as_bigint() else {
            return Err(self.fault(percent::star_wants_int()));
        };
        big.to_i64().ok_or_else(|| self.overflow_error("Python int too large to convert to C ssize_t"))
    }

    fn percent_value(&mut self, field: &Field, value: &Value, bytes: bool) -> Result<Wtf8> {
        let limit = self.budget.value_bytes();
        let made = match field.code {
            's' if bytes => {
                let text = self.raw_bytes(value)?;
                percent::text(field, &text, limit)
            }
            's' => {
                let text = self.to_str(value)?;
                percent::text(field, text.text(), limit)
            }
            'r' | 'a' => {
                let mut text = self.repr(value)?;
                if bytes || field.code == 'a' {
                    text = quote::ascii_of_repr(&text.to_string_lossy()).into();
                }
                percent::text(field, &text, limit)
            }
            'c' if bytes => {
                let point = self.raw_byte(value)?;
                percent::character(field, Ok(point), limit)
            }
            'c' => match (value.as_str(), value.as_bigint()) {
                (Some(text), _) if text.text().len() == 1 => {
                    percent::character(field, Ok(text.text().get(0).unwrap_or(0)), limit)
                }
                (None, Some(big)) => percent::character(field, Err(&big), limit),
                _ => return self.wrong_type(field, value),
            },
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' => {
                let Some(big) = self.percent_integer(field, value)? else {
                    return self.wrong_type(field, value);
                };
                self.charge((big.bits() / 64).pow(2) / 64)?;
                percent::integer(field, &big, limit)
            }
            _ => {
                let number = matches!(value.base(), Value::Float(_))
                    || value.as_bigint().is_some()
                    || self.special(value, "__float__").is_some()
                    || self.special(value, "__index__").is_some();
                if !number && bytes {
                    let message = format!("float argument required, not {}", self.type_name(value));
                    return Err(self.type_error(message));
                }
                if !number {
                    return self.wrong_type(field, value);
                }
                let float = self.to_float(value)?;
                percent::float(field, float, limit)
            }
        };
        self.kernel(made)
    }

    fn wrong_type(&mut self, field: &Field, value: &Value) -> Result<Wtf8> {
        let kind = self.type_name(value);
        Err(self.fault(field.wrong_type(&kind)))
    }

    /// The integer of `%d` and `%x`; nothing for what is no number.
    fn percent_integer(&mut self, field: &Field, value: &Value) -> Result<Option<num_bigint::BigInt>> {
        if let Some(big) = value.as_bigint() {
            return Ok(Some(big));
        }
        let decimal = matches!(field.code, 'd' | 'i' | 'u');
        let whole = match value.base() {
            Value::Float(_) if decimal => int::to_int(self, value)?,
            Value::Instance(_) if self.special(value, "__index__").is_some() => {
                return self.index_big(value).map(Some);
            }
            Value::Instance(_) if decimal && self.special(value, "__int__").is_some() => {
                int::to_int(self, value)?
            }
            _ => return Ok(None),
        };
        Ok(whole.as_bigint())
    }

    /// What `%s` puts into bytes, each byte as the character of its number.
    fn raw_bytes(&mut self, value: &Value) -> Result<Wtf8> {
        let bytes = match value.as_byte_vec() {
            Some(bytes) => Some(bytes),
            None => self.call_special(value, "__bytes__", Vec::new())?.and_then(|made| made.as_byte_vec()),
        };
        let Some(bytes) = bytes else {
            let kind = self.type_name(value);
            return Err(self.type_error(format!(
                "%b requires a bytes-like object, or an object that implements __bytes__, not '{kind}'"
            )));
        };
        Ok(Wtf8::from_code_points(bytes.into_iter().map(u32::from)))
    }

    fn raw_byte(&mut self, value: &Value) -> Result<u32> {
        if let Some([byte]) = value.as_byte_vec().as_deref() {
            return Ok(u32::from(*byte));
        }
        let Some(big) = value.as_bigint() else {
            return Err(self.type_error("%c requires an integer in range(256) or a single byte"));
        };
        u8::try_from(&big).map(u32::from).map_err(|_| self.overflow_error("%c arg not in range(256)"))
    }
}
