//! The program's files: the project's, in memory, or a folder of the command line's user.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Component, Path, PathBuf};

use vm::hal::{
    EACCES, EEXIST, EFBIG, EIO, EISDIR, ENOENT, ENOTDIR, ENOTEMPTY, FileKind, FileStat, Files,
};

use crate::config::Board;
use crate::error::SessionError;

/// The longest file in memory.
const MEMORY_LIMIT: usize = 64 << 20;

/// Where a program's files are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FileSource {
    /// In memory, by their paths, with `/` between folders. A path that ends with `/` is a folder
    /// that the program made.
    Memory(BTreeMap<String, Vec<u8>>),
    /// Below a folder of this machine, read when a program imports them.
    Folder(PathBuf),
}

impl FileSource {
    /// Reads a file, or says why not.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        match self {
            FileSource::Memory(files) => match files.get(path.trim_start_matches('/')) {
                Some(bytes) => Ok(bytes.clone()),
                None => Err(format!("there is no file \"{path}\" in the project")),
            },
            FileSource::Folder(root) => match below(root, path) {
                Some(full) => {
                    std::fs::read(&full).map_err(|e| format!("cannot read {}: {e}", full.display()))
                }
                None => Err(format!("\"{path}\" is outside the program's folder")),
            },
        }
    }
}

impl FileSource {
    /// All files, by their paths, as they go on this board; a path that ends with a slash is a folder. Of a folder, those whose names or folders begin with a dot,
    /// and what Python has left in `__pycache__`, stay where they are.
    ///
    /// # Errors
    /// Where one cannot be read, or they are more than there is room for: so much is not read.
    pub fn collect(&self, board: Board) -> Result<BTreeMap<String, Vec<u8>>, SessionError> {
        let (root, flash) = match (self, board.id()) {
            (FileSource::Memory(files), _) => return Ok(files.clone()),
            (FileSource::Folder(root), Some(id)) => (root, &id.spec().flash),
            (FileSource::Folder(_), None) => {
                let board = board.name().into();
                return Err(SessionError::NoFlash { board });
            }
        };
        let failed = |path: &Path, e: &io::Error| SessionError::Missing {
            file: path.to_string_lossy().into_owned(),
            why: format!("cannot read {}: {e}", path.display()),
        };
        let room = u64::from(flash.files.bytes);
        let mut found = BTreeMap::new();
        let mut all_bytes = 0;
        let mut folders = vec![(root.clone(), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            let entries = fs::read_dir(&folder).and_then(Iterator::collect);
            let mut entries: Vec<fs::DirEntry> = entries.map_err(|e| failed(&folder, &e))?;
            // Which file is too much does not depend on the disk.
            entries.sort_by_key(fs::DirEntry::file_name);
            for entry in entries {
                let path = entry.path();
                let name = entry.file_name().to_string_lossy().into_owned();
                if name.starts_with('.') || name == "__pycache__" {
                    continue;
                }
                let name = format!("{prefix}{name}");
                let meta = fs::metadata(&path).map_err(|e| failed(&path, &e))?;
                let (bytes, is_folder) = match (meta.is_dir(), meta.is_file()) {
                    // Each folder has two blocks of its own, so those without end come to an end here, too.
                    (true, _) => (2 * u64::from(flash.block_bytes), true),
                    (_, true) => (meta.len(), false),
                    // Neither is a pipe, nor what is like one.
                    _ => continue,
                };
                all_bytes += bytes;
                if all_bytes > room {
                    return Err(SessionError::FlashFull {
                        board: board.name().into(),
                        file: name,
                        file_bytes: bytes,
                        all_bytes,
                        room,
                    });
                }
                if is_folder {
                    folders.push((path, format!("{name}/")));
                    found.insert(format!("{name}/"), Vec::new());
                } else {
                    let bytes = fs::read(&path).map_err(|e| failed(&path, &e))?;
                    found.insert(name, bytes);
                }
            }
        }
        Ok(found)
    }
}

/// The place of `path` below `root`, from there or from the root of this machine; nothing leads out
/// of it.
fn below(root: &Path, path: &str) -> Option<PathBuf> {
    let path = Path::new(path.trim_start_matches('/'));
    let whole = root.strip_prefix("/").ok();
    let path = whole
        .filter(|whole| !whole.as_os_str().is_empty())
        .and_then(|whole| path.strip_prefix(whole).ok())
        .unwrap_or(path);
    let inside = path
        .components()
        .all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
    inside.then(|| root.join(path))
}

impl Files for FileSource {
    fn find(&mut self, path: &str) -> FileKind {
        match self {
            FileSource::Memory(files) => {
                if files.contains_key(path) {
                    return FileKind::File;
                }
                let folder = format!("{path}/");
                let inside = files.range(folder.clone()..).next();
                match inside {
                    Some((name, _)) if name.starts_with(&folder) => FileKind::Dir,
                    _ => FileKind::Missing,
                }
            }
            FileSource::Folder(root) => {
                match below(root, path).and_then(|full| std::fs::metadata(full).ok()) {
                    Some(meta) if meta.is_dir() => FileKind::Dir,
                    Some(meta) if meta.is_file() => FileKind::File,
                    _ => FileKind::Missing,
                }
            }
        }
    }

