//! Truth, lengths, indices and numbers out of values.

use super::super::value::Value;
use super::{Result, Vm};
use num_bigint::BigInt;
use num_traits::ToPrimitive;

impl Vm {
    /// `bool(value)`.
    pub(crate) fn truth(&mut self, value: &Value) -> Result<bool> {
        Ok(match value {
            Value::Bool(flag) => *flag,
            Value::None => false,
            Value::Int(int) => *int != 0,
            Value::Float(float) => *float != 0.0,
            Value::Str(text) => !text.text().is_empty(),
            Value::Bytes(bytes) => !bytes.is_empty(),
            Value::ByteArray(bytes) => !bytes.borrow().is_empty(),
            Value::Tuple(items) => !items.is_empty(),
            Value::List(list) => list.len() != 0,
            Value::Dict(dict) => dict.len() != 0,
            Value::Set(set) => set.len() != 0,
            Value::DictView(view) => view.dict.len() != 0,
            Value::Range(range) => range.len() != 0,
            Value::Instance(_) | Value::Class(_) => {
                if let Some(answer) = self.call_special(value, "__bool__", Vec::new())? {
                    return match answer {
                        Value::Bool(flag) => Ok(flag),
                        other => {
                            let message =
                                format!("__bool__ should return bool, returned {}", self.type_name(&other));
                            Err(self.type_error(message))
                        }
                    };
                }
                if let Some(function) = self.special(value, "__len__")
                    && !super::compare::is_builtin_slot(&function)
                {
                    return Ok(self.len(value)? != 0);
                }
                match value.base() {
                    Value::Instance(_) | Value::Class(_) => true,
                    base => {
                        let base = base.clone();
                        self.truth(&base)?
                    }
                }
            }
            _ => true,
        })
    }

    /// `len(value)`.
    pub(crate) fn len(&mut self, value: &Value) -> Result<usize> {
        Ok(match value {
            Value::Str(text) => text.text().len(),
            Value::Bytes(bytes) => bytes.len(),
            Value::ByteArray(bytes) => bytes.borrow().len(),
            Value::Tuple(items) => items.len(),
            Value::List(list) => list.len(),
            Value::Dict(dict) => dict.len(),
            Value::Set(set) => set.len(),
            Value::DictView(view) => view.dict.len(),
            Value::Range(range) => range.len() as usize,
            Value::Instance(_) | Value::Class(_) => {
                if let Some(function) = self.special(value, "__len__")
                    && !super::compare::is_builtin_slot(&function)
                {
                    let answer = self.call_method_of(&function, value, Vec::new())?;
                    let length = self.index(&answer)?;
                    return match length {
                        length if length < 0 => Err(self.value_error("__len__() should return >= 0")),
                        length => Ok(length as usize),
                    };
                }
                match value.base() {
                    Value::Instance(_) | Value::Class(_) => {
                        let message = format!("object of type '{}' has no len()", self.type_name(value));
                        return Err(self.type_error(message));
                    }
                    base => {
                        let base = base.clone();
                        self.len(&base)?
                    }
                }
            }
            _ => {
                let message = format!("object of type '{}' has no len()", self.type_name(value));
                return Err(self.type_error(message));
            }
        })
    }

    /// An integer where one is needed (`__index__`), as a big one.
    pub(crate) fn index_big(&mut self, value: &Value) -> Result<BigInt> {
        if let Some(big) = value.as_bigint() {
            return Ok(big);
        }
        if let Some(answer) = self.call_special(value, "__index__", Vec::new())? {
            if let Some(big) = answer.as_bigint() {
                return Ok(big);
            }
            let message = format!("__index__ returned non-int (type {})", self.type_name(&answer));
            return Err(self.type_error(message));
        }
        let message = format!("'{}' object cannot be interpreted as an integer", self.type_name(value));
        Err(self.type_error(message))
    }

