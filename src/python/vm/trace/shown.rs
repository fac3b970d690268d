//! The text of values for the record: bounded, and cheap for what only grows.
//!
//! A list or dict of plain values to which something was added since the last stop has its new items appended to the
//! text it had. Everything else that may have changed is written anew, and compared.

use super::super::super::object::{Instance, NativeKind};
use super::super::super::value::Value;
use super::super::{Raise, Result, Vm};
use super::blank_addresses;
use crate::trace::{Kind, Shown};
use crate::wtf8::Wtf8Builder;
use std::rc::Rc;

/// Bytes of one value's text in the record; less once the record holds so many bytes of text. A program that shows
/// what a person would read never gets there.
const SHOWN_BYTES: [(usize, usize); 4] =
    [(8 << 20, 4_096), (16 << 20, 1_024), (32 << 20, 256), (usize::MAX, 80)];
/// Bytes of an exception's message in the record.
pub(super) const MESSAGE_BYTES: usize = 4_096;
/// Texts longer than this are kept beside the variable, to be compared with the next.
const LONG: usize = 64;

/// What the record last said about a variable.
pub(super) struct Slot {
    pub(super) binding: u32,
    pub(super) last: Value,
    shown: u32,
    /// Whether the value can change without being bound anew.
    pub(super) mutable: bool,
    kept: Option<Kept>,
}

/// The last text of a variable.
struct Kept {
    text: String,
    truncated: bool,
    /// How many items of a list or dict it shows, when none of them can come to look different.
    items: Option<usize>,
}

impl Slot {
    pub(super) fn new() -> Self {
        Self { binding: u32::MAX, last: Value::Unset, shown: u32::MAX, mutable: false, kept: None }
    }

    /// The variable is unbound.
    pub(super) fn forget(&mut self) {
        *self = Self { binding: self.binding, ..Self::new() };
    }
}

/// A value's text with what else the record has of it.
struct Written {
    text: String,
    kind: Kind,
    identity: Option<u32>,
    truncated: bool,
}

impl Vm {
    /// Records a variable if its text is another than before; it was last looked at in epoch `since`.
    pub(super) fn note(
        &mut self,
        frame: u32,
        name: &str,
        slot: &mut Slot,
        value: &Value,
        since: u64,
    ) -> Result<()> {
        self.charge(1)?;
        if value.is_unset() {
            if !slot.last.is_unset() {
                self.recorder.unset(slot.binding);
                slot.forget();
            }
            return Ok(());
        }
        let grown = if slot.last.is(value) { self.grown_text(slot, value, since)? } else { Growth::Unknown };
        let written = match grown {
            Growth::None => return Ok(()),
            Growth::To(text) => self.bounded(text, value),
            Growth::Unknown => self.shown_text(value)?,
        };
        let Written { text, kind, identity, truncated } = written;
        let same = match &slot.kept {
            Some(kept) => kept.text == text && kept.truncated == truncated && slot.last.is(value),
            None => self.recorder.shown(slot.shown).is_some_and(|have| {
                have.repr == text
                    && have.kind == kind
                    && have.identity == identity
                    && have.truncated == truncated
            }),
        };
        slot.last = value.clone();
        slot.mutable = is_mutable(value);
        if !same {
            if slot.binding == u32::MAX {
                slot.binding = self.recorder.binding(frame, name);
            }
            let before = slot.kept.as_ref().map(|kept| (slot.shown, kept.text.as_str()));
            let shown = Shown { repr: &text, kind, identity, truncated };
            slot.shown = self.recorder.show_after(before, shown);
            self.recorder.set(slot.binding, slot.shown);
        }
        let items = flat_items(value, text.len());
        slot.kept = (items.is_some() || text.len() > LONG).then_some(Kept { text, truncated, items });
        Ok(())
    }

