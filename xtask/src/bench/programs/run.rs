//! The implementations' runs: each is started once, with all programs, and times itself.
//!
//! What it answers is described in `bench/npm/timing.mjs`.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread::JoinHandle;

use crate::shell::Result;

/// What stands behind the output of each run.
const SEPARATOR: &str = "\u{1e}\n";

/// What a program prints that cannot run where it is.
const SKIP: &str = "SKIP";

/// Something that runs Python, and times it.
pub struct Implementation {
    /// What it is called in the tables.
    pub name: &'static str,
    command: Command,
}

impl Implementation {
    /// An implementation that is started by this command, to which arguments will be added.
    pub fn new(name: &'static str, command: Command) -> Self {
        Self { name, command }
    }
}

/// What an implementation did.
pub struct Column {
    /// What it is called in the tables.
    pub name: &'static str,
    /// Milliseconds that making the interpreter took, if it tells.
    pub start: Option<f64>,
    /// One entry for each program.
    pub programs: Vec<Program>,
}

/// What an implementation did with a program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    /// Milliseconds of each compilation.
    pub compile: Vec<f64>,
    /// Milliseconds of each run.
    pub run: Vec<f64>,
    /// What each run printed.
    pub output: Vec<String>,
    /// Why it did not come to its end.
    pub failed: Option<String>,
}

impl Program {
    /// The median of its runs; nothing if it failed or could not run there.
    pub fn median(&self) -> Option<f64> {
        match self.failed {
            Some(_) => None,
            None if self.skips() => None,
            None => median(&self.run),
        }
    }

    /// Whether it says that it cannot run there, as scripts do: a module is missing.
    pub fn skips(&self) -> bool {
        self.output.iter().any(|output| output.trim_end() == SKIP)
    }
}

/// The middle of some figures, or between the two in the middle.
pub fn median(figures: &[f64]) -> Option<f64> {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = sorted[(sorted.len() - 1) / 2];
    Some((lower + upper) / 2.0)
}

/// Runs each program as often on each implementation, which take turns: what else the machine does meets
/// all of them.
pub fn columns(
    implementations: Vec<Implementation>,
    programs: &[PathBuf],
    runs: usize,
) -> Result<Vec<Column>> {
    let mut all = Vec::new();
    for implementation in implementations {
        all.push(Running::start(implementation, programs, runs)?);
    }
    for program in programs {
        println!("{}", super::name_of(program));
        let mut left: Vec<&mut Running> = all.iter_mut().collect();
        for _ in 0..runs {
            left.retain_mut(|one| one.run());
        }
    }
    all.into_iter().map(|one| one.end(programs)).collect()
}

/// An implementation that has been started.
struct Running {
    name: &'static str,
    child: Child,
    input: Option<ChildStdin>,
    lines: Receiver<String>,
    printed: JoinHandle<Vec<u8>>,
    figures: String,
}

impl Running {
    /// Starts it, and waits until it is ready for the first program.
    fn start(
        mut implementation: Implementation,
        programs: &[PathBuf],
        runs: usize,
    ) -> Result<Self> {
        let name = implementation.name;
        let mut child = implementation
            .command
            .arg(runs.to_string())
            .args(programs)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("cannot start {name}: {error}"))?;
        let (Some(mut output), Some(errors)) = (child.stdout.take(), child.stderr.take()) else {
            return Err(format!("{name} has no output"));
        };
        let (tell, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(errors)
                .split(b'\n')
                .map_while(|line| line.ok())
            {
                // Nobody listens any more once the command gives up.
                if tell
                    .send(String::from_utf8_lossy(&line).into_owned())
                    .is_err()
                {
                    break;
                }
            }
        });
        let printed = std::thread::spawn(move || {
            let mut printed = Vec::new();
            // What came before a mistake is what there is.
            let _ = output.read_to_end(&mut printed);
            printed
        });
        let mut running = Self {
            name,
            input: child.stdin.take(),
            child,
            lines,
            printed,
            figures: String::new(),
        };
        running.read_until(&["program"]);
        Ok(running)
    }

    /// Reads up to a line that begins with one of these words, and says with which; nothing if it ended.
    fn read_until<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        loop {
            let line = self.lines.recv().ok()?;
            self.figures.push_str(&line);
            self.figures.push('\n');
            let first = line.split(' ').next().unwrap_or_default();
            if let Some(word) = words.iter().find(|word| **word == first) {
                return Some(word);
            }
        }
    }

    /// Lets it run its program once; says whether it may do so again.
    fn run(&mut self) -> bool {
        let told = self.input.as_mut().map(|input| input.write_all(b"\n"));
        // One that has ended says so by its last words.
        matches!(told, Some(Ok(()))) && self.read_until(&["run", "failed"]) == Some("run")
    }

    /// Waits for its end and reads what it has said.
    fn end(mut self, programs: &[PathBuf]) -> Result<Column> {
        drop(self.input.take());
        self.read_until(&[]);
        let name = self.name;
        let status = self
            .child
            .wait()
            .map_err(|error| format!("cannot wait for {name}: {error}"))?;
        let printed = self.printed.join();
        let printed = printed.map_err(|_| format!("cannot read what {name} prints"))?;
        let printed = String::from_utf8_lossy(&printed);
        let mut column = read(name, programs, &self.figures, &printed);
        for program in &mut column.programs {
            if program.run.is_empty() && program.failed.is_none() {
                let last = self.figures.trim().lines().last().unwrap_or_default();
                program.failed = Some(format!("{status} before it had run: {last}"));
            }
        }
        Ok(column)
    }
}

/// Puts figures and outputs together, program by program.
fn read(name: &'static str, paths: &[PathBuf], figures: &str, printed: &str) -> Column {
    let mut start = None;
    let mut programs = vec![Program::default(); paths.len()];
    let mut outputs = printed.split_terminator(SEPARATOR);
    let mut current = None;
    for line in figures.lines() {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        if word == "program" {
            current = paths.iter().position(|path| path == Path::new(rest));
            continue;
        }
        let figure: Option<f64> = rest.parse().ok();
        match (current.map(|at: usize| &mut programs[at]), word, figure) {
            (None, "start", Some(_)) => start = figure,
            (Some(program), "compile", Some(time)) => program.compile.push(time),
            (Some(program), "run", Some(time)) => {
                program.run.push(time);
                let output = outputs.next().unwrap_or_default();
                program.output.push(output.to_owned());
            }
            (Some(program), "failed", _) => program.failed = Some(rest.to_owned()),
            // Warnings of the interpreter's own.
            _ => {}
        }
    }
    Column {
        name,
        start,
        programs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_outputs_belong_to_their_programs() {
        let paths = [PathBuf::from("a.py"), PathBuf::from("b.py")];
        let figures = "warning\nstart 5.5\nprogram a.py\ncompile 1\nrun 20\ncompile 2\nrun 30\n\
                       program b.py\ncompile 1\nfailed ValueError: no\n";
        let column = read("x", &paths, figures, "1\n\u{1e}\n2\n\u{1e}\n");
        assert_eq!(column.start, Some(5.5));
        let [a, b] = &column.programs[..] else {
            panic!("there are two programs");
        };
        assert_eq!(a.output, ["1\n", "2\n"]);
        assert_eq!((a.median(), b.median()), (Some(25.0), None));
        assert_eq!(b.failed.as_deref(), Some("ValueError: no"));
    }

    #[test]
    fn a_median_is_in_the_middle() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
    }
}
