//! Generators and coroutines.

use super::super::code::Op;
use super::super::object::{Generator, GeneratorKind, Instance, Iter, IterState};
use super::super::value::Value;
use super::frame::Ret;
use super::{Raise, Result, Vm};
use std::rc::Rc;

/// What goes into a suspended frame.
pub(crate) enum Input {
    Send(Value),
    Throw(Rc<Instance>),
}

/// What comes out of it.
pub(crate) enum Resumed {
    Yielded(Value),
    /// An async generator waits: the value is for the event loop, not for who iterates over it.
    Awaiting(Value),
    Returned(Value),
}

/// One `__anext__`, `asend`, `athrow` or `aclose` of an async generator, as the awaitable that drives it.
pub(crate) struct AsyncTurn {
    generator: Rc<Generator>,
    /// What the generator is resumed with; nothing once that was done.
    input: Option<Input>,
    closing: bool,
}

impl Vm {
    /// Resumes a generator or coroutine until it yields or ends.
    pub(crate) fn resume(&mut self, generator: &Rc<Generator>, input: Input) -> Result<Resumed> {
        self.may_nest()?;
        let kind = generator.class_name();
        if generator.running.get() {
            return Err(self.value_error(format!("{kind} already executing")));
        }
        let Some(mut frame) = generator.frame.borrow_mut().take() else {
            return match input {
                Input::Throw(exception) => Err(Raise::Exception(exception)),
                Input::Send(_) if generator.kind == GeneratorKind::Coroutine => {
                    Err(self.exception("RuntimeError", "cannot reuse already awaited coroutine"))
                }
                Input::Send(_) => Ok(Resumed::Returned(Value::None)),
            };
        };
        let started = generator.started.replace(true);
        if let (Input::Send(value), false) = (&input, started)
            && !value.is_none()
        {
            generator.started.set(false);
            *generator.frame.borrow_mut() = Some(frame);
            let message = format!("can't send non-None value to a just-started {kind}");
            return Err(self.type_error(message));
        }
        frame.ret = Ret::Exit;
        frame.generator = Some(generator.clone());
        generator.running.set(true);
        let thrown = match input {
            Input::Send(value) => {
                if started {
                    frame.push(value);
                }
                None
            }
            Input::Throw(exception) => Some(exception),
        };
        if let Err(raise) = self.push_frame(frame) {
            generator.running.set(false);
            return Err(raise);
        }
        let result = self.nested(|vm| match thrown {
            None => vm.run_loop(),
            Some(exception) => vm.throw_into(&exception),
        });
        generator.running.set(false);
        let yielded = std::mem::take(&mut self.yielded);
        match result {
            Ok(value) if yielded == Some(true) && generator.kind == GeneratorKind::AsyncGenerator => {
                Ok(Resumed::Awaiting(value))
            }
            Ok(value) if yielded.is_some() => Ok(Resumed::Yielded(value)),
            Ok(value) => Ok(Resumed::Returned(value)),
            Err(Raise::Exception(exception)) => Err(self.wrap_stop(generator, exception)),
            Err(halt) => Err(halt),
        }
    }

    /// Raises an exception at the point where the running frame was suspended, or in what it delegates to.
    fn throw_into(&mut self, exception: &Rc<Instance>) -> Result {
        let delegating = matches!(self.current.code.ops.get(self.current.pc), Some(Op::YieldFrom));
        if delegating {
            let inner = self.current.peek(0);
            let result = match &inner {
                Value::Generator(inner) => self.resume(&inner.clone(), Input::Throw(exception.clone())),
                Value::Iter(iter) => self.throw_into_turn(&iter.clone(), exception),
                _ => Err(Raise::Exception(exception.clone())),
            };
            match result {
                Ok(Resumed::Yielded(value) | Resumed::Awaiting(value)) => {
                    return self.yield_value(value, true);
                }
                Ok(Resumed::Returned(value)) => {
                    self.current.pop();
                    self.current.push(value);
                    self.current.pc += 1;
                    return self.run_loop();
                }
                Err(Raise::Exception(exception)) => {
                    self.current.pc += 1;
                    self.unwind(&exception)?;
                    return self.run_loop();
                }
                Err(halt) => return Err(halt),
            }
        }
        self.unwind(exception)?;
        self.run_loop()
    }

    /// PEP 479: a `StopIteration` may not leave a generator by accident.
    fn wrap_stop(&mut self, generator: &Rc<Generator>, exception: Rc<Instance>) -> Raise {
        let class = exception.class();
        let name = generator.class_name().replace("async_generator", "async generator");
        for stop in ["StopIteration", "StopAsyncIteration"] {
            if class.is_subclass(&self.classes.get(stop))
                && (stop == "StopIteration" || generator.kind == GeneratorKind::AsyncGenerator)
            {
                let raise = self.exception("RuntimeError", format!("{name} raised {stop}"));
                return self.with_cause(raise, &Raise::Exception(exception));
            }
        }
        Raise::Exception(exception)
    }

