//! What each intent does, and what the worker's news change.

use leptos::prelude::*;

use super::console::{Typed, typed};
use super::layout::Pane;
use super::project::{DIAGRAM, MAIN};
use super::{App, Intent};
use crate::traffic::{Command, Control, News, Phase, Start};

/// The seed of every run, until a project can choose its own: the same project runs the same way.
const SEED: u64 = 1;

impl App {
    /// Carries out what a person wants.
    pub fn dispatch(self, intent: Intent) {
        match intent {
            Intent::Run => self.run(),
            Intent::Pause => self.pause(),
            Intent::Stop => self.stop(),
            Intent::Reset => self.reset(),
            Intent::OpenFile(path) => {
                self.project.open.set(path);
                self.layout.shown.set(Pane::Code);
            }
            Intent::Edit { path, text } => self.edit(path, text),
            Intent::NewFile(path) => {
                self.edit(path.clone(), String::new());
                self.dispatch(Intent::OpenFile(path));
            }
            Intent::Reveal(place) => {
                if self.project.text(&place.file).is_some() {
                    self.dispatch(Intent::OpenFile(place.file.clone()));
                    self.project.reveal(place);
                }
            }
            Intent::Type(text) => self.type_text(&text),
            Intent::Operate(control) => self.operate(control),
            Intent::DismissProblem => self.run.problem.set(None),
            Intent::DismissHint => self.layout.dismiss_hint(),
            Intent::DismissNotice => self.storage.notice.set(None),
            Intent::ToggleTheme => self.layout.toggle_theme(),
            Intent::TogglePane(pane) => self.layout.toggle(pane),
            Intent::ShowPane(pane) => self.layout.shown.set(pane),
            Intent::Resize(pane, size) => self.layout.resize(pane, size),
        }
    }

    /// The notice about storage, if there is something to say.
    #[must_use]
    pub fn storage_notice(self) -> RwSignal<Option<String>> {
        self.storage.notice
    }

    fn run(self) {
        if self.run.phase.get_untracked() == Phase::Paused {
            self.engine.send(Command::Resume);
        } else {
            self.power_on();
        }
    }

    fn power_on(self) {
        self.storage.flush();
        self.clear_bench();
        let number = self.run.number.get_untracked();
        let start = self.project.project.with_untracked(|project| Start {
            run: number,
            files: project
                .files
                .iter()
                .filter(|(path, _)| *path != DIAGRAM)
                .map(|(path, text)| (path.clone(), text.clone().into_bytes()))
                .collect(),
            main: MAIN.to_owned(),
            diagram: project.files.get(DIAGRAM).cloned(),
            seed: SEED,
            controls: self.run.moved_controls(),
        });
        self.run.phase.set(Phase::Running);
        self.engine.send(Command::Start(Box::new(start)));
    }

    fn pause(self) {
        match self.run.phase.get_untracked() {
            Phase::Running | Phase::WaitingForInput => self.engine.send(Command::Pause),
            Phase::Paused => self.engine.send(Command::Resume),
            _ => {}
        }
    }

    fn stop(self) {
        if self.run.phase.get_untracked().is_live() {
            self.engine.send(Command::Stop);
        }
    }

    fn reset(self) {
        if self.run.phase.get_untracked().is_live() {
            self.power_on();
        } else {
            self.clear_bench();
            self.run.phase.set(Phase::Ready);
        }
    }

    /// Dark parts, clock at zero, an empty terminal; news of earlier runs count no more.
    fn clear_bench(self) {
        self.run.number.update(|number| *number += 1);
        self.run.clock.set(0);
        self.run.looks.set(std::collections::BTreeMap::new());
        self.run.problem.set(None);
        self.console.clear();
    }

    fn edit(self, path: String, text: String) {
        self.storage.keep(&path, &text);
        self.project.project.update(|project| {
            project.files.insert(path, text);
        });
    }

    fn type_text(self, text: &str) {
        if !self.run.phase.get_untracked().is_live() {
            return;
        }
        for typed in typed(text) {
            self.engine.send(match typed {
                Typed::Send(bytes) => Command::Input(bytes),
                Typed::Interrupt => Command::Interrupt,
            });
        }
    }

    fn operate(self, control: Control) {
        self.run.controls.update(|controls| {
            controls.insert(
                (control.part.clone(), control.control.clone()),
                control.value,
            );
        });
        if self.run.phase.get_untracked().is_live() {
            self.engine.send(Command::Control(control));
        }
    }

    /// Takes in what the worker tells of run number `run`.
    pub(super) fn hear(self, run: u32, news: News) {
        if run != self.run.number.get_untracked() {
            return;
        }
        match news {
            News::Output(bytes) => self.console.output(&bytes),
            News::Frame { now, parts } => {
                self.run.clock.set(now);
                if !parts.is_empty() {
                    self.run.looks.update(|looks| looks.extend(parts));
                }
            }
            News::Phase(phase) => {
                self.run.phase.set(phase);
                if !phase.is_live() {
                    // Without power nothing glows.
                    self.run.looks.set(std::collections::BTreeMap::new());
                }
            }
            News::Problem(problem) => self.run.problem.set(Some(problem)),
        }
    }

    /// The terminal has shown this many bytes: the worker may send as many more.
    pub fn output_shown(self, bytes: usize) {
        self.engine.send(Command::OutputShown(
            u32::try_from(bytes).unwrap_or(u32::MAX),
        ));
    }
}
