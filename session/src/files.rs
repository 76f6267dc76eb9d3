//! Where `import` finds files: the project's, in memory, or a folder of the command line's user.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use vm::hal::{FileKind, Files};

/// Where a program's files are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FileSource {
    /// In memory, by their paths, with `/` between folders.
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

/// The place of `path` below `root`; nothing leads out of it.
fn below(root: &Path, path: &str) -> Option<PathBuf> {
    let path = Path::new(path.trim_start_matches('/'));
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
    fn nothing_leads_out_of_the_folder() {
        assert_eq!(below(Path::new("/p"), "../secret"), None);
        assert_eq!(below(Path::new("/p"), "a/../../secret"), None);
        assert_eq!(
            below(Path::new("/p"), "/lib/x.py"),
            Some(PathBuf::from("/p/lib/x.py"))
        );
    }
}
