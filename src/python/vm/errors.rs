//! Making and recognising exceptions.

use super::super::kernel::{Fault, Kind};
use super::super::object::{Class, ExceptionData, Instance, Payload};
use super::super::value::Value;
use super::{Raise, Result, Vm};
use crate::trace::HaltReason;
use std::rc::Rc;

impl Vm {
    /// A built-in exception with a message: `Err(vm.exception("ValueError", "…"))`.
    pub(crate) fn exception(&mut self, class: &str, message: impl Into<String>) -> Raise {
        let class = self.classes.get(class);
        self.raise(&class, message)
    }

    /// An exception of any class, with a message as its only argument. The class's own `__init__` does not run.
    pub(crate) fn raise(&mut self, class: &Rc<Class>, message: impl Into<String>) -> Raise {
        self.raise_args(class, vec![Value::str(message.into())])
    }

    /// As [`Vm::raise`], with `args`.
    pub(crate) fn raise_args(&mut self, class: &Rc<Class>, args: Vec<Value>) -> Raise {
        Raise::Exception(self.new_exception(class, args))
    }

    /// An exception object that is not raised.
    pub(crate) fn new_exception(&mut self, class: &Rc<Class>, args: Vec<Value>) -> Rc<Instance> {
        Instance::new(class.clone(), Payload::Exception(Box::new(ExceptionData::new(args))))
    }

    pub(crate) fn type_error(&mut self, message: impl Into<String>) -> Raise {
        self.exception("TypeError", message)
    }

    pub(crate) fn value_error(&mut self, message: impl Into<String>) -> Raise {
        self.exception("ValueError", message)
    }

    pub(crate) fn index_error(&mut self, message: impl Into<String>) -> Raise {
        self.exception("IndexError", message)
    }

    pub(crate) fn overflow_error(&mut self, message: impl Into<String>) -> Raise {
        self.exception("OverflowError", message)
    }

    /// `KeyError` with the key itself.
    pub(crate) fn key_error(&mut self, key: &Value) -> Raise {
        let class = self.classes.get("KeyError");
        self.raise_args(&class, vec![key.clone()])
    }

    /// `'X' object has no attribute 'y'`.
    pub(crate) fn attribute_error(&mut self, object: &Value, name: &str) -> Raise {
        let message = match object {
            Value::Module(module) => format!("module '{}' has no attribute '{name}'", module.name.name()),
            Value::Class(class) => {
                format!("type object '{}' has no attribute '{name}'", class.message_name())
            }
            _ => format!("'{}' object has no attribute '{name}'", self.type_name(object)),
        };
        self.attribute_error_with(object, name, message)
    }

    /// An `AttributeError` that knows its object and name, so that a traceback can suggest another one.
    pub(crate) fn attribute_error_with(&mut self, object: &Value, name: &str, message: String) -> Raise {
        let raise = self.exception("AttributeError", message);
        if let Raise::Exception(exception) = &raise
            && let Some(data) = exception.exception()
        {
            data.set_field("name", Value::str(name));
            data.set_field("obj", object.clone());
        }
        raise
    }

    /// `name 'x' is not defined`.
    pub(crate) fn name_error(&mut self, class: &str, name: &str, message: String) -> Raise {
        let raise = self.exception(class, message);
        if let Raise::Exception(exception) = &raise
            && let Some(data) = exception.exception()
        {
            data.set_field("name", Value::str(name));
        }
        raise
    }

    /// `StopIteration` with a value.
    pub(crate) fn stop_iteration(&mut self, value: Value) -> Raise {
        let class = self.classes.get("StopIteration");
        let args = if value.is_none() { Vec::new() } else { vec![value.clone()] };
        let exception = self.new_exception(&class, args);
        if let Some(data) = exception.exception() {
            data.set_field("value", value);
        }
        Raise::Exception(exception)
    }

    /// An exception that a kernel found; a result too big to make is a halt.
    pub(crate) fn fault(&mut self, fault: Fault) -> Raise {
        self.unicode_fault(fault, Value::None)
    }

    /// As [`Vm::fault`], with the object a Unicode error complains about.
    pub(crate) fn unicode_fault(&mut self, fault: Fault, object: Value) -> Raise {
        if fault.kind == Kind::TooBig {
            return Raise::Halt(HaltReason::Memory);
        }
        let Some(detail) = fault.unicode else {
            return self.exception(fault.kind.class_name(), fault.message);
        };
        let class = self.classes.get(fault.kind.class_name());
        let fields: [(&'static str, Value); 5] = [
            ("encoding", Value::str(detail.encoding)),
            ("object", object),
            ("start", Value::size(detail.start)),
            ("end", Value::size(detail.end)),
            ("reason", Value::str(detail.reason)),
        ];
        let exception = self.new_exception(&class, fields.iter().map(|(_, value)| value.clone()).collect());
        if let Some(data) = exception.exception() {
            fields.into_iter().for_each(|(name, value)| data.set_field(name, value));
            data.set_field("message", Value::str(fault.message));
        }
        Raise::Exception(exception)
    }

    /// The value of a kernel's answer.
    pub(crate) fn kernel<T>(&mut self, result: std::result::Result<T, Fault>) -> Result<T> {
        result.map_err(|fault| self.fault(fault))
    }

    /// Gives a raised exception its `__cause__`, as `raise … from cause` does.
    pub(crate) fn with_cause(&mut self, raise: Raise, cause: &Raise) -> Raise {
        if let (Raise::Exception(exception), Raise::Exception(cause)) = (&raise, cause)
            && let Some(data) = exception.exception()
        {
            *data.cause.borrow_mut() = Some(Value::Instance(cause.clone()));
            *data.context.borrow_mut() = Some(Value::Instance(cause.clone()));
            data.suppress_context.set(true);
        }
        raise
    }

    /// The exception of a built-in class if that is what was raised; anything else goes on.
    pub(crate) fn caught<T>(
        &mut self,
        result: Result<T>,
        class: &str,
    ) -> Result<std::result::Result<T, Rc<Instance>>> {
        match result {
            Ok(value) => Ok(Ok(value)),
            Err(Raise::Exception(exception)) if exception.class().is_subclass(&self.classes.get(class)) => {
                Ok(Err(exception))
            }
            Err(raise) => Err(raise),
        }
    }

    /// Whether a class is an exception class.
    pub(crate) fn is_exception_class(&self, class: &Rc<Class>) -> bool {
        class.is_subclass(&self.classes.get("BaseException"))
    }
}
