//! A border between panes: drags with a pointer, moves with the arrow keys, collapses with Enter.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use crate::state::layout::{LayoutState, Pane};
use crate::state::{App, Intent};

/// Which way a border moves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Left and right, between columns.
    Column,
    /// Up and down, between rows.
    Row,
}

/// One arrow key's step, in pixels.
const STEP: f64 = 16.0;

/// The border of `pane`. `grows` is 1 where moving right or down makes the pane larger, else -1.
#[component]
pub fn Separator(
    pane: Pane,
    axis: Axis,
    grows: f64,
    name: &'static str,
    class: &'static str,
) -> impl IntoView {
    let app = App::expect();
    let node = NodeRef::<html::Div>::new();
    let dragging = RwSignal::new(None::<(f64, f64)>);
    let (least, most) = LayoutState::limits(pane);

    // The pane's size is the layout's to decide, so it is measured where it matters.
    let size = move || -> f64 {
        let selector = match pane {
            Pane::Files => ".pane.files",
            Pane::Circuit => ".pane.circuit",
            Pane::Panel => ".pane.panel",
            Pane::Code => ".pane.code",
        };
        document()
            .query_selector(selector)
            .ok()
            .flatten()
            .map_or(0.0, |pane| {
                let rect = pane.get_bounding_client_rect();
                if axis == Axis::Column {
                    rect.width()
                } else {
                    rect.height()
                }
            })
    };
    let along = move |event: &ev::PointerEvent| -> f64 {
        f64::from(if axis == Axis::Column {
            event.client_x()
        } else {
            event.client_y()
        })
    };
    let shown_size = move || {
        // Subscribes to the layout; the number itself is what the page really gives.
        let _ = app.layout.style();
        size().round().to_string()
    };

    let on_down = move |event: ev::PointerEvent| {
        if let Some(element) = node.get_untracked() {
            // Without capture the drag ends at the border's edge, which is a lesser evil.
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        dragging.set(Some((along(&event), size())));
    };
    let on_move = move |event: ev::PointerEvent| {
        if let Some((start, size)) = dragging.get_untracked() {
            app.dispatch(Intent::Resize(pane, size + grows * (along(&event) - start)));
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let step = if event.shift_key() { STEP * 4.0 } else { STEP };
        let moved = match (axis, event.key().as_str()) {
            (Axis::Column, "ArrowLeft") | (Axis::Row, "ArrowUp") => Some(size() - grows * step),
            (Axis::Column, "ArrowRight") | (Axis::Row, "ArrowDown") => Some(size() + grows * step),
            (_, "Home") => Some(least),
            (_, "End") => Some(most),
            (_, "Enter") => {
                app.dispatch(Intent::TogglePane(pane));
                event.prevent_default();
                None
            }
            _ => None,
        };
        if let Some(size) = moved {
            event.prevent_default();
            app.dispatch(Intent::Resize(pane, size));
        }
    };

    view! {
        <Show when=move || app.layout.is_open(pane)>
            <div
                node_ref=node
                class=class
                class:dragging=move || dragging.get().is_some()
                role="separator"
                tabindex="0"
                aria-label=name
                aria-orientation=if axis == Axis::Column { "vertical" } else { "horizontal" }
                aria-valuenow=shown_size
                aria-valuemin=least.to_string()
                aria-valuemax=most.to_string()
                title="Drag, or use the arrow keys; double-click collapses"
                on:pointerdown=on_down
                on:pointermove=on_move
                on:pointerup=move |_| dragging.set(None)
                on:pointercancel=move |_| dragging.set(None)
                on:dblclick=move |_| app.dispatch(Intent::TogglePane(pane))
                on:keydown=on_key
            ></div>
        </Show>
    }
}
