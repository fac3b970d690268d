//! Equality, order and hashes.

mod hash;

use super::super::ast::CmpOp;
use super::super::heap;
use super::super::object::{Dict, Set};
use super::super::value::Value;
use super::{Result, Vm};
use num_bigint::BigInt;
use num_traits::FromPrimitive;
use std::cmp::Ordering;
use std::rc::Rc;

impl Vm {
    /// `a == b`.
    pub(crate) fn eq(&mut self, a: &Value, b: &Value) -> Result<bool> {
        if let Some(answer) = simple_eq(a, b) {
            return Ok(answer);
        }
        self.deeper(" in comparison", |vm| vm.eq_deep(a, b))
    }

    fn eq_deep(&mut self, a: &Value, b: &Value) -> Result<bool> {
        let value = self.rich(a, CmpOp::Eq, b)?;
        self.truth(&value)
    }

    /// Any comparison but `is` and `in`; gives what the special method gave.
    pub(crate) fn rich(&mut self, a: &Value, op: CmpOp, b: &Value) -> Result {
        let custom = matches!(a, Value::Instance(_) | Value::Class(_))
            || matches!(b, Value::Instance(_) | Value::Class(_));
        if custom && let Some(value) = self.rich_custom(a, op, b)? {
            return Ok(value);
        }
        match self.builtin_compare(a.base(), op, b.base())? {
            Some(answer) => Ok(Value::Bool(answer)),
            None => match op {
                CmpOp::Eq => Ok(Value::Bool(a.is(b))),
                CmpOp::NotEq => Ok(Value::Bool(!a.is(b))),
                _ => {
                    let message = format!(
                        "'{}' not supported between instances of '{}' and '{}'",
                        symbol(op),
                        self.type_name(a),
                        self.type_name(b)
                    );
                    Err(self.type_error(message))
                }
            },
        }
    }

    fn rich_custom(&mut self, a: &Value, op: CmpOp, b: &Value) -> Result<Option<Value>> {
        let (name, swapped) = methods(op);
        let mut order = vec![(a, b, name), (b, a, swapped)];
        let (class_a, class_b) = (self.class_of(a), self.class_of(b));
        if !Rc::ptr_eq(&class_a, &class_b)
            && class_b.is_subclass(&class_a)
            && self.special(b, swapped).is_some()
        {
            order.reverse();
        }
        for (this, other, name) in order {
            let Some(function) = self.special(this, name) else { continue };
            if is_builtin_slot(&function) {
                continue;
            }
            let value = self.call_method_of(&function, this, vec![other.clone()])?;
            if !matches!(value, Value::NotImplemented) {
                return Ok(Some(value));
            }
        }
        if op == CmpOp::NotEq {
            for (this, other) in [(a, b), (b, a)] {
                let Some(function) = self.special(this, "__eq__") else { continue };
                if is_builtin_slot(&function) {
                    continue;
                }
                let value = self.call_method_of(&function, this, vec![other.clone()])?;
                if !matches!(value, Value::NotImplemented) {
                    return Ok(Some(Value::Bool(!self.truth(&value)?)));
                }
            }
        }
        Ok(None)
    }

