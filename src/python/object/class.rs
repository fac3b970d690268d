//! Classes, their instances, exceptions among them, and modules.

use super::super::code::Code;
use super::super::heap::{self, Clear, Identity, Tally};
use super::super::value::{Str, Value};
use super::{Dict, PyStr};
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What an instance of a class is made of; a class has its base's, and two different ones cannot be combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    Object,
    Int,
    Float,
    Str,
    Bytes,
    ByteArray,
    Tuple,
    List,
    Dict,
    Set,
    FrozenSet,
    Exception,
    Type,
    /// Made by a native `__new__`; named so that two of them do not mix.
    Native(&'static str),
    /// A built-in class that cannot be a base.
    Sealed,
}

/// Properties of a class.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ClassFlags {
    /// Made by a `class` statement or `type(...)`; only such classes can be changed.
    pub(crate) heap: bool,
}

/// Bytes of a class without what its dict holds.
pub(crate) const CLASS: usize = 512;

/// A class.
pub(crate) struct Class {
    pub(crate) name: RefCell<Str>,
    pub(crate) qualname: RefCell<Str>,
    pub(crate) dict: Rc<Dict>,
    pub(crate) bases: RefCell<Vec<Rc<Class>>>,
    /// Itself first, `object` last.
    pub(crate) mro: RefCell<Vec<Rc<Class>>>,
    /// `None` for `type` itself.
    pub(crate) meta: RefCell<Option<Rc<Class>>>,
    pub(crate) layout: Layout,
    pub(crate) flags: ClassFlags,
    /// Names in `__slots__` of this class and its bases, when no class of them gives a `__dict__`.
    pub(crate) slots: Option<Vec<Str>>,
    /// Names still abstract.
    pub(crate) abstracts: RefCell<Vec<Str>>,
    pub(crate) id: Identity,
    pub(crate) tally: Tally,
}

impl Class {
    /// A class without bases; the machine's `new_class` does the rest.
    pub(crate) fn bare(name: Str, layout: Layout, flags: ClassFlags, slots: Option<Vec<Str>>) -> Rc<Self> {
        let class = Rc::new(Self {
            qualname: RefCell::new(name.clone()),
            name: RefCell::new(name),
            dict: Dict::new(),
            bases: RefCell::default(),
            mro: RefCell::default(),
            meta: RefCell::default(),
            layout,
            flags,
            slots,
            abstracts: RefCell::default(),
            id: Identity::default(),
            tally: Tally::new(CLASS),
        });
        heap::register(&class);
        class
    }

    /// Finds a name along the order of resolution.
    pub(crate) fn lookup(&self, name: &Str) -> Option<Value> {
        heap::owe(self.mro.borrow().len() * 2);
        self.mro.borrow().iter().find_map(|class| class.dict.get_name(name))
    }

    /// As [`Class::lookup`], by text.
    pub(crate) fn lookup_str(&self, name: &str) -> Option<Value> {
        heap::owe(self.mro.borrow().len() * 2);
        self.mro.borrow().iter().find_map(|class| class.dict.get_str(name))
    }

    /// Whether this is `other` or derived from it.
    pub(crate) fn is_subclass(&self, other: &Rc<Class>) -> bool {
        heap::owe(self.mro.borrow().len());
        std::ptr::eq(self, &raw const **other)
            || self.mro.borrow().iter().any(|class| Rc::ptr_eq(class, other))
    }

    /// Its `__name__`.
    pub(crate) fn name(&self) -> String {
        self.name.borrow().name().to_owned()
    }

    /// Its name in messages: that of a class written in C carries its module.
    pub(crate) fn message_name(&self) -> String {
        let full = match self.module().as_str() {
            "datetime" | "zoneinfo" => !self.flags.heap,
            // Written in Python here, in C there.
            "decimal" => self.name.borrow().name() == "Decimal",
            _ => false,
        };
        if full { self.full_name() } else { self.name() }
    }

    /// Its `__qualname__`.
    pub(crate) fn qualname(&self) -> String {
        self.qualname.borrow().name().to_owned()
    }

    /// Its `__module__`.
    pub(crate) fn module(&self) -> String {
        let module = self.dict.get_str("__module__");
        module.as_ref().and_then(Value::as_str).map_or("builtins".into(), |name| name.name().to_owned())
    }

    /// `module.qualname`, or the bare name of a built-in.
    pub(crate) fn full_name(&self) -> String {
        let module = self.module();
        if module == "builtins" { self.qualname() } else { format!("{module}.{}", self.qualname()) }
    }
}

impl Clear for Class {
    fn clear(&self) {
        self.dict.clear();
        let held = (self.mro.take(), self.bases.take(), self.meta.take());
        drop(held);
    }
}

/// What an instance holds beside its attributes.
pub(crate) enum Payload {
    Plain,
    /// An instance of a subclass of `int`, `str`, `dict`, …
    Value(Value),
    Exception(Box<ExceptionData>),
    /// Data of a class written in Rust.
    Native(Box<dyn Any>),
}

