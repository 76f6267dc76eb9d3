//! `cargo xtask sandbox`: the VM as one plain wasm file, and the runtimes that it is tried in.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use crate::limited;
use crate::page;
use crate::parallel;
use crate::report::Tally;
use crate::setup::{self, Need};
use crate::shell::{self, Result};

/// What building it takes.
const BUILD_NEEDS: [Need; 2] = [Need::Rust, Need::Targets];

/// What trying it takes.
pub const NEEDS: [Need; 4] = [Need::Rust, Need::Targets, Need::Npm, Need::Wasmtime];

/// A case that takes longer has got out of its host's hands.
const LIMIT: Duration = Duration::from_secs(120);

/// What the module is linked with: the linker would otherwise leave room for the largest number at each address.
const FLAGS: [&str; 2] = [
    "-Clink-arg=--strip-debug",
    "-Clink-arg=--compress-relocations",
];

/// How a case says what its host should allow it.
const OPTIONS: &str = "# host: ";

/// `cargo xtask sandbox [--check] [--bless]`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let needs = match arguments[..] {
        [] => &BUILD_NEEDS[..],
        ["--check" | "--bless"] => &NEEDS[..],
        _ => return Err("usage: cargo xtask sandbox [--check | --bless]".to_owned()),
    };
    let ready = setup::ensure(needs)?;
    if ready.failed > 0 {
        return Ok(ready.exit_code());
    }
    match arguments[..] {
        ["--check"] => {
            let tally = check()?;
            println!("{tally}");
            Ok(tally.exit_code())
        }
        ["--bless"] => bless(),
        _ => {
            let module = build()?;
            println!("{}: {}", module.display(), weight(&module)?);
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Builds the module and returns where it lies.
pub fn build() -> Result<PathBuf> {
    let target = "wasm32-unknown-unknown";
    let mut cargo = shell::cargo(&["build", "--locked", "--package", "sandbox"]);
    cargo.args(["--profile", "sandbox", "--target", target]);
    cargo.arg("--config");
    cargo.arg(format!("target.{target}.rustflags={FLAGS:?}"));
    shell::run(&mut cargo)?;
    Ok(shell::target_folder()
        .join(target)
        .join("sandbox/pinwheel.wasm"))
}

/// A file's size, plain and compressed.
fn weight(file: &Path) -> Result<String> {
    let bytes =
        std::fs::read(file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    let packed = page::packed_size(&bytes)?;
    Ok(format!("{} bytes, {packed} gzip", bytes.len()))
}

/// A program for the sandbox, and what its host is to print.
struct Case {
    program: PathBuf,
    options: Vec<String>,
}

impl Case {
    fn expected(&self) -> PathBuf {
        self.program.with_extension("exp")
    }

    fn name(&self) -> String {
        let name = self.program.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }
}

/// A runtime with the example host for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Runtime {
    Node,
    Wasmtime,
    Wasmi,
}

impl Runtime {
    const ALL: [Self; 3] = [Self::Node, Self::Wasmtime, Self::Wasmi];

    fn command(self) -> Result<Command> {
        let hosts = folder().join("hosts");
        Ok(match self {
            Self::Node => {
                let mut node = shell::command("node");
                node.arg(hosts.join("node.mjs"));
                node
            }
            Self::Wasmtime => {
                let mut python = Command::new(setup::wasmtime().ok_or("no Wasmtime")?);
                python.arg(hosts.join("wasmtime_host.py"));
                python
            }
            Self::Wasmi => Command::new(shell::target_folder().join("debug/examples/wasmi_host")),
        })
    }
}

fn folder() -> PathBuf {
    shell::root().join("sandbox")
}

fn cases() -> Result<Vec<Case>> {
    let mut cases = shell::files_below(&folder().join("cases"))?;
    cases.retain(|path| path.extension().is_some_and(|ending| ending != "exp"));
    let with_options = |program: PathBuf| {
        let bytes = std::fs::read(&program)
            .map_err(|error| format!("cannot read {}: {error}", program.display()))?;
        let text = String::from_utf8_lossy(&bytes);
        let options = text.lines().find_map(|line| line.strip_prefix(OPTIONS));
        let options = options.unwrap_or_default().split_whitespace();
        Ok(Case {
            program,
            options: options.map(str::to_owned).collect(),
        })
    };
    cases.into_iter().map(with_options).collect()
}

/// What a runtime's host prints for a case.
fn run(runtime: Runtime, module: &Path, case: &Case) -> Result<String> {
    let mut command = runtime.command()?;
    command.arg(module).arg(&case.program).args(&case.options);
    match limited::run(&mut command, LIMIT)? {
        None => Err(format!("still runs after {} s", LIMIT.as_secs())),
        Some(finished) if !finished.status.success() => Err(finished.complaint()),
        Some(finished) => Ok(String::from_utf8_lossy(&finished.stdout).into_owned()),
    }
}

/// Builds the module and tries each case in each runtime.
pub fn check() -> Result<Tally> {
    let module = build()?;
    println!("{}", weight(&module)?);
    let mut example = shell::cargo(&["build", "--locked", "--package", "sandbox"]);
    shell::run(example.args(["--example", "wasmi_host"]))?;
    let cases = cases()?;
    let pairs: Vec<(Runtime, &Case)> = cases
        .iter()
        .flat_map(|case| Runtime::ALL.map(|runtime| (runtime, case)))
        .collect();
    let problems = parallel::map(&pairs, |&(runtime, case)| {
        let expected = match shell::read(&case.expected()) {
            Ok(expected) => expected,
            Err(why) => return Some(why),
        };
        match run(runtime, &module, case) {
            Ok(printed) if printed == expected => None,
            Ok(printed) => Some(format!("prints\n{printed}instead of\n{expected}")),
            Err(why) => Some(why),
        }
    });
    let mut tally = Tally::default();
    for ((runtime, case), problem) in pairs.iter().zip(&problems) {
        if let Some(problem) = problem {
            println!("{}: {runtime:?} {problem}", case.name());
        }
        tally.add(Tally::of(problem.is_none()));
    }
    Ok(tally)
}

/// Writes what Node's host prints as what is expected; to be read before it is committed.
fn bless() -> Result<ExitCode> {
    let module = build()?;
    for case in cases()? {
        let printed = run(Runtime::Node, &module, &case)?;
        shell::write(&case.expected(), printed.as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}
