//! How the panes lie and which theme holds, kept from visit to visit.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One pane of the workbench.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pane {
    /// The project's files.
    Files,
    /// The editor.
    Code,
    /// The circuit.
    Circuit,
    /// The panel below, with the terminal.
    Panel,
}

/// The colours the page wears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// The panes' sizes, as stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Sizes {
    files: f64,
    circuit: f64,
    panel: f64,
    files_open: bool,
    circuit_open: bool,
    panel_open: bool,
    hint: bool,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            files: 184.0,
            // Zero stands for the share of the window that the style sheet gives.
            circuit: 0.0,
            panel: 232.0,
            files_open: true,
            circuit_open: true,
            panel_open: true,
            hint: true,
        }
    }
}

/// Handles to the layout's signals.
#[derive(Clone, Copy)]
pub struct LayoutState {
    sizes: RwSignal<Sizes>,
    /// The pane that shows where only one fits.
    pub shown: RwSignal<Pane>,
    /// The theme that holds now.
    pub theme: RwSignal<Theme>,
}

const LAYOUT_KEY: &str = "pinwheel.layout";
const THEME_KEY: &str = "pinwheel.theme";

impl LayoutState {
    /// Takes up the layout of the last visit.
    #[must_use]
    pub fn load() -> Self {
        let stored = local_storage()
            .and_then(|storage| storage.get_item(LAYOUT_KEY).ok().flatten())
            .and_then(|text| serde_json::from_str(&text).ok());
        Self {
            sizes: RwSignal::new(stored.unwrap_or_default()),
            shown: RwSignal::new(Pane::Code),
            theme: RwSignal::new(current_theme()),
        }
    }

    /// Whether a pane is open.
    #[must_use]
    pub fn is_open(self, pane: Pane) -> bool {
        self.sizes.with(|sizes| match pane {
            Pane::Files => sizes.files_open,
            Pane::Code => true,
            Pane::Circuit => sizes.circuit_open,
            Pane::Panel => sizes.panel_open,
        })
    }

    /// Whether the sentence on what to try is still wanted.
    #[must_use]
    pub fn hint(self) -> bool {
        self.sizes.with(|sizes| sizes.hint)
    }

    /// The custom properties that the workbench's style sheet reads.
    #[must_use]
    pub fn style(self) -> String {
        self.sizes.with(|sizes| {
            let mut style = format!("--files:{}px;--panel:{}px;", sizes.files, sizes.panel);
            if sizes.circuit > 0.0 {
                style.push_str(&format!("--circuit:{}px;", sizes.circuit));
            }
            style
        })
    }

    /// The least and the most pixels a pane may be given.
    #[must_use]
    pub fn limits(pane: Pane) -> (f64, f64) {
        match pane {
            Pane::Files => (120.0, 400.0),
            Pane::Circuit => (240.0, 1600.0),
            Pane::Panel => (96.0, 900.0),
            Pane::Code => (0.0, 0.0),
        }
    }

    pub(super) fn resize(self, pane: Pane, size: f64) {
        let (least, most) = Self::limits(pane);
        let size = size.clamp(least, most).round();
        self.change(|sizes| match pane {
            Pane::Files => sizes.files = size,
            Pane::Circuit => sizes.circuit = size,
            Pane::Panel => sizes.panel = size,
            Pane::Code => {}
        });
    }

    pub(super) fn toggle(self, pane: Pane) {
        self.change(|sizes| match pane {
            Pane::Files => sizes.files_open = !sizes.files_open,
            Pane::Circuit => sizes.circuit_open = !sizes.circuit_open,
            Pane::Panel => sizes.panel_open = !sizes.panel_open,
            Pane::Code => {}
        });
    }

    pub(super) fn dismiss_hint(self) {
        self.change(|sizes| sizes.hint = false);
    }

    pub(super) fn toggle_theme(self) {
        let next = match self.theme.get_untracked() {
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Light,
        };
        let name = match next {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        if let Some(root) = document().document_element() {
            // Both fail only where the browser denies what it always allows; the theme is then as it was.
            let _ = root.set_attribute("data-theme", name);
        }
        if let Some(storage) = local_storage() {
            let _ = storage.set_item(THEME_KEY, name);
        }
        self.theme.set(next);
    }

    fn change(self, change: impl FnOnce(&mut Sizes)) {
        self.sizes.update(change);
        let text = self.sizes.with_untracked(serde_json::to_string);
        if let (Some(storage), Ok(text)) = (local_storage(), text) {
            // Where storage is full or denied, the panes lie as they do until the page is closed.
            let _ = storage.set_item(LAYOUT_KEY, &text);
        }
    }
}

/// The browser's small store, where it lets the page have one.
pub(super) fn local_storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn current_theme() -> Theme {
    let chosen = document()
        .document_element()
        .and_then(|root| root.get_attribute("data-theme"));
    let dark = match chosen.as_deref() {
        Some("dark") => true,
        Some("light") => false,
        _ => window()
            .match_media("(prefers-color-scheme: dark)")
            .ok()
            .flatten()
            .is_some_and(|query| query.matches()),
    };
    if dark { Theme::Dark } else { Theme::Light }
}