    /// Comparison of plain built-in values; nothing when they do not compare.
    pub(crate) fn builtin_compare(&mut self, a: &Value, op: CmpOp, b: &Value) -> Result<Option<bool>> {
        if let Some(order) = number_order(a, b) {
            return Ok(Some(order.map_or(op == CmpOp::NotEq, |order| holds(op, order))));
        }
        Ok(match (a, b) {
            (Value::Str(a), Value::Str(b)) => {
                let (a, b) = (a.text().as_bytes(), b.text().as_bytes());
                heap::owe_bytes(a.len().min(b.len()));
                Some(if matches!(op, CmpOp::Eq | CmpOp::NotEq) {
                    (a == b) == (op == CmpOp::Eq)
                } else {
                    holds(op, a.cmp(b))
                })
            }
            (Value::Bytes(_) | Value::ByteArray(_), Value::Bytes(_) | Value::ByteArray(_)) => {
                let (a, b) = (a.as_byte_vec(), b.as_byte_vec());
                heap::owe_bytes(a.iter().chain(&b).map(|bytes| bytes.len() * 4).sum());
                Some(holds(op, a.cmp(&b)))
            }
            (Value::Tuple(x), Value::Tuple(y)) => {
                let (x, y) = (x.clone(), y.clone());
                Some(self.sequence_compare(&|at| x.get(at).cloned(), &|at| y.get(at).cloned(), op)?)
            }
            (Value::List(x), Value::List(y)) => {
                if matches!(op, CmpOp::Eq | CmpOp::NotEq) && x.len() != y.len() {
                    return Ok(Some(op == CmpOp::NotEq));
                }
                let (x, y) = (x.clone(), y.clone());
                Some(self.sequence_compare(&|at| x.get(at), &|at| y.get(at), op)?)
            }
            (Value::Dict(x), Value::Dict(y)) if matches!(op, CmpOp::Eq | CmpOp::NotEq) => {
                Some(self.dict_eq(&x.clone(), &y.clone())? == (op == CmpOp::Eq))
            }
            (Value::Set(x), Value::Set(y)) => Some(self.set_compare(&x.clone(), op, &y.clone())?),
            (Value::DictView(x), Value::DictView(_) | Value::Set(_))
            | (Value::Set(_), Value::DictView(x))
                if x.kind != super::super::object::ViewKind::Values =>
            {
                let (x, y) = (self.set_from(a, false)?, self.set_from(b, false)?);
                Some(self.set_compare(&x, op, &y)?)
            }
            (Value::Range(x), Value::Range(y)) if matches!(op, CmpOp::Eq | CmpOp::NotEq) => {
                let same = x.len() == y.len()
                    && (x.len() == 0 || (x.start == y.start && (x.len() == 1 || x.step == y.step)));
                Some(same == (op == CmpOp::Eq))
            }
            (Value::Slice(x), Value::Slice(y)) if matches!(op, CmpOp::Eq | CmpOp::NotEq) => {
                let (x, y) = (x.clone(), y.clone());
                let same = self.eq(&x.start, &y.start)?
                    && self.eq(&x.stop, &y.stop)?
                    && self.eq(&x.step, &y.step)?;
                Some(same == (op == CmpOp::Eq))
            }
            (Value::Method(x), Value::Method(y)) if matches!(op, CmpOp::Eq | CmpOp::NotEq) => {
                Some((x.function.is(&y.function) && x.this.is(&y.this)) == (op == CmpOp::Eq))
            }
            _ => None,
        })
    }

    fn sequence_compare(
        &mut self,
        a: &dyn Fn(usize) -> Option<Value>,
        b: &dyn Fn(usize) -> Option<Value>,
        op: CmpOp,
    ) -> Result<bool> {
        let mut at = 0;
        loop {
            self.charge(1)?;
            match (a(at), b(at)) {
                (Some(x), Some(y)) => {
                    if !self.same(&x, &y)? {
                        return match op {
                            CmpOp::Eq => Ok(false),
                            CmpOp::NotEq => Ok(true),
                            _ => {
                                let value = self.deeper(" in comparison", |vm| vm.rich(&x, op, &y))?;
                                self.truth(&value)
                            }
                        };
                    }
                }
                (x, y) => return Ok(holds(op, x.is_some().cmp(&y.is_some()))),
            }
            at += 1;
        }
    }

