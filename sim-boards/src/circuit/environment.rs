//! The person's side: controls to turn and lights to see.

use super::{Circuit, Event};
use crate::control::{ControlDesc, ControlError, ControlKind};
use crate::parts::{Part, PartState, builtin_brightness};
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
            .flat_map(|slot| slot.part.controls(&slot.id))
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
        let index = self.parts.iter().position(|slot| slot.id == part);
        let controls = match index {
            Some(index) => self.parts[index].part.controls(part),
            None if part == self.board_part => vec![self.board_control()],
            None => {
                let part = String::from(part);
                return Err(ControlError::UnknownPart { part });
            }
        };
        let Some(desc) = controls.iter().find(|desc| desc.name == control) else {
            return Err(ControlError::UnknownControl {
                part: String::from(part),
                control: String::from(control),
                known: controls.into_iter().map(|desc| desc.name).collect(),
            });
        };
        desc.check(value)?;
        self.advance_to(at);
        self.revision += 1;
        let Some(index) = index else {
            self.chip.temperature = value;
            return Ok(());
        };
        match &mut self.parts[index].part {
            Part::Pushbutton(_) => self.press(index as u32, value >= 0.5),
            Part::Potentiometer(pot) => {
                if let Some(island) = pot.set_position(value, &mut self.nets) {
                    self.update_island(island);
                }
            }
            // They have no controls, so none was found above.
            Part::Led(_) | Part::Resistor(_) | Part::LogicAnalyzer(_) => {}
        }
        Ok(())
    }

    fn press(&mut self, part: u32, pressed: bool) {
        let Part::Pushbutton(button) = &mut self.parts[part as usize].part else {
            return;
        };
        let contacts = button.set_pressed(pressed);
        if contacts.is_empty() {
            return;
        }
        // The finger has moved on: what was left of the last bounce no longer happens.
        self.queue
            .retain(|event| !matches!(event, Event::Contact { part: p, .. } if *p == part));
        for contact in contacts {
            if contact.after.0 == 0 {
                self.contact(part, contact.closed);
            } else {
                let closed = contact.closed;
                self.queue
                    .schedule(self.now + contact.after, Event::Contact { part, closed });
            }
        }
    }

    pub(super) fn contact(&mut self, part: u32, closed: bool) {
        let Part::Pushbutton(button) = &self.parts[part as usize].part else {
            return;
        };
        if let Some(island) = self.nets.set_closed(button.switch(), closed) {
            self.update_island(island);
        }
    }

    /// What is seen of each part that shows anything, the board first.
    #[must_use]
    pub fn part_states(&self) -> Vec<(String, PartState)> {
        let shown = |lamp: u32| self.lamps[lamp as usize].light.shown_amps(self.now);
        let led = builtin_brightness(shown(0));
        let board = (self.board_part.clone(), PartState::Board { led });
        let parts = self.parts.iter().filter_map(|slot| {
            let state = match &slot.part {
                Part::Led(led) => led.state(shown(led.lamp().0)),
                Part::Pushbutton(button) => button.state(),
                Part::Potentiometer(pot) => pot.state(),
                Part::Resistor(_) | Part::LogicAnalyzer(_) => return None,
            };
            Some((slot.id.clone(), state))
        });
        core::iter::once(board).chain(parts).collect()
    }
}
