//! `math`.

use super::super::args::Args;
use super::super::kernel::{float_arith, int_arith};
use super::super::object::Module;
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use super::Builder;
use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::rc::Rc;

/// Loads the module.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load(vm: &mut Vm) -> Result<Rc<Module>> {
    use std::f64::consts::{E, PI, TAU};
    let mut module = Builder::new(vm, "math");
    for (name, value) in [("pi", PI), ("e", E), ("tau", TAU), ("inf", f64::INFINITY), ("nan", f64::NAN)] {
        module.value(name, Value::Float(value));
    }
    module
        .function("sqrt", |vm, args| real(vm, args, "math.sqrt", f64::sqrt))
        .function("cbrt", |vm, args| real(vm, args, "math.cbrt", f64::cbrt))
        .function("exp", |vm, args| real(vm, args, "math.exp", f64::exp))
        .function("exp2", |vm, args| real(vm, args, "math.exp2", f64::exp2))
        .function("expm1", |vm, args| real(vm, args, "math.expm1", f64::exp_m1))
        .function("log1p", |vm, args| real(vm, args, "math.log1p", f64::ln_1p))
        .function("sin", |vm, args| real(vm, args, "math.sin", f64::sin))
        .function("cos", |vm, args| real(vm, args, "math.cos", f64::cos))
        .function("tan", |vm, args| real(vm, args, "math.tan", f64::tan))
        .function("asin", |vm, args| real(vm, args, "math.asin", f64::asin))
        .function("acos", |vm, args| real(vm, args, "math.acos", f64::acos))
        .function("atan", |vm, args| real(vm, args, "math.atan", f64::atan))
        .function("sinh", |vm, args| real(vm, args, "math.sinh", f64::sinh))
        .function("cosh", |vm, args| real(vm, args, "math.cosh", f64::cosh))
        .function("tanh", |vm, args| real(vm, args, "math.tanh", f64::tanh))
        .function("fabs", |vm, args| real(vm, args, "math.fabs", f64::abs))
        .function("degrees", |vm, args| real(vm, args, "math.degrees", |x| x * (180.0 / PI)))
        .function("radians", |vm, args| real(vm, args, "math.radians", |x| x * (PI / 180.0)))
        .function("isnan", |vm, args| ask(vm, args, "math.isnan", f64::is_nan))
        .function("isinf", |vm, args| ask(vm, args, "math.isinf", f64::is_infinite))
        .function("isfinite", |vm, args| ask(vm, args, "math.isfinite", f64::is_finite))
        .function("atan2", |vm, args| pair(vm, args, "atan2", f64::atan2))
        .function("copysign", |vm, args| pair(vm, args, "copysign", f64::copysign))
        .function("fmod", |vm, args| pair(vm, args, "fmod", |a, b| a % b))
        .function("pow", |vm, args| pair(vm, args, "pow", f64::powf))
        .function("log", log)
        .function("log2", |vm, args| log_base(vm, args, "math.log2", f64::log2))
        .function("log10", |vm, args| log_base(vm, args, "math.log10", f64::log10))
        .function("floor", |vm, args| whole(vm, args, "math.floor", "__floor__", float_arith::floor))
        .function("ceil", |vm, args| whole(vm, args, "math.ceil", "__ceil__", float_arith::ceil))
        .function("trunc", |vm, args| whole(vm, args, "math.trunc", "__trunc__", float_arith::to_int))
        .function("gcd", |vm, args| fold(vm, args, BigInt::zero(), |a, b| a.gcd(&b)))
        .function("lcm", |vm, args| fold(vm, args, BigInt::one(), |a, b| a.lcm(&b)))
        .function("factorial", factorial)
        .function("comb", comb)
        .function("perm", perm)
        .function("isqrt", isqrt)
        .function("hypot", hypot)
        .function("dist", dist)
        .function("fsum", fsum)
        .function("prod", prod)
        .function("isclose", isclose)
        .function("modf", modf)
        .function("frexp", frexp)
        .function("ldexp", ldexp);
    Ok(module.finish())
}

