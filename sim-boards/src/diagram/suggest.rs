//! "Did you mean": the known name closest to a misspelt one.

/// The name nearest to `wanted`, if one is near enough to be a likely slip.
#[must_use]
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    // A third of the name may differ: enough for a slip, too little for a different word.
    let tolerance = (wanted.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|name| (distance(wanted, name), name))
        .filter(|&(distance, _)| distance <= tolerance)
        // The first of equals wins, so that the answer does not depend on the iterator's whims.
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| String::from(name))
}

/// Edits (insert, delete, replace) between two names, ignoring ASCII case.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replace = diagonal + usize::from(!x.eq_ignore_ascii_case(y));
            diagonal = row[j + 1];
            row[j + 1] = replace.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let pins = ["GP0", "GP9", "GND.1", "3V3"];
        assert_eq!(nearest("gp0", pins), Some("GP0".into()));
        assert_eq!(nearest("GP99", pins), Some("GP9".into()));
        assert_eq!(nearest("GND1", pins), Some("GND.1".into()));
        assert_eq!(nearest("MOSI", pins), None);
    }

    #[test]
    fn distances_count_edits() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
