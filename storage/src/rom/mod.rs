//! Read-only images as `VfsRom` of MicroPython has them: folders and files as records, with data that can be used
//! where it lies.
//!
//! The format is in "Working with ROMFS" of MicroPython's documentation. A record is its kind, its length and what is
//! in it; numbers have seven bits in each byte, the highest first. Whatever an image holds, each search goes forward
//! within it, and what would lie outside is not there.

use alloc::string::String;
use alloc::vec;
use core::ops::Range;

use crate::handles::Handles;
use crate::{Blocks, Entry, Errno, Fault, FileSystem, Handle, Kind, OpenMode, Space, Stat, Whence};

/// Kinds of records.
const UNUSED: u64 = 0;
const DATA: u64 = 2;
const POINTER: u64 = 3;
const FOLDER: u64 = 4;
const FILE: u64 = 5;

/// The kind of the record that is the whole image: `RM1`, of which two letters have their highest bit set.
const IMAGE: u64 = 0x14a6b1;
const MAGIC: [u8; 3] = [0xd2, 0xcd, 0x31];

/// Bytes of the longest name.
const LONGEST_NAME: u32 = 32767;

/// A mounted image, with what is open.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Rom {
    /// What is in the image's record.
    records: Range<u32>,
    open: Handles<Open>,
}

/// What a handle stands for.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Open {
    File { data: Range<u32>, position: u32 },
    Folder { rest: Range<u32> },
}

/// A record: its kind, and where its contents are, which may say more than there is.
struct Record {
    kind: u64,
    contents: Range<u32>,
}

/// A file or folder: its name, and the records in it.
struct Named {
    kind: Kind,
    name: Range<u32>,
    inner: Range<u32>,
}

/// An image while it is read.
struct Image<'a> {
    device: &'a mut dyn Blocks,
}

/// An errno.
fn refuse<T>(errno: Errno) -> Result<T, Fault> {
    Err(Fault::Errno(errno))
}

