//! What fuzzing demands of file systems: whatever a device holds, mounting it and working with it ends, in errors at
//! worst. This file belongs to no crate, as `bodies.rs`.

use storage::littlefs::crc;
use storage::{Blocks, Fault, FileSystem, Geometry, Lfs1, Lfs2, Memory, OpenMode, Options, Whence};

/// More accesses than the operations of one input need of the largest device below.
const ACCESSES: u32 = 4_000_000;

/// A device that counts accesses.
struct Counting {
    memory: Memory,
    left: u32,
}

impl Counting {
    fn count(&mut self) {
        self.left = self.left.checked_sub(1).expect("an operation ends");
    }
}

impl Blocks for Counting {
    fn geometry(&self) -> Geometry {
        self.memory.geometry()
    }

    fn read(&mut self, block: u32, offset: u32, into: &mut [u8]) -> Result<(), Fault> {
        self.count();
        self.memory.read(block, offset, into)
    }

    fn program(&mut self, block: u32, offset: u32, bytes: &[u8]) -> Result<(), Fault> {
        self.count();
        self.memory.program(block, offset, bytes)
    }

    fn erase(&mut self, block: u32) -> Result<(), Fault> {
        self.count();
        self.memory.erase(block)
    }

    fn sync(&mut self) -> Result<(), Fault> {
        self.memory.sync()
    }
}

/// The types of tags that a log of littlefs 2 may have, and some that it may not.
const TAGS: [u32; 16] = [
    0x001, 0x002, 0x0ff, 0x200, 0x201, 0x202, 0x301, 0x401, 0x4ff, 0x500, 0x5ff, 0x600, 0x601,
    0x7ff, 0x402, 0x101,
];

/// Blocks of littlefs 2: what the bytes say as tags and data, with checksums that fit.
fn logs(block_size: usize, mut bytes: &[u8]) -> Vec<u8> {
    let mut image = Vec::new();
    while let [revision, rest @ ..] = bytes {
        bytes = rest;
        let mut block = u32::from(*revision).to_le_bytes().to_vec();
        let (mut last, mut begin) = (u32::MAX, 0);
        while let [kind, id, len, rest @ ..] = bytes {
            bytes = rest;
            let of = TAGS[usize::from(kind & 15)];
            let len = usize::from(*len & 63).min(rest.len());
            let id = if kind & 16 == 0 {
                u32::from(*id & 31)
            } else {
                0x3ff
            };
            let mut tag = of << 20 | id << 10 | len as u32;
            if of == 0x500 {
                tag = of << 20 | 0x3ff << 10 | 4;
            }
            block.extend((tag ^ last).to_be_bytes());
            last = tag;
            if of == 0x500 {
                let sum = crc(u32::MAX, &block[begin..]);
                block.extend(sum.to_le_bytes());
                begin = block.len();
            } else {
                block.extend(&rest[..len]);
                bytes = &rest[len..];
            }
            if kind & 32 != 0 || block.len() >= block_size {
                break;
            }
        }
        block.resize(block_size, 0xff);
        image.extend(block);
    }
    image
}

/// Blocks of littlefs 1: folders, of what the bytes say is in them, with checksums that fit.
fn folders(block_size: usize, mut bytes: &[u8]) -> Vec<u8> {
    let mut image = Vec::new();
    while let [revision, more, tail, len, rest @ ..] = bytes {
        let len = (usize::from(*len) * 2).min(rest.len()).min(block_size - 20);
        let mut block = u32::from(*revision).to_le_bytes().to_vec();
        block.extend(((20 + len) as u32 | u32::from(more & 1) << 31).to_le_bytes());
        let tail = if more & 2 == 0 {
            u32::MAX
        } else {
            u32::from(*tail)
        };
        block.extend(tail.to_le_bytes());
        block.extend(tail.wrapping_add(u32::from(more & 4 != 0)).to_le_bytes());
        block.extend(&rest[..len]);
        let sum = crc(u32::MAX, &block);
        block.extend(sum.to_le_bytes());
        block.resize(block_size, 0xff);
        image.extend(block);
        bytes = &rest[len..];
    }
    image
}

