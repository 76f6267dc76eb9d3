//! Descriptors of `uctypes`: what the numbers, tuples and dicts of a layout mean, and how large they are.

use crate::native::Outcome;
use crate::object::Object;
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// Bits of a number that tell a scalar's type.
const SCALAR_BITS: u32 = 4;
/// Bits that tell an aggregate's kind.
const KIND_BITS: u32 = 2;
/// Bits of a bit field's offset in bytes; where its first bit is told, too.
pub(super) const BIT_POSITION: u32 = 17;
/// Where the length of a bit field is told.
pub(super) const BIT_LENGTH: u32 = 22;

/// The layout of the machine's C compiler, with padding.
pub(super) const NATIVE: i64 = 2;
/// Big-endian, without padding.
pub(super) const BIG: i64 = 1;
/// Little-endian, without padding.
pub(super) const LITTLE: i64 = 0;

/// Kinds of aggregates.
pub(super) const STRUCT: i64 = 0;
pub(super) const PTR: i64 = 1;
pub(super) const ARRAY: i64 = 2;

/// The type code of `struct` for each scalar type; `-` for bit fields, which have none.
const CODES: &[u8; 16] = b"BbHhIiQq------fd";

pub(super) const FLOAT32: i64 = 14;
pub(super) const FLOAT64: i64 = 15;

/// How deep descriptors may lie in each other.
const DEEPEST: u32 = 64;

/// How many fields are looked at in one go.
const MOST_FIELDS: usize = 1 << 16;

/// The constant of a scalar type.
pub(super) const fn scalar(kind: i64) -> i64 {
    constant(kind, SCALAR_BITS)
}

/// The constant of a kind of aggregates.
pub(super) const fn aggregate(kind: i64) -> i64 {
    constant(kind, KIND_BITS)
}

/// The kind in the highest of 31 bits.
const fn constant(kind: i64, bits: u32) -> i64 {
    (((kind as u32) << (32 - bits)) as i32 >> 1) as i64
}

/// What a number says in its highest bits, and the rest.
fn split(n: i64, bits: u32) -> (i64, i64) {
    let rest = 31 - bits;
    (n >> rest & ((1 << bits) - 1), n & ((1 << rest) - 1))
}

/// A scalar field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Scalar {
    kind: i64,
    /// What goes with it: an offset, or how many there are.
    pub rest: i64,
}

impl Scalar {
    pub fn new(n: i64) -> Scalar {
        let (kind, rest) = split(n, SCALAR_BITS);
        Scalar { kind, rest }
    }

    /// Its code in `struct`; `None` for a bit field.
    pub fn code(self) -> Option<u8> {
        Some(CODES[self.kind as usize]).filter(|&code| code != b'-')
    }

    pub fn is_byte(self) -> bool {
        self.kind == 0
    }

    /// Bytes of it, or of the number that a bit field is part of.
    pub fn size(self) -> i64 {
        match self.kind {
            FLOAT32 => 4,
            kind => 1 << ((kind & 7) >> 1),
        }
    }

    /// Where it is.
    pub fn offset(self) -> i64 {
        match self.code() {
            Some(_) => self.rest,
            None => self.rest & ((1 << BIT_POSITION) - 1),
        }
    }

    /// The first bit of a bit field and how many there are.
    pub fn bits(self) -> (u32, u32) {
        let part = |at: u32| (self.rest >> at & 31) as u32;
        (part(BIT_POSITION), part(BIT_LENGTH))
    }
}

/// A tuple of a descriptor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Aggregate {
    pub kind: i64,
    pub offset: i64,
    /// What it is of: of an array, its length and the type if that is a scalar one.
    pub of: Value,
    /// The descriptor of an array's items, if they are no scalars.
    pub items: Option<Value>,
}

/// The parts of a tuple that describes something; `None` if it does not.
pub(super) fn aggregate_of(vm: &Vm, v: Value) -> Option<Aggregate> {
    let Some(Object::Tuple(parts)) = vm.heap.object(v) else {
        return None;
    };
    let (kind, offset) = split(parts.first()?.as_small()?, KIND_BITS);
    let parsed = Aggregate {
        kind,
        offset,
        of: *parts.get(1)?,
        items: parts.get(2).copied(),
    };
    let fits = match kind {
        ARRAY => parts.len() <= 3 && parsed.of.as_small().is_some(),
        STRUCT | PTR => parts.len() == 2,
        _ => false,
    };
    fits.then_some(parsed)
}

