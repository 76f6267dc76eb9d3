//! Paths: which names one goes through, after `.` and `..` were resolved without looking at any folder.

/// What a path's rules are.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Rules {
    /// Version 1: `..` at the root stays there, and a `.` counts as a name for the `..` behind it.
    First,
    /// Version 2: `..` at the root is refused.
    Second,
}

/// Where the name at `from` ends.
fn end_of_name(path: &[u8], from: usize) -> usize {
    let rest = path.get(from..).unwrap_or_default();
    from + rest
        .iter()
        .position(|&byte| byte == b'/')
        .unwrap_or(rest.len())
}

/// Where the slashes at `from` end.
fn end_of_slashes(path: &[u8], from: usize) -> usize {
    let rest = path.get(from..).unwrap_or_default();
    from + rest
        .iter()
        .position(|&byte| byte != b'/')
        .unwrap_or(rest.len())
}

/// What comes behind a name that a later `..` takes back: the place behind that.
fn behind_taken_back(path: &[u8], name_end: usize, rules: Rules) -> Option<usize> {
    let mut depth = 1;
    let mut at = end_of_slashes(path, name_end);
    while at < path.len() {
        let end = end_of_name(path, at);
        match &path[at..end] {
            b".." => {
                depth -= 1;
                if depth == 0 {
                    return Some(end);
                }
            }
            b"." if rules == Rules::Second => {}
            _ => depth += 1,
        }
        at = end_of_slashes(path, end);
    }
    None
}

/// A path's `..` goes above the root.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AboveRoot;

/// The next name of a path behind `at`, as where it begins and ends; none at its end. Slashes are skipped only behind
/// a folder, so that behind a file they give an empty name.
///
/// # Errors
/// Where `..` goes above the root.
pub fn next_name(
    path: &[u8],
    mut at: usize,
    in_folder: bool,
    rules: Rules,
) -> Result<Option<(usize, usize)>, AboveRoot> {
    loop {
        if in_folder {
            at = end_of_slashes(path, at);
        }
        let end = end_of_name(path, at);
        match (&path[at..end], rules) {
            (b".", _) | (b"..", Rules::First) => at = end,
            (b"..", Rules::Second) => return Err(AboveRoot),
            _ => match behind_taken_back(path, end, rules) {
                Some(behind) => at = behind,
                None if at == path.len() => return Ok(None),
                None => return Ok(Some((at, end))),
            },
        }
    }
}

/// Whether only slashes follow the name that ends there.
pub fn is_last(path: &[u8], name_end: usize) -> bool {
    end_of_slashes(path, name_end) == path.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;
    use alloc::vec::Vec;

    fn names(path: &str, rules: Rules) -> Result<Vec<String>, AboveRoot> {
        let (mut at, mut names) = (0, Vec::new());
        while let Some((start, end)) = next_name(path.as_bytes(), at, true, rules)? {
            names.push(path[start..end].into());
            at = end;
        }
        Ok(names)
    }

    #[test]
    fn dots_are_resolved() {
        for (path, resolved) in [
            ("", ""),
            ("//a///b/", "a b"),
            ("/./a/../b/./c/x/y/../..", "b c"),
            ("a/b/../../c", "c"),
        ] {
            let resolved: Vec<_> = resolved.split_whitespace().map(String::from).collect();
            assert_eq!(names(path, Rules::Second), Ok(resolved));
        }
        assert_eq!(names("/../a", Rules::Second), Err(AboveRoot));
        assert_eq!(names("/../a", Rules::First), Ok([String::from("a")].into()));
        assert_eq!(
            names("a/./..", Rules::First),
            Ok([String::from("a")].into())
        );
    }

    #[test]
    fn a_slash_behind_a_file_is_an_empty_name() {
        assert_eq!(next_name(b"a/", 1, false, Rules::Second), Ok(Some((1, 1))));
        assert_eq!(next_name(b"a/", 1, true, Rules::Second), Ok(None));
        assert!(is_last(b"a//", 1) && !is_last(b"a/b", 1));
    }
}
