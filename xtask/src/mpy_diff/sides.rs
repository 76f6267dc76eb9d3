//! Two listings side by side, around the first line in which they differ.

use std::fmt::Write as _;

/// How many lines are shown before and from the first difference.
const BEFORE: usize = 6;
const AFTER: usize = 14;

/// How wide a column is, in characters: a listing has its operands from the 52nd on.
const WIDTH: usize = 68;

/// A window of two columns, each under its title. Lines that differ have a `|` between them.
pub fn window(left: (&str, &str), right: (&str, &str)) -> String {
    let one: Vec<&str> = left.1.lines().collect();
    let other: Vec<&str> = right.1.lines().collect();
    let count = one.len().max(other.len());
    let differs = |number: usize| one.get(number) != other.get(number);
    let Some(first) = (0..count).find(|number| differs(*number)) else {
        return "    the listings are the same: what differs is not bytecode".to_owned();
    };
    let column = |side: &[&str], number: usize| side.get(number).map_or_else(String::new, fitted);
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "    {:6} {:WIDTH$}   {}", "", left.0, right.0);
    for number in first.saturating_sub(BEFORE)..count.min(first + AFTER) {
        let row = format!(
            "    {:6} {:WIDTH$} {} {}",
            number + 1,
            column(&one, number),
            if differs(number) { '|' } else { ' ' },
            column(&other, number)
        );
        let _ = writeln!(out, "{}", row.trim_end());
    }
    out
}

/// A line, cut to the column's width.
fn fitted(line: &&str) -> String {
    let line = line.replace('\t', "    ");
    match line.char_indices().nth(WIDTH) {
        None => line,
        Some(_) => line.chars().take(WIDTH - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_lies_around_the_first_difference() {
        let mut left: Vec<String> = (1..=40).map(|number| format!("line {number}")).collect();
        let right = left.join("\n");
        left[19] = "other".to_owned();
        let shown = window(("ours", &left.join("\n")), ("theirs", &right));
        let rows: Vec<&str> = shown.lines().collect();
        assert_eq!(rows.len(), 1 + BEFORE + AFTER);
        assert!(rows[0].contains("ours") && rows[0].ends_with("theirs"));
        assert!(rows[1].ends_with("line 14") && !rows[1].contains('|'));
        let marked: Vec<&&str> = rows.iter().filter(|row| row.contains('|')).collect();
        assert_eq!(marked.len(), 1);
        assert!(marked[0].contains("20 other") && marked[0].ends_with("| line 20"));
    }

    #[test]
    fn a_difference_beyond_the_column_is_found_and_missing_lines_are_empty() {
        let long = "x".repeat(WIDTH);
        let shown = window(("a", &format!("{long}1\nmore")), ("b", &format!("{long}2")));
        assert_eq!(shown.matches('|').count(), 2);
        assert!(shown.contains('…'));
    }

    #[test]
    fn equal_listings_are_said_to_be_equal() {
        assert!(window(("a", "one\n"), ("b", "one\n")).contains("the same"));
    }
}
