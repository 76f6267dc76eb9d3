//! The calendar of clock chips: seconds to years in BCD registers, which count by themselves (Maxim DS1307, revision 100208,
//! table 2, and DS3231, 19-5170, figure 1).

use crate::time::{Instant, Nanos};
use serde::Serialize;

const SECOND: Nanos = Nanos::from_secs(1);
const DAY: u64 = 86_400;

/// Spans beyond this many seconds go by in whole days but for their end, in which each alarm comes at least once.
const MOST_TICKS: u64 = 40 * DAY;

/// A date and time as the chips keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Calendar {
    pub second: u8,
    pub minute: u8,
    /// From 0 to 23, however it is shown.
    pub hour: u8,
    /// Whether the hour is shown from 1 to 12.
    pub twelve: bool,
    /// From 1 to 7; what 1 means is the program's choice.
    pub weekday: u8,
    pub day: u8,
    pub month: u8,
    pub year: u8,
    /// Turns with the last year of a century.
    pub century: bool,
}

pub(super) fn to_bcd(value: u8) -> u8 {
    (value / 10) << 4 | (value % 10)
}

pub(super) fn from_bcd(byte: u8) -> u8 {
    (byte >> 4).wrapping_mul(10).wrapping_add(byte & 15)
}

fn days_in(month: u8, year: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// An hour as a register has it: with bit 6, from 1 to 12 and bit 5 in the afternoon.
pub(super) fn hour_register(hour: u8, twelve: bool) -> u8 {
    if !twelve {
        return to_bcd(hour);
    }
    let afternoon = u8::from(hour >= 12) << 5;
    let shown = match hour % 12 {
        0 => 12,
        hour => hour,
    };
    0x40 | afternoon | to_bcd(shown)
}

/// The hour of such a register, and whether it is shown from 1 to 12.
pub(super) fn hour_of(byte: u8) -> (u8, bool) {
    if byte & 0x40 == 0 {
        return (from_bcd(byte & 0x3f), false);
    }
    let afternoon = byte >> 5 & 1;
    (from_bcd(byte & 0x1f) % 12 + 12 * afternoon, true)
}

impl Calendar {
    /// What the clocks show at power-on if the diagram says nothing: noon of the first of January 2026, a Thursday, so
    /// that each run is the same. Sunday is 1.
    pub const DEFAULT: Self = Self {
        second: 0,
        minute: 0,
        hour: 12,
        twelve: false,
        weekday: 5,
        day: 1,
        month: 1,
        year: 26,
        century: false,
    };

    /// What they show when they have never had power.
    pub const BLANK: Self = Self {
        hour: 0,
        weekday: 1,
        year: 0,
        ..Self::DEFAULT
    };

    /// Reads a time such as `2024-02-29T23:59:58Z`, of the years 2000 to 2099.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_suffix('Z').unwrap_or(text);
        let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00:00"));
        let numbers = |text: &str, separator: char| -> Option<Vec<u16>> {
            text.split(separator)
                .map(|part| part.parse().ok())
                .collect()
        };
        // Fractions of a second are left out.
        let time = time.split('.').next()?;
        let (date, time) = (numbers(date, '-')?, numbers(time, ':')?);
        let (&[year, month, day], &[hour, minute, ref seconds @ ..]) = (&date[..], &time[..])
        else {
            return None;
        };
        let second = match *seconds {
            [] => 0,
            [second] => second,
            _ => return None,
        };
        let small = |value: u16, range: core::ops::RangeInclusive<u16>| {
            range.contains(&value).then_some(value as u8)
        };
        let (year, month) = (
            small(year.checked_sub(2000)?, 0..=99)?,
            small(month, 1..=12)?,
        );
        let mut calendar = Self {
            second: small(second, 0..=59)?,
            minute: small(minute, 0..=59)?,
            hour: small(hour, 0..=23)?,
            twelve: false,
            weekday: 1,
            day: small(day, 1..=u16::from(days_in(month, year)))?,
            month,
            year,
            century: false,
        };
        calendar.weekday = calendar.true_weekday();
        Some(calendar)
    }

    /// The day of the week of the years from 2000 on, Sunday being 1.
    fn true_weekday(&self) -> u8 {
        let year = u32::from(self.year);
        let months = (1..self.month).map(|month| u32::from(days_in(month, self.year)));
        let days = year * 365 + year.div_ceil(4) + months.sum::<u32>() + u32::from(self.day) - 1;
        // The first of January 2000 was a Saturday.
        ((days + 6) % 7) as u8 + 1
    }

    /// One of the seven registers of time and date.
    pub fn register(&self, place: u8) -> u8 {
        match place {
            0 => to_bcd(self.second),
            1 => to_bcd(self.minute),
            2 => hour_register(self.hour, self.twelve),
            3 => self.weekday,
            4 => to_bcd(self.day),
            5 => to_bcd(self.month) | u8::from(self.century) << 7,
            _ => to_bcd(self.year),
        }
    }

    /// Writes one of them.
    pub fn set_register(&mut self, place: u8, byte: u8) {
        match place {
            0 => self.second = from_bcd(byte & 0x7f),
            1 => self.minute = from_bcd(byte & 0x7f),
            2 => (self.hour, self.twelve) = hour_of(byte),
            3 => self.weekday = byte & 7,
            4 => self.day = from_bcd(byte & 0x3f),
            5 => (self.month, self.century) = (from_bcd(byte & 0x1f), byte & 0x80 != 0),
            _ => self.year = from_bcd(byte),
        }
    }

    /// A second later. Values that are none, which a program may have written, count up to the carry all the same.
    pub fn tick(&mut self) {
        self.second += 1;
        if self.second < 60 {
            return;
        }
        self.second = 0;
        self.minute += 1;
        if self.minute < 60 {
            return;
        }
        self.minute = 0;
        self.hour += 1;
        if self.hour < 24 {
            return;
        }
        self.hour = 0;
        self.next_day();
    }

    /// A day later.
    pub fn next_day(&mut self) {
        self.weekday = self.weekday % 7 + 1;
        self.day += 1;
        if self.day <= days_in(self.month, self.year) {
            return;
        }
        self.day = 1;
        self.month += 1;
        if self.month <= 12 {
            return;
        }
        self.month = 1;
        self.year += 1;
        if self.year <= 99 {
            return;
        }
        self.year = 0;
        self.century = !self.century;
    }
}

