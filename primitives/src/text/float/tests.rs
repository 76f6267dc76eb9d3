//! Expectations come from runs of MicroPython 1.29: its unix build for doubles, its C sources built for singles.

use super::*;

const REPR: &[(u64, &str)] = &[
    (0, "0.0"),
    (0x8000000000000000, "-0.0"),
    (0x3ff0000000000000, "1.0"),
    (0x3fb999999999999a, "0.1"),
    (0x3fd5555555555555, "0.3333333333333333"),
    (0x3fe5555555555555, "0.6666666666666666"),
    (0x430c6bf526340000, "1000000000000000.0"),
    (0x4341c37937e08000, "1e+16"),
    (0x4376345785d8a000, "1e+17"),
    (0x437b69b4ba630f35, "1.2345678901234568e+17"),
    (0x3f1a36e2eb1c432d, "0.0001"),
    (0x3ee4f8b588e368f1, "1e-05"),
    (1, "4.940656458412465e-324"),
    (0x7fefffffffffffff, "1.7976931348623157e+308"),
    (0x0010000000000000, "2.2250738585072014e-308"),
    (0x54b249ad2594c37d, "1e+100"),
    (0x4480f0cf064dd592, "1e+22"),
    (0x44b52d02c7e14af6, "1e+23"),
    (0x3fd3333333333334, "0.30000000000000004"),
    (0x4340000000000000, "9007199254740992.0"),
    (0x7ff0000000000000, "inf"),
    (0xfff0000000000000, "-inf"),
    (0x7ff8000000000000, "nan"),
    (0x40c81cd6c8b43958, "12345.678"),
    (0x41b1e1a300000000, "300000000.0"),
    (0x40f86a0000000000, "100000.0"),
];

#[test]
fn repr_of_doubles() {
    for &(bits, text) in REPR {
        assert_eq!(repr(f64::from_bits(bits), FloatBits::Double), text);
    }
}

#[test]
fn repr_of_singles() {
    for (bits, text) in [
        (0x3f800000, "1.0"),
        (0x3dcccccd, "0.1"),
        (0x3eaaaaab, "0.33333334"),
        (0x4b189680, "10000000.0"),
        (0x7f7fffff, "3.4028236e+38"),
        (0x00800000, "1.1754943e-38"),
        (0x3f7fffff, "0.99999992"),
        (0x40490fdb, "3.1415928"),
        (0x358637bd, "1e-06"),
        (0x4e6e6b28, "1000000000.0"),
        (0xb58637bd, "-1e-06"),
        (0x42f6e979, "123.456"),
        (0x7149f2ca, "1e+30"),
        (0x00000001, "4.29496618e-44"),
    ] {
        assert_eq!(
            repr(f64::from(f32::from_bits(bits)), FloatBits::Single),
            text,
            "{bits:x}"
        );
    }
}

#[test]
fn percent_notations() {
    let values = [0.0, 1.5, -0.00012345, 1e30, 999999.95];
    let cases: &[(char, i32, [&str; 5])] = &[
        (
            'e',
            -1,
            [
                "0.000000e+00",
                "1.500000e+00",
                "-1.234500e-04",
                "1.000000e+30",
                "9.999999e+05",
            ],
        ),
        (
            'f',
            -1,
            [
                "0.000000",
                "1.500000",
                "-0.000123",
                "1e+30",
                "999999.950000",
            ],
        ),
        ('g', -1, ["0", "1.5", "-0.00012345", "1e+30", "1e+06"]),
        (
            'E',
            -1,
            [
                "0.000000E+00",
                "1.500000E+00",
                "-1.234500E-04",
                "1.000000E+30",
                "9.999999E+05",
            ],
        ),
        (
            'F',
            -1,
            [
                "0.000000",
                "1.500000",
                "-0.000123",
                "1E+30",
                "999999.950000",
            ],
        ),
        ('G', -1, ["0", "1.5", "-0.00012345", "1E+30", "1E+06"]),
        ('e', 0, ["0e+00", "2e+00", "-1e-04", "1e+30", "1e+06"]),
        (
            'f',
            0,
            ["0", "2", "-0", "100000000000000002000000000000", "1000000"],
        ),
        ('g', 0, ["0", "2", "-0.0001", "1e+30", "1e+06"]),
        ('f', 3, ["0.000", "1.500", "-0.000", "1e+30", "999999.950"]),
        ('g', 10, ["0", "1.5", "-0.00012345", "1e+30", "999999.95"]),
        (
            'f',
            20,
            [
                "0.00000000000000000000",
                "1.50000000000000000000",
                "-0.00012345000000000000",
                "1e+30",
                "999999.95000000000000000000",
            ],
        ),
        (
            'e',
            30,
            [
                "0.000000000000000000000000e+00",
                "1.500000000000000000000000e+00",
                "-1.23450000000000000000000e-04",
                "1.000000000000000000000000e+30",
                "9.999999500000000000000000e+05",
            ],
        ),
        (
            'f',
            40,
            [
                "0.00000000000000000000000000000",
                "1.50000000000000000000000000000",
                "-0.00012345000000000000000000000",
                "1e+30",
                "999999.95",
            ],
        ),
        ('g', 17, ["0", "1.5", "-0.00012345", "1e+30", "999999.95"]),
    ];
    for (kind, precision, texts) in cases {
        for (value, text) in values.iter().zip(texts) {
            let spec = FloatSpec {
                kind: *kind,
                precision: Some(*precision),
                sign: None,
            };
            assert_eq!(format(*value, FloatBits::Double, spec), *text);
        }
    }
}

