//! The run as the page knows it: its phase, its clock, and what the parts show.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::traffic::{Control, PartLook, Phase, Problem};

/// Handles to the run's signals.
#[derive(Clone, Copy)]
pub struct RunState {
    /// Where the run stands.
    pub phase: RwSignal<Phase>,
    /// Virtual nanoseconds since power-on.
    pub clock: RwSignal<u64>,
    /// What the parts show, by part id.
    pub looks: RwSignal<BTreeMap<String, PartLook>>,
    /// Where a person left each control, by part and control.
    pub controls: RwSignal<BTreeMap<(String, String), f64>>,
    /// What went wrong last, if it has not been put right or dismissed.
    pub problem: RwSignal<Option<Problem>>,
    /// The number of the present run; events of earlier runs are stale.
    pub(super) number: RwSignal<u32>,
}

impl RunState {
    pub(super) fn new() -> Self {
        Self {
            phase: RwSignal::new(Phase::Ready),
            clock: RwSignal::new(0),
            looks: RwSignal::new(BTreeMap::new()),
            controls: RwSignal::new(BTreeMap::new()),
            problem: RwSignal::new(None),
            number: RwSignal::new(0),
        }
    }

    /// An LED's brightness from 0 to 1; dark where nothing runs.
    #[must_use]
    pub fn brightness(self, part: &str) -> f32 {
        self.looks.with(|looks| match looks.get(part) {
            Some(PartLook::Led { brightness }) => *brightness,
            None => 0.0,
        })
    }

    /// Where a control stands, if a person has moved it.
    #[must_use]
    pub fn control(self, part: &str, control: &str) -> Option<f64> {
        self.controls.with(|controls| {
            controls
                .get(&(part.to_owned(), control.to_owned()))
                .copied()
        })
    }

    /// Every control a person has moved, for the start of a run.
    pub(super) fn moved_controls(self) -> Vec<Control> {
        self.controls.with_untracked(|controls| {
            controls
                .iter()
                .map(|((part, control), value)| Control {
                    part: part.clone(),
                    control: control.clone(),
                    value: *value,
                })
                .collect()
        })
    }
}

/// A virtual time as the run bar shows it: `1:02.345`, hours where there are any.
#[must_use]
pub fn clock_label(nanos: u64) -> String {
    let millis = nanos / 1_000_000;
    let (seconds, millis) = (millis / 1000, millis % 1000);
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    let (hours, minutes) = (minutes / 60, minutes % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}.{millis:03}")
    } else {
        format!("{minutes}:{seconds:02}.{millis:03}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_grows_with_the_time() {
        assert_eq!(clock_label(0), "0:00.000");
        assert_eq!(clock_label(62_345_999_999), "1:02.345");
        assert_eq!(clock_label(3_600_000_000_000), "1:00:00.000");
    }
}
