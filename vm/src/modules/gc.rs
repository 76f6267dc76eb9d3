//! `gc`: the collector's switches and its counts, in the board's bytes.

use super::{ModuleSpec, always};
use crate::native::{Abrupt, Args, F, Native, Outcome, native};
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "gc",
    natives: NATIVES,
    members: &[],
    present: always,
};

const NATIVES: &[Native] = &[
    native("collect", F::F0(collect)),
    native("disable", F::F0(|vm| switch(vm, false))),
    native("enable", F::F0(|vm| switch(vm, true))),
    native("isenabled", F::F0(|vm| Ok(Value::bool(!vm.heap.disabled)))),
    native("mem_free", F::F0(|vm| Ok(vm.new_int(free(vm) as i64)))),
    native("mem_alloc", F::F0(|vm| Ok(vm.new_int(used(vm) as i64)))),
    native("threshold", F::V(0, 1, threshold)),
];

/// What the module keeps between calls.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct State {
    /// The bytes in use when `collect()` asked for a collection, until that has run.
    before: Option<usize>,
    /// Blocks that may be allocated between two collections; -1 is no limit. Kept and told only:
    /// the collector here runs at its own times, which the program cannot see.
    threshold: i64,
}

impl Default for State {
    fn default() -> State {
        State {
            before: None,
            threshold: -1,
        }
    }
}

/// Bytes in use, never more than there are.
pub(super) fn used(vm: &Vm) -> usize {
    vm.heap.used().min(vm.heap.limit())
}

/// Bytes that are free.
pub(super) fn free(vm: &Vm) -> usize {
    vm.heap.limit() - used(vm)
}

/// Bytes of a block of the board's heap: four words.
pub(super) fn block(vm: &Vm) -> usize {
    if vm.profile.small_int_bits > 32 {
        32
    } else {
        16
    }
}

/// Asks for a collection, and is tried again behind it.
fn collect(vm: &mut Vm) -> Outcome {
    // An exception may have come between; then the collection is still due.
    let done = vm.heap.fresh == 0;
    match vm.module_state.gc.before.take() {
        Some(before) if done => {
            if !vm.profile.is_unix {
                return Ok(Value::NONE);
            }
            let freed = before.saturating_sub(vm.heap.used()) / block(vm);
            Ok(Value::small(freed as i64))
        }
        _ => {
            vm.module_state.gc.before = Some(vm.heap.used());
            Err(Abrupt::Memory(0))
        }
    }
}

fn switch(vm: &mut Vm, on: bool) -> Outcome {
    vm.heap.disabled = !on;
    Ok(Value::NONE)
}

fn threshold(vm: &mut Vm, args: Args) -> Outcome {
    let block = block(vm) as i64;
    let Some(v) = args.opt(vm, 0) else {
        return Ok(match vm.module_state.gc.threshold {
            -1 => Value::small(-1),
            blocks => vm.new_int(blocks.saturating_mul(block)),
        });
    };
    let bytes = vm.int_arg(v)?;
    vm.module_state.gc.threshold = if bytes < 0 { -1 } else { bytes / block };
    Ok(Value::NONE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Bench;
    use crate::vm::Profile;

    #[test]
    fn a_collection_comes_before_the_answer() {
        let mut bench = Bench::new(Profile::PICO);
        bench.vm.new_list(alloc::vec::Vec::new());
        let asked = bench.call("gc", "collect", &[]);
        assert_eq!(asked, Err(Abrupt::Memory(0)));
        bench.vm.collect();
        assert_eq!(bench.call("gc", "collect", &[]), Ok(Value::NONE));
    }

    #[test]
    fn thresholds_are_whole_blocks() {
        let mut bench = Bench::new(Profile::PICO);
        let get = |bench: &mut Bench| bench.call("gc", "threshold", &[]);
        assert_eq!(get(&mut bench), Ok(Value::small(-1)));
        let set = bench.call("gc", "threshold", &[Value::small(1000)]);
        assert_eq!(set, Ok(Value::NONE));
        assert_eq!(get(&mut bench), Ok(Value::small(992)));
    }
}
