//! The built-in classes, and making new ones.

use super::super::object::{
    Class, ClassFlags, Descriptor, GeneratorKind, Layout, Native, NativeCall, NativeFn, NativeKind, PyStr,
};
use super::super::value::Value;
use super::{Result, Vm};
use rustc_hash::FxHashMap;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// The classes every program has.
pub(crate) struct Classes {
    pub(crate) object: Rc<Class>,
    pub(crate) type_: Rc<Class>,
    by_name: FxHashMap<&'static str, Rc<Class>>,
}

/// Name, layout and whether user classes may derive from it.
const PLAIN: &[(&str, Layout)] = &[
    ("int", Layout::Int),
    ("float", Layout::Float),
    ("complex", Layout::Sealed),
    ("str", Layout::Str),
    ("bytes", Layout::Bytes),
    ("bytearray", Layout::ByteArray),
    ("tuple", Layout::Tuple),
    ("list", Layout::List),
    ("dict", Layout::Dict),
    ("set", Layout::Set),
    ("frozenset", Layout::FrozenSet),
    ("NoneType", Layout::Sealed),
    ("NotImplementedType", Layout::Sealed),
    ("ellipsis", Layout::Sealed),
    ("range", Layout::Sealed),
    ("slice", Layout::Sealed),
    ("function", Layout::Sealed),
    ("method", Layout::Sealed),
    ("builtin_function_or_method", Layout::Sealed),
    ("method_descriptor", Layout::Sealed),
    ("wrapper_descriptor", Layout::Sealed),
    ("method-wrapper", Layout::Sealed),
    ("module", Layout::Sealed),
    ("generator", Layout::Sealed),
    ("coroutine", Layout::Sealed),
    ("async_generator", Layout::Sealed),
    ("cell", Layout::Sealed),
    ("code", Layout::Sealed),
    ("dict_keys", Layout::Sealed),
    ("dict_values", Layout::Sealed),
    ("dict_items", Layout::Sealed),
    ("getset_descriptor", Layout::Sealed),
    ("member_descriptor", Layout::Sealed),
    ("property", Layout::Native("property")),
    ("classmethod", Layout::Native("classmethod")),
    ("staticmethod", Layout::Native("staticmethod")),
    ("super", Layout::Sealed),
    ("traceback", Layout::Sealed),
    ("frame", Layout::Sealed),
    ("enumerate", Layout::Sealed),
    ("zip", Layout::Sealed),
    ("map", Layout::Sealed),
    ("filter", Layout::Sealed),
    ("reversed", Layout::Sealed),
    ("iterator", Layout::Sealed),
];