/// An instance of a class.
pub(crate) struct Instance {
    pub(crate) class: RefCell<Rc<Class>>,
    dict: RefCell<Option<Rc<Dict>>>,
    pub(crate) payload: Payload,
    pub(crate) id: Identity,
    _tally: Tally,
}

impl Instance {
    pub(crate) fn new(class: Rc<Class>, payload: Payload) -> Rc<Self> {
        Rc::new(Self {
            class: RefCell::new(class),
            dict: RefCell::default(),
            payload,
            id: Identity::default(),
            _tally: Tally::new(96),
        })
    }

    pub(crate) fn class(&self) -> Rc<Class> {
        self.class.borrow().clone()
    }

    /// An attribute of the instance itself.
    pub(crate) fn get(&self, name: &Str) -> Option<Value> {
        self.dict.borrow().as_ref()?.get_name(name)
    }

    /// As [`Instance::get`], by text.
    pub(crate) fn get_str(&self, name: &str) -> Option<Value> {
        self.dict.borrow().as_ref()?.get_str(name)
    }

    /// The attributes, made when first asked for.
    pub(crate) fn dict(&self) -> Rc<Dict> {
        self.dict.borrow_mut().get_or_insert_with(Dict::new).clone()
    }

    /// The attributes if there ever were any.
    pub(crate) fn dict_if_any(&self) -> Option<Rc<Dict>> {
        self.dict.borrow().clone()
    }

    pub(crate) fn set_dict(&self, dict: Rc<Dict>) {
        heap::touch();
        let old = self.dict.borrow_mut().replace(dict);
        drop(old);
    }

    /// Sets an attribute of the instance itself.
    pub(crate) fn set(&self, name: &Str, value: Value) {
        self.dict().set_name(name, value);
    }

    /// The native data of type `T`.
    pub(crate) fn native<T: 'static>(&self) -> Option<&T> {
        match &self.payload {
            Payload::Native(data) => data.downcast_ref(),
            _ => None,
        }
    }

    /// The exception's data.
    pub(crate) fn exception(&self) -> Option<&ExceptionData> {
        match &self.payload {
            Payload::Exception(data) => Some(data),
            _ => None,
        }
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        let dict = self.dict.get_mut().take().map(Value::Dict);
        let payload = match std::mem::replace(&mut self.payload, Payload::Plain) {
            Payload::Value(value) => Some(value),
            _ => None,
        };
        heap::bury(dict.into_iter().chain(payload));
    }
}

/// One line of a traceback, outermost first.
#[derive(Clone)]
pub(crate) struct TraceLine {
    /// What ran; only the student's own text is shown.
    pub(crate) code: Rc<Code>,
    /// Line from 1.
    pub(crate) line: u32,
}

impl TraceLine {
    /// Whether both are printed alike.
    pub(crate) fn same(&self, other: &Self) -> bool {
        self.line == other.line && self.code.name.text() == other.code.name.text()
    }
}

/// The state of an exception.
#[derive(Default)]
pub(crate) struct ExceptionData {
    /// `args`; a tuple.
    pub(crate) args: RefCell<Vec<Value>>,
    pub(crate) cause: RefCell<Option<Value>>,
    pub(crate) context: RefCell<Option<Value>>,
    pub(crate) suppress_context: Cell<bool>,
    /// Innermost first, as they are met.
    pub(crate) traceback: RefCell<Vec<TraceLine>>,
    /// `value`, `name`, `errno`, … of the classes that have them.
    pub(crate) fields: RefCell<Vec<(&'static str, Value)>>,
}

impl ExceptionData {
    pub(crate) fn new(args: Vec<Value>) -> Self {
        let made = Self::default();
        *made.args.borrow_mut() = args;
        made
    }

    pub(crate) fn field(&self, name: &str) -> Option<Value> {
        self.fields.borrow().iter().find(|(have, _)| *have == name).map(|(_, value)| value.clone())
    }

    pub(crate) fn set_field(&self, name: &'static str, value: Value) {
        let mut fields = self.fields.borrow_mut();
        fields.retain(|(have, _)| *have != name);
        fields.push((name, value));
    }
}

impl Drop for ExceptionData {
    fn drop(&mut self) {
        let args = std::mem::take(self.args.get_mut());
        heap::bury(args.into_iter().chain(self.cause.get_mut().take()).chain(self.context.get_mut().take()));
    }
}

/// A module.
pub(crate) struct Module {
    pub(crate) name: Str,
    pub(crate) dict: Rc<Dict>,
    pub(crate) id: Identity,
}

impl Module {
    /// A module with only its names in it.
    pub(crate) fn new(name: &str) -> Rc<Self> {
        let name = PyStr::new(name);
        let dict = Dict::new();
        dict.set_str("__name__", Value::Str(name.clone()));
        Rc::new(Self { name, dict, id: Identity::default() })
    }
}
