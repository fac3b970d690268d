//! Operators on built-in values.

use super::super::ast::BinOp;
use super::super::kernel::{bytes_text, float_arith, int_arith, text};
use super::super::object::{Set, ViewKind};
use super::super::value::Value;
use super::{Result, Vm};
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};
use std::rc::Rc;

/// Arithmetic of two small ints, when the result is small too and no error.
pub(super) fn small(x: i64, op: BinOp, y: i64) -> Option<Value> {
    Some(Value::Int(match op {
        BinOp::Add => x.checked_add(y)?,
        BinOp::Sub => x.checked_sub(y)?,
        BinOp::Mult => x.checked_mul(y)?,
        BinOp::FloorDiv if y != 0 => {
            let quotient = x.checked_div(y)?;
            if x % y != 0 && (x < 0) != (y < 0) { quotient - 1 } else { quotient }
        }
        BinOp::Mod if y != 0 && y != -1 => {
            let rest = x % y;
            if rest != 0 && (rest < 0) != (y < 0) { rest + y } else { rest }
        }
        BinOp::BitAnd => x & y,
        BinOp::BitOr => x | y,
        BinOp::BitXor => x ^ y,
        BinOp::RShift if (0..64).contains(&y) => x >> y,
        BinOp::LShift if (0..32).contains(&y) && x.unsigned_abs() < 1 << 30 => x << y,
        BinOp::Pow if (0..64).contains(&y) => x.checked_pow(y as u32)?,
        _ => return None,
    }))
}

impl Vm {
    /// `a op b` for values without special methods of their own; nothing when the types do not go together.
    pub(crate) fn builtin_binary(&mut self, a: &Value, op: BinOp, b: &Value) -> Result<Option<Value>> {
        if let (Value::Bool(x), Value::Bool(y)) = (a, b) {
            match op {
                BinOp::BitAnd => return Ok(Some(Value::Bool(x & y))),
                BinOp::BitOr => return Ok(Some(Value::Bool(x | y))),
                BinOp::BitXor => return Ok(Some(Value::Bool(x ^ y))),
                _ => {}
            }
        }
        let int = |value: &Value| matches!(value, Value::Int(_) | Value::Big(_) | Value::Bool(_));
        let number = |value: &Value| int(value) || matches!(value, Value::Float(_));
        if int(a) && int(b) {
            return self.int_binary(a, op, b);
        }
        if number(a) && number(b) {
            return self.float_binary(a, op, b);
        }
        match op {
            BinOp::Add => self.add(a, b),
            BinOp::Mult => self.multiply(a, b),
            BinOp::Mod => match a {
                Value::Str(format) => {
                    let format = format.clone();
                    self.percent(&format, b).map(Some)
                }
                Value::Bytes(_) | Value::ByteArray(_) => self.percent_bytes(a, b).map(Some),
                _ => Ok(None),
            },
            BinOp::Sub | BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor => self.set_binary(a, op, b),
            _ => Ok(None),
        }
    }

    fn int_binary(&mut self, a: &Value, op: BinOp, b: &Value) -> Result<Option<Value>> {
        if let (Some(x), Some(y)) = (a.as_i64(), b.as_i64())
            && let Some(value) = small(x, op, y)
        {
            return Ok(Some(value));
        }
        let (Some(x), Some(y)) = (a.as_bigint(), b.as_bigint()) else { return Ok(None) };
        let limit = self.budget.value_bytes();
        let (limbs_x, limbs_y) = (x.bits() / 64 + 1, y.bits() / 64 + 1);
        // Even what is read in one pass is copied first.
        self.charge((limbs_x + limbs_y) / 16)?;
        let result = match op {
            BinOp::Add => Ok(x + y),
            BinOp::Sub => Ok(x - y),
            BinOp::Mult => {
                self.charge(multiply_cost(limbs_x, limbs_y))?;
                int_arith::mul(&x, &y, limit)
            }
            BinOp::FloorDiv => {
                self.charge(limbs_x.saturating_mul(limbs_y) / 8)?;
                int_arith::floor_div(&x, &y)
            }
            BinOp::Mod => {
                self.charge(limbs_x.saturating_mul(limbs_y) / 8)?;
                int_arith::modulo(&x, &y)
            }
            BinOp::Div => {
                let quotient = int_arith::true_div(&x, &y);
                return self.kernel(quotient).map(|float| Some(Value::Float(float)));
            }
            BinOp::Pow => return self.int_pow(&x, &y).map(Some),
            BinOp::LShift => {
                self.charge(y.to_u64().unwrap_or(u64::MAX).min(limit as u64 * 8) / 1_024)?;
                int_arith::shift_left(&x, &y, limit)
            }
            BinOp::RShift => int_arith::shift_right(&x, &y),
            BinOp::BitAnd => Ok(x & y),
            BinOp::BitOr => Ok(x | y),
            BinOp::BitXor => Ok(x ^ y),
            BinOp::MatMult => return Ok(None),
        };
        let value = self.kernel(result)?;
        self.reserve((value.bits() / 8) as usize)?;
        Ok(Some(Value::int(value)))
    }

