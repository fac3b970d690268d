//! Iteration.

use super::super::object::{Iter, IterState, ViewKind};
use super::super::value::Value;
use super::{Raise, Result, Vm};
use crate::wtf8::Wtf8;
use std::rc::Rc;

impl Vm {
    /// `iter(value)`.
    #[expect(clippy::iter_not_returning_iterator, reason = "it is Python's `iter`")]
    pub(crate) fn iter(&mut self, value: &Value) -> Result {
        if let Value::Instance(_) | Value::Class(_) = value {
            match self.special(value, "__iter__") {
                Some(Value::None) => return Err(self.not_iterable(value)),
                Some(function) => {
                    let iterator = self.call_method_of(&function, value, Vec::new())?;
                    if !self.is_iterator(&iterator) {
                        let message =
                            format!("iter() returned non-iterator of type '{}'", self.type_name(&iterator));
                        return Err(self.type_error(message));
                    }
                    return Ok(iterator);
                }
                None => {}
            }
            if self.special(value, "__getitem__").is_some() && matches!(value, Value::Instance(_)) {
                return Ok(Iter::new("iterator", IterState::Sequence { object: value.clone(), at: 0 }));
            }
            if let Value::Class(_) = value {
                return Err(self.not_iterable(value));
            }
        }
        Ok(match value.base() {
            Value::List(list) => Iter::new("list_iterator", IterState::List { list: list.clone(), at: 0 }),
            tuple @ Value::Tuple(_) => {
                Iter::new("tuple_iterator", IterState::Items { items: tuple.clone(), at: 0 })
            }
            bytes @ Value::Bytes(_) => {
                Iter::new("bytes_iterator", IterState::Items { items: bytes.clone(), at: 0 })
            }
            bytes @ Value::ByteArray(_) => {
                Iter::new("bytearray_iterator", IterState::Items { items: bytes.clone(), at: 0 })
            }
            text @ Value::Str(_) => {
                let name = "str_iterator";
                Iter::new(name, IterState::Str { text: text.clone(), byte: 0 })
            }
            Value::Range(range) => Iter::new(
                "range_iterator",
                IterState::Range { next: range.start, left: range.len(), step: range.step },
            ),
            Value::Dict(dict) => Iter::new(
                "dict_keyiterator",
                IterState::Dict { dict: dict.clone(), at: 0, len: dict.len(), kind: ViewKind::Keys },
            ),
            Value::DictView(view) => Iter::new(
                match view.kind {
                    ViewKind::Keys => "dict_keyiterator",
                    ViewKind::Values => "dict_valueiterator",
                    ViewKind::Items => "dict_itemiterator",
                },
                IterState::Dict { dict: view.dict.clone(), at: 0, len: view.dict.len(), kind: view.kind },
            ),
            Value::Set(set) => {
                Iter::new("set_iterator", IterState::Set { set: set.clone(), at: 0, len: set.len() })
            }
            Value::Generator(generator) if generator.code.generator && !generator.code.coroutine => {
                value.clone()
            }
            Value::Iter(_) => value.clone(),
            _ => return Err(self.not_iterable(value)),
        })
    }

    fn not_iterable(&mut self, value: &Value) -> Raise {
        let message = format!("'{}' object is not iterable", self.type_name(value));
        self.type_error(message)
    }

    pub(crate) fn is_iterator(&self, value: &Value) -> bool {
        matches!(value, Value::Iter(_))
            || matches!(value, Value::Generator(generator) if !generator.code.coroutine)
            || self.special(value, "__next__").is_some()
    }

    /// The next value of an iterator, or nothing at its end.
    pub(crate) fn next(&mut self, iterator: &Value) -> Result<Option<Value>> {
        self.charge(3)?;
        match iterator {
            Value::Iter(iter) => self.next_builtin(iter),
            Value::Generator(generator) => {
                let generator = generator.clone();
                self.resume_to_end(&generator, Value::None)
            }
            _ => match self.special(iterator, "__next__") {
                Some(function) => {
                    let result = self.call_method_of(&function, iterator, Vec::new());
                    Ok(self.caught(result, "StopIteration")?.ok())
                }
                None => {
                    let message = format!("'{}' object is not an iterator", self.type_name(iterator));
                    Err(self.type_error(message))
                }
            },
        }
    }

