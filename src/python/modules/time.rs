//! `time`. The clock is the world's and stands still: `sleep` only checks its argument.

use super::super::args::Args;
use super::super::kernel::datetime::delta::Delta;
use super::super::kernel::datetime::strftime::{self as kernel, Fields};
use super::super::kernel::datetime::strptime::strptime as parse;
use super::super::kernel::datetime::{Date, Stamp, Time, timestamp_micros};
use super::super::object::Module;
use super::super::value::Value;
use super::super::vm::{ClassSpec, Result, Vm};
use super::Builder;
use super::datetime::{local_zone, repr_struct_time, struct_time};
use crate::wtf8::Wtf8;
use std::rc::Rc;

/// Loads the module.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "time");
    let tuple = [module.vm.classes.get("tuple")];
    module.class(ClassSpec {
        name: "struct_time",
        bases: &tuple,
        methods: &[("__new__", new_struct), ("__repr__", repr_struct_time)],
        getters: &[
            ("tm_year", |vm, this| vm.get_item(this, &Value::Int(0))),
            ("tm_mon", |vm, this| vm.get_item(this, &Value::Int(1))),
            ("tm_mday", |vm, this| vm.get_item(this, &Value::Int(2))),
            ("tm_hour", |vm, this| vm.get_item(this, &Value::Int(3))),
            ("tm_min", |vm, this| vm.get_item(this, &Value::Int(4))),
            ("tm_sec", |vm, this| vm.get_item(this, &Value::Int(5))),
            ("tm_wday", |vm, this| vm.get_item(this, &Value::Int(6))),
            ("tm_yday", |vm, this| vm.get_item(this, &Value::Int(7))),
            ("tm_isdst", |vm, this| vm.get_item(this, &Value::Int(8))),
            ("tm_zone", |_, _| Ok(Value::None)),
            ("tm_gmtoff", |_, _| Ok(Value::None)),
        ],
        ..ClassSpec::default()
    });
    module
        .function("time", |vm, args| none(vm, args, "time.time", Value::Float))
        .function("time_ns", |vm, args| none(vm, args, "time.time_ns", nanoseconds))
        .function("monotonic", |vm, args| none(vm, args, "time.monotonic", Value::Float))
        .function("monotonic_ns", |vm, args| none(vm, args, "time.monotonic_ns", nanoseconds))
        .function("perf_counter", |vm, args| none(vm, args, "time.perf_counter", Value::Float))
        .function("perf_counter_ns", |vm, args| none(vm, args, "time.perf_counter_ns", nanoseconds))
        .function("process_time", |vm, args| none(vm, args, "time.process_time", |_| Value::Float(0.0)))
        .function("sleep", sleep)
        .function("gmtime", |vm, args| broken_down(vm, args, "gmtime", false))
        .function("localtime", |vm, args| broken_down(vm, args, "localtime", true))
        .function("mktime", mktime)
        .function("asctime", asctime)
        .function("ctime", ctime)
        .function("strftime", strftime)
        .function("strptime", strptime);
    zone_constants(&mut module);
    Ok(module.finish())
}

fn zone_constants(module: &mut Builder<'_>) {
    // Standard time is what holds in January or in July, whichever is further west.
    let year_start = 1_704_067_200_000_000;
    let half = 182 * 86_400_000_000;
    let found: Vec<_> = local_zone(module.vm)
        .into_iter()
        .flat_map(|zone| [zone.at_utc(year_start), zone.at_utc(year_start + half)])
        .flatten()
        .collect();
    let Some(standard) = found.iter().min_by_key(|moment| moment.offset) else { return };
    let summer = found.iter().find(|moment| moment.dst != Delta::ZERO).unwrap_or(standard);
    let west = |offset: Delta| Value::int_i128(-offset.micros() / 1_000_000);
    module
        .value("timezone", west(standard.offset))
        .value("altzone", west(summer.offset))
        .value("daylight", Value::Int(i64::from(summer.dst != Delta::ZERO)))
        .value("tzname", Value::tuple([Value::str(&*standard.name), Value::str(&*summer.name)]));
}

