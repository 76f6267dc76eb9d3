//! What going on after mistakes needs, in builds that can: those with the feature `check`.

use alloc::boxed::Box;
use core::ops::{Deref, DerefMut};

/// What is noted of the mistakes while the compiler goes on after them, if it was asked to.
///
/// Without the feature no value of this type can exist, which the compiler of Rust knows too: it leaves
/// out what would need one.
pub struct Asked<T> {
    notes: Box<T>,
    #[cfg(not(feature = "check"))]
    _never: core::convert::Infallible,
}

impl<T: Default> Asked<T> {
    /// Nothing noted yet.
    pub fn begin() -> Option<Self> {
        #[cfg(feature = "check")]
        return Some(Self {
            notes: Box::default(),
        });
        #[cfg(not(feature = "check"))]
        None
    }

    /// What was noted.
    pub fn end(asked: Option<Self>) -> T {
        asked.map(|asked| *asked.notes).unwrap_or_default()
    }
}

impl<T> Deref for Asked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.notes
    }
}

impl<T> DerefMut for Asked<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.notes
    }
}
