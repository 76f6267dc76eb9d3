//! Tests of version 2 over a device in memory.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::Lfs2;
use crate::{Blocks, Fault, FileSystem, Geometry, Kind, Memory, OpenMode, Options};

fn device(block_size: u32, blocks: u32) -> Memory {
    Memory::erased(Geometry { block_size, blocks })
}

const WRITE: OpenMode = OpenMode {
    read: false,
    write: true,
    append: false,
    create: true,
    exclusive: false,
    truncate: true,
};
const READ: OpenMode = OpenMode {
    read: true,
    write: false,
    append: false,
    create: false,
    exclusive: false,
    truncate: false,
};

fn put(fs: &mut Lfs2, device: &mut dyn Blocks, path: &str, bytes: &[u8]) -> Result<(), Fault> {
    let file = fs.open(device, path, WRITE, 7)?;
    fs.write(device, file, bytes, 8)?;
    fs.close(device, file, 9)
}

fn get(fs: &mut Lfs2, device: &mut dyn Blocks, path: &str) -> Result<Vec<u8>, Fault> {
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

fn list(fs: &mut Lfs2, device: &mut dyn Blocks, path: &str) -> Result<Vec<String>, Fault> {
    let folder = fs.open_folder(device, path)?;
    let mut names = Vec::new();
    while let Some(entry) = fs.next_entry(device, folder)? {
        names.push(entry.name);
    }
    fs.close_folder(folder);
    Ok(names)
}

#[test]
fn files_are_kept() {
    let mut device = device(4096, 352);
    let options = Options {
        program_size: 256,
        ..Options::default()
    };
    Lfs2::format(&mut device, &options).unwrap();
    let mut fs = Lfs2::mount(&mut device, &options).unwrap();
    put(&mut fs, &mut device, "a", b"hello").unwrap();
    let long: Vec<u8> = (0..100_000u32)
        .map(|n| (n.wrapping_mul(n) >> 7) as u8)
        .collect();
    put(&mut fs, &mut device, "/long", &long).unwrap();
    fs.make_folder(&mut device, "d", 0).unwrap();
    put(&mut fs, &mut device, "d/x", &long[..5000]).unwrap();
    for count in 0..300 {
        let name = count.to_string();
        put(
            &mut fs,
            &mut device,
            &["d/", &name].concat(),
            name.as_bytes(),
        )
        .unwrap();
    }
    fs.rename(&mut device, "d/7", "seven").unwrap();
    for again in 0..2 {
        if again == 1 {
            fs = Lfs2::mount(&mut device, &options).unwrap();
        }
        assert_eq!(get(&mut fs, &mut device, "a").unwrap(), b"hello");
        assert_eq!(get(&mut fs, &mut device, "long").unwrap(), long);
        assert_eq!(get(&mut fs, &mut device, "d/x").unwrap(), &long[..5000]);
        assert_eq!(get(&mut fs, &mut device, "d/299").unwrap(), b"299");
        assert_eq!(get(&mut fs, &mut device, "seven").unwrap(), b"7");
        assert_eq!(list(&mut fs, &mut device, "d").unwrap().len(), 300);
        assert_eq!(
            list(&mut fs, &mut device, "/").unwrap(),
            ["a", "d", "long", "seven"]
        );
        let stat = fs.stat(&mut device, "seven").unwrap();
        assert_eq!((stat.kind, stat.size, stat.changed), (Kind::File, 1, 8));
    }
}
