//! `timedelta`.

use super::super::super::args::Args;
use super::super::super::kernel::datetime::delta::{Amount, Delta, Unit};
use super::super::super::object::{Class, Layout};
use super::super::super::value::Value;
use super::super::super::vm::{ClassSpec, Result, Vm};
use super::super::{Builder, data_of};
use super::{Duration, duration, new_delta};
use std::cmp::Ordering;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

/// Adds the class.
pub(super) fn add(module: &mut Builder<'_>) -> Rc<Class> {
    let class = module.class(ClassSpec {
        name: "timedelta",
        layout: Some(Layout::Native("timedelta")),
        methods: &[
            ("__new__", new),
            ("__repr__", |vm, args| show(vm, args, Delta::repr)),
            ("__str__", |vm, args| show(vm, args, Delta::text)),
            ("__hash__", hash),
            ("__bool__", truth),
            ("__eq__", |vm, args| compare(vm, args, Some(Ordering::is_eq))),
            ("__ne__", |vm, args| compare(vm, args, Some(Ordering::is_ne))),
            ("__lt__", |vm, args| compare(vm, args, Some(Ordering::is_lt))),
            ("__le__", |vm, args| compare(vm, args, Some(Ordering::is_le))),
            ("__gt__", |vm, args| compare(vm, args, Some(Ordering::is_gt))),
            ("__ge__", |vm, args| compare(vm, args, Some(Ordering::is_ge))),
            ("__add__", |vm, args| both(vm, args, Delta::plus)),
            ("__radd__", |vm, args| both(vm, args, Delta::plus)),
            ("__sub__", |vm, args| both(vm, args, Delta::minus)),
            ("__rsub__", |vm, args| both(vm, args, |a, b| b.minus(a))),
            ("__mul__", times),
            ("__rmul__", times),
            ("__truediv__", true_divide),
            ("__floordiv__", floor_divide),
            ("__mod__", |vm, args| both(vm, args, Delta::modulo)),
            ("__divmod__", divide_both),
            ("__neg__", |vm, args| alone(vm, args, Delta::negated)),
            ("__pos__", |vm, args| alone(vm, args, Ok)),
            ("__abs__", |vm, args| alone(vm, args, Delta::abs)),
            ("total_seconds", total_seconds),
        ],
        getters: &[
            ("days", |vm, this| field(vm, this, Delta::days)),
            ("seconds", |vm, this| field(vm, this, Delta::seconds)),
            ("microseconds", |vm, this| field(vm, this, Delta::microseconds)),
        ],
        ..ClassSpec::default()
    });
    let one = Delta::small(1);
    for (name, delta) in [("min", Delta::MIN), ("max", Delta::MAX), ("resolution", one)] {
        let value = module.vm.new_native(&class, Duration(delta));
        class.dict.set_str(name, value);
    }
    class
}

const UNITS: [&str; 7] = ["days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"];

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.this();
    let class = super::class_of_call(vm, &class)?;
    let given = args.pos.len() + args.kw.len();
    if given > UNITS.len() {
        return Err(vm.type_error(format!("__new__() takes at most 7 arguments ({given} given)")));
    }
    let spec = "days=, seconds=, microseconds=, milliseconds=, minutes=, hours=, weeks=";
    let values: [Value; 7] = args.bind(vm, "__new__", spec)?;
    let mut amounts = Vec::new();
    for (name, value) in UNITS.into_iter().zip(values) {
        let (Some(unit), Some(value)) = (Unit::named(name), value.option()) else { continue };
        let Some(amount) = amount_of(&value) else {
            let found = vm.type_name(&value);
            return Err(vm.type_error(format!("unsupported type for timedelta {name} component: {found}")));
        };
        amounts.push((unit, amount));
    }
    let delta = vm.kernel(Delta::new(amounts))?;
    Ok(vm.new_native(&class, Duration(delta)))
}

fn amount_of(value: &Value) -> Option<Amount> {
    match value.base() {
        Value::Float(value) => Some(Amount::Float(*value)),
        other => other.as_bigint().map(Amount::Int),
    }
}

fn this_delta(vm: &mut Vm, value: &Value) -> Result<Delta> {
    data_of::<Duration>(vm, value).map(|data| data.0)
}

