//! `datetime`.

use super::super::super::args::Args;
use super::super::super::kernel::datetime::delta::Delta;
use super::super::super::kernel::datetime::strptime::strptime;
use super::super::super::kernel::datetime::{Date, Stamp, Time, iso, timestamp_micros};
use super::super::super::object::{Class, Layout};
use super::super::super::value::Value;
use super::super::super::vm::{ClassSpec, Result, Vm};
use super::super::Builder;
use super::clock::{self, clock_getters, time_of};
use super::order::comparisons;
use super::{
    Sort, class_of_call, duration, local_zone, moment, needs, new_delta, new_moment, number, offset_of, text,
    this_moment, zone, zone_argument,
};
use std::rc::Rc;

/// Adds the class.
pub(super) fn add(module: &mut Builder<'_>, date: &Rc<Class>) -> Rc<Class> {
    let class = module.class(ClassSpec {
        name: "datetime",
        bases: std::slice::from_ref(date),
        layout: Some(Layout::Native("datetime")),
        methods: &[
            ("__new__", new),
            ("__repr__", repr),
            ("__str__", |vm, args| {
                isoformat(vm, [args.pos.into_iter().next().unwrap_or(Value::Unset), Value::str(" ")].into())
            }),
            ("__add__", plus),
            ("__radd__", plus),
            ("__sub__", minus),
            ("date", |vm, args| {
                let [this] = args.exact(vm, "datetime.date")?;
                let date = this_moment(vm, &this)?.date;
                let class = vm.class_in("datetime", "date")?;
                super::date::make_of(vm, &Value::Class(class), date)
            }),
            ("time", |vm, args| part(vm, args, false)),
            ("timetz", |vm, args| part(vm, args, true)),
            ("isoformat", isoformat),
            ("replace", replace),
            ("astimezone", astimezone),
            ("timestamp", timestamp),
            ("utctimetuple", text::utctimetuple),
            ("utcoffset", clock::utcoffset),
            ("dst", clock::dst),
            ("tzname", clock::tzname),
        ],
        class_methods: &[
            ("now", now),
            ("utcnow", utcnow),
            ("today", |vm, mut args| {
                let class = args.this();
                let [] = args.exact(vm, "datetime.today")?;
                now(vm, [class].into())
            }),
            ("fromtimestamp", from_timestamp),
            ("utcfromtimestamp", utc_from_timestamp),
            ("fromisoformat", from_iso),
            ("strptime", from_text),
            ("combine", combine),
        ],
        getters: &clock_getters!(),
        ..ClassSpec::default()
    });
    module.vm.add_methods(&class, &comparisons!());
    let last = Time { hour: 23, minute: 59, second: 59, micro: 999_999, fold: false };
    let first = Stamp { date: Date { year: 1, month: 1, day: 1 }, time: Time::default() };
    let last = Stamp { date: Date { year: 9999, month: 12, day: 31 }, time: last };
    for (name, stamp) in [("min", first), ("max", last)] {
        let value = new_moment(module.vm, &class, Sort::Stamp, stamp, Value::None);
        class.dict.set_str(name, value);
    }
    class
}

const FIELDS: &str = "year, month, day, hour=, minute=, second=, microsecond=, tzinfo=, *, fold=";

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.this();
    let class = class_of_call(vm, &class)?;
    needs(vm, &args, &["year", "month", "day"])?;
    let [year, month, day, hour, minute, second, micro, zone, fold] = args.bind(vm, "function", FIELDS)?;
    let (year, month, day) = (number(vm, &year, 0)?, number(vm, &month, 0)?, number(vm, &day, 0)?);
    let date = vm.kernel(Date::new(year, month, day))?;
    let time = time_of(vm, Time::default(), &[hour, minute, second, micro, fold])?;
    let zone = zone_argument(vm, zone)?;
    Ok(new_moment(vm, &class, Sort::Stamp, Stamp { date, time }, zone))
}

fn repr(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "datetime.__repr__")?;
    let (stamp, zone) = this_moment(vm, &this).map(|data| (data.stamp(), data.zone.clone()))?;
    let zone = if zone.is_none() { None } else { Some(vm.repr(&zone)?.to_string_lossy()) };
    let text = stamp.repr(zone.as_deref());
    let class = vm.class_of(&this);
    Ok(Value::str(if class.flags.heap { text.replacen("datetime.datetime", &class.name(), 1) } else { text }))
}

fn isoformat(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [separator, precision] = args.bind(vm, "isoformat", "sep=, timespec=")?;
    let separator = match separator.option() {
        None => "T".into(),
        Some(value) => {
            let text = vm.expect_str(&value, "isoformat() argument 1")?;
            if text.text().len() != 1 {
                return Err(vm.type_error("isoformat() argument 1 must be a unicode character, not str"));
            }
            text.text().to_string_lossy()
        }
    };
    let precision = text::precision(vm, &precision)?;
    let stamp = this_moment(vm, &this)?.stamp();
    let offset = offset_of(vm, &this)?.map(iso::offset).unwrap_or_default();
    Ok(Value::str(iso::stamp(stamp, &separator, precision) + &offset))
}

