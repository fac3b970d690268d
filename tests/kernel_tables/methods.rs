//! Calls the method kernels by Python's names.

use super::drive::LIMIT;
use super::value::Data;
use jwtrace::python::kernel::search::Side;
use jwtrace::python::kernel::text::{self, Align};
use jwtrace::python::kernel::{Fault, bytes_text, case, codec};
use jwtrace::wtf8::Wtf8;
use num_traits::ToPrimitive;

/// The arguments of a call, by position.
struct Args<'a>(&'a [Data]);

impl Args<'_> {
    fn int(&self, at: usize) -> Option<i64> {
        match self.0.get(at) {
            Some(Data::Int(value)) => Some(value.to_i64().unwrap()),
            Some(Data::Bool(value)) => Some(i64::from(*value)),
            _ => None,
        }
    }

    fn text(&self, at: usize) -> Option<&Wtf8> {
        if let Some(Data::Text(text)) = self.0.get(at) { Some(text) } else { None }
    }

    fn bytes(&self, at: usize) -> Option<&[u8]> {
        if let Some(Data::Bytes(bytes)) = self.0.get(at) { Some(bytes) } else { None }
    }

    fn string(&self, at: usize) -> String {
        self.text(at).unwrap().to_string_lossy()
    }
}

pub(crate) fn call(name: &str, value: &Data, args: &Data) -> Result<Data, Fault> {
    let Data::List(args) = args else { panic!("no arguments") };
    match value {
        Data::Text(value) => on_text(name, value, &Args(args)),
        Data::Bytes(value) => on_bytes(name, value, &Args(args)),
        other => panic!("{other:?}.{name}"),
    }
}

fn index(found: Option<usize>) -> Data {
    Data::Int(found.map_or(-1, |at| at as i64).into())
}

fn texts(parts: impl IntoIterator<Item = Wtf8>) -> Data {
    Data::List(parts.into_iter().map(Data::Text).collect())
}

fn on_text(name: &str, value: &Wtf8, args: &Args<'_>) -> Result<Data, Fault> {
    let first = || args.text(0).unwrap();
    let (start, end) = (args.int(1), args.int(2));
    Ok(match name {
        "find" => index(text::find(value, first(), start, end)),
        "rfind" => index(text::rfind(value, first(), start, end)),
        "index" => index(Some(text::find(value, first(), start, end).ok_or_else(text::not_found)?)),
        "rindex" => index(Some(text::rfind(value, first(), start, end).ok_or_else(text::not_found)?)),
        "count" => index(Some(text::count(value, first(), start, end))),
        "startswith" => Data::Bool(text::starts_with(value, first(), start, end)),
        "endswith" => Data::Bool(text::ends_with(value, first(), start, end)),
        "__contains__" => Data::Bool(text::contains(value, first())),
        "split" => texts(text::split(value, args.text(0), args.int(1).unwrap_or(-1))?),
        "rsplit" => texts(text::rsplit(value, args.text(0), args.int(1).unwrap_or(-1))?),
        "splitlines" => texts(text::split_lines(value, args.int(0) == Some(1))),
        "partition" => texts(text::partition(value, first())?),
        "rpartition" => texts(text::rpartition(value, first())?),
        "encode" => Data::Bytes(codec::encode(value, &args.string(0), &args.string(1))?),
        "fromhex" => Data::Bytes(bytes_text::from_hex(value)?),
        _ if name.starts_with("is") => Data::Bool(ask(name, value)),
        _ => Data::Text(change(name, value, args)?),
    })
}

fn ask(name: &str, value: &Wtf8) -> bool {
    match name {
        "isalpha" => case::is_alpha(value),
        "isdecimal" => case::is_decimal(value),
        "isdigit" => case::is_digit(value),
        "isnumeric" => case::is_numeric(value),
        "isalnum" => case::is_alnum(value),
        "isspace" => case::is_space_text(value),
        "isupper" => case::is_upper(value),
        "islower" => case::is_lower(value),
        "istitle" => case::is_title(value),
        "isascii" => value.is_ascii(),
        "isidentifier" => case::is_identifier(value),
        "isprintable" => case::is_printable_text(value),
        other => panic!("str.{other}"),
    }
}

fn side(name: &str) -> Side {
    match name {
        "lstrip" => Side::Left,
        "rstrip" => Side::Right,
        _ => Side::Both,
    }
}

fn align(name: &str) -> Align {
    match name {
        "ljust" => Align::Left,
        "rjust" => Align::Right,
        _ => Align::Center,
    }
}

