//! The circuit's pane: the drawing of `diagram.json`, alive while the program runs.

pub mod bands;
pub mod drawing;
pub mod geometry;
mod led;
mod pico;
mod potentiometer;
mod push_button;
mod resistor;
pub mod route;

use leptos::prelude::*;

use crate::state::project::DIAGRAM;
use crate::state::{App, Intent};
use crate::view::icons::{self, Icon};
use drawing::{Drawing, NotDrawable, Part, Wire};
use geometry::{Kind, PICO_FIRST_PIN, PITCH, Point};

/// Room around the drawing, in its pixels.
const MARGIN: f64 = 14.0;
/// The drawing is never shown larger than this.
const MOST_SCALE: f64 = 2.3;

/// The circuit's pane.
#[component]
pub fn CircuitPane() -> impl IntoView {
    let app = App::expect();
    let read = Memo::new(move |_| {
        app.project
            .project
            .with(|project| project.files.get(DIAGRAM).map(|text| Drawing::read(text)))
    });
    // While the text is broken, the last drawing that could be read stays.
    let drawing = Memo::new(move |last: Option<&Drawing>| match read.get() {
        Some(Ok(drawing)) => drawing,
        _ => last.cloned().unwrap_or_default(),
    });
    view! {
        <section class="pane circuit" aria-label="Circuit">
            <Show when=move || app.layout.hint()>
                <div class="hint" data-testid="hint">
                    <p>"Press Run, then turn the knob and hold the button down."</p>
                    <button
                        class="button icon-only"
                        aria-label="Close the hint"
                        on:click=move |_| app.dispatch(Intent::DismissHint)
                    >
                        <Icon draw=icons::CLOSE />
                    </button>
                </div>
            </Show>
            {move || match read.get() {
                Some(Err(wrong)) => Some(view! { <DiagramProblem wrong=wrong /> }),
                _ => None,
            }}
            <div class="circuit-bench" data-testid="circuit">
                {move || view! { <DrawingView drawing=drawing.get() /> }}
            </div>
        </section>
    }
}

#[component]
fn DiagramProblem(wrong: NotDrawable) -> impl IntoView {
    view! {
        <p class="circuit-problem" role="alert">
            {format!("{DIAGRAM}, line {}: {}", wrong.line, wrong.message)}
        </p>
    }
}

#[component]
fn DrawingView(drawing: Drawing) -> impl IntoView {
    let (left, top, width, height) = drawing.bounds;
    let (left, top) = (left - MARGIN, top - MARGIN);
    let (width, height) = (width + 2.0 * MARGIN, height + 2.0 * MARGIN);
    let view_box = format!("{left} {top} {width} {height}");
    let style = format!(
        "max-width:{}px;max-height:{}px",
        width * MOST_SCALE,
        height * MOST_SCALE
    );

    // The dots are the 2.54 mm grid of the board's own pins.
    let origin = drawing
        .parts
        .iter()
        .find(|part| part.kind == Kind::Pico)
        .map_or(Point { x: 0.0, y: 0.0 }, |pico| Point {
            x: pico.left + PICO_FIRST_PIN.x,
            y: pico.top + PICO_FIRST_PIN.y,
        });
    let grid = format!(
        "translate({} {})",
        origin.x - PITCH / 2.0,
        origin.y - PITCH / 2.0
    );

    view! {
        <svg class="circuit-drawing" viewBox=view_box style=style role="group" aria-label="Circuit drawing">
            <defs>
                <pattern id="grid" width=PITCH height=PITCH patternUnits="userSpaceOnUse" patternTransform=grid>
                    <circle cx=PITCH / 2.0 cy=PITCH / 2.0 r="0.55" fill="var(--circuit-dot)" />
                </pattern>
                <g inner_html=SHARED_DEFS></g>
            </defs>
            <rect x="-4000" y="-4000" width="8000" height="8000" fill="url(#grid)" aria-hidden="true" />
            {drawing.parts.into_iter().map(|part| view! { <PartView part=part /> }).collect_view()}
            <g class="wires" aria-hidden="true">
                {drawing.wires.into_iter().map(|wire| view! { <WireView wire=wire /> }).collect_view()}
            </g>
        </svg>
    }
}

