//! Controls: the environment side of parts, described as data so that panels are generic.

use core::fmt;
use serde::{Deserialize, Serialize};

/// What kind of thing a person does with a control.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum ControlKind {
    /// A number that slides between two ends.
    Range {
        /// The smallest value.
        min: f64,
        /// The largest value.
        max: f64,
        /// The step a panel offers; any value in between is accepted.
        step: f64,
    },
    /// On (1) or off (0), and stays so.
    Toggle,
    /// On (1) while held, off (0) when let go.
    Momentary,
}

/// One control of one part, with its present value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ControlDesc {
    /// The id of the part in the diagram.
    pub part: String,
    /// The control's name, as Wokwi's automation scenarios use it.
    pub name: String,
    /// What it is, with its limits.
    pub kind: ControlKind,
    /// The unit for people, such as `°C`; empty where there is none.
    pub unit: String,
    /// The keyboard key that works it, if the diagram names one.
    pub key: Option<String>,
    /// The present value.
    pub value: f64,
}

/// Why a control could not be set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ControlError {
    /// No part of the circuit has this id.
    UnknownPart {
        /// The id that was asked for.
        part: String,
    },
    /// The part has no such control.
    UnknownControl {
        /// The part.
        part: String,
        /// The control that was asked for.
        control: String,
        /// The controls it has.
        known: Vec<String>,
    },
    /// The value is outside the control's range, or not a number.
    OutOfRange {
        /// The part.
        part: String,
        /// The control.
        control: String,
        /// The value that was asked for.
        value: f64,
        /// The smallest value it takes.
        min: f64,
        /// The largest value it takes.
        max: f64,
    },
}

impl ControlKind {
    /// The smallest and the largest value.
    #[must_use]
    pub fn limits(&self) -> (f64, f64) {
        match *self {
            Self::Range { min, max, .. } => (min, max),
            Self::Toggle | Self::Momentary => (0.0, 1.0),
        }
    }
}

impl ControlDesc {
    /// A control that slides.
    pub(crate) fn range(
        part: &str,
        name: &str,
        unit: &str,
        (min, max, step): (f64, f64, f64),
        value: f64,
    ) -> Self {
        Self {
            part: String::from(part),
            name: String::from(name),
            kind: ControlKind::Range { min, max, step },
            unit: String::from(unit),
            key: None,
            value,
        }
    }

    /// A control that is on while held, and the keyboard key that works it.
    pub(crate) fn momentary(part: &str, name: &str, key: Option<String>, on: bool) -> Self {
        Self::on_off(part, name, ControlKind::Momentary, key, on)
    }

    /// A control that is on or off and stays so.
    pub(crate) fn toggle(part: &str, name: &str, key: Option<String>, on: bool) -> Self {
        Self::on_off(part, name, ControlKind::Toggle, key, on)
    }

    fn on_off(part: &str, name: &str, kind: ControlKind, key: Option<String>, on: bool) -> Self {
        Self {
            part: String::from(part),
            name: String::from(name),
            kind,
            unit: String::new(),
            key,
            value: if on { 1.0 } else { 0.0 },
        }
    }

    /// Says whether `value` may be set on this control.
    ///
    /// # Errors
    /// [`ControlError::OutOfRange`] where it may not.
    pub fn check(&self, value: f64) -> Result<(), ControlError> {
        let (min, max) = self.kind.limits();
        // Written so that NaN is out of range too.
        if value >= min && value <= max {
            return Ok(());
        }
        Err(ControlError::OutOfRange {
            part: self.part.clone(),
            control: self.name.clone(),
            value,
            min,
            max,
        })
    }
}

impl fmt::Display for ControlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownPart { part } => {
                write!(f, "the circuit has no part \"{part}\"")
            }
            Self::UnknownControl {
                part,
                control,
                known,
            } if known.is_empty() => {
                write!(
                    f,
                    "part \"{part}\" has no control \"{control}\"; it has none"
                )
            }
            Self::UnknownControl {
                part,
                control,
                known,
            } => write!(
                f,
                "part \"{part}\" has no control \"{control}\"; it has {}",
                known.join(", ")
            ),
            Self::OutOfRange {
                part,
                control,
                value,
                min,
                max,
            } => write!(
                f,
                "control \"{control}\" of part \"{part}\" takes {min} to {max}, not {value}"
            ),
        }
    }
}

impl std::error::Error for ControlError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_outside_the_range_are_refused() {
        let control = ControlDesc {
            part: "pot1".into(),
            name: "position".into(),
            kind: ControlKind::Range {
                min: 0.0,
                max: 1.0,
                step: 0.01,
            },
            unit: String::new(),
            key: None,
            value: 0.0,
        };
        assert!(control.check(0.5).is_ok());
        assert!(control.check(f64::NAN).is_err());
        let error = control.check(1.5).expect_err("1.5 is past the end");
        assert_eq!(
            error.to_string(),
            "control \"position\" of part \"pot1\" takes 0 to 1, not 1.5"
        );
    }
}
