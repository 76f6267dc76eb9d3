//! What runs the programs: our command, a MicroPython that is a program, or the npm package's.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::conformance::{real, suite};
use crate::shell::{self, Result};
use crate::{limited, parallel};

/// What stands before the programs in each file.
const PRELUDE: &str = include_str!("prelude.py");

/// What a file of programs may take.
const LIMIT: Duration = Duration::from_secs(4);

/// Who runs the programs.
pub enum Machine {
    /// The `pinwheel` command.
    Ours(PathBuf),
    /// A build of MicroPython for this machine.
    Program(PathBuf),
    /// MicroPython under Node.
    Npm,
}

/// What a process printed, and what went wrong with it.
pub struct Output {
    text: String,
    /// Why it is not all: a crash, a hang. What ends in an exception is no problem here.
    problem: Option<String>,
    /// The end of what it said of itself.
    complaint: String,
}

/// What one program printed.
#[derive(Debug, PartialEq, Eq)]
pub enum Printed {
    /// All of it.
    All(String),
    /// The process did not live as long; why.
    Died(String),
    /// It was not compiled, or nothing was printed at all; what the process said.
    Nothing(String),
}

impl fmt::Display for Printed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(text) => formatter.write_str(text.trim_end()),
            Self::Died(why) => write!(formatter, "({why})"),
            Self::Nothing(why) => write!(formatter, "(nothing: {why})"),
        }
    }
}

/// A file with the prelude and some programs, each of which is a function that is run.
pub fn file(programs: &[(u64, String)]) -> String {
    let mut text = PRELUDE.to_owned();
    for (index, program) in programs {
        text.push_str("\n\ndef program():\n");
        for line in program.lines() {
            text.push_str("    ");
            text.push_str(line);
            text.push('\n');
        }
        // A program that was made small may be nothing.
        text.push_str("    pass\n\n\n");
        text.push_str(&format!("run(program, \"{}\")\n", mark(*index)));
    }
    text.push_str(&format!("print(\"{END}\")\n"));
    text
}

fn mark(index: u64) -> String {
    format!("#### {index}")
}

/// What the last line of a file prints.
const END: &str = "#### end";

impl Machine {
    /// Runs files. Two that run at once need different names for where they write.
    pub fn run(&self, name: &str, texts: &[String]) -> Result<Vec<Output>> {
        let own = match self {
            Self::Ours(_) => "ours",
            Self::Program(_) | Self::Npm => "theirs",
        };
        let folder = shell::work_folder().join("generate").join("run");
        // Node's runner copies a file's folder, so each has its own.
        let folder = folder.join(format!("{own}-{name}-{}", std::process::id()));
        let files: Vec<PathBuf> = (0..texts.len())
            .map(|at| folder.join(at.to_string()).join("programs.py"))
            .collect();
        for (file, text) in files.iter().zip(texts) {
            shell::write(file, text.as_bytes())?;
        }
        let outputs = match self {
            Self::Ours(program) => parallel::map(&files, |file| {
                let mut command = Command::new(program);
                command.args(["run", "--board", suite::BOARD]);
                finish(command.arg(file))
            }),
            Self::Program(program) => parallel::map(&files, |file| {
                finish(Command::new(program).args(["-X", "heapsize=64m"]).arg(file))
            }),
            Self::Npm => npm(name, &files)?,
        };
        // What cannot be removed is written over next time.
        let _kept = std::fs::remove_dir_all(&folder);
        outputs.into_iter().collect()
    }
}

fn npm(name: &str, files: &[PathBuf]) -> Result<Vec<Result<Output>>> {
    let paths: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let results = real::outputs(&format!("generate-{name}"), &paths)?;
    let outputs = results.into_iter().map(|result| {
        Ok(match result {
            Ok(output) => Output {
                text: String::from_utf8_lossy(&output.stdout).into_owned(),
                problem: None,
                complaint: output.stderr,
            },
            Err(problem) => Output {
                text: String::new(),
                problem: Some(problem),
                complaint: String::new(),
            },
        })
    });
    Ok(outputs.collect())
}

fn finish(command: &mut Command) -> Result<Output> {
    let Some(finished) = limited::run(command, LIMIT)? else {
        return Ok(Output {
            text: String::new(),
            problem: Some(format!("ran for more than {} s", LIMIT.as_secs())),
            complaint: String::new(),
        });
    };
    Ok(Output {
        problem: finished.crash(),
        complaint: finished.complaint(),
        text: String::from_utf8_lossy(&finished.stdout).into_owned(),
    })
}

impl Output {
    /// What the program of that number printed, if the next one's mark follows.
    pub fn section(&self, index: u64) -> Option<String> {
        let start = format!("{}\n", mark(index));
        let (_, rest) = self.text.split_once(&start)?;
        let (section, _) = rest.split_once("#### ")?;
        Some(steady(section))
    }

    /// What its one program printed.
    pub fn only(self) -> Printed {
        if let Some(problem) = self.problem {
            return Printed::Died(problem);
        }
        match self.section(0) {
            Some(text) => Printed::All(text),
            None => {
                // Where its errors go depends on how real MicroPython was built.
                let lines = self.text.lines().chain(self.complaint.lines());
                let last = lines.map(str::trim).rfind(|line| !line.is_empty());
                Printed::Nothing(last.unwrap_or_default().to_owned())
            }
        }
    }
}

/// The text without addresses, which no two machines have in common.
fn steady(text: &str) -> String {
    let mut steady = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, mark)) = [" at ", " 0x", "_method ", "<cell "]
        .iter()
        .filter_map(|mark| Some((rest.find(mark)?, mark)))
        .min()
    {
        let (before, after) = rest.split_at(at + mark.trim_end().len());
        steady.push_str(before);
        let digits = after.trim_start_matches(['x', ' ']);
        let digits = digits.strip_prefix("0x").unwrap_or(digits);
        let end = digits.trim_start_matches(|c: char| c.is_ascii_hexdigit());
        // Real MicroPython writes short ones where it was built for 32 bits.
        rest = match digits.len() - end.len() {
            0..4 => after,
            _ => end,
        };
    }
    steady.push_str(rest);
    // Nor sizes of blocks.
    match steady.split_once("allocating ") {
        Some((before, _)) => before.to_owned(),
        None => steady,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(text: &str) -> Output {
        Output {
            text: text.to_owned(),
            problem: None,
            complaint: String::new(),
        }
    }

    #[test]
    fn sections_are_what_lies_between_marks() {
        let output = output("#### 7\n1\n2\n#### 8\n<A object at 0x7f01>\n#### 9\n3\n");
        assert_eq!(output.section(7).as_deref(), Some("1\n2\n"));
        assert_eq!(output.section(8).as_deref(), Some("<A object at>\n"));
        assert_eq!(output.section(9), None, "it may not be all");
        assert_eq!(output.section(1), None);
    }

    #[test]
    fn addresses_are_left_out_and_numbers_stay() {
        let shown =
            "<bound_method 7fbd73a356e0 <A object at 0x7f01>> [1, 0x5]   0x1f <cell 7fe1> <cell 9>";
        let kept = "<bound_method <A object at>> [1, 0x5]   0x1f <cell> <cell 9>";
        assert_eq!(steady(shown), kept);
    }

    #[test]
    fn a_file_marks_each_program() {
        let text = file(&[(3, "x = 1\nshow(x)\n".to_owned())]);
        assert!(text.contains("def program():\n    x = 1\n    show(x)\n    pass\n"));
        assert!(text.contains("run(program, \"#### 3\")\nprint(\"#### end\")\n"));
    }
}
