//! Modules that programs import, and the guide to writing one.
//!
//! # A native module
//! A file `modules/NAME.rs` with one function, listed in [`NATIVE`]; it runs at the first import, never before:
//!
//! ```ignore
//! pub(super) fn load(vm: &mut Vm) -> Result<Rc<Module>> {
//!     let mut module = Builder::new(vm, "base64");
//!     module.function("b64encode", b64encode);
//!     module.value("MAXLINE", Value::Int(76));
//!     let base = module.vm.classes.get("Exception");
//!     let error = module.exception("Error", &[base]);          // repr <class 'base64.Error'>
//!     let class = module.class(ClassSpec { name: "Thing", methods: &[("__new__", new), ("size", size)],
//!                                          getters: &[("name", name)], ..ClassSpec::default() });
//!     Ok(module.finish())
//! }
//! ```
//!
//! **Functions** are `fn(vm: &mut Vm, args: Args) -> Result`. Bind the arguments first:
//! `let [s, altchars] = args.bind_python(vm, "b64encode", "s, altchars=")?;` for what is a Python function in the real
//! library (most are), `args.bind(vm, "int", "x=, /, base=")` for what is written in C there; `=` may be left out and then
//! is [`Value::Unset`] (`value.option()` gives an `Option`); `/` and `*` as in Python. `args.this()` takes `self` off
//! first in a method (in `bind_python` leave it and name it `self`). `args.exact::<1>(vm, "f")`, `args.between(..)`.
//! [`Builder::function`] makes a `builtin_function_or_method`; [`Builder::python`] one that looks like `def`.
//!
//! **Values** ([`Value`]): `Value::str("x")`, `Value::bytes(vec)`, `Value::int(big)`, `Value::Int(1)`, `Value::tuple(vec)`,
//! `Value::list(vec)`, `Value::new_dict()` (the value and the `Rc<Dict>`), `Value::from(Option<T>)`. To look inside: match
//! on `value.base()` (which sees through instances of subclasses: a `str` Enum member gives its `str`), or
//! `value.as_str()`, `.as_i64()`, `.as_bigint()`, `.as_byte_vec()`. Text keys of dicts: `dict.get_str("k")`,
//! `dict.set_str("k", v)`; any key: `vm.dict_get(&dict, &key)?`, `vm.dict_set(..)?`; `dict.items()` copies the pairs.
//!
//! **Doing** ([`Vm`]): `vm.call(&f, vec![..])?`, `vm.call_args(&f, args)?`, `vm.call_method(&o, "m", vec![..])?`,
//! `vm.get_attr(&o, "a")?`, `vm.get_attr_opt(..)?`, `vm.set_attr(..)?`, `vm.get_item`, `vm.set_item`, `vm.repr(&v)?` (a
//! `Wtf8`), `vm.to_str(&v)?` (a `Str`), `vm.format(&v, &spec)?`, `vm.truth`, `vm.len`, `vm.eq`, `vm.less`, `vm.hash`,
//! `vm.compare`, `vm.binary`, `vm.iter(&v)?` and `vm.next(&it)?` (`None` at the end), `vm.each(&v, |vm, item| ..)?`,
//! `vm.to_vec(&v)?`, `vm.index(&v)?` (i64), `vm.to_float(&v)?`, `vm.is_instance(&v, &class)`, `vm.class_of(&v)`,
//! `vm.type_name(&v)`, `vm.import("json")?`. Never hold a `borrow()` of a list or dict across one of these calls.
//!
//! **Raising**: `return Err(vm.value_error("…"))`, `vm.type_error`, `vm.exception("KeyError", "…")`, `vm.key_error(&key)`,
//! `vm.raise(&class, "…")`, `vm.raise_args(&class, vec![..])`, `vm.with_cause(raise, &cause)` for `from`. A kernel's
//! result: `vm.kernel(result)?`. To catch: `match vm.caught(result, "ValueError")? { Ok(v) => …, Err(exception) => … }`;
//! halts pass through `?` and can never be caught.
//!
//! **Budgets**: `vm.reserve(bytes)?` before making a value of that size, `vm.charge(units)?` for work (one per element or
//! per 16 bytes; a SHA-256 block is about 4). Loops over data the program made must charge.
//!
//! **Classes**: data lives in the instance: `vm.new_native(&class, Data { .. })` makes one (in `__new__`, whose first
//! argument is the class, so that subclasses work), `data_of::<Data>(vm, &this)?` reads it. Special methods are entries
//! `("__eq__", eq)`, `("__add__", add)`…; return [`Value::NotImplemented`] for foreign operands; define `__hash__` with
//! `__eq__`. State that changes sits in a `Cell`/`RefCell` of the data, and [`heap::touch`](super::heap::touch) says so.
//! To find your own classes again: `vm.class_in("datetime", "datetime")?`.
//!
//! **Also**: `vm.now()` is the clock, `vm.world` the environment and zone, `vm.random()`, `vm.random_bytes(n)`;
//! `vm.warn(&category, "…")?`; `vm.operation(op)?` records a step of `encode` or `decode`; `vm.print("…")?`;
//! `Iter::values("name", values)` is an iterator; `vm.closure("name", move |vm, args| …)` a function with state.
//!
//! # A module in Python
//! `modules/py/NAME.py`: our interpreter runs it at the first import; its frames, and those of
//! everything defined in it, are never traced and never shown in tracebacks, while the student's functions that it calls
//! are. It can import native modules whose names start with `_`. Functions there look as in the real library: same names,
//! same parameters, so their messages come by themselves. Classes get `__module__` from `__name__` unless they set it.

