//! The pure kernels against tables that `tests/conformance/kernel/record.py` recorded from CPython 3.11.7.

#![expect(clippy::unwrap_used, reason = "a test file: a panic is the failure")]

mod kernel_tables {
    pub(crate) mod value;
}

use jwtrace::python::kernel::format;
use jwtrace::wtf8::Wtf8;
use kernel_tables::value::{Data, check_table};

const LIMIT: usize = 1 << 20;

#[test]
fn values_are_formatted_as_cpython_does() {
    check_table("format", |row| {
        let spec = Wtf8::from(row["spec"].as_str().unwrap());
        match Data::read(&row["v"]) {
            Data::Int(value) => format::format_int(&value, &spec, "int", LIMIT),
            Data::Bool(value) if spec.is_empty() => Ok(if value { "True" } else { "False" }.into()),
            Data::Bool(value) => format::format_int(&u8::from(value).into(), &spec, "bool", LIMIT),
            Data::Float(value) => format::format_float(value, &spec, "float", LIMIT),
            Data::Complex(real, imaginary) => format::format_complex(real, imaginary, &spec, LIMIT),
            Data::Text(value) => format::format_str(&value, &spec, "str", LIMIT),
            other => panic!("{other:?} in the table"),
        }
        .map(Data::Text)
    });
}

#[test]
fn huge_widths_and_precisions_are_refused_without_the_memory() {
    use jwtrace::python::kernel::Kind;
    for spec in ["1000000000", "*^2000000000", "02000000000,", "9223372036854775807"] {
        let spec = Wtf8::from(spec);
        assert_eq!(format::format_int(&1.into(), &spec, "int", LIMIT).unwrap_err().kind, Kind::TooBig);
        assert_eq!(format::format_float(1.0, &spec, "float", LIMIT).unwrap_err().kind, Kind::TooBig);
    }
    let wide = Wtf8::from("<1000000000");
    assert_eq!(format::format_str(&Wtf8::from("a"), &wide, "str", LIMIT).unwrap_err().kind, Kind::TooBig);
    let precise = Wtf8::from(".1000000000f");
    assert_eq!(format::format_float(1.0, &precise, "float", LIMIT).unwrap_err().kind, Kind::TooBig);
}
