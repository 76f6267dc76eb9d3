//! Devices after the same operations, byte for byte as real MicroPython leaves them.
//!
//! What it prints is kept in `data/littlefs.exp`. Where the variable `PINWHEEL_REFERENCE` names a build of MicroPython
//! for this machine, it is asked anew, and the file is written.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use storage::littlefs::crc;
use storage::{Blocks, Fault, FileSystem, Lfs1, Lfs2, Memory, OpenMode, Options, Whence};

/// Version, bytes of a block, blocks, bytes of reading and of writing, lookahead.
const DEVICES: [[u32; 6]; 5] = [
    [2, 4096, 40, 32, 256, 32],
    [2, 512, 64, 32, 32, 4],
    [2, 256, 90, 16, 16, 32],
    [1, 512, 64, 32, 32, 32],
    [1, 256, 90, 16, 64, 64],
];

/// Operations on each of the devices, the same in each run.
fn script() -> Vec<String> {
    let mut lines = Vec::new();
    for [version, rest @ ..] in DEVICES {
        let numbers = rest.map(|number| number.to_string()).join(" ");
        lines.push(format!("begin {version} {numbers}"));
        let mut state = rest[0] * 31 + version;
        let mut any = |below: u32| {
            state = state.wrapping_mul(1_103_515_245).wrapping_add(12345);
            (state >> 16) % below
        };
        for _ in 0..160 {
            let mut path = || {
                let folder = ["", "/d", "/d/e", "/f"][any(4) as usize];
                let name = ["a", "b", "ab", "a-longer-name-than-others", "c"][any(5) as usize];
                format!("{folder}/{name}")
            };
            let (one, other) = (path(), path());
            let folder = ["/d", "/d/e", "/f"][any(3) as usize];
            let mode = ["w", "w", "a", "r+", "w+", "x"][any(6) as usize];
            let place = if any(4) == 0 {
                any(900).to_string()
            } else {
                "-".to_owned()
            };
            let length = [any(30), any(300), any(3000)][any(3) as usize] + 1;
            lines.push(match any(16) {
                0..=6 => format!("write {one} {mode} {place} {} {length}", any(256)),
                7 | 8 => format!("mkdir {folder}"),
                9 => format!("remove {one}"),
                10 if version == 2 => format!("rename {one} {other}"),
                10 | 11 => format!("read {one}"),
                12 => format!("list {folder}"),
                13 => "space".to_owned(),
                14 => format!("rmdir {folder}"),
                _ => "mount".to_owned(),
            });
        }
        lines.push("rename /a /moved".to_owned());
        lines.push("list /".to_owned());
    }
    lines
}

/// A file system with its device.
struct Volume {
    device: Memory,
    version: u32,
    options: Options,
    fs: Box<dyn FileSystem>,
}

impl Volume {
    fn new(numbers: &[u32]) -> Result<Volume, Fault> {
        let [
            version,
            block_size,
            blocks,
            read_size,
            program_size,
            lookahead,
        ] = numbers
        else {
            panic!("six numbers");
        };
        let options = Options {
            read_size: *read_size,
            program_size: *program_size,
            lookahead: *lookahead,
            mtime: false,
        };
        let mut device = Memory::of(*block_size, vec![0xff; (block_size * blocks) as usize]);
        match version {
            2 => Lfs2::format(&mut device, &options)?,
            _ => Lfs1::format(&mut device, &options)?,
        }
        Ok(Volume {
            fs: mount(&mut device, *version, &options)?,
            device,
            version: *version,
            options,
        })
    }

