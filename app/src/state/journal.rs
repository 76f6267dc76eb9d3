//! The last words of a page: texts that were not yet written when it was left.
//!
//! IndexedDB answers later than a closing page can wait, so what is pending goes to `localStorage`,
//! which answers at once; the next visit takes it from there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

const KEY: &str = "pinwheel.pending";

/// Texts of one project that wait to be written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Journal {
    /// The project's id.
    pub project: String,
    /// New texts by path.
    pub files: BTreeMap<String, String>,
}

impl Journal {
    /// Writes the journal. Where the browser refuses, IndexedDB alone has to make it in time.
    pub fn write(&self) {
        let store = super::layout::local_storage();
        if let (Some(store), Ok(text)) = (store, serde_json::to_string(self)) {
            let _ = store.set_item(KEY, &text);
        }
    }

    /// The journal of the last visit, if it left one.
    #[must_use]
    pub fn read() -> Option<Self> {
        let text = super::layout::local_storage()?
            .get_item(KEY)
            .ok()
            .flatten()?;
        serde_json::from_str(&text).ok()
    }

    /// Forgets the journal, once its texts are where they belong.
    pub fn clear() {
        if let Some(store) = super::layout::local_storage() {
            let _ = store.remove_item(KEY);
        }
    }
}