fn none(vm: &mut Vm, args: Args, name: &str, show: fn(f64) -> Value) -> Result {
    let [] = args.exact(vm, name)?;
    Ok(show(vm.now()))
}

fn nanoseconds(now: f64) -> Value {
    Value::int_i128((now * 1e6).round() as i128 * 1000)
}

fn sleep(vm: &mut Vm, args: Args) -> Result {
    let [seconds] = args.exact(vm, "time.sleep")?;
    let seconds = match seconds.base() {
        Value::Float(seconds) => *seconds,
        _ => vm.index(&seconds)? as f64,
    };
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    Ok(Value::None)
}

/// The argument in seconds, the clock when it is left out or `None`.
fn seconds_or_now(vm: &mut Vm, args: Args, name: &str) -> Result<f64> {
    let given = args.between(vm, name, 0, 1)?;
    match given.first() {
        None | Some(Value::None) => Ok(vm.now()),
        Some(value) => match value.base() {
            Value::Float(seconds) => Ok(*seconds),
            _ => vm.index(value).map(|seconds| seconds as f64),
        },
    }
}

fn broken_down(vm: &mut Vm, args: Args, name: &str, local: bool) -> Result {
    let seconds = seconds_or_now(vm, args, name)?;
    let (stamp, dst) = clock_at(vm, seconds, local)?;
    struct_time(vm, stamp, dst)
}

fn clock_at(vm: &mut Vm, seconds: f64, local: bool) -> Result<(Stamp, i64)> {
    let micros = vm.kernel(timestamp_micros(seconds.floor()))?;
    let zone = if local { local_zone(vm) } else { None };
    let Some(zone) = zone else { return vm.kernel(Stamp::from_micros(micros)).map(|stamp| (stamp, 0)) };
    let stamp = vm.kernel(zone.local(micros))?;
    let dst = i64::from(zone.at_local(stamp).dst != Delta::ZERO);
    Ok((stamp, dst))
}

fn new_struct(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.this();
    let [fields] = args.exact(vm, "time.struct_time")?;
    let fields = vm.to_vec(&fields)?;
    if fields.len() < 9 {
        let count = fields.len();
        let message = format!("time.struct_time() takes an at least 9-sequence ({count}-sequence given)");
        return Err(vm.type_error(message));
    }
    let Value::Class(class) = class else { return Err(vm.type_error("a class is needed")) };
    Ok(vm.wrap(&class, Value::tuple(fields[..9].to_vec())))
}

/// Year to second of a time tuple, with the date checked as `strftime` does.
fn stamp_of(vm: &mut Vm, value: &Value) -> Result<(Stamp, Vec<i64>)> {
    if !matches!(value.base(), Value::Tuple(_)) {
        return Err(vm.type_error("Tuple or struct_time argument required"));
    }
    let mut fields = Vec::new();
    for item in vm.to_vec(value)? {
        fields.push(vm.index(&item)?);
    }
    let Ok([year, month, day, hour, minute, second, ..]): std::result::Result<[i64; 9], _> =
        fields.clone().try_into()
    else {
        return Err(vm.type_error("illegal time tuple argument"));
    };
    let (month, day) = (if month == 0 { 1 } else { month }, if day == 0 { 1 } else { day });
    let ranges = [
        ("month", month, 1, 12),
        ("day of month", day, 1, 31),
        ("hour", hour, 0, 23),
        ("minute", minute, 0, 59),
        ("seconds", second, 0, 61),
    ];
    for (name, value, least, most) in ranges {
        if value < least || value > most {
            return Err(vm.value_error(format!("{name} out of range")));
        }
    }
    let time = vm.kernel(Time::new(hour, minute, second.min(59), 0, 0))?;
    let first = vm.kernel(Date::new(year, month, 1))?;
    let date = vm.kernel(first.plus_days(day - 1))?;
    Ok((Stamp { date, time }, fields))
}

