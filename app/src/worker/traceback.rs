//! Reads MicroPython's traceback text for the page's links.

use crate::traffic::{Place, Problem};

/// The problem that a traceback tells of: its last line, and its places, the outermost first.
#[must_use]
pub fn problem(traceback: &str) -> Problem {
    let last = traceback.lines().rev().find(|line| !line.trim().is_empty());
    Problem {
        message: last
            .unwrap_or("The program raised an exception")
            .trim()
            .to_owned(),
        places: traceback.lines().filter_map(place).collect(),
        before_run: false,
    }
}

/// Reads `File "main.py", line 3, in turn`, with or without its block.
fn place(line: &str) -> Option<Place> {
    let rest = line.trim_start().strip_prefix("File \"")?;
    let (file, rest) = rest.split_once('"')?;
    let rest = rest.strip_prefix(", line ")?;
    let (number, block) = rest.split_once(", in ").unwrap_or((rest, ""));
    Some(Place {
        file: file.to_owned(),
        line: number.trim().parse().ok()?,
        column: 0,
        block: block.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_traceback_gives_its_places_and_its_message() {
        let problem = problem(
            "Traceback (most recent call last):\n  File \"main.py\", line 7, in <module>\n  File \"motor.py\", line 3, in turn\nZeroDivisionError: divide by zero\n",
        );
        assert_eq!(problem.message, "ZeroDivisionError: divide by zero");
        let places: Vec<_> = problem
            .places
            .iter()
            .map(|place| (place.file.as_str(), place.line, place.block.as_str()))
            .collect();
        assert_eq!(
            places,
            [("main.py", 7, "<module>"), ("motor.py", 3, "turn")]
        );
    }

    #[test]
    fn a_syntax_error_has_no_block() {
        let problem = problem(
            "Traceback (most recent call last):\n  File \"main.py\", line 2\nSyntaxError: invalid syntax\n",
        );
        assert_eq!(
            (problem.places[0].line, problem.places[0].block.as_str()),
            (2, "")
        );
    }
}
