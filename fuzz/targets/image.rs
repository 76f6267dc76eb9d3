//! Any bytes as what is wrong with the image of a file system, and as what is done with it: each call ends, with a
//! value or an errno, and does the same to a copy.
#![no_main]

use storage::fat::{Fat, Format};
use storage::rom::Rom;
use storage::{Blocks, Fault, FileSystem, Handle, Memory, OpenMode, Whence};

/// Bytes of a sector, and sectors of a device that holds little more than a file system needs.
const SECTOR: u32 = 512;
const SECTORS: usize = 60;

/// More names than any folder of such a device has room for.
const MOST_NAMES: usize = 5000;

const PATHS: [&str; 12] = [
    "",
    "/",
    "a",
    "d",
    "d/b",
    "d/..",
    "d/./c",
    "d/d",
    "A long name.text",
    "ALONGN~1.TEX",
    "a/b",
    "d/é",
];

/// The next byte, or zero when all are used up.
fn next(rest: &mut &[u8]) -> usize {
    let (first, behind) = rest.split_first().unwrap_or((&0, &[]));
    *rest = behind;
    usize::from(*first)
}

fn path(rest: &mut &[u8]) -> &'static str {
    PATHS[next(rest) % PATHS.len()]
}

fn mode(bits: usize) -> OpenMode {
    OpenMode {
        read: bits & 1 != 0,
        write: bits & 2 != 0,
        append: bits & 4 != 0,
        create: bits & 8 != 0,
        exclusive: bits & 16 != 0,
        truncate: bits & 32 != 0,
    }
}

/// Does what the bytes say, and answers all that was answered.
fn drive(system: &mut dyn FileSystem, device: &mut dyn Blocks, mut rest: &[u8]) -> Vec<String> {
    let mut open = Vec::new();
    let mut answers = Vec::new();
    let now = 1_772_323_198_000_000_000;
    while !rest.is_empty() {
        let call = next(&mut rest);
        let file = open.get(call >> 4).copied().unwrap_or(Handle(u32::MAX));
        let answer = match call & 15 {
            0 | 1 => {
                let mode = mode(next(&mut rest));
                let opened = system.open(device, path(&mut rest), mode, now);
                open.extend(opened.ok());
                format!("{opened:?}")
            }
            2 | 3 => {
                let bytes = vec![7; next(&mut rest) * 9];
                format!("{:?}", system.write(device, file, &bytes, now))
            }
            4 => {
                let mut bytes = vec![0; next(&mut rest) * 9];
                let read = system.read(device, file, &mut bytes);
                format!("{read:?} {bytes:?}")
            }
            5 => {
                let from = [Whence::Start, Whence::Current, Whence::End][next(&mut rest) % 3];
                let by = (next(&mut rest) as i64 - 64) << (next(&mut rest) % 40);
                format!("{:?}", system.seek(device, file, by, from))
            }
            6 => format!("{:?}", system.flush(device, file, now)),
            7 => format!("{:?}", system.close(device, file, now)),
            8 => {
                let folder = system.open_folder(device, path(&mut rest));
                let mut names = Vec::new();
                if let Ok(folder) = folder {
                    while let Ok(Some(entry)) = system.next_entry(device, folder) {
                        names.push(entry);
                        assert!(names.len() < MOST_NAMES);
                    }
                    system.close_folder(folder);
                }
                format!("{folder:?} {names:?}")
            }
            9 => format!("{:?}", system.make_folder(device, path(&mut rest), now)),
            10 => format!("{:?}", system.remove_file(device, path(&mut rest))),
            11 => format!("{:?}", system.remove_folder(device, path(&mut rest))),
            12 | 13 => {
                let from = path(&mut rest);
                format!("{:?}", system.rename(device, from, path(&mut rest)))
            }
            14 => format!("{:?}", system.stat(device, path(&mut rest))),
            _ => format!("{:?}", system.space(device)),
        };
        // This device never keeps anybody waiting.
        assert!(!answer.contains("Wait"));
        answers.push(answer);
    }
    answers
}

/// A device with a file system that has files and folders in it.
fn sound(
    format: impl Fn(&mut Memory),
    mount: impl Fn(&mut Memory) -> Box<dyn FileSystem>,
) -> Memory {
    let mut device = Memory::of(SECTOR, vec![0; SECTORS * SECTOR as usize]);
    format(&mut device);
    let mut system = mount(&mut device);
    // A file with a long name, a folder, and one in that.
    let calls = [0, 35, 8, 2, 200, 7, 9, 3, 0, 35, 4, 18, 90, 23];
    drive(&mut *system, &mut device, &calls);
    device
}

/// Changes bytes of an image as these ones say, and leaves the rest of them.
fn damage(device: Memory, rest: &mut &[u8]) -> Memory {
    let mut bytes = device.bytes().to_vec();
    for _ in 0..next(rest) % 16 {
        let at = next(rest) | next(rest) << 8;
        let len = bytes.len();
        bytes[at % len] = next(rest) as u8;
    }
    Memory::of(SECTOR, bytes)
}

/// Does the same to a file system and to its copy.
fn twice<S: FileSystem + Clone + PartialEq>(
    mounted: Result<S, Fault>,
    mut device: Memory,
    rest: &[u8],
) {
    let Ok(mut system) = mounted else {
        return;
    };
    let (mut other, mut copy) = (system.clone(), device.clone());
    let answers = drive(&mut system, &mut device, rest);
    assert_eq!(drive(&mut other, &mut copy, rest), answers);
    assert!(system == other && device == copy);
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let mut rest = data;
    match next(&mut rest) % 2 {
        0 => {
            let format = |device: &mut Memory| {
                Fat::format(device, Format::default()).expect("there is room")
            };
            let mount = |device: &mut Memory| -> Box<dyn FileSystem> {
                Box::new(Fat::mount(device).expect("it is sound"))
            };
            let mut device = damage(sound(format, mount), &mut rest);
            twice(Fat::mount(&mut device), device, rest);
        }
        _ => {
            let calls = next(&mut rest).min(rest.len());
            let (calls, image) = rest.split_at(calls);
            let mut device = Memory::of(1, image.to_vec());
            twice(Rom::mount(&mut device), device, calls);
        }
    }
});
