//! Running other programs: where they are found, how their output is shown, and what went wrong.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What can go wrong, as the one line that is shown for it.
pub type Result<T> = std::result::Result<T, String>;

/// The repository's root, with every symbolic link resolved.
pub fn root() -> PathBuf {
    // Cargo sets the variable at run time; the compiled-in value serves a binary started by hand.
    let manifest =
        env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    let manifest = PathBuf::from(manifest);
    let root = manifest.parent().unwrap_or(&manifest);
    root.canonicalize().unwrap_or_else(|_| root.to_owned())
}

/// Where automation keeps what it makes: inside cargo's target folder, so `cargo clean` clears it.
pub fn work_folder() -> PathBuf {
    target_folder().join("xtask")
}

/// Cargo's target folder.
pub fn target_folder() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Where `cargo install` puts programs.
pub fn cargo_bin() -> PathBuf {
    let from = |name: &str| env::var_os(name).map(PathBuf::from);
    let home = from("CARGO_INSTALL_ROOT")
        .or_else(|| from("CARGO_HOME"))
        .or_else(|| from("HOME").map(|home| home.join(".cargo")))
        .unwrap_or_else(|| PathBuf::from(".cargo"));
    home.join("bin")
}

/// The PATH that started programs see. What `cargo install` made comes first, so that a tool
/// that was installed because the user's own has another version is the one that is used.
fn search_path() -> OsString {
    let own = env::var_os("PATH").unwrap_or_default();
    let mut folders = vec![cargo_bin()];
    folders.extend(env::split_paths(&own));
    env::join_paths(folders).unwrap_or(own)
}

/// The first program of that name on the search path.
pub fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&search_path())
        .map(|folder| folder.join(program))
        .find(|path| is_executable(path))
}

fn is_executable(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        path.metadata()
            .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
    }
    #[cfg(not(unix))]
    path.is_file()
}

/// A command in the repository's root, with the search path and the settings every tool shares.
pub fn command(program: &str) -> Command {
    let found = find(program).unwrap_or_else(|| PathBuf::from(program));
    let mut command = Command::new(found);
    command
        .current_dir(root())
        .env("PATH", search_path())
        // Nothing that is started here may look for updates of itself.
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command
}

/// Cargo, as the toolchain that runs this program has it.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = command("cargo");
    cargo.args(arguments);
    cargo
}

/// How the members are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build; what the tests use.
    Dev,
    /// Quick to run; for many files, and where speed is measured.
    Release,
}

/// Builds a member's program and returns where it lies.
pub fn build(member: &str, program: &str, profile: Profile) -> Result<PathBuf> {
    let mut cargo = cargo(&["build", "--locked", "--package", member]);
    let folder = match profile {
        Profile::Dev => "debug",
        Profile::Release => {
            cargo.arg("--release");
            "release"
        }
    };
    run(&mut cargo)?;
    Ok(target_folder().join(folder).join(program))
}

/// Builds the `pinwheel` command and returns where it lies.
pub fn pinwheel(profile: Profile) -> Result<PathBuf> {
    build("cli", "pinwheel", profile)
}

/// The command as a person would type it.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    std::iter::once(name)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Runs a command with its output on the screen.
pub fn run(command: &mut Command) -> Result<()> {
    println!("$ {}", shown(command));
    let status = command
        .status()
        .map_err(|error| format!("cannot start {}: {error}", shown(command)))?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("{} failed ({status})", shown(command))),
    }
}

/// Runs a command silently and returns what it wrote to stdout.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cannot start {}: {error}", shown(command)))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let message = String::from_utf8_lossy(&output.stderr);
    let last = message.trim().lines().last().unwrap_or("no message");
    Err(format!("{} failed: {last}", shown(command)))
}

/// Runs a command with its output on the screen, and also returns all of it, to be counted.
/// The flag says whether the command succeeded.
pub fn watched(command: &mut Command) -> Result<(bool, String)> {
    println!("$ {}", shown(command));
    let line = shown(command);
    let start = |error| format!("cannot start {line}: {error}");
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(start)?;
    let stdout = child.stdout.take();
    let stderr = child.stderr.take();
    let text = std::thread::scope(|scope| {
        let errors = scope.spawn(|| stderr.map(|stream| tee(stream, std::io::stderr())));
        let mut text = stdout
            .map(|stream| tee(stream, std::io::stdout()))
            .unwrap_or_default();
        if let Ok(Some(more)) = errors.join() {
            text.push_str(&more);
        }
        text
    });
    let status = child
        .wait()
        .map_err(|error| format!("lost {line}: {error}"))?;
    Ok((status.success(), text))
}

/// Copies a stream to the screen line by line and keeps it.
fn tee(stream: impl std::io::Read, mut screen: impl Write) -> String {
    let mut kept = String::new();
    let mut reader = BufReader::new(stream);
    let mut line = Vec::new();
    while matches!(reader.read_until(b'\n', &mut line), Ok(count) if count > 0) {
        // A closed screen is no reason to stop counting.
        let _shown = screen.write_all(&line).and_then(|()| screen.flush());
        kept.push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
    kept
}

/// Every file of the repository that git knows or would take, relative to the root.
pub fn repository_files() -> Result<Vec<PathBuf>> {
    let mut git = command("git");
    git.args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
    ]);
    let listing = output(&mut git)?;
    let root = root();
    let mut files: Vec<PathBuf> = listing
        .split('\0')
        .filter(|name| !name.is_empty())
        .map(PathBuf::from)
        .filter(|path| root.join(path).is_file())
        .collect();
    files.sort();
    files.dedup();
    Ok(files)
}

/// Every file below a folder, in order of name. Linked folders are not entered.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let unreadable = |error| format!("cannot list {}: {error}", folder.display());
    let mut entries = std::fs::read_dir(folder)
        .map_err(unreadable)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<Vec<_>>>()
        .map_err(unreadable)?;
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        match entry.is_dir() {
            true if entry.is_symlink() => {}
            true => files.extend(files_below(&entry)?),
            false => files.push(entry),
        }
    }
    Ok(files)
}

/// Reads a file as text, with its name in the error.
pub fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// Writes a file and the folders above it, with its name in the error.
pub fn write(path: &Path, content: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, content))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}
