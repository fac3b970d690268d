//! `zoneinfo`, over the zones bundled with the program.

use super::super::args::Args;
use super::super::kernel::datetime::Stamp;
use super::super::kernel::datetime::zone::{Moment as ZoneMoment, Zone};
use super::super::kernel::quote::repr_str;
use super::super::object::{Layout, Module};
use super::super::value::Value;
use super::super::vm::{ClassSpec, Result, Vm};
use super::datetime::{Sort, checked_in_zone, moment, new_delta, new_moment};
use super::{Builder, data_of};
use crate::wtf8::Wtf8;
use std::rc::Rc;

/// Loads the module.
pub(super) fn load(vm: &mut Vm) -> Result<Rc<Module>> {
    let tzinfo = [vm.class_in("datetime", "tzinfo")?];
    let mut module = Builder::new(vm, "zoneinfo");
    let key_error = [module.vm.classes.get("KeyError")];
    module.exception_of("zoneinfo._common", "ZoneInfoNotFoundError", &key_error);
    let class = module.class(ClassSpec {
        name: "ZoneInfo",
        bases: &tzinfo,
        layout: Some(Layout::Native("ZoneInfo")),
        methods: &[
            ("__new__", new),
            ("__repr__", |vm, args| {
                let [this] = args.exact(vm, "ZoneInfo.__repr__")?;
                let key = Wtf8::from(data_of::<Zone>(vm, &this)?.name());
                Ok(Value::str(format!("zoneinfo.ZoneInfo(key={})", repr_str(&key))))
            }),
            ("__str__", |vm, args| {
                let [this] = args.exact(vm, "ZoneInfo.__str__")?;
                data_of::<Zone>(vm, &this).map(|zone| Value::str(zone.name()))
            }),
            ("utcoffset", |vm, args| ask(vm, args, |vm, found| new_delta(vm, found.offset))),
            ("dst", |vm, args| ask(vm, args, |vm, found| new_delta(vm, found.dst))),
            ("tzname", |vm, args| ask(vm, args, |_, found| Ok(Value::str(found.name)))),
            ("fromutc", from_utc),
        ],
        getters: &[("key", |vm, this| data_of::<Zone>(vm, this).map(|zone| Value::str(zone.name())))],
        ..ClassSpec::default()
    });
    let (cache, _) = Value::new_dict();
    class.dict.set_str("_zones", cache);
    module.function("available_timezones", available);
    Ok(module.finish())
}

/// The same object for the same key, as the real class keeps them.
fn new(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.this();
    let [key] = args.bind(vm, "ZoneInfo", "key")?;
    let name = vm.expect_str(&key, "ZoneInfo() argument 1")?;
    let Value::Class(class) = class else { return Err(vm.type_error("a class is needed")) };
    let cache = class.lookup_str("_zones");
    if let Some(Value::Dict(cache)) = &cache
        && let Some(known) = cache.get_str(name.name())
    {
        return Ok(known);
    }
    let text = name.text().to_string_lossy();
    let refused = if text.starts_with('/') {
        "may not be absolute paths"
    } else if text.is_empty() || text.split('/').any(|part| part.is_empty() || part == ".") {
        "must be normalized relative paths"
    } else if text.split('/').any(|part| part == "..") {
        "must refer to subdirectories of TZPATH"
    } else {
        ""
    };
    if !refused.is_empty() {
        return Err(vm.value_error(format!("ZoneInfo keys {refused}, got: {text}")));
    }
    let Some(zone) = Zone::named(&text) else {
        let error = vm.class_in("zoneinfo", "ZoneInfoNotFoundError")?;
        return Err(vm.raise(&error, format!("No time zone found with key {text}")));
    };
    let value = vm.new_native(&class, zone);
    if let Some(Value::Dict(cache)) = cache {
        cache.set_str(name.name(), value.clone());
    }
    Ok(value)
}

fn ask(vm: &mut Vm, args: Args, show: fn(&mut Vm, ZoneMoment) -> Result) -> Result {
    let [this, argument] = args.exact(vm, "ZoneInfo.utcoffset")?;
    let zone = data_of::<Zone>(vm, &this)?;
    match moment(&argument).filter(|data| data.sort == Sort::Stamp) {
        Some(data) => {
            let found = zone.at_local(data.stamp());
            show(vm, found)
        }
        // Without a moment only a zone that never changes has an answer.
        None if argument.is_none() => match zone.fixed() {
            Some(found) => show(vm, found),
            None => Ok(Value::None),
        },
        None => {
            let name = vm.type_name(&argument);
            Err(vm.type_error(format!("fromutc: argument must be a datetime instance, not {name}")))
        }
    }
}

fn from_utc(vm: &mut Vm, args: Args) -> Result {
    let [this, value] = args.exact(vm, "ZoneInfo.fromutc")?;
    let stamp: Stamp = checked_in_zone(vm, &this, &value)?.stamp();
    let local = data_of::<Zone>(vm, &this)?.local(stamp.micros());
    let local = vm.kernel(local)?;
    let class = vm.class_of(&value);
    Ok(new_moment(vm, &class, Sort::Stamp, local, this))
}

fn available(vm: &mut Vm, args: Args) -> Result {
    let [] = args.exact(vm, "available_timezones")?;
    let names: Vec<Value> = Zone::all_names().into_iter().map(Value::str).collect();
    vm.charge(names.len() as u64)?;
    vm.set_from(&Value::list(names), false).map(Value::Set)
}
