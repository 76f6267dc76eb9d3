//! The same conversions in single precision alone, as boards without doubles do them.
//!
//! Scaling by powers of ten is inexact there, so the digits are found by a search: read the attempt back, move the
//! significand towards the goal by halving steps, keep the closest. What the board shows includes the search's errors.

use alloc::vec::Vec;

use super::FloatBits;
use super::parse::read_decimal;
use super::write::{Limits, Plan};

/// Largest `n` such that `5^n` fits a single exactly enough to divide by.
const EXACT_FIVES: i32 = 10;

/// Powers of five where the boards' `powf` is off by one unit in the last place: the exponent and the unit.
const POWF_ERRORS: [(i32, i32); 7] = [
    (-51, 1),
    (-49, 1),
    (-45, 1),
    (-36, -1),
    (-22, -1),
    (-18, -1),
    (11, 1),
];

/// `powf(5, n)` of the maths library in MicroPython's firmware.
fn five_to(n: i32) -> f32 {
    let nearest = match n {
        0..=55 => 5u128.pow(n as u32) as f32,
        56.. => f32::INFINITY,
        -55..=-1 => (1.0 / 5u128.pow(n.unsigned_abs()) as f64) as f32,
        -64..=-56 => (1.0 / 5u128.pow(55) as f64 / 5u128.pow((-55 - n) as u32) as f64) as f32,
        _ => 0.0,
    };
    match POWF_ERRORS.iter().find(|(power, _)| *power == n) {
        Some((_, unit)) => f32::from_bits(nearest.to_bits().wrapping_add_signed(*unit)),
        None => nearest,
    }
}

/// `value × 10^power`: the twos straight into the exponent field (which may wrap around), the fives by `powf`.
pub(super) fn scale10(value: f32, power: i32) -> f32 {
    if power == 0 || value == 0.0 {
        return value;
    }
    let bits = value.to_bits();
    let field = (bits >> 23 & 0xff).wrapping_add_signed(power) & 0xff;
    let scaled = f32::from_bits(bits & !(0xff << 23) | field << 23);
    if (-EXACT_FIVES..0).contains(&power) {
        scaled / five_to(-power)
    } else {
        scaled * five_to(power)
    }
}

/// The decimal exponent of a finite `value`.
pub(super) fn exponent10(value: f32) -> i32 {
    if value == 0.0 {
        return 0;
    }
    let field = (value.to_bits() >> 23) as i32 - 127;
    let mut exponent = (field as f32 * core::f32::consts::LOG10_2) as i32;
    let at_least_one = value >= 1.0;
    while (value >= scale10(1.0, exponent + i32::from(at_least_one))) == at_least_one {
        exponent += if at_least_one { 1 } else { -1 };
    }
    exponent
}

/// Appends the digits of `value`.
pub(super) fn write(value: f32, plan: &Plan, out: &mut Vec<u8>) {
    let start = out.len();
    for digits in Limits::SINGLE.safe.min(plan.most)..=plan.most {
        let (layout, power) = plan.attempt(digits);
        let mut show = |significand: u32| {
            out.truncate(start);
            layout.write(u64::from(significand), out);
            read_back(&out[start..]) - value
        };
        if search(
            first_guess(value, digits, power),
            digits,
            digits == plan.most,
            &mut show,
        ) {
            return;
        }
    }
}

/// The significand by direct scaling; the last digits of a long one come from integer arithmetic.
fn first_guess(value: f32, digits: i32, mut power: i32) -> u32 {
    let mut factor = 1;
    let extra = digits - Limits::SINGLE.safe;
    if extra > 0 && power > 1 {
        let moved = if extra > 1 && power > 2 { 2 } else { 1 };
        factor = 10u32.pow(moved);
        power -= moved as i32;
    }
    factor.wrapping_mul((scale10(value, power) + 0.5) as u32)
}

/// Looks around `guess` for digits that `show` (writes them, tells the error) finds exact.
/// False asks for another try with more digits; the `last` try always settles for the closest.
fn search(guess: u32, digits: i32, last: bool, show: &mut dyn FnMut(u32) -> f32) -> bool {
    let mut error = show(guess);
    if error == 0.0 {
        return true;
    }
    let (mut best, mut best_error) = (guess, error);
    let mut current = guess;
    let mut step = 1 << (3 * (digits - Limits::SINGLE.safe).max(0));
    for _ in 0..3 + 3 * (Limits::SINGLE.most - Limits::SINGLE.safe) {
        current = if error < 0.0 {
            current.wrapping_add(step)
        } else {
            current.wrapping_sub(step)
        };
        error = show(current);
        if error == 0.0 {
            return true;
        }
        let gain = error.abs() - best_error.abs();
        if gain < 0.0 || (gain == 0.0 && current.is_multiple_of(10)) {
            (best, best_error) = (current, error);
        }
        if step > 1 {
            step >>= 1;
        } else if !last {
            return false;
        } else {
            if current != best {
                show(best);
            }
            return true;
        }
    }
    true
}

fn read_back(text: &[u8]) -> f32 {
    read_decimal(text, FloatBits::Single).map_or(0.0, |decimal| decimal.to_f32())
}
