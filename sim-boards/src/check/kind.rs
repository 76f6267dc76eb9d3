//! The kinds of findings: their codes and their English, which docs/checks.md repeats.

use serde::Serialize;

/// Makes the kinds and their words, so that each is in one place.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $code:literal $message:literal $why:literal $remedy:literal)*) => {
        /// What can be wrong with a circuit.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        pub enum Kind {
            $($(#[$doc])* $name,)*
        }

        impl Kind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable code.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// What is wrong, with names in braces for what is filled in.
            #[must_use]
            pub fn message(self) -> &'static str {
                match self {
                    $(Self::$name => $message,)*
                }
            }

            /// Why it matters.
            #[must_use]
            pub fn why(self) -> &'static str {
                match self {
                    $(Self::$name => $why,)*
                }
            }

            /// How to mend it.
            #[must_use]
            pub fn remedy(self) -> &'static str {
                match self {
                    $(Self::$name => $remedy,)*
                }
            }
        }
    };
}

kinds! {
    /// Wires join supplies of different voltage.
    ShortedSupply "HW101"
        "the wire from {from} to {to} joins {a} with {b}"
        "A supply that is shorted gets hot, and the board or its USB port switches off."
        "Remove this wire, or lead it to another pin. It was left out of the simulation."
    /// A part has no supply.
    NoSupply "HW102"
        "{part} has no supply: {pins} must be wired to {volts}, but {problem}"
        "A part without supply answers nothing, and its pins may pull others low."
        "Wire {pin} to a supply pin of the board."
    /// A part has a supply and no ground.
    NoGround "HW103"
        "{part} has a supply, but its {pin} is not wired to ground"
        "Without a common ground no current flows, and voltages mean nothing to the other side."
        "Wire {pin} to a GND pin of the board."
    /// A light gets more current than it is made for.
    LightCurrent "HW201"
        "{amps} flow through {part}{when}; small LEDs are made for at most {limit}"
        "Too much current shortens an LED's life or ends it, and strains the pin that gives it."
        "Put a resistor of 220 Ω or more in series with it."
    /// A GPIO gives or takes more current than it is made for.
    PinCurrent "HW202"
        "{amps} flow through {pin}{when}; a pin of this chip is made for at most {limit}"
        "Too much current can destroy the pin, and its level is no longer certain."
        "Put a larger resistor in series, or switch the load with a transistor."
    /// All GPIOs together give or take too much.
    BoardCurrent "HW203"
        "{amps} flow through the pins together; this chip is made for at most {limit}"
        "Each pin may be within its limit, but all of them share the chip's supply."
        "Use larger resistors, fewer loads at once, or transistors."
    /// A supply gives more than it can.
    SupplyCurrent "HW204"
        "{amps} flow from {supply}; it gives at most {limit}"
        "The voltage breaks down, and the board restarts or gets hot."
        "Look for a connection between {supply} and ground through little resistance."
    /// A GPIO is at a voltage beyond what it stands.
    TooManyVolts "HW301"
        "{pin} is at {volts}; it stands at most {limit}"
        "The chip's inputs are made for 3.3 V. More flows into the chip through its protection and can destroy it."
        "Use a part that works at 3.3 V, a level shifter, or a divider of two resistors."
    /// Outputs drive a net low and high at once.
    Contention "HW302"
        "{pins} drive the same wire, one high and one low"
        "The current is only limited by the outputs themselves, and what the wire reads is left to chance."
        "Make all but one of them an input, or part the wires."
    /// An input is read while nothing drives it.
    FloatingInput "HW303"
        "{pin} is read while nothing drives it"
        "An open input picks up noise: on a real board it reads low or high by chance."
        "Use the pin's pull (Pin.PULL_UP or Pin.PULL_DOWN), add a resistor to a supply, or wire it to what should drive it."
    /// An I2C bus without pull-ups.
    NoPullUp "HW401"
        "nothing pulls {pins} high, which are the wires of an I2C bus"
        "On I2C everybody only pulls low; without pull-ups the wires never go high and nothing is transferred."
        "Put a resistor of 4.7 kΩ from each of the wires to 3.3 V, or give the pins Pin.PULL_UP."
    /// Two chips answer to one address.
    SameAddress "HW402"
        "{a} and {b} are on the same I2C bus and both answer to address {address}"
        "Both answer at once, and what is read is a mixture of the two."
        "Give one of them another address, or put it on another bus."
    /// A chip's data and clock are on each other's wires.
    SwappedWires "HW403"
        "{part} is wired the wrong way round: its SDA is on the clock {scl}, its SCL on the data {sda}"
        "The chip sees no start and no address, so it never answers."
        "Swap the two wires at {part}, or the two pins in the program."
}
