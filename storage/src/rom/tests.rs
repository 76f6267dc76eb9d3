//! Images that are built here, sound and broken ones, through the file system.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::*;
use crate::Memory;

fn number(mut value: usize) -> Vec<u8> {
    let mut bytes = vec![value as u8 & 0x7f];
    while value > 0x7f {
        value >>= 7;
        bytes.insert(0, value as u8 | 0x80);
    }
    bytes
}

fn record(kind: u64, contents: &[u8]) -> Vec<u8> {
    [&number(kind as usize), &number(contents.len()), contents].concat()
}

fn named(kind: u64, name: &str, contents: &[u8]) -> Vec<u8> {
    record(
        kind,
        &[&number(name.len()), name.as_bytes(), contents].concat(),
    )
}

/// A folder with two files beside a file that has its data elsewhere, and what is to be skipped.
fn image() -> Vec<u8> {
    let padding = record(1, b"anything");
    let elsewhere = record(DATA, b"far away");
    let pointer = [number(8), number(padding.len() + 2)].concat();
    let inner = [
        named(FILE, "a.py", &record(DATA, b"x = 1")),
        named(FILE, "b.py", &[record(9, b"?"), record(DATA, b"")].concat()),
    ];
    let records = [
        padding,
        elsewhere,
        named(FILE, "far", &record(POINTER, &pointer)),
        named(FOLDER, "lib", &inner.concat()),
        named(FILE, "lib.txt", &record(DATA, b"near")),
    ];
    record(IMAGE, &records.concat())
}

fn device(bytes: Vec<u8>) -> Memory {
    Memory::of(1, bytes)
}

fn list(rom: &mut Rom, device: &mut Memory, path: &str) -> Result<String, Fault> {
    let folder = rom.open_folder(device, path)?;
    let mut names = String::new();
    while let Some(entry) = rom.next_entry(device, folder)? {
        names += &format!("{} {:?} {}; ", entry.name, entry.kind, entry.size);
    }
    rom.close_folder(folder);
    Ok(names)
}

#[test]
fn files_and_folders_are_found_and_listed() -> Result<(), Fault> {
    let mut device = device(image());
    let mut rom = Rom::mount(&mut device)?;
    let all = "far File 8; lib Folder 26; lib.txt File 4; ";
    assert_eq!(list(&mut rom, &mut device, "")?, all);
    assert_eq!(list(&mut rom, &mut device, "/")?, all);
    let inner = "a.py File 5; b.py File 0; ";
    assert_eq!(list(&mut rom, &mut device, "lib")?, inner);
    assert_eq!(list(&mut rom, &mut device, "/lib/")?, inner);
    for absent in ["li", "lib2", "lib/a", "lib.txt/", "far/a.py", "lib/a.py/"] {
        let absent = rom.stat(&mut device, absent);
        assert_eq!(absent, refuse(Errno::ENOENT));
    }
    let absent = list(&mut rom, &mut device, "lib.txt");
    assert_eq!(absent, refuse(Errno::ENOENT));
    assert_eq!(rom.stat(&mut device, "lib/a.py")?.size, 5);
    Ok(())
}

#[test]
fn data_is_read_and_told_where_it_is() -> Result<(), Fault> {
    let mut device = device(image());
    let mut rom = Rom::mount(&mut device)?;
    let mode = OpenMode {
        read: true,
        ..OpenMode::default()
    };
    let file = rom.open(&mut device, "/far", mode, 0)?;
    let range = rom.data(file).ok_or(Fault::Wait)?;
    let bytes = device.bytes()[range.start as usize..range.end as usize].to_vec();
    assert_eq!(bytes, b"far away");
    let mut got = [0; 5];
    assert_eq!(rom.read(&mut device, file, &mut got)?, 5);
    assert_eq!(&got, b"far a");
    assert_eq!(rom.read(&mut device, file, &mut got)?, 3);
    assert_eq!(rom.read(&mut device, file, &mut got)?, 0);
    assert_eq!(rom.seek(&mut device, file, -3, Whence::End)?, 5);
    assert_eq!(rom.seek(&mut device, file, 100, Whence::Current)?, 8);
    let before = rom.seek(&mut device, file, -9, Whence::End);
    assert_eq!(before, refuse(Errno::EINVAL));
    let folder = rom.open(&mut device, "lib", mode, 0);
    assert_eq!(folder, refuse(Errno::EISDIR));
    let writing = OpenMode {
        write: true,
        ..OpenMode::default()
    };
    let written = rom.open(&mut device, "far", writing, 0);
    assert_eq!(written, refuse(Errno::EROFS));
    Ok(())
}

#[test]
fn what_is_no_image_is_refused() {
    let image = image();
    let short = image[..image.len() - 1].to_vec();
    let padded = [&[0x80], &image[..]].concat();
    for wrong in [b"".to_vec(), b"\xd2\xcd\x31".to_vec(), short, padded] {
        let rom = Rom::mount(&mut device(wrong));
        assert_eq!(rom, refuse(Errno::ENODEV));
    }
    let empty = Rom::mount(&mut device(b"\xd2\xcd\x31\0".to_vec()));
    assert_eq!(empty.map(|rom| rom.records), Ok(4..4));
}

#[test]
fn broken_images_end_early() -> Result<(), Fault> {
    let sound = image();
    for at in 4..sound.len() {
        for value in [0, 1, 4, 0x7f, 0x80, 0xff] {
            let mut bytes = sound.clone();
            bytes[at] = value;
            let mut device = device(bytes);
            let Ok(mut rom) = Rom::mount(&mut device) else {
                continue;
            };
            list(&mut rom, &mut device, "")?;
            for path in ["far", "lib", "lib/b.py", "lib.txt"] {
                let found = rom.stat(&mut device, path);
                assert!(found.is_ok() || found == refuse(Errno::ENOENT));
            }
        }
    }
    Ok(())
}
