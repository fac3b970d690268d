//! Calls the arithmetic kernels by Python's names, with the conversions that an interpreter does.

use super::drive::LIMIT;
use super::value::Data;
use jwtrace::python::kernel::float_arith::{self, Power};
use jwtrace::python::kernel::{Fault, int_arith};
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};
use std::cmp::Ordering;

pub(crate) fn call(name: &str, value: &Data, args: &Data) -> Result<Data, Fault> {
    let Data::List(args) = args else { panic!("no arguments") };
    match (value, args.as_slice()) {
        (Data::Bytes(bytes), [Data::Text(order), Data::Bool(signed)]) => {
            int_arith::from_bytes(bytes, &order.to_string_lossy(), *signed).map(Data::Int)
        }
        (_, [b]) if matches!(name, "lt" | "eq" | "gt") => Ok(Data::Bool(compare(name, value, b))),
        (Data::Int(a), [Data::Int(b)]) if name != "ldexp" => int_with_int(name, a, b),
        (Data::Int(a), [Data::Int(b), Data::Int(c)]) => int_arith::pow_mod(a, b, c).map(Data::Int),
        (Data::Int(a), [Data::Int(length), Data::Text(order), Data::Bool(signed)]) => {
            let length = length.to_i64().unwrap();
            int_arith::to_bytes(a, length, &order.to_string_lossy(), *signed, LIMIT).map(Data::Bytes)
        }
        (Data::Int(a), []) => int_alone(name, a),
        (Data::Float(a), []) => float_alone(name, *a),
        (Data::Float(a), [Data::Int(digits)]) if name == "round" => {
            float_arith::round(*a, digits.to_i64().unwrap()).map(Data::Float)
        }
        (Data::Float(a), [Data::Int(exponent)]) if name == "ldexp" => {
            float_arith::ldexp(*a, exponent).map(Data::Float)
        }
        (_, [b]) => floats(name, as_float(value)?, as_float(b)?),
        other => panic!("{name} {other:?}"),
    }
}

fn as_float(value: &Data) -> Result<f64, Fault> {
    match value {
        Data::Int(value) => int_arith::int_to_float(value),
        Data::Float(value) => Ok(*value),
        other => panic!("{other:?} is no number"),
    }
}

fn compare(name: &str, a: &Data, b: &Data) -> bool {
    let order = match (a, b) {
        (Data::Int(a), Data::Int(b)) => Some(a.cmp(b)),
        (Data::Int(a), Data::Float(b)) => float_arith::compare_int(a, *b),
        (Data::Float(a), Data::Int(b)) => float_arith::compare_int(b, *a).map(Ordering::reverse),
        (Data::Float(a), Data::Float(b)) => a.partial_cmp(b),
        other => panic!("{other:?}"),
    };
    order
        == Some(match name {
            "lt" => Ordering::Less,
            "gt" => Ordering::Greater,
            _ => Ordering::Equal,
        })
}

fn int_with_int(name: &str, a: &BigInt, b: &BigInt) -> Result<Data, Fault> {
    match name {
        "floordiv" => int_arith::floor_div(a, b).map(Data::Int),
        "mod" => int_arith::modulo(a, b).map(Data::Int),
        "divmod" => int_arith::divmod(a, b).map(|(q, r)| Data::List(vec![Data::Int(q), Data::Int(r)])),
        "truediv" => int_arith::true_div(a, b).map(Data::Float),
        "pow" => int_arith::pow(a, b, LIMIT).map(Data::Int),
        "lshift" => int_arith::shift_left(a, b, LIMIT).map(Data::Int),
        "rshift" => int_arith::shift_right(a, b).map(Data::Int),
        "round" => Ok(Data::Int(int_arith::round(a, b.to_i64().unwrap()))),
        other => panic!("int {other} int"),
    }
}

fn int_alone(name: &str, a: &BigInt) -> Result<Data, Fault> {
    Ok(match name {
        "hash" => Data::Int(int_arith::hash(a).into()),
        "round" | "int" | "floor" | "ceil" => Data::Int(a.clone()),
        "float" => Data::Float(int_arith::int_to_float(a)?),
        "abs" => Data::Int(a.abs()),
        "bit_length" => Data::Int(a.bits().into()),
        "bit_count" => Data::Int(int_arith::bit_count(a).into()),
        other => panic!("int.{other}"),
    })
}

fn float_alone(name: &str, a: f64) -> Result<Data, Fault> {
    Ok(match name {
        "hash" => Data::Int(float_arith::hash(a).into()),
        "round" => Data::Int(float_arith::round_to_int(a)?),
        "int" => Data::Int(float_arith::to_int(a)?),
        "floor" => Data::Int(float_arith::floor(a)?),
        "ceil" => Data::Int(float_arith::ceil(a)?),
        "float" => Data::Float(a),
        "abs" => Data::Float(a.abs()),
        "hex" => Data::Text(float_arith::hex(a).into()),
        "is_integer" => Data::Bool(float_arith::is_integer(a)),
        "as_integer_ratio" => {
            let (numerator, denominator) = float_arith::as_integer_ratio(a)?;
            Data::List(vec![Data::Int(numerator), Data::Int(denominator)])
        }
        other => panic!("float.{other}"),
    })
}

fn floats(name: &str, a: f64, b: f64) -> Result<Data, Fault> {
    match name {
        "floordiv" => float_arith::floor_div(a, b).map(Data::Float),
        "mod" => float_arith::modulo(a, b).map(Data::Float),
        "divmod" => float_arith::divmod(a, b).map(|(q, r)| Data::List(vec![Data::Float(q), Data::Float(r)])),
        "truediv" => float_arith::div(a, b).map(Data::Float),
        "pow" => float_arith::pow(a, b).map(|power| match power {
            Power::Real(value) => Data::Float(value),
            Power::Complex(real, imaginary) => Data::Complex(real, imaginary),
        }),
        other => panic!("float {other} float"),
    }
}
