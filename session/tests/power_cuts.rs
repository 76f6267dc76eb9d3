//! Programs whose board loses its power at each change of its flash: all that was there is as it was before a step of the
//! program, or as it is after it.

#![allow(clippy::unwrap_used)] // A test that panics has failed, as it should.

use std::collections::BTreeMap;

use session::{Board, FlashStart, Instant, Session, SessionConfig, Stop};

/// The files by their paths, and folders without content.
type Tree = BTreeMap<String, Option<Vec<u8>>>;

/// Steps that each change one thing.
const STEPS: &[&[&str]] = &[
    &[
        "put('small', 'w', 'new')",
        "put('small', 'a', ' and more')",
        "put('large', 'w', 'L' * 6000)",
        "put('large', 'a', 'M' * 3000)",
        "put('there', 'w', 'other')",
    ],
    &[
        "os.rename('there', 'moved')",
        "os.mkdir('folder')",
        "os.rename('moved', 'folder/there')",
        "os.rename('big', 'lib/old')",
        "os.remove('folder/there')",
        "os.rmdir('folder')",
        "os.remove('lib/old')",
    ],
    &[
        "put('lib/a', 'w', '1' * 100)",
        "os.mkdir('lib/b')",
        "put('lib/b/c', 'w', '2' * 5000)",
        "os.rename('lib/b', 'b')",
        "put('b/c', 'w', '')",
        "put('big', 'a', 'end')",
    ],
];

const BEGIN: &str = "import os\n\
    def put(path, mode, text):\n    with open(path, mode) as f:\n        f.write(text)\n";

fn tree(session: &Session) -> Tree {
    let entries = session.flash_files().unwrap();
    let of = |path: &str| session.read_flash_file(path).unwrap();
    entries
        .into_iter()
        .map(|entry| {
            let content = (!entry.is_folder).then(|| of(&entry.path));
            (entry.path, content)
        })
        .collect()
}

/// The paths and sizes, for a message.
fn brief(tree: &Tree) -> String {
    let size = |content: &Option<Vec<u8>>| content.as_ref().map_or(-1, |bytes| bytes.len() as i64);
    let of = |(path, content)| format!("{path}: {}", size(content));
    tree.iter().map(of).collect::<Vec<String>>().join(", ")
}

/// Runs to the end; how many steps were done.
fn run(session: &mut Session) -> usize {
    let mut out = Vec::new();
    loop {
        let stop = session.run(u64::MAX, Instant(u64::MAX));
        out.extend(session.take_output());
        match stop {
            Stop::OutOfFuel => {}
            Stop::Done | Stop::Raised { .. } => return out.len(),
            other => panic!("{other:?}"),
        }
    }
}

/// The same board with its power on again.
fn again(session: &Session, program: &str) -> Session {
    let files = BTreeMap::from([("run.py".to_owned(), program.as_bytes().to_vec())]);
    let mut config = SessionConfig::new(Board::Pico, files, "run.py");
    config.flash = FlashStart::Image(session.flash().unwrap().to_bytes());
    Session::new(config).unwrap()
}

#[test]
fn each_file_is_the_old_or_the_new_one() {
    let mut cuts = 0;
    for steps in STEPS {
        let mut program = BEGIN.to_owned();
        for step in *steps {
            program += &format!("{step}\nprint(end='.')\n");
        }
        let mut files = BTreeMap::from([("main.py".to_owned(), program.into_bytes())]);
        files.insert("there".into(), vec![b't'; 300]);
        files.insert("big".into(), vec![b'B'; 9000]);
        files.insert("lib/helper.py".into(), vec![b'#'; 700]);
        let whole = Session::new(SessionConfig::new(Board::Pico, files, "main.py")).unwrap();
        // What is there before each step and at the end.
        let mut states = vec![tree(&whole)];
        let mut board = again(&whole, "");
        for step in *steps {
            board = again(&board, &format!("{BEGIN}{step}"));
            run(&mut board);
            states.push(tree(&board));
        }
        for changes in 0.. {
            let mut cut = whole.clone();
            cut.fail_flash_after(changes);
            let done = run(&mut cut);
            if !cut.flash_has_failed() {
                assert_eq!(done, steps.len());
                assert_eq!(tree(&cut), states[done]);
                break;
            }
            cuts += 1;
            // The board mends what was left half done once something is changed.
            let mut mended = again(
                &cut,
                &format!("{BEGIN}put('new', 'w', 'after')\nprint(end='.')"),
            );
            assert!(!mended.formatted_flash());
            let found = tree(&mended);
            let (old, new) = (&states[done], &states[done + 1]);
            // A file that was not there is made when it is opened, and filled when it is closed.
            let opened: Tree = new
                .iter()
                .map(|(path, content)| match old.contains_key(path) {
                    true => (path.clone(), content.clone()),
                    false => (path.clone(), content.as_ref().map(|_| Vec::new())),
                })
                .collect();
            let is_known = [old, new, &opened].contains(&&found);
            assert!(is_known, "{changes}, {}: {}", steps[done], brief(&found));

            assert_eq!(run(&mut mended), 1);
            let mut now = tree(&mended);
            assert_eq!(now.remove("new"), Some(Some(b"after".to_vec())));
            assert!(
                now == found,
                "{changes}: {} and then {}",
                brief(&found),
                brief(&now)
            );
        }
    }
    assert!(cuts > 50, "{cuts}");
}