    fn one(&mut self, words: &[&str]) -> Result<String, Fault> {
        let none = "None".to_owned();
        let Volume { device, fs, .. } = self;
        Ok(match words {
            ["mount"] => {
                *fs = mount(device, self.version, &self.options)?;
                none
            }
            ["write", path, mode, place, seed, length] => {
                let (seed, length): (usize, usize) = (number(seed), number(length));
                let bytes: Vec<u8> = (0..length).map(|at| (at * 7 + seed) as u8).collect();
                let mode = OpenMode {
                    read: mode.contains(['r', '+']),
                    write: true,
                    append: mode.contains('a'),
                    create: !mode.contains('r'),
                    exclusive: mode.contains('x'),
                    truncate: mode.contains('w'),
                };
                let file = fs.open(device, path, mode, 0)?;
                if *place != "-" {
                    fs.seek(device, file, number(place) as i64, Whence::Start)?;
                }
                let written = fs.write(device, file, &bytes, 0);
                fs.close(device, file, 0)?;
                written?.to_string()
            }
            ["read", path] => {
                let mode = OpenMode {
                    read: true,
                    ..OpenMode::default()
                };
                let file = fs.open(device, path, mode, 0)?;
                let mut bytes = vec![0; 1 << 16];
                let len = fs.read(device, file, &mut bytes)?;
                fs.close(device, file, 0)?;
                checksum(&bytes[..len]).to_string()
            }
            ["list", path] => {
                let folder = fs.open_folder(device, path)?;
                let mut entries = Vec::new();
                while let Some(entry) = fs.next_entry(device, folder)? {
                    entries.push(format!("{}:{}", entry.name, entry.size));
                }
                fs.close_folder(folder);
                entries.join(",")
            }
            ["space"] => fs.space(device)?.free.to_string(),
            ["mkdir", path] => fs.make_folder(device, path, 0).map(|()| none)?,
            ["remove", path] => fs.remove_file(device, path).map(|()| none)?,
            ["rmdir", path] => fs.remove_folder(device, path).map(|()| none)?,
            ["rename", from, to] => fs.rename(device, from, to).map(|()| none)?,
            other => panic!("{other:?}"),
        })
    }
}

fn number(word: &str) -> usize {
    word.parse().expect("a number")
}

fn mount(
    device: &mut dyn Blocks,
    version: u32,
    options: &Options,
) -> Result<Box<dyn FileSystem>, Fault> {
    Ok(match version {
        2 => Box::new(Lfs2::mount(device, options)?),
        _ => Box::new(Lfs1::mount(device, options)?),
    })
}

/// The checksum as `binascii.crc32` has it.
fn checksum(bytes: &[u8]) -> u32 {
    !crc(u32::MAX, bytes)
}

/// What real MicroPython prints.
fn reference(program: &str, folder: &Path, script: &[String]) -> String {
    let mut child = Command::new(program)
        .args(["-X", "heapsize=32m"])
        .arg(folder.join("littlefs.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    let text = script.join("\n") + "\n";
    let mut input = child.stdin.take().expect("it has an input");
    let writing = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    writing.join().expect("no panic").expect("it reads all");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("it prints text")
}

#[test]
fn devices_are_left_as_by_micropython() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let kept = folder.join("littlefs.exp");
    let script = script();
    if let Ok(program) = std::env::var("PINWHEEL_REFERENCE") {
        let printed = reference(&program, &folder, &script);
        std::fs::write(&kept, printed).expect("it can be kept");
    }
    let expected = std::fs::read_to_string(&kept).expect("it is kept");
    assert_eq!(expected.lines().count(), script.len());
    let mut volume: Option<Volume> = None;
    for (line, expected) in script.iter().zip(expected.lines()) {
        let words: Vec<&str> = line.split(' ').collect();
        let result = match (&words[..], &mut volume) {
            (["begin", numbers @ ..], _) => {
                let numbers: Vec<u32> = numbers.iter().map(|word| number(word) as u32).collect();
                Volume::new(&numbers).map(|begun| {
                    volume = Some(begun);
                    "None".to_owned()
                })
            }
            (words, Some(volume)) => volume.one(words),
            (_, None) => panic!("a device comes first"),
        };
        let result = match result {
            Ok(result) => result,
            Err(Fault::Errno(errno)) => format!("errno {}", errno.0),
            Err(Fault::Wait) => panic!("a device in memory never waits"),
        };
        let device = volume
            .as_ref()
            .map_or(&[][..], |volume| volume.device.bytes());
        assert_eq!(
            format!("{result} #{:08x}", checksum(device)),
            expected,
            "{line}"
        );
    }
}
