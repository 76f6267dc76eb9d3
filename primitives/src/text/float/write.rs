//! Float to decimal: how many digits to show, and the search for those that read back as the same float.

use alloc::vec::Vec;

use super::FloatBits;
use super::extended::Extended;
use super::layout::{Layout, Notation};
use super::parse::decimal;
use super::single;

/// Room MicroPython gives the text of one float; precision beyond it is cut, and large fixed numbers turn general.
const ROOM: i32 = 33;

/// How to write one float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FloatSpec {
    /// `e`, `f` or `g`, or a capital for a capital exponent, `INF` and `NAN`.
    pub kind: char,
    /// Digits after the point (`e`, `f`) or significant digits (`g`); 6 when absent.
    pub precision: Option<i32>,
    /// Shown before a number that has no minus: `+` or space.
    pub sign: Option<char>,
}

impl FloatSpec {
    /// The shortest digits that read back exactly. MicroPython asks for it with this precision, in any kind.
    pub const REPR: FloatSpec = FloatSpec {
        kind: 'g',
        precision: Some(99),
        sign: None,
    };
}

/// The digits a width can hold.
pub(super) struct Limits {
    /// Most digits a significand is given.
    pub(super) most: i32,
    /// Digits that are right whatever the number.
    pub(super) safe: i32,
    /// Room for the longest exponent with sign and point.
    exponent_room: i32,
}

impl Limits {
    const DOUBLE: Limits = Limits {
        most: 19,
        safe: 16,
        exponent_room: 8,
    };
    pub(super) const SINGLE: Limits = Limits {
        most: 9,
        safe: 6,
        exponent_room: 7,
    };
}

/// What a request comes to for one number, before any digit is computed.
pub(super) struct Plan {
    notation: Notation,
    upper: bool,
    zero: bool,
    /// The number's decimal exponent: `10^e <= value < 10^(e+1)`.
    exponent: i32,
    max_zeros: i32,
    /// Digits asked for.
    pub(super) most: i32,
    lead_zeros: i32,
    trail_zeros: i32,
}

/// Appends the text of `value` to `out`.
pub(super) fn write(value: f64, bits: FloatBits, spec: FloatSpec, out: &mut Vec<u8>) {
    let upper = spec.kind.is_ascii_uppercase();
    let sign = if value.is_sign_negative() && !value.is_nan() {
        Some('-')
    } else {
        spec.sign
    };
    let mut room = ROOM;
    if let Some(sign) = sign {
        out.push(sign as u8);
        room -= 1;
    }
    let value = value.abs();
    if !value.is_finite() {
        let name: &[u8; 3] = match (value.is_nan(), upper) {
            (true, true) => b"NAN",
            (true, false) => b"nan",
            (false, true) => b"INF",
            (false, false) => b"inf",
        };
        out.extend_from_slice(name);
        return;
    }
    match bits {
        FloatBits::Double => {
            let plan = Plan::new(spec, room, &Limits::DOUBLE, exponent10(value), value == 0.0);
            write_exact(value, &plan, out);
        }
        FloatBits::Single => {
            let value = value as f32;
            let plan = Plan::new(
                spec,
                room,
                &Limits::SINGLE,
                single::exponent10(value),
                value == 0.0,
            );
            single::write(value, &plan, out);
        }
    }
}

impl Plan {
    fn new(spec: FloatSpec, room: i32, limits: &Limits, exponent: i32, zero: bool) -> Plan {
        let mut notation = match spec.kind.to_ascii_lowercase() {
            'f' => Notation::Fixed,
            'g' => Notation::General,
            _ => Notation::Exponent,
        };
        let mut precision = match spec.precision {
            Some(precision) if precision >= 0 => precision,
            _ => 6,
        };
        let mut max_zeros = precision.min(room - 3);
        if precision == 99 {
            precision = limits.most;
            max_zeros = 16;
        }
        if notation == Notation::Fixed
            && exponent > 0
            && exponent.saturating_add(precision).saturating_add(2) > room
        {
            notation = Notation::General;
            precision = precision.saturating_add(1);
        }
        let mut most = precision;
        let mut lead_zeros = 0;
        if notation == Notation::Fixed {
            most = most.min(room - 3);
            if exponent >= 0 {
                most += exponent + 1;
            } else if most > 2 && exponent < -2 {
                lead_zeros = (-exponent).min(most) - 2;
                most -= lead_zeros;
            } else {
                most += 1;
            }
        } else if notation == Notation::Exponent || most == 0 {
            most = most.saturating_add(1);
        }
        let trail_zeros = (most - limits.most).max(0);
        most = most.min(limits.most);
        let overhead = if notation == Notation::Fixed {
            3
        } else {
            limits.exponent_room
        };
        Plan {
            notation,
            upper: spec.kind.is_ascii_uppercase(),
            zero,
            exponent,
            max_zeros,
            most,
            lead_zeros,
            trail_zeros: trail_zeros.min(room - most - overhead),
        }
    }

    /// The layout with `digits` digits, and the power of ten that brings the number to a significand of that many.
    pub(super) fn attempt(&self, digits: i32) -> (Layout, i32) {
        let mut layout = Layout {
            notation: self.notation,
            upper: self.upper,
            digits: digits as usize,
            cap: 10u64.saturating_pow(digits as u32),
            whole: 1,
            lead_zeros: None,
            trail_zeros: (self.trail_zeros + self.most - digits).max(0) as usize,
            exponent: self.exponent,
            max_zeros: self.max_zeros,
        };
        let mut power = digits - 1;
        if self.zero {
            power = 0;
        } else if self.notation != Notation::Fixed {
            power -= self.exponent;
        } else if self.exponent >= 0 {
            power -= self.exponent;
            layout.whole = self.exponent as usize + 1;
        } else if self.lead_zeros > 0 {
            power += self.lead_zeros + 1;
            layout.lead_zeros = Some(self.lead_zeros as usize);
        }
        (layout, power)
    }
}

/// `e` such that `10^e <= value < 10^(e+1)`, for a finite value.
fn exponent10(value: f64) -> i32 {
    if value == 0.0 {
        return 0;
    }
    let field = (value.to_bits() >> 52) as i32 - 1023;
    let mut exponent = (f64::from(field) * core::f64::consts::LOG10_2) as i32;
    let at_least_one = value >= 1.0;
    let bound = |exponent: i32| {
        Extended::from_u64(1)
            .scale10(exponent + i32::from(at_least_one))
            .to_f64()
    };
    while (value >= bound(exponent)) == at_least_one {
        exponent += if at_least_one { 1 } else { -1 };
    }
    exponent
}

/// Tries more and more digits until they read back as `value`, starting with those that are always right.
fn write_exact(value: f64, plan: &Plan, out: &mut Vec<u8>) {
    let start = out.len();
    let exact = Extended::from_f64(value);
    for digits in Limits::DOUBLE.safe.min(plan.most)..=plan.most {
        let (layout, power) = plan.attempt(digits);
        out.truncate(start);
        layout.write(exact.scale10(power).plus_half_to_u64(), out);
        if digits == plan.most || decimal(&out[start..]).to_f64() == value {
            return;
        }
    }
}