impl Image<'_> {
    /// Reads bytes, which must be within the image.
    fn read(&mut self, at: u32, into: &mut [u8]) -> Result<(), Fault> {
        if into.is_empty() {
            return Ok(());
        }
        let size = self.device.geometry().block_size.max(1);
        self.device.read(at / size, at % size, into)
    }

    /// The number at the beginning of a range, which then begins behind it; none if it does not end in there.
    fn number(&mut self, within: &mut Range<u32>) -> Result<Option<u64>, Fault> {
        let mut number = 0_u64;
        while within.start < within.end {
            let mut byte = [0];
            self.read(within.start, &mut byte)?;
            within.start += 1;
            number = number << 7 | u64::from(byte[0] & 0x7f);
            if byte[0] & 0x80 == 0 {
                return Ok(Some(number));
            }
        }
        Ok(None)
    }

    /// The record at the beginning of a range, which then begins behind it. None if there is none, or one that makes
    /// no sense.
    fn record(&mut self, within: &mut Range<u32>) -> Result<Option<Record>, Fault> {
        let mut rest = within.clone();
        let kind = self.number(&mut rest)?;
        let len = self.number(&mut rest)?;
        let (Some(kind), Some(len)) = (kind, len) else {
            return Ok(None);
        };
        let end = u64::from(rest.start).saturating_add(len);
        let end = u32::try_from(end).ok().filter(|end| *end <= rest.end);
        let Some(end) = end.filter(|_| kind != UNUSED) else {
            return Ok(None);
        };
        within.start = end;
        let contents = rest.start..end;
        Ok(Some(Record { kind, contents }))
    }

    /// The next file or folder of a range, which then begins behind it.
    fn named(&mut self, within: &mut Range<u32>) -> Result<Option<Named>, Fault> {
        while let Some(Record { kind, mut contents }) = self.record(within)? {
            let kind = match kind {
                FOLDER => Kind::Folder,
                FILE => Kind::File,
                _ => continue,
            };
            let len = self.number(&mut contents)?;
            let len = len.and_then(|len| u32::try_from(len).ok());
            let Some(len) = len.filter(|len| *len as usize <= contents.len()) else {
                break;
            };
            let inner = contents.start + len;
            return Ok(Some(Named {
                kind,
                name: contents.start..inner,
                inner: inner..contents.end,
            }));
        }
        Ok(None)
    }

    /// Where the data of a file is, which has these records.
    fn data(
        &mut self,
        image: &Range<u32>,
        mut within: Range<u32>,
    ) -> Result<Option<Range<u32>>, Fault> {
        while let Some(Record { kind, mut contents }) = self.record(&mut within)? {
            if kind == DATA {
                return Ok(Some(contents));
            }
            if kind == POINTER {
                let len = self.number(&mut contents)?;
                let from = self.number(&mut contents)?;
                let (Some(len), Some(from)) = (len, from) else {
                    break;
                };
                let from = from.saturating_add(u64::from(image.start));
                let to = from.saturating_add(len);
                if to > u64::from(image.end) {
                    break;
                }
                return Ok(Some(from as u32..to as u32));
            }
        }
        Ok(None)
    }

    /// A name.
    fn text(&mut self, name: Range<u32>) -> Result<String, Fault> {
        let mut bytes = vec![0; name.len()];
        self.read(name.start, &mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Whether a name is the first of a path.
    fn begins(&mut self, path: &[u8], name: Range<u32>) -> Result<bool, Fault> {
        let len = name.len();
        if path.len() < len || path.get(len).is_some_and(|byte| *byte != b'/') {
            return Ok(false);
        }
        for (at, expected) in name.zip(path) {
            let mut byte = [0];
            self.read(at, &mut byte)?;
            if byte[0] != *expected {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// A path without the `/` that it begins with.
fn relative(path: &[u8]) -> &[u8] {
    path.strip_prefix(b"/").unwrap_or(path)
}

impl Rom {
    /// Mounts the image that a device holds.
    ///
    /// # Errors
    /// `ENODEV`: it holds none, or not all of it.
    pub fn mount(device: &mut dyn Blocks) -> Result<Rom, Fault> {
        let geometry = device.geometry();
        let size = u64::from(geometry.block_size) * u64::from(geometry.blocks);
        let mut all = 0..u32::try_from(size).unwrap_or(u32::MAX);
        let mut image = Image { device };
        let mut magic = [0; MAGIC.len()];
        if all.len() > magic.len() {
            image.read(0, &mut magic)?;
        }
        // The number of the kind could be written in other ways too, which no image is.
        let record = if magic == MAGIC {
            image.record(&mut all)?
        } else {
            None
        };
        match record {
            Some(Record {
                kind: IMAGE,
                contents,
            }) => Ok(Rom {
                records: contents,
                open: Handles::new(),
            }),
            _ => refuse(Errno::ENODEV),
        }
    }

    /// Where the data of an open file is, in bytes from the device's beginning.
    pub fn data(&mut self, file: Handle) -> Option<Range<u32>> {
        match self.open.get(file) {
            Some(Open::File { data, .. }) => Some(data.clone()),
            _ => None,
        }
    }

    /// What a path names, with the records of a folder or the data of a file.
    fn locate(&self, device: &mut dyn Blocks, path: &str) -> Result<(Kind, Range<u32>), Fault> {
        let mut path = relative(path.as_bytes());
        let mut within = self.records.clone();
        let mut image = Image { device };
        while !path.is_empty() {
            let Some(Named { kind, name, inner }) = image.named(&mut within)? else {
                return refuse(Errno::ENOENT);
            };
            let len = name.len();
            if !image.begins(path, name)? {
                continue;
            }
            path = &path[len..];
            if kind == Kind::File {
                let data = image
                    .data(&self.records, inner)?
                    .filter(|_| path.is_empty());
                return data
                    .map(|data| (kind, data))
                    .ok_or(Fault::Errno(Errno::ENOENT));
            }
            path = relative(path);
            within = inner;
        }
        Ok((Kind::Folder, within))
    }

    /// The data of an open file, and the position in it.
    fn file(&mut self, handle: Handle) -> Result<(&Range<u32>, &mut u32), Fault> {
        match self.open.get(handle) {
            Some(Open::File { data, position }) => Ok((data, position)),
            _ => refuse(Errno::EINVAL),
        }
    }
}

impl FileSystem for Rom {
    /// The size of a folder is that of its records.
    fn stat(&mut self, device: &mut dyn Blocks, path: &str) -> Result<Stat, Fault> {
        let (kind, range) = self.locate(device, path)?;
        Ok(Stat {
            kind,
            size: range.len() as u64,
            changed: 0,
        })
    }

    fn open(
        &mut self,
        device: &mut dyn Blocks,
        path: &str,
        mode: OpenMode,
        _now: u64,
    ) -> Result<Handle, Fault> {
        // To a board, "x" is no way to open a file, and does not matter here.
        if mode.truncate || mode.append || mode.write && !mode.exclusive {
            return refuse(Errno::EROFS);
        }
        match self.locate(device, path)? {
            (Kind::File, data) => Ok(self.open.keep(Open::File { data, position: 0 })),
            (Kind::Folder, _) => refuse(Errno::EISDIR),
        }
    }

    fn read(
        &mut self,
        device: &mut dyn Blocks,
        file: Handle,
        into: &mut [u8],
    ) -> Result<usize, Fault> {
        let (data, position) = self.file(file)?;
        let from = data.start + *position;
        let len = into.len().min((from..data.end).len());
        Image { device }.read(from, &mut into[..len])?;
        *position += len as u32;
        Ok(len)
    }

    fn write(
        &mut self,
        _: &mut dyn Blocks,
        _: Handle,
        _: &[u8],
        _now: u64,
    ) -> Result<usize, Fault> {
        refuse(Errno::EROFS)
    }

    fn seek(
        &mut self,
        _: &mut dyn Blocks,
        file: Handle,
        offset: i64,
        whence: Whence,
    ) -> Result<u64, Fault> {
        let (data, position) = self.file(file)?;
        let size = data.len() as i64;
        let from = match whence {
            Whence::Start => 0,
            Whence::Current => i64::from(*position),
            Whence::End => size,
        };
        let to = from.saturating_add(offset);
        if to < 0 {
            return refuse(Errno::EINVAL);
        }
        *position = to.min(size) as u32;
        Ok(u64::from(*position))
    }

    fn flush(&mut self, _: &mut dyn Blocks, file: Handle, _now: u64) -> Result<(), Fault> {
        self.file(file).map(|_| ())
    }

    fn close(&mut self, _: &mut dyn Blocks, file: Handle, _now: u64) -> Result<(), Fault> {
        self.open.give_up(file);
        Ok(())
    }

    fn open_folder(&mut self, device: &mut dyn Blocks, path: &str) -> Result<Handle, Fault> {
        match self.locate(device, path)? {
            (Kind::Folder, rest) => Ok(self.open.keep(Open::Folder { rest })),
            (Kind::File, _) => refuse(Errno::ENOENT),
        }
    }

    fn next_entry(
        &mut self,
        device: &mut dyn Blocks,
        folder: Handle,
    ) -> Result<Option<Entry>, Fault> {
        let Some(Open::Folder { rest }) = self.open.get(folder) else {
            return Ok(None);
        };
        let mut image = Image { device };
        let mut within = rest.clone();
        let next = match image.named(&mut within)? {
            Some(Named {
                kind: Kind::Folder,
                name,
                inner,
            }) => Some((Kind::Folder, name, inner)),
            Some(Named { kind, name, inner }) => {
                let data = image.data(&self.records, inner)?;
                data.map(|data| (kind, name, data))
            }
            None => None,
        };
        let Some((kind, name, inner)) = next else {
            // What makes no sense is the end.
            rest.start = rest.end;
            return Ok(None);
        };
        *rest = within;
        let name = image.text(name)?;
        let size = inner.len() as u64;
        Ok(Some(Entry { name, kind, size }))
    }

    fn close_folder(&mut self, folder: Handle) {
        self.open.give_up(folder);
    }

    fn make_folder(&mut self, _: &mut dyn Blocks, _: &str, _now: u64) -> Result<(), Fault> {
        refuse(Errno::EROFS)
    }

    fn remove_file(&mut self, _: &mut dyn Blocks, _: &str) -> Result<(), Fault> {
        refuse(Errno::EROFS)
    }

    fn remove_folder(&mut self, _: &mut dyn Blocks, _: &str) -> Result<(), Fault> {
        refuse(Errno::EROFS)
    }

    fn rename(&mut self, _: &mut dyn Blocks, _: &str, _: &str) -> Result<(), Fault> {
        refuse(Errno::EROFS)
    }

    /// Fragments have no size to a board.
    fn space(&mut self, _: &mut dyn Blocks) -> Result<Space, Fault> {
        Ok(Space {
            block_size: 1,
            fragment_size: 0,
            blocks: self.records.len() as u32,
            free: 0,
            name_max: LONGEST_NAME,
        })
    }
}

#[cfg(test)]
mod tests;
