//! Tags: the 32 bits before each piece of metadata, as its type, the number of its file in the pair, and its length.

/// A tag, whose highest bit is clear.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Tag(pub u32);

/// The number that stands for no file.
pub const NO_ID: u16 = 0x3ff;

/// The length that says that something was removed.
const REMOVED: u32 = 0x3ff;

// The types; the highest three of their eleven bits say of what kind a tag is.
pub const NAME_FILE: u32 = 0x001;
pub const NAME_FOLDER: u32 = 0x002;
pub const NAME_SUPERBLOCK: u32 = 0x0ff;
pub const FOLDER: u32 = 0x200;
pub const INLINE: u32 = 0x201;
pub const SKIP_LIST: u32 = 0x202;
pub const ATTRIBUTE: u32 = 0x300;
pub const CREATE: u32 = 0x401;
pub const DELETE: u32 = 0x4ff;
pub const CHECKSUM: u32 = 0x500;
pub const FORWARD_CHECKSUM: u32 = 0x5ff;
pub const SOFT_TAIL: u32 = 0x600;
pub const HARD_TAIL: u32 = 0x601;
pub const GLOBAL: u32 = 0x7ff;

/// What the highest three bits of the types above are.
pub mod kind {
    pub const NAME: u32 = 0x000;
    pub const STRUCTURE: u32 = 0x200;
    pub const ATTRIBUTE: u32 = 0x300;
    pub const SPLICE: u32 = 0x400;
    pub const TAIL: u32 = 0x600;
}

impl Tag {
    /// The highest bit, which is not of the tag.
    pub const TOP: u32 = 1 << 31;

    pub const fn new(of: u32, id: u16, len: u32) -> Tag {
        Tag(of << 20 | (id as u32) << 10 | len)
    }

    /// What kind of thing it is before.
    pub const fn of(self) -> u32 {
        self.0 >> 20 & 0x7ff
    }

    pub const fn kind(self) -> u32 {
        self.of() & 0x700
    }

    pub const fn id(self) -> u16 {
        (self.0 >> 10 & 0x3ff) as u16
    }

    /// The same of another file.
    pub const fn with_id(self, id: u16) -> Tag {
        Tag(self.0 & !(0x3ff << 10) | (id as u32) << 10)
    }

    /// Whether it ends a commit.
    pub const fn is_checksum(self) -> bool {
        self.of() & 0x780 == CHECKSUM
    }

    pub const fn is_removal(self) -> bool {
        self.0 & 0x3ff == REMOVED
    }

    /// Bytes of what follows.
    pub const fn len(self) -> u32 {
        if self.is_removal() { 0 } else { self.0 & 0x3ff }
    }

    /// Bytes of it and of what follows.
    pub const fn whole(self) -> u32 {
        4 + self.len()
    }

    /// Whether a later tag takes the place of this one: the names and structures of a file exclude each other, its
    /// attributes only those of the same type.
    pub const fn is_replaced_by(self, later: Tag) -> bool {
        let types = if later.of() & 0x100 == 0 {
            0x700
        } else {
            0x7ff
        };
        self.id() == later.id() && (self.of() ^ later.of()) & types == 0
    }
}
