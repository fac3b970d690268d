//! Built-in functions of one value.

use super::super::args::Args;
use super::super::ast::BinOp;
use super::super::kernel::{float_arith, int_arith, int_text};
use super::super::object::NativeFn;
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use crate::wtf8::Wtf8;

pub(super) const FUNCTIONS: &[(&str, NativeFn)] = &[
    ("abs", abs),
    ("ascii", ascii),
    ("bin", bin),
    ("callable", callable),
    ("chr", chr),
    ("delattr", delattr),
    ("dir", dir),
    ("divmod", divmod),
    ("format", format),
    ("getattr", getattr),
    ("globals", globals),
    ("hasattr", hasattr),
    ("hash", hash),
    ("hex", hex),
    ("id", id),
    ("isinstance", isinstance),
    ("issubclass", issubclass),
    ("len", len),
    ("locals", locals),
    ("oct", oct),
    ("ord", ord),
    ("pow", pow),
    ("print", print),
    ("repr", repr),
    ("round", round),
    ("setattr", setattr),
    ("vars", vars),
];

fn abs(vm: &mut Vm, args: Args) -> Result {
    let [value] = args.exact(vm, "abs")?;
    if let Some(answer) = vm.call_special(&value, "__abs__", Vec::new())? {
        return Ok(answer);
    }
    match value.base() {
        Value::Float(float) => Ok(Value::Float(float.abs())),
        _ => match value.as_bigint() {
            Some(big) => Ok(Value::int(num_traits::Signed::abs(&big))),
            None => {
                let message = format!("bad operand type for abs(): '{}'", vm.type_name(&value));
                Err(vm.type_error(message))
            }
        },
    }
}

fn ascii(vm: &mut Vm, args: Args) -> Result {
    let [value] = args.exact(vm, "ascii")?;
    let text = vm.repr(&value)?;
    let ascii = match text.as_str() {
        Some(plain) => super::super::kernel::quote::ascii_of_repr(plain),
        None => super::super::kernel::quote::ascii_of_repr(&text.to_string_lossy()),
    };
    Ok(Value::str(ascii))
}

fn in_base(vm: &mut Vm, args: Args, name: &str, base: u32) -> Result {
    let [value] = args.exact(vm, name)?;
    let big = vm.index_big(&value)?;
    vm.reserve((big.bits() / u64::from(base.trailing_zeros())) as usize)?;
    Ok(Value::str(int_text::int_in_base(&big, base)))
}

fn bin(vm: &mut Vm, args: Args) -> Result {
    in_base(vm, args, "bin", 2)
}

fn hex(vm: &mut Vm, args: Args) -> Result {
    in_base(vm, args, "hex", 16)
}

fn oct(vm: &mut Vm, args: Args) -> Result {
    in_base(vm, args, "oct", 8)
}

fn callable(vm: &mut Vm, args: Args) -> Result {
    let [value] = args.exact(vm, "callable")?;
    Ok(Value::Bool(vm.is_callable(&value)))
}

