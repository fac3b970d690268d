//! Calling anything.

use super::super::args::{Args, missing_message, too_many};
use super::super::code::{Code, CodeKind};
use super::super::object::{Cell, Class, Dict, Function, Generator, GeneratorKind};
use super::super::value::{Str, Value};
use super::frame::{Frame, Ret};
use super::{Result, Vm};
use std::cell::RefCell;
use std::rc::Rc;

impl Vm {
    /// `callee(*args)`.
    pub(crate) fn call(&mut self, callee: &Value, args: Vec<Value>) -> Result {
        self.call_args(callee, Args { pos: args, kw: Vec::new() })
    }

    /// `callee(*args, **kw)`; returns when the call is over.
    pub(crate) fn call_args(&mut self, callee: &Value, args: Args) -> Result {
        self.charge_calls()?;
        self.may_nest()?;
        match self.begin_call(callee, args, Ret::Exit)? {
            Some(value) => Ok(value),
            None => self.nested(Vm::run_loop),
        }
    }

    /// Starts a call: either it is over and gave a value, or a frame was entered whose value goes to `ret`.
    pub(super) fn begin_call(&mut self, callee: &Value, mut args: Args, ret: Ret) -> Result<Option<Value>> {
        match callee {
            Value::Function(function) => self.enter_function(function, args, ret),
            Value::Native(native) => native.clone().invoke(self, args).map(Some),
            Value::Method(method) => {
                args.pos.insert(0, method.this.clone());
                let function = method.function.clone();
                self.begin_call(&function, args, ret)
            }
            Value::Class(class) => self.begin_construct(class, args, ret),
            Value::Instance(instance) => match instance.class().lookup_str("__call__") {
                Some(function @ (Value::Function(_) | Value::Native(_))) => {
                    args.pos.insert(0, callee.clone());
                    self.begin_call(&function, args, ret)
                }
                Some(other) => {
                    let class = instance.class();
                    let bound = self.bind(&other, callee, &class)?;
                    self.deeper("", |vm| vm.begin_call(&bound, args, ret))
                }
                None => self.not_callable(callee),
            },
            Value::Descriptor(descriptor) => match &**descriptor {
                super::super::object::Descriptor::StaticMethod(function) => {
                    let function = function.clone();
                    self.begin_call(&function, args, ret)
                }
                _ => self.not_callable(callee),
            },
            _ => self.not_callable(callee),
        }
    }

    fn not_callable(&mut self, callee: &Value) -> Result<Option<Value>> {
        let message = format!("'{}' object is not callable", self.type_name(callee));
        Err(self.type_error(message))
    }