fn checked(vm: &mut Vm, finite: bool, result: f64) -> Result {
    if finite && result.is_nan() {
        return Err(vm.value_error("math domain error"));
    }
    if finite && result.is_infinite() {
        return Err(vm.overflow_error("math range error"));
    }
    Ok(Value::Float(result))
}

fn real(vm: &mut Vm, args: Args, name: &str, work: fn(f64) -> f64) -> Result {
    let [x] = args.exact(vm, name)?;
    let x = vm.to_float(&x)?;
    let result = work(x);
    if name == "math.log1p" && x <= -1.0 || !x.is_nan() && result.is_nan() {
        return Err(vm.value_error("math domain error"));
    }
    checked(vm, x.is_finite(), result)
}

fn ask(vm: &mut Vm, args: Args, name: &str, work: fn(f64) -> bool) -> Result {
    let [x] = args.exact(vm, name)?;
    Ok(Value::Bool(work(vm.to_float(&x)?)))
}

fn pair(vm: &mut Vm, args: Args, name: &str, work: fn(f64, f64) -> f64) -> Result {
    let [a, b] = args.exact(vm, name)?;
    let (a, b) = (vm.to_float(&a)?, vm.to_float(&b)?);
    if name == "pow" && a == 0.0 && b < 0.0 {
        return Err(vm.value_error("math domain error"));
    }
    checked(vm, a.is_finite() && b.is_finite(), work(a, b))
}

/// The logarithm of a float, or of an integer of any size.
fn logarithm(vm: &mut Vm, value: &Value, work: fn(f64) -> f64) -> Result<f64> {
    if let Some(big) = value.as_bigint() {
        if !big.is_positive() {
            return Err(vm.value_error("math domain error"));
        }
        if int_arith::int_to_float(&big).is_err() {
            let shift = big.bits() - 64;
            let top = (&big >> shift).to_f64().unwrap_or(1.0);
            return Ok(work(top) + work(2.0) * shift as f64);
        }
    }
    let value = vm.to_float(value)?;
    if value <= 0.0 {
        return Err(vm.value_error("math domain error"));
    }
    Ok(work(value))
}

fn log(vm: &mut Vm, args: Args) -> Result {
    let given = args.between(vm, "log", 1, 2)?;
    let value = logarithm(vm, &given[0], f64::ln)?;
    let Some(base) = given.get(1) else { return Ok(Value::Float(value)) };
    let base = logarithm(vm, base, f64::ln)?;
    let quotient = float_arith::div(value, base);
    vm.kernel(quotient).map(Value::Float)
}

fn log_base(vm: &mut Vm, args: Args, name: &str, work: fn(f64) -> f64) -> Result {
    let [value] = args.exact(vm, name)?;
    logarithm(vm, &value, work).map(Value::Float)
}

type ToInt = fn(f64) -> std::result::Result<BigInt, super::super::kernel::Fault>;

fn whole(vm: &mut Vm, args: Args, name: &str, special: &str, work: ToInt) -> Result {
    let [value] = args.exact(vm, name)?;
    match value.base() {
        Value::Int(_) | Value::Big(_) => return Ok(value.base().clone()),
        Value::Bool(flag) => return Ok(Value::Int(i64::from(*flag))),
        Value::Float(_) => {}
        _ => {
            if let Some(answer) = vm.call_special(&value, special, Vec::new())? {
                return Ok(answer);
            }
            if name == "math.trunc" {
                let found = vm.type_name(&value);
                return Err(vm.type_error(format!("type {found} doesn't define __trunc__ method")));
            }
        }
    }
    let value = vm.to_float(&value)?;
    vm.kernel(work(value)).map(Value::int)
}

