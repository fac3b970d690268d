//! Binary and unary operators with their special methods.

use super::super::ast::{BinOp, CmpOp, UnaryOp};
use super::super::value::Value;
use super::compare::is_builtin_slot;
use super::{Result, Vm};
use std::rc::Rc;

/// Special method, reflected one, in-place one, symbol.
pub(super) fn names(op: BinOp) -> (&'static str, &'static str, &'static str, &'static str) {
    match op {
        BinOp::Add => ("__add__", "__radd__", "__iadd__", "+"),
        BinOp::Sub => ("__sub__", "__rsub__", "__isub__", "-"),
        BinOp::Mult => ("__mul__", "__rmul__", "__imul__", "*"),
        BinOp::MatMult => ("__matmul__", "__rmatmul__", "__imatmul__", "@"),
        BinOp::Div => ("__truediv__", "__rtruediv__", "__itruediv__", "/"),
        BinOp::FloorDiv => ("__floordiv__", "__rfloordiv__", "__ifloordiv__", "//"),
        BinOp::Mod => ("__mod__", "__rmod__", "__imod__", "%"),
        BinOp::Pow => ("__pow__", "__rpow__", "__ipow__", "** or pow()"),
        BinOp::LShift => ("__lshift__", "__rlshift__", "__ilshift__", "<<"),
        BinOp::RShift => ("__rshift__", "__rrshift__", "__irshift__", ">>"),
        BinOp::BitOr => ("__or__", "__ror__", "__ior__", "|"),
        BinOp::BitXor => ("__xor__", "__rxor__", "__ixor__", "^"),
        BinOp::BitAnd => ("__and__", "__rand__", "__iand__", "&"),
    }
}

impl Vm {
    /// `a op b`.
    pub(crate) fn binary(&mut self, a: &Value, op: BinOp, b: &Value) -> Result {
        if let (Value::Int(x), Value::Int(y)) = (a, b)
            && let Some(value) = super::arith::small(*x, op, *y)
        {
            return Ok(value);
        }
        if (custom(a) || custom(b))
            && let Some(value) = self.binary_custom(a, op, b)?
        {
            return Ok(value);
        }
        // A format asks its value for its text, and there the class counts.
        let right = if op == BinOp::Mod { b } else { b.base() };
        match self.builtin_binary(a.base(), op, right)? {
            Some(value) => Ok(value),
            None => Err(self.unsupported(a, names(op).3, b)),
        }
    }

    fn unsupported(&mut self, a: &Value, symbol: &str, b: &Value) -> super::Raise {
        if symbol == ">>" && matches!(a, Value::Native(native) if native.name.name() == "print") {
            let message = "unsupported operand type(s) for >>: 'builtin_function_or_method' and 'int'. Did you mean \
                           \"print(<message>, file=<output_stream>)\"?";
            return self.type_error(message);
        }
        let (left, right) = (self.type_name(a), self.type_name(b));
        self.type_error(format!("unsupported operand type(s) for {symbol}: '{left}' and '{right}'"))
    }