    fn load(&mut self, path: &str) -> Option<Vec<u8>> {
        self.read(path).ok()
    }

    fn stat(&mut self, path: &str) -> Result<FileStat, i32> {
        let kind = self.find(path);
        let size = match (self, kind) {
            (_, FileKind::Missing) => return Err(ENOENT),
            (FileSource::Memory(files), FileKind::File) => {
                files.get(path).map_or(0, |bytes| bytes.len() as u64)
            }
            (FileSource::Folder(root), FileKind::File) => {
                let path = below(root, path).ok_or(EACCES)?;
                fs::metadata(path).map_err(|e| errno(&e))?.len()
            }
            (_, FileKind::Dir) => 0,
        };
        Ok(FileStat { kind, size })
    }

    fn read_at(&mut self, path: &str, at: u64, len: usize) -> Result<Vec<u8>, i32> {
        match self {
            FileSource::Memory(files) => {
                let bytes = files.get(path).ok_or(ENOENT)?;
                let from = usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
                let to = from.saturating_add(len).min(bytes.len());
                Ok(bytes[from..to].to_vec())
            }
            FileSource::Folder(root) => {
                let path = below(root, path).ok_or(EACCES)?;
                let mut bytes = Vec::new();
                let read = || -> io::Result<usize> {
                    let mut file = fs::File::open(path)?;
                    file.seek(SeekFrom::Start(at))?;
                    file.take(len as u64).read_to_end(&mut bytes)
                };
                on_disk(read).map(|_| bytes)
            }
        }
    }

    fn write_at(&mut self, path: &str, at: u64, new: &[u8]) -> Result<(), i32> {
        match self {
            FileSource::Memory(files) => {
                let bytes = files.get_mut(path).ok_or(ENOENT)?;
                let from = usize::try_from(at).map_err(|_| EFBIG)?;
                let to = from.checked_add(new.len()).ok_or(EFBIG)?;
                if to > MEMORY_LIMIT {
                    return Err(EFBIG);
                }
                if to > bytes.len() {
                    bytes.resize(to, 0);
                }
                bytes[from..to].copy_from_slice(new);
                Ok(())
            }
            FileSource::Folder(root) => {
                let path = below(root, path).ok_or(EACCES)?;
                on_disk(|| {
                    let mut file = fs::OpenOptions::new().write(true).open(path)?;
                    file.seek(SeekFrom::Start(at))?;
                    file.write_all(new)
                })
            }
        }
    }

    fn create(&mut self, path: &str, empty: bool) -> Result<(), i32> {
        match self {
            FileSource::Memory(files) => {
                if let Some((folder, _)) = path.rsplit_once('/') {
                    folder_in_memory(files, folder)?;
                }
                let bytes = files.entry(path.into()).or_default();
                if empty {
                    bytes.clear();
                }
                Ok(())
            }
            FileSource::Folder(root) => {
                let path = below(root, path).ok_or(EACCES)?;
                on_disk(|| {
                    let mut options = fs::OpenOptions::new();
                    options.write(true).create(true).truncate(empty);
                    options.open(path).map(drop)
                })
            }
        }
    }

    fn remove(&mut self, path: &str, folder: bool) -> Result<(), i32> {
        let kind = self.find(path);
        match (self, kind, folder) {
            (_, FileKind::Missing, _) => Err(ENOENT),
            (_, FileKind::File, true) => Err(ENOTDIR),
            (_, FileKind::Dir, false) => Err(EISDIR),
            (FileSource::Memory(files), FileKind::File, false) => {
                files.remove(path);
                Ok(())
            }
            (FileSource::Memory(files), FileKind::Dir, true) => {
                let marker = format!("{path}/");
                let inside = files
                    .range(marker.clone()..)
                    .find(|(name, _)| **name != marker);
                if inside.is_some_and(|(name, _)| name.starts_with(&marker)) {
                    return Err(ENOTEMPTY);
                }
                files.remove(&marker);
                Ok(())
            }
            (FileSource::Folder(root), _, folder) => {
                let path = below(root, path).ok_or(EACCES)?;
                on_disk(|| match folder {
                    true => fs::remove_dir(path),
                    false => fs::remove_file(path),
                })
            }
        }
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), i32> {
        match self {
            FileSource::Memory(files) => {
                if let Some((folder, _)) = to.rsplit_once('/') {
                    folder_in_memory(files, folder)?;
                }
                if let Some(bytes) = files.remove(from) {
                    files.insert(to.into(), bytes);
                    return Ok(());
                }
                let inside = format!("{from}/");
                let moved: Vec<String> = files
                    .range(inside.clone()..)
                    .map(|(name, _)| name.clone())
                    .take_while(|name| name.starts_with(&inside))
                    .collect();
                if moved.is_empty() {
                    return Err(ENOENT);
                }
                for name in moved {
                    if let Some(bytes) = files.remove(&name) {
                        files.insert(format!("{to}/{}", &name[inside.len()..]), bytes);
                    }
                }
                Ok(())
            }
            FileSource::Folder(root) => {
                let from = below(root, from).ok_or(EACCES)?;
                let to = below(root, to).ok_or(EACCES)?;
                on_disk(|| fs::rename(from, to))
            }
        }
    }

