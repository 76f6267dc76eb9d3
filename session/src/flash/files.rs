//! The file system on a board's flash as its host sees it: to put files there before the power comes on, and to look at
//! what programs have left.

use sim_boards::FlashSpec;
use vm::hal::{EILSEQ, ENAMETOOLONG, ENOENT, ENOTDIR};
use vm::storage::{Errno, Fault, FileSystem, Kind, Lfs2, OpenMode, Stat};

use super::FlashImage;
use super::device::options;

/// A file or folder on a board's flash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlashEntry {
    /// Its path from the root on, without a slash in front.
    pub path: String,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Bytes of a file.
    pub size: u64,
}

/// A file system on an image, mounted as the board's firmware does it. Errors are errnos, as the board would tell them.
pub struct FlashFiles {
    image: FlashImage,
    system: Lfs2,
}

fn errno(fault: Fault) -> i32 {
    match fault {
        Fault::Errno(Errno(errno)) => errno,
        // Memory answers at once.
        Fault::Wait => vm::hal::EIO,
    }
}

impl FlashFiles {
    /// Makes an empty file system on an image, whatever is there.
    ///
    /// # Errors
    /// An errno where the image is too small for one.
    pub fn make(mut image: FlashImage, spec: &FlashSpec) -> Result<FlashFiles, i32> {
        Lfs2::format(&mut image, &options(spec)).map_err(errno)?;
        FlashFiles::mount(image, spec)
    }

    /// Mounts what is on an image.
    ///
    /// # Errors
    /// An errno where there is no file system, or none that can be mounted.
    pub fn mount(mut image: FlashImage, spec: &FlashSpec) -> Result<FlashFiles, i32> {
        let system = Lfs2::mount(&mut image, &options(spec)).map_err(errno)?;
        Ok(FlashFiles { image, system })
    }

    /// The image as it is now.
    pub fn into_image(self) -> FlashImage {
        self.image
    }

    /// All files and folders, each behind the folder it is in.
    ///
    /// # Errors
    /// An errno where the file system is damaged.
    pub fn entries(&mut self) -> Result<Vec<FlashEntry>, i32> {
        let mut entries: Vec<FlashEntry> = Vec::new();
        // A damaged file system may have folders within themselves: no whole one has as many names.
        let mut left = 4 * self.image.size();
        let mut next = 0;
        let mut folder = String::new();
        loop {
            let opened = self.system.open_folder(&mut self.image, &folder);
            let opened = opened.map_err(errno)?;
            while let Some(entry) = self
                .system
                .next_entry(&mut self.image, opened)
                .map_err(errno)?
            {
                let path = match folder.is_empty() {
                    true => entry.name,
                    false => format!("{folder}/{}", entry.name),
                };
                left = left.checked_sub(path.len() as u64 + 1).ok_or(EILSEQ)?;
                entries.push(FlashEntry {
                    path,
                    is_folder: entry.kind == Kind::Folder,
                    size: entry.size,
                });
            }
            self.system.close_folder(opened);
            let place = entries[next..].iter().position(|entry| entry.is_folder);
            let Some(place) = place else {
                break;
            };
            folder = entries[next + place].path.clone();
            next += place + 1;
        }
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(entries)
    }

    /// What a path names, if it names anything.
    fn stat(&mut self, path: &str) -> Result<Option<Stat>, i32> {
        match self.system.stat(&mut self.image, path).map_err(errno) {
            Ok(stat) => Ok(Some(stat)),
            Err(ENOENT) => Ok(None),
            Err(errno) => Err(errno),
        }
    }

    /// All bytes of a file.
    ///
    /// # Errors
    /// An errno where there is no such file, or it is damaged.
    pub fn read(&mut self, path: &str) -> Result<Vec<u8>, i32> {
        let size = self.stat(path)?.ok_or(ENOENT)?.size;
        if size > self.image.size() {
            return Err(EILSEQ);
        }
        let mode = OpenMode {
            read: true,
            ..OpenMode::default()
        };
        let file = self.system.open(&mut self.image, path, mode, 0);
        let file = file.map_err(errno)?;
        let mut bytes = vec![0; size as usize];
        let read = self.system.read(&mut self.image, file, &mut bytes);
        let closed = self.system.close(&mut self.image, file, 0);
        bytes.truncate(read.map_err(errno)?);
        closed.map_err(errno)?;
        Ok(bytes)
    }

    /// Writes a file, and makes the folders on the way; what is in it already stays. `now` is in nanoseconds since 1970.
    ///
    /// # Errors
    /// The errno that a board would tell.
    pub fn write(&mut self, path: &str, bytes: &[u8], now: u64) -> Result<(), i32> {
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.make_folders(folder, now)?;
        }
        let same = self
            .stat(path)?
            .is_some_and(|stat| stat.kind == Kind::File && stat.size == bytes.len() as u64);
        if same && self.read(path)? == bytes {
            return Ok(());
        }
        let mode = OpenMode {
            write: true,
            create: true,
            truncate: true,
            ..OpenMode::default()
        };
        let (system, image) = (&mut self.system, &mut self.image);
        let file = system.open(image, path, mode, now).map_err(errno)?;
        let written = system.write(image, file, bytes, now);
        let closed = system.close(image, file, now);
        written.and(closed).map_err(errno)
    }

    /// Makes a folder and those it is in, as far as they are not there.
    ///
    /// # Errors
    /// The errno that a board would tell.
    pub fn make_folders(&mut self, path: &str, now: u64) -> Result<(), i32> {
        let ends = path.match_indices('/').map(|(at, _)| at);
        for end in ends.chain([path.len()]) {
            let folder = &path[..end];
            match self.stat(folder)? {
                Some(stat) if stat.kind == Kind::Folder => {}
                Some(_) => return Err(ENOTDIR),
                None => {
                    let made = self.system.make_folder(&mut self.image, folder, now);
                    made.map_err(errno)?;
                }
            }
        }
        Ok(())
    }
}

/// Why a path cannot be one on a board, if it cannot.
pub fn refuse_path(path: &str) -> Option<&'static str> {
    let is_bad = |name: &str| matches!(name, "" | "." | "..");
    if path.split('/').any(is_bad) {
        Some("it is no path of a file: a name in it is empty, \".\" or \"..\"")
    } else if path.contains('\0') {
        Some("its name has a character that no name can have")
    } else {
        None
    }
}

/// Why a file cannot be put on a board, by the errno.
pub fn explain(errno: i32) -> String {
    match errno {
        ENOTDIR => "a folder in its path is a file".into(),
        vm::hal::EISDIR => "there is a folder of that name".into(),
        ENAMETOOLONG => "a name in its path is longer than 255 bytes".into(),
        EILSEQ => "the file system there is damaged".into(),
        errno => format!("the file system there refuses it with OSError {errno}"),
    }
}
