//! Power that is cut at any write, also in the middle of one: what was there before or after is found again, and the
//! file system goes on working.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::test_kit::{APPEND, WRITE, get, write};
use crate::{Blocks, Errno, Fault, FileSystem, Geometry, Kind, Lfs1, Lfs2, Memory, Options};

/// A device whose power is cut after so many writes and erasures; the last of them is done by half.
struct Cut {
    memory: Memory,
    left: u32,
    /// Of how many quarters of it the last write is.
    quarters: usize,
}

const OFF: Fault = Fault::Errno(Errno::EIO);

impl Cut {
    /// Whether there is power for one more.
    fn power(&mut self) -> Result<bool, Fault> {
        let on = self.left > 0;
        if self.left == u32::MAX {
            return Err(OFF);
        }
        self.left = if on { self.left - 1 } else { u32::MAX };
        Ok(on)
    }
}

impl Blocks for Cut {
    fn geometry(&self) -> Geometry {
        self.memory.geometry()
    }

    fn read(&mut self, block: u32, offset: u32, into: &mut [u8]) -> Result<(), Fault> {
        if self.left == u32::MAX {
            return Err(OFF);
        }
        self.memory.read(block, offset, into)
    }

    fn program(&mut self, block: u32, offset: u32, bytes: &[u8]) -> Result<(), Fault> {
        if self.power()? {
            return self.memory.program(block, offset, bytes);
        }
        let part = &bytes[..bytes.len() * self.quarters / 4];
        self.memory.program(block, offset, part)?;
        Err(OFF)
    }

    fn erase(&mut self, block: u32) -> Result<(), Fault> {
        if self.power()? {
            return self.memory.erase(block);
        }
        let len = self.geometry().block_size as usize * self.quarters / 4;
        self.memory.program(block, 0, &alloc::vec![0xff; len])?;
        Err(OFF)
    }

    fn sync(&mut self) -> Result<(), Fault> {
        if self.left == u32::MAX {
            Err(OFF)
        } else {
            Ok(())
        }
    }
}

