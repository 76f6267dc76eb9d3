//! File systems over blocks (`VfsFat` and its kin), as objects of a program.
//!
//! An operation is data ([`operation`]). On the board's flash it is done at once; on a device that is an object of the
//! program it is a [`trial`], which frozen Python sees through.

pub mod classes;
pub mod file;
pub mod flash;
mod operation;
mod system;
pub mod trial;

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use storage::{Blocks, Errno, Fault};

use self::flash::FlashPart;
use self::operation::{Answer, Operation, Progress};
use self::system::{BytesPart, Device, Volume};
use super::posix::{S_IFDIR, S_IFREG};
use crate::hal::{FileKind, Host};
use crate::heap::Heap;
use crate::modules::time;
use crate::native::{F, Native, Outcome, native};
use crate::types::T;
use crate::types::text::Kind as Text;
use crate::value::Value;
use crate::vm::Vm;

/// The file systems that objects stand for, and what is under way in them.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct State {
    volumes: BTreeMap<u32, Volume>,
    trials: BTreeMap<u32, trial::Trial>,
    /// The number of the next of either.
    next: u32,
    /// Open files, by the objects that stand for them, with their volumes and handles.
    files: BTreeMap<u32, (u32, storage::Handle)>,
    /// The object of all of the board's flash, or `NULL` as long as nobody has asked for it.
    flash: Value,
}

/// What frozen Python calls.
pub(in crate::modules) const NATIVES: &[Native] = &[
    native("_vfs_set_up", F::H(5, classes::set_up_object)),
    native("_vfs_make_and_mount", F::H(2, classes::make_and_mount)),
    native("_vfs_step", F::F1(trial::step)),
    native("_vfs_answer", F::F3(trial::answer)),
    native("_vfs_result", F::F1(trial::result)),
];

impl State {
    fn next_id(&mut self) -> u32 {
        self.next = self.next.wrapping_add(1);
        self.next
    }

    /// The values that are kept alive.
    pub(in crate::modules) fn roots(&self) -> impl Iterator<Item = Value> {
        [self.flash].into_iter().filter(|flash| !flash.is_null())
    }

    /// Forgets what belonged to objects that were collected; their files are closed before the next operation.
    pub(in crate::modules) fn swept(&mut self, heap: &Heap) {
        self.trials.retain(|_, trial| heap.holds(trial.owner));
        self.volumes.retain(|_, volume| heap.holds(volume.owner));
        let volumes = &mut self.volumes;
        self.files.retain(|&object, &mut (volume, handle)| {
            let lives = heap.holds(crate::value::Ref(object));
            if !lives && let Some(volume) = volumes.get_mut(&volume) {
                volume.lost.push(handle);
            }
            lives
        });
    }
}

/// What is made of an operation's answer.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Purpose {
    /// A value as it is.
    Value,
    /// The object of the file system itself.
    Volume,
    /// Names as text or as bytes.
    Entries(bool),
    /// A file of text or of bytes.
    File(bool),
    /// What was read, as text or as bytes.
    Read(bool),
    /// The same of a line that an iterator gives.
    Next(bool),
    /// A list of the lines in it.
    Lines(bool),
    /// What was read goes into a buffer.
    Into,
    /// A file is closed.
    Closed,
    /// A folder becomes the current one, if it is one.
    Entered(String),
}

/// The volume of an object of a file system.
fn volume_of(vm: &mut Vm, fs: Value) -> Outcome<(Value, u32)> {
    let fs = vm.native_part(fs);
    match vm.device(fs) {
        Some(d) if system::Kind::of(d.ty).is_some() => Ok((fs, d.data[0] as u32)),
        _ => Err(vm.wrong_self("vfs", fs)),
    }
}