    fn int_pow(&mut self, x: &BigInt, y: &BigInt) -> Result {
        if y.is_negative() {
            let (x, y) = (self.kernel(int_arith::int_to_float(x))?, self.kernel(int_arith::int_to_float(y))?);
            return self.float_pow(x, y);
        }
        let bits = x.bits().saturating_mul(y.to_u64().unwrap_or(u64::MAX));
        let limbs = bits / 64 + 1;
        if x.bits() > 1 {
            self.reserve((bits / 8).min(usize::MAX as u64) as usize)?;
            self.charge(multiply_cost(limbs / 2 + 1, limbs / 2 + 1).saturating_mul(2))?;
        }
        let power = int_arith::pow(x, y, self.budget.value_bytes());
        self.kernel(power).map(Value::int)
    }

    fn float_binary(&mut self, a: &Value, op: BinOp, b: &Value) -> Result<Option<Value>> {
        let (x, y) = (self.to_float(a)?, self.to_float(b)?);
        let result = match op {
            BinOp::Add => Ok(x + y),
            BinOp::Sub => Ok(x - y),
            BinOp::Mult => Ok(x * y),
            BinOp::Div => float_arith::div(x, y),
            BinOp::FloorDiv => float_arith::floor_div(x, y),
            BinOp::Mod => float_arith::modulo(x, y),
            BinOp::Pow => return self.float_pow(x, y).map(Some),
            _ => return Ok(None),
        };
        self.kernel(result).map(|float| Some(Value::Float(float)))
    }

    fn float_pow(&mut self, x: f64, y: f64) -> Result {
        let power = float_arith::pow(x, y);
        match self.kernel(power)? {
            float_arith::Power::Real(float) => Ok(Value::Float(float)),
            float_arith::Power::Complex(..) => {
                Err(self
                    .value_error("a negative number to a fractional power is complex, which cannot run here"))
            }
        }
    }

    fn add(&mut self, a: &Value, b: &Value) -> Result<Option<Value>> {
        Ok(Some(match (a, b) {
            (Value::Str(x), Value::Str(y)) => {
                self.reserve(x.text().as_bytes().len() + y.text().as_bytes().len())?;
                Value::str(x.text().concat(y.text()))
            }
            (Value::Str(_), _) => {
                let message = format!("can only concatenate str (not \"{}\") to str", self.type_name(b));
                return Err(self.type_error(message));
            }
            (Value::Bytes(_) | Value::ByteArray(_), _) => {
                let (Some(mut x), Some(y)) = (a.as_byte_vec(), b.as_byte_vec()) else {
                    let message = format!("can't concat {} to {}", self.type_name(b), self.type_name(a));
                    return Err(self.type_error(message));
                };
                self.reserve(x.len() + y.len())?;
                x.extend(y);
                if let Value::ByteArray(_) = a {
                    Value::ByteArray(super::super::object::ByteArray::new(x))
                } else {
                    Value::bytes(x)
                }
            }
            (Value::List(x), Value::List(y)) => {
                self.reserve((x.len() + y.len()) * size_of::<Value>())?;
                let mut items = x.to_vec();
                items.extend(y.borrow().iter().cloned());
                Value::list(items)
            }
            (Value::Tuple(x), Value::Tuple(y)) => {
                self.reserve((x.len() + y.len()) * size_of::<Value>())?;
                Value::tuple([&x[..], &y[..]].concat())
            }
            (Value::List(_), _) => {
                let message = format!("can only concatenate list (not \"{}\") to list", self.type_name(b));
                return Err(self.type_error(message));
            }
            (Value::Tuple(_), _) => {
                let message = format!("can only concatenate tuple (not \"{}\") to tuple", self.type_name(b));
                return Err(self.type_error(message));
            }
            _ => return Ok(None),
        }))
    }

