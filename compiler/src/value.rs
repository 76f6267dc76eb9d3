//! Constants known while compiling, and reading numbers from their text.

use super::fold::MAX_BITS;
use super::intern::{Interner, Qstr};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use mpy::RawConst;
use num_bigint::{BigInt, Sign};
use primitives::text::error::Reporting;
use primitives::text::float::{self, FloatBits, INVALID_NUMBER, ParsedNumber};
use primitives::text::int::{self, Int};

/// mpy-cross's own small integers have 63 bits: up to there it computes with machine integers.
const SMALL_BITS: u32 = 63;
const SMALL_MAX: i64 = (1 << (SMALL_BITS - 1)) - 1;
const SMALL_MIN: i64 = -SMALL_MAX - 1;

/// A constant. What may be large is shared: a name bound by `const` can stand anywhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `None`.
    None,
    /// `False`.
    False,
    /// `True`.
    True,
    /// `...`.
    Ellipsis,
    /// An interned string.
    Qstr(Qstr),
    /// Any other string.
    Str(Rc<[u8]>),
    /// A bytes object.
    Bytes(Rc<[u8]>),
    /// An integer mpy-cross holds in a machine word.
    Small(i64),
    /// An integer it does not.
    Big(Rc<BigInt>),
    /// A float.
    Float(f64),
    /// The imaginary part of a complex literal.
    Imaginary(f64),
    /// A tuple.
    Tuple(Rc<Tuple>),
}

/// The items of a constant tuple.
#[derive(Debug, PartialEq)]
pub struct Tuple {
    items: Vec<Value>,
    /// Bytes that it takes once nothing in it is shared any more.
    weight: usize,
    /// Tuples one within another.
    depth: usize,
}

/// The largest tuple: a few names bound by `const`, each a tuple that holds the one before it twice,
/// would be too large for any memory.
const MAX_WEIGHT: usize = 1 << 24;

/// An integer as its topmost bits, and what follows: shift by so many bits, and add those bits.
pub struct Pieces {
    pub top: Value,
    pub rest: Vec<(u64, Value)>,
}

/// The bytes of a piece: few enough to be written quickly in decimal.
const PIECE: usize = 1 << 13;

impl Pieces {
    fn of(value: &BigInt) -> Self {
        // Zeros at the end need no pieces; most constants of this size are one bit, shifted.
        let zeros = value.trailing_zeros().unwrap_or(0);
        let bytes = (value >> zeros).to_signed_bytes_le();
        let mut pieces = bytes.chunks(PIECE).rev();
        // The sign is in the topmost byte.
        let top = BigInt::from_signed_bytes_le(pieces.next().unwrap_or_default());
        let mut rest: Vec<_> = pieces
            .map(|piece| {
                let bits = BigInt::from_bytes_le(Sign::Plus, piece);
                (PIECE as u64 * 8, Value::integer(bits))
            })
            .collect();
        if zeros > 0 {
            rest.push((zeros, Value::Small(0)));
        }
        Self {
            top: Value::integer(top),
            rest,
        }
    }
}

impl Value {
    /// An integer in the form mpy-cross's arithmetic leaves it in.
    pub fn integer(value: BigInt) -> Self {
        match i64::try_from(&value) {
            Ok(small @ SMALL_MIN..=SMALL_MAX) => Self::Small(small),
            _ => Self::Big(Rc::new(value)),
        }
    }

    /// As [`Value::integer`].
    pub fn from_i128(value: i128) -> Self {
        match i64::try_from(value) {
            Ok(small @ SMALL_MIN..=SMALL_MAX) => Self::Small(small),
            _ => Self::Big(Rc::new(BigInt::from(value))),
        }
    }

    /// A tuple, unless it were too large or too deep, or held what is not written as one constant.
    pub fn tuple(items: Vec<Value>, max_depth: usize) -> Option<Self> {
        let weights = items.iter().map(Self::weight);
        let weight = weights.fold(0, usize::saturating_add);
        let depths = items.iter().map(|item| match item {
            Self::Tuple(tuple) => tuple.depth,
            _ => 0,
        });
        let depth = 1 + depths.max().unwrap_or(0);
        let whole = items.iter().all(|item| item.pieces().is_none());
        (whole && weight <= MAX_WEIGHT && depth <= max_depth).then(|| {
            Self::Tuple(Rc::new(Tuple {
                items,
                weight,
                depth,
            }))
        })
    }

    /// The parts of an integer that would take too long to write in decimal: the topmost bits, and
    /// how many follow, a piece at a time. `None` if it can be written as it is.
    pub fn pieces(&self) -> Option<Pieces> {
        match self {
            Self::Big(n) if n.bits() > MAX_BITS => Some(Pieces::of(n)),
            _ => None,
        }
    }

