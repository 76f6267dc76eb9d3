//! Saving as one types: every change goes to IndexedDB within a fraction of a second.
//!
//! One record a file, under `[project, path]`, so that a keystroke writes one small record.

use std::collections::BTreeMap;

use js_sys::{Array, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransactionMode, VisibilityState};

use super::journal::Journal;
use super::project::Project;
use super::{App, Intent};
use crate::js::{Committing, explain};

const DATABASE: &str = "pinwheel";
const VERSION: u32 = 1;
const PROJECTS: &str = "projects";
const FILES: &str = "files";
/// Typing is written this many milliseconds after the first keystroke since the last write.
const DELAY_MS: u32 = 200;

/// Handles to the store.
#[derive(Clone, Copy)]
pub struct Storage {
    /// What a person has to know about their storage.
    pub notice: RwSignal<Option<String>>,
    /// Whether everything typed has been written.
    pub saved: RwSignal<bool>,
    database: StoredValue<Option<IdbDatabase>, LocalStorage>,
    project: StoredValue<String>,
    /// Texts that wait to be written, by path.
    pending: StoredValue<BTreeMap<String, String>>,
    write_due: StoredValue<bool>,
}

impl Storage {
    pub(super) fn new() -> Self {
        Self {
            notice: RwSignal::new(None),
            saved: RwSignal::new(true),
            database: StoredValue::new_local(None),
            project: StoredValue::new(String::new()),
            pending: StoredValue::new(BTreeMap::new()),
            write_due: StoredValue::new(false),
        }
    }

    /// Keeps a file's new text; it is written a moment later.
    pub(super) fn keep(self, path: &str, text: &str) {
        self.pending.update_value(|pending| {
            pending.insert(path.to_owned(), text.to_owned());
        });
        self.saved.set(false);
        if self.write_due.get_value() {
            return;
        }
        self.write_due.set_value(true);
        gloo_timers::callback::Timeout::new(DELAY_MS, move || self.flush()).forget();
    }

    /// Writes everything that waits, now.
    pub(super) fn flush(self) {
        self.write_due.set_value(false);
        let pending = self
            .pending
            .try_update_value(std::mem::take)
            .unwrap_or_default();
        if pending.is_empty() {
            return;
        }
        let Some(database) = self.database.get_value() else {
            return;
        };
        match write(&database, &self.project.get_value(), &pending) {
            Ok(done) => leptos::task::spawn_local(async move {
                match JsFuture::from(done).await {
                    // Something typed meanwhile has its own write coming.
                    Ok(_) => {
                        self.saved.set(self.pending.with_value(BTreeMap::is_empty));
                        Journal::clear();
                    }
                    Err(error) => self.failed(pending, &error),
                }
            }),
            Err(error) => self.failed(pending, &error),
        }
    }

    /// Keeps what waits where a page that is being left can still put it, and writes it too.
    fn last_words(self) {
        let files = self.pending.get_value();
        if !files.is_empty() {
            Journal {
                project: self.project.get_value(),
                files,
            }
            .write();
        }
        self.flush();
    }

    fn failed(self, pending: BTreeMap<String, String>, error: &JsValue) {
        // Newer text wins over what could not be written.
        self.pending.update_value(|waiting| {
            for (path, text) in pending {
                waiting.entry(path).or_insert(text);
            }
        });
        self.notice.set(Some(format!(
            "Your latest changes could not be saved in this browser ({}). Copy your code before you close the page.",
            explain(error)
        )));
    }
}

impl App {
    /// Loads the saved project, or the example where there is none.
    pub(super) fn restore_project(self) {
        leptos::task::spawn_local(async move {
            let project = match load(self.storage).await {
                Ok(Some(project)) => project,
                Ok(None) => Project::example(),
                Err(error) => {
                    self.storage.notice.set(Some(format!(
                        "This browser lets Pinwheel store nothing here ({}). You can work, but changes are lost when the page closes.",
                        explain(&error)
                    )));
                    Project::example()
                }
            };
            self.storage.project.set_value(project.id.clone());
            let left = Journal::read().filter(|journal| journal.project == project.id);
            self.project.project.set(project);
            for (path, text) in left.unwrap_or_default().files {
                self.dispatch(Intent::Edit { path, text });
            }
            self.project.loaded.set(true);
        });
    }

    /// Whether everything typed has been written.
    #[must_use]
    pub fn saved(self) -> RwSignal<bool> {
        self.storage.saved
    }

