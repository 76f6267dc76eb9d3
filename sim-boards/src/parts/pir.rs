//! `wokwi-pir-motion-sensor`: an HC-SR501, whose output is high for some time after something moved
//! (<https://docs.wokwi.com/parts/wokwi-pir-motion-sensor>).

use super::{Bench, Device, Part, PartType, Pin, Power, Wiring};
use crate::control::ControlDesc;
use crate::diagram::DiagramError;
use crate::net::Drive;
use crate::time::Nanos;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-pir-motion-sensor"],
    pins: &["VCC", "OUT", "GND"],
    build,
};

/// The least supply of its controller (BISS0001 datasheet: 3 V). The output is one of 3.3 V whatever the supply.
const MIN_VOLTS: f64 = 3.0;

/// The longest time that the attributes take, in seconds: an hour.
const LONGEST: f64 = 3_600.0;

/// A motion sensor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pir {
    output: Pin,
    power: Power,
    /// How long the output stays high, and for how long the sensor is blind after that.
    delay: Nanos,
    inhibit: Nanos,
    /// Whether motion prolongs an output that is high.
    retriggers: bool,
    moving: bool,
    phase: Phase,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
enum Phase {
    Waits,
    High,
    Blind,
}

/// The token of all its wake-ups: the phase is over.
const OVER: u16 = 0;

impl Pir {
    fn enter(&mut self, bench: &mut Bench<'_>, phase: Phase) {
        self.phase = phase;
        let high = phase == Phase::High;
        bench.drive(self.output, Drive::Strong(high));
        bench.cancel(OVER);
        match phase {
            Phase::Waits => {}
            Phase::High => bench.wake_in(self.delay, OVER),
            Phase::Blind => bench.wake_in(self.inhibit, OVER),
        }
    }

    fn look(&mut self, bench: &mut Bench<'_>) {
        let sees = self.phase == Phase::Waits || self.phase == Phase::High && self.retriggers;
        if self.moving && sees && bench.powered(self.power) {
            self.enter(bench, Phase::High);
        }
    }
}

impl Device for Pir {
    fn power_on(&mut self, bench: &mut Bench<'_>) {
        let drive = if bench.powered(self.power) {
            Drive::Strong(false)
        } else {
            Drive::HighZ
        };
        bench.drive(self.output, drive);
    }

    fn wake(&mut self, bench: &mut Bench<'_>, _token: u16) {
        match self.phase {
            // What still moves has retriggered it all the while.
            Phase::High if self.moving && self.retriggers => self.enter(bench, Phase::High),
            Phase::High => self.enter(bench, Phase::Blind),
            Phase::Blind | Phase::Waits => {
                self.enter(bench, Phase::Waits);
                self.look(bench);
            }
        }
    }

    fn controls(&self, part: &str) -> Vec<ControlDesc> {
        vec![ControlDesc::momentary(part, "motion", None, self.moving)]
    }

    fn set_control(&mut self, bench: &mut Bench<'_>, _control: &str, value: f64) {
        let (before, now) = (self.moving, value >= 0.5);
        // The delay counts from the last motion.
        self.moving = before || now;
        self.look(bench);
        self.moving = now;
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let time = |name, default| {
        let seconds = wiring.number(name, default, (0.0, LONGEST))?;
        Ok(Nanos((seconds * 1e9) as u64))
    };
    let (delay, inhibit) = (time("delayTime", 5.0)?, time("inhibitTime", 1.2)?);
    Ok(Part::from(Pir {
        output: wiring.drives("OUT"),
        power: wiring.power("VCC", "GND", MIN_VOLTS),
        delay,
        inhibit,
        retriggers: wiring.part.attr("retrigger").as_deref() != Some("0"),
        moving: false,
        phase: Phase::Waits,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::Bed;
    use crate::{Nanos, PinMode, Pull};

    fn bed(retrigger: &str) -> Bed {
        let mut bed = Bed::new(
            "wokwi-pir-motion-sensor",
            &[
                ("delayTime", "2"),
                ("inhibitTime", "1"),
                ("retrigger", retrigger),
            ],
            &[("VCC", "VBUS"), ("OUT", "GP2"), ("GND", "GND.1")],
        );
        bed.configure(2, PinMode::In, Pull::NONE, None);
        bed
    }

    /// Half seconds in which the output is high, with motion in some of them.
    fn watch(bed: &mut Bed, motion: &[usize], count: usize) -> String {
        let mut seen = String::new();
        for half in 0..count {
            if motion.contains(&half) {
                bed.turn("motion", 1.0);
                bed.turn("motion", 0.0);
            }
            seen.push(if bed.get(2) { '#' } else { '.' });
            bed.pass(Nanos::from_millis(500));
        }
        seen
    }

    #[test]
    fn motion_prolongs_the_output_unless_told_not_to_and_is_missed_afterwards() {
        assert_eq!(watch(&mut bed(""), &[1, 3], 10), ".######...");
        assert_eq!(watch(&mut bed("0"), &[1, 3], 10), ".####.....");
        assert_eq!(watch(&mut bed(""), &[1, 6, 7], 14), ".####..####...");
    }

    #[test]
    fn what_goes_on_moving_keeps_it_high() {
        let mut bed = bed("");
        bed.turn("motion", 1.0);
        bed.pass(Nanos::from_secs(5));
        bed.turn("motion", 0.0);
        assert_eq!(watch(&mut bed, &[], 6), "####..");
    }
}
