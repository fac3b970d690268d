//! Special methods of built-in classes as attributes: `super().__eq__(other)`, `(5).__add__`, `str.__len__`. The machine
//! itself never calls them for plain values.

use super::super::args::Args;
use super::super::ast::{BinOp, CmpOp, UnaryOp};
use super::super::kernel::{float_arith, int_arith};
use super::super::object::NativeFn;
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use super::receiver::str_argument;

/// What every class of plain values has.
pub(super) const COMMON: &[(&str, NativeFn)] = &[("__repr__", repr), ("__hash__", hash)];

/// Comparisons.
pub(super) const COMPARE: &[(&str, NativeFn)] = &[
    ("__eq__", |vm, args| compare(vm, args, CmpOp::Eq)),
    ("__ne__", |vm, args| compare(vm, args, CmpOp::NotEq)),
    ("__lt__", |vm, args| compare(vm, args, CmpOp::Lt)),
    ("__le__", |vm, args| compare(vm, args, CmpOp::LtE)),
    ("__gt__", |vm, args| compare(vm, args, CmpOp::Gt)),
    ("__ge__", |vm, args| compare(vm, args, CmpOp::GtE)),
];

/// What sequences have.
pub(super) const SEQUENCE: &[(&str, NativeFn)] = &[
    ("__len__", length),
    ("__iter__", walk),
    ("__contains__", contains),
    ("__getitem__", get_item),
    ("__add__", |vm, args| binary(vm, args, BinOp::Add)),
    ("__mul__", |vm, args| binary(vm, args, BinOp::Mult)),
    ("__rmul__", |vm, args| binary(vm, args, BinOp::Mult)),
];

/// What a list changes itself by.
const IN_PLACE: &[(&str, NativeFn)] = &[
    ("__iadd__", |vm, args| in_place(vm, args, BinOp::Add)),
    ("__imul__", |vm, args| in_place(vm, args, BinOp::Mult)),
];

/// Union of dicts.
const MERGE: &[(&str, NativeFn)] = &[
    ("__or__", |vm, args| binary(vm, args, BinOp::BitOr)),
    ("__ror__", |vm, args| reflected(vm, args, BinOp::BitOr)),
    ("__ior__", |vm, args| in_place(vm, args, BinOp::BitOr)),
];

/// Operators of sets.
const SET: &[(&str, NativeFn)] = &[
    ("__or__", |vm, args| binary(vm, args, BinOp::BitOr)),
    ("__ror__", |vm, args| reflected(vm, args, BinOp::BitOr)),
    ("__and__", |vm, args| binary(vm, args, BinOp::BitAnd)),
    ("__rand__", |vm, args| reflected(vm, args, BinOp::BitAnd)),
    ("__sub__", |vm, args| binary(vm, args, BinOp::Sub)),
    ("__rsub__", |vm, args| reflected(vm, args, BinOp::Sub)),
    ("__xor__", |vm, args| binary(vm, args, BinOp::BitXor)),
    ("__rxor__", |vm, args| reflected(vm, args, BinOp::BitXor)),
];

/// Operators that change a set.
const SET_IN_PLACE: &[(&str, NativeFn)] = &[
    ("__ior__", |vm, args| in_place(vm, args, BinOp::BitOr)),
    ("__iand__", |vm, args| in_place(vm, args, BinOp::BitAnd)),
    ("__isub__", |vm, args| in_place(vm, args, BinOp::Sub)),
    ("__ixor__", |vm, args| in_place(vm, args, BinOp::BitXor)),
];

/// Methods by name.
type Methods = &'static [(&'static str, NativeFn)];

/// Gives containers the special methods that they do not define themselves.
pub(super) fn install(vm: &mut Vm) {
    let tables: [(&str, &[Methods]); 5] = [
        ("list", &[COMPARE, SEQUENCE, IN_PLACE]),
        ("tuple", &[COMPARE, SEQUENCE]),
        ("dict", &[COMPARE, MERGE]),
        ("set", &[COMPARE, SET, SET_IN_PLACE]),
        ("frozenset", &[COMPARE, SET]),
    ];
    for (name, methods) in tables {
        let class = vm.classes.get(name);
        for methods in methods {
            vm.add_methods(&class, methods);
        }
    }
}