/// Why there is no size.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unsized {
    Syntax,
    Scalar,
    TooDeep,
}

/// The size of what a descriptor describes, while it is added up.
struct Sizes<'a> {
    vm: &'a Vm,
    layout: i64,
    /// The largest scalar so far, to which a struct's end is aligned.
    largest: i64,
    fields: usize,
}

impl Sizes<'_> {
    fn any(&mut self, v: Value, depth: u32) -> Result<i64, Unsized> {
        if depth > DEEPEST {
            return Err(Unsized::TooDeep);
        }
        match self.vm.heap.object(v) {
            Some(Object::Dict(fields)) => {
                let mut total = 0;
                for field in fields.iter() {
                    self.fields += 1;
                    if self.fields > MOST_FIELDS {
                        return Err(Unsized::TooDeep);
                    }
                    let end = match field.value.as_small() {
                        Some(n) => {
                            let scalar = Scalar::new(n);
                            self.largest = self.largest.max(scalar.size());
                            scalar.offset() + scalar.size()
                        }
                        None => {
                            let size = self.tuple(field.value, depth)?;
                            let offset = aggregate_of(self.vm, field.value).map_or(0, |a| a.offset);
                            size.saturating_add(offset)
                        }
                    };
                    total = total.max(end);
                }
                if self.layout == NATIVE && self.largest > 0 {
                    let padding = total.wrapping_neg() & (self.largest - 1);
                    total = total.saturating_add(padding);
                }
                Ok(total)
            }
            Some(Object::Tuple(_)) => self.tuple(v, depth),
            _ if v.as_small().is_some() => Err(Unsized::Scalar),
            _ => Err(Unsized::Syntax),
        }
    }

    fn tuple(&mut self, v: Value, depth: u32) -> Result<i64, Unsized> {
        let aggregate = aggregate_of(self.vm, v).ok_or(Unsized::Syntax)?;
        match aggregate.kind {
            STRUCT => self.any(aggregate.of, depth + 1),
            PTR => {
                let size = i64::from(self.vm.word_bits() / 8);
                self.largest = self.largest.max(size);
                Ok(size)
            }
            _ => {
                let scalar = Scalar::new(aggregate.of.as_small().unwrap_or(0));
                let size = match aggregate.items {
                    Some(items) => self.any(items, depth + 1)?,
                    None => {
                        self.largest = self.largest.max(scalar.size());
                        scalar.size()
                    }
                };
                Ok(size.saturating_mul(scalar.rest))
            }
        }
    }
}

/// Bytes of what a descriptor describes.
pub(super) fn size_of(vm: &Vm, descriptor: Value, layout: i64) -> Result<i64, Unsized> {
    let (largest, fields) = (0, 0);
    let mut sizes = Sizes {
        vm,
        layout,
        largest,
        fields,
    };
    sizes.any(descriptor, 0)
}

/// The same, with the exception that there is in place of a size.
pub(super) fn checked_size(vm: &mut Vm, descriptor: Value, layout: i64) -> Outcome<i64> {
    vm.spend(64);
    match size_of(vm, descriptor, layout) {
        Ok(size) => Ok(size),
        Err(Unsized::Syntax) => Err(vm.type_error("syntax error in uctypes descriptor")),
        Err(Unsized::Scalar) => Err(vm.type_error("can't unambiguously get sizeof scalar")),
        Err(Unsized::TooDeep) => Err(vm.raise(T::RuntimeError, "maximum recursion depth exceeded")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_hold_types_and_offsets() {
        let field = Scalar::new(scalar(3) | 5);
        assert_eq!((field.code(), field.size(), field.rest), (Some(b'h'), 2, 5));
        let bits = Scalar::new(scalar(8) | 3 | 2 << BIT_POSITION | 6 << BIT_LENGTH);
        assert_eq!((bits.code(), bits.offset(), bits.bits()), (None, 3, (2, 6)));
        assert_eq!(split(aggregate(ARRAY) | 9, KIND_BITS), (ARRAY, 9));
        assert_eq!(scalar(FLOAT64), -(1 << 27));
    }
}
