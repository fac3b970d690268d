//! Uses the formatting kernels as an interpreter does: fetches the values, converts them, puts the pieces together.

use super::value::Data;
use jwtrace::number::float_repr;
use jwtrace::python::kernel::percent::{self, Amount, Field, Percent, Piece};
use jwtrace::python::kernel::template::{self, Accessor, Numbering, Path, Template};
use jwtrace::python::kernel::{Fault, Kind, format as kernel, int_text, quote};
use jwtrace::wtf8::{Wtf8, Wtf8Builder};
use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};

pub(crate) const LIMIT: usize = 1 << 20;

/// `format(value, spec)`
pub(crate) fn format(value: &Data, spec: &Wtf8) -> Result<Wtf8, Fault> {
    match value {
        Data::Bool(_) | Data::List(_) if spec.is_empty() => text(value, 's'),
        Data::Int(value) => kernel::format_int(value, spec, "int", LIMIT),
        Data::Bool(value) => kernel::format_int(&u8::from(*value).into(), spec, "bool", LIMIT),
        Data::Float(value) => kernel::format_float(*value, spec, "float", LIMIT),
        Data::Complex(real, imaginary) => kernel::format_complex(*real, *imaginary, spec, LIMIT),
        Data::Text(value) => kernel::format_str(value, spec, "str", LIMIT),
        Data::List(_) => Err(Fault::type_error("unsupported format string passed to list.__format__")),
        Data::None | Data::Bytes(_) => panic!("{value:?} in the table"),
    }
}

/// `str`, `repr` or `ascii`, by the conversion's letter.
fn text(value: &Data, conversion: char) -> Result<Wtf8, Fault> {
    Ok(match value {
        Data::None => "None".into(),
        Data::Bool(value) => if *value { "True" } else { "False" }.into(),
        Data::Int(value) => int_text::int_to_str(value)?.into(),
        Data::Float(value) => float_repr(*value).into(),
        Data::Text(value) if conversion == 's' => value.clone(),
        Data::Text(value) if conversion == 'a' => quote::ascii_str(value).into(),
        Data::Text(value) => quote::repr_str(value).into(),
        Data::List(items) => {
            let items: Result<Vec<_>, _> = items.iter().map(|item| text(item, 'r')).collect();
            let items: Vec<String> = items?.iter().map(Wtf8::to_string_lossy).collect();
            format!("[{}]", items.join(", ")).into()
        }
        Data::Complex(..) | Data::Bytes(_) => panic!("{value:?} in the table"),
    })
}

fn type_name(value: &Data) -> &'static str {
    match value {
        Data::None => "NoneType",
        Data::Bool(_) => "bool",
        Data::Int(_) => "int",
        Data::Float(_) => "float",
        Data::Complex(..) => "complex",
        Data::Text(_) => "str",
        Data::Bytes(_) => "bytes",
        Data::List(_) => "list",
    }
}

/// `template % tuple(args)`
pub(crate) fn percent(template: &Data, args: &Data) -> Result<Wtf8, Fault> {
    let (Data::Text(template), Data::List(args)) = (template, args) else { panic!("no template and tuple") };
    let mut args = args.iter();
    let mut out = Wtf8Builder::default();
    for piece in Percent::new(template) {
        match piece? {
            Piece::Literal(text) => out.push_wtf8(&text),
            Piece::Field(mut field) => {
                if field.key.is_some() {
                    return Err(percent::requires_mapping());
                }
                let mut star = || match args.next() {
                    Some(Data::Int(value)) => Ok(value.to_i64().unwrap()),
                    Some(_) => Err(percent::star_wants_int()),
                    None => Err(percent::not_enough_arguments()),
                };
                if field.width == Some(Amount::Star) {
                    field.set_width(star()?);
                }
                if field.precision == Some(Amount::Star) {
                    field.set_precision(star()?);
                }
                let value = args.next().ok_or_else(percent::not_enough_arguments)?;
                field.check()?;
                out.push_wtf8(&convert(&field, value)?);
            }
        }
    }
    if args.next().is_some() { Err(percent::not_all_converted()) } else { Ok(out.finish()) }
}

fn convert(field: &Field, value: &Data) -> Result<Wtf8, Fault> {
    let wrong = || Err(field.wrong_type(type_name(value)));
    match (field.code, value) {
        ('s' | 'r' | 'a', _) => percent::text(field, &text(value, field.code)?, LIMIT),
        ('c', Data::Text(text)) if text.len() == 1 => {
            percent::character(field, Ok(text.get(0).unwrap()), LIMIT)
        }
        ('c', Data::Int(value)) => percent::character(field, Err(value), LIMIT),
        ('c', Data::Bool(value)) => percent::character(field, Err(&u8::from(*value).into()), LIMIT),
        ('d' | 'i' | 'u', Data::Float(value)) => {
            let whole = BigInt::from_f64(value.trunc()).ok_or_else(|| match value {
                value if value.is_nan() => Fault::value("cannot convert float NaN to integer"),
                _ => Fault::overflow("cannot convert float infinity to integer"),
            })?;
            percent::integer(field, &whole, LIMIT)
        }
        ('d' | 'i' | 'u' | 'o' | 'x' | 'X', Data::Int(value)) => percent::integer(field, value, LIMIT),
        ('d' | 'i' | 'u' | 'o' | 'x' | 'X', Data::Bool(value)) => {
            percent::integer(field, &u8::from(*value).into(), LIMIT)
        }
        ('c' | 'd' | 'i' | 'u' | 'o' | 'x' | 'X', _) => wrong(),
        (_, Data::Float(value)) => percent::float(field, *value, LIMIT),
        (_, Data::Int(value)) => percent::float(field, value.to_f64().unwrap(), LIMIT),
        (_, Data::Bool(value)) => percent::float(field, f64::from(u8::from(*value)), LIMIT),
        _ => wrong(),
    }
}

/// `template.format(*args)`
pub(crate) fn template(template: &Data, args: &Data) -> Result<Wtf8, Fault> {
    let (Data::Text(template), Data::List(args)) = (template, args) else { panic!("no template and tuple") };
    expand(template, args, &mut Numbering::default(), 2)
}

fn expand(template: &Wtf8, args: &[Data], numbering: &mut Numbering, depth: usize) -> Result<Wtf8, Fault> {
    if depth == 0 {
        return Err(template::too_deep());
    }
    let mut out = Wtf8Builder::default();
    for part in Template::new(template) {
        let part = part?;
        out.push_wtf8(&part.literal);
        let Some(field) = part.field else { continue };
        let path = Path::parse(&field.name)?;
        let mut value = match numbering.resolve(&path.first)? {
            Some(index) => args.get(index).ok_or_else(|| template::index_out_of_range(index))?.clone(),
            None => return Err(Fault::new(Kind::Key, quote::repr_str(&field.name))),
        };
        for accessor in path {
            value = match (accessor?, value) {
                (Accessor::Index(index), Data::List(items)) => items[index].clone(),
                (accessor, value) => panic!("{accessor:?} of {value:?}"),
            };
        }
        if let Some(conversion) = field.conversion {
            value = Data::Text(text(&value, template::check_conversion(conversion)?)?);
        }
        let spec = if field.nested { expand(&field.spec, args, numbering, depth - 1)? } else { field.spec };
        out.push_wtf8(&format(&value, &spec)?);
    }
    Ok(out.finish())
}