/// `%` as formatting.
pub(super) const MODULO: &[(&str, NativeFn)] = &[
    ("__mod__", |vm, args| binary(vm, args, BinOp::Mod)),
    ("__rmod__", |vm, args| reflected(vm, args, BinOp::Mod)),
];

/// What `str`, `int` and `float` have of their own.
pub(super) const FORMAT: &[(&str, NativeFn)] = &[("__format__", format)];

/// What `str` and `bytes` have; the others take it from `object`, so that a `__repr__` of a subclass shows.
pub(super) const TEXT: &[(&str, NativeFn)] = &[("__str__", to_str)];

/// What both kinds of number have.
pub(super) const NUMBER: &[(&str, NativeFn)] = &[
    ("__add__", |vm, args| binary(vm, args, BinOp::Add)),
    ("__radd__", |vm, args| reflected(vm, args, BinOp::Add)),
    ("__sub__", |vm, args| binary(vm, args, BinOp::Sub)),
    ("__rsub__", |vm, args| reflected(vm, args, BinOp::Sub)),
    ("__mul__", |vm, args| binary(vm, args, BinOp::Mult)),
    ("__rmul__", |vm, args| reflected(vm, args, BinOp::Mult)),
    ("__truediv__", |vm, args| binary(vm, args, BinOp::Div)),
    ("__rtruediv__", |vm, args| reflected(vm, args, BinOp::Div)),
    ("__floordiv__", |vm, args| binary(vm, args, BinOp::FloorDiv)),
    ("__rfloordiv__", |vm, args| reflected(vm, args, BinOp::FloorDiv)),
    ("__mod__", |vm, args| binary(vm, args, BinOp::Mod)),
    ("__rmod__", |vm, args| reflected(vm, args, BinOp::Mod)),
    ("__divmod__", |vm, args| divmod(vm, args, false)),
    ("__rdivmod__", |vm, args| divmod(vm, args, true)),
    ("__pow__", power),
    ("__rpow__", |vm, args| reflected(vm, args, BinOp::Pow)),
    ("__neg__", |vm, args| unary(vm, args, UnaryOp::Minus)),
    ("__pos__", |vm, args| unary(vm, args, UnaryOp::Plus)),
    ("__abs__", absolute),
    ("__bool__", truth),
    ("__int__", |vm, args| whole(vm, args, float_arith::to_int)),
    ("__trunc__", |vm, args| whole(vm, args, float_arith::to_int)),
    ("__floor__", |vm, args| whole(vm, args, float_arith::floor)),
    ("__ceil__", |vm, args| whole(vm, args, float_arith::ceil)),
    ("__float__", to_float),
    ("__round__", round),
];

/// What only `int` has.
pub(super) const INTEGER: &[(&str, NativeFn)] = &[
    ("__and__", |vm, args| binary(vm, args, BinOp::BitAnd)),
    ("__rand__", |vm, args| reflected(vm, args, BinOp::BitAnd)),
    ("__or__", |vm, args| binary(vm, args, BinOp::BitOr)),
    ("__ror__", |vm, args| reflected(vm, args, BinOp::BitOr)),
    ("__xor__", |vm, args| binary(vm, args, BinOp::BitXor)),
    ("__rxor__", |vm, args| reflected(vm, args, BinOp::BitXor)),
    ("__lshift__", |vm, args| binary(vm, args, BinOp::LShift)),
    ("__rlshift__", |vm, args| reflected(vm, args, BinOp::LShift)),
    ("__rshift__", |vm, args| binary(vm, args, BinOp::RShift)),
    ("__rrshift__", |vm, args| reflected(vm, args, BinOp::RShift)),
    ("__invert__", |vm, args| unary(vm, args, UnaryOp::Invert)),
    ("__index__", |vm, args| whole(vm, args, float_arith::to_int)),
];

