//! What is said about the times: totals, and how two compilers compare file by file.

use std::path::{Path, PathBuf};

use super::runners::Times;

/// A file that was timed.
pub struct File {
    /// Where it is.
    pub path: PathBuf,
    /// How long it is.
    pub bytes: u64,
}

/// One compiler's times, a file each.
pub struct Column {
    name: &'static str,
    times: Times,
}

impl Column {
    /// The times of a compiler with that name.
    pub fn new(name: &'static str, times: Times) -> Self {
        Self { name, times }
    }
}

/// A table of what each compiler did in all, over the files that it was timed with.
pub fn totals(files: &[File], columns: &[Column]) -> String {
    let mut table = String::from("| compiler | files | kB | ms | MB/s |\n|---|---|---|---|---|\n");
    for column in columns {
        let timed = files.iter().zip(&column.times);
        let timed: Vec<(u64, f64)> = timed
            .filter_map(|(file, time)| Some((file.bytes, (*time)?.as_secs_f64())))
            .collect();
        let bytes = timed.iter().map(|(bytes, _)| bytes).sum::<u64>() as f64;
        let seconds: f64 = timed.iter().map(|(_, seconds)| seconds).sum();
        table.push_str(&format!(
            "| {} | {} | {:.0} | {:.1} | {:.1} |\n",
            column.name,
            timed.len(),
            bytes / 1e3,
            seconds * 1e3,
            bytes / 1e6 / seconds,
        ));
    }
    table
}

/// A table of how often the first of each pair is as fast as the second, over the files that both
/// were timed with.
pub fn pairs(files: &[File], pairs: &[(&Column, &Column)]) -> String {
    let mut table = String::from(
        "| compared | files | times as fast (geometric mean) | in the worst file | files at least as fast |\n\
         |---|---|---|---|---|\n",
    );
    for (one, other) in pairs {
        let row = match Comparison::of(files, &one.times, &other.times) {
            None => "0 | | |".to_owned(),
            Some(found) => format!(
                "{} | {:.2} | {:.2} ({}) | {:.1} %",
                found.files,
                found.mean,
                found.worst,
                short(found.worst_file),
                found.as_fast * 100.0
            ),
        };
        table.push_str(&format!("| {} : {} | {row} |\n", one.name, other.name));
    }
    table
}

/// The last two parts of a path.
fn short(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts[parts.len().saturating_sub(2)..].join("/")
}

/// How many times as fast one compiler is as another.
struct Comparison<'a> {
    files: usize,
    mean: f64,
    worst: f64,
    worst_file: &'a Path,
    as_fast: f64,
}

impl<'a> Comparison<'a> {
    fn of(files: &'a [File], one: &Times, other: &Times) -> Option<Self> {
        let both = files.iter().zip(one.iter().zip(other));
        let ratios: Vec<(f64, &Path)> = both
            .filter_map(|(file, (one, other))| {
                let ratio = (*other)?.as_secs_f64() / (*one)?.as_secs_f64();
                Some((ratio, file.path.as_path()))
            })
            .collect();
        let count = ratios.len() as f64;
        let logarithms: f64 = ratios.iter().map(|(ratio, _)| ratio.ln()).sum();
        let as_fast = ratios.iter().filter(|(ratio, _)| *ratio >= 1.0).count();
        let (worst, worst_file) = ratios.iter().copied().min_by(|a, b| a.0.total_cmp(&b.0))?;
        Some(Self {
            files: ratios.len(),
            mean: (logarithms / count).exp(),
            worst,
            worst_file,
            as_fast: as_fast as f64 / count,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn file(name: &str) -> File {
        File {
            path: PathBuf::from(name),
            bytes: 1000,
        }
    }

    fn times(microseconds: [Option<u64>; 3]) -> Times {
        microseconds
            .into_iter()
            .map(|time| time.map(Duration::from_micros))
            .collect()
    }

    #[test]
    fn ratios_are_of_the_files_that_both_were_timed_with() {
        let files = [file("a/b/one.py"), file("a/b/two.py"), file("a/b/three.py")];
        let fast = times([Some(100), Some(100), Some(100)]);
        let slow = times([Some(50), Some(800), None]);
        let found = Comparison::of(&files, &fast, &slow).expect("two files have both times");
        assert_eq!(found.files, 2);
        assert!((found.mean - 2.0).abs() < 1e-9, "{}", found.mean);
        assert!((found.worst - 0.5).abs() < 1e-9 && (found.as_fast - 0.5).abs() < 1e-9);
        assert_eq!(short(found.worst_file), "b/one.py");
        assert!(Comparison::of(&files, &fast, &times([None; 3])).is_none());
    }

    #[test]
    fn totals_leave_out_files_that_were_not_timed() {
        let files = [file("one.py"), file("two.py"), file("three.py")];
        let table = totals(
            &files,
            &[Column::new("x", times([Some(500), None, Some(500)]))],
        );
        assert!(table.ends_with("| x | 2 | 2 | 1.0 | 2.0 |\n"), "{table}");
    }
}