/// Built-in exceptions with their bases, bases first.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("BaseException", "object"),
    ("SystemExit", "BaseException"),
    ("KeyboardInterrupt", "BaseException"),
    ("GeneratorExit", "BaseException"),
    ("Exception", "BaseException"),
    ("StopIteration", "Exception"),
    ("StopAsyncIteration", "Exception"),
    ("ArithmeticError", "Exception"),
    ("FloatingPointError", "ArithmeticError"),
    ("OverflowError", "ArithmeticError"),
    ("ZeroDivisionError", "ArithmeticError"),
    ("AssertionError", "Exception"),
    ("AttributeError", "Exception"),
    ("BufferError", "Exception"),
    ("EOFError", "Exception"),
    ("ImportError", "Exception"),
    ("ModuleNotFoundError", "ImportError"),
    ("LookupError", "Exception"),
    ("IndexError", "LookupError"),
    ("KeyError", "LookupError"),
    ("MemoryError", "Exception"),
    ("NameError", "Exception"),
    ("UnboundLocalError", "NameError"),
    ("OSError", "Exception"),
    ("BlockingIOError", "OSError"),
    ("ConnectionError", "OSError"),
    ("BrokenPipeError", "ConnectionError"),
    ("ConnectionAbortedError", "ConnectionError"),
    ("ConnectionRefusedError", "ConnectionError"),
    ("ConnectionResetError", "ConnectionError"),
    ("FileExistsError", "OSError"),
    ("FileNotFoundError", "OSError"),
    ("InterruptedError", "OSError"),
    ("IsADirectoryError", "OSError"),
    ("NotADirectoryError", "OSError"),
    ("PermissionError", "OSError"),
    ("TimeoutError", "OSError"),
    ("ReferenceError", "Exception"),
    ("RuntimeError", "Exception"),
    ("NotImplementedError", "RuntimeError"),
    ("RecursionError", "RuntimeError"),
    ("SyntaxError", "Exception"),
    ("IndentationError", "SyntaxError"),
    ("SystemError", "Exception"),
    ("TypeError", "Exception"),
    ("ValueError", "Exception"),
    ("UnicodeError", "ValueError"),
    ("UnicodeDecodeError", "UnicodeError"),
    ("UnicodeEncodeError", "UnicodeError"),
    ("UnicodeTranslateError", "UnicodeError"),
    ("Warning", "Exception"),
    ("BytesWarning", "Warning"),
    ("DeprecationWarning", "Warning"),
    ("FutureWarning", "Warning"),
    ("ImportWarning", "Warning"),
    ("PendingDeprecationWarning", "Warning"),
    ("ResourceWarning", "Warning"),
    ("RuntimeWarning", "Warning"),
    ("SyntaxWarning", "Warning"),
    ("UnicodeWarning", "Warning"),
    ("UserWarning", "Warning"),
];

const BUILTIN: ClassFlags = ClassFlags { heap: false };

impl Classes {
    pub(super) fn new() -> Self {
        let object = Class::bare(PyStr::new("object"), Layout::Object, BUILTIN, None);
        object.mro.borrow_mut().push(object.clone());
        let type_ = derived("type", Layout::Type, &object, None);
        *object.meta.borrow_mut() = Some(type_.clone());
        *type_.meta.borrow_mut() = Some(type_.clone());
        let mut by_name = FxHashMap::default();
        for (name, layout) in PLAIN {
            by_name.insert(*name, derived(name, *layout, &object, Some(&type_)));
        }
        if let Some(int) = by_name.get("int").cloned() {
            let flag = derived("bool", Layout::Sealed, &int, Some(&type_));
            by_name.insert("bool", flag);
        }
        by_name.insert("object", object.clone());
        for (name, base) in EXCEPTIONS {
            if let Some(base) = by_name.get(base).cloned() {
                by_name.insert(*name, derived(name, Layout::Exception, &base, Some(&type_)));
            }
        }
        by_name.insert("type", type_.clone());
        Self { object, type_, by_name }
    }

    /// A built-in class by name; `object` for a name nobody knows (built-in iterators share `iterator`).
    pub(crate) fn get(&self, name: &str) -> Rc<Class> {
        self.by_name.get(name).unwrap_or(&self.object).clone()
    }

    pub(super) fn find(&self, name: &str) -> Option<Rc<Class>> {
        self.by_name.get(name).cloned()
    }

    /// The built-in exceptions' names.
    pub(crate) fn exception_names() -> impl Iterator<Item = &'static str> {
        EXCEPTIONS.iter().map(|(name, _)| *name)
    }
}

fn derived(name: &str, layout: Layout, base: &Rc<Class>, meta: Option<&Rc<Class>>) -> Rc<Class> {
    let class = Class::bare(PyStr::new(name), layout, BUILTIN, None);
    let mut mro = vec![class.clone()];
    mro.extend(base.mro.borrow().iter().cloned());
    *class.mro.borrow_mut() = mro;
    class.bases.borrow_mut().push(base.clone());
    *class.meta.borrow_mut() = meta.cloned();
    class
}

