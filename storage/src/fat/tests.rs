//! Volumes through the file system: what is kept, what is refused, and what a device may do in between.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec;

use super::disk::Width;
use super::*;
use crate::{Geometry, Memory};

/// 2026-02-28 23:59:58.
const NOW: u64 = 1_772_323_198_000_000_000;

const READ: OpenMode = OpenMode {
    read: true,
    write: false,
    append: false,
    create: false,
    exclusive: false,
    truncate: false,
};

const WRITE: OpenMode = OpenMode {
    read: true,
    write: true,
    create: true,
    truncate: true,
    ..READ
};

/// A device that answers only so many times between two calls, and holds only what is not zero.
#[derive(Clone)]
struct Slow {
    geometry: Geometry,
    sectors: BTreeMap<u32, Vec<u8>>,
    answers: u32,
}

impl Slow {
    fn new(blocks: u32) -> Slow {
        let block_size = 512;
        Slow {
            geometry: Geometry { block_size, blocks },
            sectors: BTreeMap::new(),
            answers: u32::MAX,
        }
    }

    fn answer(&mut self) -> Result<(), Fault> {
        self.answers = self.answers.checked_sub(1).ok_or(Fault::Wait)?;
        Ok(())
    }
}

impl Blocks for Slow {
    fn geometry(&self) -> Geometry {
        self.geometry
    }

    fn read(&mut self, block: u32, _: u32, into: &mut [u8]) -> Result<(), Fault> {
        self.answer()?;
        for (block, part) in (block..).zip(into.chunks_mut(512)) {
            match self.sectors.get(&block) {
                Some(bytes) => part.copy_from_slice(bytes),
                None => part.fill(0),
            }
        }
        Ok(())
    }

    fn program(&mut self, block: u32, _: u32, bytes: &[u8]) -> Result<(), Fault> {
        self.answer()?;
        for (block, part) in (block..).zip(bytes.chunks(512)) {
            self.sectors.insert(block, part.to_vec());
        }
        Ok(())
    }

    fn erase(&mut self, _: u32) -> Result<(), Fault> {
        refuse(Errno::EIO)
    }

    fn sync(&mut self) -> Result<(), Fault> {
        self.answer()
    }
}

fn formatted(blocks: u32) -> Result<(Fat, Memory), Fault> {
    let mut device = Memory::of(512, vec![0; blocks as usize * 512]);
    Fat::format(
        &mut device,
        Format {
            now: NOW,
            large: true,
        },
    )?;
    Ok((Fat::mount(&mut device)?, device))
}

fn put(fat: &mut Fat, device: &mut dyn Blocks, path: &str, bytes: &[u8]) -> Result<(), Fault> {
    let file = fat.open(device, path, WRITE, NOW)?;
    fat.write(device, file, bytes, NOW)?;
    fat.close(device, file, NOW)
}

fn get(fat: &mut Fat, device: &mut dyn Blocks, path: &str) -> Result<Vec<u8>, Fault> {
    let file = fat.open(device, path, READ, NOW)?;
    let mut bytes = vec![0; fat.stat(device, path)?.size as usize + 1];
    let len = fat.read(device, file, &mut bytes)?;
    bytes.truncate(len);
    fat.close(device, file, NOW)?;
    Ok(bytes)
}

fn list(fat: &mut Fat, device: &mut dyn Blocks, path: &str) -> Result<String, Fault> {
    let folder = fat.open_folder(device, path)?;
    let mut names = String::new();
    while let Some(entry) = fat.next_entry(device, folder)? {
        let mark = if entry.kind == Kind::Folder { "/" } else { "" };
        names += &format!("{}{mark} {}; ", entry.name, entry.size);
    }
    Ok(names)
}

fn sample(len: usize) -> Vec<u8> {
    (0..len).map(|at| ((at * 7) >> 3) as u8).collect()
}