fn change(name: &str, value: &Wtf8, args: &Args<'_>) -> Result<Wtf8, Fault> {
    Ok(match name {
        "upper" => case::upper(value),
        "lower" => case::lower(value),
        "title" => case::title(value),
        "capitalize" => case::capitalize(value),
        "swapcase" => case::swapcase(value),
        "casefold" => case::casefold(value),
        "strip" | "lstrip" | "rstrip" => text::strip(value, args.text(0), side(name)),
        "center" | "ljust" | "rjust" => {
            let fill = text::fill_character(args.text(1).unwrap())?;
            text::justify(value, align(name), args.int(0).unwrap(), fill, LIMIT)?
        }
        "zfill" => text::zfill(value, args.int(0).unwrap(), LIMIT)?,
        "expandtabs" => text::expand_tabs(value, args.int(0).unwrap_or(8), LIMIT)?,
        "removeprefix" => text::remove_prefix(value, args.text(0).unwrap()),
        "removesuffix" => text::remove_suffix(value, args.text(0).unwrap()),
        "replace" => {
            text::replace(value, args.text(0).unwrap(), args.text(1).unwrap(), args.int(2).unwrap(), LIMIT)?
        }
        "__getitem__" => text::slice(value, args.int(0), args.int(1), args.int(2))?,
        "__mul__" => text::repeat(value, args.int(0).unwrap(), LIMIT)?,
        other => panic!("str.{other}"),
    })
}

fn on_bytes(name: &str, value: &[u8], args: &Args<'_>) -> Result<Data, Fault> {
    let first = || args.bytes(0).unwrap();
    let (start, end) = (args.int(1), args.int(2));
    let list = |parts: Vec<Vec<u8>>| Data::List(parts.into_iter().map(Data::Bytes).collect());
    Ok(match name {
        "find" => index(bytes_text::find(value, first(), start, end)),
        "rfind" => index(bytes_text::rfind(value, first(), start, end)),
        "index" => {
            index(Some(bytes_text::find(value, first(), start, end).ok_or_else(bytes_text::not_found)?))
        }
        "rindex" => {
            index(Some(bytes_text::rfind(value, first(), start, end).ok_or_else(bytes_text::not_found)?))
        }
        "count" => index(Some(bytes_text::count(value, first(), start, end))),
        "startswith" => Data::Bool(bytes_text::starts_with(value, first(), start, end)),
        "endswith" => Data::Bool(bytes_text::ends_with(value, first(), start, end)),
        "__contains__" => Data::Bool(bytes_text::contains(value, first())),
        "split" => list(bytes_text::split(value, args.bytes(0), args.int(1).unwrap_or(-1))?),
        "rsplit" => list(bytes_text::rsplit(value, args.bytes(0), args.int(1).unwrap_or(-1))?),
        "splitlines" => list(bytes_text::split_lines(value, args.int(0) == Some(1))),
        "partition" => list(bytes_text::partition(value, first())?.into()),
        "rpartition" => list(bytes_text::rpartition(value, first())?.into()),
        "decode" => Data::Text(codec::decode(value, &args.string(0), &args.string(1))?),
        "hex" => {
            Data::Text(bytes_text::hex(value, args.string(0).chars().next(), args.int(1).unwrap()).into())
        }
        _ if name.starts_with("is") => Data::Bool(bytes_text::ask(name, value).unwrap()),
        _ => Data::Bytes(change_bytes(name, value, args)?),
    })
}

fn change_bytes(name: &str, value: &[u8], args: &Args<'_>) -> Result<Vec<u8>, Fault> {
    Ok(match name {
        "upper" => value.to_ascii_uppercase(),
        "lower" => value.to_ascii_lowercase(),
        "title" => bytes_text::title(value),
        "capitalize" => bytes_text::capitalize(value),
        "swapcase" => bytes_text::swapcase(value),
        "strip" | "lstrip" | "rstrip" => bytes_text::strip(value, args.bytes(0), side(name)).to_vec(),
        "center" | "ljust" | "rjust" => {
            bytes_text::justify(value, align(name), args.int(0).unwrap(), args.bytes(1).unwrap()[0], LIMIT)?
        }
        "zfill" => bytes_text::zfill(value, args.int(0).unwrap(), LIMIT)?,
        "expandtabs" => bytes_text::expand_tabs(value, args.int(0).unwrap_or(8), LIMIT)?,
        "removeprefix" => value.strip_prefix(args.bytes(0).unwrap()).unwrap_or(value).to_vec(),
        "removesuffix" => value.strip_suffix(args.bytes(0).unwrap()).unwrap_or(value).to_vec(),
        "replace" => bytes_text::replace(
            value,
            args.bytes(0).unwrap(),
            args.bytes(1).unwrap(),
            args.int(2).unwrap(),
            LIMIT,
        )?,
        "__getitem__" => bytes_text::slice(value, args.int(0), args.int(1), args.int(2))?,
        "__mul__" => bytes_text::repeat(value, args.int(0).unwrap(), LIMIT)?,
        other => panic!("bytes.{other}"),
    })
}