#[test]
fn large_significands_round_as_extended_ones() {
    // More than 2^63: the half added for rounding is a tie in 64 bits.
    let spec = FloatSpec {
        kind: 'f',
        precision: Some(0),
        sign: None,
    };
    let value = f64::from_bits(0x465dd19192f8e2e0);
    assert_eq!(
        format(value, FloatBits::Double, spec),
        "944990027306727250800000000000"
    );
}

#[test]
fn signs() {
    for (sign, value, text) in [
        ('+', 1.5, "+1.5"),
        (' ', 1.5, " 1.5"),
        ('+', -1.5, "-1.5"),
        ('+', f64::NAN, "+nan"),
        ('+', f64::INFINITY, "+inf"),
        ('+', -0.0, "-0"),
    ] {
        let spec = FloatSpec {
            kind: 'g',
            precision: None,
            sign: Some(sign),
        };
        assert_eq!(format(value, FloatBits::Double, spec), text);
    }
}

#[test]
fn accepted_and_refused_text() {
    let cases: &[(&str, Option<f64>)] = &[
        ("1", Some(1.0)),
        (".5", Some(0.5)),
        ("5.", Some(5.0)),
        (".", Some(0.0)),
        ("1e3", Some(1000.0)),
        ("1e", None),
        ("1e+", None),
        ("1e ", Some(1.0)),
        ("1_0.0_1", Some(10.01)),
        ("_", Some(0.0)),
        ("inf", Some(f64::INFINITY)),
        ("-inf", Some(f64::NEG_INFINITY)),
        ("Infinity", Some(f64::INFINITY)),
        ("infinit", None),
        (" 1 ", Some(1.0)),
        ("1 1", None),
        ("", None),
        ("-", None),
        ("1e400", Some(f64::INFINITY)),
        ("1e-400", Some(0.0)),
        ("0x10", None),
        (
            "123456789012345678901234567890",
            Some(1.2345678901234568e+29),
        ),
        ("1e5e5", None),
        ("1j", None),
        ("\t2\n", Some(2.0)),
        ("1..2", None),
        ("e5", Some(0.0)),
        ("1e-5_0", Some(1e-50)),
        ("1e999999999999999999999", Some(f64::INFINITY)),
    ];
    for (text, value) in cases {
        assert_eq!(parse(text.as_bytes(), FloatBits::Double), *value, "{text}");
    }
    assert!(parse(b"+nan", FloatBits::Double).is_some_and(f64::is_nan));
}

#[test]
fn singles_read_in_single_arithmetic() {
    for (text, bits) in [
        ("0.1", 0x3dcccccd_u32),
        ("16777217", 0x4b800000),
        ("1e10", 0x501502f9),
    ] {
        let value = parse(text.as_bytes(), FloatBits::Single).map(|value| (value as f32).to_bits());
        assert_eq!(value, Some(bits), "{text}");
    }
    // The exponent field wraps around before the fives arrive.
    assert!(parse(b"1e129", FloatBits::Single).is_some_and(f64::is_nan));
}

#[test]
fn constants_of_a_file_are_read_again_by_the_board() {
    assert_eq!(FloatBits::Double.constant(0.1), 0.1);
    assert_eq!(FloatBits::Single.constant(0.1), f64::from(0.1f32));
}

#[test]
fn complex_numbers() {
    let cases: &[(&str, Option<&str>)] = &[
        ("1", Some("(1+0j)")),
        ("j", Some("1j")),
        ("1j", Some("1j")),
        ("1+2j", Some("(1+2j)")),
        ("-1-2j", Some("(-1-2j)")),
        ("1 2j", Some("(1+2j)")),
        (" 1 + 2j", None),
        ("1+j", Some("(1+1j)")),
        ("1+2", None),
        ("1j2j", None),
        ("infj", Some("infj")),
        ("-nan+infj", Some("(nan+infj)")),
        ("1e3-1e-3j", Some("(1000-0.001j)")),
        ("", None),
        ("(1+2j)", None),
        ("J", Some("1j")),
    ];
    for (text, expected) in cases {
        let value = parse_complex(text.as_bytes(), FloatBits::Double);
        let shown = value.map(|(real, imag)| repr_complex(real, imag, FloatBits::Double));
        assert_eq!(shown.as_deref(), *expected, "{text}");
    }
}
