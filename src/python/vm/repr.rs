//! `repr` and `str`.

use super::super::kernel;
use super::super::object::{Class, Descriptor, Dict, Instance, NativeKind, Payload, ViewKind};
use super::super::value::{Str, Value};
use super::{Result, Vm};
use crate::wtf8::{Wtf8, Wtf8Builder};
use std::rc::Rc;

/// Levels of containers that a `repr` for the record goes down.
const SHOWN_DEPTH: usize = 64;

impl Vm {
    /// `repr(value)`.
    pub(crate) fn repr(&mut self, value: &Value) -> Result<Wtf8> {
        let mut out = Wtf8Builder::default();
        self.write_repr(value, &mut out)?;
        Ok(out.finish())
    }

    /// `str(value)`.
    pub(crate) fn to_str(&mut self, value: &Value) -> Result<Str> {
        match value {
            Value::Str(text) => return Ok(text.clone()),
            Value::Instance(_) | Value::Class(_) => {
                if let Some(function) = self.special(value, "__str__") {
                    let answer = self.call_method_of(&function, value, Vec::new())?;
                    return match answer.as_str() {
                        Some(text) => Ok(text.clone()),
                        None => {
                            let message =
                                format!("__str__ returned non-string (type {})", self.type_name(&answer));
                            Err(self.type_error(message))
                        }
                    };
                }
            }
            _ => {}
        }
        let text = self.repr(value)?;
        Ok(super::super::object::PyStr::new(text))
    }

    /// Appends `repr(value)`.
    #[expect(clippy::too_many_lines, reason = "one arm per kind of value")]
    pub(crate) fn write_repr(&mut self, value: &Value, out: &mut Wtf8Builder) -> Result<()> {
        self.charge(1)?;
        if self.cut(out) {
            return Ok(());
        }
        if out.byte_len() > self.budget.value_bytes() {
            return self.reserve(out.byte_len());
        }
        match value {
            Value::Unset => out.push_str("<unset>"),
            Value::None => out.push_str("None"),
            Value::NotImplemented => out.push_str("NotImplemented"),
            Value::Ellipsis => out.push_str("Ellipsis"),
            Value::Bool(flag) => out.push_str(if *flag { "True" } else { "False" }),
            Value::Int(int) => out.push_str(&int.to_string()),
            Value::Big(big) => {
                self.charge((big.bits() / 64).pow(2) / 64)?;
                let text = kernel::int_text::int_to_str(big);
                out.push_str(&self.kernel(text)?);
            }
            Value::Float(float) => {
                self.charge(2)?;
                out.push_str(&crate::number::float_repr(*float));
            }
            Value::Str(text) => {
                if let Some(limit) = self.shown.filter(|limit| text.text().len() > *limit) {
                    out.push_str(&kernel::quote::repr_str(&text.text().slice(0, limit + 1)));
                    return Ok(());
                }
                self.reserve(text.text().as_bytes().len())?;
                out.push_str(&kernel::quote::repr_str(text.text()));
            }
            Value::Bytes(bytes) => {
                if let Some(limit) = self.shown.filter(|limit| bytes.len() > *limit) {
                    out.push_str(&kernel::quote::repr_bytes(&bytes[..=limit]));
                    return Ok(());
                }
                self.reserve(bytes.len())?;
                out.push_str(&kernel::quote::repr_bytes(bytes));
            }
            Value::ByteArray(bytes) => {
                let bytes = bytes.borrow();
                let len = self.shown.map_or(bytes.len(), |limit| bytes.len().min(limit + 1));
                self.reserve(len)?;
                out.push_str(&kernel::quote::repr_bytearray(&bytes[..len]));
            }
            Value::Tuple(items) => return self.repr_tuple(items, out),
            Value::List(list) => {
                let key = Rc::as_ptr(list).cast::<u8>() as usize;
                let list = list.clone();
                return self.repr_guarded(key, "[...]", out, |vm, out| {
                    out.push_str("[");
                    let mut at = 0;
                    while let Some(item) = list.get(at).filter(|_| !vm.cut(out)) {
                        if at > 0 {
                            out.push_str(", ");
                        }
                        vm.write_repr(&item, out)?;
                        at += 1;
                    }
                    out.push_str("]");
                    Ok(())
                });
            }
            Value::Dict(dict) => {
                let key = Rc::as_ptr(dict).cast::<u8>() as usize;
                let dict = dict.clone();
                return self.repr_guarded(key, "{...}", out, |vm, out| vm.repr_dict(&dict, out));
            }
            Value::Set(set) => {
                let key = Rc::as_ptr(set).cast::<u8>() as usize;
                let name = value.builtin_name();
                // Each item takes a character and what parts it from the next.
                let items = set.first(self.shown.map_or(usize::MAX, |limit| limit / 3 + 1));
                let frozen = set.frozen;
                if items.is_empty() {
                    out.push_str(name);
                    out.push_str("()");
                    return Ok(());
                }
                return self.repr_guarded(key, &format!("{name}(...)"), out, |vm, out| {
                    if frozen {
                        vm.repr_items("frozenset({", &items, "})", out)
                    } else {
                        vm.repr_items("{", &items, "}", out)
                    }
                });
            }
            Value::DictView(view) => {
                let first = view.dict.first(self.shown.map_or(usize::MAX, |limit| limit / 3 + 1)).into_iter();
                let items: Vec<Value> = match view.kind {
                    ViewKind::Keys => first.map(|(key, _)| key).collect(),
                    ViewKind::Values => first.map(|(_, value)| value).collect(),
                    ViewKind::Items => first.map(|(key, value)| Value::tuple([key, value])).collect(),
                };
                let key = Rc::as_ptr(&view.dict).cast::<u8>() as usize + 1;
                let name = view.class_name();
                return self.repr_guarded(key, "...", out, |vm, out| {
                    vm.repr_items(&format!("{name}(["), &items, "])", out)
                });
            }
            Value::Range(range) => {
                out.push_str(&format!("range({}, {}", range.start, range.stop));
                if range.step != 1 {
                    out.push_str(&format!(", {}", range.step));
                }
                out.push_str(")");
            }
            Value::Slice(slice) => {
                let parts = [slice.start.clone(), slice.stop.clone(), slice.step.clone()];
                return self.repr_items("slice(", &parts, ")", out);
            }
            Value::Instance(instance) => return self.repr_instance(value, instance, out),
            Value::Class(class) => return self.repr_class(value, class, out),
            Value::Method(method) => {
                let method = method.clone();
                return self.repr_method(&method.function, &method.this, out);
            }
            other => {
                let text = self.repr_code(other);
                out.push_str(&text);
            }
        }
        Ok(())
    }

