//! From a frequency to the divider and TOP that the rp2 port picks for it, and back.

use super::super::PinError;

/// The largest TOP that MicroPython picks: one less than full, so that a compare level of
/// TOP + 1 (always on) still fits the 16-bit register.
const TOP_MAX: u64 = 65_534;

/// The clock divided by `div16` sixteenths; `offset` decides how the result is rounded.
fn slice_hz(clock_hz: u32, offset: u32, div16: u32) -> u32 {
    if div16 == 0 {
        // The chip's divider answers a division by zero with all ones (datasheet 2.3.1.5).
        return u32::MAX;
    }
    ((16 * u64::from(clock_hz) + u64::from(offset)) / u64::from(div16)) as u32
}

pub(super) fn slice_hz_rounded(clock_hz: u32, div16: u32) -> u32 {
    slice_hz(clock_hz, div16 / 2, div16)
}

/// DIV (in sixteenths) and TOP for a frequency: DIV as small as possible, TOP as large.
pub(super) fn divider_for(clock_hz: u32, freq: u32) -> Result<(u32, u16), PinError> {
    let direct = clock_hz
        .wrapping_add(freq / 2)
        .checked_div(freq)
        .unwrap_or(u32::MAX);
    let (div16, top) = if u64::from(direct) < TOP_MAX {
        (16, direct.wrapping_sub(1))
    } else {
        let scaled = (TOP_MAX as u32).wrapping_mul(freq);
        let div16 = slice_hz(clock_hz, scaled.wrapping_sub(1), scaled);
        let top = slice_hz_rounded(clock_hz, div16.wrapping_mul(freq)).wrapping_sub(1);
        (div16, top)
    };
    if div16 < 16 {
        Err(PinError::FrequencyTooLarge)
    } else if div16 >= 256 * 16 {
        Err(PinError::FrequencyTooSmall)
    } else {
        // The register holds 16 bits.
        Ok((div16, top as u16))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLOCK: u32 = 125_000_000;

    #[test]
    fn frequencies_get_the_registers_the_board_gives_them() {
        assert_eq!(divider_for(CLOCK, 2_000), Ok((16, 62_499)));
        assert_eq!(divider_for(CLOCK, 1_000), Ok((31, 64_515)));
        assert_eq!(divider_for(CLOCK, 50), Ok((611, 65_465)));
        assert_eq!(divider_for(CLOCK, 62_500_000), Ok((16, 1)));
        assert_eq!(divider_for(CLOCK, 8), Ok((3_815, 65_530)));
        assert_eq!(divider_for(CLOCK, 7), Err(PinError::FrequencyTooSmall));
        assert_eq!(divider_for(CLOCK, 0), Err(PinError::FrequencyTooSmall));
    }
}
