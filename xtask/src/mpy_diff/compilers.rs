//! The two compilers as processes: the same arguments, the same question, two answers.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::limited;
use crate::setup;
use crate::shell::{self, Profile, Result};

use super::sides;

/// The heap for files that do not fit into `mpy-cross`'s own of 2 MiB. It is the second try only:
/// which constants are worth computing depends on the memory there is.
const LARGE_HEAP: [&str; 2] = ["-X", "heapsize=64m"];

/// How long a listing may take.
const LISTING: Duration = Duration::from_secs(60);

/// Where the two compilers are.
pub struct Compilers {
    ours: PathBuf,
    theirs: PathBuf,
    folder: PathBuf,
}

/// What a compiler made of a file.
#[derive(PartialEq, Eq)]
pub enum Compiled {
    /// The `.mpy` file's bytes.
    Bytes(Vec<u8>),
    /// Its complaint.
    Error(String),
    /// It did not come to an end within the limit.
    Unfinished,
    /// It crashed, or could not be run at all.
    Broken(String),
}

/// How two answers to the same file compare.
pub enum Outcome {
    /// Both made the same bytes.
    SameBytes,
    /// Both refused the file in the same words.
    SameError,
    /// Anything else.
    Differs(Difference),
    /// `mpy-cross` came to no end.
    Unfinished,
}

/// Two answers that differ.
pub struct Difference {
    ours: Compiled,
    theirs: Compiled,
}

impl Compilers {
    /// Builds ours and finds theirs.
    pub fn find(profile: Profile) -> Result<Self> {
        let folder = shell::work_folder().join("mpy-diff");
        std::fs::create_dir_all(&folder)
            .map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
        Ok(Self {
            ours: shell::pinwheel(profile)?,
            theirs: setup::mpy_cross().ok_or("no mpy-cross to compare with")?,
            folder,
        })
    }

    /// Compiles a file with both.
    pub fn compare(&self, file: &Path, level: u8, limit: Duration) -> Outcome {
        let mut theirs = compile(&mut Command::new(&self.theirs), file, level, limit);
        if matches!(&theirs, Compiled::Error(message) if message.contains("MemoryError")) {
            let mut large = Command::new(&self.theirs);
            theirs = compile(large.args(LARGE_HEAP), file, level, limit);
        }
        if theirs == Compiled::Unfinished {
            return Outcome::Unfinished;
        }
        let ours = compile(Command::new(&self.ours).arg("compile"), file, level, limit);
        match (ours, theirs) {
            (Compiled::Bytes(one), Compiled::Bytes(other)) if one == other => Outcome::SameBytes,
            (Compiled::Error(one), Compiled::Error(other)) if one == other => Outcome::SameError,
            (ours, theirs) => Outcome::Differs(Difference { ours, theirs }),
        }
    }

    /// The bytecode of both side by side, where there is bytecode on both sides.
    pub fn listing(&self, difference: &Difference) -> Option<String> {
        let (Compiled::Bytes(ours), Compiled::Bytes(theirs)) =
            (&difference.ours, &difference.theirs)
        else {
            return None;
        };
        let listings = self
            .disassemble("ours.mpy", ours)
            .and_then(|ours| Ok((ours, self.disassemble("theirs.mpy", theirs)?)));
        Some(match listings {
            Ok((ours, theirs)) => sides::window(("ours", &ours), ("mpy-cross", &theirs)),
            Err(message) => format!("no listing: {message}"),
        })
    }

    /// The listing of `.mpy` bytes.
    fn disassemble(&self, name: &str, bytes: &[u8]) -> Result<String> {
        let path = self.folder.join(name);
        shell::write(&path, bytes)?;
        let mut command = Command::new(&self.ours);
        let finished = limited::run(command.arg("disasm").arg(&path), LISTING)?;
        let finished = finished.ok_or("pinwheel disasm does not end")?;
        match finished.status.success() {
            true => Ok(String::from_utf8_lossy(&finished.stdout).into_owned()),
            false => Err(finished.complaint()),
        }
    }
}

/// Runs a compiler on a file. The file's name is always the same, since it is in the bytes.
fn compile(compiler: &mut Command, file: &Path, level: u8, limit: Duration) -> Compiled {
    let command = compiler
        .args(["-s", "main.py", &format!("-O{level}"), "-o", "-", "--"])
        .arg(file)
        .stdin(Stdio::null());
    match limited::run(command, limit) {
        Err(message) => Compiled::Broken(message),
        Ok(None) => Compiled::Unfinished,
        Ok(Some(finished)) => match finished.crash() {
            Some(crash) => Compiled::Broken(crash),
            None if finished.status.success() => Compiled::Bytes(finished.stdout),
            None => Compiled::Error(without_file(&finished.complaint())),
        },
    }
}

/// A traceback in one line, without the file's name: `mpy-cross` gives the path for what its parser
/// refuses, and the name of `-s` for the rest.
fn without_file(traceback: &str) -> String {
    let lines = traceback.lines().map(str::trim);
    let lines = lines.filter(|line| !line.starts_with("Traceback "));
    let shown = lines.map(|line| match line.strip_prefix("File \"") {
        Some(named) => named.split_once("\", ").map_or(line, |(_, place)| place),
        None => line,
    });
    shown.collect::<Vec<_>>().join(": ")
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Compiled::Bytes(ours), Compiled::Bytes(theirs)) = (&self.ours, &self.theirs) {
            let both = ours.iter().zip(theirs);
            let at = both.take_while(|(one, other)| one == other).count();
            return write!(
                formatter,
                "{} bytes, mpy-cross {}, the first difference at {at}",
                ours.len(),
                theirs.len(),
            );
        }
        write!(formatter, "we {}; mpy-cross {}", self.ours, self.theirs)
    }
}

impl fmt::Display for Compiled {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(formatter, "compile it to {} bytes", bytes.len()),
            Self::Error(message) => write!(formatter, "say: {message}"),
            Self::Unfinished => write!(formatter, "do not finish"),
            Self::Broken(message) => write!(formatter, "broke: {message}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::without_file;

    #[test]
    fn a_complaint_is_compared_by_line_block_type_and_message() {
        let traceback = "Traceback (most recent call last):\n  File \"a/b, c.py\", line 3, in f\n\
                         SyntaxError: 'break' outside loop\n";
        let shown = without_file(traceback);
        assert_eq!(shown, "line 3, in f: SyntaxError: 'break' outside loop");
        assert_eq!(without_file("MemoryError: \n"), "MemoryError:");
    }
}
