//! `_thread`: threads of one program, and locks.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Member, ModuleSpec};
use crate::hal::Host;
use crate::native::{Abrupt, Args, F, Outcome, native};
use crate::object::Object;
use crate::threads::Refusal;
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "_thread",
    natives: &[
        native("get_ident", F::F0(get_ident)),
        native("stack_size", F::V(0, 1, stack_size)),
        native("start_new_thread", F::V(2, 3, start_new_thread)),
        native("exit", F::F0(|vm| Err(vm.raise_with(T::SystemExit, &[])))),
        native("allocate_lock", F::F0(allocate_lock)),
    ],
    members: &[("LockType", Member::Type(T::Lock))],
    present: |profile| profile.threading.is_some(),
};

/// A lock: its first number is whether a thread has it.
pub const LOCK: TypeSpec = TypeSpec {
    name: "lock",
    base: T::Object,
    make: None,
    natives: &[
        native("acquire", F::V(1, 3, acquire)),
        native("release", F::F1(release)),
        native("locked", F::F1(locked)),
        native("__enter__", F::V(1, 3, acquire)),
        native(
            "__exit__",
            F::V(4, 4, |vm, args| release(vm, args.get(vm, 0))),
        ),
    ],
    consts: &[],
};

// ---- threads ----

fn ident(vm: &mut Vm, slot: usize) -> Value {
    let (first, step) = vm.profile.threading.map_or((1, 1), |t| t.ident);
    vm.new_int((first + step * slot as u64) as i64)
}

fn get_ident(vm: &mut Vm) -> Outcome {
    let slot = vm.threads.slot();
    Ok(ident(vm, slot))
}

/// `stack_size([bytes])`: answers what it was before; without an argument it becomes the usual one.
fn stack_size(vm: &mut Vm, args: Args) -> Outcome {
    let size = match args.opt(vm, 0) {
        Some(v) => vm.int_arg(v)? as usize,
        None => 0,
    };
    let before = core::mem::replace(&mut vm.threads.stack_size, size);
    Ok(vm.new_big(before.into()))
}

/// Words of a thread's entry on the heap, before its arguments.
const ENTRY_WORDS: usize = 6;

/// `start_new_thread(function, args[, kwargs])`
fn start_new_thread(vm: &mut Vm, args: Args) -> Outcome {
    let function = args.get(vm, 0);
    let list = args.get(vm, 1);
    let mut given = vm.array_arg(list)?;
    let mut nkw = 0;
    if let Some(keywords) = args.opt(vm, 2) {
        let pairs: Vec<Value> = match vm.heap.object(keywords) {
            Some(Object::Dict(map)) if vm.kind(keywords) == T::Dict => {
                map.iter().flat_map(|e| [e.key, e.value]).collect()
            }
            _ => return Err(vm.type_error("expecting a dict for keyword args")),
        };
        nkw = pairs.len() / 2;
        given.extend(pairs);
    }
    let Some(threading) = vm.profile.threading else {
        return Err(Abrupt::Python);
    };
    let bytes = threading.stack_bytes(vm.threads.stack_size);
    vm.reserve(if threading.stack.on_heap { bytes } else { 0 })?;
    if vm.threads.count() >= threading.most {
        return Err(match threading.refusal {
            Refusal::Errno(errno) => vm.os_error(errno),
            Refusal::Message(message) => vm.raise(T::OSError, message),
        });
    }
    // What a board allocates: the entry, whose head is that of a tuple here, and the stack.
    let mut entry = Vec::from([function; ENTRY_WORDS - 2]);
    entry.extend_from_slice(&given);
    let entry = vm.new_tuple(entry);
    let stack = match threading.stack.on_heap {
        true => vm
            .heap
            .new_value(Object::ByteArray(alloc::vec![0; bytes - 16])),
        false => Value::NONE,
    };
    let main = vm.main_depths();
    let depths = main.map(|depth| threading.depth(bytes, depth));
    let slot = vm.start_thread(function, &given, nkw, [entry, stack], depths);
    Ok(ident(vm, slot))
}

/// `_thread_failed(text, error)`: tells of the error that ended a thread, which `text` shows.
pub(super) fn failed(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (function, error) = (args.get(vm, 0), args.get(vm, 1));
    let mut text = String::from("Unhandled exception in thread started by ");
    text.push_str(vm.str_of(function).unwrap_or_default());
    text.push('\n');
    text.push_str(&vm.traceback(error));
    host.write_error(vm.now(), text.as_bytes());
    Ok(Value::NONE)
}

// ---- locks ----

fn allocate_lock(vm: &mut Vm) -> Outcome {
    Ok(vm.new_device(T::Lock, [0; 4], Vec::new()))
}

/// Whether a thread has the lock.
fn is_locked(vm: &mut Vm, lock: Value) -> Outcome<bool> {
    match vm.device(lock) {
        Some(d) if d.ty == T::Lock => Ok(d.data[0] != 0),
        _ => Err(vm.wrong_self("lock", lock)),
    }
}

fn set_locked(vm: &mut Vm, lock: Value, locked: bool) {
    if let Some(d) = vm.device_mut(lock) {
        d.data[0] = i64::from(locked);
    }
}

/// `acquire(wait=True, timeout=-1)`: the timeout is taken and ignored, as MicroPython does.
fn acquire(vm: &mut Vm, args: Args) -> Outcome {
    let lock = args.get(vm, 0);
    let locked = is_locked(vm, lock)?;
    let wait = match args.opt(vm, 1) {
        Some(v) => vm.int_arg(v)? != 0,
        None => true,
    };
    match lock.as_ref() {
        Some(r) if locked && wait => Err(Abrupt::Lock(r)),
        _ => {
            set_locked(vm, lock, true);
            Ok(Value::bool(!locked))
        }
    }
}

/// `release()`: it need not be the thread that has the lock.
fn release(vm: &mut Vm, lock: Value) -> Outcome {
    if !is_locked(vm, lock)? {
        return Err(vm.raise_with(T::RuntimeError, &[]));
    }
    let given = lock.as_ref().is_some_and(|r| vm.hand_over(r));
    set_locked(vm, lock, given);
    Ok(Value::NONE)
}

fn locked(vm: &mut Vm, lock: Value) -> Outcome {
    is_locked(vm, lock).map(Value::bool)
}