    /// Suspends the running frame; the machine loop ends with the value.
    /// `awaiting` says that the value comes from what the frame delegates to.
    pub(super) fn yield_value(&mut self, value: Value, awaiting: bool) -> Result {
        self.trace_return(&value)?;
        if let Some(caller) = self.frames.pop() {
            let frame = std::mem::replace(&mut self.current, caller);
            if let Some(generator) = frame.generator.clone() {
                *generator.frame.borrow_mut() = Some(frame);
            }
        }
        self.yielded = Some(awaiting);
        Ok(value)
    }

    /// One turn of `yield from`: the value to hand up, or nothing when the inner iterator has ended.
    pub(super) fn delegate(&mut self) -> Result<Option<Value>> {
        let sent = self.current.pop();
        let inner = self.current.peek(0);
        let resumed = match &inner {
            Value::Generator(generator) => self.resume(&generator.clone(), Input::Send(sent))?,
            other if sent.is_none() => self.next_step(other)?,
            other => {
                let result = self.call_method(other, "send", vec![sent]);
                self.step_of(result)?
            }
        };
        match resumed {
            Resumed::Yielded(value) | Resumed::Awaiting(value) => {
                self.current.pc -= 1;
                Ok(Some(value))
            }
            Resumed::Returned(value) => {
                self.current.pop();
                self.current.push(value);
                Ok(None)
            }
        }
    }

    fn next_step(&mut self, iterator: &Value) -> Result<Resumed> {
        if let Value::Instance(_) = iterator {
            let result = self.call_method(iterator, "__next__", Vec::new());
            return self.step_of(result);
        }
        match self.next(iterator) {
            Ok(Some(value)) => Ok(Resumed::Yielded(value)),
            Ok(None) => Ok(Resumed::Returned(Value::None)),
            Err(raise) => self.step_of(Err(raise)),
        }
    }

    fn step_of(&mut self, result: Result) -> Result<Resumed> {
        Ok(match self.caught(result, "StopIteration")? {
            Ok(value) => Resumed::Yielded(value),
            Err(stop) => {
                let value = stop.exception().and_then(|data| data.field("value"));
                Resumed::Returned(value.unwrap_or(Value::None))
            }
        })
    }

    /// The next value of a generator, nothing at its end.
    pub(super) fn resume_to_end(&mut self, generator: &Rc<Generator>, value: Value) -> Result<Option<Value>> {
        Ok(match self.resume(generator, Input::Send(value))? {
            Resumed::Yielded(value) | Resumed::Awaiting(value) => Some(value),
            Resumed::Returned(_) => None,
        })
    }

    /// `generator.send(value)`.
    pub(crate) fn generator_send(&mut self, generator: &Rc<Generator>, value: Value) -> Result {
        match self.resume(generator, Input::Send(value))? {
            Resumed::Yielded(value) | Resumed::Awaiting(value) => Ok(value),
            Resumed::Returned(value) => Err(self.stop_iteration(value)),
        }
    }

    /// `generator.throw(exception)`.
    pub(crate) fn generator_throw(&mut self, generator: &Rc<Generator>, exception: Rc<Instance>) -> Result {
        match self.resume(generator, Input::Throw(exception))? {
            Resumed::Yielded(value) | Resumed::Awaiting(value) => Ok(value),
            Resumed::Returned(value) => Err(self.stop_iteration(value)),
        }
    }

    /// `generator.close()`.
    pub(crate) fn generator_close(&mut self, generator: &Rc<Generator>) -> Result {
        if !generator.started.get() {
            let frame = generator.frame.borrow_mut().take();
            drop(frame);
            return Ok(Value::None);
        }
        if generator.frame.borrow().is_none() && !generator.running.get() {
            return Ok(Value::None);
        }
        let class = self.classes.get("GeneratorExit");
        let exit = self.new_exception(&class, Vec::new());
        match self.resume(generator, Input::Throw(exit)) {
            Ok(Resumed::Yielded(_) | Resumed::Awaiting(_)) => {
                Err(self
                    .exception("RuntimeError", format!("{} ignored GeneratorExit", generator.class_name())))
            }
            Ok(Resumed::Returned(_)) => Ok(Value::None),
            Err(Raise::Exception(exception))
                if exception.class().is_subclass(&class)
                    || exception.class().is_subclass(&self.classes.get("StopIteration")) =>
            {
                Ok(Value::None)
            }
            Err(raise) => Err(raise),
        }
    }