    /// Whether `callable(value)` holds.
    pub(crate) fn is_callable(&self, value: &Value) -> bool {
        match value {
            Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_) => true,
            Value::Descriptor(d) => matches!(**d, super::super::object::Descriptor::StaticMethod(_)),
            _ => self.special(value, "__call__").is_some(),
        }
    }

    /// Enters a Python function's frame, or makes its generator.
    fn enter_function(&mut self, function: &Rc<Function>, args: Args, ret: Ret) -> Result<Option<Value>> {
        let code = &function.code;
        let mut frame = Frame::new(code.clone(), function.globals.clone(), ret);
        self.bind_args(function, code, args, &mut frame.locals)?;
        self.make_cells(function, code, &mut frame);
        frame.function = Some(function.clone());
        if code.generator || code.coroutine {
            return Ok(Some(self.new_generator(function, frame)));
        }
        self.push_frame(frame)?;
        Ok(None)
    }

    /// Makes a frame the running one.
    pub(super) fn push_frame(&mut self, frame: Box<Frame>) -> Result<()> {
        if self.frames.len() >= self.budget.call_depth {
            return Err(self.exception("RecursionError", "maximum recursion depth exceeded"));
        }
        self.frames.push(std::mem::replace(&mut self.current, frame));
        self.trace_call()
    }

    fn new_generator(&mut self, function: &Rc<Function>, frame: Box<Frame>) -> Value {
        let code = &function.code;
        let kind = match (code.coroutine, code.generator) {
            (true, true) => GeneratorKind::AsyncGenerator,
            (true, false) => GeneratorKind::Coroutine,
            _ => GeneratorKind::Generator,
        };
        let generator = Rc::new(Generator {
            frame: RefCell::new(Some(frame)),
            kind,
            name: RefCell::new(function.name.borrow().clone()),
            qualname: RefCell::new(function.qualname.borrow().clone()),
            running: std::cell::Cell::new(false),
            started: std::cell::Cell::new(false),
            code: code.clone(),
            id: super::super::heap::Identity::default(),
            _tally: super::super::heap::Tally::new(size_of::<Frame>() + 256 + code.locals.len() * 16),
        });
        super::super::heap::register(&generator);
        Value::Generator(generator)
    }

    fn make_cells(&mut self, function: &Rc<Function>, code: &Rc<Code>, frame: &mut Frame) {
        for (_, param) in &code.cellvars {
            let value = param.map_or(Value::Unset, |slot| {
                std::mem::replace(&mut frame.locals[slot as usize], Value::Unset)
            });
            frame.cells.push(Cell::new(value));
        }
        frame.cells.extend(function.closure.iter().cloned());
    }

    /// Binds arguments to parameters as CPython does, with its messages.
    fn bind_args(
        &mut self,
        function: &Rc<Function>,
        code: &Code,
        args: Args,
        locals: &mut [Value],
    ) -> Result<()> {
        let (positional, kwonly, given) = (code.positional, code.kwonly, args.pos.len());
        if given == positional && args.kw.is_empty() && kwonly == 0 && !code.vararg && !code.kwarg {
            for (slot, value) in locals.iter_mut().zip(args.pos) {
                *slot = value;
            }
            return Ok(());
        }
        let mut pos = args.pos.into_iter();
        for (slot, value) in locals.iter_mut().take(positional).zip(&mut pos) {
            *slot = value;
        }
        let extra: Vec<Value> = pos.collect();
        let star = positional + kwonly;
        let kwargs = code.kwarg.then(Dict::new);
        if !args.kw.is_empty() {
            self.bind_keywords(function, code, args.kw, locals, kwargs.as_ref())?;
        }
        if !extra.is_empty() && !code.vararg {
            let name = function.qualname.borrow().name().to_owned();
            let required = positional - function.defaults.borrow().len().min(positional);
            let kw = locals[positional..star].iter().filter(|value| !value.is_unset()).count();
            return Err(self.type_error(too_many(&name, required, positional, given, kw)));
        }
        if code.vararg {
            locals[star] = Value::tuple(extra);
        }
        if let Some(kwargs) = kwargs {
            locals[star + usize::from(code.vararg)] = Value::Dict(kwargs);
        }
        self.fill_defaults(function, code, locals)
    }

    fn bind_keywords(
        &mut self,
        function: &Rc<Function>,
        code: &Code,
        kw: Vec<(Str, Value)>,
        locals: &mut [Value],
        kwargs: Option<&Rc<Dict>>,
    ) -> Result<()> {
        let named = code.positional + code.kwonly;
        let mut misplaced: Vec<Str> = Vec::new();
        for (name, value) in kw {
            let found = code.locals[code.posonly.min(named)..named]
                .iter()
                .position(|have| Rc::ptr_eq(have, &name) || have.text() == name.text());
            match found.map(|at| at + code.posonly) {
                Some(at) if locals[at].is_unset() => locals[at] = value,
                Some(_) => {
                    let function = function.qualname.borrow().name().to_owned();
                    let message = format!("{function}() got multiple values for argument '{}'", name.name());
                    return Err(self.type_error(message));
                }
                None => match kwargs {
                    Some(kwargs) => kwargs.set_name(&name, value),
                    None if code.locals[..code.posonly].iter().any(|have| have.text() == name.text()) => {
                        misplaced.push(name);
                    }
                    None => {
                        let function = function.qualname.borrow().name().to_owned();
                        let message =
                            format!("{function}() got an unexpected keyword argument '{}'", name.name());
                        return Err(self.type_error(message));
                    }
                },
            }
        }
        if !misplaced.is_empty() {
            let function = function.qualname.borrow().name().to_owned();
            let names = misplaced.iter().map(|name| name.name().to_owned()).collect::<Vec<_>>().join(", ");
            let message = format!(
                "{function}() got some positional-only arguments passed as keyword arguments: '{names}'"
            );
            return Err(self.type_error(message));
        }
        Ok(())
    }

    fn fill_defaults(&mut self, function: &Rc<Function>, code: &Code, locals: &mut [Value]) -> Result<()> {
        let defaults = function.defaults.borrow();
        let first = code.positional - defaults.len().min(code.positional);
        let missing: Vec<Str> =
            (0..first).filter(|at| locals[*at].is_unset()).map(|at| code.locals[at].clone()).collect();
        if !missing.is_empty() {
            drop(defaults);
            return self.missing(function, "positional", &missing);
        }
        for (at, default) in (first..code.positional).zip(defaults.iter()) {
            if locals[at].is_unset() {
                locals[at] = default.clone();
            }
        }
        drop(defaults);
        let mut missing = Vec::new();
        let kwdefaults = function.kwdefaults.borrow();
        let named = code.positional..code.positional + code.kwonly;
        for (at, slot) in locals.iter_mut().enumerate().take(named.end).skip(named.start) {
            if slot.is_unset() {
                match kwdefaults.iter().find(|(name, _)| name.text() == code.locals[at].text()) {
                    Some((_, value)) => *slot = value.clone(),
                    None => missing.push(code.locals[at].clone()),
                }
            }
        }
        drop(kwdefaults);
        if missing.is_empty() { Ok(()) } else { self.missing(function, "keyword-only", &missing) }
    }

    fn missing(&mut self, function: &Rc<Function>, kind: &str, missing: &[Str]) -> Result<()> {
        let name = function.qualname.borrow().name().to_owned();
        let names: Vec<&str> = missing.iter().map(|name| name.name()).collect();
        Err(self.type_error(missing_message(&name, kind, &names)))
    }

    /// Runs a module's or class body's code in a namespace; returns the value of its frame.
    pub(super) fn run_body(
        &mut self,
        code: &Rc<Code>,
        globals: &Rc<Dict>,
        namespace: &Value,
        closure: &[Rc<Cell>],
    ) -> Result<Option<Rc<Cell>>> {
        self.may_nest()?;
        let mut frame = Frame::new(code.clone(), globals.clone(), Ret::Exit);
        if let Value::Dict(dict) = namespace.base() {
            frame.namespace = Some(dict.clone());
        }
        frame.mapping = matches!(namespace, Value::Instance(_)).then(|| namespace.clone());
        for _ in &code.cellvars {
            frame.cells.push(Cell::new(Value::Unset));
        }
        let class_cell = if code.kind == CodeKind::Class {
            code.cellvars
                .iter()
                .position(|(name, _)| name.name() == "__class__")
                .map(|at| frame.cells[at].clone())
        } else {
            None
        };
        frame.cells.extend(closure.iter().cloned());
        self.push_frame(frame)?;
        self.nested(Vm::run_loop)?;
        Ok(class_cell)
    }

    /// The class in whose body a running method was defined, and its first argument, for `super()`.
    pub(crate) fn super_context(&mut self) -> Result<(Rc<Class>, Value)> {
        let frame = &self.current;
        let code = &frame.code;
        let at = code.freevars.iter().position(|name| name.name() == "__class__");
        let cell = at.and_then(|at| frame.cells.get(code.cellvars.len() + at)).map(|cell| cell.get());
        let this = if code.positional + usize::from(code.vararg) == 0 {
            Value::Unset
        } else {
            match code.cellvars.iter().position(|(_, param)| *param == Some(0)) {
                Some(at) => frame.cells[at].get(),
                None => frame.locals.first().cloned().unwrap_or(Value::Unset),
            }
        };
        match (cell, this) {
            (_, Value::Unset) => Err(self.exception("RuntimeError", "super(): no arguments")),
            (Some(Value::Class(class)), this) => Ok((class, this)),
            (Some(_), _) => Err(self.exception("RuntimeError", "super(): empty __class__ cell")),
            (None, _) => Err(self.exception("RuntimeError", "super(): __class__ cell not found")),
        }
    }
}
