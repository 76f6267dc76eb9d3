//! An open file: reading and writing its content.
//!
//! Blocks are never written twice. Writing copies the block where it begins, goes on in new blocks, and when it ends
//! copies what came behind it; only then does the file have a new head, which its folder learns when it is synced.

use alloc::vec;
use alloc::vec::Vec;

use super::skip_list::{find, locate, pointer, pointers};
use super::{Cache, Medium, NONE, Volume, allocate, each_block};
use crate::{Blocks, Errno, Fault, Whence};

/// How much is copied at once.
const PART: usize = 256;

/// What the last access to a file was.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Doing {
    /// None that the caches know of.
    Nothing,
    /// Reading: `block` and `offset` are where it stands.
    Reading,
    /// Writing: they are where it stands, in blocks that only this file knows.
    Writing,
}

/// The content of an open file.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Stream {
    /// The whole content, as long as that is kept beside the name.
    pub inline: Option<Vec<u8>>,
    /// The last block of the content without what is being written.
    pub head: u32,
    /// How many bytes that is.
    pub size: u32,
    /// What was written is not in the folder yet.
    pub dirty: bool,
    /// Another handle has changed the file, whose blocks here are thus in no folder.
    pub outdated: bool,
    /// Writing failed: the file is closed without being synced.
    pub failed: bool,
    /// All is written at the end.
    append: bool,
    position: u32,
    doing: Doing,
    block: u32,
    offset: u32,
    cache: Cache,
}

impl Stream {
    /// A file with this content.
    pub fn new(medium: &Medium, head: u32, size: u32, append: bool) -> Stream {
        Stream {
            inline: None,
            head,
            size,
            dirty: false,
            outdated: false,
            failed: false,
            append,
            position: 0,
            doing: Doing::Nothing,
            block: NONE,
            offset: 0,
            cache: Cache::new(medium),
        }
    }

    /// How many bytes it has, with what is being written.
    fn len(&self) -> u32 {
        match (&self.inline, self.doing) {
            (Some(content), _) => content.len() as u32,
            (None, Doing::Writing) => self.position.max(self.size),
            (None, _) => self.size,
        }
    }

    /// Names the blocks that no folder refers to, or may not refer to.
    ///
    /// # Errors
    /// As of [`each_block`].
    pub fn each_own(
        &self,
        medium: &Medium,
        device: &mut dyn Blocks,
        see: &mut dyn FnMut(u32),
    ) -> Result<(), Fault> {
        if self.inline.is_some() {
            return Ok(());
        }
        let cache = Some(&self.cache);
        if self.dirty || self.outdated {
            each_block(medium, device, cache, self.head, self.size, see)?;
        }
        if self.doing == Doing::Writing {
            each_block(medium, device, cache, self.block, self.position, see)?;
        }
        Ok(())
    }

    /// Reads on, where nothing is being written.
    fn read_on(
        &mut self,
        medium: &Medium,
        device: &mut dyn Blocks,
        into: &mut [u8],
    ) -> Result<usize, Fault> {
        let rest = self.len().saturating_sub(self.position) as usize;
        let len = rest.min(into.len());
        let mut into = &mut into[..len];
        if into.is_empty() {
            return Ok(0);
        }
        if let Some(content) = &self.inline {
            into.copy_from_slice(&content[self.position as usize..][..len]);
            self.position += len as u32;
            return Ok(len);
        }
        while !into.is_empty() {
            if self.doing != Doing::Reading || self.offset == medium.block_size {
                (self.block, self.offset) =
                    find(medium, device, self.head, self.size, self.position)?;
                self.doing = Doing::Reading;
            }
            let part = into.len().min((medium.block_size - self.offset) as usize);
            let (now, later) = into.split_at_mut(part);
            medium.read_ahead(device, &mut self.cache, self.block, self.offset, now)?;
            self.position += part as u32;
            self.offset += part as u32;
            into = later;
        }
        Ok(len)
    }
}

/// Reads where the file is.
///
/// # Errors
/// The device's, or that of damage; `EBADF` where it is not open.
pub fn read(
    volume: &mut dyn Volume,
    device: &mut dyn Blocks,
    file: u32,
    into: &mut [u8],
) -> Result<usize, Fault> {
    if volume.stream(file)?.doing == Doing::Writing {
        flush(volume, device, file)?;
    }
    let medium = volume.medium();
    volume.stream(file)?.read_on(&medium, device, into)
}

