//! `text % values`.

use super::super::kernel::percent::{self, Amount, Field, Percent, Piece};
use super::super::kernel::{Fault, float_arith};
use super::super::value::{Str, Value};
use super::super::vm::{Result, Vm};
use crate::wtf8::{Wtf8, Wtf8Builder};

/// The values a format takes, one after another.
struct Values {
    items: Vec<Value>,
    at: usize,
    mapping: Option<Value>,
}

impl Vm {
    /// `format % values` for `str`.
    pub(crate) fn percent(&mut self, format: &Str, values: &Value) -> Result {
        let (items, tuple) = match values.base() {
            Value::Tuple(items) => (items.to_vec(), true),
            _ => (vec![values.clone()], false),
        };
        let mapping = !tuple && values.as_str().is_none() && self.is_mapping_like(values);
        let mut source = Values { items, at: 0, mapping: mapping.then(|| values.clone()) };
        let mut out = Wtf8Builder::default();
        for piece in Percent::new(format.text()) {
            match self.kernel(piece)? {
                Piece::Literal(text) => out.push_wtf8(&text),
                Piece::Field(field) => {
                    let text = self.percent_field(field, &mut source)?;
                    out.push_wtf8(&text);
                }
            }
            self.reserve(out.byte_len())?;
        }
        if source.at < source.items.len() && source.mapping.is_none() {
            return Err(self.fault(percent::not_all_converted()));
        }
        Ok(Value::str(out.finish()))
    }

    /// `format % values` for `bytes` and `bytearray`.
    pub(crate) fn percent_bytes(&mut self, format: &Value, values: &Value) -> Result {
        let bytes = format.as_byte_vec().unwrap_or_default();
        let text =
            super::super::object::PyStr::new(Wtf8::from_code_points(bytes.iter().map(|b| u32::from(*b))));
        let latin = |value: &Value| match value.as_byte_vec() {
            Some(bytes) => Value::str(Wtf8::from_code_points(bytes.into_iter().map(u32::from))),
            None => value.clone(),
        };
        let values = match values {
            Value::Tuple(items) => Value::tuple(items.iter().map(latin).collect::<Vec<_>>()),
            other => latin(other),
        };
        let result = self.percent(&text, &values)?;
        let bytes: Vec<u8> =
            result.as_str().map(|t| t.text().code_points().map(|p| p as u8).collect()).unwrap_or_default();
        Ok(match format {
            Value::ByteArray(_) => Value::ByteArray(super::super::object::ByteArray::new(bytes)),
            _ => Value::bytes(bytes),
        })
    }

    fn is_mapping_like(&mut self, value: &Value) -> bool {
        match value.base() {
            Value::Dict(_) => true,
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
        let keyed = match field.key.clone() {
            Some(key) => match &source.mapping {
                Some(mapping) => {
                    let mapping = mapping.clone();
                    Some(self.get_item(&mapping, &Value::str(key))?)
                }
                None => return Err(self.fault(percent::requires_mapping())),
            },
            None => None,
        };
        if field.width == Some(Amount::Star) {
            let width = self.star(source)?;
            field.set_width(width);
        }
        if field.precision == Some(Amount::Star) {
            let precision = self.star(source)?;
            field.set_precision(precision);
        }
        let value = match keyed {
            Some(value) => value,
            None => self.next_value(source)?,
        };
        let checked = field.check();
        self.kernel(checked)?;
        self.percent_value(&field, &value)
    }

    fn star(&mut self, source: &mut Values) -> Result<i64> {
        let value = self.next_value(source)?;
        match value.as_i64() {
            Some(width) => Ok(width),
            None => Err(self.fault(percent::star_wants_int())),
        }
    }

    fn percent_value(&mut self, field: &Field, value: &Value) -> Result<Wtf8> {
        let limit = self.budget.value_bytes();
        let wrong = |vm: &mut Vm| {
            let name = vm.type_name(value);
            vm.fault(field.wrong_type(&name))
        };
        let result: std::result::Result<Wtf8, Fault> = match field.code {
            's' => {
                let text = self.to_str(value)?;
                percent::text(field, text.text(), limit)
            }
            'r' => {
                let text = self.repr(value)?;
                percent::text(field, &text, limit)
            }
            'a' => {
                let text = self.repr(value)?;
                let ascii = super::super::kernel::quote::ascii_of_repr(&text.to_string_lossy());
                percent::text(field, &ascii.into(), limit)
            }
            'c' => match (value.as_str(), value.as_bigint()) {
                (Some(text), _) if text.text().len() == 1 => {
                    percent::character(field, Ok(text.text().get(0).unwrap_or(0)), limit)
                }
                (None, Some(big)) => percent::character(field, Err(&big), limit),
                _ => return Err(wrong(self)),
            },
            'd' | 'i' | 'u' => {
                let big = match value.base() {
                    Value::Float(float) => {
                        let whole = float_arith::to_int(*float);
                        self.kernel(whole)?
                    }
                    _ => match value.as_bigint() {
                        Some(big) => big,
                        None if self.special(value, "__index__").is_some() => self.index_big(value)?,
                        None => return Err(wrong(self)),
                    },
                };
                percent::integer(field, &big, limit)
            }
            'o' | 'x' | 'X' => match value.as_bigint() {
                Some(big) => percent::integer(field, &big, limit),
                None => return Err(wrong(self)),
            },
            _ => match value.base() {
                Value::Float(_) | Value::Int(_) | Value::Big(_) | Value::Bool(_) => {
                    let float = self.to_float(value)?;
                    percent::float(field, float, limit)
                }
                _ => return Err(wrong(self)),
            },
        };
        self.kernel(result)
    }
}
