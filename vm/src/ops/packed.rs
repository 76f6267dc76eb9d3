//! Items packed into bytes, as `array`, `bytearray`, `memoryview` and `struct` hold them.

use num_bigint::BigInt;
use num_traits::{One, ToPrimitive};

use crate::native::{Outcome, lookup};
use crate::object::Object;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

/// The bytes of one item in the machine's own layout, or `None` for an unknown type code.
pub fn item_size(vm: &Vm, typecode: u8) -> Option<usize> {
    Some(match typecode {
        b'b' | b'B' => 1,
        b'h' | b'H' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' => {
            // A C `long` is as wide as the machine's word.
            if vm.profile.is_unix { 8 } else { 4 }
        }
        b'q' | b'Q' | b'd' => 8,
        b'P' | b'S' => vm.word_bits() as usize / 8,
        // A whole value of this machine, on each board.
        b'O' => size_of::<Value>(),
        _ => return None,
    })
}

/// Whether a type code is one of signed integers.
pub fn is_signed(typecode: u8) -> bool {
    typecode > b'Z'
}

/// Whether a type code is one of floats.
pub fn holds_floats(typecode: u8) -> bool {
    matches!(typecode, b'e' | b'f' | b'd')
}

/// Item `i` of a buffer whose items have this type code, if it has so many.
pub fn load(vm: &mut Vm, typecode: u8, buffer: Value, i: usize) -> Option<Value> {
    let size = item_size(vm, typecode)?;
    let from = i.checked_mul(size)?;
    let mut raw = [0; 8];
    raw[..size].copy_from_slice(vm.bytes_of(buffer)?.get(from..from.checked_add(size)?)?);
    Some(unpack(vm, typecode, size, u64::from_le_bytes(raw)))
}

/// An item from its bytes as a little-endian number.
pub fn unpack(vm: &mut Vm, typecode: u8, size: usize, raw: u64) -> Value {
    match typecode {
        b'e' => vm.new_float(half_to_float(raw as u16)),
        b'f' => vm.new_float(f32::from_bits(raw as u32) as f64),
        b'd' => vm.new_float(f64::from_bits(raw)),
        b'O' => value_of(vm, raw),
        // Nobody knows what is at that address.
        b'S' => Value::small(0),
        b'P' => {
            let unused = 64 - 8 * size as u32;
            vm.new_int((raw << unused) as i64 >> unused)
        }
        _ if is_signed(typecode) => {
            let unused = 64 - 8 * size as u32;
            vm.new_int((raw << unused) as i64 >> unused)
        }
        _ => match i64::try_from(raw) {
            Ok(n) => vm.new_int(n),
            Err(_) => vm.new_big(BigInt::from(raw)),
        },
    }
}

/// The value whose word this is. A program can put any bytes into an array of objects: what is no
/// value reads as `None`.
pub(super) fn value_of(vm: &Vm, raw: u64) -> Value {
    let value = Value::from_bits(raw);
    let known = match value.unpack() {
        Unpacked::Float(_) | Unpacked::Int(_) => true,
        Unpacked::Ref(r) => vm.heap.holds(r),
        Unpacked::Qstr(q) => (q.0 as usize) < vm.qstrs.len(),
        Unpacked::Native(id) => lookup(id).is_some(),
        Unpacked::Special(v) => {
            (Value::NONE.bits()..=Value::BUILD_CLASS.bits()).contains(&v.bits())
        }
    };
    if known { value } else { Value::NONE }
}

/// The bytes of `v` as an item of this type code: integers lose what does not fit.
pub fn pack(vm: &mut Vm, typecode: u8, v: Value) -> Outcome<([u8; 8], usize)> {
    let size = item_size(vm, typecode).unwrap_or(1);
    let raw = number_bits(vm, typecode, v)?;
    Ok((raw.to_le_bytes(), size))
}

/// The bits that `v` has as an item of this type code.
pub fn number_bits(vm: &mut Vm, typecode: u8, v: Value) -> Outcome<u64> {
    if let Some(n) = v.as_small()
        && !holds_floats(typecode)
        && typecode != b'O'
    {
        return Ok(n as u64);
    }
    Ok(match typecode {
        b'e' => u64::from(half_from_float(vm.float_arg(v)? as f32)),
        b'f' => (vm.float_arg(v)? as f32).to_bits() as u64,
        b'd' => vm.float_arg(v)?.to_bits(),
        b'O' => v.bits(),
        _ => match vm.heap.object(v) {
            Some(Object::Int(n)) => {
                let low = &**n & ((BigInt::one() << 64u32) - 1u32);
                low.to_u64().unwrap_or(0)
            }
            _ => match vm.int_maybe(v)? {
                Some(n) => n as u64,
                None => vm.int_arg(v)? as u64,
            },
        },
    })
}

