//! `tzinfo` and `timezone`.

use super::super::super::args::Args;
use super::super::super::kernel::datetime::delta::Delta;
use super::super::super::kernel::datetime::iso;
use super::super::super::kernel::quote::repr_str;
use super::super::super::object::{Class, Layout};
use super::super::super::value::{Str, Value};
use super::super::super::vm::{ClassSpec, Result, Vm};
use super::super::{Builder, data_of};
use super::{Moment, Sort, class_of_call, duration, moment, new_delta, new_moment};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

/// The data of a `timezone`.
#[derive(Clone)]
pub(crate) struct FixedZone {
    pub(crate) offset: Delta,
    pub(crate) name: Option<Str>,
}

/// The data of a `timezone`, if it is one.
pub(super) fn fixed(value: &Value) -> Option<&FixedZone> {
    if let Value::Instance(instance) = value { instance.native() } else { None }
}

/// Adds the base class that programs and `zoneinfo` derive from.
pub(super) fn add_tzinfo(module: &mut Builder<'_>) -> Rc<Class> {
    module.class(ClassSpec {
        name: "tzinfo",
        methods: &[
            ("utcoffset", |vm, _| abstract_method(vm, "utcoffset")),
            ("dst", |vm, _| abstract_method(vm, "dst")),
            ("tzname", |vm, _| abstract_method(vm, "tzname")),
            ("fromutc", default_from_utc),
        ],
        ..ClassSpec::default()
    })
}

fn abstract_method(vm: &mut Vm, name: &str) -> Result {
    Err(vm.exception("NotImplementedError", format!("a tzinfo subclass must implement {name}()")))
}

/// The standard conversion, for zones that only say their offset and saving.
fn default_from_utc(vm: &mut Vm, args: Args) -> Result {
    let [this, value] = args.exact(vm, "tzinfo.fromutc")?;
    let data = checked(vm, &this, &value)?;
    let stamp = data.stamp();
    let Some(offset) = super::ask_zone(vm, &this, "utcoffset", &value)? else {
        return Err(vm.value_error("fromutc: non-None utcoffset() result required"));
    };
    let Some(saving) = super::ask_zone(vm, &this, "dst", &value)? else {
        return Err(vm.value_error("fromutc: non-None dst() result required"));
    };
    let standard = vm.kernel(offset.minus(saving).and_then(|delta| stamp.plus(delta)))?;
    let class = vm.class_of(&value);
    let shifted = new_moment(vm, &class, Sort::Stamp, standard, this.clone());
    let Some(saving) = super::ask_zone(vm, &this, "dst", &shifted)? else {
        return Err(vm.value_error("fromutc: tz.dst() gave inconsistent results; cannot convert"));
    };
    let local = vm.kernel(standard.plus(saving))?;
    Ok(new_moment(vm, &class, Sort::Stamp, local, this))
}

/// The `datetime` that `fromutc` was called with, if it is in this zone.
pub(crate) fn checked<'v>(vm: &mut Vm, this: &Value, value: &'v Value) -> Result<&'v Moment> {
    match moment(value).filter(|data| data.sort == Sort::Stamp) {
        None => Err(vm.type_error("fromutc: argument must be a datetime")),
        Some(data) if !data.zone.is(this) => Err(vm.value_error("fromutc: dt.tzinfo is not self")),
        Some(data) => Ok(data),
    }
}

