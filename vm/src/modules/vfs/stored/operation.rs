//! What is asked of a file system, as plain data, so that it can be tried until its device has answered.
//!
//! An operation goes in steps. What a step has come to is kept; one that waits for the device is forgotten and done
//! again. So long operations are cut into steps that ask the device for little each.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use storage::{Blocks, Entry, Errno, Fault, Handle, OpenMode, Space, Stat, Whence};

use super::system::{Kind, Options, System};

/// Bytes that one step reads or writes.
const AT_ONCE: usize = 4096;
/// Bytes that are read at a time while it is not known how many there are.
const UNKNOWN: usize = 256;

/// How much is to be read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Take {
    /// So many bytes.
    Bytes(usize),
    /// So many characters.
    Characters(usize),
    /// A line, but no more than so many bytes of it.
    Line(usize),
    /// All that is left.
    All,
    /// All that is left, as lines.
    Lines,
}

/// What is asked of a file system.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Operation {
    /// To be made.
    Format(Kind, Options),
    /// To be found on its device.
    Mount(Kind, Options),
    /// To be made on a device that holds none, and mounted.
    MakeAndMount(Kind, Options),
    /// What a path names.
    Stat(String),
    /// What is in a folder.
    List(String),
    /// To make a folder.
    MakeFolder(String),
    /// To remove a file.
    RemoveFile(String),
    /// To remove a folder.
    RemoveFolder(String),
    /// To give a path another name.
    Rename(String, String),
    /// How much room there is.
    Space,
    /// To go to a folder, where the file system keeps it.
    Enter(String),
    /// That folder.
    Folder,
    /// To open a file.
    Open(String, OpenMode),
    /// To read from one.
    Read(Handle, Take),
    /// To write to one.
    Write(Handle, Vec<u8>),
    /// To go to a place in one.
    Seek(Handle, i64, Whence),
    /// To write what is not written yet.
    Flush(Handle),
    /// To close one.
    Close(Handle),
}

/// What an operation comes to.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Answer {
    /// It is done.
    Done,
    /// What a path names.
    Stat(Stat),
    /// What is in a folder.
    Entries(Vec<Entry>),
    /// The room that there is.
    Space(Space),
    /// A path.
    Path(String),
    /// A file that was opened.
    File(Handle),
    /// What was read.
    Bytes(Vec<u8>),
    /// A place, or how much was written.
    Number(u64),
}

/// What a step comes to.
pub enum Step {
    /// These bytes were read, and it goes on.
    Read(Vec<u8>),
    /// So many bytes were written, and it goes on.
    Wrote(usize),
    /// It is over.
    Over(Answer),
}

/// What the steps so far have come to.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Progress {
    /// What was read.
    pub read: Vec<u8>,
    /// How much was written.
    pub written: usize,
}

impl Progress {
    /// Keeps what a step has come to; gives the answer if that was the last one.
    pub fn keep(&mut self, step: Step) -> Option<Answer> {
        match step {
            Step::Read(bytes) => self.read.extend(bytes),
            Step::Wrote(n) => self.written += n,
            Step::Over(Answer::Bytes(bytes)) => {
                self.read.extend(bytes);
                return Some(Answer::Bytes(core::mem::take(&mut self.read)));
            }
            Step::Over(answer) => return Some(answer),
        }
        None
    }
}

impl Operation {
    /// Does one step.
    pub fn step(
        &self,
        progress: &Progress,
        system: &mut Option<System>,
        device: &mut dyn Blocks,
        now: u64,
    ) -> Result<Step, Fault> {
        match self {
            Operation::Format(kind, options) => {
                // A board looks at what is there first.
                if !kind.is_little()
                    && let Err(fault) = kind.mount(device, options)
                    && fault != Fault::Errno(Errno::ENODEV)
                {
                    return Err(fault);
                }
                kind.format(device, options, now)?;
                return Ok(Step::Over(Answer::Done));
            }
            Operation::Mount(kind, options) => {
                *system = match kind.mount(device, options) {
                    Ok(system) => Some(system),
                    // A volume may be made there once it is mounted.
                    Err(Fault::Errno(Errno::ENODEV)) if *kind == Kind::Fat => None,
                    Err(fault) => return Err(fault),
                };
                return Ok(Step::Over(Answer::Done));
            }
            Operation::MakeAndMount(kind, options) => {
                kind.format(device, options, now)?;
                *system = Some(kind.mount(device, options)?);
                return Ok(Step::Over(Answer::Done));
            }
            _ => {}
        }
        let Some(system) = system else {
            return Err(Fault::Errno(Errno::ENODEV));
        };
        self.step_in(progress, system, device, now)
    }

