//! `micropython`: the runtime's own switches and its report on memory.

pub mod ring;
pub mod schedule;

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{MODULES, Member, ModuleSpec, gc};
use crate::hal::Host;
use crate::native::{Args, F, Native, Outcome, native};
use crate::qstr::{Qstr, q};
use crate::types::T;
use crate::value::Value;
use crate::vm::{Profile, Vm};

/// What the module is made of on a board.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "micropython",
    natives: &BOARD_NATIVES,
    members: MEMBERS,
    present: |profile| !profile.is_unix,
};

/// What it is made of in a process.
pub const UNIX_SPEC: ModuleSpec = ModuleSpec {
    name: "micropython",
    natives: &UNIX_NATIVES,
    members: MEMBERS,
    present: |profile| profile.is_unix,
};

const MEMBERS: &[(&str, Member)] = &[("RingIO", Member::Type(T::RingIo))];

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
    KBD_INTR,
    native("schedule", F::F2(schedule::schedule)),
];

const KBD_INTR: Native = native("kbd_intr", F::F1(kbd_intr));

const UNIX_ONLY: &[Native] = &[
    native("mem_total", F::F0(|vm| memory(vm, vm.heap.totals().0))),
    native("mem_current", F::F0(|vm| memory(vm, vm.heap.used()))),
    native("mem_peak", F::F0(|vm| memory(vm, vm.heap.totals().1))),
];
const UNIX_NATIVES: [Native; Native::count(&[NATIVES, UNIX_ONLY])] =
    Native::join(&[NATIVES, UNIX_ONLY]);

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
    /// Bytes for exceptions while the heap is locked, of a board.
    emergency: usize,
    /// The character that interrupts the program, if any does.
    pub interrupt: Option<u8>,
    pub(crate) schedule: schedule::State,
}

impl Default for State {
    fn default() -> State {
        State {
            opt_level: 0,
            emergency: 0,
            interrupt: Some(3),
            schedule: schedule::State::default(),
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
    let mut text = String::new();
    if vm.profile.is_unix {
        let (total, peak) = vm.heap.totals();
        text = format!(
            "mem: total={total}, current={}, peak={peak}\n",
            vm.heap.used()
        );
    }
    // Objects have no place on the board's heap here, so what is free is one piece.
    text += &format!(
        "stack: {} out of {}\nGC: total: {}, used: {}, free: {}\n \
         No. of 1-blocks: {ones}, 2-blocks: {twos}, max blk sz: {largest}, max free sz: {}\n",
        stack_use(vm),
        stack_limit(&vm.profile),
        vm.heap.limit(),
        gc::used(vm),
        gc::free(vm),
        gc::free(vm) / block,
    );
    if args.n == 1 {
        text += &layout(vm, block);
    }
    host.write(vm.now(), text.as_bytes());
    Ok(Value::NONE)
}

/// Blocks in a line of the table.
const LINE: usize = 64;

/// The table of the heap's blocks, in the order of the objects, all that is free behind them: `h`
/// where an object begins, `=` where it goes on, `.` for a free block.
fn layout(vm: &Vm, block: usize) -> String {
    let mut text = format!(
        "GC memory layout; from {:x}:",
        vm.address(crate::value::Ref(0))
    );
    let mut at = 0;
    for bytes in vm.heap.sizes() {
        for i in 0..bytes.div_ceil(block) {
            if at % LINE == 0 {
                text += &format!("\n{:08x}: ", at * block);
            }
            text.push(if i == 0 { 'h' } else { '=' });
            at += 1;
        }
    }
    let all = vm.heap.limit() / block;
    while at % LINE != 0 && at < all {
        text.push('.');
        at += 1;
    }
    let lines = all.saturating_sub(at) / LINE;
    if lines > 0 {
        text += &format!("\n       ({lines} lines all free)");
    }
    text.push('\n');
    text
}

/// The names of all modules and types, and of what is in them: the firmware has them.
fn firmware_names() -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    let mut add = |name, natives: &'static [Native], members: &'static [(&'static str, Member)]| {
        names.insert(name);
        names.extend(natives.iter().map(|native| native.name));
        names.extend(members.iter().map(|&(name, _)| name));
    };
    for t in T::ALL {
        add(t.spec().name, t.spec().natives, t.spec().consts);
    }
    for module in MODULES {
        add(module.name, module.natives, module.members);
    }
    names
}

fn qstr_info(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 0, 1)?;
    // What the VM itself knows stands for the firmware's own strings, which are not counted.
    let firmware = firmware_names();
    let texts: Vec<&str> = (q::NAMES.len()..vm.qstrs.len())
        .map(|i| vm.qstrs.text(Qstr(i as u32)))
        .filter(|text| !firmware.contains(text))
        .collect();
    let n = texts.len();
    let bytes: usize = texts.iter().map(|text| text.len() + 1).sum();
    let total = bytes + n * (gc::block(vm) / 4 + 2);
    let mut text = format!(
        "qstr pool: n_pool=1, n_qstr={n}, n_str_data_bytes={bytes}, n_total_bytes={total}\n"
    );
    if args.n == 1 {
        for name in texts {
            text += &format!("Q({name})\n");
        }
    }
    host.write(vm.now(), text.as_bytes());
    Ok(Value::NONE)
}

fn memory(vm: &mut Vm, bytes: usize) -> Outcome {
    Ok(vm.new_int(bytes as i64))
}

fn heap_lock(vm: &mut Vm) -> Outcome {
    vm.heap.lock();
    // From here on each instruction is looked at.
    vm.break_slice();
    Ok(Value::NONE)
}

fn heap_unlock(vm: &mut Vm) -> Outcome {
    Ok(Value::small(i64::from(vm.heap.unlock())))
}

fn kbd_intr(vm: &mut Vm, character: Value) -> Outcome {
    let character = vm.int_arg(character)?;
    vm.module_state.micropython.interrupt = u8::try_from(character).ok();
    Ok(Value::NONE)
}

fn emergency_buf(vm: &mut Vm, size: Value) -> Outcome {
    let size = vm.int_arg(size)?;
    vm.module_state.micropython.emergency = usize::try_from(size).unwrap_or(0);
    Ok(Value::NONE)
}

/// Bytes for exceptions that a process has from its start.
const UNIX_EMERGENCY: usize = 256;

impl Vm {
    /// Whether the memory for exceptions of a locked heap holds so many arguments, behind a
    /// traceback of two lines and the head of a tuple.
    pub(crate) fn fits_emergency(&self, args: usize) -> bool {
        let room = if self.profile.is_unix {
            UNIX_EMERGENCY
        } else {
            self.module_state.micropython.emergency
        };
        let word = self.word_bits() as usize / 8;
        args == 0 || word * (2 * 3 + 2 + args) <= room
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
        assert!(gc.starts_with("GC: total: 245888, used: "), "{gc}");
        assert!(
            lines
                .next()
                .is_some_and(|l| l.starts_with(" No. of 1-blocks: "))
        );
    }
}
