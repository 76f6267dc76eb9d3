//! An axial resistor with the colour bands of its value.

use leptos::prelude::*;

use super::bands::{bands, ohms_label};
use super::drawing::Part;

/// The resistor.
#[component]
pub fn Resistor(part: Part) -> impl IntoView {
    let ohms = part
        .attr("value")
        .and_then(|value| value.trim().parse().ok())
        .unwrap_or(1000.0);
    let colors = bands(ohms);
    let label = format!("{}: {} resistor", part.id, ohms_label(ohms));
    let title = label.clone();
    let band = |x: f64, y: f64, height: f64, color: &'static str| {
        view! { <rect x=x y=y width="3" height=height fill=color /> }
    };
    view! {
        <g class="part resistor" data-part=part.id.clone() role="img" aria-label=label transform=part.transform()>
            <title>{title}</title>
            <path class="leg" d="M0 5.65h58.8" />
            <path d=BODY fill="#dcc39a" stroke="#a98f66" stroke-width="0.7" />
            {band(17.2, 0.5, 10.3, colors[0])}
            {band(23.4, 1.6, 8.1, colors[1])}
            {band(29.6, 1.6, 8.1, colors[2])}
            {band(38.6, 0.5, 10.3, "#c79a3b")}
            <path d=BODY fill="url(#light-down)" />
        </g>
    }
}

const BODY: &str = "M17.5.4c-3.9 0-6.9 2.3-6.9 5.25s3 5.25 6.9 5.25c1.7 0 3-.4 4.2-1.1h15.4c1.2.7 2.5 1.1 4.2 1.1 3.9 0 6.9-2.3 6.9-5.25S45.2.4 41.3.4c-1.7 0-3 .4-4.2 1.1H21.7C20.5.8 19.2.4 17.5.4Z";