    /// What `await value` drives.
    pub(super) fn awaitable(&mut self, value: &Value) -> Result {
        match value {
            Value::Generator(generator) if generator.kind == GeneratorKind::Coroutine => {
                if generator.frame.borrow().is_none() {
                    return Err(self.exception("RuntimeError", "cannot reuse already awaited coroutine"));
                }
                Ok(value.clone())
            }
            Value::Iter(_) => Ok(value.clone()),
            _ => match self.call_special(value, "__await__", Vec::new())? {
                Some(iterator) => self.iter(&iterator),
                None => {
                    let message =
                        format!("object {} can't be used in 'await' expression", self.type_name(value));
                    Err(self.type_error(message))
                }
            },
        }
    }

    /// What one turn of `async for` awaits.
    pub(super) fn async_next(&mut self, iterator: &Value) -> Result {
        if let Value::Generator(generator) = iterator
            && generator.kind == GeneratorKind::AsyncGenerator
        {
            return Ok(self.async_step(generator, Value::None));
        }
        let awaited = match self.special(iterator, "__anext__") {
            Some(function) => self.call_method_of(&function, iterator, Vec::new())?,
            None => {
                let message = format!(
                    "'async for' requires an object with __anext__ method, got {}",
                    self.type_name(iterator)
                );
                return Err(self.type_error(message));
            }
        };
        self.awaitable(&awaited)
    }

    /// An awaitable that resumes an async generator until it yields a value of its own.
    pub(crate) fn async_step(&mut self, generator: &Rc<Generator>, value: Value) -> Value {
        Self::async_turn(generator, Input::Send(value), false)
    }

    /// As [`Vm::async_step`], raising an exception where the generator waits.
    pub(crate) fn async_throw(&mut self, generator: &Rc<Generator>, exception: Rc<Instance>) -> Value {
        Self::async_turn(generator, Input::Throw(exception), false)
    }

    /// `generator.aclose()`.
    pub(crate) fn async_close(&mut self, generator: &Rc<Generator>) -> Value {
        if !generator.started.get() {
            let frame = generator.frame.borrow_mut().take();
            drop(frame);
        }
        let exit = self.new_exception(&self.classes.get("GeneratorExit"), Vec::new());
        Self::async_turn(generator, Input::Throw(exit), true)
    }

    fn async_turn(generator: &Rc<Generator>, input: Input, closing: bool) -> Value {
        let name = match (&input, closing) {
            (_, true) => "async_generator_aclose",
            (Input::Send(_), _) => "async_generator_asend",
            (Input::Throw(_), _) => "async_generator_athrow",
        };
        let turn = AsyncTurn { generator: generator.clone(), input: Some(input), closing };
        Iter::new(name, IterState::AsyncTurn(Box::new(turn)))
    }

    /// Goes on with a turn: a value for the event loop, or the end of the turn as an exception.
    pub(super) fn next_turn(&mut self, turn: &mut AsyncTurn) -> Result<Option<Value>> {
        let input = turn.input.take().unwrap_or(Input::Send(Value::None));
        match (self.resume(&turn.generator, input), turn.closing) {
            (Ok(Resumed::Awaiting(value)), _) => Ok(Some(value)),
            (Ok(Resumed::Yielded(value)), false) => Err(self.stop_iteration(value)),
            (Ok(Resumed::Yielded(_)), true) => {
                Err(self.exception("RuntimeError", "async generator ignored GeneratorExit"))
            }
            (Ok(Resumed::Returned(_)), false) => Err(self.exception("StopAsyncIteration", "")),
            (Ok(Resumed::Returned(_)), true) => Ok(None),
            (Err(Raise::Exception(exception)), true)
                if exception.class().is_subclass(&self.classes.get("GeneratorExit")) =>
            {
                Ok(None)
            }
            (Err(raise), _) => Err(raise),
        }
    }

    fn throw_into_turn(&mut self, iter: &Iter, exception: &Rc<Instance>) -> Result<Resumed> {
        let mut state = iter.state.replace(IterState::Done);
        let IterState::AsyncTurn(turn) = &mut state else {
            iter.state.replace(state);
            return Err(Raise::Exception(exception.clone()));
        };
        turn.input = Some(Input::Throw(exception.clone()));
        match self.next_turn(turn) {
            Ok(Some(value)) => {
                iter.state.replace(state);
                Ok(Resumed::Awaiting(value))
            }
            Ok(None) => Ok(Resumed::Returned(Value::None)),
            Err(raise) => self.step_of(Err(raise)),
        }
    }
}