/// A class written in Rust. Methods get the object as first argument; `__new__` gets the class.
#[derive(Default)]
pub(crate) struct ClassSpec<'a> {
    pub(crate) name: &'a str,
    pub(crate) module: &'a str,
    pub(crate) bases: &'a [Rc<Class>],
    /// `None` takes the layout of the first base.
    pub(crate) layout: Option<Layout>,
    pub(crate) methods: &'a [(&'static str, NativeFn)],
    pub(crate) class_methods: &'a [(&'static str, NativeFn)],
    pub(crate) static_methods: &'a [(&'static str, NativeFn)],
    /// Attributes computed when they are read.
    pub(crate) getters: &'a [(&'static str, fn(&mut Vm, &Value) -> Result)],
    pub(crate) doc: &'a str,
}

impl Vm {
    /// Makes a class written in Rust.
    pub(crate) fn native_class(&mut self, spec: &ClassSpec<'_>) -> Rc<Class> {
        let object = [self.classes.object.clone()];
        let bases = if spec.bases.is_empty() { &object[..] } else { spec.bases };
        let layout = spec.layout.unwrap_or(bases[0].layout);
        let class = Class::bare(PyStr::new(spec.name), layout, BUILTIN, None);
        let mut mro = vec![class.clone()];
        mro.extend(merge(bases).unwrap_or_default());
        *class.mro.borrow_mut() = mro;
        *class.bases.borrow_mut() = bases.to_vec();
        *class.meta.borrow_mut() = Some(self.classes.type_.clone());
        class.dict.set_str("__module__", Value::str(spec.module));
        class.dict.set_str("__doc__", if spec.doc.is_empty() { Value::None } else { Value::str(spec.doc) });
        self.add_methods(&class, spec.methods);
        for (name, function) in spec.class_methods {
            let native = self.native(name, NativeKind::Function, *function, Some(&class));
            class.dict.set_str(name, Value::Descriptor(Rc::new(Descriptor::ClassMethod(native))));
        }
        for (name, function) in spec.static_methods {
            let native = self.native(name, NativeKind::Function, *function, Some(&class));
            class.dict.set_str(name, Value::Descriptor(Rc::new(Descriptor::StaticMethod(native))));
        }
        for (name, get) in spec.getters {
            self.add_getter(&class, name, *get, None);
        }
        class
    }

