//! The panel below: what went wrong, and the terminal.

use leptos::prelude::*;

use super::icons::{self, Icon};
use super::terminal::TerminalView;
use crate::state::{App, Intent};
use crate::traffic::{Place, Problem};

/// The panel's pane.
#[component]
pub fn PanelPane() -> impl IntoView {
    let app = App::expect();
    view! {
        <section class="pane panel" aria-label="Terminal">
            <div class="pane-head">
                <h2>"Terminal"</h2>
            </div>
            <div role="alert">
                {move || app.run.problem.get().map(|problem| view! { <ProblemStrip problem=problem /> })}
            </div>
            <TerminalView />
        </section>
    }
}

/// One message about what went wrong, with links to its places.
#[component]
fn ProblemStrip(problem: Problem) -> impl IntoView {
    let app = App::expect();
    let last = problem.places.len().saturating_sub(1);
    let places = problem
        .places
        .into_iter()
        .enumerate()
        .map(|(index, place)| {
            let (label, line, file) = (label_of(&place), place.line, place.file.clone());
            view! {
                <button
                    data-testid="trace-link"
                    data-line=line.to_string()
                    data-file=file
                    on:click=move |_| app.dispatch(Intent::Reveal(place.clone()))
                >
                    {label}
                </button>
                {(index < last).then(|| view! { <span class="arrow" aria-hidden="true">"→"</span> })}
            }
        })
        .collect_view();
    view! {
        <div class="problem" data-testid="problem">
            <Icon draw=icons::WARNING />
            <div class="words">
                <p class="message">{problem.message}</p>
                <div class="places">{places}</div>
            </div>
            <button
                class="button icon-only"
                aria-label="Close the message"
                on:click=move |_| app.dispatch(Intent::DismissProblem)
            >
                <Icon draw=icons::CLOSE />
            </button>
        </div>
    }
}

fn label_of(place: &Place) -> String {
    let mut label = place.file.clone();
    if place.line > 0 {
        label.push_str(&format!(", line {}", place.line));
    }
    if !place.block.is_empty() && place.block != "<module>" {
        label.push_str(&format!(", in {}", place.block));
    }
    label
}
