//! Tests of version 2 over a device in memory.

use alloc::string::ToString;
use alloc::vec::Vec;

use super::Lfs2;
use crate::littlefs::test_kit::{get, list, put};
use crate::{FileSystem, Geometry, Kind, Memory, Options};

#[test]
fn files_are_kept() {
    let mut device = Memory::erased(Geometry {
        block_size: 4096,
        blocks: 352,
    });
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
