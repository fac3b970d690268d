//! Calls the kernels of dates and times.

use super::drive::LIMIT;
use super::value::Data;
use jwtrace::python::kernel::Fault;
use jwtrace::python::kernel::datetime::delta::{Amount, Delta, Unit};
use jwtrace::python::kernel::datetime::strftime::{Fields, ctime, strftime};
use jwtrace::python::kernel::datetime::strptime::strptime;
use jwtrace::python::kernel::datetime::zone::Zone;
use jwtrace::python::kernel::datetime::{Date, Stamp, Time, iso, timestamp_micros};
use jwtrace::wtf8::Wtf8;
use num_bigint::BigInt;
use num_traits::ToPrimitive;

fn text(value: &Data) -> &Wtf8 {
    if let Data::Text(text) = value { text } else { panic!("{value:?} is no text") }
}

fn list(value: &Data) -> &[Data] {
    if let Data::List(items) = value { items } else { panic!("{value:?} is no list") }
}

fn int(value: &Data) -> i64 {
    if let Data::Int(value) = value { value.to_i64().unwrap() } else { panic!("{value:?} is no int") }
}

fn number(value: impl Into<BigInt>) -> Data {
    Data::Int(value.into())
}

fn parts(delta: Delta) -> Data {
    Data::List(vec![number(delta.days()), number(delta.seconds()), number(delta.microseconds())])
}

fn shown(stamp: Stamp, offset: Option<Delta>) -> String {
    let offset = offset.map(iso::offset).unwrap_or_default();
    iso::stamp(stamp, "T", iso::Precision::Auto) + &offset
}

fn pair(stamp: Stamp, offset: Option<Delta>) -> Data {
    Data::List(vec![Data::Text(shown(stamp, offset).into()), offset.map_or(Data::None, parts)])
}

pub(crate) fn call(name: &str, args: &Data) -> Result<Data, Fault> {
    let args = list(args);
    if let Some(operation) = name.strip_prefix("delta_") {
        return duration(operation, args);
    }
    Ok(match name {
        "date_iso" => Data::Text(iso::date(iso::parse_date(text(&args[0]))?).into()),
        "stamp_iso" => iso::parse_stamp(text(&args[0])).map(|(stamp, offset)| pair(stamp, offset))?,
        "time_iso" => {
            let (time, offset) = iso::parse_time(text(&args[0]))?;
            Data::Text(
                (iso::time(time, iso::Precision::Auto) + &offset.map(iso::offset).unwrap_or_default()).into(),
            )
        }
        "strftime" => {
            let (stamp, _) = iso::parse_stamp(text(&args[0]))?;
            Data::Text(strftime(text(&args[1]), &Fields::of(stamp, None, Wtf8::default(), 0), LIMIT)?)
        }
        "strptime" => {
            strptime(text(&args[0]), text(&args[1])).map(|parsed| pair(parsed.stamp, parsed.offset))?
        }
        "calendar" => calendar(iso::parse_stamp(text(&args[0]))?.0)?,
        "delta" => {
            let amounts = args.iter().map(|pair| {
                let pair = list(pair);
                (Unit::named(&text(&pair[0]).to_string_lossy()).unwrap(), amount(&pair[1]))
            });
            let delta = Delta::new(amounts.collect())?;
            let (plain, repr) = (delta.text().into(), delta.repr().into());
            Data::List(vec![Data::Text(plain), Data::Text(repr), Data::Float(delta.total_seconds())])
        }
        "zone" => {
            let field = |at: usize| list(&args[1]).get(at).map_or(0, int);
            let date = Date::new(field(0), field(1), field(2))?;
            let time = Time::new(field(3), field(4), field(5), 0, int(&args[2]))?;
            let zone = Zone::named(&text(&args[0]).to_string_lossy()).unwrap();
            let moment = zone.at_local(Stamp { date, time });
            Data::List(vec![parts(moment.offset), parts(moment.dst), Data::Text(moment.name.into())])
        }
        "local" => {
            let zone = Zone::named(&text(&args[0]).to_string_lossy()).unwrap();
            let stamp = zone.local(int(&args[1]) * 1_000_000)?;
            Data::List(vec![Data::Text(shown(stamp, None).into()), number(u8::from(stamp.time.fold))])
        }
        "timestamp" => {
            let Data::Float(seconds) = args[0] else { panic!("no float") };
            Data::Text(shown(Stamp::from_micros(timestamp_micros(seconds)?)?, None).into())
        }
        other => panic!("{other}"),
    })
}

fn calendar(stamp: Stamp) -> Result<Data, Fault> {
    let date = stamp.date;
    let (year, week, day) = date.iso_calendar();
    assert_eq!(Date::from_ordinal(date.ordinal()), Ok(date));
    assert_eq!(Date::from_iso_calendar(year.into(), week.into(), day.into())?, date);
    assert_eq!(Stamp::from_micros(stamp.micros())?, stamp);
    Ok(Data::List(vec![
        number(date.ordinal()),
        number(date.weekday()),
        number(year),
        number(week),
        number(day),
        number(date.day_of_year()),
        Data::Text(ctime(stamp).into()),
        Data::Text(stamp.repr(None).into()),
    ]))
}

fn amount(value: &Data) -> Amount {
    match value {
        Data::Int(value) => Amount::Int(value.clone()),
        Data::Float(value) => Amount::Float(*value),
        other => panic!("{other:?} is no number"),
    }
}

fn duration(operation: &str, args: &[Data]) -> Result<Data, Fault> {
    let delta = |value: &Data| {
        let units = [Unit::Days, Unit::Seconds, Unit::Microseconds];
        Delta::new(units.into_iter().zip(list(value).iter().map(amount)).collect())
    };
    let (a, b, n) = (delta(&args[0])?, delta(&args[1])?, amount(&args[2]));
    let result = match operation {
        "add" => a.plus(b),
        "sub" => a.minus(b),
        "mod" => a.modulo(b),
        "times" => a.times(&n),
        "over" => a.over(&n),
        "neg" => a.negated(),
        "abs" => a.abs(),
        "ratio" => return a.ratio(b).map(Data::Float),
        "floor_ratio" => return a.floor_ratio(b).map(Data::Int),
        "floor_over" => match n {
            Amount::Int(n) => a.floor_over(&n),
            Amount::Float(_) => panic!("// float"),
        },
        other => panic!("{other}"),
    };
    result.map(|delta| Data::Text(delta.repr().into()))
}
