//! Seconds since 1970 and Gregorian dates, both ways.

const DAY: i64 = 86_400;

/// A moment of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Date {
    /// The year, such as 2021.
    pub year: i64,
    /// 1 to 12
    pub month: i64,
    /// 1 to 31
    pub day: i64,
    /// 0 to 23
    pub hour: i64,
    /// 0 to 59
    pub minute: i64,
    /// 0 to 59
    pub second: i64,
    /// 0, Monday, to 6
    pub weekday: i64,
    /// 1 to 366
    pub yearday: i64,
}

/// Days from 1970-01-01 to a date (after H. Hinnant, "chrono-compatible low-level date
/// algorithms": years begin in March, so that a leap day comes last).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

impl Date {
    /// The date of a number of seconds since 1970; `None` where its year does not fit 32 bits.
    pub fn from_timestamp(seconds: i64) -> Option<Date> {
        let day_number = seconds.div_euclid(DAY);
        let of_day = seconds.rem_euclid(DAY);
        let shifted = day_number + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * of_year + 2) / 153;
        let month = (march_month + 2) % 12 + 1;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        i32::try_from(year).ok()?;
        Some(Date {
            year,
            month,
            day: of_year - (153 * march_month + 2) / 5 + 1,
            hour: of_day / 3600,
            minute: of_day / 60 % 60,
            second: of_day % 60,
            weekday: (day_number + 3).rem_euclid(7),
            yearday: day_number - days(year, 1, 1) + 1,
        })
    }
}

/// The seconds since 1970 of year, month, day, hour, minute, second; what lies beyond a field's
/// range carries into the next, so that dates can be calculated with.
pub fn timestamp([year, month, day, hour, minute, second]: [i64; 6]) -> i64 {
    // Each field of the firmware is a word: what is beyond it is beyond its calendar too.
    let word = |n: i64| n.clamp(i64::from(i32::MIN), i64::from(i32::MAX));
    let month = word(month) - 1;
    let year = word(year) + month.div_euclid(12);
    let first = days(year, month.rem_euclid(12) + 1, 1);
    (first + word(day) - 1) * DAY + word(hour) * 3600 + word(minute) * 60 + word(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_micropythons() {
        let known = [
            (0, [1970, 1, 1, 3, 1]),
            (951_782_400, [2000, 2, 29, 1, 60]),
            (4_102_444_800, [2100, 1, 1, 4, 1]),
            (-31_536_000, [1969, 1, 1, 2, 1]),
            (68_169_600, [1972, 2, 29, 1, 60]),
            (32_503_680_000, [3000, 1, 1, 2, 1]),
        ];
        for (seconds, expected) in known {
            let d = Date::from_timestamp(seconds).expect("a date");
            assert_eq!([d.year, d.month, d.day, d.weekday, d.yearday], expected);
            let back = [d.year, d.month, d.day, d.hour, d.minute, d.second];
            assert_eq!(timestamp(back), seconds);
        }
    }

    #[test]
    fn fields_beyond_their_range_carry() {
        assert_eq!(timestamp([2021, 14, 35, 25, 61, 61]), 1_646_704_921);
        assert_eq!(timestamp([2021, 1, -40, -1, -1, -1]), 1_605_913_139);
    }

    #[test]
    fn every_day_has_its_date() {
        for day in -200_000..200_000 {
            let d = Date::from_timestamp(day * DAY).expect("a date");
            assert_eq!(days(d.year, d.month, d.day), day);
            assert!((1..=366).contains(&d.yearday));
        }
    }
}
