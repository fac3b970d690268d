//! The pure kernels against tables that `tests/conformance/kernel/record.py` recorded from CPython 3.11.7.

#![expect(clippy::unwrap_used, reason = "a test file: a panic is the failure")]

mod kernel_tables {
    pub(crate) mod dates;
    pub(crate) mod drive;
    pub(crate) mod methods;
    pub(crate) mod numbers;
    pub(crate) mod value;
}

use jwtrace::python::kernel::format;
use jwtrace::wtf8::Wtf8;
use kernel_tables::value::{Data, check_table};
use kernel_tables::{dates, drive, methods, numbers};

use kernel_tables::drive::LIMIT;

#[test]
fn values_are_formatted_as_cpython_does() {
    check_table("format", |row| {
        let spec = Wtf8::from(row["spec"].as_str().unwrap());
        drive::format(&Data::read(&row["v"]), &spec).map(Data::Text)
    });
}

#[test]
fn percent_formats_fill_in_values_as_cpython_does() {
    check_table("percent", |row| {
        drive::percent(&Data::read(&row["fmt"]), &Data::read(&row["args"])).map(Data::Text)
    });
}

#[test]
fn templates_fill_in_fields_as_cpython_does() {
    check_table("template", |row| {
        drive::template(&Data::read(&row["fmt"]), &Data::read(&row["args"])).map(Data::Text)
    });
}

#[test]
fn methods_of_text_and_bytes_answer_as_cpython_does() {
    check_table("methods", |row| {
        methods::call(row["m"].as_str().unwrap(), &Data::read(&row["self"]), &Data::read(&row["args"]))
    });
}

#[test]
fn codecs_encode_decode_and_refuse_as_cpython_does() {
    check_table("codecs", |row| {
        methods::call(row["m"].as_str().unwrap(), &Data::read(&row["self"]), &Data::read(&row["args"]))
    });
}

#[test]
fn numbers_calculate_as_cpython_does() {
    check_table("numbers", |row| {
        numbers::call(row["m"].as_str().unwrap(), &Data::read(&row["self"]), &Data::read(&row["args"]))
    });
}

#[test]
fn dates_times_durations_and_zones_are_those_of_cpython() {
    check_table("datetime", |row| dates::call(row["m"].as_str().unwrap(), &Data::read(&row["args"])));
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
