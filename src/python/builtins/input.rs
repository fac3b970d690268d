//! Functions that would reach outside the program.

use super::super::args::Args;
use super::super::object::NativeFn;
use super::super::value::Value;
use super::super::vm::{Result, Vm};

pub(super) const FUNCTIONS: &[(&str, NativeFn)] = &[
    ("input", input),
    ("open", open),
    ("eval", eval),
    ("exec", exec),
    ("compile", compile),
    ("__import__", import),
    ("exit", exit),
    ("quit", exit),
];

fn input(vm: &mut Vm, args: Args) -> Result {
    let args = args.between(vm, "input", 0, 1)?;
    if let Some(prompt) = args.first() {
        let prompt = vm.to_str(prompt)?;
        vm.print(&prompt.text().to_string_lossy())?;
    }
    Err(vm.exception("EOFError", "EOF when reading a line"))
}

fn open(vm: &mut Vm, args: Args) -> Result {
    let name = args.pos.first().cloned().unwrap_or(Value::None);
    let class = vm.classes.get("PermissionError");
    let args = vec![Value::Int(13), Value::str("Programs here cannot open files"), name];
    let class = Value::Class(class);
    let exception = vm.call(&class, args)?;
    let exception = vm.to_exception(&exception, "")?;
    Err(super::super::vm::Raise::Exception(exception))
}

fn refused(vm: &mut Vm, name: &str) -> Result {
    let message = format!("{name}() cannot run here; write the code itself");
    Err(vm.exception("NotImplementedError", message))
}

fn eval(vm: &mut Vm, _args: Args) -> Result {
    refused(vm, "eval")
}

fn exec(vm: &mut Vm, _args: Args) -> Result {
    refused(vm, "exec")
}

fn compile(vm: &mut Vm, _args: Args) -> Result {
    refused(vm, "compile")
}

fn import(vm: &mut Vm, args: Args) -> Result {
    let [name, _globals, _locals, _from, _level] =
        args.bind(vm, "__import__", "name, globals=, locals=, fromlist=, level=")?;
    let name = vm.expect_str(&name, "__import__() argument 1")?;
    vm.import(name.name()).map(Value::Module)
}

fn exit(vm: &mut Vm, args: Args) -> Result {
    let args = args.between(vm, "exit", 0, 1)?;
    let class = vm.classes.get("SystemExit");
    let exception = vm.call(&Value::Class(class), args)?;
    let exception = vm.to_exception(&exception, "")?;
    Err(super::super::vm::Raise::Exception(exception))
}