fn chr(vm: &mut Vm, args: Args) -> Result {
    let [value] = args.exact(vm, "chr")?;
    let point = vm.index(&value)?;
    match u32::try_from(point) {
        Ok(point) if point < 0x11_0000 => Ok(Value::str(Wtf8::from_code_points([point]))),
        _ => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(vm: &mut Vm, args: Args) -> Result {
    let [value] = args.exact(vm, "ord")?;
    let length = match value.base() {
        Value::Str(text) if text.text().len() == 1 => {
            return Ok(Value::Int(i64::from(text.text().get(0).unwrap_or(0))));
        }
        Value::Str(text) => text.text().len(),
        Value::Bytes(bytes) if bytes.len() == 1 => return Ok(Value::Int(i64::from(bytes[0]))),
        Value::Bytes(bytes) => bytes.len(),
        _ => {
            let message = format!("ord() expected string of length 1, but {} found", vm.type_name(&value));
            return Err(vm.type_error(message));
        }
    };
    Err(vm.type_error(format!("ord() expected a character, but string of length {length} found")))
}

fn attr_name(vm: &mut Vm, name: &Value, function: &str) -> Result<super::super::value::Str> {
    match name.as_str() {
        Some(name) => Ok(name.clone()),
        None => {
            let message = if function == "attribute" {
                format!("attribute name must be string, not '{}'", vm.type_name(name))
            } else {
                format!("{function}(): attribute name must be string")
            };
            Err(vm.type_error(message))
        }
    }
}

fn getattr(vm: &mut Vm, args: Args) -> Result {
    let args = args.between(vm, "getattr", 2, 3)?;
    let name = attr_name(vm, &args[1], "attribute")?;
    match args.get(2) {
        Some(default) => Ok(vm.attr_opt(&args[0], &name)?.unwrap_or_else(|| default.clone())),
        None => vm.attr(&args[0], &name),
    }
}

fn hasattr(vm: &mut Vm, args: Args) -> Result {
    let [object, name] = args.exact(vm, "hasattr")?;
    let name = attr_name(vm, &name, "attribute")?;
    Ok(Value::Bool(vm.attr_opt(&object, &name)?.is_some()))
}

fn setattr(vm: &mut Vm, args: Args) -> Result {
    let [object, name, value] = args.exact(vm, "setattr")?;
    let name = attr_name(vm, &name, "attribute")?;
    vm.store_attr(&object, &name, value)?;
    Ok(Value::None)
}

fn delattr(vm: &mut Vm, args: Args) -> Result {
    let [object, name] = args.exact(vm, "delattr")?;
    let name = attr_name(vm, &name, "attribute")?;
    vm.delete_attr(&object, &name)?;
    Ok(Value::None)
}

fn dir(vm: &mut Vm, args: Args) -> Result {
    let args = args.between(vm, "dir", 0, 1)?;
    let names: Vec<Value> = match args.first() {
        Some(object) => match vm.special(object, "__dir__") {
            Some(function @ Value::Function(_)) => {
                let answer = vm.call_method_of(&function, object, Vec::new())?;
                let mut names = vm.to_vec(&answer)?;
                names.sort_by_key(|name| name.as_str().map(|n| n.name().to_owned()));
                names
            }
            _ => vm.dir(object).into_iter().map(Value::from).collect(),
        },
        None => {
            let Value::Dict(dict) = vm.local_names() else { return Ok(Value::None) };
            let mut names: Vec<String> =
                dict.keys().iter().filter_map(|k| k.as_str().map(|k| k.name().to_owned())).collect();
            names.sort();
            names.into_iter().map(Value::from).collect()
        }
    };
    vm.charge(names.len() as u64 * 4)?;
    Ok(Value::list(names))
}

fn divmod(vm: &mut Vm, args: Args) -> Result {
    let [a, b] = args.exact(vm, "divmod")?;
    if let (Some(x), Some(y)) = (a.as_bigint(), b.as_bigint()) {
        vm.charge((x.bits() / 64 + 1).saturating_mul(y.bits() / 64 + 1) / 8)?;
        let result = int_arith::divmod(&x, &y);
        let (quotient, rest) = vm.kernel(result)?;
        return Ok(Value::tuple([Value::int(quotient), Value::int(rest)]));
    }
    let number = |value: &Value| matches!(value.base(), Value::Float(_)) || value.as_bigint().is_some();
    if number(&a) && number(&b) {
        let (x, y) = (vm.to_float(&a)?, vm.to_float(&b)?);
        let result = float_arith::divmod(x, y);
        let (quotient, rest) = vm.kernel(result)?;
        return Ok(Value::tuple([Value::Float(quotient), Value::Float(rest)]));
    }
    for (this, name, other) in [(&a, "__divmod__", &b), (&b, "__rdivmod__", &a)] {
        if let Some(value) = vm.call_special(this, name, vec![other.clone()])?
            && !matches!(value, Value::NotImplemented)
        {
            return Ok(value);
        }
    }
    let (left, right) = (vm.type_name(&a), vm.type_name(&b));
    Err(vm.type_error(format!("unsupported operand type(s) for divmod(): '{left}' and '{right}'")))
}

fn format(vm: &mut Vm, args: Args) -> Result {
    let args = args.between(vm, "format", 1, 2)?;
    let spec = match args.get(1) {
        Some(spec) => match spec.as_str() {
            Some(spec) => spec.clone(),
            None => {
                let message = format!("format() argument 2 must be str, not {}", vm.type_name(spec));
                return Err(vm.type_error(message));
            }
        },
        None => vm.intern(""),
    };
    vm.format(&args[0], &spec).map(Value::Str)
}

fn globals(vm: &mut Vm, args: Args) -> Result {
    let [] = args.exact(vm, "globals")?;
    Ok(vm.global_names())
}

fn locals(vm: &mut Vm, args: Args) -> Result {
    let [] = args.exact(vm, "locals")?;
    Ok(vm.local_names())
}

fn vars(vm: &mut Vm, args: Args) -> Result {
    let args = args.between(vm, "vars", 0, 1)?;
    match args.first() {
        None => Ok(vm.local_names()),
        Some(object) => match vm.get_attr_opt(object, "__dict__")? {
            Some(dict) => Ok(dict),
            None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
        },
    }
}

fn hash(vm: &mut Vm, args: Args) -> Result {
    let [value] = args.exact(vm, "hash")?;
    vm.hash(&value).map(Value::Int)
}

fn id(vm: &mut Vm, args: Args) -> Result {
    let [value] = args.exact(vm, "id")?;
    Ok(Value::Int(vm.identity_of(&value) as i64))
}

fn isinstance(vm: &mut Vm, args: Args) -> Result {
    let [value, class] = args.exact(vm, "isinstance")?;
    vm.is_instance_of(&value, &class).map(Value::Bool)
}

fn issubclass(vm: &mut Vm, args: Args) -> Result {
    let [class, other] = args.exact(vm, "issubclass")?;
    vm.is_subclass_of(&class, &other).map(Value::Bool)
}

fn len(vm: &mut Vm, args: Args) -> Result {
    let [value] = args.exact(vm, "len")?;
    vm.len(&value).map(Value::size)
}

fn pow(vm: &mut Vm, args: Args) -> Result {
    let [base, exponent, modulus] = args.bind(vm, "pow", "base, exp, mod=")?;
    if modulus.is_unset() || modulus.is_none() {
        return vm.binary(&base, BinOp::Pow, &exponent);
    }
    if let Some(value) = vm.call_special(&base, "__pow__", vec![exponent.clone(), modulus.clone()])?
        && !matches!(value, Value::NotImplemented)
    {
        return Ok(value);
    }
    let (Some(base), Some(exponent), Some(modulus)) =
        (base.as_bigint(), exponent.as_bigint(), modulus.as_bigint())
    else {
        return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    };
    vm.charge(int_arith::pow_mod_cost(&exponent, &modulus))?;
    let result = int_arith::pow_mod(&base, &exponent, &modulus);
    vm.kernel(result).map(Value::int)
}

fn print(vm: &mut Vm, mut args: Args) -> Result {
    let mut texts = [String::from(" "), String::from("\n")];
    for (name, text) in ["sep", "end"].into_iter().zip(&mut texts) {
        match args.take_kw(name) {
            None | Some(Value::None) => {}
            Some(value) => match value.as_str() {
                Some(value) => *text = value.text().to_string_lossy(),
                None => {
                    let message = format!("{name} must be None or a string, not {}", vm.type_name(&value));
                    return Err(vm.type_error(message));
                }
            },
        }
    }
    let file = args.take_kw("file");
    args.take_kw("flush");
    args.no_more_kw(vm, "print")?;
    let file = match file {
        None | Some(Value::None) => redirected(vm),
        given => given,
    };
    if let Some(file) = file {
        // CPython writes piece by piece, and a file of the program's own sees that.
        for (at, value) in args.pos.iter().enumerate() {
            if at > 0 {
                vm.call_method(&file, "write", vec![Value::str(texts[0].clone())])?;
            }
            let text = vm.to_str(value)?;
            vm.call_method(&file, "write", vec![Value::Str(text)])?;
        }
        vm.call_method(&file, "write", vec![Value::str(texts[1].clone())])?;
        return Ok(Value::None);
    }
    let mut out = String::new();
    for (at, value) in args.pos.iter().enumerate() {
        if at > 0 {
            out.push_str(&texts[0]);
        }
        let text = vm.to_str(value)?;
        vm.reserve(out.len() + text.text().as_bytes().len())?;
        match text.text().as_str() {
            Some(text) => out.push_str(text),
            None => {
                let fault = super::super::kernel::codec::encode_utf8(text.text());
                if let Err(fault) = fault {
                    return Err(vm.unicode_fault(fault, Value::Str(text)));
                }
            }
        }
    }
    out.push_str(&texts[1]);
    vm.print(&out)?;
    Ok(Value::None)
}

/// What the program has put in the place of `sys.stdout`.
fn redirected(vm: &Vm) -> Option<Value> {
    let dict = &vm.modules.get("sys")?.dict;
    let (now, first) = (dict.get_str("stdout")?, dict.get_str("__stdout__")?);
    (!now.is(&first)).then_some(now)
}

fn repr(vm: &mut Vm, args: Args) -> Result {
    let [value] = args.exact(vm, "repr")?;
    vm.repr(&value).map(Value::str)
}

fn round(vm: &mut Vm, args: Args) -> Result {
    let [number, digits] = args.bind(vm, "round", "number, ndigits=")?;
    if let Value::Instance(_) = number
        && let Some(function) = vm.special(&number, "__round__")
    {
        let args = digits.option().into_iter().collect();
        return vm.call_method_of(&function, &number, args);
    }
    let digits = match digits.option() {
        None | Some(Value::None) => None,
        Some(digits) => Some(vm.index_clamped(&digits)?),
    };
    match (number.base(), digits) {
        (Value::Float(float), None) => {
            let result = float_arith::round_to_int(*float);
            vm.kernel(result).map(Value::int)
        }
        (Value::Float(float), Some(digits)) => {
            let result = float_arith::round(*float, digits);
            vm.kernel(result).map(Value::Float)
        }
        (_, digits) => match number.as_bigint() {
            Some(big) => Ok(Value::int(digits.map_or(big.clone(), |digits| int_arith::round(&big, digits)))),
            None => {
                let message = format!("type {} doesn't define __round__ method", vm.type_name(&number));
                Err(vm.type_error(message))
            }
        },
    }
}
