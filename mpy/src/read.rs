//! Reading `.mpy` bytes that may come from anyone: every length is checked before it is believed.

use super::raw::{RawCode, RawConst, RawModule};
use super::{MAX_DEPTH, VERSION, qstrs};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use num_bigint::BigInt;
use primitives::text::float::{self, FloatBits};

/// The byte before a constant that says what it is.
pub(super) mod tag {
    pub const FUN_TABLE: u8 = 0;
    pub const NONE: u8 = 1;
    pub const FALSE: u8 = 2;
    pub const TRUE: u8 = 3;
    pub const ELLIPSIS: u8 = 4;
    pub const STR: u8 = 5;
    pub const BYTES: u8 = 6;
    pub const INT: u8 = 7;
    pub const FLOAT: u8 = 8;
    pub const COMPLEX: u8 = 9;
    pub const TUPLE: u8 = 10;
}

/// Converting longer decimal texts would take seconds: a way to hang the machine, not a constant.
/// The compiler folds no further than this.
const MAX_INT_DIGITS: usize = 700_000;

/// Why bytes are not a module that can be run here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MpyError {
    /// The first byte is not `M`: not an `.mpy` file at all.
    NotMpy,
    /// The first byte is `C`: a file for CircuitPython.
    CircuitPython,
    /// Another version of the format.
    Version(u8),
    /// The file holds machine code for a real processor, named here.
    NativeCode(&'static str),
    /// The file ends where more was announced; the offset of what is missing.
    Truncated {
        /// Offset in the file.
        at: usize,
        /// What was being read.
        what: &'static str,
    },
    /// Something impossible.
    Corrupt {
        /// Offset in the file.
        at: usize,
        /// What is wrong.
        what: String,
    },
    /// Bytes are left over after the module.
    TrailingBytes {
        /// Offset of the first of them.
        at: usize,
    },
}

impl fmt::Display for MpyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotMpy => write!(f, "not an .mpy file: it does not start with 'M'"),
            Self::CircuitPython => write!(
                f,
                "an .mpy file made by CircuitPython's mpy-cross; compile its source again with \
                 pinwheel compile, or with MicroPython's mpy-cross"
            ),
            Self::Version(version) if *version > VERSION => write!(
                f,
                ".mpy version {version}, made by an mpy-cross later than 1.29; compile its source \
                 again with pinwheel compile, which makes version {VERSION}"
            ),
            Self::Version(version) => write!(
                f,
                ".mpy version {version}, made by mpy-cross for MicroPython {}; compile its source \
                 again with pinwheel compile, or with an mpy-cross of 1.19 or later, which make \
                 version {VERSION}",
                releases(*version)
            ),
            Self::NativeCode(arch) => write!(
                f,
                "the .mpy file holds native code for {arch}; take out @micropython.native, .viper \
                 and .asm_ decorators, and compile it again without -march"
            ),
            Self::Truncated { at, what } => write!(
                f,
                "the .mpy file is cut off at byte {at}, in {what}; copy or compile it again"
            ),
            Self::Corrupt { at, what } => {
                write!(f, "the .mpy file is corrupt at byte {at}: {what}")
            }
            Self::TrailingBytes { at } => write!(
                f,
                "the .mpy file has extra bytes from byte {at} on; copy or compile it again"
            ),
        }
    }
}

impl core::error::Error for MpyError {}

/// The releases of MicroPython that used an old version of the format.
fn releases(version: u8) -> &'static str {
    match version {
        5 => "1.12 to 1.18",
        4 => "1.11",
        3 => "1.9.3 to 1.10",
        2 => "1.9 to 1.9.2",
        _ => "1.8 or earlier",
    }
}

/// Decodes a whole file. The bytecode itself is not looked into.
///
/// # Errors
/// When the bytes are not a bytecode module of version 6.
pub fn read(bytes: &[u8]) -> Result<RawModule, MpyError> {
    let mut r = Reader { bytes, at: 0 };
    match bytes.first() {
        Some(b'M') => {}
        Some(b'C') => return Err(MpyError::CircuitPython),
        _ => return Err(MpyError::NotMpy),
    }
    let header = r.take(4, "the header")?;
    let (version, features, small_int_bits) = (header[1], header[2], header[3]);
    if version != VERSION {
        return Err(MpyError::Version(version));
    }
    // Bits 0-1 are the native sub-version, which bytecode does not depend on; bit 6 announces
    // flags, which only one architecture has.
    let arch = (features >> 2) & 0x2f;
    if arch != 0 {
        return Err(MpyError::NativeCode(arch_name(arch)));
    }
    if features & 0x40 != 0 {
        return Err(MpyError::NativeCode("rv32imc"));
    }
    // Integers say their own size, so how many bits the compiler kept to decides nothing here.
    if !(1..=64).contains(&small_int_bits) {
        return Err(r.corrupt_at(3, format!("{small_int_bits} bits in a small integer")));
    }
    let n_qstr = r.count("the qstr count")?;
    let n_const = r.count("the constant count")?;
    let mut qstrs = Vec::new();
    for _ in 0..n_qstr {
        qstrs.push(r.qstr()?);
    }
    let mut constants = Vec::new();
    for _ in 0..n_const {
        constants.push(r.constant(0)?);
    }
    let root = r.code(n_qstr, 0)?;
    if r.at != bytes.len() {
        return Err(MpyError::TrailingBytes { at: r.at });
    }
    Ok(RawModule {
        small_int_bits,
        qstrs,
        constants,
        root,
    })
}