    fn binary_custom(&mut self, a: &Value, op: BinOp, b: &Value) -> Result<Option<Value>> {
        let (name, reflected, ..) = names(op);
        let left = self.special(a, name).filter(|f| !is_builtin_slot(f));
        let right = self.special(b, reflected).filter(|f| !is_builtin_slot(f));
        let mut order = [(left, a, b), (right.clone(), b, a)];
        let (class_a, class_b) = (self.class_of(a), self.class_of(b));
        if right.is_some() && !Rc::ptr_eq(&class_a, &class_b) && class_b.is_subclass(&class_a) {
            order.reverse();
        } else if Rc::ptr_eq(&class_a, &class_b) {
            order[1].0 = None;
        }
        for (function, this, other) in order {
            let Some(function) = function else { continue };
            let value = self.call_method_of(&function, this, vec![other.clone()])?;
            if !matches!(value, Value::NotImplemented) {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    /// `a op= b`; the result is stored by the caller.
    pub(crate) fn in_place(&mut self, a: &Value, op: BinOp, b: &Value) -> Result {
        let (.., in_place, symbol) = names(op);
        if custom(a)
            && let Some(function) = self.special(a, in_place).filter(|f| !is_builtin_slot(f))
        {
            let value = self.call_method_of(&function, a, vec![b.clone()])?;
            if !matches!(value, Value::NotImplemented) {
                return Ok(value);
            }
        }
        match (a.base(), op) {
            (Value::List(list), BinOp::Add) => {
                let items = self.to_vec(b)?;
                self.reserve_more(list.len() * size_of::<Value>(), items.len() * size_of::<Value>())?;
                list.extend(items);
                return Ok(a.clone());
            }
            (Value::List(list), BinOp::Mult) if b.as_i64().is_some() => {
                let times = b.as_i64().unwrap_or(0).max(0) as usize;
                let items = list.to_vec();
                self.reserve(items.len().saturating_mul(times).saturating_mul(size_of::<Value>()))?;
                *list.borrow_mut() = super::arith::repeat(&items, times);
                list.weigh();
                return Ok(a.clone());
            }
            (Value::Dict(dict), BinOp::BitOr) => {
                let dict = dict.clone();
                self.dict_update(&dict, b)?;
                return Ok(a.clone());
            }
            (Value::ByteArray(bytes), BinOp::Add) if b.as_byte_vec().is_some() => {
                let more = b.as_byte_vec().unwrap_or_default();
                self.reserve_more(bytes.borrow().len(), more.len())?;
                bytes.update(|bytes| bytes.extend(more));
                return Ok(a.clone());
            }
            (Value::Set(set), BinOp::BitOr | BinOp::BitAnd | BinOp::Sub | BinOp::BitXor)
                if !set.frozen && matches!(b.base(), Value::Set(_)) =>
            {
                let set = set.clone();
                if let Some(Value::Set(result)) = self.builtin_binary(a.base(), op, b.base())? {
                    set.clear();
                    for (hash, key) in result.entries() {
                        set.add_new(hash, key);
                    }
                }
                return Ok(a.clone());
            }
            _ => {}
        }
        if let (Value::Int(_), Value::Int(_)) = (a, b) {
            return self.binary(a, op, b);
        }
        if (custom(a) || custom(b))
            && let Some(value) = self.binary_custom(a, op, b)?
        {
            return Ok(value);
        }
        match self.builtin_binary(a.base(), op, b.base())? {
            Some(value) => Ok(value),
            None => {
                let symbol = if op == BinOp::Pow { "**=".to_owned() } else { format!("{symbol}=") };
                Err(self.unsupported(a, &symbol, b))
            }
        }
    }

    /// `-a`, `+a`, `~a`, `not a`.
    pub(crate) fn unary(&mut self, op: UnaryOp, a: &Value) -> Result {
        if op == UnaryOp::Not {
            return Ok(Value::Bool(!self.truth(a)?));
        }
        let (name, symbol) = match op {
            UnaryOp::Minus => ("__neg__", "-"),
            UnaryOp::Plus => ("__pos__", "+"),
            _ => ("__invert__", "~"),
        };
        if custom(a)
            && let Some(function) = self.special(a, name).filter(|f| !is_builtin_slot(f))
        {
            return self.call_method_of(&function, a, Vec::new());
        }
        match (a.base(), op) {
            (Value::Float(float), UnaryOp::Minus) => return Ok(Value::Float(-float)),
            (Value::Float(float), UnaryOp::Plus) => return Ok(Value::Float(*float)),
            (Value::Int(int), UnaryOp::Minus) if *int != i64::MIN => return Ok(Value::Int(-int)),
            (Value::Int(int), UnaryOp::Plus) => return Ok(Value::Int(*int)),
            (Value::Int(int), _) if op == UnaryOp::Invert => return Ok(Value::Int(!int)),
            _ => {}
        }
        match a.as_bigint() {
            Some(big) => Ok(Value::int(match op {
                UnaryOp::Minus => -big,
                UnaryOp::Plus => big,
                _ => !big,
            })),
            None => {
                let message = format!("bad operand type for unary {symbol}: '{}'", self.type_name(a));
                Err(self.type_error(message))
            }
        }
    }

    /// Any comparison, `is` and `in` too.
    pub(crate) fn compare(&mut self, a: &Value, op: CmpOp, b: &Value) -> Result {
        match op {
            CmpOp::Is => Ok(Value::Bool(a.is(b))),
            CmpOp::IsNot => Ok(Value::Bool(!a.is(b))),
            CmpOp::In => Ok(Value::Bool(self.contains(b, a)?)),
            CmpOp::NotIn => Ok(Value::Bool(!self.contains(b, a)?)),
            _ => {
                if let (Value::Int(x), Value::Int(y)) = (a, b) {
                    return Ok(Value::Bool(super::compare::holds(op, x.cmp(y))));
                }
                self.rich(a, op, b)
            }
        }
    }

    /// `item in container`.
    pub(crate) fn contains(&mut self, container: &Value, item: &Value) -> Result<bool> {
        if custom(container)
            && let Some(function) = self.special(container, "__contains__").filter(|f| !is_builtin_slot(f))
        {
            let answer = self.call_method_of(&function, container, vec![item.clone()])?;
            return self.truth(&answer);
        }
        match container.base() {
            Value::Str(text) => match item.as_str() {
                Some(part) => {
                    self.charge(text.text().as_bytes().len() as u64 / 16)?;
                    Ok(super::super::kernel::text::contains(text.text(), part.text()))
                }
                None => {
                    let message = format!(
                        "'in <string>' requires string as left operand, not {}",
                        self.type_name(item)
                    );
                    Err(self.type_error(message))
                }
            },
            base @ (Value::Bytes(_) | Value::ByteArray(_)) => {
                let bytes = base.as_byte_vec().unwrap_or_default();
                self.charge(bytes.len() as u64 / 16)?;
                if let Some(part) = item.as_byte_vec() {
                    return Ok(super::super::kernel::bytes_text::contains(&bytes, &part));
                }
                let Some(byte) = item.as_i64() else {
                    let message = format!("a bytes-like object is required, not '{}'", self.type_name(item));
                    return Err(self.type_error(message));
                };
                match u8::try_from(byte) {
                    Ok(byte) => Ok(bytes.contains(&byte)),
                    Err(_) => Err(self.value_error("byte must be in range(0, 256)")),
                }
            }
            Value::Dict(dict) => {
                let dict = dict.clone();
                Ok(self.dict_get(&dict, item)?.is_some())
            }
            Value::Set(set) => {
                let set = set.clone();
                let item = frozen(item);
                self.set_has(&set, &item)
            }
            Value::DictView(view) if view.kind == super::super::object::ViewKind::Keys => {
                let dict = view.dict.clone();
                Ok(self.dict_get(&dict, item)?.is_some())
            }
            Value::Range(range) if item.as_bigint().is_some() => {
                Ok(item.as_bigint().is_some_and(|big| range.position(&big).is_some()))
            }
            _ => {
                let iterator = match self.iter(container) {
                    Ok(iterator) => iterator,
                    Err(raise) => {
                        let failed: Result = Err(raise);
                        let _ = self.caught(failed, "TypeError")?;
                        let message =
                            format!("argument of type '{}' is not iterable", self.type_name(container));
                        return Err(self.type_error(message));
                    }
                };
                while let Some(have) = self.next(&iterator)? {
                    if self.same(&have, item)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
        }
    }
}

fn custom(value: &Value) -> bool {
    matches!(value, Value::Instance(_) | Value::Class(_))
}

/// A set that is looked for in a set counts as a frozen one.
pub(crate) fn frozen(item: &Value) -> Value {
    match item.base() {
        Value::Set(set) if !set.frozen => Value::Set(set.copy(true)),
        _ => item.clone(),
    }
}
