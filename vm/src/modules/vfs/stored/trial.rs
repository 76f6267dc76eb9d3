//! Operations on devices that are objects of the program: each is tried against a log of what the device has answered.
//!
//! The first thing asked that is not in the log ends the trial; frozen Python asks the object, puts its answer into the
//! log, and the operation is tried again. So nothing of a file system waits on the host's stack.

use alloc::vec::Vec;

use storage::{Blocks, Errno, Fault, Geometry};

use super::operation::{Answer, Operation, Progress};
use super::{Purpose, State, finish};
use crate::native::Outcome;
use crate::object::Object;
use crate::types::T;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// What is asked of a device.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Ask {
    /// So many bytes from an offset in a block.
    Read(u32, u32, usize),
    /// To write these.
    Program(u32, u32, Vec<u8>),
    /// To erase a block.
    Erase(u32),
    /// To keep what was written.
    Sync,
}

/// Something that was asked, and the answer; the bytes of what was written are kept by their number alone.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Exchange {
    ask: Ask,
    len: usize,
    answer: Result<Vec<u8>, Errno>,
}

/// An operation that waits for its device.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Trial {
    /// The object that stands for it.
    pub owner: Ref,
    volume: u32,
    operation: Operation,
    purpose: Purpose,
    progress: Progress,
    log: Vec<Exchange>,
    wanted: Option<Ask>,
    answer: Option<Result<Answer, Errno>>,
}

/// A device that knows what is in the log.
struct Log<'l> {
    geometry: Geometry,
    is_read_only: bool,
    log: &'l [Exchange],
    at: usize,
    wanted: Option<Ask>,
}

impl Log<'_> {
    fn ask(&mut self, ask: Ask) -> Result<&[u8], Fault> {
        let Some(exchange) = self.log.get(self.at) else {
            self.wanted = Some(ask);
            return Err(Fault::Wait);
        };
        self.at += 1;
        let same = match (&exchange.ask, &ask) {
            (Ask::Program(block, offset, _), Ask::Program(b, o, bytes)) => {
                (block, offset, exchange.len) == (b, o, bytes.len())
            }
            (before, now) => before == now,
        };
        match &exchange.answer {
            Ok(bytes) if same => Ok(bytes),
            Err(errno) if same => Err(Fault::Errno(*errno)),
            // The same trial asks the same; what does not is no trial of this log.
            _ => Err(Fault::Errno(Errno::EIO)),
        }
    }
}

impl Blocks for Log<'_> {
    fn geometry(&self) -> Geometry {
        self.geometry
    }

    fn read(&mut self, block: u32, offset: u32, into: &mut [u8]) -> Result<(), Fault> {
        let bytes = self.ask(Ask::Read(block, offset, into.len()))?;
        if bytes.len() != into.len() {
            return Err(Fault::Errno(Errno::EIO));
        }
        into.copy_from_slice(bytes);
        Ok(())
    }

    fn program(&mut self, block: u32, offset: u32, bytes: &[u8]) -> Result<(), Fault> {
        if self.is_read_only {
            return Err(Fault::Errno(Errno::EROFS));
        }
        self.ask(Ask::Program(block, offset, bytes.to_vec()))
            .map(|_| ())
    }

    fn erase(&mut self, block: u32) -> Result<(), Fault> {
        self.ask(Ask::Erase(block)).map(|_| ())
    }

    fn sync(&mut self) -> Result<(), Fault> {
        self.ask(Ask::Sync).map(|_| ())
    }
}

/// Begins an operation; answers with what frozen Python makes of it.
pub(super) fn begin(
    vm: &mut Vm,
    fs: Value,
    volume: u32,
    (operation, purpose): (Operation, Purpose),
    about: Value,
) -> Outcome {
    let methods = vm.device(fs).and_then(|d| d.values.first().copied());
    let methods = methods.unwrap_or(Value::NONE);
    let state = &mut vm.module_state.vfs.stored;
    let id = state.next_id();
    let object = vm.new_device(
        T::VfsTrial,
        [id.into(), 0, 0, 0],
        [methods, fs, about].into(),
    );
    let trial = Trial {
        owner: object.as_ref().unwrap_or(Ref(0)),
        volume,
        operation,
        purpose,
        progress: Progress::default(),
        log: Vec::new(),
        wanted: None,
        answer: None,
    };
    vm.module_state.vfs.stored.trials.insert(id, trial);
    Err(vm.call_frozen("vfs_work", &[object, methods]))
}

