//! Every intent that a person can have on the page, as one closed enum.

use super::layout::Pane;
use crate::traffic::{Control, Place};

/// Something a person wants. Views dispatch intents and change nothing themselves.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Start the program anew, or go on with a paused one.
    Run,
    /// Hold the run, or go on with a held one.
    Pause,
    /// End the run.
    Stop,
    /// Press the board's reset: start anew if it was running, else clear the bench.
    Reset,
    /// Open a file in the editor.
    OpenFile(String),
    /// A file's text was changed in the editor.
    Edit {
        /// The file.
        path: String,
        /// Its whole new text.
        text: String,
    },
    /// Add an empty file.
    NewFile(String),
    /// Go to a place in the project's code.
    Reveal(Place),
    /// Text typed or pasted into the terminal.
    Type(String),
    /// Work a part of the circuit.
    Operate(Control),
    /// Close the message about what went wrong.
    DismissProblem,
    /// Close the sentence on what to try.
    DismissHint,
    /// Close the notice about storage.
    DismissNotice,
    /// Switch between light and dark.
    ToggleTheme,
    /// Open or collapse a pane.
    TogglePane(Pane),
    /// Show this pane where only one fits.
    ShowPane(Pane),
    /// Move a pane's border, in pixels of the pane's size.
    Resize(Pane, f64),
}