    /// The same in a mounted file system.
    fn step_in(
        &self,
        progress: &Progress,
        system: &mut System,
        device: &mut dyn Blocks,
        now: u64,
    ) -> Result<Step, Fault> {
        let answer = match self {
            Operation::Enter(path) => {
                if let System::Fat(fat) = system {
                    fat.change_folder(device, path)?;
                }
                Answer::Done
            }
            Operation::Folder => Answer::Path(match system {
                System::Fat(fat) => fat.current_folder(device)?,
                _ => String::new(),
            }),
            Operation::Read(file, take) => return read(progress, system, device, *file, *take),
            Operation::Write(file, bytes) => {
                let rest = bytes.get(progress.written..).unwrap_or_default();
                let part = &rest[..rest.len().min(AT_ONCE)];
                let n = system.files().write(device, *file, part, now)?;
                if n < part.len() {
                    return Err(Fault::Errno(Errno::ENOSPC));
                }
                if n < rest.len() {
                    return Ok(Step::Wrote(n));
                }
                Answer::Number(bytes.len() as u64)
            }
            Operation::List(path) => {
                let folder = system.files().open_folder(device, path)?;
                let mut entries = Vec::new();
                while let Some(entry) = system.files().next_entry(device, folder)? {
                    entries.push(entry);
                }
                system.files().close_folder(folder);
                Answer::Entries(entries)
            }
            other => other.at_once(system, device, now)?,
        };
        Ok(Step::Over(answer))
    }

    /// What is one call of the file system.
    fn at_once(
        &self,
        system: &mut System,
        device: &mut dyn Blocks,
        now: u64,
    ) -> Result<Answer, Fault> {
        let files = system.files();
        match self {
            Operation::Stat(path) => return files.stat(device, path).map(Answer::Stat),
            Operation::Space => return files.space(device).map(Answer::Space),
            Operation::Open(path, mode) => {
                return files.open(device, path, *mode, now).map(Answer::File);
            }
            Operation::Seek(file, offset, whence) => {
                return files
                    .seek(device, *file, *offset, *whence)
                    .map(Answer::Number);
            }
            Operation::MakeFolder(path) => files.make_folder(device, path, now)?,
            Operation::RemoveFile(path) => files.remove_file(device, path)?,
            Operation::RemoveFolder(path) => files.remove_folder(device, path)?,
            Operation::Rename(from, to) => files.rename(device, from, to)?,
            Operation::Flush(file) => files.flush(device, *file, now)?,
            Operation::Close(file) => files.close(device, *file, now)?,
            // The others have been seen to.
            _ => {}
        }
        Ok(Answer::Done)
    }
}

/// Reads some more.
fn read(
    progress: &Progress,
    system: &mut System,
    device: &mut dyn Blocks,
    file: Handle,
    take: Take,
) -> Result<Step, Fault> {
    let have = &progress.read;
    match take {
        Take::Line(limit) => {
            let limit = limit.saturating_sub(have.len());
            return read_lines(system, device, file, limit, true);
        }
        Take::Lines => return read_lines(system, device, file, usize::MAX, false),
        _ => {}
    }
    let lacking = match take {
        Take::Bytes(n) => n - have.len(),
        Take::Characters(n) => lacking_bytes(have, n),
        _ => UNKNOWN,
    };
    let mut bytes = vec![0; lacking.min(AT_ONCE)];
    let n = match lacking {
        0 => 0,
        _ => system.files().read(device, file, &mut bytes)?,
    };
    bytes.truncate(n);
    let is_all = match take {
        Take::Bytes(_) => n == lacking,
        _ => false,
    };
    Ok(match n == 0 || is_all {
        true => Step::Over(Answer::Bytes(bytes)),
        false => Step::Read(bytes),
    })
}

/// Reads to the end of a line or of the file, byte by byte as a board does; the file system has the bytes at hand.
fn read_lines(
    system: &mut System,
    device: &mut dyn Blocks,
    file: Handle,
    limit: usize,
    is_one: bool,
) -> Result<Step, Fault> {
    let mut bytes = Vec::new();
    while bytes.len() < limit.min(UNKNOWN) {
        let mut byte = [0];
        if system.files().read(device, file, &mut byte)? == 0 {
            return Ok(Step::Over(Answer::Bytes(bytes)));
        }
        bytes.push(byte[0]);
        if is_one && byte == *b"\n" {
            return Ok(Step::Over(Answer::Bytes(bytes)));
        }
    }
    Ok(match bytes.len() == limit {
        true => Step::Over(Answer::Bytes(bytes)),
        false => Step::Read(bytes),
    })
}

/// How many bytes are lacking at least until there are so many characters.
fn lacking_bytes(have: &[u8], characters: usize) -> usize {
    let (mut at, mut whole) = (0, 0);
    while whole < characters
        && let Some(&first) = have.get(at)
    {
        at += match first {
            0xc0..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xff => 4,
            _ => 1,
        };
        whole += 1;
    }
    (characters - whole) + at.saturating_sub(have.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_read_whole() {
        assert_eq!(lacking_bytes(b"", 2), 2);
        assert_eq!(lacking_bytes("é".as_bytes(), 1), 0);
        assert_eq!(lacking_bytes(&"é".as_bytes()[..1], 1), 1);
        assert_eq!(lacking_bytes(&"a€".as_bytes()[..2], 3), 3);
        assert_eq!(lacking_bytes(b"abc", 2), 0);
    }
}
