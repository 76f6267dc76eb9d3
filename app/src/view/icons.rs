//! The page's icons: 16 × 16 line drawings of one weight.

use leptos::prelude::*;

/// A filled triangle.
pub const RUN: &str = r#"<path d="M4.5 2.8v10.4a.6.6 0 0 0 .92.5l8.1-5.2a.6.6 0 0 0 0-1L5.42 2.3a.6.6 0 0 0-.92.5Z" fill="currentColor" stroke="none"/>"#;
/// Two bars.
pub const PAUSE: &str = r#"<path d="M5 3v10M11 3v10" stroke-width="2.4"/>"#;
/// A filled square.
pub const STOP: &str = r#"<rect x="3.2" y="3.2" width="9.6" height="9.6" rx="1.4" fill="currentColor" stroke="none"/>"#;
/// A turning arrow.
pub const RESET: &str =
    r#"<path d="M3.1 9.2A5 5 0 1 0 4.3 4.4L2.6 6.1"/><path d="M2.6 2.6v3.6h3.6"/>"#;
/// Half a sun, half a moon.
pub const THEME: &str = r#"<circle cx="8" cy="8" r="5.6"/><path d="M8 2.4a5.6 5.6 0 0 1 0 11.2Z" fill="currentColor"/>"#;
/// A window with its left pane.
pub const LEFT_PANE: &str = r#"<rect x="1.8" y="2.8" width="12.4" height="10.4" rx="1.6"/><path d="M6 3v10"/><path d="M2 4.4C2 3.5 2.6 3 3.4 3H6v10H3.4C2.6 13 2 12.5 2 11.6Z" class="pane-fill" stroke="none"/>"#;
/// A window with its right pane.
pub const RIGHT_PANE: &str = r#"<rect x="1.8" y="2.8" width="12.4" height="10.4" rx="1.6"/><path d="M9.5 3v10"/><path d="M14 4.4c0-.9-.6-1.4-1.4-1.4H9.5v10h3.1c.8 0 1.4-.5 1.4-1.4Z" class="pane-fill" stroke="none"/>"#;
/// A window with its lower pane.
pub const LOWER_PANE: &str = r#"<rect x="1.8" y="2.8" width="12.4" height="10.4" rx="1.6"/><path d="M2 9.3h12"/><path d="M2 9.3h12v2.3c0 .9-.6 1.4-1.4 1.4H3.4C2.6 13 2 12.5 2 11.6Z" class="pane-fill" stroke="none"/>"#;
/// A sheet with code on it.
pub const PYTHON_FILE: &str = r#"<path d="M9.2 1.8H4.4c-.8 0-1.4.6-1.4 1.4v9.6c0 .8.6 1.4 1.4 1.4h7.2c.8 0 1.4-.6 1.4-1.4V5.6Z"/><path d="M9.2 1.8v3.8H13M6.6 8.2 5.2 9.7l1.4 1.5M9.4 8.2l1.4 1.5-1.4 1.5"/>"#;
/// A chip with its wires.
pub const DIAGRAM_FILE: &str = r#"<rect x="4.6" y="4.6" width="6.8" height="6.8" rx="1.2"/><path d="M6.4 1.8v2.8M9.6 1.8v2.8M6.4 11.4v2.8M9.6 11.4v2.8M1.8 6.4h2.8M1.8 9.6h2.8M11.4 6.4h2.8M11.4 9.6h2.8"/>"#;
/// A sheet.
pub const PLAIN_FILE: &str = r#"<path d="M9.2 1.8H4.4c-.8 0-1.4.6-1.4 1.4v9.6c0 .8.6 1.4 1.4 1.4h7.2c.8 0 1.4-.6 1.4-1.4V5.6Z"/><path d="M9.2 1.8v3.8H13"/>"#;
/// A folder.
pub const FOLDER: &str = r#"<path d="M1.8 4.2c0-.8.6-1.4 1.4-1.4h3l1.6 1.8h5c.8 0 1.4.6 1.4 1.4v5.8c0 .8-.6 1.4-1.4 1.4H3.2c-.8 0-1.4-.6-1.4-1.4Z"/>"#;
/// A prompt.
pub const TERMINAL: &str = r#"<rect x="1.6" y="2.6" width="12.8" height="10.8" rx="1.8"/><path d="m4.4 6 2.2 2-2.2 2M8.4 10.4h3.2"/>"#;
/// A plus.
pub const PLUS: &str = r#"<path d="M8 3v10M3 8h10"/>"#;
/// A cross.
pub const CLOSE: &str = r#"<path d="m3.8 3.8 8.4 8.4M12.2 3.8l-8.4 8.4"/>"#;
/// A warning triangle.
pub const WARNING: &str = r#"<path d="M7 2.6 1.7 11.8c-.4.8.1 1.7 1 1.7h10.6c.9 0 1.4-.9 1-1.7L9 2.6c-.4-.8-1.6-.8-2 0Z"/><path d="M8 6.2v3.2M8 11.4v.1"/>"#;

/// One of this module's drawings; decorative, since its button has the name.
#[component]
pub fn Icon(draw: &'static str) -> impl IntoView {
    view! {
        <svg
            class="icon"
            viewBox="0 0 16 16"
            fill="none"
            stroke="currentColor"
            stroke-width="1.4"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            inner_html=draw
        ></svg>
    }
}