    fn multiply(&mut self, a: &Value, b: &Value) -> Result<Option<Value>> {
        let sequence = |value: &Value| {
            matches!(
                value,
                Value::Str(_) | Value::Bytes(_) | Value::ByteArray(_) | Value::List(_) | Value::Tuple(_)
            )
        };
        let (items, times) = match (sequence(a), sequence(b)) {
            (true, false) => (a, b),
            (false, true) => (b, a),
            (true, true) => {
                let message = format!("can't multiply sequence by non-int of type '{}'", self.type_name(b));
                return Err(self.type_error(message));
            }
            _ => return Ok(None),
        };
        let by_index = match times {
            Value::Instance(_) if self.special(times, "__index__").is_some() => Some(self.index_big(times)?),
            _ => None,
        };
        let Some(big) = by_index.or_else(|| times.as_bigint()) else {
            let message = format!("can't multiply sequence by non-int of type '{}'", self.type_name(times));
            return Err(self.type_error(message));
        };
        let Some(times) = big.to_i64() else {
            return Err(self.overflow_error("cannot fit 'int' into an index-sized integer"));
        };
        let count = times.max(0) as usize;
        let width = match items {
            Value::Str(text) => text.text().as_bytes().len(),
            Value::Bytes(bytes) => bytes.len(),
            Value::ByteArray(bytes) => bytes.borrow().len(),
            Value::List(list) => list.len() * size_of::<Value>(),
            Value::Tuple(tuple) => tuple.len() * size_of::<Value>(),
            _ => 0,
        };
        self.reserve(width.saturating_mul(count))?;
        let limit = self.budget.value_bytes();
        Ok(Some(match items {
            Value::Str(text) => Value::str(self.kernel(text::repeat(text.text(), times, limit))?),
            Value::Bytes(bytes) => Value::bytes(self.kernel(bytes_text::repeat(bytes, times, limit))?),
            Value::ByteArray(bytes) => {
                let repeated = bytes_text::repeat(&bytes.borrow(), times, limit);
                Value::ByteArray(super::super::object::ByteArray::new(self.kernel(repeated)?))
            }
            Value::List(list) => Value::list(repeat(&list.borrow(), count)),
            Value::Tuple(tuple) => Value::tuple(repeat(tuple, count)),
            _ => return Ok(None),
        }))
    }

    fn set_binary(&mut self, a: &Value, op: BinOp, b: &Value) -> Result<Option<Value>> {
        if let (Value::Dict(x), Value::Dict(y), BinOp::BitOr) = (a, b, op) {
            let (merged, y) = (x.copy(), Value::Dict(y.clone()));
            self.dict_update(&merged, &y)?;
            return Ok(Some(Value::Dict(merged)));
        }
        if op == BinOp::BitOr && is_type_like(a) && is_type_like(b) {
            return self.union_type(a, b).map(Some);
        }
        let view = |value: &Value| matches!(value, Value::DictView(view) if view.kind != ViewKind::Values);
        let set = |value: &Value| matches!(value, Value::Set(_)) || view(value);
        if !(set(a) && set(b) || view(a) || view(b)) {
            return Ok(None);
        }
        let frozen = matches!(a, Value::Set(set) if set.frozen);
        let (x, y) = (self.set_from(a, false)?, self.set_from(b, false)?);
        self.set_operation(&x, op, &y, frozen).map(|set| Some(Value::Set(set)))
    }

    /// Union, intersection, difference or symmetric difference.
    pub(crate) fn set_operation(
        &mut self,
        a: &Rc<Set>,
        op: BinOp,
        b: &Rc<Set>,
        frozen: bool,
    ) -> Result<Rc<Set>> {
        match op {
            BinOp::BitOr => {
                let out = a.copy(frozen);
                out.reserve_for(b);
                for key in b.items() {
                    self.set_add(&out, key)?;
                }
                Ok(out)
            }
            BinOp::BitAnd => {
                let out = Set::new(frozen);
                let (walk, look) = if b.len() > a.len() { (a, b) } else { (b, a) };
                for key in walk.items() {
                    if self.set_has(look, &key)? {
                        self.set_add(&out, key)?;
                    }
                }
                Ok(out)
            }
            BinOp::Sub => {
                let out = Set::new(frozen);
                for key in a.items() {
                    if !self.set_has(b, &key)? {
                        self.set_add(&out, key)?;
                    }
                }
                Ok(out)
            }
            _ => {
                let out = b.copy(frozen);
                for key in a.items() {
                    if !self.set_remove(&out, &key)? {
                        self.set_add(&out, key)?;
                    }
                }
                Ok(out)
            }
        }
    }

    /// `int | None` and the like, made by the `typing` module's own class.
    fn union_type(&mut self, a: &Value, b: &Value) -> Result {
        let module = self.import("types")?;
        let maker = self.get_attr(&Value::Module(module), "_make_union")?;
        self.call(&maker, vec![a.clone(), b.clone()])
    }
}

/// So many copies of the items, one after another.
pub(super) fn repeat(items: &[Value], times: usize) -> Vec<Value> {
    (0..times).flat_map(|_| items.iter().cloned()).collect()
}

fn is_type_like(value: &Value) -> bool {
    matches!(value, Value::Class(_) | Value::None | Value::Instance(_))
}

/// The work of multiplying two numbers of so many limbs.
fn multiply_cost(x: u64, y: u64) -> u64 {
    let (least, most) = (x.min(y), x.max(y));
    let root = (least as f64).powf(0.6) as u64 + 1;
    most.saturating_mul(root) / 4
}