/// One of what is done until the power is cut.
#[derive(Clone, Copy, Debug)]
enum Step {
    Put(&'static str, usize),
    Append(&'static str, usize),
    Folder(&'static str),
    Remove(&'static str),
    Rename(&'static str, &'static str),
}

/// What is there: the files with their content, and folders with none.
type Tree = BTreeMap<String, Option<Vec<u8>>>;

fn content(len: usize) -> Vec<u8> {
    (0..len).map(|at| (at * 7 + len) as u8).collect()
}

fn run(fs: &mut dyn FileSystem, device: &mut dyn Blocks, step: Step) -> Result<(), Fault> {
    match step {
        Step::Put(path, len) => write(fs, device, path, WRITE, &content(len)),
        Step::Append(path, len) => write(fs, device, path, APPEND, &content(len)),
        Step::Folder(path) => fs.make_folder(device, path, 0),
        Step::Remove(path) => fs.remove_file(device, path),
        Step::Rename(from, to) => fs.rename(device, from, to),
    }
}

/// What a step makes of what is there.
fn applied(tree: &Tree, step: Step) -> Tree {
    let mut tree = tree.clone();
    match step {
        Step::Put(path, len) => {
            tree.insert(path.into(), Some(content(len)));
        }
        Step::Append(path, len) => {
            let file = tree.entry(path.into()).or_insert(Some(Vec::new()));
            file.get_or_insert_default().extend(content(len));
        }
        Step::Folder(path) => {
            tree.insert(path.into(), None);
        }
        Step::Remove(path) => {
            tree.remove(path);
        }
        Step::Rename(from, to) => {
            let moved = tree.remove(from).expect("it is there");
            tree.insert(to.into(), moved);
        }
    }
    tree
}

/// What is there, as the file system says.
fn found(fs: &mut dyn FileSystem, device: &mut dyn Blocks) -> Result<Tree, Fault> {
    let mut tree = Tree::new();
    let mut folders = alloc::vec![String::new()];
    while let Some(folder) = folders.pop() {
        let handle = fs.open_folder(device, &folder)?;
        let mut entries = Vec::new();
        while let Some(entry) = fs.next_entry(device, handle)? {
            entries.push(entry);
        }
        fs.close_folder(handle);
        for entry in entries {
            let path = if folder.is_empty() {
                entry.name
            } else {
                [&folder, "/", &entry.name].concat()
            };
            let content = match entry.kind {
                Kind::File => Some(get(fs, device, &path)?),
                Kind::Folder => {
                    folders.push(path.clone());
                    None
                }
            };
            assert!(
                tree.insert(path, content).is_none(),
                "no name is there twice"
            );
        }
    }
    Ok(tree)
}

type Mount = fn(&mut dyn Blocks) -> Result<alloc::boxed::Box<dyn FileSystem>, Fault>;

/// Whether what is found is what was there before a step, after it, or with the file that the step made but has not
/// filled yet.
fn is_between(tree: &Tree, before: &Tree, step: Step) -> bool {
    let mut begun = before.clone();
    if let Step::Put(path, _) | Step::Append(path, _) = step {
        begun.entry(path.into()).or_insert(Some(Vec::new()));
    }
    *tree == *before || *tree == applied(before, step) || *tree == begun
}

fn cut_everywhere(
    geometry: Geometry,
    format: fn(&mut dyn Blocks) -> Result<(), Fault>,
    mount: Mount,
    steps: &[Step],
) {
    let mut memory = Memory::erased(geometry);
    format(&mut memory).unwrap();
    let mut before = Tree::new();
    let mut cuts = 0;
    for &step in steps {
        // A step begins with what the ones before it left, and with a mount, as after each cut.
        for left in 0.. {
            let quarters = left as usize % 4;
            let mut device = Cut {
                memory: memory.clone(),
                left,
                quarters,
            };
            let done = mount(&mut device).and_then(|mut fs| run(&mut *fs, &mut device, step));
            let done = done.is_ok();
            let mut after = device.memory;
            let mut fs = mount(&mut after).expect("it can be mounted again");
            let tree = found(&mut *fs, &mut after).expect("all can be read");
            if done {
                assert_eq!(tree, applied(&before, step), "{step:?}");
                memory = after;
                before = tree;
                break;
            }
            cuts += 1;
            assert!(
                is_between(&tree, &before, step),
                "{step:?} cut after {left}: {tree:?} of {before:?}"
            );
            // All goes on: what was cut is done once more if it was not, and something else beside it.
            let mut expected = tree;
            if expected != applied(&before, step) && !matches!(step, Step::Append(..)) {
                run(&mut *fs, &mut after, step).expect("it can be done again");
                expected = applied(&before, step);
            }
            run(&mut *fs, &mut after, Step::Put("more", 900)).expect("more can be done");
            expected.insert("more".into(), Some(content(900)));
            let mut fs = mount(&mut after).expect("it can be mounted once more");
            assert_eq!(
                found(&mut *fs, &mut after).unwrap(),
                expected,
                "{step:?} cut after {left}"
            );
        }
    }
    assert!(cuts > 20 * steps.len() as u32 / 10, "{cuts} cuts");
}

const STEPS: [Step; 22] = [
    Step::Put("a", 5),
    Step::Put("b", 700),
    Step::Folder("d"),
    Step::Folder("e"),
    Step::Put("d/a", 40),
    Step::Append("b", 2500),
    Step::Put("a", 30),
    Step::Rename("a", "d/c"),
    Step::Append("d/c", 20),
    Step::Folder("d/f"),
    Step::Put("d/f/long", 3000),
    Step::Rename("d/f/long", "long"),
    Step::Put("e/with a longer name that takes some room", 60),
    Step::Put("e/with another longer name that takes some room", 60),
    Step::Put("e/with a third longer name that takes some room", 60),
    Step::Put("e/and a fourth that splits the folder", 60),
    Step::Folder("e/g"),
    Step::Remove("e/with another longer name that takes some room"),
    Step::Rename("d/f", "e/g"),
    Step::Rename("b", "long"),
    Step::Remove("e/g"),
    Step::Remove("d/a"),
];

const SMALL: Options = Options {
    read_size: 16,
    program_size: 16,
    lookahead: 8,
    mtime: true,
};

#[test]
fn version_2_survives_them() {
    let geometry = Geometry {
        block_size: 256,
        blocks: 80,
    };
    cut_everywhere(
        geometry,
        |device| Lfs2::format(device, &SMALL),
        |device| Ok(alloc::boxed::Box::new(Lfs2::mount(device, &SMALL)?)),
        &STEPS,
    );
}

#[test]
fn version_1_survives_them() {
    let geometry = Geometry {
        block_size: 256,
        blocks: 80,
    };
    cut_everywhere(
        geometry,
        |device| Lfs1::format(device, &SMALL),
        |device| Ok(alloc::boxed::Box::new(Lfs1::mount(device, &SMALL)?)),
        &STEPS,
    );
}
