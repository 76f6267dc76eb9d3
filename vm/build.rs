//! Compiles the VM's own Python to `.mpy` bytes with our compiler, so that none of it is compiled while
//! a program runs: the helpers of `src/frozen`, and the modules in Python among `src/modules`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use compiler::{CompileOptions, Target};

/// The Python files and packages of the feature `net`, and of `storage`.
const NETWORK: &[&str] = &["sockets", "mip", "requests", "ssl", "tls", "websocket"];
const STORAGE: &[&str] = &["rp2"];

/// The Python files below a folder, in order.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let lacks = |feature, stems| env::var_os(feature).is_none() && is_of(&path, stems);
        if lacks("CARGO_FEATURE_NET", NETWORK) || lacks("CARGO_FEATURE_STORAGE", STORAGE) {
            continue;
        }
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "py") {
            files.push(path);
        }
    }
    files
}

/// Whether a file or folder is one of these, which are of use with one feature alone.
fn is_of(path: &Path, stems: &[&str]) -> bool {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    stem.is_some_and(|stem| stems.contains(&stem))
}

/// The file's bytes once it is compiled; a mistake in it stops the build.
fn freeze(path: &Path, name: &str, opt_level: u8) -> Vec<u8> {
    let source = fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let options = CompileOptions {
        file_name: name.into(),
        target: Target::Simulator,
        opt_level,
        ..CompileOptions::default()
    };
    compiler::compile(&source, &options)
        .unwrap_or_else(|e| panic!("{}:{}: {}", path.display(), e.line, e.message))
}

/// Writes the compiled files of a folder, and gives the table of their names and bytes as Rust.
fn table(folder: &str, constant: &str, about: &str, opt_level: u8, out: &Path) -> String {
    let root = Path::new(folder);
    println!("cargo::rerun-if-changed={folder}");
    let mut rust = format!("/// {about}\npub const {constant}: &[(&str, &[u8])] = &[\n");
    for path in sources(root) {
        println!("cargo::rerun-if-changed={}", path.display());
        let below = path.strip_prefix(root).expect("it is below the folder");
        let name = below.to_str().expect("names are ASCII").replace('\\', "/");
        let file = format!("{constant}_{}.mpy", name.replace(['/', '.'], "_"));
        fs::write(out.join(&file), freeze(&path, &name, opt_level))
            .expect("the build's folder is writable");
        writeln!(
            rust,
            "    ({name:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{file}\"))),"
        )
        .expect("a string takes all");
    }
    rust + "];\n"
}

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed=build.rs");
    let helpers = table("src/frozen", "HELPERS", "The files of `frozen/`.", 0, &out);
    let modules = table(
        "src/modules",
        "MODULES",
        "The modules in Python, by their paths.",
        // As those of a board are: no assertions, and no line numbers.
        3,
        &out,
    );
    fs::write(out.join("python.rs"), helpers + &modules).expect("the build's folder is writable");
}
