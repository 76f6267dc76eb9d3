//! What the tests of both versions do with files.

use alloc::string::String;
use alloc::vec::Vec;

use crate::{Blocks, Fault, FileSystem, OpenMode};

/// As `open(…, "r")`.
pub const READ: OpenMode = OpenMode {
    read: true,
    write: false,
    append: false,
    create: false,
    exclusive: false,
    truncate: false,
};

/// As `open(…, "w")`.
pub const WRITE: OpenMode = OpenMode {
    read: false,
    write: true,
    append: false,
    create: true,
    exclusive: false,
    truncate: true,
};

/// As `open(…, "a")`.
pub const APPEND: OpenMode = OpenMode {
    append: true,
    truncate: false,
    ..WRITE
};

/// Opens a file, writes and closes it.
pub fn write(
    fs: &mut dyn FileSystem,
    device: &mut dyn Blocks,
    path: &str,
    mode: OpenMode,
    bytes: &[u8],
) -> Result<(), Fault> {
    let file = fs.open(device, path, mode, 7)?;
    fs.write(device, file, bytes, 8)?;
    fs.close(device, file, 9)
}

/// Gives a file this content.
pub fn put(
    fs: &mut dyn FileSystem,
    device: &mut dyn Blocks,
    path: &str,
    bytes: &[u8],
) -> Result<(), Fault> {
    write(fs, device, path, WRITE, bytes)
}

/// The content of a file.
pub fn get(fs: &mut dyn FileSystem, device: &mut dyn Blocks, path: &str) -> Result<Vec<u8>, Fault> {
    let file = fs.open(device, path, READ, 0)?;
    let mut all = Vec::new();
    let mut part = [0; 100];
    loop {
        let len = fs.read(device, file, &mut part)?;
        if len == 0 {
            break;
        }
        all.extend_from_slice(&part[..len]);
    }
    fs.close(device, file, 0)?;
    Ok(all)
}

/// The names in a folder.
pub fn list(
    fs: &mut dyn FileSystem,
    device: &mut dyn Blocks,
    path: &str,
) -> Result<Vec<String>, Fault> {
    let folder = fs.open_folder(device, path)?;
    let mut names = Vec::new();
    while let Some(entry) = fs.next_entry(device, folder)? {
        names.push(entry.name);
    }
    fs.close_folder(folder);
    Ok(names)
}
