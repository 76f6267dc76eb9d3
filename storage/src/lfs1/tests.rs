//! Tests of version 1 over a device in memory.

use alloc::vec::Vec;

use super::Lfs1;
use crate::littlefs::test_kit::{READ, WRITE, get, list, put};
use crate::{Errno, Fault, FileSystem, Geometry, Memory, Options};

#[test]
fn files_and_folders_are_kept() {
    let mut device = Memory::erased(Geometry {
        block_size: 512,
        blocks: 256,
    });
    let options = Options::default();
    Lfs1::format(&mut device, &options).unwrap();
    let mut fs = Lfs1::mount(&mut device, &options).unwrap();
    let long: Vec<u8> = (0..20_000u32)
        .map(|n| (n.wrapping_mul(n) >> 7) as u8)
        .collect();
    fs.make_folder(&mut device, "d", 0).unwrap();
    put(&mut fs, &mut device, "d/long", &long).unwrap();
    for count in 0..40u8 {
        let name = alloc::format!("d/{count}");
        put(&mut fs, &mut device, &name, &[count]).unwrap();
    }
    fs.rename(&mut device, "d/7", "/seven").unwrap();
    for again in 0..2 {
        if again == 1 {
            fs = Lfs1::mount(&mut device, &options).unwrap();
        }
        assert_eq!(get(&mut fs, &mut device, "d/long").unwrap(), long);
        assert_eq!(get(&mut fs, &mut device, "seven").unwrap(), [7]);
        assert_eq!(list(&mut fs, &mut device, "d").unwrap().len(), 40);
        assert_eq!(list(&mut fs, &mut device, "").unwrap(), ["d", "seven"]);
    }
}

#[test]
fn files_are_open_for_what_they_were_opened_for() {
    let mut device = Memory::erased(Geometry {
        block_size: 512,
        blocks: 16,
    });
    let options = Options::default();
    Lfs1::format(&mut device, &options).unwrap();
    let mut fs = Lfs1::mount(&mut device, &options).unwrap();
    let bad = Err(Fault::Errno(Errno::EBADF));
    let file = fs.open(&mut device, "a", WRITE, 0).unwrap();
    assert_eq!(fs.read(&mut device, file, &mut [0; 4]), bad);
    fs.close(&mut device, file, 0).unwrap();
    let file = fs.open(&mut device, "a", READ, 0).unwrap();
    assert_eq!(fs.write(&mut device, file, b"a", 0), bad);
    fs.close(&mut device, file, 0).unwrap();
    assert_eq!(fs.read(&mut device, file, &mut [0; 4]), bad);
}
