//! Times as FAT keeps them: two seconds fine, from 1980 to 2107, without a time zone.

/// Days from 1970-03-01 of a year that begins in March, to the beginning of one such month.
fn days(year: u64, month: u64, day: u64) -> u64 {
    // Counting from March puts the leap day at a year's end.
    let (year, month) = if month < 3 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    let leaps = year / 4 - year / 100 + year / 400;
    // 719468 days lie between 0000-03-01 and 1970-01-01.
    (year * 365 + leaps + (153 * month + 2) / 5 + day).saturating_sub(719_469)
}

/// Nanoseconds since 1970 as a date (upper half) and a time (lower half).
pub(super) fn pack(now: u64) -> u32 {
    let seconds = (now / 1_000_000_000).clamp(315_532_800, 4_354_819_198);
    let (day, second) = (seconds / 86_400, seconds % 86_400);
    // A year that is too late by the mean length of years is late by one at most.
    let mut year = 1970 + day / 365;
    while days(year, 1, 1) > day {
        year -= 1;
    }
    let mut month = 12;
    while days(year, month, 1) > day {
        month -= 1;
    }
    let day = day - days(year, month, 1) + 1;
    let date = (year - 1980) << 9 | month << 5 | day;
    let time = ((second / 3600) << 11) + ((second / 60 % 60) << 5) + second % 60 / 2;
    (date << 16 | time) as u32
}

/// The same backwards. A month that does not exist counts as the first; day 0 is the one before day 1, so that a file
/// without a time is one of the last day of 1979.
pub(super) fn unpack(packed: u32) -> u64 {
    let (date, time) = (u64::from(packed >> 16), u64::from(packed & 0xffff));
    let month = match date >> 5 & 15 {
        month @ 1..=12 => month,
        _ => 1,
    };
    let day = days(1980 + (date >> 9), month, date & 31);
    let seconds = (time >> 11) * 3600 + (time >> 5 & 63) * 60 + (time & 31) * 2;
    (day * 86_400 + seconds) * 1_000_000_000
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: u64 = 1_000_000_000;

    #[test]
    fn times_are_packed_and_unpacked() {
        // 2026-02-28 23:59:58 and two seconds later.
        let before = 1_772_323_198 * SECOND;
        assert_eq!(
            pack(before),
            (46 << 9 | 2 << 5 | 28) << 16 | 23 << 11 | 59 << 5 | 29
        );
        assert_eq!(pack(before + 2 * SECOND), (46 << 9 | 3 << 5 | 1) << 16);
        for step in 0..3000u64 {
            let time = (315_532_800 + step * 1_346_000) * SECOND;
            assert_eq!(unpack(pack(time)), time, "{step}");
        }
    }

    #[test]
    fn what_cannot_be_kept_is_the_nearest_that_can() {
        assert_eq!(pack(0), (1 << 5 | 1) << 16);
        assert_eq!(
            pack(u64::MAX),
            (127 << 9 | 12 << 5 | 31) << 16 | 23 << 11 | 59 << 5 | 29
        );
        assert_eq!(unpack(0), 315_446_400 * SECOND);
    }
}
