//! What a board says of the bytecode it takes: `sys.implementation._mpy`, taken apart.

use core::fmt;

/// The machine that native code in a `.mpy` file is for, by its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arch {
    /// None: the firmware loads bytecode only.
    None,
    /// A machine by MicroPython's name for it.
    Known(&'static str),
    /// A number that this version does not know.
    Unknown(u8),
}

/// The names of machines, in the order of their numbers (MicroPython `py/persistentcode.h`).
const ARCHS: [&str; 12] = [
    "x86",
    "x64",
    "armv6",
    "armv6m",
    "armv7m",
    "armv7em",
    "armv7emsp",
    "armv7emdp",
    "xtensa",
    "xtensawin",
    "rv32imc",
    "rv64imc",
];

/// The `.mpy` files that a board loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MpySupport {
    /// The format's version.
    pub version: u8,
    /// The sub-version, which only matters to files with native code.
    pub sub_version: u8,
    /// The machine for native code.
    pub arch: Arch,
}

/// The version of bytecode that Pinwheel writes.
pub const OUR_VERSION: u8 = 6;

impl MpySupport {
    /// Takes apart what `sys.implementation._mpy` says; a board without that attribute loads no
    /// `.mpy` files.
    pub fn from_sys_implementation(mpy: u32) -> MpySupport {
        let number = (mpy >> 10 & 0x0f) as u8;
        MpySupport {
            version: mpy as u8,
            sub_version: (mpy >> 8 & 3) as u8,
            arch: match number {
                0 => Arch::None,
                n => ARCHS
                    .get(n as usize - 1)
                    .map_or(Arch::Unknown(n), |&name| Arch::Known(name)),
            },
        }
    }

    /// Whether the board loads the bytecode that Pinwheel writes. Bytecode is the same in all
    /// sub-versions of a version.
    pub fn takes_our_bytecode(&self) -> bool {
        self.version == OUR_VERSION
    }
}

impl fmt::Display for MpySupport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, ".mpy {}.{}", self.version, self.sub_version)?;
        match self.arch {
            Arch::None => Ok(()),
            Arch::Known(name) => write!(f, ", native code for {name}"),
            Arch::Unknown(n) => write!(f, ", native code for machine {n}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    extern crate alloc;
    use alloc::string::ToString;

    #[test]
    fn a_pico_takes_our_bytecode() {
        let pico = MpySupport::from_sys_implementation(4870);
        assert!(pico.takes_our_bytecode());
        assert_eq!(pico.to_string(), ".mpy 6.3, native code for armv6m");
    }

    #[test]
    fn older_versions_are_refused() {
        assert!(!MpySupport::from_sys_implementation(5).takes_our_bytecode());
    }
}