/// The object and `N` further arguments, counted as CPython's wrappers do.
fn take<const N: usize>(vm: &mut Vm, mut args: Args) -> Result<(Value, [Value; N])> {
    let this = args.this().base().clone();
    if this.is_unset() {
        return Err(vm.type_error("unbound method needs an argument"));
    }
    if !args.kw.is_empty() {
        return Err(vm.type_error("wrapper takes no keyword arguments"));
    }
    let given = args.pos.len();
    let Ok(rest) = args.pos.try_into() else {
        let s = if N == 1 { "" } else { "s" };
        return Err(vm.type_error(format!("expected {N} argument{s}, got {given}")));
    };
    Ok((this, rest))
}

fn is_int(value: &Value) -> bool {
    matches!(value, Value::Int(_) | Value::Big(_) | Value::Bool(_))
}

/// Whether the class of `a` knows what to do with `b`: an `int` leaves a `float` to the float.
fn related(a: &Value, b: &Value) -> bool {
    match a {
        a if is_int(a) => is_int(b),
        Value::Float(_) => is_int(b) || matches!(b, Value::Float(_)),
        Value::Bytes(_) | Value::ByteArray(_) => matches!(b, Value::Bytes(_) | Value::ByteArray(_)),
        Value::Set(_) => matches!(b, Value::Set(_) | Value::DictView(_)),
        _ => a.builtin_name() == b.builtin_name(),
    }
}

pub(super) fn compare(vm: &mut Vm, args: Args, op: CmpOp) -> Result {
    let (a, [b]) = take::<1>(vm, args)?;
    let b = b.base();
    if !related(&a, b) {
        return Ok(Value::NotImplemented);
    }
    Ok(vm.builtin_compare(&a, op, b)?.map_or(Value::NotImplemented, Value::Bool))
}

fn is_number(value: &Value) -> bool {
    is_int(value) || matches!(value, Value::Float(_))
}

fn binary(vm: &mut Vm, args: Args, op: BinOp) -> Result {
    let (a, [b]) = take::<1>(vm, args)?;
    let b = b.base();
    if is_number(&a) && !related(&a, b) {
        return Ok(Value::NotImplemented);
    }
    if op == BinOp::Mult && !is_number(&a) {
        vm.index(b)?;
    }
    if matches!(a, Value::Set(_) | Value::Dict(_)) && !related(&a, b) {
        return Ok(Value::NotImplemented);
    }
    Ok(vm.builtin_binary(&a, op, b)?.unwrap_or(Value::NotImplemented))
}

fn reflected(vm: &mut Vm, args: Args, op: BinOp) -> Result {
    let (a, [b]) = take::<1>(vm, args)?;
    let b = b.base();
    if !related(&a, b) {
        return Ok(Value::NotImplemented);
    }
    Ok(vm.builtin_binary(b, op, &a)?.unwrap_or(Value::NotImplemented))
}

fn divmod(vm: &mut Vm, args: Args, swap: bool) -> Result {
    let (a, [b]) = take::<1>(vm, args)?;
    let b = b.base();
    if !related(&a, b) {
        return Ok(Value::NotImplemented);
    }
    let (x, y) = if swap { (b, &a) } else { (&a, b) };
    if let (Some(x), Some(y)) = (x.as_bigint(), y.as_bigint()) {
        vm.charge(((x.bits() / 64 + 1) * (y.bits() / 64 + 1)) / 8)?;
        let (quotient, rest) = vm.kernel(int_arith::divmod(&x, &y))?;
        return Ok(Value::tuple([Value::int(quotient), Value::int(rest)]));
    }
    let (x, y) = (vm.to_float(x)?, vm.to_float(y)?);
    let (quotient, rest) = vm.kernel(float_arith::divmod(x, y))?;
    Ok(Value::tuple([Value::Float(quotient), Value::Float(rest)]))
}

fn power(vm: &mut Vm, mut args: Args) -> Result {
    if args.pos.len() != 3 {
        return binary(vm, args, BinOp::Pow);
    }
    let modulus = args.pos.pop().unwrap_or(Value::None);
    if modulus.is_none() {
        return binary(vm, args, BinOp::Pow);
    }
    let (base, [exponent]) = take::<1>(vm, args)?;
    let (Some(base), Some(exponent), Some(modulus)) =
        (base.as_bigint(), exponent.as_bigint(), modulus.as_bigint())
    else {
        return Ok(Value::NotImplemented);
    };
    vm.charge(int_arith::pow_mod_cost(&exponent, &modulus))?;
    vm.kernel(int_arith::pow_mod(&base, &exponent, &modulus)).map(Value::int)
}