mod absent;
mod base64;
mod binascii;
mod datetime;
mod hashlib;
mod hmac;
mod introspect;
mod jose;
mod json;
mod jwt;
mod math;
mod random;
mod time;
mod tokens;
mod world;
mod zoneinfo;

pub(crate) use absent::instead_of;

use super::code::{Code, Kept};
use super::object::{Class, Module, Native, NativeCall, NativeFn, NativeKind};
use super::value::Value;
use super::vm::{ClassSpec, Result, Vm};
use super::{Limits, compile, lower};
use crate::packed;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

/// Loads a native module.
pub(crate) type Load = fn(&mut Vm) -> Result<Rc<Module>>;

/// Native modules by full name.
pub(crate) const NATIVE: &[(&str, Load)] = &[
    ("_hashlib", hashlib::load_objects),
    ("_introspect", introspect::load),
    ("_keys", jwt::load_keys),
    ("_random", random::load),
    ("_world", world::load),
    ("base64", base64::load),
    ("binascii", binascii::load),
    ("datetime", datetime::load),
    ("hashlib", hashlib::load),
    ("hmac", hmac::load),
    ("jose", jose::load),
    ("jose.backends", jose::load_backends),
    ("jose.constants", jose::load_constants),
    ("jose.exceptions", jose::load_exceptions),
    ("jose.jwk", jose::load_jwk),
    ("jose.jws", jose::load_jws),
    ("jose.jwt", jose::load_jwt),
    ("jose.utils", jose::load_utils),
    ("json", json::load),
    ("json.decoder", json::load_decoder),
    ("json.encoder", json::load_encoder),
    ("jwt", jwt::load),
    ("jwt.algorithms", jwt::load_algorithms),
    ("jwt.api_jwk", jwt::load_api_jwk),
    ("jwt.api_jws", jwt::load_api_jws),
    ("jwt.api_jwt", jwt::load_api_jwt),
    ("jwt.exceptions", jwt::load_exceptions),
    ("jwt.warnings", jwt::load_warnings),
    ("math", math::load),
    ("time", time::load),
    ("zoneinfo", zoneinfo::load),
];