/// Some of everything, and what is there in the end.
fn work(fat: &mut Fat, device: &mut dyn Blocks) -> Result<String, Fault> {
    put(fat, device, "main.py", &sample(700))?;
    put(fat, device, "A long name, that is.text", &sample(5000))?;
    fat.make_folder(device, "lib", NOW)?;
    for count in 0..20 {
        put(
            fat,
            device,
            &format!("/lib/Some module {count}.py"),
            &sample(count * 50),
        )?;
    }
    fat.remove_file(device, "lib/some MODULE 3.py")?;
    fat.rename(device, "/main.py", "lib/../lib/boot.py")?;
    fat.rename(device, "lib/boot.py", "lib/Some module 4.py")?;
    fat.make_folder(device, "lib/deep", NOW)?;
    fat.rename(device, "lib/deep", "deep")?;
    put(fat, device, "deep/../deep/x", b"x")?;
    Ok(list(fat, device, "")? + &list(fat, device, "lib")? + &list(fat, device, "deep")?)
}

#[test]
fn each_width_holds_files_and_folders() -> Result<(), Fault> {
    let mut all = Vec::new();
    for (blocks, width) in [
        (200, Width::Fat12),
        (0x2_0000, Width::Fat16),
        (0x80_0000, Width::Fat32),
    ] {
        let mut device = Slow::new(blocks);
        Fat::format(
            &mut device,
            Format {
                now: NOW,
                large: true,
            },
        )?;
        let mut fat = Fat::mount(&mut device)?;
        assert_eq!(fat.volume.width, width);
        let before = fat.space(&mut device)?;
        all.push(work(&mut fat, &mut device)?);
        let moved = get(&mut fat, &mut device, "lib/Some module 4.py")?;
        assert_eq!(moved, sample(700));
        let short = get(&mut fat, &mut device, "ALONGN~1.TEX")?;
        assert_eq!(short, sample(5000));
        let space = fat.space(&mut device)?;
        assert!(space.free < before.free);
        // What is on the device is all of it.
        let mut again = Fat::mount(&mut device)?;
        assert_eq!(again.space(&mut device)?, space);
        assert_eq!(list(&mut again, &mut device, "deep")?, "x 1; ");
    }
    assert_eq!(all[0], all[1]);
    assert_eq!(all[0], all[2]);
    Ok(())
}

/// The image that MicroPython 1.29 leaves after the same calls at the same time.
#[test]
fn a_device_holds_what_a_board_leaves_on_it() -> Result<(), Fault> {
    let (mut fat, mut device) = formatted(200)?;
    work(&mut fat, &mut device)?;
    let sum = (device.bytes().iter()).fold(7_u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u32::from(*byte)) & 0xff_ffff
    });
    assert_eq!(sum, BOARDS_SUM);
    Ok(())
}

const BOARDS_SUM: u32 = 15_351_753;

/// Any call may find that the device has not answered, and goes on once it has.
#[test]
fn waiting_changes_nothing() -> Result<(), Fault> {
    let mut quick = Slow::new(100);
    Fat::format(
        &mut quick,
        Format {
            now: NOW,
            large: true,
        },
    )?;
    let fat = Fat::mount(&mut quick)?;
    let mut slow = quick.clone();
    let mut at_once = fat.clone();
    let expected = (|fat: &mut Fat, device: &mut Slow| {
        fat.make_folder(device, "A folder", NOW)?;
        put(fat, device, "A folder/file", &sample(1500))?;
        fat.rename(device, "A folder/file", "file")
    })(&mut at_once, &mut quick);
    assert_eq!(expected, Ok(()));
    let mut fat = fat;
    let mut waits = 0;
    let mut patiently = |fat: &mut Fat, call: &dyn Fn(&mut Fat, &mut Slow) -> Result<(), Fault>| {
        for answers in 0.. {
            let (mut tried, mut device) = (fat.clone(), slow.clone());
            device.answers = answers;
            match call(&mut tried, &mut device) {
                Err(Fault::Wait) => waits += 1,
                result => {
                    (*fat, slow) = (tried, device);
                    return result;
                }
            }
        }
        Ok(())
    };
    patiently(&mut fat, &|fat, device| {
        fat.make_folder(device, "A folder", NOW)
    })?;
    patiently(&mut fat, &|fat, device| {
        put(fat, device, "A folder/file", &sample(1500))
    })?;
    patiently(&mut fat, &|fat, device| {
        fat.rename(device, "A folder/file", "file")
    })?;
    assert!(waits > 20);
    assert_eq!(fat, at_once);
    assert!(slow.sectors == quick.sectors);
    Ok(())
}

