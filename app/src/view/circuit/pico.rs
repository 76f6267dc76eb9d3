//! The Raspberry Pi Pico, seen from above.

use std::fmt::Write as _;

use leptos::prelude::*;

use super::drawing::Part;
use super::geometry::{PICO_PINS, pico_pad};
use crate::state::App;
use crate::traffic::BOARD_LED;

const BOARD: &str = include_str!("../../../../assets/boards/pico/board.svg");

/// The board with its pads, its chip and its LED.
#[component]
pub fn Pico(part: Part) -> impl IntoView {
    let app = App::expect();
    let brightness = Memo::new(move |_| app.run.brightness(BOARD_LED));
    let lit = move || brightness.get() > 0.0;
    let label = format!("{}: Raspberry Pi Pico", part.id);
    view! {
        <g class="part pico" data-part=part.id.clone() role="group" aria-label=label transform=part.transform()>
            <g aria-hidden="true" inner_html=board()></g>
            <g
                class="led"
                style="--led:#48d65a"
                data-part=BOARD_LED
                data-lit=move || lit().to_string()
                data-brightness=move || format!("{:.3}", brightness.get())
                role="img"
                aria-label=move || if lit() { "On-board LED, on" } else { "On-board LED, off" }
            >
                <radialGradient id="board-glow" inner_html=super::led::GLOW></radialGradient>
                <rect x="23.6" y="29" width="4.6" height="3" rx="0.5" fill="#e9efe2" />
                <g style=move || format!("opacity:{}", super::led::seen(brightness.get()))>
                    <circle class="glow" cx="25.9" cy="30.5" r="14" fill="url(#board-glow)" />
                    <rect x="23.6" y="29" width="4.6" height="3" rx="0.5" fill="#a8ffb0" />
                </g>
            </g>
        </g>
    }
}

/// The drawing with its forty pads, each with its name.
fn board() -> String {
    let mut svg = BOARD.to_owned();
    for (row, names) in PICO_PINS.iter().enumerate() {
        for (index, name) in names.iter().enumerate() {
            let pad = pico_pad(row, index);
            let ground = name.starts_with("GND");
            let (edge, text, anchor) = if row == 0 {
                (0.0, 11.0, "start")
            } else {
                (79.4, 68.4, "end")
            };
            let left = if row == 0 { 0.0 } else { 79.4 - 10.0 };
            let class = if ground {
                "silk small ground"
            } else {
                "silk small"
            };
            let shown = if ground { "GND" } else { name };
            // Writing to a String cannot fail.
            let _ = write!(
                svg,
                r##"<rect x="{left}" y="{top:.2}" width="10" height="6.2" rx="{round}" fill="url(#gold)"/><circle cx="{edge}" cy="{y:.2}" r="1.7" fill="var(--circuit-surface)"/><circle cx="{x:.2}" cy="{y:.2}" r="1.75" fill="#4d3a12"/><text class="{class}" x="{text}" y="{base:.2}" text-anchor="{anchor}">{shown}</text>"##,
                top = pad.y - 3.1,
                round = if index == 0 && row == 0 { 0.0 } else { 2.2 },
                x = pad.x,
                y = pad.y,
                base = pad.y + 1.35,
            );
        }
    }
    svg
}