/// One operation after the other, as the bytes choose.
fn drive(fs: &mut dyn FileSystem, device: &mut dyn Blocks, steps: &[u8]) {
    const PATHS: [&str; 8] = ["/", "a", "b", "c", "d", "d/a", "d/b", "d/e/a"];
    let path = |byte: u8| PATHS[usize::from(byte & 7)];
    let mut open = Vec::new();
    let mut bytes = [0x5a; 600];
    for step in steps.chunks_exact(2) {
        let (what, choice) = (step[0] & 15, step[1]);
        let file = open.get(usize::from(choice) % open.len().max(1)).copied();
        let _refused_or_done: Result<(), Fault> = (|| {
            match (what, file) {
                (0..=2, _) => {
                    let mode = OpenMode {
                        read: what != 0,
                        write: what != 1,
                        append: choice & 64 != 0,
                        create: what != 1,
                        exclusive: false,
                        truncate: choice & 128 != 0,
                    };
                    open.push(fs.open(device, path(choice), mode, 1)?);
                }
                (3 | 4, Some(file)) => {
                    let len = usize::from(choice) * 2;
                    fs.write(device, file, &bytes[..len], 2)?;
                }
                (5, Some(file)) => {
                    fs.read(device, file, &mut bytes)?;
                }
                (6, Some(file)) => {
                    let whence =
                        [Whence::Start, Whence::Current, Whence::End][usize::from(choice) % 3];
                    fs.seek(device, file, i64::from(choice as i8) * 7, whence)?;
                }
                (7, Some(file)) => fs.flush(device, file, 3)?,
                (8, Some(file)) => {
                    open.retain(|&other| other != file);
                    fs.close(device, file, 4)?;
                }
                (9, _) => fs.make_folder(device, path(choice), 5)?,
                (10, _) => fs.remove_file(device, path(choice))?,
                (11, _) => fs.remove_folder(device, path(choice))?,
                (12, _) => fs.rename(device, path(choice), path(choice >> 3))?,
                (13, _) => {
                    let folder = fs.open_folder(device, path(choice))?;
                    let listed = loop {
                        match fs.next_entry(device, folder) {
                            Ok(Some(_)) => {}
                            end => break end,
                        }
                    };
                    fs.close_folder(folder);
                    listed?;
                }
                (14, _) => {
                    fs.space(device)?;
                }
                _ => {
                    fs.stat(device, path(choice))?;
                }
            }
            Ok(())
        })();
    }
}

/// The first byte chooses the file system, the second the size of the device, the third how many operations follow; the
/// rest is the device, or what makes one with checksums that fit.
pub fn image(data: &[u8]) {
    let [kind, size, count, rest @ ..] = data else {
        return;
    };
    let (steps, rest) = rest.split_at(rest.len().min(usize::from(count & 63) * 2));
    let block_size = 64usize << (size & 3);
    let blocks = 4 + usize::from(size >> 2);
    let mut bytes = match kind % 4 {
        0 | 2 => rest.to_vec(),
        1 => logs(block_size, rest),
        _ => folders(block_size, rest),
    };
    bytes.resize(block_size * blocks, 0xff);
    let mut device = Counting {
        memory: Memory::of(block_size as u32, bytes),
        left: ACCESSES,
    };
    let options = Options {
        read_size: 16,
        program_size: if kind & 64 == 0 { 16 } else { 64 },
        lookahead: 8,
        mtime: kind & 32 == 0,
    };
    let (formatted, first) = (kind & 128 != 0, kind & 2 != 0);
    if first {
        if formatted && Lfs1::format(&mut device, &options).is_err() {
            return;
        }
        if let Ok(mut fs) = Lfs1::mount(&mut device, &options) {
            drive(&mut fs, &mut device, steps);
        }
    } else {
        if formatted && Lfs2::format(&mut device, &options).is_err() {
            return;
        }
        if let Ok(mut fs) = Lfs2::mount(&mut device, &options) {
            drive(&mut fs, &mut device, steps);
        }
    }
}