/// Adds `timezone` and gives `timezone.utc` back.
pub(super) fn add_timezone(module: &mut Builder<'_>, tzinfo: &Rc<Class>) -> Value {
    let class = module.class(ClassSpec {
        name: "timezone",
        bases: std::slice::from_ref(tzinfo),
        layout: Some(Layout::Native("timezone")),
        methods: &[
            ("__new__", new),
            ("__repr__", repr),
            ("__str__", |vm, mut args| {
                let this = args.this();
                name_of(vm, &this)
            }),
            ("__eq__", equal),
            ("__hash__", hash),
            ("utcoffset", |vm, args| {
                let (zone, _) = ask(vm, args, "utcoffset")?;
                new_delta(vm, zone.offset)
            }),
            ("dst", |vm, args| ask(vm, args, "dst").map(|_| Value::None)),
            ("tzname", |vm, args| ask(vm, args, "tzname").and_then(|(_, this)| name_of(vm, &this))),
            ("fromutc", from_utc),
        ],
        ..ClassSpec::default()
    });
    let day = 86_400;
    let fixed = |seconds| FixedZone { offset: Delta::seconds_only(seconds), name: None };
    let utc = module.vm.new_native(&class, fixed(0));
    class.dict.set_str("utc", utc.clone());
    for (name, seconds) in [("min", 60 - day), ("max", day - 60)] {
        let value = module.vm.new_native(&class, fixed(seconds));
        class.dict.set_str(name, value);
    }
    utc
}

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.this();
    let class = class_of_call(vm, &class)?;
    let [offset, name] = args.bind(vm, "timezone", "offset, name=")?;
    let Some(delta) = duration(&offset) else {
        let found = vm.type_name(&offset);
        return Err(vm.type_error(format!("timezone() argument 1 must be datetime.timedelta, not {found}")));
    };
    let name = match name.option() {
        None => None,
        Some(name) => {
            let Some(text) = name.as_str() else {
                let found = vm.type_name(&name);
                return Err(vm.type_error(format!("timezone() argument 2 must be str, not {found}")));
            };
            Some(text.clone())
        }
    };
    if name.is_none() && delta == Delta::ZERO {
        return utc(vm);
    }
    let offset = vm.kernel(delta.check_offset())?;
    Ok(vm.new_native(&class, FixedZone { offset, name }))
}

/// `timezone.utc`
pub(super) fn utc(vm: &mut Vm) -> Result {
    let class = vm.class_in("datetime", "timezone")?;
    Ok(class.dict.get_str("utc").unwrap_or(Value::None))
}

/// A `timezone` with an offset; `timezone.utc` for none.
pub(super) fn of_offset(vm: &mut Vm, offset: Delta, name: Option<Str>) -> Result {
    if offset == Delta::ZERO && name.is_none() {
        return utc(vm);
    }
    let class = vm.class_in("datetime", "timezone")?;
    Ok(vm.new_native(&class, FixedZone { offset, name }))
}

fn repr(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "timezone.__repr__")?;
    let zone = data_of::<FixedZone>(vm, &this)?.clone();
    if this.is(&utc(vm)?) {
        return Ok(Value::str("datetime.timezone.utc"));
    }
    let name = zone.name.map(|name| format!(", {}", repr_str(name.text()))).unwrap_or_default();
    Ok(Value::str(format!("datetime.timezone({}{name})", zone.offset.repr())))
}

fn name_of(vm: &mut Vm, this: &Value) -> Result {
    let zone = data_of::<FixedZone>(vm, this)?;
    Ok(match &zone.name {
        Some(name) => Value::Str(name.clone()),
        None => Value::str(iso::zone_name(zone.offset)),
    })
}

fn ask(vm: &mut Vm, args: Args, method: &str) -> Result<(FixedZone, Value)> {
    let [this, argument] = args.exact(vm, &format!("timezone.{method}"))?;
    if !argument.is_none() && moment(&argument).is_none_or(|data| data.sort != Sort::Stamp) {
        let found = vm.type_name(&argument);
        let message = format!("{method}(dt) argument must be a datetime instance or None, not {found}");
        return Err(vm.type_error(message));
    }
    Ok((data_of::<FixedZone>(vm, &this)?.clone(), this))
}

fn equal(vm: &mut Vm, args: Args) -> Result {
    let [this, other] = args.exact(vm, "timezone.__eq__")?;
    let offset = data_of::<FixedZone>(vm, &this)?.offset;
    Ok(fixed(&other).map_or(Value::NotImplemented, |other| Value::Bool(offset == other.offset)))
}

fn hash(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "timezone.__hash__")?;
    let mut hasher = DefaultHasher::new();
    data_of::<FixedZone>(vm, &this)?.offset.hash(&mut hasher);
    Ok(Value::Int(hasher.finish() as i64 >> 3))
}

fn from_utc(vm: &mut Vm, args: Args) -> Result {
    let [this, value] = args.exact(vm, "timezone.fromutc")?;
    let stamp = checked(vm, &this, &value)?.stamp();
    let offset = data_of::<FixedZone>(vm, &this)?.offset;
    let local = vm.kernel(stamp.plus(offset))?;
    let class = vm.class_of(&value);
    Ok(new_moment(vm, &class, Sort::Stamp, local, this))
}