    /// An integer that fits where CPython needs a machine word.
    pub(crate) fn index(&mut self, value: &Value) -> Result<i64> {
        if let Value::Int(int) = value {
            return Ok(*int);
        }
        let big = self.index_big(value)?;
        big.to_i64().ok_or_else(|| self.overflow_error("Python int too large to convert to C ssize_t"))
    }

    /// An integer clamped to the machine word, as slices take them.
    pub(crate) fn index_clamped(&mut self, value: &Value) -> Result<i64> {
        if let Value::Int(int) = value {
            return Ok(*int);
        }
        let big = self.index_big(value)?;
        Ok(big.to_i64().unwrap_or(if big.sign() == num_bigint::Sign::Minus { i64::MIN } else { i64::MAX }))
    }

    /// A float from a number or `__float__`.
    pub(crate) fn to_float(&mut self, value: &Value) -> Result<f64> {
        match value.base() {
            Value::Float(float) => return Ok(*float),
            Value::Int(int) => return Ok(*int as f64),
            Value::Bool(flag) => return Ok(f64::from(u8::from(*flag))),
            Value::Big(big) => {
                return match big.to_f64() {
                    Some(float) if float.is_finite() => Ok(float),
                    _ => Err(self.overflow_error("int too large to convert to float")),
                };
            }
            _ => {}
        }
        if let Some(answer) = self.call_special(value, "__float__", Vec::new())? {
            return match answer.base() {
                Value::Float(float) => Ok(*float),
                _ => {
                    let message = format!(
                        "{}.__float__ returned non-float (type {})",
                        self.type_name(value),
                        self.type_name(&answer)
                    );
                    Err(self.type_error(message))
                }
            };
        }
        if let Value::Instance(_) = value
            && self.special(value, "__index__").is_some()
        {
            let big = self.index_big(value)?;
            return Ok(big.to_f64().unwrap_or(f64::INFINITY));
        }
        let message = format!("must be real number, not {}", self.type_name(value));
        Err(self.type_error(message))
    }

    /// A string argument, or CPython's complaint about another type.
    pub(crate) fn expect_str(&mut self, value: &Value, what: &str) -> Result<super::super::value::Str> {
        match value.as_str() {
            Some(text) => Ok(text.clone()),
            None => {
                let message = format!("{what} must be str, not {}", self.type_name(value));
                Err(self.type_error(message))
            }
        }
    }

    /// `isinstance(value, class)`, where `class` may be a tuple or a union.
    pub(crate) fn is_instance_of(&mut self, value: &Value, class: &Value) -> Result<bool> {
        match class {
            Value::Class(class) => {
                if self.is_instance(value, class) {
                    return Ok(true);
                }
                let object = Value::Class(class.clone());
                if let Some(answer) = self.call_special(&object, "__instancecheck__", vec![value.clone()])? {
                    return self.truth(&answer);
                }
                Ok(false)
            }
            Value::Tuple(classes) => {
                for class in classes.iter() {
                    let found = self.deeper(" in __instancecheck__", |vm| vm.is_instance_of(value, class))?;
                    if found {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            other => {
                if let Some(answer) = self.call_special(other, "__instancecheck__", vec![value.clone()])? {
                    return self.truth(&answer);
                }
                Err(self.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union"))
            }
        }
    }

    /// `issubclass(class, other)`.
    pub(crate) fn is_subclass_of(&mut self, class: &Value, other: &Value) -> Result<bool> {
        let Value::Class(class) = class else {
            return Err(self.type_error("issubclass() arg 1 must be a class"));
        };
        match other {
            Value::Class(base) => {
                if class.is_subclass(base) {
                    return Ok(true);
                }
                let object = Value::Class(base.clone());
                let this = Value::Class(class.clone());
                match self.call_special(&object, "__subclasscheck__", vec![this])? {
                    Some(answer) => self.truth(&answer),
                    None => Ok(false),
                }
            }
            Value::Tuple(classes) => {
                for base in classes.iter() {
                    if self.is_subclass_of(&Value::Class(class.clone()), base)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            _ => Err(self.type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union")),
        }
    }
}
