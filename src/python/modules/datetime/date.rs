//! `date`.

use super::super::super::args::Args;
use super::super::super::kernel::datetime::{Date, Stamp, Time, iso, timestamp_micros};
use super::super::super::object::{Class, Layout};
use super::super::super::value::Value;
use super::super::super::vm::{ClassSpec, Result, Vm};
use super::super::Builder;
use super::order::comparisons;
use super::{
    Sort, class_of_call, duration, local_zone, moment, needs, new_delta, new_moment, number, text,
    this_moment,
};
use std::rc::Rc;

/// Adds the class.
pub(super) fn add(module: &mut Builder<'_>) -> Rc<Class> {
    let class = module.class(ClassSpec {
        name: "date",
        layout: Some(Layout::Native("date")),
        methods: &[
            ("__new__", new),
            ("__repr__", repr),
            ("__str__", isoformat),
            ("__format__", text::format),
            ("__add__", plus),
            ("__radd__", plus),
            ("__sub__", minus),
            ("isoformat", isoformat),
            ("strftime", text::strftime),
            ("ctime", text::ctime),
            ("timetuple", text::timetuple),
            ("toordinal", |vm, args| count(vm, args, Date::ordinal)),
            ("weekday", |vm, args| count(vm, args, |date| date.weekday().into())),
            ("isoweekday", |vm, args| count(vm, args, |date| i64::from(date.weekday()) + 1)),
            ("isocalendar", text::isocalendar),
            ("replace", replace),
        ],
        class_methods: &[
            ("today", today),
            ("fromtimestamp", from_timestamp),
            ("fromordinal", from_ordinal),
            ("fromisoformat", from_iso),
            ("fromisocalendar", from_iso_calendar),
        ],
        getters: &[
            ("year", |vm, this| this_moment(vm, this).map(|data| Value::Int(data.date.year.into()))),
            ("month", |vm, this| this_moment(vm, this).map(|data| Value::Int(data.date.month.into()))),
            ("day", |vm, this| this_moment(vm, this).map(|data| Value::Int(data.date.day.into()))),
        ],
        ..ClassSpec::default()
    });
    module.vm.add_methods(&class, &comparisons!());
    let (first, last) = (Date { year: 1, month: 1, day: 1 }, Date { year: 9999, month: 12, day: 31 });
    for (name, date) in [("min", first), ("max", last)] {
        let value = make(module.vm, &class, date);
        class.dict.set_str(name, value);
    }
    class
}

fn make(vm: &mut Vm, class: &Rc<Class>, date: Date) -> Value {
    new_moment(vm, class, Sort::Date, Stamp { date, time: Time::default() }, Value::None)
}

/// Makes what a class method of `date` makes: through the class when it is a subclass such as `datetime`.
pub(super) fn make_of(vm: &mut Vm, class: &Value, date: Date) -> Result {
    let class = class_of_call(vm, class)?;
    if Rc::ptr_eq(&class, &vm.class_in("datetime", "date")?) {
        return Ok(make(vm, &class, date));
    }
    let fields = [i64::from(date.year), date.month.into(), date.day.into()].map(Value::Int);
    vm.call(&Value::Class(class), fields.into())
}

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.this();
    let class = class_of_call(vm, &class)?;
    needs(vm, &args, &["year", "month", "day"])?;
    let [year, month, day] = args.bind(vm, "function", "year, month, day")?;
    let (year, month, day) = (number(vm, &year, 0)?, number(vm, &month, 0)?, number(vm, &day, 0)?);
    let date = vm.kernel(Date::new(year, month, day))?;
    Ok(make(vm, &class, date))
}

fn repr(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "date.__repr__")?;
    let text = this_moment(vm, &this)?.date.repr();
    let class = vm.class_of(&this);
    Ok(Value::str(if class.flags.heap { text.replacen("datetime.date", &class.name(), 1) } else { text }))
}

fn isoformat(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "date.isoformat")?;
    this_moment(vm, &this).map(|data| Value::str(iso::date(data.date)))
}

