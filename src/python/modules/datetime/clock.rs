//! `time`.

use super::super::super::args::Args;
use super::super::super::kernel::datetime::{Date, Stamp, Time, iso};
use super::super::super::object::{Class, Layout};
use super::super::super::value::Value;
use super::super::super::vm::{ClassSpec, Result, Vm};
use super::super::Builder;
use super::order::comparisons;
use super::{
    Sort, class_of_call, new_delta, new_moment, number, offset_of, text, this_moment, zone, zone_argument,
};
use std::rc::Rc;

/// The date of a `time`, which is shown nowhere but in `strftime`.
const NO_DATE: Date = Date { year: 1900, month: 1, day: 1 };

/// Reads one field of the time of day, for `time` and `datetime`.
pub(super) fn field(vm: &mut Vm, this: &Value, read: fn(Time) -> u32) -> Result {
    this_moment(vm, this).map(|data| Value::Int(read(data.time).into()))
}

/// The getters that `time` and `datetime` share.
macro_rules! clock_getters {
    () => {
        [
            ("hour", |vm, this| super::clock::field(vm, this, |time| time.hour)),
            ("minute", |vm, this| super::clock::field(vm, this, |time| time.minute)),
            ("second", |vm, this| super::clock::field(vm, this, |time| time.second)),
            ("microsecond", |vm, this| super::clock::field(vm, this, |time| time.micro)),
            ("fold", |vm, this| super::clock::field(vm, this, |time| u32::from(time.fold))),
            ("tzinfo", |vm, this| super::this_moment(vm, this).map(|data| data.zone.clone())),
        ]
    };
}
pub(super) use clock_getters;

/// Adds the class.
pub(super) fn add(module: &mut Builder<'_>) -> Rc<Class> {
    let class = module.class(ClassSpec {
        name: "time",
        layout: Some(Layout::Native("time")),
        methods: &[
            ("__new__", new),
            ("__repr__", repr),
            ("__str__", |vm, args| isoformat(vm, args.pos.into_iter().take(1).collect::<Vec<_>>().into())),
            ("__format__", text::format),
            ("isoformat", isoformat),
            ("strftime", text::strftime),
            ("replace", replace),
            ("utcoffset", utcoffset),
            ("dst", dst),
            ("tzname", tzname),
        ],
        class_methods: &[("fromisoformat", from_iso)],
        getters: &clock_getters!(),
        ..ClassSpec::default()
    });
    module.vm.add_methods(&class, &comparisons!());
    let last = Time { hour: 23, minute: 59, second: 59, micro: 999_999, fold: false };
    for (name, time) in [("min", Time::default()), ("max", last)] {
        let value = make(module.vm, &class, time, Value::None);
        class.dict.set_str(name, value);
    }
    class
}

fn make(vm: &mut Vm, class: &Rc<Class>, time: Time, zone: Value) -> Value {
    new_moment(vm, class, Sort::Time, Stamp { date: NO_DATE, time }, zone)
}

/// A new `time` of the class itself.
pub(super) fn new_time(vm: &mut Vm, time: Time, zone: Value) -> Result {
    let class = vm.class_in("datetime", "time")?;
    Ok(make(vm, &class, time, zone))
}

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.this();
    let class = class_of_call(vm, &class)?;
    let spec = "hour=, minute=, second=, microsecond=, tzinfo=, *, fold=";
    let [hour, minute, second, micro, zone, fold] = args.bind(vm, "function", spec)?;
    let time = time_of(vm, Time::default(), &[hour, minute, second, micro, fold])?;
    let zone = zone_argument(vm, zone)?;
    Ok(make(vm, &class, time, zone))
}

/// A time from hour, minute, second, microsecond and fold; what is left out stays as in `old`.
pub(super) fn time_of(vm: &mut Vm, old: Time, given: &[Value; 5]) -> Result<Time> {
    let [hour, minute, second, micro, fold] = given;
    let hour = number(vm, hour, old.hour.into())?;
    let minute = number(vm, minute, old.minute.into())?;
    let second = number(vm, second, old.second.into())?;
    let micro = number(vm, micro, old.micro.into())?;
    let fold = number(vm, fold, old.fold.into())?;
    vm.kernel(Time::new(hour, minute, second, micro, fold))
}

fn repr(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "time.__repr__")?;
    let (time, zone) = this_moment(vm, &this).map(|data| (data.time, data.zone.clone()))?;
    let zone = if zone.is_none() { None } else { Some(vm.repr(&zone)?.to_string_lossy()) };
    let text = time.repr(zone.as_deref());
    let class = vm.class_of(&this);
    Ok(Value::str(if class.flags.heap { text.replacen("datetime.time", &class.name(), 1) } else { text }))
}

fn isoformat(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [precision] = args.bind(vm, "isoformat", "timespec=")?;
    let precision = text::precision(vm, &precision)?;
    let time = this_moment(vm, &this)?.time;
    let offset = offset_of(vm, &this)?.map(iso::offset).unwrap_or_default();
    Ok(Value::str(iso::time(time, precision) + &offset))
}

fn replace(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let spec = "hour=, minute=, second=, microsecond=, tzinfo=, *, fold=";
    let [hour, minute, second, micro, zone, fold] = args.bind(vm, "replace", spec)?;
    let (old, old_zone) = this_moment(vm, &this).map(|data| (data.time, data.zone.clone()))?;
    let time = time_of(vm, old, &[hour, minute, second, micro, fold])?;
    let zone = if zone.is_unset() { old_zone } else { zone_argument(vm, zone)? };
    let class = vm.class_of(&this);
    Ok(make(vm, &class, time, zone))
}

/// `utcoffset()` of `time` and `datetime`.
pub(super) fn utcoffset(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "utcoffset")?;
    match offset_of(vm, &this)? {
        Some(offset) => new_delta(vm, offset),
        None => Ok(Value::None),
    }
}

/// `dst()` of `time` and `datetime`.
pub(super) fn dst(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "dst")?;
    let (zone, sort) = this_moment(vm, &this).map(|data| (data.zone.clone(), data.sort))?;
    let argument = if sort == Sort::Stamp { this } else { Value::None };
    match super::ask_zone(vm, &zone, "dst", &argument)? {
        Some(saving) => new_delta(vm, saving),
        None => Ok(Value::None),
    }
}

/// `tzname()` of `time` and `datetime`.
pub(super) fn tzname(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "tzname")?;
    super::zone_name_of(vm, &this)
}

fn from_iso(vm: &mut Vm, args: Args) -> Result {
    let [class, value] = args.exact(vm, "time.fromisoformat")?;
    let class = class_of_call(vm, &class)?;
    let Some(value) = value.as_str() else {
        return Err(vm.type_error("fromisoformat: argument must be str"));
    };
    let (time, offset) = vm.kernel(iso::parse_time(value.text()))?;
    let zone = match offset {
        Some(offset) => zone::of_offset(vm, offset, None)?,
        None => Value::None,
    };
    Ok(make(vm, &class, time, zone))
}
