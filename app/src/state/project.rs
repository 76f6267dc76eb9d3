//! The open project: its files, and which of them is in the editor.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::traffic::Place;

/// The file that the board runs.
pub const MAIN: &str = "main.py";
/// The file that describes the circuit.
pub const DIAGRAM: &str = "diagram.json";

/// A project as it is stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// The project's key in storage.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Its files' texts by path.
    pub files: BTreeMap<String, String>,
}

impl Project {
    /// The project of the first visit.
    #[must_use]
    pub fn example() -> Self {
        let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        Self {
            id: "first".to_owned(),
            name: "Blink".to_owned(),
            files: BTreeMap::from([
                file(MAIN, include_str!("../../../assets/examples/blink/main.py")),
                file(
                    DIAGRAM,
                    include_str!("../../../assets/examples/blink/diagram.json"),
                ),
            ]),
        }
    }
}

/// A request to the editor to show a place; `serial` makes asking twice a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Reveal {
    /// Where to.
    pub place: Place,
    /// The number of the request.
    pub serial: u32,
}

/// Handles to the project's signals.
#[derive(Clone, Copy)]
pub struct ProjectState {
    /// Whether the project has been loaded, so that the editor may show it.
    pub loaded: RwSignal<bool>,
    /// The project with all its files as they are now.
    pub project: RwSignal<Project>,
    /// The file in the editor.
    pub open: RwSignal<String>,
    /// Where the editor was last asked to go.
    pub reveal: RwSignal<Option<Reveal>>,
}

impl ProjectState {
    pub(super) fn new() -> Self {
        Self {
            loaded: RwSignal::new(false),
            project: RwSignal::new(Project::default()),
            open: RwSignal::new(MAIN.to_owned()),
            reveal: RwSignal::new(None),
        }
    }

    /// A file's present text, without subscribing to it.
    #[must_use]
    pub fn text(self, path: &str) -> Option<String> {
        self.project
            .with_untracked(|project| project.files.get(path).cloned())
    }

    pub(super) fn reveal(self, place: Place) {
        let serial = self
            .reveal
            .with_untracked(|last| last.as_ref().map_or(0, |last| last.serial))
            + 1;
        self.reveal.set(Some(Reveal { place, serial }));
    }
}

/// Whether a name is fit for a file of the project.
///
/// # Errors
/// A sentence on what is wrong with it.
pub fn check_name(name: &str, taken: impl Fn(&str) -> bool) -> Result<(), String> {
    if name.is_empty() {
        return Err("Give the file a name, such as motor.py.".to_owned());
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    if !name.chars().all(plain) || name.starts_with('.') {
        return Err("Use letters, digits, _, - and . only.".to_owned());
    }
    if taken(name) {
        return Err(format!("There is a {name} already."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_checked() {
        let taken = |name: &str| name == MAIN;
        assert!(check_name("motor.py", taken).is_ok());
        assert!(check_name("", taken).is_err());
        assert!(check_name("a b.py", taken).is_err());
        assert!(check_name("../x.py", taken).is_err());
        assert_eq!(
            check_name(MAIN, taken),
            Err("There is a main.py already.".to_owned())
        );
    }

    #[test]
    fn the_example_can_be_drawn() {
        let project = Project::example();
        let drawing =
            crate::view::circuit::drawing::Drawing::read(&project.files[DIAGRAM]).unwrap();
        assert_eq!(drawing.parts.len(), 5);
        assert_eq!(drawing.wires.len(), 8, "every wire ends at pins that exist");
    }
}