/// A calendar that runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Clock {
    pub calendar: Calendar,
    /// When the present second began.
    began: Instant,
    running: bool,
}

impl Clock {
    pub fn new(calendar: Calendar, running: bool) -> Self {
        Self {
            calendar,
            began: Instant::ZERO,
            running,
        }
    }

    /// What a diagram's attribute `initTime` gives: a time, `now` for [`Calendar::DEFAULT`], as there is no other now
    /// that is the same in each run, or `0` for a chip that has never had power.
    pub fn from_attr(text: Option<&str>) -> Option<Self> {
        match text {
            None | Some("now" | "") => Some(Self::new(Calendar::DEFAULT, true)),
            Some("0") => Some(Self::new(Calendar::BLANK, false)),
            Some(text) => Some(Self::new(Calendar::parse(text)?, true)),
        }
    }

    pub fn runs(&self) -> bool {
        self.running
    }

    /// Starts or stops the oscillator.
    pub fn run(&mut self, now: Instant, running: bool) {
        if running && !self.running {
            self.began = now;
        }
        self.running = running;
    }

    /// Begins a second, as writing the seconds does.
    pub fn restart(&mut self, now: Instant) {
        self.began = now;
    }

    /// Lets the time pass; `each` sees each second.
    pub fn advance(&mut self, now: Instant, mut each: impl FnMut(&Calendar)) {
        if !self.running {
            return;
        }
        let mut seconds = (now - self.began).0 / SECOND.0;
        self.began += SECOND * seconds;
        while seconds > MOST_TICKS {
            self.calendar.next_day();
            seconds -= DAY;
        }
        for _ in 0..seconds {
            self.calendar.tick();
            each(&self.calendar);
        }
    }

    /// When the next second begins.
    pub fn next_second(&self) -> Instant {
        self.began + SECOND
    }

    /// A square wave that falls as the seconds begin: whether it is high now, and when that changes.
    pub fn wave(&self, now: Instant, hz: u64) -> (bool, Instant) {
        let halves = (now - self.began).0.saturating_mul(2 * hz) / SECOND.0;
        let next = ((halves + 1) * SECOND.0).div_ceil(2 * hz);
        (halves % 2 == 1, self.began + Nanos(next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_dates_or_nothing() {
        let read = |text| Calendar::parse(text).map(|c| (c.year, c.month, c.day, c.weekday));
        assert_eq!(read("2024-02-29T10:20:30Z"), Some((24, 2, 29, 5)));
        assert_eq!(read("2000-01-01"), Some((0, 1, 1, 7)));
        assert_eq!(read("2026-01-01T12:00"), Some((26, 1, 1, 5)));
        for bad in [
            "2023-02-29",
            "1999-01-01",
            "2024-1",
            "now",
            "2024-01-01T24:00",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
        let later = Calendar::parse("2026-01-01 12:00:00.123");
        assert_eq!(later, Some(Calendar::DEFAULT));
    }

    #[test]
    fn the_end_of_a_century_carries_through_everything() {
        let mut calendar = Calendar::parse("2099-12-31T23:59:59").expect("it is a date");
        calendar.tick();
        let registers: Vec<u8> = (0..7).map(|place| calendar.register(place)).collect();
        assert_eq!(registers, [0, 0, 0, 6, 1, 0x81, 0]);
    }

    #[test]
    fn hours_of_twelve() {
        for (hour, byte) in [(0, 0x52), (1, 0x41), (11, 0x51), (12, 0x72), (23, 0x71)] {
            assert_eq!(hour_register(hour, true), byte);
            assert_eq!(hour_of(byte), (hour, true));
        }
        assert_eq!(hour_of(0x23), (23, false));
    }
}