/// Does something in a file system. `about` is the object that it is about, if it is another one.
fn perform(
    vm: &mut Vm,
    host: &mut dyn Host,
    fs: Value,
    what: (Operation, Purpose),
    about: Value,
) -> Outcome {
    let (fs, id) = volume_of(vm, fs)?;
    match vm.module_state.vfs.stored.volumes.get(&id) {
        Some(volume) if volume.device != Device::Object => {}
        _ => return trial::begin(vm, fs, id, what, about),
    }
    let (operation, purpose) = what;
    let answer = at_once(vm, host, fs, id, &operation);
    if let (Err(Errno::ENOMEM), Operation::Read(..)) = (&answer, &operation) {
        let all = vm.heap.limit();
        return Err(vm.memory_error(all));
    }
    if let (Ok(Answer::Bytes(bytes)), Operation::Read(file, _)) = (&answer, &operation)
        && let Err(abrupt) = vm.reserve(bytes.len())
    {
        // It is read again once there is room.
        let back = -(bytes.len() as i64);
        let back = Operation::Seek(*file, back, storage::Whence::Current);
        return match at_once(vm, host, fs, id, &back) {
            Ok(_) => Err(abrupt),
            Err(errno) => Err(vm.os_error(errno.0)),
        };
    }
    finish(vm, fs, about, &purpose, answer)
}

/// Does it on a device that answers at once.
fn at_once(
    vm: &mut Vm,
    host: &mut dyn Host,
    fs: Value,
    id: u32,
    operation: &Operation,
) -> Result<Answer, Errno> {
    let now = time::since_1970(vm);
    let most = vm.heap.limit();
    let Some(mut volume) = vm.module_state.vfs.stored.volumes.remove(&id) else {
        return Err(Errno::ENODEV);
    };
    let (answer, spent) = match volume.device {
        Device::Bytes => {
            let object = vm.device(fs).and_then(|d| d.values.first().copied());
            let bytes = object.and_then(|v| vm.buffer_of(v)).unwrap_or_default();
            let mut device = BytesPart { bytes };
            (run(&mut volume, &mut device, operation, now, most), 0)
        }
        Device::Flash(start) => {
            let mut device = FlashPart {
                host,
                start,
                geometry: volume.geometry,
                is_read_only: volume.is_read_only,
                erases_first: !volume.kind.is_little(),
                spent: 0,
            };
            let answer = run(&mut volume, &mut device, operation, now, most);
            (answer, device.spent)
        }
        Device::Object => (Err(Errno::EIO), 0),
    };
    vm.module_state.vfs.stored.volumes.insert(id, volume);
    vm.stall(spent);
    vm.spend(16);
    answer
}

/// Does it to its end. Where more than `most` bytes are read, which a damaged file system may say of a file, there is no
/// memory for them.
fn run(
    volume: &mut Volume,
    device: &mut dyn Blocks,
    operation: &Operation,
    now: u64,
    most: usize,
) -> Result<Answer, Errno> {
    let mut progress = Progress::default();
    while let Some(file) = volume.lost.pop() {
        // Nobody is there to hear what goes wrong with a file that nobody has.
        let _ = Operation::Close(file).step(&progress, &mut volume.system, device, now);
    }
    loop {
        match operation.step(&progress, &mut volume.system, device, now) {
            Ok(step) => {
                if let Some(answer) = progress.keep(step) {
                    return Ok(answer);
                }
                if progress.read.len() > most {
                    return Err(Errno::ENOMEM);
                }
            }
            Err(Fault::Errno(errno)) => return Err(errno),
            Err(Fault::Wait) => return Err(Errno::EIO),
        }
    }
}

