//! Programs on a board whose flash is kept in a file, and what is put on it.

mod support;

use std::fs;
use std::path::Path;

use support::{folder, pinwheel, run, text};

/// Bytes of the part of a Pico's flash that is there for files.
const SIZE: u64 = 1408 << 10;

/// What a run on a Pico prints, what it tells as errors, and its exit code.
fn pico(folder: &Path, words: &[&str]) -> (String, String, Option<i32>) {
    let mut command = pinwheel();
    command.current_dir(folder);
    command.args(["run", "--board", "pico"]).args(words);
    let output = run(&mut command, b"");
    let code = output.status.code();
    (text(&output.stdout), text(&output.stderr), code)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn what_a_program_writes_is_there_the_next_time() {
    let at = folder("flash_kept");
    fs::create_dir_all(at.join("lib")).expect("a folder");
    fs::create_dir_all(at.join(".git")).expect("a folder");
    fs::write(at.join("lib/helper.py"), "name = 'help'").expect("a file");
    fs::write(at.join(".git/hidden"), "").expect("a file");
    let program = "import os, helper\nprint(sorted(os.listdir()), helper.name)\n\
        with open('log', 'a') as f:\n    f.write('again ')\n\
        print(open('log').read())\nraise ValueError('at the end')\n";
    fs::write(at.join("main.py"), program).expect("a file");
    let before = names(&at);
    let (out, errors, code) = pico(&at, &["main.py"]);
    assert_eq!(out, "['lib', 'main.py'] help\nagain \n");
    assert!(errors.ends_with("ValueError: at the end\n"), "{errors}");
    assert_eq!((code, names(&at)), (Some(1), before));

    let words = ["--flash", "pico.img", "main.py"];
    assert_eq!(pico(&at, &words).0, "['lib', 'main.py'] help\nagain \n");
    let image = at.join("pico.img");
    assert_eq!(fs::metadata(&image).expect("an image").len(), SIZE);
    let (out, _, code) = pico(&at, &words);
    assert_eq!(out, "['lib', 'log', 'main.py'] help\nagain again \n");
    assert_eq!(code, Some(1));
    // Nothing is left of how the image was written.
    assert_eq!(names(&at), [".git", "lib", "main.py", "pico.img"]);

    fs::write(&image, [0; 100]).expect("an image");
    fs::write(at.join("list.py"), "import os\nprint(os.listdir())").expect("a file");
    let (out, errors, code) = pico(&at, &["--flash", "pico.img", "list.py"]);
    assert_eq!((out.as_str(), code), ("[]\n", Some(0)));
    assert!(
        errors.contains("or it is damaged; the board has made a new one"),
        "{errors}"
    );
    fs::write(&image, vec![0; SIZE as usize + 1]).expect("an image");
    let (_, errors, code) = pico(&at, &["--flash", "pico.img", "list.py"]);
    assert!(errors.contains("the image has 1441793 bytes"), "{errors}");
    assert_eq!(code, Some(1));
}

#[test]
fn what_goes_on_the_board_can_be_chosen() {
    let at = folder("flash_chosen");
    fs::create_dir_all(at.join("data/deep")).expect("a folder");
    fs::write(at.join("data/deep/a"), "inside").expect("a file");
    fs::write(at.join("one"), "1").expect("a file");
    fs::write(at.join("large"), vec![0; 2 << 20]).expect("a file");
    let program = "import os\nprint(sorted(os.listdir()), open('data/deep/a').read())";
    fs::write(at.join("main.py"), program).expect("a file");
    let (out, errors, code) = pico(&at, &["main.py"]);
    assert_eq!((out.as_str(), code), ("", Some(1)));
    assert!(
        errors.contains("large does not fit on the board \"pico\""),
        "{errors}"
    );
    assert!(errors.contains("--put PATH"), "{errors}");
    let (out, errors, code) = pico(&at, &["--put", "data", "--put", "one", "main.py"]);
    assert_eq!(out, "['data', 'main.py', 'one'] inside\n", "{errors}");
    assert_eq!(code, Some(0));
    let (_, errors, code) = pico(&at, &["--put", "missing", "main.py"]);
    assert!(errors.contains("cannot read missing"), "{errors}");
    assert_eq!(code, Some(1));
    let mut unix = pinwheel();
    unix.current_dir(&at)
        .args(["run", "--flash", "x.img", "main.py"]);
    let output = run(&mut unix, b"");
    assert!(text(&output.stderr).contains("add --board pico"));
    assert!(!at.join("x.img").exists());
}