fn moved(vm: &mut Vm, this: &Value, delta: Delta) -> Result {
    let (stamp, zone) = this_moment(vm, this).map(|data| (data.stamp(), data.zone.clone()))?;
    let stamp = vm.kernel(stamp.plus(delta))?;
    let class = vm.class_of(this);
    Ok(new_moment(vm, &class, Sort::Stamp, stamp, zone))
}

fn plus(vm: &mut Vm, args: Args) -> Result {
    let [this, other] = args.exact(vm, "datetime.__add__")?;
    match duration(&other) {
        Some(delta) => moved(vm, &this, delta),
        None => Ok(Value::NotImplemented),
    }
}

fn minus(vm: &mut Vm, args: Args) -> Result {
    let [this, other] = args.exact(vm, "datetime.__sub__")?;
    if let Some(delta) = duration(&other) {
        let back = delta.negated().unwrap_or(Delta::MIN);
        return moved(vm, &this, back);
    }
    let Some(data) = moment(&other).filter(|data| data.sort == Sort::Stamp) else {
        return Ok(Value::NotImplemented);
    };
    let own = this_moment(vm, &this)?;
    let distance = own.stamp().minus(data.stamp());
    if own.zone.is(&data.zone) {
        return new_delta(vm, distance);
    }
    let delta = match (offset_of(vm, &this)?, offset_of(vm, &other)?) {
        (None, None) => Ok(distance),
        (Some(a), Some(b)) => distance.minus(a).and_then(|distance| distance.plus(b)),
        _ => return Err(vm.type_error("can't subtract offset-naive and offset-aware datetimes")),
    };
    let delta = vm.kernel(delta)?;
    new_delta(vm, delta)
}

fn part(vm: &mut Vm, args: Args, with_zone: bool) -> Result {
    let [this] = args.exact(vm, "datetime.time")?;
    let (time, zone) = this_moment(vm, &this).map(|data| (data.time, data.zone.clone()))?;
    clock::new_time(vm, time, if with_zone { zone } else { Value::None })
}

fn replace(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let spec = "year=, month=, day=, hour=, minute=, second=, microsecond=, tzinfo=, *, fold=";
    let [year, month, day, hour, minute, second, micro, zone, fold] = args.bind(vm, "replace", spec)?;
    let (old, old_zone) = this_moment(vm, &this).map(|data| (data.stamp(), data.zone.clone()))?;
    let year = number(vm, &year, old.date.year.into())?;
    let month = number(vm, &month, old.date.month.into())?;
    let day = number(vm, &day, old.date.day.into())?;
    let date = vm.kernel(Date::new(year, month, day))?;
    let time = time_of(vm, old.time, &[hour, minute, second, micro, fold])?;
    let zone = if zone.is_unset() { old_zone } else { zone_argument(vm, zone)? };
    let class = vm.class_of(&this);
    Ok(new_moment(vm, &class, Sort::Stamp, Stamp { date, time }, zone))
}

/// The instant as a clock in UTC shows it; a naive datetime is taken as local.
fn utc_stamp(vm: &mut Vm, this: &Value) -> Result<Stamp> {
    let stamp = this_moment(vm, this)?.stamp();
    let offset = match offset_of(vm, this)? {
        Some(offset) => offset,
        None => local_zone(vm).map_or(Delta::ZERO, |zone| zone.at_local(stamp).offset),
    };
    vm.kernel(offset.negated().and_then(|back| stamp.plus(back)))
}

/// The `datetime` in a zone at an instant given in UTC.
fn in_zone(vm: &mut Vm, class: &Rc<Class>, utc: Stamp, zone: &Value) -> Result {
    let there = new_moment(vm, class, Sort::Stamp, utc, zone.clone());
    vm.call_method(zone, "fromutc", vec![there])
}

fn astimezone(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [zone] = args.bind(vm, "astimezone", "tz=")?;
    let zone = zone_argument(vm, zone)?;
    let own = this_moment(vm, &this)?.zone.clone();
    if !zone.is_none() && own.is(&zone) {
        return Ok(this);
    }
    let utc = utc_stamp(vm, &this)?;
    let zone = if zone.is_none() { local_fixed(vm, utc)? } else { zone };
    let class = vm.class_of(&this);
    in_zone(vm, &class, utc, &zone)
}

/// The local zone at an instant, as a fixed offset with its name.
fn local_fixed(vm: &mut Vm, utc: Stamp) -> Result {
    let Some(zone) = local_zone(vm) else { return zone::utc(vm) };
    let found = vm.kernel(zone.at_utc(utc.micros()))?;
    let name = vm.text(&found.name);
    zone::of_offset(vm, found.offset, Some(name))
}

