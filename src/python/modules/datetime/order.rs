//! Comparing and hashing dates and times.

use super::super::super::args::Args;
use super::super::super::kernel::datetime::delta::Delta;
use super::super::super::value::Value;
use super::super::super::vm::{Result, Vm};
use super::{Moment, Sort, moment, offset_of, this_moment};
use std::cmp::Ordering;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// The six comparisons, for the methods of a class.
macro_rules! comparisons {
    () => {
        [
            ("__eq__", super::order::equal as super::super::super::object::NativeFn),
            ("__ne__", super::order::unequal),
            ("__lt__", super::order::below),
            ("__le__", super::order::at_most),
            ("__gt__", super::order::above),
            ("__ge__", super::order::at_least),
            ("__hash__", super::order::hash),
        ]
    };
}
pub(super) use comparisons;

pub(super) fn equal(vm: &mut Vm, args: Args) -> Result {
    same(vm, args, true)
}

pub(super) fn unequal(vm: &mut Vm, args: Args) -> Result {
    same(vm, args, false)
}

pub(super) fn below(vm: &mut Vm, args: Args) -> Result {
    ordered(vm, args, Ordering::is_lt)
}

pub(super) fn at_most(vm: &mut Vm, args: Args) -> Result {
    ordered(vm, args, Ordering::is_le)
}

pub(super) fn above(vm: &mut Vm, args: Args) -> Result {
    ordered(vm, args, Ordering::is_gt)
}

pub(super) fn at_least(vm: &mut Vm, args: Args) -> Result {
    ordered(vm, args, Ordering::is_ge)
}

/// Where a moment stands on its own clock, with a fold making no difference.
fn place(data: &Moment) -> i64 {
    match data.sort {
        Sort::Date => data.date.ordinal(),
        Sort::Time => data.time.micros(),
        Sort::Stamp => data.stamp().micros(),
    }
}

/// How two objects of the same class compare; `Err` holds the order when only one of them is naive.
fn order(vm: &mut Vm, a: &Value, b: &Value) -> Result<Option<Ordering>> {
    let (Some(first), Some(second)) = (moment(a), moment(b)) else { return Ok(None) };
    let (left, right) = (i128::from(place(first)), i128::from(place(second)));
    if first.sort == Sort::Date || first.zone.is(&second.zone) {
        return Ok(Some(left.cmp(&right)));
    }
    let (from_a, from_b) = (offset_of(vm, a)?, offset_of(vm, b)?);
    Ok(match (from_a, from_b) {
        (Some(from_a), Some(from_b)) => Some((left - from_a.micros()).cmp(&(right - from_b.micros()))),
        (None, None) => Some(left.cmp(&right)),
        _ => None,
    })
}

fn same(vm: &mut Vm, args: Args, wanted: bool) -> Result {
    let [a, b] = args.exact(vm, "__eq__")?;
    let sort = this_moment(vm, &a)?.sort;
    match moment(&b) {
        Some(other) if other.sort == sort => {
            let equal = order(vm, &a, &b)?.is_some_and(Ordering::is_eq);
            Ok(Value::Bool(equal == wanted))
        }
        // A date and a datetime are never equal, and the datetime answers.
        Some(other) if sort != Sort::Time && other.sort != Sort::Time => Ok(Value::Bool(!wanted)),
        _ => Ok(Value::NotImplemented),
    }
}

fn ordered(vm: &mut Vm, args: Args, wanted: fn(Ordering) -> bool) -> Result {
    let [a, b] = args.exact(vm, "__lt__")?;
    let sort = this_moment(vm, &a)?.sort;
    match moment(&b) {
        Some(other) if other.sort == sort => {
            if let Some(order) = order(vm, &a, &b)? {
                return Ok(Value::Bool(wanted(order)));
            }
            let what = if sort == Sort::Time { "times" } else { "datetimes" };
            Err(vm.type_error(format!("can't compare offset-naive and offset-aware {what}")))
        }
        Some(other) if sort != Sort::Time && other.sort != Sort::Time => {
            Err(vm.type_error("can't compare datetime.datetime to datetime.date"))
        }
        _ => Ok(Value::NotImplemented),
    }
}

pub(super) fn hash(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "__hash__")?;
    let data = this_moment(vm, &this)?;
    let offset =
        if data.sort == Sort::Date { Delta::ZERO } else { offset_of(vm, &this)?.unwrap_or(Delta::ZERO) };
    let mut hasher = DefaultHasher::new();
    (i128::from(place(data)) - offset.micros()).hash(&mut hasher);
    Ok(Value::Int(hasher.finish() as i64 >> 3))
}