    /// Stores the text of a value that is given back.
    pub(super) fn show(&mut self, value: &Value) -> Result<u32> {
        let Written { text, kind, identity, truncated } = self.shown_text(value)?;
        Ok(self.recorder.show(&text, kind, identity, truncated))
    }

    /// The text of a list or dict to which only plain items were added since.
    fn grown_text(&mut self, slot: &Slot, value: &Value, since: u64) -> Result<Growth> {
        let Some(Kept { text, truncated, items: Some(items) }) = &slot.kept else {
            return Ok(Growth::Unknown);
        };
        let len = match value {
            Value::List(list) if list.only_grew_since(since) => list.len(),
            Value::Dict(dict) if dict.only_grew_since(since) => dict.len(),
            _ => return Ok(Growth::Unknown),
        };
        if *truncated || len == *items {
            return Ok(Growth::None);
        }
        let mut out = Wtf8Builder::default();
        match value {
            Value::List(list) => {
                for at in *items..len.min(items + SHOWN_BYTES[0].1) {
                    let Some(item) = list.get(at).filter(is_flat) else { return Ok(Growth::Unknown) };
                    out.push_str(if at == 0 { "" } else { ", " });
                    self.write_shown(&item, &mut out)?;
                }
            }
            Value::Dict(dict) => {
                self.charge((len - items) as u64)?;
                for (at, (key, value)) in dict.newest(len - items).into_iter().enumerate() {
                    if !is_flat(&key) || !is_flat(&value) {
                        return Ok(Growth::Unknown);
                    }
                    out.push_str(if at + items == 0 { "" } else { ", " });
                    self.write_shown(&key, &mut out)?;
                    out.push_str(": ");
                    self.write_shown(&value, &mut out)?;
                }
            }
            _ => {}
        }
        let (head, close) = text.split_at(text.len() - 1);
        let text = [head, &out.finish().to_string_lossy(), close].concat();
        Ok(Growth::To(text))
    }

    /// Bytes that one value's text may have now.
    fn shown_bytes(&self) -> usize {
        let have = self.recorder.shown_bytes() + self.written;
        SHOWN_BYTES.iter().find(|(until, _)| have < *until).map_or(0, |(_, bytes)| *bytes)
    }

    fn write_shown(&mut self, value: &Value, out: &mut Wtf8Builder) -> Result<()> {
        let outer = self.shown.replace(self.shown_bytes());
        let result = self.write_repr(value, out);
        self.shown = outer;
        result
    }

    /// A value's text for the record: bounded, addresses blanked, a failing `__repr__` told.
    fn shown_text(&mut self, value: &Value) -> Result<Written> {
        if let Value::Int(int) = value {
            let (kind, identity) = kind_of(value);
            return Ok(Written { text: int.to_string(), kind, identity, truncated: false });
        }
        let text = self.record_repr(value)?;
        // What is written in vain counts too: a big value that is written at each stop must become short.
        self.written += text.len() / 2;
        self.charge(text.len() as u64 / 16)?;
        Ok(self.bounded(text, value))
    }

    /// `repr` for the record; longer than a text may be when it has to be cut.
    pub(in super::super) fn record_repr(&mut self, value: &Value) -> Result<String> {
        let outer = self.shown.replace(self.shown_bytes());
        let result = self.canonical_repr(value);
        self.shown = outer;
        match result {
            Err(Raise::Exception(exception)) => self.failed_repr(&exception),
            other => other,
        }
    }

    fn bounded(&self, mut text: String, value: &Value) -> Written {
        let (kind, identity) = kind_of(value);
        let truncated = cut(&mut text, self.shown_bytes());
        Written { text, kind, identity, truncated }
    }

    pub(in super::super) fn failed_repr(&mut self, exception: &Rc<Instance>) -> Result<String> {
        let message = self.quietly(|vm| vm.exception_text(exception))?;
        Ok(format!("<repr failed: {}: {message}>", exception.class().name()))
    }

