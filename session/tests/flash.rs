//! A board's flash: what programs find and leave on it, what its host sees of it, and what becomes of damaged images.

#![allow(clippy::unwrap_used)] // A test that panics has failed, as it should.

use std::collections::BTreeMap;

use session::{Board, FlashStart, Instant, Session, SessionConfig, SessionError, Stop};

type Files = BTreeMap<String, Vec<u8>>;

fn files(main: &str, others: &[(&str, &[u8])]) -> Files {
    let others = others.iter().map(|(path, bytes)| (*path, *bytes));
    let all = others.chain([("main.py", main.as_bytes())]);
    all.map(|(path, bytes)| (path.to_owned(), bytes.to_vec()))
        .collect()
}

/// Runs to the end; what was printed, and why it ended.
fn run(session: &mut Session, fuel: u64) -> (String, Stop) {
    let mut out = Vec::new();
    loop {
        let stop = session.run(fuel, Instant(u64::MAX));
        out.extend(session.take_output());
        if stop != Stop::OutOfFuel {
            return (String::from_utf8(out).unwrap(), stop);
        }
    }
}

fn pico(main: &str, others: &[(&str, &[u8])]) -> Session {
    Session::new(SessionConfig::new(
        Board::Pico,
        files(main, others),
        "main.py",
    ))
    .unwrap()
}

/// A session that begins with an image.
fn on(image: Vec<u8>, main: &str) -> Session {
    let mut config = SessionConfig::new(Board::Pico, files(main, &[]), "main.py");
    config.flash = FlashStart::Image(image);
    Session::new(config).unwrap()
}

fn printed(session: &mut Session) -> String {
    match run(session, u64::MAX) {
        (out, Stop::Done) => out,
        other => panic!("{other:?}"),
    }
}

const PROGRAM: &str = r#"
import os, vfs, helper
print(helper.name, os.listdir(), os.listdir("lib"), os.stat("data")[6], os.stat("lib")[0])
print(os.statvfs("/"), vfs.mount())
with open("new", "w") as f:
    f.write("abc" * 2000)
os.mkdir("folder")
os.rename("new", "folder/moved")
os.remove("data")
print(open("folder/moved").read() == "abc" * 2000, sorted(os.listdir("/")))
"#;

const PRINTED: &str = "helped ['data', 'lib', 'main.py'] ['helper.py'] 700 16384
(4096, 4096, 352, 345, 345, 0, 0, 0, 0, 255) [(<VfsLfs2>, '/')]
True ['folder', 'lib', 'main.py']
";

#[test]
fn programs_and_hosts_see_the_same_files() {
    let others: [(&str, &[u8]); 2] = [("lib/helper.py", b"name = 'helped'"), ("data", &[7; 700])];
    let mut session = pico(PROGRAM, &others);
    assert!(!session.formatted_flash());
    let before = session.flash_files().unwrap();
    let paths: Vec<&str> = before.iter().map(|entry| entry.path.as_str()).collect();
    assert_eq!(paths, ["data", "lib", "lib/helper.py", "main.py"]);
    assert_eq!(session.read_flash_file("data"), Ok(vec![7; 700]));
    let mut sliced = session.clone();
    assert_eq!(printed(&mut session), PRINTED);
    assert_eq!(run(&mut sliced, 1).0, PRINTED);
    assert_eq!(session.state_hash(), sliced.state_hash());
    let after = session.flash_files().unwrap();
    let sizes: Vec<(&str, bool, u64)> = after
        .iter()
        .map(|entry| (entry.path.as_str(), entry.is_folder, entry.size))
        .collect();
    let main = PROGRAM.len() as u64;
    let expected = [
        ("folder", true, 0),
        ("folder/moved", false, 6000),
        ("lib", true, 0),
        ("lib/helper.py", false, 15),
        ("main.py", false, main),
    ];
    assert_eq!(sizes, expected);
    assert_eq!(session.read_flash_file("missing"), Err(2));
    assert_eq!(session.read_flash_file("folder"), Err(21));

    // What is there stays when the power goes, and files of the project can be put over it.
    let image = session.flash().unwrap().to_bytes();
    assert_eq!(image.len(), 1408 << 10);
    let mut again = on(image.clone(), "import os\nprint(os.listdir(), helper)");
    assert_eq!(run(&mut again, u64::MAX).0, "");
    let program = "import os, helper\nprint(os.listdir(), helper.name)";
    let mut config = SessionConfig::new(
        Board::Pico,
        files(program, &[("lib/helper.py", b"name = 'new'")]),
        "main.py",
    );
    config.flash = FlashStart::ImageAndFiles(image);
    let mut again = Session::new(config).unwrap();
    assert_eq!(printed(&mut again), "['folder', 'lib', 'main.py'] new\n");
}

