//! The flash of a board: what it holds, how long it takes, and the file system on it as a host sees it.

mod device;
mod files;
mod image;

use std::collections::BTreeMap;

use sim_boards::FlashSpec;
use vm::hal::ENOSPC;

use crate::config::{FlashStart, SessionConfig};
use crate::error::SessionError;
use crate::files::FileSource;

pub use device::{BoardFlash, options};
pub use files::{FlashEntry, FlashFiles};
pub use image::FlashImage;

/// What a board's flash holds when its power comes on, and whether a damaged file system had to go for the files to be put
/// there. `now` is what its clock shows then, in nanoseconds since 1970.
///
/// # Errors
/// Where the image is too long, a file cannot be read, or there is no room for it.
pub fn at_power_on(
    config: &SessionConfig,
    spec: &FlashSpec,
    now: u64,
) -> Result<(FlashImage, bool), SessionError> {
    let mut image = device::erased(spec);
    let (bytes, adds_files) = match &config.flash {
        FlashStart::Files => (None, true),
        FlashStart::Image(bytes) => (Some(bytes), false),
        FlashStart::ImageAndFiles(bytes) => (Some(bytes), true),
    };
    if let Some(bytes) = bytes {
        if bytes.len() as u64 > image.size() {
            return Err(SessionError::ImageTooLong {
                board: config.board.name().into(),
                bytes: bytes.len() as u64,
                most: image.size(),
            });
        }
        image.program_at(0, bytes);
    }
    if !adds_files {
        return Ok((image, false));
    }
    let collected;
    let files = match &config.files {
        FileSource::Memory(files) => files,
        source => {
            collected = source.collect(config.board)?;
            &collected
        }
    };
    let mounted = bytes.and_then(|_| FlashFiles::mount(image.clone(), spec).ok());
    let is_lost = bytes.is_some() && mounted.is_none();
    let mut system = match mounted {
        Some(system) => system,
        // The board's firmware would do the same with what is damaged.
        None => FlashFiles::make(image, spec).map_err(|errno| refused("", errno))?,
    };
    put(config, spec, &mut system, files, now)?;
    Ok((system.into_image(), is_lost))
}

/// A file of the file system in an image, if it is there.
pub fn read_from(bytes: &[u8], spec: &FlashSpec, path: &str) -> Option<Vec<u8>> {
    let mut image = device::erased(spec);
    if bytes.len() as u64 > image.size() {
        return None;
    }
    image.program_at(0, bytes);
    FlashFiles::mount(image, spec).ok()?.read(path).ok()
}

fn refused(file: &str, errno: i32) -> SessionError {
    SessionError::NotOnFlash {
        file: file.into(),
        why: files::explain(errno),
    }
}

/// Puts files into a board's file system, in the order of their paths. A path that ends with a slash is a folder.
fn put(
    config: &SessionConfig,
    spec: &FlashSpec,
    system: &mut FlashFiles,
    files: &BTreeMap<String, Vec<u8>>,
    now: u64,
) -> Result<(), SessionError> {
    for (path, bytes) in files {
        let name = path.trim_start_matches('/');
        let folder = name.strip_suffix('/');
        if let Some(why) = files::refuse_path(folder.unwrap_or(name)) {
            return Err(SessionError::NotOnFlash {
                file: path.clone(),
                why: why.into(),
            });
        }
        let done = match folder {
            Some(folder) => system.make_folders(folder, now),
            None => system.write(name, bytes, now),
        };
        match done {
            Ok(()) => {}
            Err(ENOSPC) => {
                return Err(SessionError::FlashFull {
                    board: config.board.name().into(),
                    file: path.clone(),
                    file_bytes: bytes.len() as u64,
                    all_bytes: files.values().map(|bytes| bytes.len() as u64).sum(),
                    room: spec.files.bytes.into(),
                });
            }
            Err(errno) => return Err(refused(path, errno)),
        }
    }
    Ok(())
}
