//! `datetime`: the classes over the kernels of the same name.

mod clock;
mod date;
mod delta;
mod order;
mod stamp;
mod text;
mod zone;

pub(crate) use text::{repr_struct_time, struct_time};
pub(crate) use zone::checked as checked_in_zone;

use super::super::args::Args;
use super::super::kernel::datetime::delta::Delta;
use super::super::kernel::datetime::zone::Zone;
use super::super::kernel::datetime::{Date, Stamp, Time};
use super::super::object::{Class, Module};
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use super::Builder;
use std::rc::Rc;

/// Loads the module.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "datetime");
    module.value("MINYEAR", Value::Int(1)).value("MAXYEAR", Value::Int(9999));
    let timedelta = delta::add(&mut module);
    let date = date::add(&mut module);
    let tzinfo = zone::add_tzinfo(&mut module);
    let utc = zone::add_timezone(&mut module, &tzinfo);
    let time = clock::add(&mut module);
    let datetime = stamp::add(&mut module, &date);
    let (day, instant) = (Delta::seconds_only(86_400), Delta::small(1));
    for (class, step) in [(date, day), (time, instant), (datetime, instant)] {
        let step = module.vm.new_native(&timedelta, Duration(step));
        class.dict.set_str("resolution", step);
    }
    text::add(&mut module);
    module.value("UTC", utc);
    Ok(module.finish())
}

/// Which class an object is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// `date`
    Date,
    /// `time`
    Time,
    /// `datetime`
    Stamp,
}

/// The data of a `date`, `time` or `datetime`; what the class does not have is not looked at.
pub(crate) struct Moment {
    pub(crate) sort: Sort,
    pub(crate) date: Date,
    pub(crate) time: Time,
    /// `tzinfo` or `None`.
    pub(crate) zone: Value,
}

impl Moment {
    pub(crate) fn stamp(&self) -> Stamp {
        Stamp { date: self.date, time: self.time }
    }
}

/// The data of a `timedelta`.
pub(crate) struct Duration(pub(crate) Delta);

/// The data of a `date`, `time` or `datetime`, if it is one.
pub(crate) fn moment(value: &Value) -> Option<&Moment> {
    if let Value::Instance(instance) = value { instance.native() } else { None }
}

/// The data of the object a method was called on.
pub(crate) fn this_moment<'v>(vm: &mut Vm, value: &'v Value) -> Result<&'v Moment> {
    super::data_of(vm, value)
}

/// The duration of a `timedelta`, if it is one.
pub(crate) fn duration(value: &Value) -> Option<Delta> {
    if let Value::Instance(instance) = value { instance.native::<Duration>().map(|it| it.0) } else { None }
}

/// A new `timedelta`.
pub(crate) fn new_delta(vm: &mut Vm, delta: Delta) -> Result {
    let class = vm.class_in("datetime", "timedelta")?;
    Ok(vm.new_native(&class, Duration(delta)))
}

/// A new object of `class`, which is or derives from `date`, `time` or `datetime`.
pub(crate) fn new_moment(vm: &mut Vm, class: &Rc<Class>, sort: Sort, stamp: Stamp, zone: Value) -> Value {
    vm.new_native(class, Moment { sort, date: stamp.date, time: stamp.time, zone })
}

/// The class that a class method was called on.
fn class_of_call(vm: &mut Vm, value: &Value) -> Result<Rc<Class>> {
    match value {
        Value::Class(class) => Ok(class.clone()),
        _ => Err(vm.type_error("a class is needed")),
    }
}

/// The local zone of the world, UTC when it has none of that name.
pub(crate) fn local_zone(vm: &Vm) -> Option<Zone> {
    Zone::named(&vm.world.zone).or_else(|| Zone::named("UTC"))
}

/// Fails with the words of a C function when one of the first arguments is missing.
fn needs(vm: &mut Vm, args: &Args, names: &[&str]) -> Result<()> {
    for (at, name) in names.iter().enumerate() {
        if at >= args.pos.len() && !args.kw.iter().any(|(have, _)| have.name() == *name) {
            let message = format!("function missing required argument '{name}' (pos {})", at + 1);
            return Err(vm.type_error(message));
        }
    }
    Ok(())
}

/// An integer argument, or what it is when it is left out.
fn number(vm: &mut Vm, value: &Value, default: i64) -> Result<i64> {
    if value.is_unset() {
        return Ok(default);
    }
    match i64::try_from(vm.index_big(value)?) {
        Ok(number) if i32::try_from(number).is_ok() => Ok(number),
        Ok(number) => {
            let sign = if number < 0 { "less than minimum" } else { "greater than maximum" };
            Err(vm.overflow_error(format!("signed integer is {sign}")))
        }
        Err(_) => Err(vm.overflow_error("Python int too large to convert to C long")),
    }
}

/// A `tzinfo` argument; `None` when it is left out.
fn zone_argument(vm: &mut Vm, value: Value) -> Result {
    if value.is_unset() || value.is_none() {
        return Ok(Value::None);
    }
    let tzinfo = vm.class_in("datetime", "tzinfo")?;
    if vm.is_instance(&value, &tzinfo) {
        return Ok(value);
    }
    let name = vm.type_name(&value);
    Err(vm.type_error(format!("tzinfo argument must be None or of a tzinfo subclass, not type '{name}'")))
}

/// What `zone.utcoffset(argument)` (or `dst`) says, checked.
fn ask_zone(vm: &mut Vm, zone: &Value, method: &str, argument: &Value) -> Result<Option<Delta>> {
    if zone.is_none() {
        return Ok(None);
    }
    if let Some(fixed) = zone::fixed(zone) {
        return Ok(if method == "utcoffset" { Some(fixed.offset) } else { None });
    }
    let answer = vm.call_method(zone, method, vec![argument.clone()])?;
    if answer.is_none() {
        return Ok(None);
    }
    if let Some(delta) = duration(&answer) {
        return vm.kernel(delta.check_offset()).map(Some);
    }
    let name = vm.type_name(&answer);
    Err(vm.type_error(format!("tzinfo.{method}() must return None or a timedelta, not '{name}'")))
}

/// The offset of a `datetime` or `time` from UTC; `None` when it is naive.
pub(crate) fn offset_of(vm: &mut Vm, value: &Value) -> Result<Option<Delta>> {
    let Some(data) = moment(value) else { return Ok(None) };
    let argument = if data.sort == Sort::Stamp { value.clone() } else { Value::None };
    ask_zone(vm, &data.zone.clone(), "utcoffset", &argument)
}

/// The name of the zone of a `datetime` or `time`.
fn zone_name_of(vm: &mut Vm, value: &Value) -> Result {
    let data = this_moment(vm, value)?;
    if data.zone.is_none() {
        return Ok(Value::None);
    }
    let argument = if data.sort == Sort::Stamp { value.clone() } else { Value::None };
    let zone = data.zone.clone();
    let name = vm.call_method(&zone, "tzname", vec![argument])?;
    if name.is_none() || name.as_str().is_some() {
        return Ok(name);
    }
    let found = vm.type_name(&name);
    Err(vm.type_error(format!("tzinfo.tzname() must return None or a string, not '{found}'")))
}