    fn dict_eq(&mut self, a: &Rc<Dict>, b: &Rc<Dict>) -> Result<bool> {
        if a.len() != b.len() {
            return Ok(false);
        }
        for (key, value) in a.items() {
            self.charge(1)?;
            match self.dict_get(b, &key)? {
                Some(other) if self.same(&value, &other)? => {}
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    /// Whether every key of one set is in the other.
    pub(crate) fn is_subset(&mut self, a: &Rc<Set>, b: &Rc<Set>) -> Result<bool> {
        if a.len() > b.len() {
            return Ok(false);
        }
        for key in a.items() {
            self.charge(1)?;
            if !self.set_has(b, &key)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn set_compare(&mut self, a: &Rc<Set>, op: CmpOp, b: &Rc<Set>) -> Result<bool> {
        Ok(match op {
            CmpOp::Eq => a.len() == b.len() && self.is_subset(a, b)?,
            CmpOp::NotEq => a.len() != b.len() || !self.is_subset(a, b)?,
            CmpOp::LtE => self.is_subset(a, b)?,
            CmpOp::Lt => a.len() < b.len() && self.is_subset(a, b)?,
            CmpOp::GtE => self.is_subset(b, a)?,
            _ => b.len() < a.len() && self.is_subset(b, a)?,
        })
    }

    /// `a < b`, for sorting.
    pub(crate) fn less(&mut self, a: &Value, b: &Value) -> Result<bool> {
        match (a, b) {
            (Value::Int(a), Value::Int(b)) => Ok(a < b),
            (Value::Str(a), Value::Str(b)) => Ok(a.text().as_bytes() < b.text().as_bytes()),
            _ => {
                let value = self.rich(a, CmpOp::Lt, b)?;
                self.truth(&value)
            }
        }
    }
}

/// Equality of plain values that needs no Python code; nothing when it may.
pub(crate) fn simple_eq(a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(a == b),
        (Value::Str(a), Value::Str(b)) => Some(
            Rc::ptr_eq(a, b) || {
                let (a, b) = (a.text().as_bytes(), b.text().as_bytes());
                heap::owe_bytes(if a.len() == b.len() { a.len() } else { 0 });
                a == b
            },
        ),
        (Value::None, Value::None) => Some(true),
        (Value::Bytes(a), Value::Bytes(b)) => {
            heap::owe_bytes(if a.len() == b.len() { a.len() } else { 0 });
            Some(a[..] == b[..])
        }
        (
            Value::None | Value::Str(_) | Value::Bytes(_),
            Value::Int(_) | Value::Float(_) | Value::Bool(_) | Value::None,
        )
        | (
            Value::Int(_) | Value::Float(_) | Value::Bool(_) | Value::None,
            Value::None | Value::Str(_) | Value::Bytes(_),
        ) => Some(false),
        _ => number_order(a, b).map(|order| order == Some(Ordering::Equal)),
    }
}

/// The order of two plain numbers (`None` inside for NaN); nothing when one is no number.
#[expect(clippy::option_option, reason = "no numbers, and numbers without an order, are two answers")]
pub(crate) fn number_order(a: &Value, b: &Value) -> Option<Option<Ordering>> {
    let int = |value: &Value| match value {
        Value::Int(int) => Some(*int),
        Value::Bool(flag) => Some(i64::from(*flag)),
        _ => None,
    };
    if let (Some(a), Some(b)) = (int(a), int(b)) {
        return Some(Some(a.cmp(&b)));
    }
    Some(match (a, b) {
        (Value::Float(a), Value::Float(b)) => a.partial_cmp(b),
        (Value::Float(a), Value::Int(_) | Value::Bool(_) | Value::Big(_)) => {
            float_int_order(*a, &b.as_bigint()?)
        }
        (Value::Int(_) | Value::Bool(_) | Value::Big(_), Value::Float(b)) => {
            float_int_order(*b, &a.as_bigint()?).map(Ordering::reverse)
        }
        (Value::Int(_) | Value::Bool(_) | Value::Big(_), Value::Int(_) | Value::Bool(_) | Value::Big(_)) => {
            Some(a.as_bigint()?.cmp(&b.as_bigint()?))
        }
        _ => return None,
    })
}

fn float_int_order(a: f64, b: &BigInt) -> Option<Ordering> {
    if a.is_nan() {
        return None;
    }
    if a.is_infinite() {
        return Some(if a > 0.0 { Ordering::Greater } else { Ordering::Less });
    }
    let whole = BigInt::from_f64(a.trunc())?;
    Some(whole.cmp(b).then_with(|| a.fract().partial_cmp(&0.0).unwrap_or(Ordering::Equal)))
}

pub(crate) fn holds(op: CmpOp, order: Ordering) -> bool {
    match op {
        CmpOp::Eq => order.is_eq(),
        CmpOp::NotEq => order.is_ne(),
        CmpOp::Lt => order.is_lt(),
        CmpOp::LtE => order.is_le(),
        CmpOp::Gt => order.is_gt(),
        _ => order.is_ge(),
    }
}

pub(crate) fn symbol(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => "==",
        CmpOp::NotEq => "!=",
        CmpOp::Lt => "<",
        CmpOp::LtE => "<=",
        CmpOp::Gt => ">",
        CmpOp::GtE => ">=",
        CmpOp::Is => "is",
        CmpOp::IsNot => "is not",
        CmpOp::In => "in",
        CmpOp::NotIn => "not in",
    }
}

fn methods(op: CmpOp) -> (&'static str, &'static str) {
    match op {
        CmpOp::Eq => ("__eq__", "__eq__"),
        CmpOp::NotEq => ("__ne__", "__ne__"),
        CmpOp::Lt => ("__lt__", "__gt__"),
        CmpOp::LtE => ("__le__", "__ge__"),
        CmpOp::Gt => ("__gt__", "__lt__"),
        _ => ("__ge__", "__le__"),
    }
}

/// Whether a special method is the one of a built-in class, whose work the machine does itself.
pub(crate) fn is_builtin_slot(function: &Value) -> bool {
    matches!(function, Value::Native(native) if native.owner.as_ref().is_some_and(|owner| {
        matches!(
            owner.name(),
            "object" | "type" | "int" | "float" | "str" | "bytes" | "bytearray" | "tuple" | "list" | "dict" | "set"
                | "frozenset" | "bool"
        )
    }))
}
