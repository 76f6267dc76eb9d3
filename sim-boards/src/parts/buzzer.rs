//! `wokwi-buzzer`: a passive piezo disc, which sounds as often as its voltage changes
//! (<https://docs.wokwi.com/parts/wokwi-buzzer>).

use super::pulse::Pulse;
use super::{Bench, Device, Part, PartState, PartType, Pin, View, Wiring};
use crate::diagram::DiagramError;
use crate::time::{Instant, Nanos};
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-buzzer"],
    pins: &["1", "2"],
    build,
};

/// Slower than this nobody hears a tone: 20 Hz.
const LONGEST_PERIOD: Nanos = Nanos(50_000_000);

/// A buzzer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Buzzer {
    minus: Pin,
    plus: Pin,
    volume: f64,
    pulse: Pulse,
    /// When the last period began, and for how long its voltage was high.
    rose: Option<Instant>,
    high: Nanos,
    period: Nanos,
    /// When it looks whether the tone is over.
    looks: Option<Instant>,
    hertz: f64,
    loudness: f64,
}

/// The token of its wake-ups: perhaps the tone is over.
const ENDS: u16 = 0;

impl Buzzer {
    fn show(&mut self, bench: &mut Bench<'_>, hertz: f64, loudness: f64) {
        if (hertz, loudness) != (self.hertz, self.loudness) {
            (self.hertz, self.loudness) = (hertz, loudness);
            bench.show();
        }
    }

    fn look_at(&mut self, bench: &mut Bench<'_>, at: Instant) {
        self.looks = Some(at);
        bench.wake_at(at, ENDS);
    }

    /// A period begins, and perhaps one ends.
    fn rise(&mut self, bench: &mut Bench<'_>) {
        let now = bench.now();
        let Some(rose) = self.rose.replace(now) else {
            return;
        };
        let period = now.since(rose);
        if period == Nanos::ZERO || period > LONGEST_PERIOD {
            self.show(bench, 0.0, 0.0);
            return;
        }
        self.period = period;
        let duty = self.high.0 as f64 / period.0 as f64;
        // The fundamental of a rectangular wave, against that of one that is high for half of the time.
        let loudness = self.volume * libm::sin(core::f64::consts::PI * duty);
        self.show(bench, 1e9 / period.0 as f64, loudness);
        let end = now + period * 2;
        if self.looks.is_none_or(|at| at > end) {
            bench.cancel(ENDS);
            self.look_at(bench, end);
        }
    }
}

impl Device for Buzzer {
    fn pin(&mut self, bench: &mut Bench<'_>, _pin: Pin, _high: bool) {
        let high = bench.high(self.plus) && !bench.high(self.minus);
        if let Some(length) = self.pulse.edge(bench.now(), high) {
            self.high = length;
        } else if high {
            self.rise(bench);
        }
    }

    fn wake(&mut self, bench: &mut Bench<'_>, _token: u16) {
        // A tone is over when a period did not come for twice its length.
        let end = self.rose.map_or(bench.now(), |rose| rose + self.period * 2);
        if end > bench.now() {
            self.look_at(bench, end);
        } else {
            self.looks = None;
            self.rose = None;
            self.show(bench, 0.0, 0.0);
        }
    }

    fn state(&self, _view: &View<'_>) -> Option<PartState> {
        Some(PartState::Buzzer {
            hertz: self.hertz,
            loudness: self.loudness,
        })
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let volume = wiring.number("volume", 1.0, (0.01, 1.0))?;
    Ok(Part::from(Buzzer {
        minus: wiring.watches("1"),
        plus: wiring.watches("2"),
        volume,
        pulse: Pulse::default(),
        rose: None,
        high: Nanos::ZERO,
        period: LONGEST_PERIOD,
        looks: None,
        hertz: 0.0,
        loudness: 0.0,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::PartState;
    use super::super::bed::Bed;
    use crate::{Duty, Nanos, PwmInit};

    fn bed() -> Bed {
        Bed::new("wokwi-buzzer", &[], &[("1", "GND.1"), ("2", "GP15")])
    }

    fn sound(bed: &Bed) -> (f64, f64) {
        match bed.state() {
            PartState::Buzzer { hertz, loudness } => (hertz, loudness),
            other => panic!("{other:?} is no buzzer"),
        }
    }

    #[test]
    fn a_pwm_is_a_tone_whose_duty_is_its_loudness() {
        let mut bed = bed();
        for (freq, duty, loudness) in [(440, 0x8000, 1.0), (2_000, 0x2aab, 0.5)] {
            let init = PwmInit {
                freq: Some(freq),
                duty: Some(Duty::U16(duty)),
                invert: None,
            };
            let opened = bed.circuit.pwm_open(bed.now, 15, init);
            opened.expect("the pin has a slice");
            bed.pass(Nanos::from_millis(20));
            let (heard, loud) = sound(&bed);
            assert!((heard - f64::from(freq)).abs() < 0.5, "{heard} Hz");
            assert!((loud - loudness).abs() < 0.01, "{loud}");
        }
        bed.circuit.pwm_deinit(bed.now, 15).expect("it is open");
        bed.pass(Nanos::from_millis(5));
        assert_eq!(sound(&bed), (0.0, 0.0));
    }

    #[test]
    fn a_program_makes_a_tone_and_a_steady_level_is_silent() {
        let mut bed = bed();
        bed.output(15, true);
        bed.pass(Nanos::from_millis(5));
        assert_eq!(sound(&bed), (0.0, 0.0));
        for high in [false, true].into_iter().cycle().take(10) {
            bed.set(15, high);
            bed.pass(Nanos::from_micros(499));
        }
        assert_eq!(sound(&bed), (1_000.0, 1.0));
        bed.pass(Nanos::from_millis(5));
        assert_eq!(sound(&bed), (0.0, 0.0));
    }
}
