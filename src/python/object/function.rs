//! Everything that can be called, the descriptors around it, and suspended calls.

use super::super::args::Args;
use super::super::code::Code;
use super::super::heap::{self, Clear, Identity, Tally};
use super::super::value::{Str, Value};
use super::super::vm::{Frame, Result, Vm};
use super::{Class, Dict, PyStr};
use std::cell::{self, OnceCell, RefCell};
use std::rc::Rc;

/// A function written in Python.
pub(crate) struct Function {
    pub(crate) code: Rc<Code>,
    pub(crate) globals: Rc<Dict>,
    pub(crate) name: RefCell<Str>,
    pub(crate) qualname: RefCell<Str>,
    pub(crate) doc: RefCell<Value>,
    pub(crate) module: RefCell<Value>,
    /// Defaults of the last positional parameters.
    pub(crate) defaults: RefCell<Vec<Value>>,
    pub(crate) kwdefaults: RefCell<Vec<(Str, Value)>>,
    pub(crate) closure: Vec<Rc<Cell>>,
    pub(crate) annotations: RefCell<Option<Rc<Dict>>>,
    pub(crate) dict: RefCell<Option<Rc<Dict>>>,
    pub(crate) id: Identity,
    pub(crate) _tally: Tally,
}

impl Drop for Function {
    fn drop(&mut self) {
        let cells = std::mem::take(&mut self.closure).into_iter().map(Value::Cell);
        let defaults = std::mem::take(self.defaults.get_mut());
        let kw = std::mem::take(self.kwdefaults.get_mut()).into_iter().map(|(_, value)| value);
        heap::bury(cells.chain(defaults).chain(kw));
    }
}

/// A function bound to its first argument.
pub(crate) struct Method {
    pub(crate) function: Value,
    pub(crate) this: Value,
    _tally: Tally,
}

impl Method {
    pub(crate) fn new(function: Value, this: Value) -> Rc<Self> {
        Rc::new(Self { function, this, _tally: Tally::new(64) })
    }
}

impl Drop for Method {
    fn drop(&mut self) {
        let held = [
            std::mem::replace(&mut self.function, Value::Unset),
            std::mem::replace(&mut self.this, Value::Unset),
        ];
        heap::bury(held);
    }
}

/// The Rust side of a native function.
pub(crate) type NativeFn = fn(&mut Vm, Args) -> Result;

/// A native function that carries state.
pub(crate) type NativeClosure = Rc<dyn Fn(&mut Vm, Args) -> Result>;

/// What a native function is to Python.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NativeKind {
    /// `builtin_function_or_method`
    Function,
    /// An unbound method of a built-in class; binds.
    Method,
    /// A dunder method of a built-in class; binds.
    Slot,
    /// Looks and binds like a function written in Python (those of `jwt`, `jose`, …).
    Python,
}

/// How it is run.
pub(crate) enum NativeCall {
    Plain(NativeFn),
    Closure(NativeClosure),
}

/// A function written in Rust.
pub(crate) struct Native {
    pub(crate) name: Str,
    /// Its qualified name; filled when somebody asks, for there are a thousand of these in every run and hardly one is
    /// asked.
    pub(crate) qualname: OnceCell<Str>,
    pub(crate) module: Option<Str>,
    pub(crate) kind: NativeKind,
    pub(crate) call: NativeCall,
    /// The class it is a method of, by name, for messages.
    pub(crate) owner: Option<Str>,
    pub(crate) dict: RefCell<Option<Rc<Dict>>>,
    pub(crate) id: Identity,
}

impl Native {
    /// Its qualified name: that of its class and its own, where nothing else was given.
    pub(crate) fn qualname(&self) -> &Str {
        self.qualname.get_or_init(|| match &self.owner {
            Some(class) => PyStr::new(format!("{}.{}", class.name(), self.name.name())),
            None => self.name.clone(),
        })
    }

    pub(crate) fn class_name(&self) -> &'static str {
        match self.kind {
            NativeKind::Function => "builtin_function_or_method",
            NativeKind::Method => "method_descriptor",
            NativeKind::Slot => "wrapper_descriptor",
            NativeKind::Python => "function",
        }
    }

    /// Runs it.
    pub(crate) fn invoke(&self, vm: &mut Vm, args: Args) -> Result {
        match &self.call {
            NativeCall::Plain(function) => function(vm, args),
            NativeCall::Closure(function) => function.clone()(vm, args),
        }
    }
}

/// `property`, `classmethod`, `staticmethod`, and the accessors of native classes.
pub(crate) enum Descriptor {
    Property {
        get: Value,
        set: Value,
        delete: Value,
        doc: RefCell<Value>,
        name: RefCell<Value>,
    },
    ClassMethod(Value),
    StaticMethod(Value),
    /// An attribute computed in Rust: `getset_descriptor`.
    GetSet {
        name: Str,
        get: fn(&mut Vm, &Value) -> Result,
        set: Option<fn(&mut Vm, &Value, Value) -> Result<()>>,
    },
    /// A slot of `__slots__`: `member_descriptor`.
    Member(Str),
}

impl Descriptor {
    pub(crate) fn class_name(&self) -> &'static str {
        match self {
            Descriptor::Property { .. } => "property",
            Descriptor::ClassMethod(_) => "classmethod",
            Descriptor::StaticMethod(_) => "staticmethod",
            Descriptor::GetSet { .. } => "getset_descriptor",
            Descriptor::Member(_) => "member_descriptor",
        }
    }
}

/// `super()`: attributes of `this`, looked for after `class`.
pub(crate) struct Super {
    pub(crate) class: Rc<Class>,
    pub(crate) this: Value,
    pub(crate) this_class: Rc<Class>,
}

/// A variable shared between a function and those inside it.
pub(crate) struct Cell {
    value: RefCell<Value>,
    _tally: Tally,
}

impl Cell {
    pub(crate) fn new(value: Value) -> Rc<Self> {
        let cell = Rc::new(Self { value: RefCell::new(value), _tally: Tally::new(72) });
        heap::register(&cell);
        cell
    }

    pub(crate) fn get(&self) -> Value {
        self.value.borrow().clone()
    }

    pub(crate) fn set(&self, value: Value) {
        let old = self.value.replace(value);
        drop(old);
    }
}

impl Clear for Cell {
    fn clear(&self) {
        self.set(Value::Unset);
    }
}

impl Drop for Cell {
    fn drop(&mut self) {
        heap::bury([self.value.replace(Value::Unset)]);
    }
}

/// What a suspended frame is to Python.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GeneratorKind {
    Generator,
    Coroutine,
    AsyncGenerator,
}

/// A generator or coroutine: a frame that can be resumed.
pub(crate) struct Generator {
    pub(crate) frame: RefCell<Option<Box<Frame>>>,
    pub(crate) kind: GeneratorKind,
    pub(crate) name: RefCell<Str>,
    pub(crate) qualname: RefCell<Str>,
    pub(crate) running: cell::Cell<bool>,
    pub(crate) started: cell::Cell<bool>,
    pub(crate) code: Rc<Code>,
    pub(crate) id: Identity,
    pub(crate) _tally: Tally,
}

impl Generator {
    pub(crate) fn class_name(&self) -> &'static str {
        match self.kind {
            GeneratorKind::Generator => "generator",
            GeneratorKind::Coroutine => "coroutine",
            GeneratorKind::AsyncGenerator => "async_generator",
        }
    }
}

impl Clear for Generator {
    fn clear(&self) {
        let frame = self.frame.try_borrow_mut().map(|mut frame| frame.take());
        drop(frame);
    }
}
