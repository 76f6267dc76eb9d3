//! Runs the two compilers on a text and compares what they say.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::limited;
use crate::setup;
use crate::shell::{self, Profile, Result};

/// How long a compiler may take. Folding constants such as `9 ** 9 ** 9` could take for ever.
const PATIENCE: Duration = Duration::from_secs(10);

/// The usual heap of `mpy-cross` is too small for the longest programs. It is given a larger one only for
/// those, since it also decides how far constants are shifted.
const HEAP: [&str; 2] = ["-X", "heapsize=64m"];

/// What a compiler says that ran out of memory.
const NO_MEMORY: &str = "MemoryError";

/// What a compiler made of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It compiled to these bytes.
    Bytes(Vec<u8>),
    /// It was refused, with all that was printed.
    Refusal(String),
    /// The compiler itself failed: how, and what it printed.
    Death(String),
}

impl Verdict {
    /// What stays the same while a difference is made smaller: all but bytes and lines.
    pub fn kind(&self) -> &str {
        match self {
            Self::Bytes(_) => "bytes",
            Self::Refusal(text) => text.lines().next_back().unwrap_or_default(),
            Self::Death(_) => "death",
        }
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bytes(bytes) => {
                write!(formatter, "{} bytes:", bytes.len())?;
                // The first ones hold the numbers of names and of constants.
                let shown = bytes.iter().take(200);
                shown
                    .into_iter()
                    .try_for_each(|byte| write!(formatter, " {byte:02x}"))
            }
            Self::Refusal(text) => formatter.write_str(text.trim_end()),
            Self::Death(how) => write!(formatter, "the compiler failed, {}", how.trim_end()),
        }
    }
}

/// What both made of the same text.
pub struct Verdicts {
    pub ours: Verdict,
    pub theirs: Verdict,
}

impl Verdicts {
    /// Whether we do as the real compiler does. Where it fails itself, it is enough that we do not.
    pub fn agree(&self) -> bool {
        match &self.theirs {
            Verdict::Death(_) => !matches!(self.ours, Verdict::Death(_)),
            theirs => self.ours == *theirs,
        }
    }

    /// Whether another pair differs in the same way.
    pub fn resemble(&self, other: &Self) -> bool {
        !other.agree()
            && self.ours.kind() == other.ours.kind()
            && self.theirs.kind() == other.theirs.kind()
    }
}

/// The two compilers, and a folder that is removed with this.
pub struct Compilers {
    ours: PathBuf,
    theirs: PathBuf,
    folder: PathBuf,
}

impl Compilers {
    /// Builds ours, finds the real one, and makes a folder for the texts.
    pub fn find(profile: Profile) -> Result<Self> {
        // Its own, so that runs at the same time do not meet.
        let name = format!("generate/{}", std::process::id());
        let folder = shell::work_folder().join(name);
        std::fs::create_dir_all(&folder)
            .map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
        Ok(Self {
            ours: shell::pinwheel(profile)?,
            theirs: setup::mpy_cross().ok_or("no mpy-cross to compare with")?,
            folder,
        })
    }

    /// What both compilers make of a text. Its number names the file, in errors too.
    pub fn compile(&self, number: u64, text: &[u8], options: &[String]) -> Result<Verdicts> {
        let file = format!("{number}.py");
        let path = self.folder.join(&file);
        shell::write(&path, text)?;
        let mut theirs = self.run(&mut Command::new(&self.theirs), &file, options)?;
        if matches!(&theirs, Verdict::Death(how) if how.starts_with(NO_MEMORY)) {
            let mut command = Command::new(&self.theirs);
            theirs = self.run(command.args(HEAP), &file, options)?;
        }
        let mut command = Command::new(&self.ours);
        let ours = self.run(command.arg("compile"), &file, options)?;
        let verdicts = Verdicts { ours, theirs };
        std::fs::remove_file(&path)
            .map_err(|error| format!("cannot remove {}: {error}", path.display()))?;
        Ok(verdicts)
    }

    /// Runs a compiler in the folder, so that both see the same short name of the file.
    fn run(&self, compiler: &mut Command, file: &str, options: &[String]) -> Result<Verdict> {
        let command = compiler
            .args(options)
            .args(["-o", "-", file])
            .current_dir(&self.folder)
            .stdin(Stdio::null());
        let Some(finished) = limited::run(command, PATIENCE)? else {
            return Ok(Verdict::Death("it did not end".to_owned()));
        };
        Ok(match finished.crash() {
            Some(how) => Verdict::Death(how),
            None if finished.status.success() => Verdict::Bytes(finished.stdout),
            // That says something of the heap, and nothing of the text.
            None if finished.complaint().starts_with(NO_MEMORY) => {
                Verdict::Death(finished.complaint())
            }
            None => Verdict::Refusal(finished.complaint()),
        })
    }
}

impl Drop for Compilers {
    fn drop(&mut self) {
        // It is below cargo's own folder; what cannot be removed now goes with that.
        let _removed = std::fs::remove_dir(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdicts(ours: Verdict, theirs: Verdict) -> Verdicts {
        Verdicts { ours, theirs }
    }

    fn refusal(line: u32, message: &str) -> Verdict {
        Verdict::Refusal(format!("  File \"main.py\", line {line}\n{message}\n"))
    }

    #[test]
    fn nothing_but_identity_is_agreement() {
        let (one, other) = (Verdict::Bytes(vec![1]), Verdict::Bytes(vec![2]));
        assert!(verdicts(one.clone(), one.clone()).agree());
        assert!(!verdicts(one.clone(), other).agree());
        assert!(!verdicts(refusal(1, "E: x"), refusal(2, "E: x")).agree());
        let dead = Verdict::Death("signal".to_owned());
        assert!(verdicts(one.clone(), dead.clone()).agree());
        assert!(!verdicts(dead.clone(), dead.clone()).agree());
        assert!(!verdicts(dead, one).agree());
    }

    #[test]
    fn a_smaller_difference_is_the_same_one() {
        let lines = verdicts(refusal(1, "E: x"), refusal(2, "E: x"));
        assert!(lines.resemble(&verdicts(refusal(7, "E: x"), refusal(8, "E: x"))));
        assert!(!lines.resemble(&verdicts(refusal(7, "E: x"), refusal(8, "E: y"))));
        assert!(!lines.resemble(&verdicts(refusal(7, "E: x"), refusal(7, "E: x"))));
    }
}