fn fold(vm: &mut Vm, args: Args, start: BigInt, work: fn(BigInt, BigInt) -> BigInt) -> Result {
    let mut total = start;
    for value in args.pos {
        let value = vm.index_big(&value)?;
        // One round for each bit, over all limbs.
        let (least, most) = (total.bits().min(value.bits()), total.bits().max(value.bits()));
        vm.charge(least.saturating_mul(most / 64 + 1) / 64 + 1)?;
        total = work(total, value).abs();
    }
    Ok(Value::int(total))
}

/// The product of the integers from `first` to `last`, paid for as it grows.
fn product(vm: &mut Vm, first: u64, last: u64) -> Result<BigUint> {
    let mut total = BigUint::one();
    for factor in first..=last {
        vm.charge(total.bits() / 64 + 1)?;
        vm.reserve((total.bits() / 8) as usize)?;
        total *= factor;
    }
    Ok(total)
}

fn count(vm: &mut Vm, value: &Value, negative: &str) -> Result<u64> {
    let value = vm.index_big(value)?;
    if value.is_negative() {
        return Err(vm.value_error(negative));
    }
    Ok(value.to_u64().unwrap_or(u64::MAX - 1))
}

fn factorial(vm: &mut Vm, args: Args) -> Result {
    let [value] = args.exact(vm, "math.factorial")?;
    let last = count(vm, &value, "factorial() not defined for negative values")?;
    product(vm, 2, last).map(|value| Value::int(BigInt::from(value)))
}

fn comb(vm: &mut Vm, args: Args) -> Result {
    let [n, k] = args.exact(vm, "comb")?;
    let n = count(vm, &n, "n must be a non-negative integer")?;
    let k = count(vm, &k, "k must be a non-negative integer")?;
    if k > n {
        return Ok(Value::Int(0));
    }
    let k = k.min(n - k);
    let (above, below) = (product(vm, n - k + 1, n)?, product(vm, 2, k)?);
    Ok(Value::int(BigInt::from(above / below)))
}

fn perm(vm: &mut Vm, args: Args) -> Result {
    let given = args.between(vm, "perm", 1, 2)?;
    let n = count(vm, &given[0], "n must be a non-negative integer")?;
    let k = match given.get(1) {
        None | Some(Value::None) => n,
        Some(k) => count(vm, k, "k must be a non-negative integer")?,
    };
    if k > n {
        return Ok(Value::Int(0));
    }
    product(vm, n - k + 1, n).map(|value| Value::int(BigInt::from(value)))
}

fn isqrt(vm: &mut Vm, args: Args) -> Result {
    let [value] = args.exact(vm, "math.isqrt")?;
    let value = vm.index_big(&value)?;
    if value.is_negative() {
        return Err(vm.value_error("isqrt() argument must be nonnegative"));
    }
    vm.charge((value.bits() / 64 + 1).saturating_mul(value.bits() / 64 + 1))?;
    Ok(Value::int(value.sqrt()))
}

