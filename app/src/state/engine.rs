//! The page's end of the worker: starts it, sends commands, passes events on.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::App;
use crate::js::explain;
use crate::traffic::{Command, Event, Phase, Problem, decode, encode};

/// A handle to the worker.
#[derive(Clone, Copy)]
pub struct Engine {
    link: StoredValue<Rc<RefCell<Link>>, LocalStorage>,
}

#[derive(Default)]
struct Link {
    worker: Option<Worker>,
    /// Whether the worker has said that it listens.
    ready: bool,
    /// Commands from before that.
    waiting: Vec<Command>,
}

impl Engine {
    pub(super) fn new() -> Self {
        Self {
            link: StoredValue::new_local(Rc::default()),
        }
    }

    /// Starts a worker, in place of one that broke.
    pub(super) fn launch(self, app: App) {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = match Worker::new_with_options("./js/worker.js", &options) {
            Ok(worker) => worker,
            Err(error) => return app.worker_failed(&explain(&error)),
        };

        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            let bytes = js_sys::Uint8Array::new(&message.data()).to_vec();
            match decode(&bytes) {
                Ok(Event::Ready) => self.now_ready(),
                Ok(Event::Run { run, news }) => app.hear(run, news),
                Err(error) => app.worker_failed(&error.to_string()),
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        // The worker lives as long as the page, and so do its two listeners.
        on_message.forget();

        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |error: ErrorEvent| {
            app.worker_failed(&error.message());
        });
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        on_error.forget();

        self.with(|link| {
            link.worker = Some(worker);
            link.ready = false;
            link.waiting.clear();
        });
    }

    /// Ends the worker, whatever it is doing.
    pub(super) fn terminate(self) {
        self.with(|link| {
            if let Some(worker) = link.worker.take() {
                worker.terminate();
            }
        });
    }

    pub(super) fn send(self, command: Command) {
        self.with(|link| {
            if link.ready {
                link.post(&command);
            } else {
                link.waiting.push(command);
            }
        });
    }

    fn now_ready(self) {
        self.with(|link| {
            link.ready = true;
            for command in std::mem::take(&mut link.waiting) {
                link.post(&command);
            }
        });
    }

    fn with(self, f: impl FnOnce(&mut Link)) {
        let link = self.link.get_value();
        f(&mut link.borrow_mut());
    }
}

impl Link {
    fn post(&self, command: &Command) {
        let Some(worker) = &self.worker else { return };
        let bytes = js_sys::Uint8Array::from(encode(command).as_slice());
        let transfer = js_sys::Array::of1(&bytes.buffer());
        if let Err(error) = worker.post_message_with_transfer(&bytes, &transfer) {
            leptos::logging::error!("the worker did not take a command: {}", explain(&error));
        }
    }
}

impl App {
    /// The worker broke: says so, and starts another one for the next run.
    fn worker_failed(self, message: &str) {
        let was_live = self.run.phase.get_untracked().is_live();
        self.engine.terminate();
        self.run.phase.set(Phase::Error);
        self.run.problem.set(Some(Problem {
            message: format!(
                "The simulator itself stopped: {message}. Your files are safe; Run starts it anew."
            ),
            places: Vec::new(),
            before_run: false,
        }));
        // A worker that fails as it starts would fail again at once; only one that ran is replaced.
        if was_live {
            self.engine.launch(self);
        }
    }
}
