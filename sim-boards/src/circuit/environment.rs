//! The person's side: controls to turn and lights to see.

use super::Circuit;
use crate::control::{ControlDesc, ControlError, ControlKind};
use crate::parts::{LampId, PartState, View, builtin_brightness};
use crate::time::Instant;

/// The board's control: what its temperature sensor measures.
const TEMPERATURE: &str = "temperature";

impl Circuit {
    /// All controls with their present values: those of the parts in the diagram's order, then
    /// the board's.
    #[must_use]
    pub fn controls(&self) -> Vec<ControlDesc> {
        let parts = self.parts.iter();
        let mut controls: Vec<_> = parts
            .flat_map(|slot| slot.part.device().controls(&slot.id))
            .collect();
        controls.push(self.board_control());
        controls
    }

    fn board_control(&self) -> ControlDesc {
        ControlDesc {
            part: self.board_part.clone(),
            name: String::from(TEMPERATURE),
            // The chip's operating range (RP2040 datasheet 5.5.1).
            kind: ControlKind::Range {
                min: -20.0,
                max: 85.0,
                step: 0.5,
            },
            unit: String::from("°C"),
            key: None,
            value: self.chip.temperature,
        }
    }

    /// Says whether a control may be set to a value.
    ///
    /// # Errors
    /// [`ControlError`] where it may not.
    pub fn check_control(&self, part: &str, control: &str, value: f64) -> Result<(), ControlError> {
        let slot = self.parts.iter().find(|slot| slot.id == part);
        let controls = match slot {
            Some(slot) => slot.part.device().controls(part),
            None if part == self.board_part => vec![self.board_control()],
            None => {
                let part = String::from(part);
                return Err(ControlError::UnknownPart { part });
            }
        };
        match controls.iter().find(|desc| desc.name == control) {
            Some(desc) => desc.check(value),
            None => Err(ControlError::UnknownControl {
                part: String::from(part),
                control: String::from(control),
                known: controls.into_iter().map(|desc| desc.name).collect(),
            }),
        }
    }

    /// Sets a control.
    ///
    /// # Errors
    /// [`ControlError`], with nothing changed.
    pub fn set_control(
        &mut self,
        at: Instant,
        part: &str,
        control: &str,
        value: f64,
    ) -> Result<(), ControlError> {
        self.check_control(part, control, value)?;
        self.advance_to(at);
        self.revision += 1;
        let Some(index) = self.parts.iter().position(|slot| slot.id == part) else {
            self.chip.temperature = value;
            return Ok(());
        };
        self.with_part(index as u32, |device, bench| {
            device.set_control(bench, control, value)
        });
        Ok(())
    }

    /// What is seen of each part that shows anything, the board first.
    #[must_use]
    pub fn part_states(&self) -> Vec<(String, PartState)> {
        let shown = |lamp: u32| self.lamps[lamp as usize].light.shown_amps(self.now);
        let led = builtin_brightness(shown(0));
        let board = (self.board_part.clone(), PartState::Board { led });
        let parts = self.parts.iter().filter_map(|slot| {
            let view = View {
                amps: &|lamp: LampId| shown(lamp.0),
            };
            Some((slot.id.clone(), slot.part.device().state(&view)?))
        });
        core::iter::once(board).chain(parts).collect()
    }
}
