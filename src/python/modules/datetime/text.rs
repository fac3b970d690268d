//! What dates and times are shown as: formats, time tuples.

use super::super::super::args::Args;
use super::super::super::kernel::datetime::delta::Delta;
use super::super::super::kernel::datetime::iso::Precision;
use super::super::super::kernel::datetime::strftime::{self as kernel, Fields};
use super::super::super::kernel::datetime::{Date, Stamp};
use super::super::super::object::Class;
use super::super::super::value::Value;
use super::super::super::vm::{ClassSpec, Result, Vm};
use super::super::Builder;
use super::{Moment, Sort, moment, offset_of, this_moment, zone_name_of};
use crate::wtf8::Wtf8;
use std::rc::Rc;

/// The `timespec` argument.
pub(super) fn precision(vm: &mut Vm, value: &Value) -> Result<Precision> {
    if value.is_unset() {
        return Ok(Precision::Auto);
    }
    let name = vm.expect_str(value, "isoformat() argument 2")?;
    vm.kernel(Precision::named(name.name()))
}

/// A timestamp argument.
pub(super) fn seconds(vm: &mut Vm, value: &Value) -> Result<f64> {
    if let Value::Float(seconds) = value.base() {
        Ok(*seconds)
    } else {
        vm.index(value).map(|seconds| seconds as f64)
    }
}

/// `strftime(format)` of `date`, `time` and `datetime`.
pub(super) fn strftime(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [format] = args.bind(vm, "strftime", "format")?;
    let format = vm.expect_str(&format, "strftime() argument 1")?;
    shown(vm, &this, format.text())
}

/// `__format__`: `str` without a specification, else `strftime`.
pub(super) fn format(vm: &mut Vm, args: Args) -> Result {
    let [this, spec] = args.exact(vm, "__format__")?;
    let spec = vm.expect_str(&spec, "__format__() argument 1")?;
    if spec.text().is_empty() {
        return vm.to_str(&this).map(Value::Str);
    }
    vm.call_method(&this, "strftime", vec![Value::Str(spec)])
}

fn shown(vm: &mut Vm, this: &Value, format: &Wtf8) -> Result {
    let data = this_moment(vm, this)?;
    let (stamp, sort) = (data.stamp(), data.sort);
    let offset = if sort == Sort::Date { None } else { offset_of(vm, this)? };
    let name = if sort == Sort::Date { Value::None } else { zone_name_of(vm, this)? };
    let name = name.as_str().map(|name| name.text().clone()).unwrap_or_default();
    let epoch = match super::local_zone(vm) {
        Some(zone) => stamp.timegm() - (zone.at_local(stamp).offset.micros() / 1_000_000) as i64,
        None => stamp.timegm(),
    };
    let limit = vm.budget.value_bytes();
    vm.charge(format.len() as u64)?;
    let text = kernel::strftime(format, &Fields::of(stamp, offset, name, epoch), limit);
    vm.kernel(text).map(Value::str)
}

/// `ctime()`
pub(super) fn ctime(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "ctime")?;
    this_moment(vm, &this).map(|data| Value::str(kernel::ctime(data.stamp())))
}

/// The names of the fields of `time.struct_time`.
const TIME_FIELDS: [&str; 9] =
    ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"];

/// A `time.struct_time`; `dst` is its last field.
pub(crate) fn struct_time(vm: &mut Vm, stamp: Stamp, dst: i64) -> Result {
    let class = vm.class_in("time", "struct_time")?;
    let Stamp { date, time } = stamp;
    let fields = [
        i64::from(date.year),
        date.month.into(),
        date.day.into(),
        time.hour.into(),
        time.minute.into(),
        time.second.into(),
        date.weekday().into(),
        date.day_of_year().into(),
        dst,
    ];
    Ok(vm.wrap(&class, Value::tuple(fields.map(Value::Int))))
}

/// `repr` of a named tuple such as `time.struct_time`.
pub(crate) fn repr_fields(vm: &mut Vm, name: &str, fields: &[&str], this: &Value) -> Result {
    let items = vm.to_vec(this)?;
    let mut shown = Vec::new();
    for (field, item) in fields.iter().zip(items) {
        shown.push(format!("{field}={}", vm.repr(&item)?.to_string_lossy()));
    }
    Ok(Value::str(format!("{name}({})", shown.join(", "))))
}

/// `repr(time.struct_time)`
pub(crate) fn repr_struct_time(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "struct_time.__repr__")?;
    repr_fields(vm, "time.struct_time", &TIME_FIELDS, &this)
}

/// `timetuple()` of `date` and `datetime`.
pub(super) fn timetuple(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "timetuple")?;
    let data = this_moment(vm, &this)?;
    let (stamp, sort, zone) = (data.stamp(), data.sort, data.zone.clone());
    let saving = if sort == Sort::Stamp { super::ask_zone(vm, &zone, "dst", &this)? } else { None };
    let dst = saving.map_or(-1, |saving| i64::from(saving != Delta::ZERO));
    struct_time(vm, stamp, dst)
}

/// `utctimetuple()`
pub(super) fn utctimetuple(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "utctimetuple")?;
    let stamp = this_moment(vm, &this)?.stamp();
    let stamp = match offset_of(vm, &this)? {
        Some(offset) => vm.kernel(offset.negated().and_then(|back| stamp.plus(back)))?,
        None => stamp,
    };
    struct_time(vm, stamp, 0)
}

const ISO_FIELDS: [&str; 3] = ["year", "week", "weekday"];

/// Adds the class of what `isocalendar()` gives.
pub(super) fn add(module: &mut Builder<'_>) {
    let tuple = [module.vm.classes.get("tuple")];
    let class: Rc<Class> = module.vm.native_class(&ClassSpec {
        name: "IsoCalendarDate",
        module: "datetime",
        bases: &tuple,
        methods: &[("__repr__", |vm, args| {
            let [this] = args.exact(vm, "IsoCalendarDate.__repr__")?;
            repr_fields(vm, "datetime.IsoCalendarDate", &ISO_FIELDS, &this)
        })],
        getters: &[
            ("year", |vm, this| vm.get_item(this, &Value::Int(0))),
            ("week", |vm, this| vm.get_item(this, &Value::Int(1))),
            ("weekday", |vm, this| vm.get_item(this, &Value::Int(2))),
        ],
        ..ClassSpec::default()
    });
    module.value("IsoCalendarDate", Value::Class(class));
}

/// `isocalendar()`
pub(super) fn isocalendar(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "isocalendar")?;
    let (year, week, day) = this_moment(vm, &this)?.date.iso_calendar();
    let class = vm.class_in("datetime", "IsoCalendarDate")?;
    let fields = [i64::from(year), week.into(), day.into()];
    Ok(vm.wrap(&class, Value::tuple(fields.map(Value::Int))))
}

/// The date that an argument of `combine` holds.
pub(super) fn date_argument(vm: &mut Vm, value: &Value) -> Result<Date> {
    if let Some(Moment { sort: Sort::Date | Sort::Stamp, date, .. }) = moment(value) {
        return Ok(*date);
    }
    let found = vm.type_name(value);
    Err(vm.type_error(format!("combine() argument 1 must be datetime.date, not {found}")))
}