/// Makes a value of an operation's answer.
fn finish(
    vm: &mut Vm,
    fs: Value,
    about: Value,
    purpose: &Purpose,
    answer: Result<Answer, Errno>,
) -> Outcome {
    if *purpose == Purpose::Closed {
        file::closed(vm, about);
    }
    let answer = match answer {
        Ok(answer) => answer,
        Err(errno) => return Err(vm.os_error(errno.0)),
    };
    let text = |text| if text { Text::Str } else { Text::Bytes };
    match (answer, purpose) {
        (Answer::Done, Purpose::Volume) => Ok(fs),
        (Answer::Done, _) => Ok(Value::NONE),
        (Answer::Stat(stat), Purpose::Entered(path)) => match stat.kind {
            storage::Kind::Folder => classes::entered(vm, fs, path),
            storage::Kind::File => Err(vm.os_error(Errno::ENOENT.0)),
        },
        (Answer::Stat(stat), _) => {
            let seconds = vm.new_int((stat.changed / 1_000_000_000) as i64);
            let mut items = [Value::small(0); 10];
            items[0] = Value::small(mode(stat.kind));
            items[6] = vm.new_int(stat.size as i64);
            items[7..].fill(seconds);
            Ok(vm.new_tuple(items))
        }
        (Answer::Entries(entries), purpose) => {
            let is_text = *purpose == Purpose::Entries(true);
            let mut items = Vec::with_capacity(entries.len());
            for entry in entries {
                let name = vm.new_text(text(is_text), entry.name.into_bytes())?;
                let size = vm.new_int(entry.size as i64);
                let mode = Value::small(mode(entry.kind));
                items.push(vm.new_tuple([name, mode, Value::small(0), size]));
            }
            let items = vm.new_list(items);
            vm.native_iter(items)
        }
        (Answer::Space(space), _) => {
            let free = i64::from(space.free);
            let items = [
                space.block_size.into(),
                space.fragment_size.into(),
                space.blocks.into(),
                free,
                free,
                0,
                0,
                0,
                0,
                space.name_max.into(),
            ];
            Ok(vm.new_tuple(items.map(Value::small)))
        }
        (Answer::Path(path), _) => Ok(vm.new_str(&path)),
        (Answer::File(handle), purpose) => Ok(file::opened(
            vm,
            fs,
            handle,
            *purpose == Purpose::File(true),
        )),
        (Answer::Number(n), _) => Ok(vm.new_int(n as i64)),
        (Answer::Bytes(bytes), purpose) => match purpose {
            Purpose::Into => {
                vm.store_bytes(about, 0..bytes.len(), &bytes);
                Ok(Value::small(bytes.len() as i64))
            }
            Purpose::Next(_) if bytes.is_empty() => Err(vm.raise_with(T::StopIteration, &[])),
            Purpose::Next(is_text) | Purpose::Read(is_text) => vm.new_text(text(*is_text), bytes),
            Purpose::Lines(is_text) => {
                let mut lines = Vec::new();
                for line in bytes.split_inclusive(|&b| b == b'\n') {
                    lines.push(vm.new_text(text(*is_text), line.to_vec())?);
                }
                Ok(vm.new_list(lines))
            }
            _ => Ok(vm.new_bytes(bytes)),
        },
    }
}

fn mode(kind: storage::Kind) -> i64 {
    match kind {
        storage::Kind::Folder => S_IFDIR,
        storage::Kind::File => S_IFREG,
    }
}

impl Vm {
    /// Whether an object is a file system that natives can ask at once.
    fn answers_at_once(&self, fs: Value) -> Option<u32> {
        let device = self.device(fs)?;
        system::Kind::of(device.ty)?;
        let id = device.data[0] as u32;
        let volume = self.module_state.vfs.stored.volumes.get(&id)?;
        (volume.device != Device::Object).then_some(id)
    }

    /// What a path in a mounted file system names; none where only Python can tell.
    pub(crate) fn stored_kind(
        &mut self,
        host: &mut dyn Host,
        fs: Value,
        path: &str,
    ) -> Option<FileKind> {
        let id = self.answers_at_once(fs)?;
        let path = self.module_state.vfs.stored.volumes.get(&id)?.path(path);
        Some(match at_once(self, host, fs, id, &Operation::Stat(path)) {
            Ok(Answer::Stat(stat)) => match stat.kind {
                storage::Kind::Folder => FileKind::Dir,
                storage::Kind::File => FileKind::File,
            },
            _ => FileKind::Missing,
        })
    }

    /// All bytes of a file in such a file system.
    pub(crate) fn stored_bytes(
        &mut self,
        host: &mut dyn Host,
        fs: Value,
        path: &str,
    ) -> Result<Vec<u8>, i32> {
        let none = Errno::ENODEV.0;
        let id = self.answers_at_once(fs).ok_or(none)?;
        let volume = self.module_state.vfs.stored.volumes.get(&id).ok_or(none)?;
        let mode = storage::OpenMode {
            read: true,
            ..Default::default()
        };
        let open = Operation::Open(volume.path(path), mode);
        let mut ask =
            |vm: &mut Vm, operation| at_once(vm, host, fs, id, &operation).map_err(|errno| errno.0);
        let Answer::File(file) = ask(self, open)? else {
            return Err(Errno::EIO.0);
        };
        let bytes = ask(self, Operation::Read(file, operation::Take::All));
        ask(self, Operation::Close(file))?;
        match bytes? {
            Answer::Bytes(bytes) => Ok(bytes),
            _ => Err(Errno::EIO.0),
        }
    }
}