#[test]
fn the_main_file_may_be_on_the_flash_alone() {
    let image = pico("print('from flash')", &[]);
    let mut config = SessionConfig::new(Board::Pico, Files::new(), "main.py");
    config.flash = FlashStart::Image(image.flash().unwrap().to_bytes());
    let mut session = Session::new(config.clone()).unwrap();
    assert_eq!(printed(&mut session), "from flash\n");
    config.main = "other.py".into();
    let error = Session::new(config).unwrap_err();
    assert!(matches!(error, SessionError::Missing { .. }), "{error}");
}

const PARTS: &str = r#"
import rp2, vfs, os
whole = rp2.Flash()
print(whole is rp2.Flash(), whole.ioctl(1, 0), whole.ioctl(4, 0), whole.ioctl(5, 0), whole.ioctl(9, 0))
part = rp2.Flash(start=1 << 20, len=64 << 10)
rest = rp2.Flash(start=1 << 20)
print(part.ioctl(4, 0), rest.ioctl(4, 0), rp2.Flash(len=4096).ioctl(4, 0))
for start, size in ((1, 4096), (0, 1), (0, 0), (0, 1409 << 10), (1408 << 10, 4096), (-2, 4096), (4096, -2)):
    try:
        print(rp2.Flash(start=start, len=size))
    except ValueError as e:
        print("ValueError", e.args, end=" ")
print()
try:
    rp2.Flash(0)
except TypeError as e:
    print(e)
buffer = bytearray(8)
part.writeblocks(0, b"0123456789" + b"\xff" * 246, 0)
part.readblocks(0, buffer)
print(buffer)
rest.readblocks(0, buffer, 5)
print(buffer)
part.writeblocks(0, b"\xf0" * 256, 0)
part.readblocks(0, buffer, 0)
print(buffer)
part.writeblocks(0, b"ab" * 2048)
part.readblocks(0, buffer, 4090)
print(buffer[:6], buffer[6:])
print(part.ioctl(6, 0))
part.readblocks(0, buffer)
print(buffer)
for f in (
    lambda: part.readblocks(16, buffer),
    lambda: part.writeblocks(-1, buffer),
    lambda: part.ioctl(6, 16),
    lambda: part.readblocks(0, b"ab"),
    lambda: part.writeblocks(0, 5),
):
    try:
        print(f())
    except (OSError, TypeError) as e:
        print(repr(e), end=" ")
print()
vfs.VfsFat.mkfs(rest)
vfs.mount(rest, "/fat")
with open("/fat/a", "w") as f:
    f.write("in FAT")
print(open("/fat/a").read(), os.listdir("/fat"), sorted(os.listdir("/")))
vfs.VfsLfs2.mkfs(part, progsize=256)
vfs.mount(vfs.VfsLfs2(part, progsize=256), "/little", readonly=True)
try:
    open("/little/a", "w").close()
except OSError as e:
    print(e.errno)
print(os.statvfs("/little")[:4])
vfs.umount("/")
print(os.listdir("/"))
vfs.VfsLfs2.mkfs(whole, progsize=256)
vfs.mount(vfs.VfsLfs2(whole, progsize=256), "/")
print(os.statvfs("/")[:4])
"#;

const OF_PARTS: &str = r#"True 0 352 4096 None
16 96 1
ValueError () ValueError () ValueError () ValueError () ValueError () ValueError () ValueError () 
extra positional arguments given
bytearray(b'01234567')
bytearray(b'56789\xff\xff\xff')
bytearray(b'00000000')
bytearray(b'ababab') bytearray(b'\xff\xff')
0
bytearray(b'\xff\xff\xff\xff\xff\xff\xff\xff')
OSError(22,) OSError(22,) OSError(22,) TypeError('object with buffer protocol required',) TypeError('object with buffer protocol required',) 
in FAT ['a'] ['fat', 'main.py']
30
(4096, 4096, 16, 14)
['fat', 'little']
(4096, 4096, 352, 350)
"#;