#[test]
fn files_are_read_and_written_anywhere() -> Result<(), Fault> {
    let (mut fat, mut device) = formatted(100)?;
    let device = &mut device;
    let mut expected = sample(1300);
    let file = fat.open(device, "f", WRITE, NOW)?;
    fat.write(device, file, &expected, NOW)?;
    // Within a sector, across two, whole ones, and beyond the end.
    for (at, len) in [
        (3, 5),
        (510, 4),
        (512, 512),
        (0, 1024),
        (1299, 3),
        (1020, 600),
    ] {
        assert_eq!(fat.seek(device, file, at as i64, Whence::Start)?, at as u64);
        let bytes = vec![at as u8; len];
        assert_eq!(fat.write(device, file, &bytes, NOW)?, len);
        expected.resize(expected.len().max(at + len), 0);
        expected[at..at + len].copy_from_slice(&bytes);
    }
    assert_eq!(fat.seek(device, file, -10, Whence::End)?, 1610);
    let mut got = vec![0; 20];
    assert_eq!(fat.read(device, file, &mut got)?, 10);
    assert_eq!(fat.seek(device, file, 1000, Whence::End)?, 2620);
    fat.close(device, file, NOW)?;
    let bytes = get(&mut fat, device, "f")?;
    assert_eq!(bytes.len(), 2620);
    assert!(bytes.starts_with(&expected));
    let append = OpenMode {
        write: true,
        create: true,
        append: true,
        ..READ
    };
    let file = fat.open(device, "f", append, NOW)?;
    fat.write(device, file, b"end", NOW)?;
    assert_eq!(fat.seek(device, file, 0, Whence::Current)?, 2623);
    // One that can only be read ends where it ends.
    let other = fat.open(device, "f", READ, NOW)?;
    assert_eq!(fat.seek(device, other, 9999, Whence::Start)?, 2620);
    assert_eq!(fat.write(device, other, b"x", NOW), refuse(Errno::EACCES));
    Ok(())
}

#[test]
fn what_cannot_be_done_is_refused_as_boards_do() -> Result<(), Fault> {
    let (mut fat, mut device) = formatted(50)?;
    let device = &mut device;
    fat.make_folder(device, "d", NOW)?;
    put(&mut fat, device, "d/f", b"")?;
    let exclusive = OpenMode {
        exclusive: true,
        truncate: false,
        ..WRITE
    };
    let open = |fat: &mut Fat, device: &mut Memory, path, mode| {
        fat.open(device, path, mode, NOW).map(|_| ())
    };
    for (result, errno) in [
        (open(&mut fat, device, "none", READ), Errno::ENOENT),
        (open(&mut fat, device, "none/f", WRITE), Errno::ENOENT),
        (open(&mut fat, device, "d/f/g", WRITE), Errno::ENOENT),
        (open(&mut fat, device, "d", READ), Errno::ENOENT),
        (open(&mut fat, device, "d", WRITE), Errno::EACCES),
        (open(&mut fat, device, "d/f", exclusive), Errno::EEXIST),
        (open(&mut fat, device, "a?b", WRITE), Errno::EINVAL),
        (open(&mut fat, device, "", WRITE), Errno::EINVAL),
        (fat.make_folder(device, "d", NOW), Errno::EEXIST),
        (fat.make_folder(device, "/", NOW), Errno::EEXIST),
        (fat.make_folder(device, "x/y", NOW), Errno::ENOENT),
        (fat.remove_file(device, "d"), Errno::EISDIR),
        (fat.remove_folder(device, "d/f"), Errno::ENOTDIR),
        (fat.remove_folder(device, "d"), Errno::EACCES),
        (fat.remove_folder(device, "d/."), Errno::EINVAL),
        (fat.rename(device, "d/f", "none/f"), Errno::ENOENT),
        (fat.rename(device, "d/f", "d"), Errno::EISDIR),
        (fat.rename(device, "none", "d/f"), Errno::ENOENT),
    ] {
        assert_eq!(result, refuse(errno));
    }
    fat.change_folder(device, "d")?;
    assert_eq!(fat.current_folder(device)?, "/d");
    assert_eq!(fat.remove_folder(device, "/d"), refuse(Errno::EACCES));
    assert_eq!(list(&mut fat, device, "")?, "f 0; ");
    fat.set_read_only(true);
    assert_eq!(open(&mut fat, device, "new", WRITE), refuse(Errno::EROFS));
    assert_eq!(fat.remove_file(device, "f"), refuse(Errno::EROFS));
    assert_eq!(open(&mut fat, device, "f", READ), Ok(()));
    Ok(())
}

