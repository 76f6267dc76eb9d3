//! `random`: MicroPython's own generator, number for number.

use super::{ModuleSpec, always};
use crate::native::{F, Native, Outcome, native};
use crate::text::float::FloatBits;
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "random",
    natives: NATIVES,
    members: &[],
    present: always,
};

const NATIVES: &[Native] = &[
    native("getrandbits", F::F1(getrandbits)),
    native("seed", F::V(0, 1, |vm, args| seed(vm, args.opt(vm, 0)))),
    native("randrange", F::V(1, 3, randrange)),
    native("randint", F::F2(randint)),
    native("choice", F::F1(choice)),
    native("random", F::F0(random)),
    native("uniform", F::F2(uniform)),
];

/// Yasmarang by Ilya Levin, as MicroPython has it; and the entropy that `seed()` draws from.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct State {
    pad: u32,
    n: u32,
    d: u32,
    dat: u8,
    entropy: u64,
}

impl State {
    /// The generator as it starts with the machine's seed.
    pub fn new(seed: u64) -> State {
        let mut state = State {
            pad: 0,
            n: 0,
            d: 0,
            dat: 0,
            entropy: seed,
        };
        let start = state.draw_entropy();
        state.reset(start);
        state
    }

    fn reset(&mut self, seed: u32) {
        self.pad = seed;
        self.n = 69;
        self.d = 233;
        self.dat = 0;
    }

    /// The next word of the simulated hardware generator (SplitMix64).
    pub fn draw_entropy(&mut self) -> u32 {
        self.entropy = self.entropy.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.entropy;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as u32
    }

    fn next(&mut self) -> u32 {
        let product = self.d.wrapping_mul(self.n);
        self.pad = self
            .pad
            .wrapping_add(product.wrapping_add(u32::from(self.dat)));
        self.pad = (self.pad << 3).wrapping_add(self.pad >> 29);
        self.n = self.pad | 2;
        self.d ^= (self.pad << 31).wrapping_add(self.pad >> 1);
        self.dat ^= self.pad as u8 ^ (self.d >> 8) as u8 ^ 1;
        self.pad ^ (self.d << 5) ^ (self.pad >> 18) ^ (u32::from(self.dat) << 1)
    }

    /// A number below `n`, which is not 0.
    fn below(&mut self, n: u32) -> u32 {
        let mask = u32::MAX >> n.leading_zeros();
        loop {
            let r = self.next() & mask;
            if r < n {
                return r;
            }
        }
    }

    /// A number from 0 up to 1, whose fraction bits are all random.
    fn fraction(&mut self, bits: FloatBits) -> f64 {
        match bits {
            FloatBits::Single => {
                let fraction = self.next() & ((1 << 23) - 1);
                f64::from(f32::from_bits(0x3f80_0000 | fraction) - 1.0)
            }
            FloatBits::Double => {
                let high = u64::from(self.next());
                let fraction = (high << 32 | u64::from(self.next())) & ((1 << 52) - 1);
                f64::from_bits(0x3ff0_0000_0000_0000 | fraction) - 1.0
            }
        }
    }
}

fn getrandbits(vm: &mut Vm, bits: Value) -> Outcome {
    let bits = vm.int_arg(bits)?;
    match bits {
        0 => Ok(Value::small(0)),
        1..=32 => {
            let n = vm.module_state.random.next();
            Ok(vm.new_int(i64::from(n & u32::MAX >> (32 - bits))))
        }
        _ => Err(vm.value_error("bits must be 32 or less")),
    }
}

fn seed(vm: &mut Vm, seed: Option<Value>) -> Outcome {
    let state = match seed {
        None | Some(Value::NONE) => vm.module_state.random.draw_entropy(),
        Some(v) => vm.int_arg_truncated(v)? as u32,
    };
    vm.module_state.random.reset(state);
    Ok(Value::NONE)
}

/// A random number below `n`, of which the generator takes 32 bits.
fn below(vm: &mut Vm, n: i64) -> Outcome<i64> {
    match n as u32 {
        // The firmware would look for a number below 0 for ever.
        0 => Err(bare(vm, T::ValueError)),
        n => Ok(i64::from(vm.module_state.random.below(n))),
    }
}