    /// The next value of a built-in iterator. Its state is never borrowed while Python code runs.
    pub(super) fn next_builtin(&mut self, iter: &Rc<Iter>) -> Result<Option<Value>> {
        let mut state = iter.state.borrow_mut();
        let value = match &mut *state {
            IterState::Done => return Ok(None),
            IterState::List { list, at } => {
                let value = list.get(*at);
                *at += 1;
                value
            }
            IterState::ListBack { list, left } => {
                *left = (*left).min(list.len());
                let value = left.checked_sub(1).and_then(|at| list.get(at));
                *left = left.saturating_sub(1);
                value
            }
            IterState::Items { items, at } => {
                *at += 1;
                match items {
                    Value::Tuple(items) => items.get(*at - 1).cloned(),
                    Value::Bytes(bytes) => bytes.get(*at - 1).map(|byte| Value::Int(i64::from(*byte))),
                    Value::ByteArray(bytes) => {
                        bytes.borrow().get(*at - 1).map(|byte| Value::Int(i64::from(*byte)))
                    }
                    _ => None,
                }
            }
            IterState::Str { text, byte } => next_char(text, byte),
            IterState::Range { next, left, step } => {
                if *left == 0 {
                    None
                } else {
                    let value = *next;
                    *left -= 1;
                    *next = next.wrapping_add(*step);
                    Some(Value::Int(value))
                }
            }
            IterState::Dict { dict, at, len, kind } => {
                if dict.len() != *len {
                    *len = usize::MAX;
                    drop(state);
                    return Err(self.exception("RuntimeError", "dictionary changed size during iteration"));
                }
                dict.next_from(*at).map(|(next, key, value)| {
                    *at = next;
                    match kind {
                        ViewKind::Keys => key,
                        ViewKind::Values => value,
                        ViewKind::Items => Value::tuple([key, value]),
                    }
                })
            }
            IterState::Set { set, at, len } => {
                if set.len() != *len {
                    *len = usize::MAX;
                    drop(state);
                    return Err(self.exception("RuntimeError", "Set changed size during iteration"));
                }
                set.next_from(*at).map(|(next, key)| {
                    *at = next;
                    key
                })
            }
            IterState::Vec(values) => values.next(),
            _ => {
                let taken = std::mem::replace(&mut *state, IterState::Done);
                drop(state);
                return self.next_calling(iter, taken);
            }
        };
        if value.is_none() {
            *state = IterState::Done;
        }
        Ok(value)
    }

    /// Iterators that run Python code: the state is taken out meanwhile.
    fn next_calling(&mut self, iter: &Rc<Iter>, mut state: IterState) -> Result<Option<Value>> {
        let result = self.deeper("", |vm| vm.next_of_state(&mut state));
        if !matches!(result, Ok(None)) {
            *iter.state.borrow_mut() = state;
        }
        result
    }

    fn next_of_state(&mut self, state: &mut IterState) -> Result<Option<Value>> {
        match state {
            IterState::Sequence { object, at } => {
                let result = self.get_item(object, &Value::Int(*at));
                *at += 1;
                self.until_index_error(result)
            }
            IterState::SequenceBack { object, left } => {
                if *left <= 0 {
                    return Ok(None);
                }
                *left -= 1;
                let result = self.get_item(object, &Value::Int(*left));
                self.until_index_error(result)
            }
            IterState::Callable { function, sentinel } => {
                let value = self.call(function, Vec::new())?;
                Ok(if self.same(&value, sentinel)? { None } else { Some(value) })
            }
            IterState::Enumerate { inner, count } => {
                let Some(value) = self.next(inner)? else { return Ok(None) };
                let next = self.binary(count, super::super::ast::BinOp::Add, &Value::Int(1))?;
                Ok(Some(Value::tuple([std::mem::replace(count, next), value])))
            }
            IterState::Zip { inner, strict } => {
                let mut items = Vec::with_capacity(inner.len());
                for (at, iterator) in inner.iter().enumerate() {
                    match self.next(iterator)? {
                        Some(value) => items.push(value),
                        None if *strict => return self.zip_ended(inner, at).map(|()| None),
                        None => return Ok(None),
                    }
                }
                Ok(if inner.is_empty() { None } else { Some(Value::tuple(items)) })
            }
            IterState::Map { function, inner } => {
                let mut items = Vec::with_capacity(inner.len());
                for iterator in inner.iter() {
                    match self.next(iterator)? {
                        Some(value) => items.push(value),
                        None => return Ok(None),
                    }
                }
                self.call(function, items).map(Some)
            }
            IterState::Filter { function, inner } => loop {
                let Some(value) = self.next(inner)? else { return Ok(None) };
                let keep = if function.is_none() {
                    self.truth(&value)?
                } else {
                    let answer = self.call(function, vec![value.clone()])?;
                    self.truth(&answer)?
                };
                if keep {
                    return Ok(Some(value));
                }
            },
            IterState::AsyncTurn(turn) => self.next_turn(turn),
            _ => Ok(None),
        }
    }