    /// Writes what waits when the page is hidden or left.
    pub(super) fn save_before_leaving(self) {
        let storage = self.storage;
        window_event_listener_untyped("pagehide", move |_| storage.last_words());
        let handle = window_event_listener_untyped("visibilitychange", move |_| {
            if document().visibility_state() == VisibilityState::Hidden {
                storage.last_words();
            }
        });
        // Both listen as long as the page lives.
        std::mem::forget(handle);
    }
}

async fn load(storage: Storage) -> Result<Option<Project>, JsValue> {
    let database = open().await?;
    storage.database.set_value(Some(database.clone()));

    let stores = Array::of2(&PROJECTS.into(), &FILES.into());
    let transaction = database.transaction_with_str_sequence(&stores)?;
    let projects = result(&transaction.object_store(PROJECTS)?.get_all()?).await?;
    let files = result(&transaction.object_store(FILES)?.get_all()?).await?;

    let Some(saved) = Array::from(&projects).iter().next() else {
        return Ok(None);
    };
    let id = text_field(&saved, "id")?;
    let mut project = Project {
        name: text_field(&saved, "name")?,
        id,
        files: BTreeMap::new(),
    };
    for file in Array::from(&files).iter() {
        if text_field(&file, "project")? == project.id {
            project
                .files
                .insert(text_field(&file, "path")?, text_field(&file, "text")?);
        }
    }
    // A file that was never changed is not stored; the example it came from still has it.
    let example = Project::example();
    if project.id == example.id {
        for (path, text) in example.files {
            project.files.entry(path).or_insert(text);
        }
    }
    Ok(Some(project))
}

async fn open() -> Result<IdbDatabase, JsValue> {
    let factory = window()
        .indexed_db()?
        .ok_or_else(|| JsValue::from_str("the browser has no IndexedDB"))?;
    let request: IdbOpenDbRequest = factory.open_with_u32(DATABASE, VERSION)?;
    let upgrade = {
        let request = request.clone();
        Closure::once_into_js(move || {
            // A store that cannot be made shows as an error of the transactions that need it.
            if let Ok(database) = request.result().and_then(|it| it.dyn_into::<IdbDatabase>()) {
                let parameters = web_sys::IdbObjectStoreParameters::new();
                parameters.set_key_path(&"id".into());
                let _ =
                    database.create_object_store_with_optional_parameters(PROJECTS, &parameters);
                parameters.set_key_path(&Array::of2(&"project".into(), &"path".into()));
                let _ = database.create_object_store_with_optional_parameters(FILES, &parameters);
            }
        })
    };
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    result(&request).await?.dyn_into()
}

/// Writes texts in one transaction; the promise settles when the transaction does.
fn write(
    database: &IdbDatabase,
    id: &str,
    files: &BTreeMap<String, String>,
) -> Result<Promise, JsValue> {
    let stores = Array::of2(&PROJECTS.into(), &FILES.into());
    let transaction =
        database.transaction_with_str_sequence_and_mode(&stores, IdbTransactionMode::Readwrite)?;
    let now = JsValue::from_f64(js_sys::Date::now());

    let project = record(&[
        ("id", id.into()),
        ("name", Project::example().name.into()),
        ("modified", now.clone()),
    ])?;
    transaction.object_store(PROJECTS)?.put(&project)?;
    let store = transaction.object_store(FILES)?;
    for (path, text) in files {
        let file = record(&[
            ("project", id.into()),
            ("path", path.into()),
            ("text", text.into()),
            ("modified", now.clone()),
        ])?;
        store.put(&file)?;
    }
    // Asking for the commit now lets the write finish even if the page is left before it hears of it.
    transaction.unchecked_ref::<Committing>().commit()?;
    Ok(Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        let failed = transaction.clone();
        let on_abort = Closure::once_into_js(move || {
            let error = failed
                .error()
                .map_or_else(|| JsValue::from_str("the write was aborted"), JsValue::from);
            // Calling a promise's own function cannot throw.
            let _ = reject.call1(&JsValue::NULL, &error);
        });
        transaction.set_onabort(Some(on_abort.unchecked_ref()));
    }))
}

/// Waits for a request and gives its result.
async fn result(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(promise).await {
        Ok(_) => request.result(),
        Err(event) => Err(request.error().ok().flatten().map_or(event, JsValue::from)),
    }
}

fn record(fields: &[(&str, JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object)
}

fn text_field(object: &JsValue, name: &str) -> Result<String, JsValue> {
    Reflect::get(object, &name.into())?
        .as_string()
        .ok_or_else(|| JsValue::from_str(&format!("a stored record lacks its {name}")))
}
