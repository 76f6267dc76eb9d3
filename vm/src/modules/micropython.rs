//! `micropython`: the runtime's own switches and its report on memory.

use alloc::format;

use super::{ModuleSpec, gc};
use crate::hal::Host;
use crate::native::{Args, F, Native, Outcome, native};
use crate::qstr::q;
use crate::value::Value;
use crate::vm::{Profile, Vm};

/// What the module is made of on a board.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "micropython",
    natives: &BOARD_NATIVES,
    members: &[],
    present: |profile| !profile.is_unix,
};

/// What it is made of in a process.
pub const UNIX_SPEC: ModuleSpec = ModuleSpec {
    name: "micropython",
    natives: NATIVES,
    members: &[],
    present: |profile| profile.is_unix,
};

const NATIVES: &[Native] = &[
    native("const", F::F1(|_, v| Ok(v))),
    native("opt_level", F::V(0, 1, opt_level)),
    native("mem_info", F::H(0, mem_info)),
    native("qstr_info", F::H(0, qstr_info)),
    native(
        "stack_use",
        F::F0(|vm| Ok(vm.new_int(stack_use(vm) as i64))),
    ),
    native("heap_lock", F::F0(heap_lock)),
    native("heap_unlock", F::F0(heap_unlock)),
    native("kbd_intr", F::F1(kbd_intr)),
];

const BOARD_ONLY: &[Native] = &[native(
    "alloc_emergency_exception_buf",
    F::F1(emergency_buf),
)];
const BOARD_NATIVES: [Native; Native::count(&[NATIVES, BOARD_ONLY])] =
    Native::join(&[NATIVES, BOARD_ONLY]);

/// What the module keeps between calls.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct State {
    /// The level that source files are compiled with.
    pub opt_level: u8,
    /// How many `heap_lock()` are open. It is only counted: allocating goes on meanwhile.
    heap_locks: u32,
    /// The character that interrupts the program, if any does.
    pub interrupt: Option<u8>,
}

impl Default for State {
    fn default() -> State {
        State {
            opt_level: 0,
            heap_locks: 0,
            interrupt: Some(3),
        }
    }
}

fn opt_level(vm: &mut Vm, args: Args) -> Outcome {
    let state = &vm.module_state.micropython;
    let Some(v) = args.opt(vm, 0) else {
        return Ok(Value::small(i64::from(state.opt_level)));
    };
    let level = vm.int_arg(v)?;
    vm.module_state.micropython.opt_level = level as u8;
    Ok(Value::NONE)
}

/// The bytes of C stack that a board has for nested calls: 8 KiB less a margin.
const STACK: usize = 0x2000 - 256;
/// The same of a process.
const UNIX_STACK: usize = 80_000;

fn stack_limit(profile: &Profile) -> usize {
    if profile.is_unix { UNIX_STACK } else { STACK }
}

/// The C stack that the board would use: its share of the limit is that of the nested calls.
fn stack_use(vm: &Vm) -> usize {
    let limit = stack_limit(&vm.profile);
    let depth = vm.frames.len().max(1);
    (limit * depth / vm.profile.max_depth.max(1) as usize).min(limit)
}

fn mem_info(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 0, 1)?;
    let block = gc::block(vm);
    let (mut ones, mut twos, mut largest) = (0, 0, 0);
    for bytes in vm.heap.sizes() {
        let blocks = bytes.div_ceil(block);
        ones += usize::from(blocks == 1);
        twos += usize::from(blocks == 2);
        largest = largest.max(blocks);
    }
    // Objects have no place on the board's heap here, so what is free is one piece.
    let text = format!(
        "stack: {} out of {}\nGC: total: {}, used: {}, free: {}\n \
         No. of 1-blocks: {ones}, 2-blocks: {twos}, max blk sz: {largest}, max free sz: {}\n",
        stack_use(vm),
        stack_limit(&vm.profile),
        vm.heap.limit(),
        gc::used(vm),
        gc::free(vm),
        gc::free(vm) / block,
    );
    host.write(vm.now(), text.as_bytes());
    Ok(Value::NONE)
}

fn qstr_info(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 0, 1)?;
    // What the VM itself knows stands for the firmware's own strings, which are not counted.
    let own = q::NAMES.len();
    let n = vm.qstrs.len() - own;
    let bytes: usize = (own..vm.qstrs.len())
        .map(|i| vm.qstrs.text(crate::qstr::Qstr(i as u32)).len() + 1)
        .sum();
    let total = bytes + n * (gc::block(vm) / 4 + 2);
    let text = format!(
        "qstr pool: n_pool=1, n_qstr={n}, n_str_data_bytes={bytes}, n_total_bytes={total}\n"
    );
    host.write(vm.now(), text.as_bytes());
    Ok(Value::NONE)
}

fn heap_lock(vm: &mut Vm) -> Outcome {
    vm.module_state.micropython.heap_locks += 1;
    Ok(Value::NONE)
}

fn heap_unlock(vm: &mut Vm) -> Outcome {
    let locks = &mut vm.module_state.micropython.heap_locks;
    *locks = locks.saturating_sub(1);
    Ok(Value::small(i64::from(*locks)))
}

fn kbd_intr(vm: &mut Vm, character: Value) -> Outcome {
    let character = vm.int_arg(character)?;
    vm.module_state.micropython.interrupt = u8::try_from(character).ok();
    Ok(Value::NONE)
}

/// Memory for exceptions in interrupt handlers, of which there is always enough here.
fn emergency_buf(vm: &mut Vm, size: Value) -> Outcome {
    vm.int_arg(size)?;
    Ok(Value::NONE)
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use crate::testing::Bench;
    use crate::value::Value;
    use crate::vm::Profile;

    #[test]
    fn memory_is_told_as_the_board_tells_it() {
        let mut bench = Bench::new(Profile::PICO);
        assert_eq!(bench.call("micropython", "mem_info", &[]), Ok(Value::NONE));
        let text = String::from_utf8(bench.world.output.clone()).expect("text");
        let mut lines = text.lines();
        assert!(lines.next().is_some_and(|l| l.starts_with("stack: ")));
        let gc = lines.next().expect("a second line");
        assert!(gc.starts_with("GC: total: 233024, used: "), "{gc}");
        assert!(
            lines
                .next()
                .is_some_and(|l| l.starts_with(" No. of 1-blocks: "))
        );
    }
}
