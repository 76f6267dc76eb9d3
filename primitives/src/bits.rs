//! Bit operators on integers of any size, for constants and at run time.

use alloc::vec::Vec;

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::Signed;

/// Applies `op` to the digits of both, as if their two's complements went on for ever.
///
/// The library has a version for each operator and each pair of signs: some 20 kB as WebAssembly.
pub fn bitwise(a: &BigInt, b: &BigInt, op: fn(u32, u32) -> u32) -> BigInt {
    let digits = |n: &BigInt| n.iter_u32_digits().len();
    // One more, for the sign.
    let length = digits(a).max(digits(b)) + 1;
    let pairs = complement(a.is_negative(), a.iter_u32_digits())
        .zip(complement(b.is_negative(), b.iter_u32_digits()))
        .take(length);
    let result: Vec<u32> = pairs.map(|(a, b)| op(a, b)).collect();
    if result.last() == Some(&0) {
        return BigUint::new(result).into();
    }
    let magnitude = complement(true, result.into_iter()).take(length);
    BigInt::from_biguint(Sign::Minus, BigUint::new(magnitude.collect()))
}

/// The digits of a number's two's complement, from those of its magnitude; or those, if it is not negative.
fn complement(negative: bool, digits: impl Iterator<Item = u32>) -> impl Iterator<Item = u32> {
    let mut carry = negative;
    digits.chain(core::iter::repeat(0)).map(move |digit| {
        if !negative {
            return digit;
        }
        let (digit, over) = (!digit).overflowing_add(u32::from(carry));
        carry = over;
        digit
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_those_of_the_library() {
        let numbers: Vec<BigInt> = [0, 1, 0xffff_ffff, 1 << 32, 0x1234_5678_9abc, 1 << 96]
            .into_iter()
            .flat_map(|n: i128| [n, -n, n + 1, -n - 1, n << 20, -(n << 20)])
            .map(BigInt::from)
            .collect();
        for a in &numbers {
            for b in &numbers {
                assert_eq!(bitwise(a, b, |a, b| a & b), a & b, "{a} & {b}");
                assert_eq!(bitwise(a, b, |a, b| a | b), a | b, "{a} | {b}");
                assert_eq!(bitwise(a, b, |a, b| a ^ b), a ^ b, "{a} ^ {b}");
            }
        }
    }
}
