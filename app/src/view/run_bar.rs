//! The run bar on top: project, board, run buttons, status and virtual clock.

use leptos::prelude::*;

use super::icons::{self, Icon};
use crate::state::layout::{Pane, Theme};
use crate::state::run::clock_label;
use crate::state::{App, Intent};
use crate::traffic::Phase;

const MARK: &str = include_str!("../../../assets/icons/pinwheel.svg");

/// The run bar.
#[component]
pub fn RunBar() -> impl IntoView {
    let app = App::expect();
    let phase = app.run.phase;
    let name = move || app.project.project.with(|project| project.name.clone());
    view! {
        <header class="run-bar">
            <div class="brand">
                <span class="mark" aria-hidden="true" inner_html=MARK></span>
                <div>
                    <h1>{name}</h1>
                    <p>"Raspberry Pi Pico"</p>
                </div>
            </div>
            <div class="run-buttons">
                <RunButton
                    name="Run"
                    class="button primary"
                    draw=icons::RUN
                    intent=Intent::Run
                    explain="Run the program (Ctrl+Enter)"
                    usable=|_| true
                />
                <button
                    class="button"
                    title="Hold the program where it is, or let it go on"
                    aria-pressed=move || (phase.get() == Phase::Paused).to_string()
                    aria-disabled=move || (!phase.get().is_live()).to_string()
                    on:click=move |_| app.dispatch(Intent::Pause)
                >
                    <Icon draw=icons::PAUSE />
                    <span class="label">"Pause"</span>
                </button>
                <RunButton
                    name="Stop"
                    class="button"
                    draw=icons::STOP
                    intent=Intent::Stop
                    explain="End the program"
                    usable=Phase::is_live
                />
                <RunButton
                    name="Reset"
                    class="button"
                    draw=icons::RESET
                    intent=Intent::Reset
                    explain="Start over: the clock at zero, an empty terminal"
                    usable=|phase| phase != Phase::Ready
                />
            </div>
            <div class="run-state">
                <output
                    class="status"
                    data-testid="status"
                    aria-live="polite"
                    data-phase=move || format!("{:?}", phase.get()).to_lowercase()
                >
                    {move || phase.get().label()}
                </output>
                <span class="clock" data-testid="clock" title="Virtual time since the board was powered on">
                    {move || clock_label(app.run.clock.get())}
                </span>
            </div>
            <div class="end">
                <PaneToggle pane=Pane::Files name="Files" draw=icons::LEFT_PANE />
                <PaneToggle pane=Pane::Panel name="Terminal" draw=icons::LOWER_PANE />
                <PaneToggle pane=Pane::Circuit name="Circuit" draw=icons::RIGHT_PANE />
                <span class="divider"></span>
                <button
                    class="button icon-only"
                    aria-label="Theme"
                    title=move || match app.layout.theme.get() {
                        Theme::Light => "Change to dark colours",
                        Theme::Dark => "Change to light colours",
                    }
                    on:click=move |_| app.dispatch(Intent::ToggleTheme)
                >
                    <Icon draw=icons::THEME />
                </button>
            </div>
        </header>
    }
}

/// A button that stays in the tab order when it has nothing to do, so that the focus is never lost.
#[component]
fn RunButton(
    name: &'static str,
    class: &'static str,
    draw: &'static str,
    intent: Intent,
    explain: &'static str,
    usable: fn(Phase) -> bool,
) -> impl IntoView {
    let app = App::expect();
    let disabled = move || (!usable(app.run.phase.get())).to_string();
    view! {
        <button
            class=class
            title=explain
            aria-disabled=disabled
            on:click=move |_| app.dispatch(intent.clone())
        >
            <Icon draw=draw />
            <span class="label">{name}</span>
        </button>
    }
}

#[component]
fn PaneToggle(pane: Pane, name: &'static str, draw: &'static str) -> impl IntoView {
    let app = App::expect();
    view! {
        <button
            class="button icon-only pane-toggle"
            aria-label=format!("{name} pane")
            title=format!("Open or collapse: {}", name.to_lowercase())
            aria-pressed=move || app.layout.is_open(pane).to_string()
            on:click=move |_| app.dispatch(Intent::TogglePane(pane))
        >
            <Icon draw=draw />
        </button>
    }
}
