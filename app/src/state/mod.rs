//! The page's state, apart from its views: what is open, what runs, how the panes lie.
//!
//! Views read signals and dispatch an [`Intent`]; only this module changes anything.

pub mod console;
pub mod engine;
pub mod intent;
mod journal;
pub mod layout;
pub mod project;
pub mod run;
pub mod storage;
mod update;

use leptos::prelude::*;

pub use intent::Intent;

/// Handles to all of the page's state; cheap to copy.
#[derive(Clone, Copy)]
pub struct App {
    /// The open project and its files.
    pub project: project::ProjectState,
    /// The run and what it shows.
    pub run: run::RunState,
    /// The terminal's text, and who shows it.
    pub console: console::Console,
    /// Panes and theme.
    pub layout: layout::LayoutState,
    /// The worker that owns the session.
    engine: engine::Engine,
    /// Saving as one types.
    storage: storage::Storage,
}

impl App {
    /// Creates the state, starts the worker and begins to load the saved project.
    #[must_use]
    pub fn start() -> Self {
        let app = Self {
            project: project::ProjectState::new(),
            run: run::RunState::new(),
            console: console::Console::new(),
            layout: layout::LayoutState::load(),
            engine: engine::Engine::new(),
            storage: storage::Storage::new(),
        };
        app.engine.launch(app);
        app.restore_project();
        app.save_before_leaving();
        app
    }

    /// The state that [`crate::view::Page`] provides to every view below it.
    ///
    /// # Panics
    /// If called outside the page, which is a mistake in the code.
    #[must_use]
    pub fn expect() -> Self {
        use_context().expect("views live below the page, which provides the state")
    }
}