    fn repr_tuple(&mut self, items: &Rc<super::super::object::Tuple>, out: &mut Wtf8Builder) -> Result<()> {
        let key = Rc::as_ptr(items).cast::<u8>() as usize;
        let close = if items.len() == 1 { ",)" } else { ")" };
        let items = items.clone();
        self.repr_guarded(key, "(...)", out, |vm, out| vm.repr_items("(", &items, close, out))
    }

    /// Writes a container once; inside itself it is written as `mark`.
    pub(crate) fn repr_guarded(
        &mut self,
        key: usize,
        mark: &str,
        out: &mut Wtf8Builder,
        write: impl FnOnce(&mut Self, &mut Wtf8Builder) -> Result<()>,
    ) -> Result<()> {
        let too_deep = self.shown.is_some() && self.repr_stack.len() >= SHOWN_DEPTH;
        if too_deep || self.repr_stack.contains(&key) {
            out.push_str(mark);
            return Ok(());
        }
        self.repr_stack.push(key);
        let result = self.deeper(" while getting the repr of an object", |vm| write(vm, out));
        self.repr_stack.pop();
        result
    }

    /// Whether a `repr` for the record has become long enough.
    fn cut(&self, out: &Wtf8Builder) -> bool {
        self.shown.is_some_and(|limit| out.byte_len() > limit)
    }

    /// Items between two brackets.
    pub(crate) fn repr_items(
        &mut self,
        open: &str,
        items: &[Value],
        close: &str,
        out: &mut Wtf8Builder,
    ) -> Result<()> {
        out.push_str(open);
        for (at, item) in items.iter().enumerate() {
            if self.cut(out) {
                return Ok(());
            }
            if at > 0 {
                out.push_str(", ");
            }
            self.write_repr(item, out)?;
        }
        out.push_str(close);
        Ok(())
    }

    fn repr_dict(&mut self, dict: &Rc<Dict>, out: &mut Wtf8Builder) -> Result<()> {
        out.push_str("{");
        let mut position = 0;
        while let Some((next, key, value)) = dict.next_from(position).filter(|_| !self.cut(out)) {
            if position > 0 {
                out.push_str(", ");
            }
            position = next;
            self.write_repr(&key, out)?;
            out.push_str(": ");
            self.write_repr(&value, out)?;
        }
        out.push_str("}");
        Ok(())
    }

