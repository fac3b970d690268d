//! `format`, f-strings.

use super::super::kernel::format::{format_float, format_int, format_str};
use super::super::value::{Str, Value};
use super::{Result, Vm};

impl Vm {
    /// `format(value, spec)`.
    pub(crate) fn format(&mut self, value: &Value, spec: &Str) -> Result<Str> {
        if let Value::Instance(_) | Value::Class(_) = value
            && let Some(function) = self.special(value, "__format__")
            && !super::compare::is_builtin_slot(&function)
        {
            let answer = self.call_method_of(&function, value, vec![Value::Str(spec.clone())])?;
            return match answer.as_str() {
                Some(text) => Ok(text.clone()),
                None => {
                    let message = format!("__format__ must return a str, not {}", self.type_name(&answer));
                    Err(self.type_error(message))
                }
            };
        }
        if spec.text().is_empty() {
            return self.to_str(value);
        }
        let (limit, name) = (self.budget.value_bytes(), self.type_name(value));
        let result = match value.base() {
            Value::Str(text) => format_str(text.text(), spec.text(), &name, limit),
            Value::Float(float) => format_float(*float, spec.text(), &name, limit),
            _ => match value.as_bigint() {
                Some(big) => format_int(&big, spec.text(), &name, limit),
                None => {
                    let message = format!("unsupported format string passed to {name}.__format__");
                    return Err(self.type_error(message));
                }
            },
        };
        let text = self.kernel(result)?;
        self.reserve(text.as_bytes().len())?;
        Ok(super::super::object::PyStr::new(text))
    }
}