fn in_place(vm: &mut Vm, args: Args, op: BinOp) -> Result {
    let object = args.pos.first().cloned().unwrap_or(Value::Unset);
    let (this, [other]) = take::<1>(vm, args)?;
    if let (Value::Set(_), false) = (&this, matches!(other.base(), Value::Set(_))) {
        return Ok(Value::NotImplemented);
    }
    let changed = vm.in_place(&this, op, &other)?;
    Ok(if changed.is(&this) { object } else { changed })
}

fn unary(vm: &mut Vm, args: Args, op: UnaryOp) -> Result {
    let (this, []) = take::<0>(vm, args)?;
    vm.unary(op, &this)
}

fn absolute(vm: &mut Vm, args: Args) -> Result {
    let (this, []) = take::<0>(vm, args)?;
    match this {
        Value::Float(float) => Ok(Value::Float(float.abs())),
        this => vm.index_big(&this).map(|big| Value::int(num_traits::Signed::abs(&big))),
    }
}

fn truth(vm: &mut Vm, args: Args) -> Result {
    let (this, []) = take::<0>(vm, args)?;
    vm.truth(&this).map(Value::Bool)
}

type Whole = fn(f64) -> std::result::Result<num_bigint::BigInt, super::super::kernel::Fault>;

fn whole(vm: &mut Vm, args: Args, how: Whole) -> Result {
    let (this, []) = take::<0>(vm, args)?;
    match this {
        Value::Float(float) => vm.kernel(how(float)).map(Value::int),
        this => vm.index_big(&this).map(Value::int),
    }
}

fn to_float(vm: &mut Vm, args: Args) -> Result {
    let (this, []) = take::<0>(vm, args)?;
    vm.to_float(&this).map(Value::Float)
}

fn round(vm: &mut Vm, args: Args) -> Result {
    let mut args = args;
    let digits = if args.pos.len() == 2 { args.pos.pop().filter(|digits| !digits.is_none()) } else { None };
    let (this, []) = take::<0>(vm, args)?;
    let digits = match &digits {
        Some(digits) => Some(vm.index_clamped(digits)?),
        None => None,
    };
    match (this, digits) {
        (Value::Float(float), None) => vm.kernel(float_arith::round_to_int(float)).map(Value::int),
        (Value::Float(float), Some(digits)) => vm.kernel(float_arith::round(float, digits)).map(Value::Float),
        (this, None) => vm.index_big(&this).map(Value::int),
        (this, Some(digits)) => Ok(Value::int(int_arith::round(&vm.index_big(&this)?, digits))),
    }
}

fn repr(vm: &mut Vm, args: Args) -> Result {
    let (this, []) = take::<0>(vm, args)?;
    vm.repr(&this).map(Value::str)
}

fn to_str(vm: &mut Vm, args: Args) -> Result {
    let (this, []) = take::<0>(vm, args)?;
    vm.to_str(&this).map(Value::Str)
}

fn hash(vm: &mut Vm, args: Args) -> Result {
    let (this, []) = take::<0>(vm, args)?;
    vm.hash(&this).map(Value::Int)
}

fn format(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this().base().clone();
    let class = if let Value::Str(_) = this { "str" } else { this.builtin_name() };
    let [spec] = args.exact(vm, &format!("{class}.__format__"))?;
    let spec = str_argument(vm, &spec, "__format__", "")?;
    vm.format(&this, &spec).map(Value::Str)
}

fn length(vm: &mut Vm, args: Args) -> Result {
    let (this, []) = take::<0>(vm, args)?;
    vm.len(&this).map(Value::size)
}

fn walk(vm: &mut Vm, args: Args) -> Result {
    let (this, []) = take::<0>(vm, args)?;
    vm.iter(&this)
}

fn contains(vm: &mut Vm, args: Args) -> Result {
    let (this, [item]) = take::<1>(vm, args)?;
    vm.contains(&this, &item).map(Value::Bool)
}

fn get_item(vm: &mut Vm, args: Args) -> Result {
    let (this, [key]) = take::<1>(vm, args)?;
    vm.get_item(&this, &key)
}