fn field(vm: &mut Vm, this: &Value, read: fn(Delta) -> i64) -> Result {
    this_delta(vm, this).map(|delta| Value::Int(read(delta)))
}

fn show(vm: &mut Vm, args: Args, write: fn(Delta) -> String) -> Result {
    let [this] = args.exact(vm, "timedelta.__repr__")?;
    let text = write(this_delta(vm, &this)?);
    let class = vm.class_of(&this);
    if class.flags.heap {
        return Ok(Value::str(text.replacen("datetime.timedelta", &class.name(), 1)));
    }
    Ok(Value::str(text))
}

fn hash(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "timedelta.__hash__")?;
    let mut hasher = DefaultHasher::new();
    this_delta(vm, &this)?.hash(&mut hasher);
    Ok(Value::Int(hasher.finish() as i64 >> 3))
}

fn truth(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "timedelta.__bool__")?;
    this_delta(vm, &this).map(|delta| Value::Bool(delta != Delta::ZERO))
}

fn compare(vm: &mut Vm, args: Args, wanted: Option<fn(Ordering) -> bool>) -> Result {
    let [a, b] = args.exact(vm, "timedelta.__eq__")?;
    let a = this_delta(vm, &a)?;
    match (duration(&b), wanted) {
        (Some(b), Some(wanted)) => Ok(Value::Bool(wanted(a.cmp(&b)))),
        _ => Ok(Value::NotImplemented),
    }
}

type Kernel<T> = std::result::Result<T, super::super::super::kernel::Fault>;

fn alone(vm: &mut Vm, args: Args, work: fn(Delta) -> Kernel<Delta>) -> Result {
    let [this] = args.exact(vm, "timedelta.__neg__")?;
    let delta = work(this_delta(vm, &this)?);
    let delta = vm.kernel(delta)?;
    new_delta(vm, delta)
}

fn both(vm: &mut Vm, args: Args, work: fn(Delta, Delta) -> Kernel<Delta>) -> Result {
    let [a, b] = args.exact(vm, "timedelta.__add__")?;
    let (Some(a), Some(b)) = (duration(&a), duration(&b)) else { return Ok(Value::NotImplemented) };
    let delta = vm.kernel(work(a, b))?;
    new_delta(vm, delta)
}

fn times(vm: &mut Vm, args: Args) -> Result {
    let [this, factor] = args.exact(vm, "timedelta.__mul__")?;
    let this = this_delta(vm, &this)?;
    let Some(factor) = amount_of(&factor) else { return Ok(Value::NotImplemented) };
    let delta = vm.kernel(this.times(&factor))?;
    new_delta(vm, delta)
}

fn true_divide(vm: &mut Vm, args: Args) -> Result {
    let [a, b] = args.exact(vm, "timedelta.__truediv__")?;
    let a = this_delta(vm, &a)?;
    if let Some(b) = duration(&b) {
        return vm.kernel(a.ratio(b)).map(Value::Float);
    }
    let Some(divisor) = amount_of(&b) else { return Ok(Value::NotImplemented) };
    let delta = vm.kernel(a.over(&divisor))?;
    new_delta(vm, delta)
}

fn floor_divide(vm: &mut Vm, args: Args) -> Result {
    let [a, b] = args.exact(vm, "timedelta.__floordiv__")?;
    let a = this_delta(vm, &a)?;
    if let Some(b) = duration(&b) {
        return vm.kernel(a.floor_ratio(b)).map(Value::int);
    }
    let Some(divisor) = b.as_bigint() else { return Ok(Value::NotImplemented) };
    let delta = vm.kernel(a.floor_over(&divisor))?;
    new_delta(vm, delta)
}

fn divide_both(vm: &mut Vm, args: Args) -> Result {
    let [a, b] = args.exact(vm, "timedelta.__divmod__")?;
    let (Some(a), Some(b)) = (duration(&a), duration(&b)) else { return Ok(Value::NotImplemented) };
    let quotient = vm.kernel(a.floor_ratio(b))?;
    let rest = vm.kernel(a.modulo(b))?;
    let rest = new_delta(vm, rest)?;
    Ok(Value::tuple([Value::int(quotient), rest]))
}

fn total_seconds(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "timedelta.total_seconds")?;
    this_delta(vm, &this).map(|delta| Value::Float(delta.total_seconds()))
}