fn count(vm: &mut Vm, args: Args, read: fn(Date) -> i64) -> Result {
    let [this] = args.exact(vm, "date.toordinal")?;
    this_moment(vm, &this).map(|data| Value::Int(read(data.date)))
}

fn shifted(vm: &mut Vm, this: &Value, days: i64) -> Result {
    let date = this_moment(vm, this)?.date;
    let date = vm.kernel(date.plus_days(days))?;
    let class = vm.class_of(this);
    Ok(make(vm, &class, date))
}

fn plus(vm: &mut Vm, args: Args) -> Result {
    let [this, other] = args.exact(vm, "date.__add__")?;
    match duration(&other) {
        Some(delta) => shifted(vm, &this, delta.days()),
        None => Ok(Value::NotImplemented),
    }
}

fn minus(vm: &mut Vm, args: Args) -> Result {
    let [this, other] = args.exact(vm, "date.__sub__")?;
    if let Some(delta) = duration(&other) {
        return shifted(vm, &this, -delta.days());
    }
    let Some(data) = moment(&other).filter(|data| data.sort == Sort::Date) else {
        return Ok(Value::NotImplemented);
    };
    let days = this_moment(vm, &this)?.date.ordinal() - data.date.ordinal();
    new_delta(vm, super::Delta::seconds_only(days * 86_400))
}

fn replace(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [year, month, day] = args.bind(vm, "replace", "year=, month=, day=")?;
    let date = this_moment(vm, &this)?.date;
    let year = number(vm, &year, date.year.into())?;
    let (month, day) = (number(vm, &month, date.month.into())?, number(vm, &day, date.day.into())?);
    let date = vm.kernel(Date::new(year, month, day))?;
    let class = vm.class_of(&this);
    Ok(make(vm, &class, date))
}

fn today(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.this();
    let [] = args.exact(vm, "date.today")?;
    let now = vm.now();
    local_date(vm, &class, now)
}

fn local_date(vm: &mut Vm, class: &Value, seconds: f64) -> Result {
    let micros = vm.kernel(timestamp_micros(seconds))?;
    let stamp = match local_zone(vm) {
        Some(zone) => zone.local(micros),
        None => Stamp::from_micros(micros),
    };
    let stamp = vm.kernel(stamp)?;
    make_of(vm, class, stamp.date)
}

fn from_timestamp(vm: &mut Vm, args: Args) -> Result {
    let [class, seconds] = args.exact(vm, "date.fromtimestamp")?;
    let seconds = text::seconds(vm, &seconds)?;
    local_date(vm, &class, seconds)
}

fn from_ordinal(vm: &mut Vm, args: Args) -> Result {
    let [class, ordinal] = args.exact(vm, "date.fromordinal")?;
    let ordinal = number(vm, &ordinal, 0)?;
    if ordinal < 1 {
        return Err(vm.value_error("ordinal must be >= 1"));
    }
    let Ok(date) = Date::from_ordinal(ordinal) else {
        let year = (ordinal - 1) * 400 / 146_097 + 1;
        return Err(vm.value_error(format!("year {year} is out of range")));
    };
    make_of(vm, &class, date)
}

fn from_iso(vm: &mut Vm, args: Args) -> Result {
    let [class, value] = args.exact(vm, "date.fromisoformat")?;
    let Some(value) = value.as_str() else {
        return Err(vm.type_error("fromisoformat: argument must be str"));
    };
    let date = vm.kernel(iso::parse_date(value.text()))?;
    make_of(vm, &class, date)
}

fn from_iso_calendar(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.this();
    let [year, week, day] = args.bind(vm, "fromisocalendar", "year, week, day")?;
    let (year, week, day) = (number(vm, &year, 0)?, number(vm, &week, 0)?, number(vm, &day, 0)?);
    let date = vm.kernel(Date::from_iso_calendar(year, week, day))?;
    make_of(vm, &class, date)
}
