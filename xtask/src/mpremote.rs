//! `mpremote`, MicroPython's own tool for real boards, on the serial device of `pinwheel board --pty`.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::limited;
use crate::report::Tally;
use crate::setup::{self, Need};
use crate::shell::{self, Profile, Result};

/// What must be installed for it.
pub const NEEDS: [Need; 2] = [Need::Rust, Need::Mpremote];

/// How long one command may take.
const LIMIT: Duration = Duration::from_secs(60);

/// A command, and what it prints; `{}` is the folder of files on this computer.
struct Case {
    words: &'static [&'static str],
    prints: &'static str,
}

const fn case(words: &'static [&'static str], prints: &'static str) -> Case {
    Case { words, prints }
}

/// One after the other, on the same board.
const CASES: &[Case] = &[
    case(&["exec", "print(1 + 2)"], "3\n"),
    case(&["eval", "2 ** 70"], "1180591620717411303424\n"),
    case(&["run", "{}/hello.py"], "hello from __main__\n"),
    case(
        &["fs", "ls"],
        "ls :\n          14 boot.py\n          14 main.py\n",
    ),
    case(
        &["fs", "cp", "{}/hello.py", ":copy.py"],
        "cp {}/hello.py :copy.py\n",
    ),
    case(
        &["fs", "cat", ":copy.py"],
        "print(\"hello from\", __name__)\n",
    ),
    case(&["fs", "mkdir", ":lib"], "mkdir :lib\n"),
    case(
        &["fs", "cp", "{}/large.txt", ":lib/large.txt"],
        "cp {}/large.txt :lib/large.txt\n",
    ),
    case(&["fs", "ls", ":lib"], "ls :lib\n        5000 large.txt\n"),
    case(
        &["fs", "sha256sum", ":lib/large.txt"],
        "sha256sum :lib/large.txt\n6735ad9f2e97ef671a692791f3c4a075723d91c7f9c4ee1df5f2bc7ef87dc76d\n",
    ),
    case(&["fs", "rm", ":copy.py"], "rm :copy.py\n"),
    case(&["soft-reset"], ""),
    case(
        &["exec", "import os; print(os.listdir())"],
        "['boot.py', 'lib', 'main.py']\n",
    ),
    case(
        &[
            "mount",
            "{}",
            "exec",
            "import mounted; print(mounted.value)",
        ],
        "Local directory {} is mounted at /remote\n42\n",
    ),
];

/// The board, which ends with the test.
struct Board {
    child: Child,
    device: String,
}

impl Drop for Board {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs all cases, and a person's visit at the prompt.
pub fn check() -> Result<Tally> {
    let pinwheel = shell::pinwheel(Profile::Dev)?;
    let folder = shell::work_folder().join("mpremote");
    let files = folder.join("board");
    std::fs::create_dir_all(&files).map_err(|e| format!("cannot make {}: {e}", files.display()))?;
    let here: [(PathBuf, String); 5] = [
        (files.join("boot.py"), "print(\"boot\")\n".into()),
        (files.join("main.py"), "print(\"main\")\n".into()),
        (
            folder.join("hello.py"),
            "print(\"hello from\", __name__)\n".into(),
        ),
        (folder.join("mounted.py"), "value = 42\n".into()),
        (folder.join("large.txt"), "0123456789".repeat(500)),
    ];
    for (path, text) in &here {
        shell::write(path, text.as_bytes())?;
    }
    let board = start(&pinwheel, &files)?;
    let mut tally = Tally::default();
    for case in CASES {
        let problem = try_case(&board, case, &folder)?;
        if let Some(problem) = &problem {
            println!("mpremote {}: {problem}", case.words.join(" "));
        }
        tally.add(Tally::of(problem.is_none()));
    }
    Ok(tally)
}

fn start(pinwheel: &Path, files: &Path) -> Result<Board> {
    let mut command = Command::new(pinwheel);
    command
        .args(["board", "--pty"])
        .arg(files)
        .stdout(Stdio::piped());
    let mut child = command
        .spawn()
        .map_err(|e| format!("cannot start the board: {e}"))?;
    let mut device = String::new();
    if let Some(stdout) = child.stdout.take() {
        let read = BufReader::new(stdout).read_line(&mut device);
        read.map_err(|e| format!("the board tells no device: {e}"))?;
    }
    let device = device.trim().to_owned();
    Ok(Board { child, device })
}

/// Runs a command; says what is wrong with what it printed.
fn try_case(board: &Board, case: &Case, folder: &Path) -> Result<Option<String>> {
    let folder = folder.to_string_lossy();
    let mut command = setup::python()?;
    command.args(["-m", "mpremote", "connect", &board.device]);
    // Files stay between commands, and so does the program's state but for what resets it.
    command.args(case.words.iter().map(|word| word.replace("{}", &folder)));
    let Some(done) = limited::run(&mut command, LIMIT)? else {
        return Ok(Some(format!("took longer than {} s", LIMIT.as_secs())));
    };
    let printed = String::from_utf8_lossy(&done.stdout).replace("\r\n", "\n");
    let expected = case.prints.replace("{}", &folder);
    if !done.status.success() {
        return Ok(Some(format!("failed: {}", done.complaint())));
    }
    Ok((printed != expected).then(|| format!("printed {printed:?}, not {expected:?}")))
}