/// Writes where the file is.
///
/// # Errors
/// `EFBIG`, `ENOSPC`; the device's, or that of damage; `EBADF` where it is not open.
pub fn write(
    volume: &mut dyn Volume,
    device: &mut dyn Blocks,
    file: u32,
    bytes: &[u8],
) -> Result<usize, Fault> {
    if volume.stream(file)?.doing == Doing::Reading {
        flush(volume, device, file)?;
    }
    let file_max = volume.file_max();
    let stream = volume.stream(file)?;
    if stream.append {
        stream.position = stream.position.max(stream.size);
    }
    if u64::from(stream.position) + bytes.len() as u64 > u64::from(file_max) {
        return Err(Errno::EFBIG.into());
    }
    let position = stream.position;
    if stream.doing != Doing::Writing && position > stream.len() {
        stream.position = stream.len();
        loop {
            let gap = position - volume.stream(file)?.position;
            if gap == 0 {
                break;
            }
            write_on(volume, device, file, &[0; PART][..PART.min(gap as usize)])?;
        }
    }
    write_on(volume, device, file, bytes)?;
    let stream = volume.stream(file)?;
    stream.failed = false;
    stream.outdated = false;
    Ok(bytes.len())
}

/// Writes on; where that fails, the file has failed.
fn write_on(
    volume: &mut dyn Volume,
    device: &mut dyn Blocks,
    file: u32,
    bytes: &[u8],
) -> Result<(), Fault> {
    let written = try_write_on(volume, device, file, bytes);
    if written.is_err() {
        volume.stream(file)?.failed = true;
    }
    written
}

fn try_write_on(
    volume: &mut dyn Volume,
    device: &mut dyn Blocks,
    file: u32,
    mut bytes: &[u8],
) -> Result<(), Fault> {
    let medium = volume.medium();
    let inline_max = volume.inline_max();
    let stream = volume.stream(file)?;
    if stream.inline.is_some() {
        let end = u64::from(stream.position) + bytes.len() as u64;
        if end.max(u64::from(stream.len())) > u64::from(inline_max) {
            move_out(volume, device, file, end)?;
        }
    }
    while !bytes.is_empty() {
        let stream = volume.stream(file)?;
        if let Some(content) = &mut stream.inline {
            let from = stream.position as usize;
            let end = from + bytes.len();
            content.resize(content.len().max(end), 0);
            content[from..end].copy_from_slice(bytes);
            stream.position = end as u32;
            stream.doing = Doing::Writing;
            volume.free().checkpoint(&medium);
            return Ok(());
        }
        if stream.doing != Doing::Writing || stream.offset == medium.block_size {
            if stream.doing != Doing::Writing && stream.position > 0 {
                let last = stream.position - 1;
                (stream.block, _) = find(&medium, device, stream.head, stream.size, last)?;
                stream.cache.clear();
            }
            volume.free().checkpoint(&medium);
            extend(volume, device, file)?;
        }
        let stream = volume.stream(file)?;
        let len = bytes
            .len()
            .min((medium.block_size - stream.offset) as usize);
        let (now, later) = bytes.split_at(len);
        loop {
            let stream = volume.stream(file)?;
            let (block, offset) = (stream.block, stream.offset);
            match medium.program(device, &mut stream.cache, true, block, offset, now) {
                Err(fault) if fault == medium.damaged() => relocate(volume, device, file)?,
                result => break result?,
            }
        }
        let stream = volume.stream(file)?;
        stream.position += len as u32;
        stream.offset += len as u32;
        bytes = later;
        volume.free().checkpoint(&medium);
    }
    Ok(())
}

/// Moves content that was kept beside the name to a block, since a write up to `end` makes it too long for that.
fn move_out(
    volume: &mut dyn Volume,
    device: &mut dyn Blocks,
    file: u32,
    end: u64,
) -> Result<(), Fault> {
    let medium = volume.medium();
    volume.free().checkpoint(&medium);
    let stream = volume.stream(file)?;
    let (position, len) = (stream.position, stream.len());
    // What the write does not replace must be there for it to copy; whoever keeps less beside names than the one who
    // wrote this file did comes here.
    let keeps = end < u64::from(len);
    if keeps {
        stream.position = len;
    }
    stream.offset = stream.position;
    relocate(volume, device, file)?;
    volume.stream(file)?.inline = None;
    if keeps {
        flush(volume, device, file)?;
        volume.stream(file)?.position = position;
    }
    Ok(())
}

/// Copies the beginning of a block into another one, through a cache which may hold some of it afterwards.
fn copy(
    medium: &Medium,
    device: &mut dyn Blocks,
    source: (u32, Option<&Cache>),
    cache: &mut Cache,
    target: u32,
    len: u32,
) -> Result<(), Fault> {
    let mut part = vec![0; medium.load as usize];
    let mut offset = 0;
    while offset < len {
        let part = &mut part[..medium.load.min(len - offset) as usize];
        medium.read(device, source.1, source.0, offset, part)?;
        medium.program(device, cache, true, target, offset, part)?;
        offset += part.len() as u32;
    }
    Ok(())
}