/// The length of a vector, scaled so that no square overflows.
fn length(parts: &[f64]) -> f64 {
    let most = parts.iter().fold(0f64, |most, part| most.max(part.abs()));
    if parts.iter().any(|part| part.is_infinite()) {
        return f64::INFINITY;
    }
    match parts {
        [] => 0.0,
        [one] => one.abs(),
        [a, b] => a.hypot(*b),
        _ if most == 0.0 || most.is_nan() => most,
        _ => parts.iter().map(|part| (part / most).powi(2)).sum::<f64>().sqrt() * most,
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the type of every native function")]
fn hypot(vm: &mut Vm, args: Args) -> Result {
    let mut parts = Vec::new();
    for value in &args.pos {
        parts.push(vm.to_float(value)?);
    }
    Ok(Value::Float(length(&parts)))
}

fn dist(vm: &mut Vm, args: Args) -> Result {
    let [p, q] = args.exact(vm, "dist")?;
    let (p, q) = (vm.to_vec(&p)?, vm.to_vec(&q)?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let mut parts = Vec::new();
    for (a, b) in p.iter().zip(&q) {
        parts.push(vm.to_float(a)? - vm.to_float(b)?);
    }
    Ok(Value::Float(length(&parts)))
}

/// The exact sum, rounded once.
fn fsum(vm: &mut Vm, args: Args) -> Result {
    let [items] = args.exact(vm, "math.fsum")?;
    let (mut exact, mut special) = (BigInt::zero(), 0.0);
    for item in vm.to_vec(&items)? {
        vm.charge(4)?;
        let value = vm.to_float(&item)?;
        match float_arith::as_integer_ratio(value) {
            // Every float is a whole number of 2^-1074.
            Ok((numerator, denominator)) => exact += numerator * ((BigInt::one() << 1074u32) / denominator),
            Err(_) => special += value,
        }
    }
    if special != 0.0 {
        return if special.is_nan() {
            Err(vm.value_error("-inf + inf in fsum"))
        } else {
            Ok(Value::Float(special))
        };
    }
    let sum = int_arith::true_div(&exact, &(BigInt::one() << 1074u32));
    match sum {
        Ok(sum) => Ok(Value::Float(sum)),
        Err(_) => Err(vm.overflow_error("intermediate overflow in fsum")),
    }
}

fn prod(vm: &mut Vm, args: Args) -> Result {
    let [items, start] = args.bind(vm, "prod", "iterable, /, *, start=")?;
    let mut total = start.option().unwrap_or(Value::Int(1));
    for item in vm.to_vec(&items)? {
        total = vm.binary(&total, super::super::ast::BinOp::Mult, &item)?;
    }
    Ok(total)
}

fn isclose(vm: &mut Vm, args: Args) -> Result {
    let [a, b, relative, absolute] = args.bind(vm, "isclose", "a, b, *, rel_tol=, abs_tol=")?;
    let (a, b) = (vm.to_float(&a)?, vm.to_float(&b)?);
    let relative = if relative.is_unset() { 1e-9 } else { vm.to_float(&relative)? };
    let absolute = if absolute.is_unset() { 0.0 } else { vm.to_float(&absolute)? };
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    let difference = (a - b).abs();
    let same = a.total_cmp(&b).is_eq() || difference == 0.0;
    let near =
        !a.is_infinite() && !b.is_infinite() && difference <= (relative * a.abs().max(b.abs())).max(absolute);
    Ok(Value::Bool(same || near))
}

fn modf(vm: &mut Vm, args: Args) -> Result {
    let [value] = args.exact(vm, "math.modf")?;
    let value = vm.to_float(&value)?;
    let fraction = if value.is_infinite() { 0.0 } else { value.fract() };
    Ok(Value::tuple([Value::Float(fraction.copysign(value)), Value::Float(value.trunc())]))
}

fn frexp(vm: &mut Vm, args: Args) -> Result {
    let [value] = args.exact(vm, "math.frexp")?;
    let value = vm.to_float(&value)?;
    if value == 0.0 || !value.is_finite() {
        return Ok(Value::tuple([Value::Float(value), Value::Int(0)]));
    }
    // Subnormal numbers are lifted into the normal range first.
    let (lifted, back) =
        if value.abs() < f64::MIN_POSITIVE { (value * 2f64.powi(64), 64) } else { (value, 0) };
    let exponent = ((lifted.to_bits() >> 52) & 0x7FF) as i64 - 1022;
    let mantissa = f64::from_bits(lifted.to_bits() & !(0x7FF << 52) | 1022 << 52);
    Ok(Value::tuple([Value::Float(mantissa), Value::Int(exponent - back)]))
}

fn ldexp(vm: &mut Vm, args: Args) -> Result {
    let [value, exponent] = args.exact(vm, "ldexp")?;
    let value = vm.to_float(&value)?;
    let exponent = vm.index_big(&exponent)?;
    vm.kernel(float_arith::ldexp(value, &exponent)).map(Value::Float)
}
