//! The worker: owns the session and runs it in slices, so that commands are heard between them.

mod engine;
mod pacing;
mod runner;
mod traceback;

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

use crate::traffic::{Event, decode, encode};
use runner::{Next, Runner};

/// Listens for commands from the page.
pub fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    match Worker::new(scope.clone()) {
        Ok(worker) => worker.listen(),
        Err(error) => wasm_bindgen::throw_val(error),
    }
    post(&scope, &Event::Ready);
}

struct Worker {
    scope: DedicatedWorkerGlobalScope,
    runner: RefCell<Runner>,
    /// A message to this port comes back as the next task, without a timer's four milliseconds.
    again: MessagePort,
    come_back: MessagePort,
    /// The timer that wakes a run whose time has not come, if one is set.
    timer: RefCell<Option<gloo_timers::callback::Timeout>>,
    /// Whether the next task is under way.
    due: RefCell<bool>,
}

impl Worker {
    fn new(scope: DedicatedWorkerGlobalScope) -> Result<Rc<Self>, JsValue> {
        let channel = MessageChannel::new()?;
        Ok(Rc::new(Self {
            scope,
            runner: RefCell::new(Runner::new()),
            again: channel.port1(),
            come_back: channel.port2(),
            timer: RefCell::new(None),
            due: RefCell::new(false),
        }))
    }

    fn listen(self: Rc<Self>) {
        let worker = Rc::clone(&self);
        let on_command = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            let bytes = js_sys::Uint8Array::new(&message.data()).to_vec();
            match decode(&bytes) {
                Ok(command) => {
                    worker.runner.borrow_mut().obey(command);
                    worker.soon();
                }
                // Page and worker come from one build; a message that is none ends the worker loudly.
                Err(error) => wasm_bindgen::throw_str(&format!("not a command: {error}")),
            }
        });
        self.scope
            .set_onmessage(Some(on_command.as_ref().unchecked_ref()));
        let worker = Rc::clone(&self);
        let on_back = Closure::<dyn FnMut()>::new(move || {
            worker.due.replace(false);
            worker.step();
        });
        self.come_back
            .set_onmessage(Some(on_back.as_ref().unchecked_ref()));
        // Both listen as long as the worker lives.
        on_command.forget();
        on_back.forget();
    }

    /// One slice, then whatever the runner wants next.
    fn step(self: &Rc<Self>) {
        let next = {
            let mut runner = self.runner.borrow_mut();
            let next = runner.step(&mut |event| post(&self.scope, &event));
            drop(runner);
            next
        };
        match next {
            Next::Now => self.soon(),
            Next::In(millis) => {
                let worker = Rc::clone(self);
                let timer = gloo_timers::callback::Timeout::new(millis, move || worker.soon());
                self.timer.replace(Some(timer));
            }
            Next::OnCommand => {}
        }
    }

    /// Makes a step the next task.
    fn soon(&self) {
        self.timer.replace(None);
        if !self.due.replace(true) && self.again.post_message(&JsValue::NULL).is_err() {
            wasm_bindgen::throw_str("the worker cannot reach itself");
        }
    }
}

fn post(scope: &DedicatedWorkerGlobalScope, event: &Event) {
    let bytes = js_sys::Uint8Array::from(encode(event).as_slice());
    let transfer = js_sys::Array::of1(&bytes.buffer());
    if let Err(error) = scope.post_message_with_transfer(&bytes, &transfer) {
        wasm_bindgen::throw_val(error);
    }
}