fn bare(vm: &mut Vm, class: T) -> crate::native::Abrupt {
    vm.raise_with(class, &[])
}

fn randrange(vm: &mut Vm, args: crate::native::Args) -> Outcome {
    let first = vm.int_arg(args.get(vm, 0))?;
    let (start, count, step) = match (args.opt(vm, 1), args.opt(vm, 2)) {
        (None, _) => (0, first, 1),
        (Some(stop), None) => (first, vm.int_arg(stop)?.saturating_sub(first), 1),
        (Some(stop), Some(step)) => {
            let (stop, step) = (vm.int_arg(stop)?, vm.int_arg(step)?);
            let span = stop.saturating_sub(first);
            let count = match step.signum() {
                1 => span.saturating_add(step - 1) / step,
                -1 => span.saturating_add(step + 1) / step,
                _ => 0,
            };
            (first, count, step)
        }
    };
    if count <= 0 {
        return Err(bare(vm, T::ValueError));
    }
    let n = below(vm, count)?;
    Ok(vm.new_int(start.wrapping_add(step.wrapping_mul(n))))
}

fn randint(vm: &mut Vm, low: Value, high: Value) -> Outcome {
    let (low, high) = (vm.int_arg(low)?, vm.int_arg(high)?);
    if low > high {
        return Err(bare(vm, T::ValueError));
    }
    let n = below(vm, high.wrapping_sub(low).wrapping_add(1))?;
    Ok(vm.new_int(low.wrapping_add(n)))
}

fn choice(vm: &mut Vm, seq: Value) -> Outcome {
    let Some(len) = vm.items_of(seq).map(<[Value]>::len) else {
        return Err(vm.call_frozen("random_choice", &[seq]));
    };
    let n = below_len(vm, len as i64)?;
    Ok(vm
        .items_of(seq)
        .and_then(|items| items.get(n as usize).copied())
        .unwrap_or(Value::NONE))
}

/// A random index into a sequence of this length; `IndexError` if it is empty.
fn below_len(vm: &mut Vm, len: i64) -> Outcome<i64> {
    if len <= 0 {
        return Err(bare(vm, T::IndexError));
    }
    below(vm, len)
}

/// The same for `choice` of what only Python can index.
pub(super) fn index(vm: &mut Vm, len: Value) -> Outcome {
    let len = vm.int_arg(len)?;
    Ok(Value::small(below_len(vm, len)?))
}

fn random(vm: &mut Vm) -> Outcome {
    let f = vm.module_state.random.fraction(vm.profile.float);
    Ok(vm.new_float(f))
}

fn uniform(vm: &mut Vm, low: Value, high: Value) -> Outcome {
    let (low, high) = (vm.float_arg(low)?, vm.float_arg(high)?);
    let bits = vm.profile.float;
    let f = vm.module_state.random.fraction(bits);
    // Each step is rounded as the board's float unit does.
    let span = bits.round(high - low);
    Ok(vm.new_float(low + bits.round(span * f)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_for_a_seed_is_micropythons() {
        let mut state = State::new(0);
        state.reset(42);
        let drawn: [u32; 5] = core::array::from_fn(|_| state.next());
        let expected = [
            2_003_356,
            1_421_623_288,
            2_196_272_623,
            3_308_759_012,
            1_458_240_983,
        ];
        assert_eq!(drawn, expected);
    }

    #[test]
    fn fractions_are_micropythons() {
        let mut state = State::new(0);
        state.reset(42);
        assert_eq!(state.fraction(FloatBits::Double), 0.910_549_479_482_140_7);
        assert_eq!(state.fraction(FloatBits::Double), 0.528_793_115_978_708_7);
    }

    #[test]
    fn dice_are_micropythons() {
        let mut state = State::new(0);
        state.reset(1);
        let dice: [u32; 20] = core::array::from_fn(|_| 1 + state.below(6));
        let expected = [5, 3, 5, 5, 4, 3, 5, 4, 5, 4, 5, 6, 3, 5, 6, 1, 1, 5, 4, 6];
        assert_eq!(dice, expected);
    }
}