fn mktime(vm: &mut Vm, args: Args) -> Result {
    let [fields] = args.exact(vm, "mktime")?;
    let (mut stamp, fields) = stamp_of(vm, &fields)?;
    let Some(zone) = local_zone(vm) else { return Ok(Value::Float(stamp.timegm() as f64)) };
    let mut moment = zone.at_local(stamp);
    if fields[8] == 0 && moment.dst != Delta::ZERO {
        stamp.time.fold = true;
        moment = zone.at_local(stamp);
    }
    Ok(Value::Float(stamp.timegm() as f64 - moment.offset.total_seconds()))
}

/// The time tuple that may be left out, else the local time.
fn tuple_or_now(vm: &mut Vm, given: Option<&Value>) -> Result<(Stamp, Vec<i64>)> {
    if let Some(value) = given {
        return stamp_of(vm, value);
    }
    let now = vm.now();
    let (stamp, dst) = clock_at(vm, now, true)?;
    let value = struct_time(vm, stamp, dst)?;
    stamp_of(vm, &value)
}

fn asctime(vm: &mut Vm, args: Args) -> Result {
    let given = args.between(vm, "asctime", 0, 1)?;
    let (stamp, _) = tuple_or_now(vm, given.first())?;
    Ok(Value::str(shorter_year(&kernel::ctime(stamp), stamp)))
}

fn ctime(vm: &mut Vm, args: Args) -> Result {
    let seconds = seconds_or_now(vm, args, "ctime")?;
    let (stamp, _) = clock_at(vm, seconds, true)?;
    Ok(Value::str(shorter_year(&kernel::ctime(stamp), stamp)))
}

/// `datetime` writes years with four digits here, `time` does not.
fn shorter_year(text: &str, stamp: Stamp) -> String {
    let start = text.len().saturating_sub(4);
    format!("{}{}", &text[..start], stamp.date.year)
}

fn strftime(vm: &mut Vm, args: Args) -> Result {
    let given = args.between(vm, "strftime", 1, 2)?;
    let format = vm.expect_str(&given[0], "strftime() argument 1")?;
    let (stamp, fields) = tuple_or_now(vm, given.get(1))?;
    let zone = local_zone(vm).map(|zone| zone.at_local(stamp));
    let name = zone.as_ref().map(|moment| Wtf8::from(moment.name.as_str())).unwrap_or_default();
    let offset = zone.map(|moment| moment.offset);
    let back = offset.map_or(0, |offset| (offset.micros() / 1_000_000) as i64);
    let mut shown = Fields::of(stamp, offset, name, stamp.timegm() - back);
    // The tuple's own weekday and day of the year are believed.
    shown.weekday = fields[6].rem_euclid(7) as u32;
    shown.day_of_year = fields[7].clamp(1, 366) as u32;
    let limit = vm.budget.value_bytes();
    vm.charge(format.text().len() as u64)?;
    let text = kernel::strftime(format.text(), &shown, limit);
    vm.kernel(text).map(Value::str)
}

fn strptime(vm: &mut Vm, args: Args) -> Result {
    let given = args.between(vm, "strptime", 1, 2)?;
    let text = vm.expect_str(&given[0], "strptime() argument 1")?;
    let format = if let Some(format) = given.get(1) {
        vm.expect_str(format, "strptime() argument 2")?
    } else {
        vm.text("%a %b %d %H:%M:%S %Y")
    };
    vm.charge((text.text().len() + format.text().len()) as u64)?;
    let parsed = vm.kernel(parse(text.text(), format.text()))?;
    let dst = if parsed.zone.is_some() { 0 } else { -1 };
    struct_time(vm, parsed.stamp, dst)
}