    /// Adds methods to a class; `__new__`, `__init_subclass__` and `__class_getitem__` get the class.
    pub(crate) fn add_methods(&mut self, class: &Rc<Class>, methods: &[(&'static str, NativeFn)]) {
        for (name, function) in methods {
            let dunder = name.starts_with("__") && name.ends_with("__");
            let kind = match *name {
                "__new__" => NativeKind::Function,
                _ if dunder => NativeKind::Slot,
                _ => NativeKind::Method,
            };
            let native = self.native_of(name, kind, *function, Some(class));
            let key = native.name.clone();
            let mut value = Value::Native(native);
            match *name {
                "__new__" => value = Value::Descriptor(Rc::new(Descriptor::StaticMethod(value))),
                "__init_subclass__" | "__class_getitem__" | "__prepare__" => {
                    value = Value::Descriptor(Rc::new(Descriptor::ClassMethod(value)));
                }
                _ => {}
            }
            class.dict.set_name(&key, value);
        }
    }

    /// Adds an attribute that is computed when read.
    pub(crate) fn add_getter(
        &mut self,
        class: &Rc<Class>,
        name: &'static str,
        get: fn(&mut Vm, &Value) -> Result,
        set: Option<fn(&mut Vm, &Value, Value) -> Result<()>>,
    ) {
        let name = self.intern(name);
        let descriptor = Descriptor::GetSet { name: name.clone(), get, set };
        class.dict.set_name(&name, Value::Descriptor(Rc::new(descriptor)));
    }

    /// A native function as a value.
    pub(crate) fn native(
        &mut self,
        name: &str,
        kind: NativeKind,
        call: NativeFn,
        owner: Option<&Rc<Class>>,
    ) -> Value {
        Value::Native(self.native_of(name, kind, call, owner))
    }

    fn native_of(
        &mut self,
        name: &str,
        kind: NativeKind,
        call: NativeFn,
        owner: Option<&Rc<Class>>,
    ) -> Rc<Native> {
        let qualname = OnceCell::new();
        if let Some(class) = owner.filter(|class| !Rc::ptr_eq(&class.qualname.borrow(), &class.name.borrow()))
        {
            // It can only be made of the class's name where that is the class's qualified name.
            let _ = qualname.set(self.intern(&format!("{}.{name}", class.qualname())));
        }
        Rc::new(Native {
            name: self.intern(name),
            qualname,
            module: None,
            kind,
            call: NativeCall::Plain(call),
            owner: owner.map(|class| class.name.borrow().clone()),
            dict: RefCell::default(),
            id: super::super::heap::Identity::default(),
        })
    }

    /// A native function that carries state: `functools.partial` and the like.
    pub(crate) fn closure(
        &mut self,
        name: &str,
        call: impl Fn(&mut Vm, super::super::args::Args) -> Result + 'static,
    ) -> Value {
        Value::Native(Rc::new(Native {
            name: self.intern(name),
            qualname: OnceCell::new(),
            module: None,
            kind: NativeKind::Function,
            call: NativeCall::Closure(Rc::new(call)),
            owner: None,
            dict: RefCell::default(),
            id: super::super::heap::Identity::default(),
        }))
    }

    /// The class of any value.
    pub(crate) fn class_of(&self, value: &Value) -> Rc<Class> {
        match value {
            Value::Instance(instance) => instance.class(),
            Value::Class(class) => class.meta.borrow().clone().unwrap_or_else(|| self.classes.type_.clone()),
            Value::Method(method) if matches!(&method.function, Value::Native(n) if n.kind != NativeKind::Python) => {
                self.classes.get("builtin_function_or_method")
            }
            Value::Generator(generator) => self.classes.get(match generator.kind {
                GeneratorKind::Generator => "generator",
                GeneratorKind::Coroutine => "coroutine",
                GeneratorKind::AsyncGenerator => "async_generator",
            }),
            Value::Iter(iter) => {
                self.classes.find(iter.class_name()).unwrap_or_else(|| self.classes.get("iterator"))
            }
            other => self.classes.get(other.builtin_name()),
        }
    }

    /// The name of a value's class, for messages.
    pub(crate) fn type_name(&self, value: &Value) -> String {
        match value {
            Value::Instance(instance) => instance.class().message_name(),
            Value::Class(_) | Value::Method(_) => self.class_of(value).name(),
            other => other.builtin_name().to_owned(),
        }
    }

    /// Whether a value is an instance of a class (without `__instancecheck__`).
    pub(crate) fn is_instance(&self, value: &Value, class: &Rc<Class>) -> bool {
        self.class_of(value).is_subclass(class)
    }
}

/// The C3 merge of several bases, without the class itself; `None` when there is no consistent order.
pub(crate) fn merge(bases: &[Rc<Class>]) -> Option<Vec<Rc<Class>>> {
    if let [only] = bases {
        return Some(only.mro.borrow().clone());
    }
    let mut lists: Vec<Vec<Rc<Class>>> = bases.iter().map(|base| base.mro.borrow().clone()).collect();
    lists.push(bases.to_vec());
    let mut out = Vec::new();
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Some(out);
        }
        let head = lists.iter().map(|list| &list[0]).find(|candidate| {
            !lists.iter().any(|list| list[1..].iter().any(|class| Rc::ptr_eq(class, candidate)))
        })?;
        let head = head.clone();
        for list in &mut lists {
            if Rc::ptr_eq(&list[0], &head) {
                list.remove(0);
            }
        }
        out.push(head);
    }
}
