//! A push button: pressed by pointer, touch, keyboard, or the key that the diagram names.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::drawing::Part;
use super::geometry::Kind;
use super::safe_color;
use crate::state::{App, Intent};
use crate::traffic::Control;

/// The control's name, as in Wokwi's automation scenarios.
const PRESSED: &str = "pressed";

/// The button.
#[component]
pub fn PushButton(part: Part) -> impl IntoView {
    let app = App::expect();
    let id = StoredValue::new(part.id.clone());
    let pressed = Memo::new(move |_| id.with_value(|id| app.run.control(id, PRESSED)) == Some(1.0));
    let press = move |down: bool| {
        if pressed.get_untracked() != down {
            app.dispatch(Intent::Operate(Control {
                part: id.get_value(),
                control: PRESSED.to_owned(),
                value: f64::from(u8::from(down)),
            }));
        }
    };

    let color = part.attr("color").unwrap_or("red").to_owned();
    let key = part
        .attr("key")
        .map(str::to_lowercase)
        .filter(|key| !key.is_empty());
    let mut label = format!("{}: {color} button", part.id);
    if let Some(name) = part.attr("label").filter(|name| !name.is_empty()) {
        label.push_str(&format!(", {name}"));
    }
    let title = match &key {
        Some(key) => format!(
            "{label} · key {} · Ctrl-click keeps it down",
            key.to_uppercase()
        ),
        None => format!("{label} · Ctrl-click keeps it down"),
    };
    if let Some(key) = key.clone() {
        let down = window_event_listener(ev::keydown, {
            let key = key.clone();
            move |event| {
                let plain =
                    !event.ctrl_key() && !event.meta_key() && !event.alt_key() && !event.repeat();
                if plain && event.key().to_lowercase() == key && !is_typing(&event) {
                    press(true);
                }
            }
        });
        let up = window_event_listener(ev::keyup, move |event| {
            if event.key().to_lowercase() == key {
                press(false);
            }
        });
        on_cleanup(move || {
            down.remove();
            up.remove();
        });
    }

    let on_down = move |event: ev::PointerEvent| {
        if event.button() != 0 {
            return;
        }
        if let Some(element) = event
            .current_target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        {
            // Without capture a finger that slides off leaves the button down until it returns.
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        press(true);
    };
    let on_up = move |event: ev::PointerEvent| {
        // Held with Ctrl it stays down; the next click lets it go.
        if !(event.ctrl_key() || event.meta_key()) {
            press(false);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == " " || (event.key() == "Enter" && !event.ctrl_key() && !event.meta_key())
        {
            event.prevent_default();
            press(true);
        }
    };
    let on_key_up = move |event: ev::KeyboardEvent| {
        if event.key() == " " || event.key() == "Enter" {
            press(false);
        }
    };

    let (width, height) = part.kind.size();
    let body = if part.kind == Kind::PushButton {
        LARGE_BODY
    } else {
        SMALL_BODY
    };
    let (x, y, radius) = if part.kind == Kind::PushButton {
        (33.6, 22.7, 14.3)
    } else {
        (14.0, 11.8, 6.6)
    };
    let cap = format!("--cap:{}", tone(&color));
    view! {
        <g
            class="part push"
            data-part=part.id.clone()
            role="button"
            tabindex="0"
            aria-label=label
            aria-pressed=move || pressed.get().to_string()
            transform=part.transform()
            style=cap
            on:pointerdown=on_down
            on:pointerup=on_up
            on:pointercancel=move |_| press(false)
            on:contextmenu=move |event| event.prevent_default()
            on:keydown=on_key
            on:keyup=on_key_up
            on:blur=move |_| press(false)
        >
            <title>{title}</title>
            <g inner_html=body></g>
            <g class="moving">
                <circle class="cap" cx=x cy=y r=radius />
                <circle class="cap-light" cx=x cy=y r=radius />
                <circle cx=x cy=y r=radius * 0.72 fill="none" stroke="#0002" stroke-width="0.8" />
            </g>
            {key.map(|key| view! { <text class="part-key" x=x y=y + 2.9>{key.to_uppercase()}</text> })}
            <rect class="focus-ring" x="-3" y="-3" width=width + 6.0 height=height + 3.0 rx="5" />
        </g>
    }
}

const LARGE_BODY: &str = r##"
<path class="leg" d="M0 13h12M0 32h12M55 13h12M55 32h12" style="stroke-width:2.6"/>
<rect x="12.6" y="1.8" width="44.9" height="44.9" rx="3" class="part-shadow"/>
<rect x="11.2" y="0" width="44.9" height="44.9" rx="2.6" fill="url(#plastic)"/>
<rect x="14" y="2.8" width="39.3" height="39.3" rx="1.8" fill="url(#metal)" stroke="#8b939d" stroke-width=".7"/>
<g fill="#6d747d"><circle cx="18.2" cy="7" r="1.9"/><circle cx="49.1" cy="7" r="1.9"/><circle cx="18.2" cy="37.9" r="1.9"/><circle cx="49.1" cy="37.9" r="1.9"/></g>
<circle cx="33.6" cy="22.7" r="15.6" fill="#7c848e" opacity=".55"/>
"##;

const SMALL_BODY: &str = r##"
<path class="leg" d="M0 2.2h6M0 21h6M22 2.2h6M22 21h6"/>
<rect x="4" y="1.2" width="22" height="22" rx="1.8" class="part-shadow"/>
<rect x="3" y="0" width="22" height="22.8" rx="1.6" fill="url(#plastic)"/>
<rect x="4.6" y="1.5" width="18.8" height="19.8" rx="1" fill="url(#metal)" stroke="#8b939d" stroke-width=".5"/>
<circle cx="14" cy="11.8" r="7.4" fill="#7c848e" opacity=".55"/>
"##;

/// Wokwi's colour names as the plastic of a real cap.
fn tone(color: &str) -> &str {
    match color {
        "red" => "#d9363e",
        "green" => "#2b9a4b",
        "blue" => "#2f6fdc",
        "yellow" => "#e9bd1e",
        "white" => "#e8ebee",
        "black" => "#33373d",
        "grey" | "gray" => "#8b939d",
        other => safe_color(other),
    }
}

/// Whether an event comes from somewhere that text is typed into.
fn is_typing(event: &web_sys::Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|element| {
            element
                .closest("input, textarea, [contenteditable=true]")
                .ok()
                .flatten()
        })
        .is_some()
}
