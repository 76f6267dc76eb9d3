//! What sequences share: lengths, indices, slices.

use crate::object::RangeObj;

/// How many numbers a range has.
pub fn range_len(r: &RangeObj) -> u64 {
    let (lo, hi, step) = if r.step > 0 {
        (r.start as i128, r.stop as i128, r.step as i128)
    } else {
        (r.stop as i128, r.start as i128, -(r.step as i128))
    };
    if hi <= lo {
        0
    } else {
        ((hi - lo + step - 1) / step) as u64
    }
}
