//! What the world gives to modules written in Python: the environment, randomness, warnings.

use super::super::args::Args;
use super::super::object::Module;
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use super::Builder;
use std::rc::Rc;

/// Loads `_world`.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "_world");
    module
        .function("environ", environ)
        .function("random_bytes", random_bytes)
        .function("module_name", |vm, args| {
            let [] = args.exact(vm, "module_name")?;
            Ok(Value::str(vm.world.module_name.clone()))
        })
        .function("warn", warn)
        .function("set_warning_filter", set_warning_filter);
    Ok(module.finish())
}

fn environ(vm: &mut Vm, args: Args) -> Result {
    let [] = args.exact(vm, "environ")?;
    let (value, dict) = Value::new_dict();
    for (name, text) in vm.world.env.clone() {
        dict.set_str(&name, Value::str(text));
    }
    Ok(value)
}

fn random_bytes(vm: &mut Vm, args: Args) -> Result {
    let [count] = args.exact(vm, "urandom")?;
    let count = vm.index(&count)?;
    let Ok(count) = usize::try_from(count) else {
        return Err(vm.value_error("negative argument not allowed"));
    };
    vm.reserve(count)?;
    vm.charge(count as u64 / 8 + 1)?;
    Ok(Value::bytes(vm.random_bytes(count)))
}

fn warn(vm: &mut Vm, args: Args) -> Result {
    let [category, message] = args.exact(vm, "warn")?;
    let Value::Class(category) = category else { return Err(vm.type_error("a class is needed")) };
    let message = vm.to_str(&message)?.text().to_string_lossy();
    vm.warn(&category, &message)?;
    Ok(Value::None)
}

/// Lets a function of category and message decide whether a warning is shown.
fn set_warning_filter(vm: &mut Vm, args: Args) -> Result {
    let [function] = args.exact(vm, "set_warning_filter")?;
    vm.warning_filter = Some(Rc::new(move |vm, category, message| {
        let arguments = vec![Value::Class(category.clone()), Value::str(message)];
        let answer = vm.call(&function, arguments)?;
        vm.truth(&answer)
    }));
    Ok(Value::None)
}
