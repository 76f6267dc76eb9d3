//! The list of the project's files, and a place to add one.

use leptos::html;
use leptos::prelude::*;

use super::icons::{self, Icon};
use crate::state::project::{MAIN, check_name};
use crate::state::{App, Intent};

fn icon_of(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("py") => icons::PYTHON_FILE,
        Some("json") => icons::DIAGRAM_FILE,
        _ => icons::PLAIN_FILE,
    }
}

/// The files' pane.
#[component]
pub fn FilesPane() -> impl IntoView {
    let app = App::expect();
    let paths = Memo::new(move |_| {
        let mut paths: Vec<String> = app
            .project
            .project
            .with(|project| project.files.keys().cloned().collect());
        // The file that runs comes first, the others by name.
        paths.sort_by_key(|path| (path != MAIN, path.clone()));
        paths
    });
    view! {
        <nav class="pane files" aria-label="Files">
            <div class="pane-head">
                <h2>"Files"</h2>
            </div>
            <ul class="file-list">
                <For each=move || paths.get() key=String::clone let(path)>
                    {
                        let (shown, open) = (path.clone(), path.clone());
                        let icon = icon_of(&path);
                        view! {
                            <li>
                                <button
                                    aria-current=move || (app.project.open.get() == shown).then_some("true")
                                    on:click=move |_| app.dispatch(Intent::OpenFile(open.clone()))
                                >
                                    <Icon draw=icon />
                                    <span class="name">{path}</span>
                                </button>
                            </li>
                        }
                    }
                </For>
            </ul>
            <NewFile />
        </nav>
    }
}

#[component]
fn NewFile() -> impl IntoView {
    let app = App::expect();
    let asking = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let input = NodeRef::<html::Input>::new();
    let button = NodeRef::<html::Button>::new();

    Effect::new(move || {
        if let Some(input) = input.get() {
            // An input that cannot take the focus yet is still there to be clicked.
            let _ = input.focus();
        }
    });
    let close = move || {
        asking.set(false);
        wrong.set(None);
    };
    let done = move || {
        let Some(name) = input
            .get_untracked()
            .map(|input| input.value().trim().to_owned())
        else {
            return;
        };
        match check_name(&name, |name| app.project.text(name).is_some()) {
            Ok(()) => {
                close();
                app.dispatch(Intent::NewFile(name));
            }
            Err(message) => wrong.set(Some(message)),
        }
    };

    view! {
        <div class="new-file">
            <Show
                when=move || asking.get()
                fallback=move || {
                    view! {
                        <button class="button" node_ref=button on:click=move |_| asking.set(true)>
                            <Icon draw=icons::PLUS />
                            "New file"
                        </button>
                    }
                }
            >
                <input
                    node_ref=input
                    type="text"
                    aria-label="Name of the new file"
                    placeholder="motor.py"
                    spellcheck="false"
                    autocapitalize="off"
                    aria-invalid=move || wrong.get().is_some().to_string()
                    on:keydown=move |event| match event.key().as_str() {
                        "Enter" => {
                            event.prevent_default();
                            done();
                        }
                        "Escape" => close(),
                        _ => wrong.set(None),
                    }
                    on:blur=move |_| {
                        if input.get_untracked().is_none_or(|input| input.value().is_empty()) {
                            close();
                        }
                    }
                />
            </Show>
            <p class="wrong" role="alert">{move || wrong.get()}</p>
        </div>
    }
}
