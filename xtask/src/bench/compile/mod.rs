//! `cargo xtask bench compile`: how fast our compiler is, beside the real one.
//!
//! This is no test: what it prints depends on the machine and on what else it does.

mod figures;
mod runners;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::corpus;
use crate::mpy_diff;
use crate::setup::{self, Need};
use crate::shell::Result;

use figures::{Column, File};

const USAGE: &str = "usage: cargo xtask bench compile [PATH…]";

/// Smaller files are not timed with `mpy-cross`: what compiling them takes is lost in what starting
/// a process takes.
const SMALLEST_FOR_A_PROCESS: u64 = 8 * 1024;

/// `cargo xtask bench compile [PATH…]`. Without a path, the sample of the corpus.
pub fn command(paths: &[String]) -> Result<ExitCode> {
    if paths.iter().any(|path| path.starts_with('-')) {
        return Err(USAGE.to_owned());
    }
    let ready = setup::ensure(&[Need::Rust, Need::Targets, Need::MpyCross])?;
    if ready.failed > 0 {
        return Ok(ready.exit_code());
    }
    let micropython = setup::micropython()?;
    let mpy_cross = setup::mpy_cross().ok_or("no mpy-cross to compare with")?;
    let native = runners::native()?;
    let module = runners::wasm()?;

    let files = match paths {
        [] => files(&corpus::sample_files()?)?,
        paths => {
            let paths: Result<Vec<_>> = paths
                .iter()
                .map(|path| mpy_diff::python_files(path.as_ref()))
                .collect();
            files(&paths?.concat())?
        }
    };
    println!("timing {} files", files.len());
    let columns = [
        Column::new("ours, native", runners::ask(native, &files)?),
        Column::new(
            "ours, WebAssembly under Node",
            runners::ask(module, &files)?,
        ),
        Column::new(
            "mpy-cross, less an empty file",
            runners::mpy_cross(&mpy_cross, &files, SMALLEST_FOR_A_PROCESS)?,
        ),
        Column::new(
            "MicroPython's compile()",
            runners::ask(runners::micropython(&micropython), &files)?,
        ),
    ];
    print!("\n{}", figures::totals(&files, &columns));
    let [native, wasm, process, in_process] = &columns;
    let pairs = [
        (native, process),
        (native, in_process),
        (wasm, process),
        (wasm, in_process),
        (native, wasm),
    ];
    print!("\n{}", figures::pairs(&files, &pairs));
    Ok(ExitCode::SUCCESS)
}

/// The files with their sizes.
fn files(paths: &[PathBuf]) -> Result<Vec<File>> {
    let sized = paths.iter().map(|path| {
        let path = path.canonicalize();
        path.and_then(|path| Ok((path.metadata()?.len(), path)))
            .map(|(bytes, path)| File { path, bytes })
            .map_err(|error| format!("cannot read a file: {error}"))
    });
    let files: Vec<File> = sized.collect::<Result<_>>()?;
    match files.is_empty() {
        true => Err("no Python file was found".to_owned()),
        false => Ok(files),
    }
}