    fn zip_ended(&mut self, inner: &[Value], at: usize) -> Result<()> {
        let shorter = |at: usize| if at == 1 { " 1".to_owned() } else { format!("s 1-{at}") };
        if at > 0 {
            let message = format!("zip() argument {} is shorter than argument{}", at + 1, shorter(at));
            return Err(self.value_error(message));
        }
        for (at, iterator) in inner.iter().enumerate().skip(1) {
            if self.next(iterator)?.is_some() {
                let message = format!("zip() argument {} is longer than argument{}", at + 1, shorter(at));
                return Err(self.value_error(message));
            }
        }
        Ok(())
    }

    fn until_index_error(&mut self, result: Result) -> Result<Option<Value>> {
        match self.caught(result, "IndexError") {
            Ok(done) => Ok(done.ok()),
            Err(raise) => {
                let stopped: Result = Err(raise);
                Ok(self.caught(stopped, "StopIteration")?.ok())
            }
        }
    }

    /// Calls `work` with every item of an iterable.
    pub(crate) fn each(
        &mut self,
        items: &Value,
        mut work: impl FnMut(&mut Self, Value) -> Result<()>,
    ) -> Result<()> {
        let iterator = self.iter(items)?;
        while let Some(item) = self.next(&iterator)? {
            work(self, item)?;
        }
        Ok(())
    }

    /// All items of an iterable.
    pub(crate) fn to_vec(&mut self, items: &Value) -> Result<Vec<Value>> {
        match items {
            Value::Tuple(tuple) => {
                self.charge(tuple.len() as u64)?;
                return Ok(tuple.to_vec());
            }
            Value::List(list) => {
                self.charge(list.len() as u64)?;
                return Ok(list.to_vec());
            }
            _ => {}
        }
        let mut out = Vec::new();
        let limit = self.budget.value_bytes() / size_of::<Value>();
        let iterator = self.iter(items)?;
        if let Value::Instance(_) = items
            && let Some(function @ Value::Function(_)) = self.special(items, "__len__")
        {
            // CPython asks for a length to know how much room to make.
            let hint = self.call_method_of(&function, items, Vec::new());
            let _ = self.caught(hint, "TypeError")?;
        }
        while let Some(item) = self.next(&iterator)? {
            if out.len() >= limit {
                return self.reserve(usize::MAX).map(|()| out);
            }
            out.push(item);
        }
        Ok(out)
    }
}

/// The character at a byte offset, which moves on.
fn next_char(text: &Value, byte: &mut usize) -> Option<Value> {
    let Value::Str(text) = text else { return None };
    let bytes = text.text().as_bytes();
    let first = *bytes.get(*byte)?;
    let width = match first {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    };
    let part = bytes.get(*byte..*byte + width)?;
    *byte += width;
    match std::str::from_utf8(part) {
        Ok(part) => Some(Value::str(part)),
        Err(_) => {
            let point =
                part.iter().skip(1).fold(u32::from(first & 0x0F), |p, b| p << 6 | u32::from(b & 0x3F));
            Some(Value::str(Wtf8::from_code_points([point])))
        }
    }
}

impl Vm {
    /// Whether `iter(value)` would work.
    pub(crate) fn is_iterable(&mut self, value: &Value) -> bool {
        match value {
            Value::Instance(_) => {
                self.special(value, "__iter__").is_some()
                    || self.special(value, "__getitem__").is_some()
                    || !matches!(value.base(), Value::Instance(_) | Value::Int(_) | Value::Float(_))
            }
            _ => self.iter(value).is_ok(),
        }
    }
}