#[test]
fn parts_of_the_flash_are_devices() {
    let mut session = pico(PARTS, &[]);
    let mut sliced = session.clone();
    let (out, stop) = run(&mut session, u64::MAX);
    assert_eq!((out.as_str(), stop), (OF_PARTS, Stop::Done));
    assert_eq!(run(&mut sliced, 1).0, OF_PARTS);
    assert_eq!(session.state_hash(), sliced.state_hash());
}

#[test]
fn littlefs_with_too_small_a_program_size_spoils_pages_as_on_a_board() {
    let program = "import rp2, vfs\n\
        vfs.VfsLfs2.mkfs(rp2.Flash())\n\
        fs = vfs.VfsLfs2(rp2.Flash())\n\
        try:\n    with fs.open('a', 'w') as f:\n        f.write('x' * 1000)\n    print('written')\n\
        except OSError as e:\n    print('refused')\n";
    assert_eq!(printed(&mut pico(program, &[])), "refused\n");
}

#[test]
fn writing_takes_the_time_that_the_chip_takes() {
    let program = "import time, rp2, _thread\n\
        def ticking():\n    while go:\n        pass\n\
        def took(f):\n    t = time.ticks_us()\n    f()\n    return time.ticks_diff(time.ticks_us(), t)\n\
        part = rp2.Flash(start=1 << 20)\n\
        page = bytes(256)\n\
        large = bytearray(65536)\n\
        for go in (False, True):\n    if go:\n        _thread.start_new_thread(ticking, ())\n    \
        for f in (lambda: part.ioctl(6, 0), lambda: part.writeblocks(1, page, 0),\n        \
        lambda: part.writeblocks(16, large), lambda: part.readblocks(0, large)):\n        \
        print(took(f) // 100, end=' ')\ngo = False\n";
    // Tenths of milliseconds: 45 ms, a page of 0.4 ms, 150 ms and 256 pages, and next to nothing to read.
    let (out, stop) = run(&mut pico(program, &[]), u64::MAX);
    assert_eq!(stop, Stop::Done);
    let times: Vec<u32> = out.split_whitespace().map(|n| n.parse().unwrap()).collect();
    assert_eq!(times.len(), 8, "{out}");
    for times in times.chunks(4) {
        assert!((450..452).contains(&times[0]), "{out}");
        assert!((4..6).contains(&times[1]), "{out}");
        assert!((2524..2560).contains(&times[2]), "{out}");
        assert!(times[3] < 20, "{out}");
    }
}

#[test]
fn time_goes_no_further_than_one_change_of_the_flash_takes_it() {
    let program = "for i in range(50):\n    with open('a', 'w') as f:\n        f.write('x')\n";
    let mut session = pico(program, &[]);
    for i in 1..20 {
        let until = Instant(i * 10_000_000);
        if session.now() < until {
            session.run(u64::MAX, until);
        }
        assert!(session.now().0 < until.0 + 100_000_000, "{i}");
    }
}

#[test]
fn the_file_system_and_open_files_are_in_the_heap() {
    let program = "import gc, vfs\nf = a = b = c = d = 0\n\
        def used():\n    gc.collect()\n    return gc.mem_alloc()\n\
        open('main.py').close()\nused()\na = used()\nf = open('main.py')\nb = used()\nf.close()\nf = 0\n\
        c = used()\nvfs.umount('/')\nd = used()\nprint(b - a, c - a, c - d)\n";
    assert_eq!(printed(&mut pico(program, &[])), "1152 0 2416\n");
}

#[test]
fn what_does_not_fit_is_refused_by_name() {
    let big = vec![1; 1 << 20];
    let others: [(&str, &[u8]); 2] = [("a.bin", &big), ("lib/b.bin", &big)];
    let config = SessionConfig::new(Board::Pico, files("", &others), "main.py");
    let error = Session::new(config).unwrap_err();
    assert_eq!(
        error.to_string(),
        "lib/b.bin does not fit on the board \"pico\": it has 1048576 bytes, the files together have 2097152 or \
         more, and the file system on the flash has 1441792 with all that it keeps for itself; leave out what the \
         program does not need"
    );
    let refused = |others: &[(&str, &[u8])]| {
        let config = SessionConfig::new(Board::Pico, files("", others), "main.py");
        Session::new(config).unwrap_err().to_string()
    };
    assert_eq!(
        refused(&[("main.py/a", b"")]),
        "main.py/a cannot be put on the board's flash: a folder in its path is a file"
    );
    assert!(refused(&[("a/../b", b"")]).contains("it is no path of a file"));
    let name = "n".repeat(256);
    assert!(refused(&[(&name, b"")]).contains("longer than 255 bytes"));
}

