//! What PWM does on average: the currents over a period, without simulating its edges.

use super::Circuit;
use crate::chip::rp2040::slice_of;
use crate::net::{Drive, IOVDD_VOLTS, IslandId, STRONG_OHMS};

/// With more PWM outputs on one island than this, each counts as its mean voltage.
const MAX_OUTPUTS: usize = 6;

/// A share of time, and which of the outputs are high during it (one bit each).
type Segment = (f64, u32);

impl Circuit {
    /// The mean current through each light of an island over a PWM period; `None` if no PWM
    /// output drives the island. Leaves the drives as they are at this instant, unsettled.
    pub(super) fn mean_amps(&mut self, island: IslandId) -> Option<Vec<f64>> {
        if self.lamps_of_island[island.0 as usize].is_empty() {
            return None;
        }
        let pins = self.pwm_pins_of(island);
        if pins.is_empty() {
            return None;
        }
        let mut means = vec![0.0; self.lamps_of_island[island.0 as usize].len()];
        // Looking at imagined states must leave no trace in what inputs read last.
        let before = self.nets.save(island);
        for (share, high) in self.segments(&pins) {
            for (bit, &pin) in pins.iter().enumerate() {
                let drive = if pins.len() > MAX_OUTPUTS {
                    self.mean_drive(pin)
                } else {
                    Drive::Strong(high >> bit & 1 == 1)
                };
                let driver = self.pads[usize::from(pin)].driver;
                self.nets.set_drive(driver, drive);
            }
            self.nets.settle(island);
            for (mean, &lamp) in means
                .iter_mut()
                .zip(&self.lamps_of_island[island.0 as usize])
            {
                *mean += share * self.nets.amps(self.lamps[lamp as usize].diode).max(0.0);
            }
        }
        self.nets.restore(island, before);
        Some(means)
    }

    fn share(&self, pin: u8) -> f64 {
        self.chip.pwm.high_share(pin, self.now, self.chip.clock_hz)
    }

    fn mean_drive(&self, pin: u8) -> Drive {
        Drive::Analog {
            volts: IOVDD_VOLTS * self.share(pin),
            ohms: STRONG_OHMS,
        }
    }

    /// How the period divides into spans of constant outputs. Outputs of one slice share a
    /// counter; those of different slices run past each other, so their shares multiply.
    fn segments(&self, pins: &[u8]) -> Vec<Segment> {
        let mut segments = vec![(1.0, 0)];
        if pins.len() > MAX_OUTPUTS {
            return segments;
        }
        for slice in 0..crate::chip::rp2040::SLICE_COUNT {
            let bits: Vec<usize> = (0..pins.len())
                .filter(|&bit| slice_of(pins[bit]) == slice)
                .collect();
            if bits.is_empty() {
                continue;
            }
            let own = self.slice_segments(pins, &bits);
            segments = segments
                .iter()
                .flat_map(|&(share, high)| {
                    own.iter()
                        .map(move |&(own_share, own_high)| (share * own_share, high | own_high))
                })
                .collect();
        }
        segments
    }

    /// The spans of one slice's period: all outputs change at its wrap or at their own level.
    fn slice_segments(&self, pins: &[u8], bits: &[usize]) -> Vec<Segment> {
        // An inverted output is high at the period's end, any other at its start.
        let turn = |bit: usize| {
            let share = self.share(pins[bit]);
            if self.chip.pwm.starts_high(pins[bit]) {
                (share, true)
            } else {
                (1.0 - share, false)
            }
        };
        let mut turns: Vec<f64> = bits.iter().map(|&bit| turn(bit).0).collect();
        turns.extend([0.0, 1.0]);
        turns.sort_by(f64::total_cmp);
        turns
            .windows(2)
            .filter(|span| span[1] > span[0])
            .map(|span| {
                let high = bits
                    .iter()
                    .filter(|&&bit| {
                        let (turn, starts_high) = turn(bit);
                        (span[0] < turn) == starts_high
                    })
                    .fold(0, |high, &bit| high | 1 << bit);
                (span[1] - span[0], high)
            })
            .collect()
    }
}