/// The float that 16 bits of IEEE 754 stand for.
fn half_to_float(half: u16) -> f64 {
    let fraction = f64::from(half & 0x3ff);
    let magnitude = match half >> 10 & 0x1f {
        0 => fraction * libm::exp2(-24.0),
        0x1f if fraction == 0.0 => f64::INFINITY,
        0x1f => f64::NAN,
        exponent => (1024.0 + fraction) * libm::exp2(f64::from(exponent) - 25.0),
    };
    if half >> 15 == 1 {
        -magnitude
    } else {
        magnitude
    }
}

/// The 16 bits for a float. Halves are rounded up in magnitude, not to even, as MicroPython does
/// it; what is too large but small enough for a few more exponents overflows into the next bits.
fn half_from_float(x: f32) -> u16 {
    let bits = x.to_bits();
    let rounded = (bits >> 13 & 0x3ff) + (bits >> 12 & 1);
    let (exponent, fraction) = match (bits >> 23 & 0xff) as i32 {
        0xff => (0x1f, rounded),
        0 => (0, rounded),
        exponent => match exponent - (127 - 15) {
            below @ ..0 if below >= -11 => {
                let shifted = (rounded | 0x400) >> -below;
                (0, (shifted >> 1) + (shifted & 1))
            }
            ..0 => (0, 0),
            0x40.. => (0x1f, 0),
            exponent => (exponent as u32, rounded),
        },
    };
    ((bits >> 16 & 0x8000) | (exponent << 10) | fraction) as u16
}

impl Vm {
    /// The type code of a buffer's items.
    pub fn buffer_typecode(&self, buffer: Value) -> u8 {
        match self.heap.object(buffer) {
            Some(Object::Array(a)) => a.typecode,
            Some(Object::MemoryView(v)) => v.typecode,
            _ => match self.buffer_below(buffer) {
                Some(below) => self.buffer_typecode(below),
                None => b'B',
            },
        }
    }

    /// Whether the items of a buffer are plainly its bytes.
    #[inline]
    pub(crate) fn holds_bytes(&self, buffer: Value) -> bool {
        match self.heap.object(buffer) {
            Some(Object::Bytes(_) | Object::ByteArray(_)) => true,
            Some(Object::MemoryView(view)) => view.typecode == b'B' && !view.target.is_none(),
            _ => false,
        }
    }

    /// How many bytes a buffer has that can be stored into; `TypeError` for all else.
    pub fn writable_len(&mut self, buffer: Value) -> Outcome<usize> {
        let mut at = buffer;
        while let Some(below) = self.buffer_below(at) {
            at = below;
        }
        let writable = match self.heap.object(at) {
            Some(Object::ByteArray(_) | Object::Array(_)) => true,
            Some(Object::MemoryView(view)) => !view.readonly,
            Some(Object::Device(_)) => self.storage(at).is_some(),
            _ => false,
        };
        match self.bytes_of(at) {
            Some(bytes) if writable => Ok(bytes.len()),
            _ => Err(self.type_error("object with buffer protocol required")),
        }
    }

    /// How many items a buffer has.
    pub fn buffer_len(&self, buffer: Value) -> usize {
        let size = item_size(self, self.buffer_typecode(buffer)).unwrap_or(1);
        let len = match self.heap.object(buffer) {
            // A view of memory that nothing is known of.
            Some(Object::MemoryView(view)) if view.target.is_none() => view.len,
            _ => self.bytes_of(buffer).map_or(0, <[u8]>::len),
        };
        len / size
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Profile;

    #[test]
    fn integers_wrap_to_their_width() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let (raw, size) = pack(&mut vm, b'h', Value::small(70000)).unwrap();
        assert_eq!((size, u16::from_le_bytes([raw[0], raw[1]])), (2, 4464));
        let minus_one = unpack(&mut vm, b'b', 1, 0xff);
        assert_eq!(minus_one, Value::small(-1));
        let half = half_from_float;
        assert_eq!([half(1.0), half(-2.0), half(6e-8)], [0x3c00, 0xc000, 1]);
        assert_eq!(half_to_float(0x3555), 0.333_251_953_125);
        let big = unpack(&mut vm, b'Q', 8, u64::MAX);
        assert!(matches!(vm.heap.object(big), Some(Object::Int(_))));
    }
}
