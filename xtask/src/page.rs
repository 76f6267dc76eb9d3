//! The page: built by Trunk, and what a browser has to fetch for a first run.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::lockfile;
use crate::report::Tally;
use crate::setup::{self, Need};
use crate::shell::{self, Result};

/// The aim for everything that the first run needs, compressed.
const AIM: usize = 600_000;

/// What must be there before the page can be built.
pub const NEEDS: [Need; 4] = [Need::Rust, Need::Targets, Need::Npm, Need::Trunk];

/// Where the built page lies.
pub fn folder() -> PathBuf {
    shell::root().join("app/dist")
}

/// A Trunk command with the settings that `build` and `serve` share.
pub fn trunk(action: &str, release: bool) -> Result<Command> {
    let mut trunk = shell::command("trunk");
    trunk.arg(action);
    if release {
        // Trunk's own `--release` would also run `wasm-opt`: after LLVM's work on the profile it
        // takes 1 % off the compressed page, and costs a package of 100 MB and a minute.
        trunk.args(["--cargo-profile", "wasm-release"]);
    }
    if let Some(version) = lockfile::version_of("wasm-bindgen")? {
        trunk.env("TRUNK_TOOLS_WASM_BINDGEN", version);
    }
    Ok(trunk)
}

/// Builds the release page afresh and prints its size.
pub fn build() -> Result<Tally> {
    let folder = folder();
    if folder.is_dir() {
        std::fs::remove_dir_all(&folder)
            .map_err(|error| format!("cannot clear {}: {error}", folder.display()))?;
    }
    shell::run(&mut trunk("build", true)?)?;
    print_sizes(&folder)?;
    Ok(Tally::PASSED)
}

/// `cargo xtask size`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    if let Some(extra) = arguments.first() {
        return Err(format!("size takes no arguments, not `{extra}`"));
    }
    let ready = setup::ensure(&NEEDS)?;
    if ready.failed > 0 {
        return Ok(ready.exit_code());
    }
    Ok(build()?.exit_code())
}

/// Prints each file, raw and compressed, and the total.
fn print_sizes(folder: &Path) -> Result<()> {
    let files = shell::files_below(folder)?;
    let mut total = (0, 0);
    println!("{:>10} {:>10}  file", "bytes", "gzip");
    for path in files {
        let content = std::fs::read(&path)
            .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let packed = packed_size(&content)?;
        let name = path.strip_prefix(folder).unwrap_or(&path);
        println!("{:>10} {:>10}  {}", content.len(), packed, name.display());
        total.0 += content.len();
        total.1 += packed;
    }
    println!(
        "{:>10} {:>10}  everything that the first run needs",
        total.0, total.1
    );
    match total.1 {
        size if size <= AIM => println!("within the aim of {AIM} bytes gzip"),
        size => println!("over the aim of {AIM} bytes gzip by {}", size - AIM),
    }
    Ok(())
}

/// How many bytes `gzip -9` makes of it.
pub fn packed_size(content: &[u8]) -> Result<usize> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder
        .write_all(content)
        .and_then(|()| encoder.finish())
        .map(|packed| packed.len())
        .map_err(|error| format!("cannot compress: {error}"))
}
