//! The terminal's view: xterm.js, and the hidden text that screen readers follow.

use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::js::{Terminal, load_terminal};
use crate::state::console::Show as Screen;
use crate::state::{App, Intent};
use crate::traffic::{Phase, Place};

/// The terminal.
#[component]
pub fn TerminalView() -> impl IntoView {
    let app = App::expect();
    let host = NodeRef::<html::Div>::new();
    let terminal = RwSignal::new_local(None::<Terminal>);
    let failed = RwSignal::new(None::<String>);

    leptos::task::spawn_local(async move {
        match load_terminal().await {
            Ok(module) => {
                let Some(host) = host.get_untracked() else {
                    return;
                };
                let on_data = Closure::new(move |text: String| app.dispatch(Intent::Type(text)));
                let on_link = Closure::new(move |file: String, line: u32| {
                    app.dispatch(Intent::Reveal(Place {
                        file,
                        line,
                        column: 0,
                        block: String::new(),
                    }));
                });
                let made = module.create(&host, &on_data, &on_link);
                // The terminal lives as long as the page.
                on_data.forget();
                on_link.forget();
                app.console.attach(screen_on(app, made.clone()));
                terminal.set(Some(made));
            }
            Err(error) => failed.set(Some(format!(
                "The terminal could not be loaded: {error}. Reload the page to try again."
            ))),
        }
    });
    Effect::new(move || {
        app.layout.theme.track();
        terminal.with(|terminal| {
            if let Some(terminal) = terminal {
                terminal.restyle();
            }
        });
    });

    let empty = Memo::new(move |_| {
        app.run.phase.get() == Phase::Ready && app.console.mirror.with(String::is_empty)
    });
    view! {
        <p role="alert">{move || failed.get()}</p>
        <div class="terminal-area">
            <div class="terminal-host" data-testid="terminal" node_ref=host></div>
            <Show when=move || empty.get()>
                <p class="terminal-empty">"What the program prints shows here, and input() reads from here."</p>
            </Show>
        </div>
        <div class="visually-hidden" role="log" aria-label="Terminal output" data-testid="terminal-text">
            {move || app.console.mirror.get()}
        </div>
    }
}

/// Carries the console's requests out on `terminal`, and reports output once it is on the screen.
fn screen_on(app: App, terminal: Terminal) -> Rc<dyn Fn(Screen<'_>)> {
    Rc::new(move |show| match show {
        Screen::Output(bytes) => {
            let length = bytes.len();
            let done = Closure::once_into_js(move || app.output_shown(length));
            // xterm.js reads the bytes later, so they must not be a view of this program's memory.
            terminal.write(&js_sys::Uint8Array::from(bytes), &done);
        }
        Screen::Clear => terminal.clear(),
    })
}