/// The code of a module written in Python; none when there is no such module. The text is part of the program, so it is
/// read and compiled once, however many runs import it.
pub(crate) fn shim(name: &str) -> Option<std::result::Result<Rc<Code>, Unreadable>> {
    static KEPT: Mutex<BTreeMap<String, Arc<Kept>>> = Mutex::new(BTreeMap::new());
    let known = || KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = known().get(name).cloned();
    if let Some(kept) = kept {
        return Some(Ok(kept.revive()));
    }
    let source = packed::module(name)?;
    let Ok(lowered) = lower::lower(&source, &Limits::default()) else { return Some(Err(Unreadable)) };
    let code = compile::compile(&lowered.body, false);
    if let Some(kept) = Kept::of(&code) {
        known().insert(name.to_owned(), Arc::new(kept));
    }
    Some(Ok(code))
}

/// A module of our own that does not parse.
pub(crate) struct Unreadable;

/// The full names of all modules.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let native = NATIVE.iter().map(|(name, _)| *name);
    native.chain(packed::modules())
}

/// Builds a native module.
pub(crate) struct Builder<'a> {
    /// The machine.
    pub(crate) vm: &'a mut Vm,
    module: Rc<Module>,
}

impl<'a> Builder<'a> {
    /// An empty module.
    pub(crate) fn new(vm: &'a mut Vm, name: &str) -> Self {
        Self { vm, module: Module::new(name) }
    }

    /// Adds a built-in function.
    pub(crate) fn function(&mut self, name: &str, call: NativeFn) -> &mut Self {
        self.add(name, name, NativeKind::Function, call)
    }

    /// Adds a function that looks like one written in Python, with its qualified name (`PyJWT.encode`).
    pub(crate) fn python(&mut self, name: &str, qualname: &str, call: NativeFn) -> &mut Self {
        self.add(name, qualname, NativeKind::Python, call)
    }

    fn add(&mut self, name: &str, qualname: &str, kind: NativeKind, call: NativeFn) -> &mut Self {
        let native = Native {
            name: self.vm.intern(name),
            qualname: OnceCell::from(self.vm.intern(qualname)),
            module: Some(self.module.name.clone()),
            kind,
            call: NativeCall::Plain(call),
            owner: None,
            dict: std::cell::RefCell::default(),
            id: super::heap::Identity::default(),
        };
        self.module.dict.set_str(name, Value::Native(Rc::new(native)));
        self
    }

    /// Adds any value.
    pub(crate) fn value(&mut self, name: &str, value: Value) -> &mut Self {
        self.module.dict.set_str(name, value);
        self
    }

    /// Adds a class; an empty `module` in the spec becomes this module's name.
    pub(crate) fn class(&mut self, spec: ClassSpec<'_>) -> Rc<Class> {
        let own = self.module.name.name().to_owned();
        let module = if spec.module.is_empty() { own.as_str() } else { spec.module };
        let class = self.vm.native_class(&ClassSpec { module, ..spec });
        self.module.dict.set_str(spec.name, Value::Class(class.clone()));
        class
    }

    /// Adds an exception class of this module.
    pub(crate) fn exception(&mut self, name: &str, bases: &[Rc<Class>]) -> Rc<Class> {
        self.class(ClassSpec { name, bases, ..ClassSpec::default() })
    }

    /// Adds an exception class that says it comes from another module (`jwt.exceptions`).
    pub(crate) fn exception_of(&mut self, module: &str, name: &str, bases: &[Rc<Class>]) -> Rc<Class> {
        self.class(ClassSpec { name, module, bases, ..ClassSpec::default() })
    }

    /// The finished module.
    pub(crate) fn finish(self) -> Rc<Module> {
        self.module
    }
}

/// The native data of an object of a class written in Rust, or a `TypeError`.
pub(crate) fn data_of<'v, T: 'static>(vm: &mut Vm, value: &'v Value) -> Result<&'v T> {
    let data = match value {
        Value::Instance(instance) => instance.native::<T>(),
        _ => None,
    };
    match data {
        Some(data) => Ok(data),
        None => {
            let message = format!("descriptor requires another object than '{}'", vm.type_name(value));
            Err(vm.type_error(message))
        }
    }
}
