//! A 5 mm LED: its colour from the diagram, its light from the simulation.

use leptos::prelude::*;

use super::drawing::Part;
use super::safe_color;
use crate::state::App;

/// What the eye makes of a brightness: it is far from linear.
pub fn seen(brightness: f32) -> f32 {
    brightness.clamp(0.0, 1.0).powf(0.45)
}

/// The light around a lit LED. Given as text, since gradients take no elements but these.
pub const GLOW: &str = r#"<stop class="glow-near" offset="0" stop-opacity=".95"/><stop class="glow-near" offset=".3" stop-opacity=".5"/><stop class="glow-near" offset=".65" stop-opacity=".14"/><stop class="glow-near" offset="1" stop-opacity="0"/>"#;

/// The LED.
#[component]
pub fn Led(part: Part) -> impl IntoView {
    let app = App::expect();
    let id = part.id.clone();
    let brightness = Memo::new(move |_| app.run.brightness(&id));
    let lit = move || brightness.get() > 0.0;
    let color = part.attr("color").unwrap_or("red").to_owned();
    let name = format!("{}: {color} LED", part.id);
    let label = move || format!("{name}, {}", if lit() { "on" } else { "off" });
    let flip = part
        .pin("A")
        .zip(part.pin("C"))
        .is_some_and(|(a, c)| a.x < c.x);
    // The anode's leg is the one with the kink.
    let legs = if flip {
        "M25 33v9M15 42v-3.5l2-2V33"
    } else {
        "M15 33v9M25 42v-3.5l-2-2V33"
    };
    let flat = if flip { "M31 29v5" } else { "M9 29v5" };
    let glow = format!(
        "glow-{}",
        part.id.replace(|c: char| !c.is_ascii_alphanumeric(), "-")
    );
    view! {
        <g
            class="part led"
            data-part=part.id.clone()
            data-lit=move || lit().to_string()
            data-brightness=move || format!("{:.3}", brightness.get())
            role="img"
            aria-label=label
            transform=part.transform()
            style=format!("--led:{}", tone(&color))
        >
            <radialGradient id=glow.clone() inner_html=GLOW></radialGradient>
            <path class="leg" d=legs />
            <path class="rim" d="M9 30.2a1.6 1.6 0 0 1 1.6-1.6h18.8a1.6 1.6 0 0 1 1.6 1.6v2.3a1.6 1.6 0 0 1-1.6 1.6H10.6A1.6 1.6 0 0 1 9 32.5Z" />
            <path d=flat stroke="#0005" stroke-width="1.2" fill="none" />
            <path class="dome" d="M11 28.6V15.3a9 9 0 0 1 18 0v13.3Z" />
            <path class="inside" d="M14.5 28.6v-6.3h3l3.7-4.3h-6.7v-2.2h8.6v12.8h-3v-4.8l-2 1.8v3Z" />
            <g style=move || format!("opacity:{}", seen(brightness.get()))>
                <circle class="glow" cx="20" cy="19" r="34" fill=format!("url(#{glow})") />
                <path class="lit" d="M11 28.6V15.3a9 9 0 0 1 18 0v13.3Z" />
                <ellipse class="core" cx="20" cy="18.5" rx="4.2" ry="6" />
            </g>
            <path d="M13.6 25.5V15.4a6.5 6.5 0 0 1 3.5-5.7" fill="none" stroke="#fff" stroke-opacity="0.75" stroke-width="1.3" stroke-linecap="round" />
        </g>
    }
}

/// Wokwi's colour names as the plastic of a real LED.
fn tone(color: &str) -> &str {
    match color {
        "red" => "#ef2f3c",
        "green" => "#2fbf4a",
        "blue" => "#2f6df0",
        "yellow" => "#f4c51c",
        "orange" => "#f5821f",
        "white" => "#dfe5ee",
        "purple" => "#a04be0",
        other => safe_color(other),
    }
}