fn timestamp(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "datetime.timestamp")?;
    let stamp = this_moment(vm, &this)?.stamp();
    let offset = match offset_of(vm, &this)? {
        Some(offset) => offset,
        None if stamp.date.year == 1 && stamp.date.day_of_year() == 1 => {
            // A day before is looked at, which does not exist.
            return Err(vm.value_error("year 0 is out of range"));
        }
        None => local_zone(vm).map_or(Delta::ZERO, |zone| zone.at_local(stamp).offset),
    };
    Ok(Value::Float(stamp.timestamp(offset)))
}

/// The `datetime` of a class at an instant in microseconds since 1970.
fn at(vm: &mut Vm, class: &Value, micros: i64, zone: &Value) -> Result {
    let class = class_of_call(vm, class)?;
    if zone.is_none() {
        let stamp = match local_zone(vm) {
            Some(zone) => zone.local(micros),
            None => Stamp::from_micros(micros),
        };
        let stamp = vm.kernel(stamp)?;
        return Ok(new_moment(vm, &class, Sort::Stamp, stamp, Value::None));
    }
    let utc = vm.kernel(Stamp::from_micros(micros))?;
    in_zone(vm, &class, utc, zone)
}

/// The clock in microseconds.
fn clock_micros(vm: &mut Vm) -> Result<i64> {
    let now = vm.now();
    vm.kernel(timestamp_micros(now))
}

fn now(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.this();
    let [zone] = args.bind(vm, "now", "tz=")?;
    let zone = zone_argument(vm, zone)?;
    let micros = clock_micros(vm)?;
    at(vm, &class, micros, &zone)
}

fn utcnow(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.this();
    let [] = args.exact(vm, "datetime.utcnow")?;
    let micros = clock_micros(vm)?;
    let class = class_of_call(vm, &class)?;
    let stamp = vm.kernel(Stamp::from_micros(micros))?;
    Ok(new_moment(vm, &class, Sort::Stamp, stamp, Value::None))
}

fn from_timestamp(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.this();
    let [seconds, zone] = args.bind(vm, "fromtimestamp", "timestamp, tz=")?;
    let zone = zone_argument(vm, zone)?;
    let seconds = text::seconds(vm, &seconds)?;
    let micros = vm.kernel(timestamp_micros(seconds))?;
    at(vm, &class, micros, &zone)
}

fn utc_from_timestamp(vm: &mut Vm, args: Args) -> Result {
    let [class, seconds] = args.exact(vm, "datetime.utcfromtimestamp")?;
    let class = class_of_call(vm, &class)?;
    let seconds = text::seconds(vm, &seconds)?;
    let stamp = vm.kernel(timestamp_micros(seconds).and_then(Stamp::from_micros))?;
    Ok(new_moment(vm, &class, Sort::Stamp, stamp, Value::None))
}

fn from_iso(vm: &mut Vm, args: Args) -> Result {
    let [class, value] = args.exact(vm, "datetime.fromisoformat")?;
    let class = class_of_call(vm, &class)?;
    let Some(value) = value.as_str() else {
        return Err(vm.type_error("fromisoformat: argument must be str"));
    };
    let (stamp, offset) = vm.kernel(iso::parse_stamp(value.text()))?;
    let zone = match offset {
        Some(offset) => zone::of_offset(vm, offset, None)?,
        None => Value::None,
    };
    Ok(new_moment(vm, &class, Sort::Stamp, stamp, zone))
}

fn from_text(vm: &mut Vm, args: Args) -> Result {
    let [class, value, format] = args.exact(vm, "datetime.strptime")?;
    let class = class_of_call(vm, &class)?;
    let value = vm.expect_str(&value, "strptime() argument 1")?;
    let format = vm.expect_str(&format, "strptime() argument 2")?;
    vm.charge((value.text().len() + format.text().len()) as u64)?;
    let parsed = vm.kernel(strptime(value.text(), format.text()))?;
    let zone = match (parsed.offset, parsed.zone) {
        (Some(offset), name) => {
            let name = name.map(|name| vm.text(&name));
            zone::of_offset(vm, offset, name)?
        }
        _ => Value::None,
    };
    Ok(new_moment(vm, &class, Sort::Stamp, parsed.stamp, zone))
}

fn combine(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.this();
    let class = class_of_call(vm, &class)?;
    let [date, time, zone] = args.bind(vm, "combine", "date, time, tzinfo=")?;
    let date = text::date_argument(vm, &date)?;
    let Some(clock) = moment(&time).filter(|data| data.sort == Sort::Time) else {
        let found = vm.type_name(&time);
        return Err(vm.type_error(format!("combine() argument 2 must be datetime.time, not {found}")));
    };
    let zone = if zone.is_unset() { clock.zone.clone() } else { zone_argument(vm, zone)? };
    Ok(new_moment(vm, &class, Sort::Stamp, Stamp { date, time: clock.time }, zone))
}
