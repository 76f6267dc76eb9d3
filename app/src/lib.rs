//! The page and its worker: everything that knows the browser lives in this package.
//!
//! Two binaries share this library: `ui` (the Leptos page) and `worker` (which owns the session).
//! They exchange the two closed enums of [`traffic`], and nothing else.

pub mod js;
pub mod state;
pub mod traffic;
pub mod view;
pub mod worker;