#[test]
fn images_are_of_a_board_and_of_its_size() {
    let config = |board, bytes| {
        let mut config = SessionConfig::new(board, files("", &[]), "main.py");
        config.flash = FlashStart::Image(bytes);
        Session::new(config)
    };
    let error = config(Board::Unix, vec![]).unwrap_err();
    assert!(matches!(error, SessionError::NoFlash { .. }), "{error}");
    let error = config(Board::Pico, vec![0; (1408 << 10) + 1]).unwrap_err();
    assert!(error.to_string().contains("1441793 bytes"), "{error}");
    let unix = Session::new(SessionConfig::new(Board::Unix, files("", &[]), "main.py")).unwrap();
    assert!(unix.flash().is_none() && unix.flash_files().is_err());
}

#[test]
fn a_board_makes_a_new_file_system_where_there_is_none_or_a_damaged_one() {
    for image in [vec![], vec![0; 4096], vec![0x5a; 100_000]] {
        let mut session = on(image, "import os\nprint(os.listdir(), os.statvfs('/')[3])");
        assert!(session.formatted_flash());
        assert!(session.now().0 >= 2 * 45_000_000);
        assert_eq!(printed(&mut session), "[] 350\n");
        let main = "import os\nprint(os.listdir())";
        let mut config = SessionConfig::new(Board::Pico, files(main, &[]), "main.py");
        config.flash = FlashStart::ImageAndFiles(vec![0x5a; 100_000]);
        let mut session = Session::new(config).unwrap();
        assert!(session.formatted_flash());
        assert_eq!(printed(&mut session), "['main.py']\n");
    }
}

/// What a hostile image is tried with.
const EVERYTHING: &str = r#"
import os, gc

def walk(folder, depth):
    for entry in os.ilistdir(folder):
        path = folder + "/" + entry[0]
        try:
            os.stat(path)
            if entry[1] == 0x4000:
                if depth < 3:
                    walk(path, depth + 1)
            else:
                with open(path) as f:
                    f.read(100)
                    f.seek(-1, 2)
                    f.read()
                open(path, "rb").read()
        except (OSError, MemoryError, ValueError, RuntimeError, UnicodeError):
            pass

def tried(f):
    try:
        f()
    except (OSError, MemoryError, ValueError, ImportError, RuntimeError, SyntaxError, AttributeError, UnicodeError):
        pass

def add(path, mode):
    with open(path, mode) as f:
        f.write("x" * 300)

def load():
    import helper

tried(lambda: walk("", 0))
tried(load)
for path in ("data", "new", "lib/new", "main.py"):
    for mode in ("a", "r+", "w"):
        tried(lambda: add(path, mode))
tried(lambda: os.rename("data", "lib/data"))
tried(lambda: os.mkdir("lib/folder"))
tried(lambda: os.remove("main.py"))
tried(lambda: os.statvfs("/"))
tried(lambda: walk("", 0))
"#;

#[test]
fn no_image_does_harm() {
    let big = vec![b'b'; 9000];
    let others: [(&str, &[u8]); 3] = [
        ("lib/helper.py", b"name = 'helped'"),
        ("data", &[7; 700]),
        ("lib/big", &big),
    ];
    let sound = pico(EVERYTHING, &others);
    let mut image = sound.flash().unwrap().to_bytes();
    image.truncate(10 * 4096);
    let used: Vec<usize> = (0..image.len()).filter(|&at| image[at] != 0xff).collect();
    let mut random: u64 = 0x1234_5678;
    let mut next = |n: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % n as u64) as usize
    };
    for _ in 0..60 {
        let mut damaged = image.clone();
        for _ in 0..=next(6) {
            damaged[used[next(used.len())]] = next(256) as u8;
        }
        let mut session = on(damaged, EVERYTHING);
        let (_, stop) = run(&mut session, u64::MAX);
        assert_eq!(stop, Stop::Done);
        // Whatever is left, its host can look at it.
        for entry in session.flash_files().unwrap_or_default() {
            let _ = session.read_flash_file(&entry.path);
        }
    }
}