    /// `repr` as the record has it: sets sorted by their items' text, modules without paths, addresses blanked.
    pub(in super::super) fn canonical_repr(&mut self, value: &Value) -> Result<String> {
        match value {
            Value::Module(module) => return Ok(format!("<module '{}'>", module.name.name())),
            // Of a set that is cut anyway, any items will do.
            Value::Set(set) if set.len() > 0 && self.shown.is_none_or(|limit| set.len() * 3 <= limit) => {
                let mut items = Vec::new();
                for item in set.items() {
                    items.push(self.canonical_repr(&item)?);
                }
                items.sort();
                let body = format!("{{{}}}", items.join(", "));
                return Ok(if set.frozen { format!("frozenset({body})") } else { body });
            }
            _ => {}
        }
        let mut out = Wtf8Builder::default();
        self.quietly(|vm| vm.write_repr(value, &mut out))?;
        let text = out.finish().to_string_lossy();
        Ok(if text.contains(" 0x") { blank_addresses(&text) } else { text })
    }
}

/// What is known about a text without writing it anew.
enum Growth {
    None,
    To(String),
    Unknown,
}

/// Cuts a text to so many bytes; whether that was needed.
pub(super) fn cut(text: &mut String, bytes: usize) -> bool {
    if text.len() <= bytes {
        return false;
    }
    let mut end = bytes;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    true
}

/// The number of items of a list or dict whose text, of so many bytes, shows only plain values.
fn flat_items(value: &Value, bytes: usize) -> Option<usize> {
    match value {
        Value::List(list) => {
            let items = list.borrow();
            items.iter().take(bytes).all(is_flat).then_some(items.len())
        }
        Value::Dict(dict) => {
            let mut position = 0;
            for _ in 0..dict.len().min(bytes) {
                let Some((next, key, value)) = dict.next_from(position) else { break };
                if !is_flat(&key) || !is_flat(&value) {
                    return None;
                }
                position = next;
            }
            Some(dict.len())
        }
        _ => None,
    }
}

/// Whether a value always looks the same, and can be written without running Python code.
fn is_flat(value: &Value) -> bool {
    !value.is_container() && !matches!(value, Value::ByteArray(_))
}

/// Items of a tuple that are looked at to see whether it can change.
const TUPLE_ITEMS: usize = 256;

/// Whether a value can come to look different.
fn is_mutable(value: &Value) -> bool {
    match value {
        Value::Tuple(items) => items.len() > TUPLE_ITEMS || !items.iter().all(is_flat),
        Value::Native(_) | Value::Module(_) | Value::Function(_) | Value::Class(_) | Value::Slice(_) => false,
        other => !is_flat(other),
    }
}

fn kind_of(value: &Value) -> (Kind, Option<u32>) {
    match value {
        Value::Str(_) => (Kind::Str, None),
        Value::Bytes(_) => (Kind::Bytes, None),
        Value::ByteArray(bytes) => (Kind::Bytes, Some(bytes.id.get())),
        Value::Int(_) | Value::Big(_) | Value::Float(_) | Value::Bool(_) => (Kind::Number, None),
        Value::None => (Kind::None, None),
        Value::Tuple(_) | Value::Range(_) => (Kind::Container, None),
        Value::List(list) => (Kind::Container, Some(list.id.get())),
        Value::Dict(dict) => (Kind::Container, Some(dict.id.get())),
        Value::Set(set) if set.frozen => (Kind::Container, None),
        Value::Set(set) => (Kind::Container, Some(set.id.get())),
        Value::DictView(_) => (Kind::Container, None),
        Value::Native(native) if native.kind == NativeKind::Python => (Kind::Code, None),
        Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_) | Value::Module(_) => {
            (Kind::Code, None)
        }
        Value::Instance(instance) => (Kind::Object, Some(instance.id.get())),
        Value::Generator(generator) => (Kind::Object, Some(generator.id.get())),
        _ => (Kind::Object, None),
    }
}
