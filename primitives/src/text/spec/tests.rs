//! Expectations come from runs of MicroPython's unix build.

use alloc::string::{String, ToString};

use super::*;

fn shown(value: Value<'_>, type_name: &str, spec: &str) -> String {
    let mut out = Vec::new();
    let result = FormatSpec::parse(spec.as_bytes())
        .and_then(|spec| spec.write(value, type_name, FloatBits::Double, &mut out));
    match result {
        Ok(()) => String::from_utf8_lossy(&out).into_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn ints() {
    for (value, spec, text) in [
        (12345, "", "12345"),
        (12345, "d", "12345"),
        (12345, "5", "12345"),
        (12345, "<5|", "ValueError: invalid format specifier"),
        (12345, ">5", "12345"),
        (12345, "^6", "12345 "),
        (12345, "=+6", "+12345"),
        (12345, "05", "12345"),
        (12345, "+d", "+12345"),
        (12345, " d", " 12345"),
        (12345, "x", "3039"),
        (12345, "#x", "0x3039"),
        (12345, "#X", "0X3039"),
        (12345, "#o", "0o30071"),
        (12345, "o", "30071"),
        (12345, "b", "11000000111001"),
        (12345, "#b", "0b11000000111001"),
        (12345, "08b", "11000000111001"),
        (12345, "_b", "11_0000_0011_1001"),
        (12345, ",", "12,345"),
        (12345, "010,", "00,012,345"),
        (12345, "09,", "0,012,345"),
        (12345, "012_x", "00_0000_3039"),
        (12345, "#012_x", "0x0_0000_3039"),
        (12345, "*^9", "**12345**"),
        (12345, "e", "1.234500e+04"),
        (12345, ".2f", "12345.00"),
        (12345, "%", "1234500.000000%"),
        (12345, ".1%", "1234500.0%"),
        (12345, "g", "12345"),
        (12345, "n", "12345"),
        (
            12345,
            "s",
            "ValueError: unknown format code 's' for object of type 'int'",
        ),
        (12345, "q", "ValueError: invalid format specifier"),
        (12345, ".3", "12345"),
        (
            12345,
            "+c",
            "ValueError: sign not allowed with integer format specifier 'c'",
        ),
        (12345, "é>5", "ValueError: invalid format specifier"),
        (12345, "z", "ValueError: invalid format specifier"),
        (-12345, "", "-12345"),
        (-12345, "d", "-12345"),
        (-12345, "05", "-12345"),
        (-12345, "=6", "-12345"),
        (-12345, "x", "-3039"),
        (-12345, "#x", "-0x3039"),
        (-12345, "010,", "-0,012,345"),
        (-12345, "^9_", " -12_345 "),
        (-12345, "09,", "-0,012,345"),
        (-12345, "+", "-12345"),
    ] {
        assert_eq!(
            shown(Value::Int(IntRef::Small(value)), "int", spec),
            text,
            "{spec}"
        );
    }
}

#[test]
fn characters() {
    let shown = |code| shown(Value::Int(IntRef::Small(code)), "int", ">3c");
    assert_eq!(shown(65), "  A");
    // The width counts bytes.
    assert_eq!(shown(0x20ac), "€");
    assert_eq!(
        shown(0x110000),
        "OverflowError: char not in range(0x110000)"
    );
    assert_eq!(shown(-1), "OverflowError: char not in range(0x110000)");
}

#[test]
fn floats() {
    for (spec, text) in [
        ("", "-1234.5"),
        (".2", "-1.2e+03"),
        (".3f", "-1234.500"),
        ("08.3f", "-1234.500"),
        ("+.1e", "-1.2e+03"),
        ("=+10.2f", "-  1234.50"),
        ("%", "-123450.000000%"),
        (".0%", "-123450%"),
        ("G", "-1234.5"),
        ("n", "-1234.5"),
        (
            "d",
            "ValueError: unknown format code 'd' for object of type 'float'",
        ),
        (
            "x",
            "ValueError: unknown format code 'x' for object of type 'float'",
        ),
        ("*^12", "**-1234.5***"),
        ("010,.2f", "-0,1234.50"),
        (
            "s",
            "ValueError: unknown format code 's' for object of type 'float'",
        ),
        ("_.2f", "-1234.50"),
    ] {
        assert_eq!(shown(Value::Float(-1234.5), "float", spec), text, "{spec}");
    }
}

#[test]
fn percent_in_single_precision() {
    let mut out = Vec::new();
    let spec = FormatSpec::parse(b".2%").unwrap();
    spec.write(
        Value::Float(f64::from(0.07f32)),
        "float",
        FloatBits::Single,
        &mut out,
    )
    .unwrap();
    assert_eq!(out, b"7.00%");
}

#[test]
fn strings() {
    for (spec, text) in [
        ("", "abc"),
        ("s", "abc"),
        ("5", "abc  "),
        (">5", "  abc"),
        ("^6", " abc  "),
        ("*<5", "abc**"),
        (".2", "ab"),
        ("05", "abc00"),
        (
            "=5",
            "ValueError: '=' alignment not allowed in string format specifier",
        ),
        (
            "d",
            "ValueError: unknown format code 'd' for object of type 'str'",
        ),
        ("+", "abc"),
        (
            "+s",
            "ValueError: sign not allowed in string format specifier",
        ),
        ("#", "abc"),
        ("010,", "abc00,000,"),
        (
            "f",
            "ValueError: unknown format code 'f' for object of type 'str'",
        ),
        ("5.1s", "a    "),
        ("x>8", "xxxxxabc"),
    ] {
        assert_eq!(shown(Value::Text(b"abc"), "str", spec), text, "{spec}");
    }
}

#[test]
fn what_has_no_format() {
    assert_eq!(
        shown(Value::Other, "list", "5"),
        "TypeError: can't convert 'list' object to str implicitly"
    );
    assert_eq!(
        shown(Value::Other, "list", "d"),
        "ValueError: unknown format code 'd' for object of type 'list'"
    );
}