/// Begins a new block of a file: a copy of the block that writing begins in, or one behind all.
fn extend(volume: &mut dyn Volume, device: &mut dyn Blocks, file: u32) -> Result<(), Fault> {
    let medium = volume.medium();
    loop {
        let target = allocate(volume, device)?;
        let stream = volume.stream(file)?;
        let (old, size) = (stream.block, stream.position);
        let cache = &mut stream.cache;
        let mut fill = || -> Result<u32, Fault> {
            device.erase(target)?;
            let Some(last) = size.checked_sub(1) else {
                return Ok(0);
            };
            let (index, offset) = locate(&medium, last);
            if offset + 1 < medium.block_size {
                copy(&medium, device, (old, None), cache, target, offset + 1)?;
                return Ok(offset + 1);
            }
            let mut back = old;
            let count = pointers(index + 1);
            for which in 0..count {
                let bytes = back.to_le_bytes();
                medium.program(device, cache, true, target, 4 * which, &bytes)?;
                if which + 1 < count {
                    back = pointer(&medium, device, back, which)?;
                }
            }
            Ok(4 * count)
        };
        match fill() {
            // A bad block: it stays out of use until something else is searched for.
            Err(fault) if fault == medium.damaged() => cache.forget(),
            filled => {
                (stream.block, stream.offset) = (target, filled?);
                stream.doing = Doing::Writing;
                return Ok(());
            }
        }
    }
}

/// Moves what is being written to another block: its block is bad, or the content was kept beside the name so far.
fn relocate(volume: &mut dyn Volume, device: &mut dyn Blocks, file: u32) -> Result<(), Fault> {
    let medium = volume.medium();
    loop {
        let target = allocate(volume, device)?;
        let stream = volume.stream(file)?;
        let mut cache = Cache::new(&medium);
        let mut fill = || -> Result<(), Fault> {
            device.erase(target)?;
            let len = stream.offset;
            if let Some(content) = &stream.inline {
                return medium.program(
                    device,
                    &mut cache,
                    true,
                    target,
                    0,
                    &content[..len as usize],
                );
            }
            copy(
                &medium,
                device,
                (stream.block, Some(&stream.cache)),
                &mut cache,
                target,
                len,
            )
        };
        match fill() {
            Err(fault) if fault == medium.damaged() => {}
            filled => {
                filled?;
                stream.cache = cache;
                stream.block = target;
                stream.doing = Doing::Writing;
                return Ok(());
            }
        }
    }
}

/// Brings what is being written to its end, so that the file has a new head.
///
/// # Errors
/// As of [`write()`].
pub fn flush(volume: &mut dyn Volume, device: &mut dyn Blocks, file: u32) -> Result<(), Fault> {
    let medium = volume.medium();
    let stream = volume.stream(file)?;
    match stream.doing {
        Doing::Nothing => return Ok(()),
        Doing::Reading => {
            stream.cache.forget();
            stream.doing = Doing::Nothing;
            return Ok(());
        }
        Doing::Writing => {}
    }
    let position = stream.position;
    if let Some(content) = &stream.inline {
        stream.size = content.len() as u32;
    } else {
        let mut old = Stream::new(&medium, stream.head, stream.size, false);
        old.position = position;
        let mut part = [0; PART];
        loop {
            let len = old.read_on(&medium, device, &mut part)?;
            if len == 0 {
                break;
            }
            write_on(volume, device, file, &part[..len])?;
        }
        loop {
            match medium.flush(device, &mut volume.stream(file)?.cache, true) {
                Err(fault) if fault == medium.damaged() => relocate(volume, device, file)?,
                result => break result?,
            }
        }
        let stream = volume.stream(file)?;
        stream.head = stream.block;
        stream.size = stream.position;
    }
    let stream = volume.stream(file)?;
    stream.doing = Doing::Nothing;
    stream.dirty = true;
    stream.position = position;
    Ok(())
}

/// Goes to another place.
///
/// # Errors
/// `EINVAL` where there is none; as of [`write()`].
pub fn seek(
    volume: &mut dyn Volume,
    device: &mut dyn Blocks,
    file: u32,
    offset: i64,
    whence: Whence,
) -> Result<u64, Fault> {
    let medium = volume.medium();
    let file_max = volume.file_max();
    let stream = volume.stream(file)?;
    let from = match whence {
        Whence::Start => 0,
        Whence::Current => stream.position,
        Whence::End => stream.len(),
    };
    let target = i64::from(from).checked_add(offset);
    let target = target.and_then(|target| u32::try_from(target).ok());
    let Some(target) = target.filter(|&target| target <= file_max) else {
        return Err(Errno::EINVAL.into());
    };
    if target == stream.position {
        return Ok(u64::from(target));
    }
    if stream.doing == Doing::Reading && stream.offset < medium.block_size {
        // What was read ahead of the same block stays of use.
        let (index, offset) = locate(&medium, target);
        if locate(&medium, stream.position).0 == index {
            stream.offset = offset;
            stream.position = target;
            return Ok(u64::from(target));
        }
    }
    flush(volume, device, file)?;
    volume.stream(file)?.position = target;
    Ok(u64::from(target))
}