impl State {
    /// Goes on with a trial until it wants something of the device (true) or is over. Says how much was tried.
    /// More than `most` bytes are not read.
    fn go_on(&mut self, id: u32, now: u64, most: usize) -> (bool, usize) {
        let mut effort = 0;
        let Some(trial) = self.trials.get_mut(&id) else {
            return (false, effort);
        };
        let Some(volume) = self.volumes.get_mut(&trial.volume) else {
            trial.answer = Some(Err(Errno::ENODEV));
            return (false, effort);
        };
        while trial.answer.is_none() {
            let mut system = volume.system.clone();
            let mut log = Log {
                geometry: volume.geometry,
                is_read_only: volume.is_read_only,
                log: &trial.log,
                at: 0,
                wanted: None,
            };
            let lost = volume.lost.last().map(|&file| Operation::Close(file));
            let operation = lost.as_ref().unwrap_or(&trial.operation);
            let step = operation.step(&trial.progress, &mut system, &mut log, now);
            effort += 1 + log.at;
            let wanted = log.wanted.take();
            match (step, lost.is_some()) {
                (Err(Fault::Wait), _) => {
                    trial.wanted = wanted;
                    return (true, effort);
                }
                // Nobody is there to hear what goes wrong with a file that nobody has.
                (_, true) => {
                    volume.lost.pop();
                }
                (Ok(step), _) => {
                    trial.answer = trial.progress.keep(step).map(Ok);
                    if trial.answer.is_none() && trial.progress.read.len() > most {
                        trial.answer = Some(Err(Errno::ENOMEM));
                    }
                }
                (Err(Fault::Errno(errno)), _) => trial.answer = Some(Err(errno)),
            }
            volume.system = system;
            trial.log.clear();
        }
        (false, effort)
    }
}

fn id_of(vm: &mut Vm, trial: Value) -> Outcome<u32> {
    match vm.device(trial) {
        Some(d) if d.ty == T::VfsTrial => Ok(d.data[0] as u32),
        _ => Err(vm.wrong_self("operation", trial)),
    }
}

/// `_vfs_step(trial)`: what it wants of its device: a number for what that is (0 to read, 1 to write, 2 to erase, 3 to
/// sync), the block, the offset in it or `None` where devices know no such thing, and a buffer; or `None` once it is
/// over.
pub(in crate::modules) fn step(vm: &mut Vm, trial: Value) -> Outcome {
    let id = id_of(vm, trial)?;
    let now = crate::modules::time::since_1970(vm);
    let most = vm.heap.limit();
    let (waits, effort) = vm.module_state.vfs.stored.go_on(id, now, most);
    vm.spend(effort * 16);
    if !waits {
        return Ok(Value::NONE);
    }
    let state = &vm.module_state.vfs.stored;
    let Some(trial) = state.trials.get(&id) else {
        return Ok(Value::NONE);
    };
    let volume = state.volumes.get(&trial.volume);
    let parts = volume.is_some_and(|volume| volume.kind.is_little());
    let (kind, block, offset, bytes) = match &trial.wanted {
        Some(Ask::Read(block, offset, len)) => (0, *block, *offset, alloc::vec![0; *len]),
        Some(Ask::Program(block, offset, bytes)) => (1, *block, *offset, bytes.clone()),
        Some(Ask::Erase(block)) => (2, *block, 0, Vec::new()),
        _ => (3, 0, 0, Vec::new()),
    };
    let buffer = vm.heap.new_value(Object::ByteArray(bytes));
    let offset = match parts {
        true => Value::small(offset.into()),
        false => Value::NONE,
    };
    Ok(vm.new_tuple([
        Value::small(kind),
        Value::small(block.into()),
        offset,
        buffer,
    ]))
}

/// `_vfs_answer(trial, status, buffer)`: what the device has said: 0, or an errno as a negative number.
pub(in crate::modules) fn answer(
    vm: &mut Vm,
    trial: Value,
    status: Value,
    buffer: Value,
) -> Outcome {
    let id = id_of(vm, trial)?;
    let status = vm.int_arg(status)?;
    let bytes = vm.bytes_of(buffer).unwrap_or_default().to_vec();
    let Some(trial) = vm.module_state.vfs.stored.trials.get_mut(&id) else {
        return Ok(Value::NONE);
    };
    let (ask, bytes, len) = match trial.wanted.take() {
        Some(Ask::Program(block, offset, written)) => {
            let ask = Ask::Program(block, offset, Vec::new());
            (ask, Vec::new(), written.len())
        }
        Some(ask) => (ask, bytes, 0),
        None => return Ok(Value::NONE),
    };
    let answer = match status {
        0 => Ok(bytes),
        errno => Err(Errno(
            i32::try_from(errno.saturating_neg()).unwrap_or(Errno::EIO.0),
        )),
    };
    trial.log.push(Exchange { ask, len, answer });
    Ok(Value::NONE)
}

/// `_vfs_result(trial)`: what the operation has come to.
pub(in crate::modules) fn result(vm: &mut Vm, trial: Value) -> Outcome {
    let id = id_of(vm, trial)?;
    let values = vm
        .device(trial)
        .map(|d| d.values.clone())
        .unwrap_or_default();
    let &[_, fs, about] = &values[..] else {
        return Ok(Value::NONE);
    };
    let Some(known) = vm.module_state.vfs.stored.trials.get(&id) else {
        return Ok(Value::NONE);
    };
    if let Some(Ok(Answer::Bytes(bytes))) = &known.answer {
        // Nothing has happened yet where a collection must make room first.
        let len = bytes.len();
        vm.reserve(len)?;
    }
    let Some(trial) = vm.module_state.vfs.stored.trials.remove(&id) else {
        return Ok(Value::NONE);
    };
    let answer = trial.answer.unwrap_or(Err(Errno::EIO));
    finish(vm, fs, about, &trial.purpose, answer)
}
