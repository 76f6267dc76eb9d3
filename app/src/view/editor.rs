//! The editor's pane: CodeMirror on the open file.

use js_sys::{Array, Object, Reflect};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::js::{Editor, load_editor};
use crate::state::{App, Intent};
use crate::traffic::Problem;

/// The editor's pane.
#[component]
pub fn EditorPane() -> impl IntoView {
    let app = App::expect();
    let host = NodeRef::<html::Div>::new();
    let editor = RwSignal::new_local(None::<Editor>);
    let failed = RwSignal::new(None::<String>);

    leptos::task::spawn_local(async move {
        match load_editor().await {
            Ok(module) => {
                let Some(host) = host.get_untracked() else {
                    return;
                };
                let on_change = Closure::new(move |path: String, text: String| {
                    app.dispatch(Intent::Edit { path, text });
                });
                let made = module.create(&host, "Code", &on_change);
                // The editor lives as long as the page.
                on_change.forget();
                editor.set(Some(made));
            }
            Err(error) => failed.set(Some(format!(
                "The editor could not be loaded: {error}. Reload the page to try again."
            ))),
        }
    });

    Effect::new(move || {
        let path = app.project.open.get();
        let loaded = app.project.loaded.get();
        editor.with(|editor| {
            if let (true, Some(editor), Some(text)) = (loaded, editor, app.project.text(&path)) {
                editor.open(&path, &text);
            }
        });
    });
    Effect::new(move || {
        let path = app.project.open.get();
        let marks = app
            .run
            .problem
            .with(|problem| marks_of(problem.as_ref(), &path));
        let loaded = app.project.loaded.get();
        editor.with(|editor| {
            if let (true, Some(editor)) = (loaded, editor) {
                editor.mark(&marks);
            }
        });
    });
    Effect::new(move || {
        let reveal = app.project.reveal.get();
        editor.with(|editor| {
            if let (Some(reveal), Some(editor)) = (reveal, editor) {
                editor.reveal(reveal.place.line, reveal.place.column);
            }
        });
    });

    view! {
        <section class="pane code" aria-label="Editor">
            <div class="pane-head">
                <h2>{move || app.project.open.get()}</h2>
                <span class="saved" data-testid="saved">
                    {move || if app.saved().get() { "Saved" } else { "Saving…" }}
                </span>
            </div>
            <p role="alert">{move || failed.get()}</p>
            <div class="editor-host" node_ref=host></div>
        </section>
    }
}

/// The places of `problem` in the file `path`, as the editor's bundle takes them.
fn marks_of(problem: Option<&Problem>, path: &str) -> JsValue {
    let marks = Array::new();
    let Some(problem) = problem else {
        return marks.into();
    };
    // Of a traceback only the innermost line is marked: that is where it went wrong.
    let innermost = problem
        .places
        .last()
        .filter(|place| place.file == path && place.line > 0);
    if let Some(place) = innermost {
        let mark = Object::new();
        let column = if problem.before_run { place.column } else { 0 };
        for (name, value) in [
            ("line", JsValue::from(place.line)),
            ("column", JsValue::from(column)),
            ("message", JsValue::from(&problem.message)),
        ] {
            // Setting a field of a plain object cannot fail.
            let _ = Reflect::set(&mark, &name.into(), &value);
        }
        marks.push(&mark);
    }
    marks.into()
}