/// The processors that a file may hold native code for, by their numbers from 1 on.
pub const ARCHITECTURES: [&str; 13] = [
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
    "debug",
];

fn arch_name(arch: u8) -> &'static str {
    let index = usize::from(arch).wrapping_sub(1);
    let name = ARCHITECTURES.get(index);
    name.copied().unwrap_or("an unknown processor")
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn corrupt(&self, what: impl Into<String>) -> MpyError {
        self.corrupt_at(self.at, what)
    }

    fn corrupt_at(&self, at: usize, what: impl Into<String>) -> MpyError {
        MpyError::Corrupt {
            at,
            what: what.into(),
        }
    }

    fn take(&mut self, len: usize, what: &'static str) -> Result<&'a [u8], MpyError> {
        let end = self
            .at
            .checked_add(len)
            .filter(|&end| end <= self.bytes.len());
        let Some(end) = end else {
            return Err(MpyError::Truncated {
                at: self.bytes.len(),
                what,
            });
        };
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    fn byte(&mut self, what: &'static str) -> Result<u8, MpyError> {
        Ok(self.take(1, what)?[0])
    }

    fn uint(&mut self, what: &'static str) -> Result<usize, MpyError> {
        let start = self.at;
        let mut value: usize = 0;
        loop {
            let byte = self.byte(what)?;
            if value >> (usize::BITS - 7) != 0 {
                return Err(self.corrupt_at(start, format!("{what} is too large")));
            }
            value = value << 7 | usize::from(byte & 0x7f);
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
    }

    /// A number of things that each take at least one byte, so that no more can be announced
    /// than bytes are left.
    fn count(&mut self, what: &'static str) -> Result<usize, MpyError> {
        let start = self.at;
        let count = self.uint(what)?;
        let left = self.bytes.len() - self.at;
        if count > left {
            return Err(
                self.corrupt_at(start, format!("{what} is {count}, with {left} bytes left"))
            );
        }
        Ok(count)
    }

    fn terminated(&mut self, len: usize, what: &'static str) -> Result<Vec<u8>, MpyError> {
        let data = self.take(len, what)?.to_vec();
        if self.byte(what)? != 0 {
            return Err(self.corrupt_at(self.at - 1, format!("{what} does not end in a zero byte")));
        }
        Ok(data)
    }

    fn qstr(&mut self) -> Result<Vec<u8>, MpyError> {
        let start = self.at;
        let head = self.uint("a qstr")?;
        if head & 1 != 0 {
            let text = qstrs::by_number(head >> 1);
            return match text {
                Some(text) => Ok(text.as_bytes().to_vec()),
                None => {
                    Err(self.corrupt_at(start, format!("there is no static qstr {}", head >> 1)))
                }
            };
        }
        self.terminated(head >> 1, "a qstr")
    }

    fn constant(&mut self, depth: usize) -> Result<RawConst, MpyError> {
        const WHAT: &str = "a constant";
        let start = self.at;
        let kind = self.byte(WHAT)?;
        Ok(match kind {
            tag::NONE => RawConst::None,
            tag::FALSE => RawConst::False,
            tag::TRUE => RawConst::True,
            tag::ELLIPSIS => RawConst::Ellipsis,
            tag::STR => {
                let len = self.uint(WHAT)?;
                RawConst::Str(self.terminated(len, WHAT)?)
            }
            tag::BYTES => {
                let len = self.uint(WHAT)?;
                RawConst::Bytes(self.terminated(len, WHAT)?)
            }
            tag::TUPLE => {
                let len = self.count("a tuple's length")?;
                if depth >= MAX_DEPTH {
                    return Err(self.corrupt_at(start, "tuples nested too deeply"));
                }
                let mut items = Vec::new();
                for _ in 0..len {
                    items.push(self.constant(depth + 1)?);
                }
                RawConst::Tuple(items)
            }
            tag::INT | tag::FLOAT | tag::COMPLEX => {
                let len = self.uint(WHAT)?;
                let text = self.take(len, WHAT)?;
                if kind == tag::INT && len > MAX_INT_DIGITS {
                    let what = format!("an integer of {len} digits; {MAX_INT_DIGITS} are the most");
                    return Err(self.corrupt_at(start, what));
                }
                let text = core::str::from_utf8(text).unwrap_or("");
                match number(kind, text) {
                    Some(value) => value,
                    None => return Err(self.corrupt_at(start, "a number that is none")),
                }
            }
            tag::FUN_TABLE => {
                return Err(self.corrupt_at(start, "a native function table in bytecode"));
            }
            _ => return Err(self.corrupt_at(start, format!("there is no constant kind {kind}"))),
        })
    }

    fn code(&mut self, n_qstr: usize, depth: usize) -> Result<RawCode, MpyError> {
        let start = self.at;
        let head = self.uint("a function")?;
        if head & 3 != 0 {
            return Err(self.corrupt_at(start, "native code in a file that announces none"));
        }
        let data = self.take(head >> 3, "a function")?;
        let mut inner = Reader {
            bytes: &self.bytes[..self.at],
            at: self.at - data.len(),
        };
        let mut code = inner.prelude(n_qstr)?;
        code.bytecode = self.bytes[inner.at..self.at].to_vec();
        if head & 4 != 0 {
            if depth >= MAX_DEPTH {
                return Err(self.corrupt_at(start, "functions nested too deeply"));
            }
            let count = self.count("the number of inner functions")?;
            for _ in 0..count {
                code.children.push(self.code(n_qstr, depth + 1)?);
            }
        }
        Ok(code)
    }

    fn prelude(&mut self, n_qstr: usize) -> Result<RawCode, MpyError> {
        const WHAT: &str = "a function's prelude";
        let mut code = self.signature(WHAT)?;
        let (n_info, n_cell) = self.sizes(WHAT)?;
        let info_end = self
            .at
            .checked_add(n_info)
            .filter(|&end| end <= self.bytes.len());
        let Some(info_end) = info_end else {
            return Err(self.corrupt("a prelude longer than its function"));
        };
        let mut info = Reader {
            bytes: &self.bytes[..info_end],
            at: self.at,
        };
        code.simple_name = info.name(n_qstr)?;
        let n_args = code.n_pos_args as usize + code.n_kwonly_args as usize;
        if n_args > n_info {
            return Err(self.corrupt(format!("{n_args} argument names in {n_info} bytes")));
        }
        for _ in 0..n_args {
            code.arg_names.push(info.name(n_qstr)?);
        }
        code.line_info = info.bytes[info.at..].to_vec();
        self.at = info_end;
        code.cells = self.take(n_cell, WHAT)?.to_vec();
        Ok(code)
    }

    fn name(&mut self, n_qstr: usize) -> Result<u32, MpyError> {
        let start = self.at;
        let index = self.uint("a name")?;
        match u32::try_from(index) {
            Ok(name) if index < n_qstr => Ok(name),
            _ => Err(self.corrupt_at(start, format!("there is no qstr {index}"))),
        }
    }

    fn signature(&mut self, what: &'static str) -> Result<RawCode, MpyError> {
        let start = self.at;
        let mut byte = u32::from(self.byte(what)?);
        let mut s = (byte >> 3) & 0xf;
        let mut e = (byte >> 2) & 1;
        let (mut f, mut a, mut k, mut d) = (0, byte & 3, 0, 0);
        let mut n = 0;
        while byte & 0x80 != 0 {
            // Twelve more bytes hold 28 bits of stack and 14 of parameters; no function needs them.
            if n >= 12 {
                return Err(self.corrupt_at(start, "a function with too many parameters"));
            }
            byte = u32::from(self.byte(what)?);
            s |= (byte & 0x30) << (2 * n);
            e |= (byte & 0x02) << n;
            f |= ((byte & 0x40) >> 6) << n;
            a |= (byte & 0x04) << n;
            k |= ((byte & 0x08) >> 3) << n;
            d |= (byte & 0x01) << n;
            n += 1;
        }
        if f > 0xf {
            return Err(self.corrupt_at(start, "unknown function flags"));
        }
        Ok(RawCode {
            n_state: s + 1,
            n_exc_stack: e,
            scope_flags: f as u8,
            n_pos_args: a,
            n_kwonly_args: k,
            n_def_pos_args: d,
            ..RawCode::default()
        })
    }

    fn sizes(&mut self, what: &'static str) -> Result<(usize, usize), MpyError> {
        let start = self.at;
        let (mut info, mut cells) = (0_usize, 0_usize);
        for n in 0..5 {
            let byte = usize::from(self.byte(what)?);
            cells |= (byte & 1) << n;
            info |= ((byte & 0x7e) >> 1) << (6 * n);
            if byte & 0x80 == 0 {
                return Ok((info, cells));
            }
        }
        Err(self.corrupt_at(start, "a prelude size without end"))
    }
}

fn number(kind: u8, text: &str) -> Option<RawConst> {
    match kind {
        tag::INT => {
            if text.contains('_') || text.starts_with('+') {
                return None;
            }
            text.parse::<BigInt>().ok().map(RawConst::Int)
        }
        tag::FLOAT => float::parse(text.as_bytes(), FloatBits::Double).map(RawConst::Float),
        _ => {
            let parts = text
                .strip_prefix('(')
                .and_then(|t| t.strip_suffix(')'))
                .unwrap_or(text);
            let (re, im) = float::parse_complex(parts.as_bytes(), FloatBits::Double)?;
            Some(RawConst::Complex(re, im))
        }
    }
}