    fn make_folder(&mut self, path: &str) -> Result<(), i32> {
        if self.find(path) != FileKind::Missing {
            return Err(EEXIST);
        }
        match self {
            FileSource::Memory(files) => {
                if let Some((folder, _)) = path.rsplit_once('/') {
                    folder_in_memory(files, folder)?;
                }
                files.insert(format!("{path}/"), Vec::new());
                Ok(())
            }
            FileSource::Folder(root) => {
                let path = below(root, path).ok_or(EACCES)?;
                on_disk(|| fs::create_dir(path))
            }
        }
    }

    fn list(&mut self, path: &str) -> Result<Vec<String>, i32> {
        let mut names = match self {
            FileSource::Memory(files) => {
                let inside = match path {
                    "" => String::new(),
                    _ => {
                        folder_in_memory(files, path)?;
                        format!("{path}/")
                    }
                };
                let names = files.range(inside.clone()..).map(|(name, _)| name);
                names
                    .take_while(|name| name.starts_with(&inside))
                    .filter_map(|name| name[inside.len()..].split('/').next())
                    .filter(|name| !name.is_empty())
                    .map(String::from)
                    .collect()
            }
            FileSource::Folder(root) => {
                let path = below(root, path).ok_or(EACCES)?;
                on_disk(|| {
                    let entries = fs::read_dir(path)?;
                    let name = |e: fs::DirEntry| e.file_name().to_string_lossy().into_owned();
                    entries
                        .map(|entry| entry.map(name))
                        .collect::<io::Result<Vec<String>>>()
                })?
            }
        };
        names.sort();
        names.dedup();
        Ok(names)
    }
}

/// The errno of a failure on this machine's disk.
fn errno(e: &io::Error) -> i32 {
    e.raw_os_error().unwrap_or(EIO)
}

/// Does something on this machine's disk.
fn on_disk<V>(f: impl FnOnce() -> io::Result<V>) -> Result<V, i32> {
    f().map_err(|e| errno(&e))
}

/// Refuses a folder in memory that is not there.
fn folder_in_memory(files: &mut BTreeMap<String, Vec<u8>>, folder: &str) -> Result<(), i32> {
    let inside = format!("{folder}/");
    let first = files.range(inside.clone()..).next();
    if first.is_some_and(|(name, _)| name.starts_with(&inside)) {
        Ok(())
    } else if files.contains_key(folder) {
        Err(ENOTDIR)
    } else {
        Err(ENOENT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_what_files_are_in() {
        let mut files = FileSource::Memory(BTreeMap::from([(
            "lib/a/b.py".to_string(),
            b"x = 1".to_vec(),
        )]));
        assert_eq!(files.find("lib"), FileKind::Dir);
        assert_eq!(files.find("lib/a"), FileKind::Dir);
        assert_eq!(files.find("lib/a/b.py"), FileKind::File);
        assert_eq!(files.find("li"), FileKind::Missing);
        assert_eq!(files.load("lib/a/b.py").as_deref(), Some(&b"x = 1"[..]));
    }

    #[test]
    fn files_in_memory_are_written_moved_and_removed() {
        let mut files = FileSource::Memory(BTreeMap::new());
        assert_eq!(files.create("lib/x", true), Err(ENOENT));
        assert_eq!(files.make_folder("lib"), Ok(()));
        assert_eq!(files.make_folder("lib"), Err(EEXIST));
        assert_eq!(files.create("lib/x", true), Ok(()));
        assert_eq!(files.write_at("lib/x", 2, b"ab"), Ok(()));
        assert_eq!(files.read_at("lib/x", 1, 9), Ok(b"\0ab".to_vec()));
        assert_eq!(files.remove("lib", true), Err(ENOTEMPTY));
        assert_eq!(files.rename("lib", "src"), Ok(()));
        assert_eq!(files.list("src"), Ok(vec!["x".to_string()]));
        assert_eq!(files.list(""), Ok(vec!["src".to_string()]));
        assert_eq!(files.remove("src/x", false), Ok(()));
        assert_eq!(files.remove("src", true), Ok(()));
        assert_eq!(files.find("src"), FileKind::Missing);
    }

    #[test]
    fn nothing_leads_out_of_the_folder() {
        assert_eq!(below(Path::new("/p"), "../secret"), None);
        assert_eq!(below(Path::new("/p"), "a/../../secret"), None);
        assert_eq!(
            below(Path::new("/p"), "/lib/x.py"),
            Some(PathBuf::from("/p/lib/x.py"))
        );
    }
}
