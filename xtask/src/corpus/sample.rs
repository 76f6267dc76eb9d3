//! Choosing some of many files: no two alike, and the same ones on every run.

use std::path::{Path, PathBuf};

/// Chooses `count` files by a hash of their path below `root`: a file that one machine has and
/// another lacks changes nothing in the choice of the others.
pub fn choose(mut files: Vec<PathBuf>, root: &Path, count: usize) -> Vec<PathBuf> {
    files.sort_by_key(|path| hash(path.strip_prefix(root).unwrap_or(path)));
    files.truncate(count);
    files
}

/// FNV-1a over the path's text: Rust's own hash may change between releases.
fn hash(path: &Path) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in path.to_string_lossy().bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_depends_on_neither_order_nor_place() {
        let below = |root: &str| -> Vec<PathBuf> {
            let numbers = 0..50;
            numbers
                .map(|n| PathBuf::from(format!("{root}/{n}.py")))
                .collect()
        };
        let here = choose(below("a"), Path::new("a"), 10);
        let there = choose(
            below("b/c").into_iter().rev().collect(),
            Path::new("b/c"),
            10,
        );
        let names = |files: &[PathBuf]| {
            let names = files.iter().filter_map(|path| path.file_name());
            names.map(ToOwned::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(names(&here), names(&there));
        assert_eq!(here.len(), 10);
        assert!(names(&here) != names(&below("a")[..10]));
    }
}