/// Gradients that all parts share, so that the light comes from one side: the top left.
const SHARED_DEFS: &str = r##"
<linearGradient id="metal" x1="0" y1="0" x2="0.6" y2="1"><stop offset="0" stop-color="#f1f3f5"/><stop offset=".45" stop-color="#cdd2d8"/><stop offset="1" stop-color="#a5acb5"/></linearGradient>
<linearGradient id="gold" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#f0d48a"/><stop offset="1" stop-color="#c99b3f"/></linearGradient>
<linearGradient id="chip" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#3a3f46"/><stop offset="1" stop-color="#22262b"/></linearGradient>
<linearGradient id="plastic" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#4b525b"/><stop offset="1" stop-color="#2b3036"/></linearGradient>
<linearGradient id="light-down" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".5"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".22"/></linearGradient>
<radialGradient id="light-round" cx=".34" cy=".3" r=".8"><stop offset="0" stop-color="#fff" stop-opacity=".55"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".28"/></radialGradient>
"##;

#[component]
fn PartView(part: Part) -> impl IntoView {
    match part.kind {
        Kind::Pico => pico::Pico(pico::PicoProps { part }).into_any(),
        Kind::Led => led::Led(led::LedProps { part }).into_any(),
        Kind::PushButton | Kind::PushButton6mm => {
            push_button::PushButton(push_button::PushButtonProps { part }).into_any()
        }
        Kind::Potentiometer => {
            potentiometer::Potentiometer(potentiometer::PotentiometerProps { part }).into_any()
        }
        Kind::Resistor => resistor::Resistor(resistor::ResistorProps { part }).into_any(),
        Kind::Other => view! { <Unknown part=part /> }.into_any(),
    }
}

/// A part without a drawing: a box with its id and type, so that nothing vanishes.
#[component]
fn Unknown(part: Part) -> impl IntoView {
    let (width, height) = part.kind.size();
    let label = format!("{}: {}, not drawn yet", part.id, part.part_type);
    let transform = part.transform();
    view! {
        <g class="part" data-part=part.id.clone() role="img" aria-label=label transform=transform>
            <rect class="unknown-box" x="0.5" y="0.5" width=width - 1.0 height=height - 1.0 rx="4" />
            <text class="unknown-name" x=width / 2.0 y="21">{part.id.clone()}</text>
            <text class="unknown-name" x=width / 2.0 y="33">{part.part_type}</text>
        </g>
    }
}

#[component]
fn WireView(wire: Wire) -> impl IntoView {
    let path = route::path(&wire.points, 3.5);
    let color = wire_color(&wire.color);
    view! {
        <g data-from=wire.from data-to=wire.to>
            <path class="wire-edge" d=path.clone() />
            <path class="wire-core" d=path style=format!("stroke:{color}") />
        </g>
    }
}

/// Wokwi's colour names in tones that sit well beside each other; other colours as they are.
fn wire_color(name: &str) -> String {
    let tone = match name {
        "red" => "#e03b3b",
        "black" => "#31353b",
        "green" => "#2f9e52",
        "limegreen" => "#7ac143",
        "blue" => "#2f74e0",
        "cyan" => "#1fb5c9",
        "yellow" => "#f2c81d",
        "gold" => "#dba520",
        "orange" => "#f08a24",
        "purple" | "violet" => "#9a5bd6",
        "magenta" => "#d94fb5",
        "brown" => "#8a5a33",
        "gray" | "grey" => "#8b939d",
        "white" => "#f4f5f7",
        other => return safe_color(other).to_owned(),
    };
    tone.to_owned()
}

/// A colour of the diagram's author, if it can only be a colour.
pub(super) fn safe_color(color: &str) -> &str {
    let code = color.strip_prefix('#').unwrap_or(color);
    if !code.is_empty() && code.len() <= 24 && code.chars().all(|c| c.is_ascii_alphanumeric()) {
        color
    } else {
        "#2f9e52"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_cannot_carry_styles() {
        assert_eq!(safe_color("teal"), "teal");
        assert_eq!(safe_color("#8f4814"), "#8f4814");
        assert_eq!(safe_color("red;background:url(x)"), "#2f9e52");
    }
}
