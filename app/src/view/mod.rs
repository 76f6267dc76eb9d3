//! The views: Leptos components that read the state and dispatch intents.

pub mod circuit;
mod editor;
mod files;
mod icons;
mod panel;
mod run_bar;
mod separator;
mod terminal;
mod workbench;

use leptos::prelude::*;

use crate::state::{App, Intent};
use icons::Icon;

/// The whole page.
#[component]
pub fn Page() -> impl IntoView {
    let app = App::start();
    provide_context(app);
    run_shortcut(app);
    view! {
        <div class="page">
            <run_bar::RunBar />
            <Notice />
            <workbench::Workbench />
            <workbench::PaneTabs />
        </div>
    }
}

/// What a person has to know about their work, above everything else.
#[component]
fn Notice() -> impl IntoView {
    let app = App::expect();
    let notice = app.storage_notice();
    view! {
        <div aria-live="assertive">
            {move || {
                notice.get().map(|text| {
                    view! {
                        <div class="notice" data-testid="notice">
                            <p>{text}</p>
                            <button
                                class="button icon-only"
                                aria-label="Close the notice"
                                on:click=move |_| app.dispatch(Intent::DismissNotice)
                            >
                                <Icon draw=icons::CLOSE />
                            </button>
                        </div>
                    }
                })
            }}
        </div>
    }
}

/// Ctrl+Enter (or ⌘+Enter) runs the program from anywhere on the page.
fn run_shortcut(app: App) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Enter"
            && (event.ctrl_key() || event.meta_key())
            && !event.default_prevented()
        {
            event.prevent_default();
            app.dispatch(Intent::Run);
        }
    });
    on_cleanup(move || handle.remove());
}
