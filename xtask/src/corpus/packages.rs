//! Packages at pinned versions: fetched by pip, unpacked by us, never run.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use crate::mpy_diff;
use crate::setup;
use crate::shell::{self, Result};

/// One `NAME==VERSION` a line; `#` begins a comment.
const LIST: &str = "xtask/corpus/packages.txt";

/// The largest file that is unpacked: what unpacks to more is no driver but a trap.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The packages of the list.
pub fn list() -> Result<Vec<String>> {
    let text = shell::read(&shell::root().join(LIST))?;
    let lines = text.lines().map(str::trim);
    let packages = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(packages.map(str::to_owned).collect())
}

/// The Python files of the packages, fetched if they are not there.
pub fn files(packages: &[String]) -> Result<Vec<PathBuf>> {
    let folder = shell::work_folder().join("corpus");
    fetch(packages, &folder)?;
    let mut files = Vec::new();
    for package in packages {
        files.extend(mpy_diff::python_files(&folder.join(package))?);
    }
    Ok(files)
}

/// Fetches the wheels that are missing and unpacks each into a folder of the package's name.
fn fetch(packages: &[String], folder: &Path) -> Result<()> {
    let missing: Vec<&String> = packages
        .iter()
        .filter(|package| !folder.join(package).is_dir())
        .collect();
    if missing.is_empty() {
        println!("have {} packages", packages.len());
        return Ok(());
    }
    println!("fetching {} packages", missing.len());
    let wheels = folder.join("wheels");
    std::fs::create_dir_all(&wheels)
        .map_err(|error| format!("cannot make {}: {error}", wheels.display()))?;
    let mut pip = setup::pip()?;
    // To get at a source distribution, pip would run code of it; a wheel is only a zip file.
    pip.args(["download", "--quiet", "--no-deps", "--only-binary", ":all:"]);
    pip.arg("--dest").arg(&wheels).args(&missing);
    shell::output(&mut pip)?;
    let fetched = shell::files_below(&wheels)?;
    for package in missing {
        let wheel = fetched.iter().find(|wheel| is_wheel_of(wheel, package));
        let wheel = wheel.ok_or_else(|| format!("pip brought no wheel of {package}"))?;
        // Only a folder with all its files may have the final name.
        let unfinished = folder.join("unfinished");
        if unfinished.exists() {
            std::fs::remove_dir_all(&unfinished).map_err(|error| error.to_string())?;
        }
        let unpacked = File::open(wheel)
            .map_err(|error| error.to_string())
            .and_then(|file| unpack(file, &unfinished));
        unpacked.map_err(|message| format!("{}: {message}", wheel.display()))?;
        std::fs::rename(&unfinished, folder.join(package))
            .map_err(|error| format!("cannot make the folder of {package}: {error}"))?;
    }
    Ok(())
}

/// Whether a file is the wheel of `NAME==VERSION`: `NAME-VERSION-…`, where runs of `-`, `_` and `.`
/// in a name are one and the same, and so are small and capital letters.
fn is_wheel_of(wheel: &Path, package: &str) -> bool {
    let normal = |name: &str| {
        let parts = name.split(['-', '_', '.']).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("-").to_lowercase()
    };
    let file = wheel.file_name().and_then(|name| name.to_str());
    let mut parts = file.unwrap_or_default().split('-');
    let (name, version) = (parts.next(), parts.next());
    package.split_once("==").is_some_and(|(wanted, pinned)| {
        name.is_some_and(|name| normal(name) == normal(wanted)) && version == Some(pinned)
    })
}

/// Writes the Python files of a zip archive below a folder, and nothing anywhere else: a name that
/// is absolute or climbs out is an error, and links are no files.
fn unpack(archive: impl Read + Seek, folder: &Path) -> Result<()> {
    let mut archive = ZipArchive::new(archive).map_err(|error| error.to_string())?;
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    for index in 0..archive.len() {
        let member = archive.by_index(index).map_err(|error| error.to_string())?;
        let name = member.name().map_err(|error| error.to_string())?;
        if !member.is_file() || !name.ends_with(".py") {
            continue;
        }
        let outside = format!("`{name}` leaves the folder");
        let name = member.enclosed_name().ok_or(outside)?;
        let mut content = Vec::new();
        member
            .take(LARGEST + 1)
            .read_to_end(&mut content)
            .map_err(|error| format!("{}: {error}", name.display()))?;
        if content.len() as u64 > LARGEST {
            return Err(format!("{} is too large", name.display()));
        }
        shell::write(&folder.join(name), &content)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive(members: &[(&str, &str)]) -> Cursor<Vec<u8>> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in members {
            let options = SimpleFileOptions::default();
            writer
                .start_file(*name, options)
                .expect("a file can be begun");
            writer.write_all(content.as_bytes()).expect("and written");
        }
        writer.finish().expect("the archive can be ended")
    }

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        // It is there only if an earlier test was stopped.
        let _gone = std::fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn only_python_files_are_unpacked() {
        let folder = scratch("unpack");
        let wheel = archive(&[("a/b.py", "print(1)\n"), ("a/c.so", "binary")]);
        unpack(wheel, &folder.join("in")).expect("it is a good archive");
        let files = shell::files_below(&folder).expect("the folder is there");
        assert_eq!(files, [folder.join("in/a/b.py")]);
        std::fs::remove_dir_all(folder).expect("it can be removed");
    }

    #[test]
    fn an_archive_cannot_write_outside_of_its_folder() {
        for name in ["../evil.py", "a/../../evil.py", "/evil.py"] {
            let folder = scratch("climb");
            let inside = folder.join("in");
            let _refused = unpack(archive(&[(name, "evil")]), &inside);
            let files = shell::files_below(&folder).expect("the folder is there");
            assert!(files.iter().all(|file| file.starts_with(&inside)), "{name}");
            std::fs::remove_dir_all(folder).expect("it can be removed");
        }
        let refused = unpack(archive(&[("../evil.py", "evil")]), &scratch("refused"));
        assert!(refused.is_err());
    }

    #[test]
    fn a_wheel_is_found_by_its_normal_name() {
        let is = |file: &str, package: &str| is_wheel_of(Path::new(file), package);
        assert!(is("Some_Thing_x-1.2-py3-none-any.whl", "some-thing.x==1.2"));
        assert!(!is("some_thing-1.20-py3-none-any.whl", "some-thing==1.2"));
        assert!(!is(
            "some_thing_else-1.2-py3-none-any.whl",
            "some-thing==1.2"
        ));
    }
}