    /// About how many bytes it takes when it is written.
    pub fn weight(&self) -> usize {
        match self {
            Self::Str(text) | Self::Bytes(text) => 16 + text.len(),
            Self::Big(n) => 16 + n.bits() as usize / 8,
            Self::Tuple(tuple) => 16 + tuple.weight,
            _ => 16,
        }
    }

    /// Whether it is an integer or a float: what folding works on.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Small(_) | Self::Big(_) | Self::Float(_))
    }

    /// Its truth.
    pub fn truth(&self) -> bool {
        match self {
            Self::None | Self::False => false,
            Self::True | Self::Ellipsis => true,
            Self::Qstr(qstr) => *qstr != Qstr::EMPTY,
            Self::Str(bytes) | Self::Bytes(bytes) => !bytes.is_empty(),
            Self::Small(n) => *n != 0,
            Self::Big(n) => n.sign() != Sign::NoSign,
            Self::Float(x) | Self::Imaginary(x) => *x != 0.0,
            Self::Tuple(tuple) => !tuple.items.is_empty(),
        }
    }

    /// The constant as it is written to the file.
    pub fn to_raw(&self, names: &Interner) -> RawConst {
        match self {
            Self::None => RawConst::None,
            Self::False => RawConst::False,
            Self::True => RawConst::True,
            Self::Ellipsis => RawConst::Ellipsis,
            Self::Qstr(qstr) => RawConst::Str(names.get(*qstr).to_vec()),
            Self::Str(bytes) => RawConst::Str(bytes.to_vec()),
            Self::Bytes(bytes) => RawConst::Bytes(bytes.to_vec()),
            Self::Small(n) => RawConst::Int(BigInt::from(*n)),
            Self::Big(n) => RawConst::Int((**n).clone()),
            Self::Float(x) => RawConst::Float(*x),
            Self::Imaginary(x) => RawConst::Complex(0.0, *x),
            Self::Tuple(tuple) => {
                let items = tuple.items.iter();
                RawConst::Tuple(items.map(|item| item.to_raw(names)).collect())
            }
        }
    }

    /// Makes a new NaN of one, which [`Self::key`] can tell from all others. `number` must be its
    /// own; it becomes the part of the bits that has no meaning. `math.nan` is the one without.
    #[must_use]
    pub fn distinct(self, number: usize) -> Self {
        match self {
            Self::Float(x) if x.is_nan() => {
                let number = number as u64 & ((1 << 51) - 1);
                let nan = f64::from_bits(f64::NAN.to_bits() | number);
                Self::Float(nan.copysign(x))
            }
            other => other,
        }
    }

    /// Appends bytes that two constants share exactly when mpy-cross takes them for the same one. A
    /// NaN equals nothing but itself.
    pub fn key(&self, names: &Interner, out: &mut Vec<u8>) {
        let mut text = |tag: u8, bytes: &[u8]| {
            out.push(tag);
            out.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
            out.extend_from_slice(bytes);
        };
        match self {
            Self::None => text(0, &[]),
            Self::False => text(1, &[]),
            Self::True => text(2, &[]),
            Self::Ellipsis => text(3, &[]),
            Self::Qstr(qstr) => text(4, names.get(*qstr)),
            Self::Str(bytes) => text(4, bytes),
            Self::Bytes(bytes) => text(5, bytes),
            Self::Small(n) => text(6, &BigInt::from(*n).to_signed_bytes_le()),
            Self::Big(n) => text(6, &n.to_signed_bytes_le()),
            Self::Float(x) => text(7, &x.to_bits().to_le_bytes()),
            Self::Imaginary(x) => text(8, &x.to_bits().to_le_bytes()),
            Self::Tuple(tuple) => {
                text(9, &(tuple.items.len() as u64).to_le_bytes());
                for item in &tuple.items {
                    item.key(names, out);
                }
            }
        }
    }
}

/// An integer literal's value.
///
/// # Errors
/// MicroPython's message.
pub fn parse_integer(text: &[u8]) -> Result<Value, String> {
    match int::parse(text, 0, SMALL_BITS, Reporting::Detailed) {
        Ok(Int::Small(value)) => Ok(Value::from_i128(value.into())),
        Ok(Int::Big(value)) => Ok(Value::Big(Rc::new(value))),
        Err(error) => Err(error.message.into_owned()),
    }
}

/// A float or imaginary literal's value.
///
/// # Errors
/// MicroPython's message.
pub fn parse_real(text: &[u8]) -> Result<Value, &'static str> {
    match float::parse_number(text, FloatBits::Double, true, false) {
        Some(ParsedNumber::Float(value)) => Ok(Value::Float(value)),
        Some(ParsedNumber::Complex(_, imag)) => Ok(Value::Imaginary(imag)),
        None => Err(INVALID_NUMBER),
    }
}
