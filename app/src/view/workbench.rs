//! The workbench: files, editor, circuit and panel on a grid, one at a time on a phone.

use leptos::prelude::*;

use super::circuit::CircuitPane;
use super::editor::EditorPane;
use super::files::FilesPane;
use super::icons::{self, Icon};
use super::panel::PanelPane;
use super::separator::{Axis, Separator};
use crate::state::layout::Pane;
use crate::state::{App, Intent};

fn css_name(pane: Pane) -> &'static str {
    match pane {
        Pane::Files => "files",
        Pane::Code => "code",
        Pane::Circuit => "circuit",
        Pane::Panel => "panel",
    }
}

/// All panes and their borders.
#[component]
pub fn Workbench() -> impl IntoView {
    let layout = App::expect().layout;
    view! {
        <main
            class="workbench"
            class:no-files=move || !layout.is_open(Pane::Files)
            class:no-circuit=move || !layout.is_open(Pane::Circuit)
            class:no-panel=move || !layout.is_open(Pane::Panel)
            style=move || layout.style()
            data-shown=move || css_name(layout.shown.get())
        >
            <FilesPane />
            <Separator pane=Pane::Files axis=Axis::Column grows=1.0 name="Width of the files" class="separator column for-files" />
            <EditorPane />
            <Separator pane=Pane::Circuit axis=Axis::Column grows=-1.0 name="Width of the circuit" class="separator column for-circuit" />
            <CircuitPane />
            <Separator pane=Pane::Panel axis=Axis::Row grows=-1.0 name="Height of the terminal" class="separator row for-panel" />
            <PanelPane />
        </main>
    }
}

/// The bar that chooses the pane on a phone.
#[component]
pub fn PaneTabs() -> impl IntoView {
    let app = App::expect();
    let tab = move |pane: Pane, name: &'static str, draw: &'static str| {
        view! {
            <button
                aria-pressed=move || (app.layout.shown.get() == pane).to_string()
                on:click=move |_| app.dispatch(Intent::ShowPane(pane))
            >
                <Icon draw=draw />
                {name}
            </button>
        }
    };
    view! {
        <nav class="pane-tabs" aria-label="Panes">
            {tab(Pane::Files, "Files", icons::FOLDER)}
            {tab(Pane::Code, "Code", icons::PYTHON_FILE)}
            {tab(Pane::Circuit, "Circuit", icons::DIAGRAM_FILE)}
            {tab(Pane::Panel, "Terminal", icons::TERMINAL)}
        </nav>
    }
}
