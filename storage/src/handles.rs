//! What a file system has open, by handle. A handle that was given up is never given again.

use alloc::vec::Vec;

use crate::Handle;

/// A table of what is open.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Handles<T> {
    held: Vec<(Handle, T)>,
    next: u32,
}

impl<T> Handles<T> {
    /// One without anything.
    pub fn new() -> Handles<T> {
        Handles {
            held: Vec::new(),
            next: 0,
        }
    }

    /// Keeps something.
    pub fn keep(&mut self, what: T) -> Handle {
        let handle = Handle(self.next);
        self.next = self.next.wrapping_add(1);
        self.held.push((handle, what));
        handle
    }

    /// What a handle stands for.
    pub fn get(&mut self, handle: Handle) -> Option<&mut T> {
        let found = self.held.iter_mut().find(|(held, _)| *held == handle);
        found.map(|(_, what)| what)
    }

    /// Gives a handle up.
    pub fn give_up(&mut self, handle: Handle) {
        self.held.retain(|(held, _)| *held != handle);
    }
}
