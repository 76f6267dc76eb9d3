//! From a path to what it names.

use super::disk::Disk;
use super::folder::{FOLDER, Item, first_cluster};
use super::name::{Name, parts, take};
use crate::{Errno, Fault};

/// Where a path leads.
pub(super) struct Place {
    /// The folder that has the last name, by its first cluster; 0 for the root.
    pub folder: u32,
    /// The last name; none if the path names the folder itself.
    pub name: Option<Name>,
    /// What has that name.
    pub item: Option<Item>,
}

impl Place {
    /// What is there, where neither a folder named by itself nor its dots will do.
    pub fn named(self) -> Result<(Item, Name), Fault> {
        match self {
            Place { name: None, .. } => Err(Fault::Errno(Errno::EINVAL)),
            Place { item: None, .. } => Err(Fault::Errno(Errno::ENOENT)),
            Place {
                name: Some(name),
                item: Some(item),
                ..
            } => Ok((item, name)),
        }
    }
}

impl Disk<'_> {
    /// Follows a path, from the root or from the folder `current`. Only its last name may be missing.
    pub fn locate(&mut self, path: &str, current: u32) -> Result<Place, Fault> {
        let mut rest = path.as_bytes();
        let mut folder = current;
        if rest.first().is_some_and(|byte| parts(*byte)) {
            let from = rest
                .iter()
                .position(|byte| !parts(*byte))
                .unwrap_or(rest.len());
            rest = &rest[from..];
            folder = 0;
        }
        let absent = Fault::Errno(Errno::ENOENT);
        if rest.first().is_none_or(|byte| *byte < b' ') {
            self.cursor(folder, 0)?;
            return Ok(Place {
                folder,
                name: None,
                item: None,
            });
        }
        loop {
            let part = take(rest)?;
            let name = part.name;
            let short = (!name.lossy).then_some(&name.short);
            let mut item = self.find(folder, Some(&name.long), short)?;
            if item.is_none() && part.spelled.is_some() {
                // A name that a computer wrote is found by what is shown of it.
                item = self.find(folder, part.spelled.as_deref(), None)?;
            }
            match (item, part.rest) {
                // The root has no dots, and they lead nowhere else.
                (None, None) if name.dots => {
                    return Ok(Place {
                        folder,
                        name: None,
                        item: None,
                    });
                }
                (None, Some(next)) if name.dots => rest = next,
                (item, None) => {
                    return Ok(Place {
                        folder,
                        name: Some(name),
                        item,
                    });
                }
                (Some(item), Some(next)) if item.has(FOLDER) => {
                    folder = first_cluster(self.volume.width, &item.entry);
                    rest = next;
                }
                _ => return Err(absent),
            }
        }
    }
}
