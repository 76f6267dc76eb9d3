//! A rotary potentiometer: turned by dragging, by the wheel, and by the arrow keys.

use leptos::ev;
use leptos::prelude::*;
use leptos::svg;
use wasm_bindgen::JsCast;

use super::drawing::Part;
use crate::state::{App, Intent};
use crate::traffic::Control;

/// The control's name, as in Wokwi's automation scenarios: 0 to 1.
const POSITION: &str = "position";
/// Degrees from the knob's first stop to its last.
const TRAVEL: f64 = 270.0;
/// The largest value of the diagram's `value` attribute.
const VALUE_MAX: f64 = 1023.0;

/// The potentiometer.
#[component]
pub fn Potentiometer(part: Part) -> impl IntoView {
    let app = App::expect();
    let id = StoredValue::new(part.id.clone());
    let initial = part
        .attr("value")
        .and_then(|value| value.trim().parse::<f64>().ok())
        .map_or(0.0, |value| (value / VALUE_MAX).clamp(0.0, 1.0));
    let position = Memo::new(move |_| {
        id.with_value(|id| app.run.control(id, POSITION))
            .unwrap_or(initial)
    });
    let turn_to = move |to: f64| {
        app.dispatch(Intent::Operate(Control {
            part: id.get_value(),
            control: POSITION.to_owned(),
            value: to.clamp(0.0, 1.0),
        }));
    };

    let knob = NodeRef::<svg::Circle>::new();
    let dragging = RwSignal::new(None::<f64>);
    let turned = part.rotate;
    // The pointer's angle about the knob, clockwise from the top, in the part's own frame.
    let angle = move |event: &ev::PointerEvent| -> Option<f64> {
        let rect = knob.get_untracked()?.get_bounding_client_rect();
        let x = f64::from(event.client_x()) - (rect.left() + rect.width() / 2.0);
        let y = f64::from(event.client_y()) - (rect.top() + rect.height() / 2.0);
        Some(x.atan2(-y).to_degrees() - turned)
    };
    let on_down = move |event: ev::PointerEvent| {
        if event.button() != 0 {
            return;
        }
        if let Some(element) = event
            .current_target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        {
            // Without capture the drag ends at the part's edge, which is a lesser evil.
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        dragging.set(angle(&event));
    };
    let on_move = move |event: ev::PointerEvent| {
        if let (Some(last), Some(now)) = (dragging.get_untracked(), angle(&event)) {
            let step = (now - last + 540.0).rem_euclid(360.0) - 180.0;
            dragging.set(Some(now));
            turn_to(position.get_untracked() + step / TRAVEL);
        }
    };
    let on_wheel = move |event: ev::WheelEvent| {
        event.prevent_default();
        turn_to(position.get_untracked() - event.delta_y().signum() * 0.03);
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let now = position.get_untracked();
        let to = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => now + 0.01,
            "ArrowLeft" | "ArrowDown" => now - 0.01,
            "PageUp" => now + 0.1,
            "PageDown" => now - 0.1,
            "Home" => 0.0,
            "End" => 1.0,
            _ => return,
        };
        event.prevent_default();
        turn_to(to);
    };

    let percent = move || (position.get() * 100.0).round();
    let label = format!("{}: potentiometer", part.id);
    let (width, height) = part.kind.size();
    view! {
        <g
            class="part pot"
            data-part=part.id.clone()
            role="slider"
            tabindex="0"
            aria-label=label.clone()
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=move || percent().to_string()
            aria-valuetext=move || format!("{} %", percent())
            transform=part.transform()
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=move |_| dragging.set(None)
            on:pointercancel=move |_| dragging.set(None)
            on:wheel=on_wheel
            on:keydown=on_key
        >
            <title>{format!("{label} · drag, scroll or use the arrow keys")}</title>
            <g inner_html=BODY></g>
            <circle node_ref=knob cx="37.6" cy="31" r="23" fill="#353b43" stroke="#1f2329" stroke-width="0.8" />
            <circle cx="37.6" cy="31" r="23" fill="url(#light-round)" />
            <g transform=move || format!("rotate({} 37.6 31)", position.get() * TRAVEL - TRAVEL / 2.0)>
                <circle class="knob-top" cx="37.6" cy="31" r="16.5" fill="#dfe3e8" stroke="#aab2bc" stroke-width="0.7" />
                <rect x="36.3" y="9.4" width="2.6" height="13" rx="1.3" fill="#f5f7f9" />
                <rect x="36.5" y="15.6" width="2.2" height="10" rx="1.1" fill="#c2313b" />
            </g>
            <circle cx="37.6" cy="31" r="16.5" fill="url(#light-round)" opacity="0.55" pointer-events="none" />
            <rect class="focus-ring" x="-3" y="-3" width=width + 6.0 height=height + 6.0 rx="6" />
        </g>
    }
}

const BODY: &str = r##"
<rect x="1.6" y="2.2" width="75.6" height="75.6" rx="4.5" class="part-shadow"/>
<rect x="0" y="0" width="75.6" height="75.6" rx="4.2" fill="#24527e"/>
<rect x="0" y="0" width="75.6" height="75.6" rx="4.2" fill="url(#light-down)" opacity=".28"/>
<rect x=".35" y=".35" width="74.9" height="74.9" rx="3.9" fill="none" stroke="#183c60" stroke-width=".7"/>
<g fill="var(--circuit-surface)" stroke="#d7b25c" stroke-width="1.3"><circle cx="6.6" cy="6.8" r="3.1"/><circle cx="69" cy="6.8" r="3.1"/><circle cx="6.6" cy="69" r="3.1"/><circle cx="69" cy="69" r="3.1"/></g>
<path d="M18.5 50.1A27 27 0 1 1 56.7 50.1" fill="none" stroke="#dbe7f2" stroke-width="1" stroke-dasharray=".1 8.38" stroke-linecap="round"/>
<g fill="url(#gold)"><circle cx="29" cy="68.5" r="3"/><circle cx="39" cy="68.5" r="3"/><circle cx="49" cy="68.5" r="3"/></g>
<g fill="#4d3a12"><circle cx="29" cy="68.5" r="1.5"/><circle cx="39" cy="68.5" r="1.5"/><circle cx="49" cy="68.5" r="1.5"/></g>
<g class="silk" text-anchor="middle"><text class="silk" x="28" y="63.2">GND</text><text class="silk" x="39" y="63.2">SIG</text><text class="silk" x="50" y="63.2">VCC</text></g>
"##;