    fn repr_instance(&mut self, value: &Value, instance: &Rc<Instance>, out: &mut Wtf8Builder) -> Result<()> {
        if self.shown.is_some() && self.data_depth >= SHOWN_DEPTH {
            out.push_str("...");
            return Ok(());
        }
        let class = instance.class();
        if let Some(function) = class.lookup_str("__repr__")
            && !super::compare::is_builtin_slot(&function)
        {
            let answer = self.deeper(" while getting the repr of an object", |vm| {
                vm.call_method_of(&function, value, Vec::new())
            })?;
            return match answer.as_str() {
                Some(text) => {
                    let text = text.text();
                    match self.shown.filter(|limit| text.len() > *limit) {
                        Some(limit) => out.push_wtf8(&text.slice(0, limit + 1)),
                        None => {
                            self.reserve(text.as_bytes().len())?;
                            out.push_wtf8(text);
                        }
                    }
                    Ok(())
                }
                None => {
                    let message = format!("__repr__ returned non-string (type {})", self.type_name(&answer));
                    Err(self.type_error(message))
                }
            };
        }
        match &instance.payload {
            Payload::Value(inner) => {
                let inner = inner.clone();
                if let Value::Set(_) = inner {
                    let name = class.name();
                    let items = self.to_vec(&inner)?;
                    if items.is_empty() {
                        out.push_str(&format!("{name}()"));
                        return Ok(());
                    }
                    return self.repr_items(&format!("{name}({{"), &items, "})", out);
                }
                self.write_repr(&inner, out)
            }
            _ => {
                self.charge(4)?;
                out.push_str(&self.default_repr(instance));
                Ok(())
            }
        }
    }

    /// `<module.Class object at 0x…>`.
    pub(crate) fn default_repr(&self, instance: &Rc<Instance>) -> String {
        let class = instance.class();
        let address = Vm::address(instance.id.get());
        format!("<{}.{} object at {address:#x}>", class.module(), class.qualname())
    }

    fn repr_class(&mut self, value: &Value, class: &Rc<Class>, out: &mut Wtf8Builder) -> Result<()> {
        if let Some(function) = self.special(value, "__repr__")
            && !super::compare::is_builtin_slot(&function)
        {
            let answer = self.call_method_of(&function, value, Vec::new())?;
            if let Some(text) = answer.as_str() {
                out.push_wtf8(text.text());
                return Ok(());
            }
        }
        out.push_str(&format!("<class '{}'>", class.full_name()));
        Ok(())
    }

    fn repr_method(&mut self, function: &Value, this: &Value, out: &mut Wtf8Builder) -> Result<()> {
        if let Value::Native(native) = function
            && native.kind != NativeKind::Python
        {
            let address = self.identity_of(this);
            let name = self.type_name(this);
            let word =
                if native.kind == NativeKind::Slot { "<method-wrapper '" } else { "<built-in method " };
            let quote = if native.kind == NativeKind::Slot { "'" } else { "" };
            out.push_str(&format!("{word}{}{quote} of {name} object at {address:#x}>", native.name.name()));
            return Ok(());
        }
        let name = match function {
            Value::Function(function) => function.qualname.borrow().name().to_owned(),
            Value::Native(native) => native.qualname().name().to_owned(),
            other => self.type_name(other),
        };
        out.push_str(&format!("<bound method {name} of "));
        self.write_repr(this, out)?;
        out.push_str(">");
        Ok(())
    }

    /// Functions, modules and the like: never runs Python code.
    fn repr_code(&mut self, value: &Value) -> String {
        let address = self.identity_of(value);
        match value {
            Value::Function(function) => {
                format!("<function {} at {address:#x}>", function.qualname.borrow().name())
            }
            Value::Native(native) => match native.kind {
                NativeKind::Function => format!("<built-in function {}>", native.name.name()),
                NativeKind::Python => format!("<function {} at {address:#x}>", native.qualname().name()),
                NativeKind::Method => {
                    let owner = native.owner.as_ref().map_or("object", |owner| owner.name());
                    format!("<method '{}' of '{owner}' objects>", native.name.name())
                }
                NativeKind::Slot => {
                    let owner = native.owner.as_ref().map_or("object", |owner| owner.name());
                    format!("<slot wrapper '{}' of '{owner}' objects>", native.name.name())
                }
            },
            Value::Module(module) => {
                let name = module.name.name();
                if self.is_builtin_module(name) {
                    format!("<module '{name}' (built-in)>")
                } else {
                    format!("<module '{name}'>")
                }
            }
            Value::Generator(generator) => {
                let kind = generator.class_name();
                format!("<{kind} object {} at {address:#x}>", generator.qualname.borrow().name())
            }
            Value::Code(code) => {
                let name = code.name.name();
                format!("<code object {name} at {address:#x}, file \"main.py\", line {}>", code.first_line)
            }
            Value::Super(held) => {
                format!("<super: <class '{}'>, <{} object>>", held.class.name(), held.this_class.name())
            }
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::StaticMethod(Value::Function(f)) => {
                    format!("<staticmethod(<function {} at {address:#x}>)>", f.qualname.borrow().name())
                }
                Descriptor::ClassMethod(Value::Function(f)) => {
                    format!("<classmethod(<function {} at {address:#x}>)>", f.qualname.borrow().name())
                }
                Descriptor::Member(name) => format!("<member '{}'>", name.name()),
                other => format!("<{} object at {address:#x}>", other.class_name()),
            },
            other => format!("<{} object at {address:#x}>", self.type_name(other)),
        }
    }

    fn is_builtin_module(&self, name: &str) -> bool {
        matches!(name, "time" | "sys" | "builtins" | "itertools" | "math")
    }
}