#[test]
fn a_full_volume_keeps_what_found_room() -> Result<(), Fault> {
    let (mut fat, mut device) = formatted(50)?;
    let device = &mut device;
    let file = fat.open(device, "f", WRITE, NOW)?;
    let all = sample(17 * 512);
    assert_eq!(fat.write(device, file, &all, NOW), refuse(Errno::ENOSPC));
    fat.close(device, file, NOW)?;
    assert_eq!(fat.space(device)?.free, 0);
    assert_eq!(get(&mut fat, device, "f")?, all[..16 * 512]);
    assert_eq!(fat.make_folder(device, "d", NOW), refuse(Errno::EACCES));
    fat.remove_file(device, "f")?;
    assert_eq!(fat.space(device)?.free, 16);
    Ok(())
}

#[test]
fn a_second_table_is_kept_like_the_first() -> Result<(), Fault> {
    let (_, mut device) = formatted(100)?;
    // The root moves behind the second table, which is the first one's copy.
    device.program(0, 16, &[2])?;
    let mut table = [0; 512];
    device.read(1, 0, &mut table)?;
    device.program(2, 0, &table)?;
    let mut fat = Fat::mount(&mut device)?;
    work(&mut fat, &mut device)?;
    let mut copy = [0; 512];
    device.read(1, 0, &mut table)?;
    device.read(2, 0, &mut copy)?;
    assert_eq!(table, copy);
    assert_ne!(table[3..], [0; 509]);
    Ok(())
}

#[test]
fn names_that_a_computer_wrote_are_found() -> Result<(), Fault> {
    let (mut fat, mut device) = formatted(100)?;
    put(&mut fat, &mut device, "Caf_.txt", b"coffee")?;
    // The long name's entry comes first in the root, which is behind the table.
    let place = 512 * 2 + 7;
    device.program(0, place, &[0xe9])?;
    let mut fat = Fat::mount(&mut device)?;
    assert_eq!(list(&mut fat, &mut device, "")?, "Café.txt 6; ");
    assert_eq!(get(&mut fat, &mut device, "café.txt")?, b"coffee");
    Ok(())
}

/// Whatever a device holds, each call comes to an end, with a value or an errno.
#[test]
fn damaged_volumes_are_refused_or_used() -> Result<(), Fault> {
    let (mut fat, mut device) = formatted(60)?;
    put(&mut fat, &mut device, "A long name", &sample(1500))?;
    fat.make_folder(&mut device, "d", NOW)?;
    put(&mut fat, &mut device, "d/f", &sample(600))?;
    let sound = device.bytes().to_vec();
    // The parameters, the table, the first entries of the root, and of the folder.
    let places = (11..64)
        .chain(512..530)
        .chain(1024..1200)
        .chain((1024 + 16384 + 1536)..(1024 + 16384 + 1700));
    for place in places {
        for value in [0, 1, 3, 0x41, 0xe5, 0xff] {
            let mut bytes = sound.clone();
            bytes[place] = value;
            let mut device = Memory::of(512, bytes);
            let Ok(mut fat) = Fat::mount(&mut device) else {
                continue;
            };
            let answered = |result: Result<(), Fault>| assert_ne!(result, Err(Fault::Wait));
            answered(work(&mut fat, &mut device).map(|_| ()).or(Ok(())));
            answered(list(&mut fat, &mut device, "d").map(|_| ()));
            answered(get(&mut fat, &mut device, "A long name").map(|_| ()));
            answered(fat.remove_file(&mut device, "d/f"));
            answered(fat.change_folder(&mut device, "d"));
            answered(fat.current_folder(&mut device).map(|_| ()));
            answered(fat.space(&mut device).map(|_| ()));
        }
    }
    Ok(())
}
