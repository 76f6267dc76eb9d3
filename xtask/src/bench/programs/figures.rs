//! What is said about the runs: tables of times and ratios, and what went wrong.

use super::run::{Column, Program, median};

/// Who is compared with whom: the columns' names, ours first.
const PAIRS: [(&str, &str); 3] = [
    ("ours, wasm", "MicroPython, wasm"),
    ("ours, wasm", "Pyodide"),
    ("ours, native", "MicroPython, native"),
];

/// A table of the median of each program's runs, and of how often we are as fast as the others.
pub fn times(names: &[String], columns: &[Column]) -> String {
    let pairs = pairs(columns);
    let heads = columns.iter().map(|column| column.name.to_owned());
    let ratio_heads = pairs
        .iter()
        .map(|(one, other)| format!("{} : {}", one.name, other.name));
    let heads: Vec<String> = heads.chain(ratio_heads).collect();
    let mut table = format!("| ms | {} |\n|---|", heads.join(" | "));
    table.push_str(&"---|".repeat(heads.len()));
    table.push('\n');
    for (at, name) in names.iter().enumerate() {
        table.push_str(&format!("| {name} |"));
        for column in columns {
            table.push_str(&match column.programs[at].median() {
                Some(time) => format!(" {time:.0} |"),
                None if column.programs[at].skips() => " absent |".to_owned(),
                None => " failed |".to_owned(),
            });
        }
        for (one, other) in &pairs {
            table.push_str(&match ratio(&one.programs[at], &other.programs[at]) {
                Some(ratio) => format!(" {ratio:.2} |"),
                None => " |".to_owned(),
            });
        }
        table.push('\n');
    }
    table
}

/// A table of geometric means and of the worst programs.
pub fn ratios(names: &[String], columns: &[Column]) -> String {
    let mut table = String::from(
        "| compared | programs | times as fast (geometric mean) | in the worst program |\n\
         |---|---|---|---|\n",
    );
    for (one, other) in pairs(columns) {
        let programs = one.programs.iter().zip(&other.programs);
        let ratios: Vec<(f64, &str)> = programs
            .zip(names)
            .filter_map(|((one, other), name)| Some((ratio(one, other)?, name.as_str())))
            .collect();
        let row = match ratios.iter().min_by(|a, b| a.0.total_cmp(&b.0)) {
            None => "0 | | ".to_owned(),
            Some((worst, program)) => {
                let logarithms: f64 = ratios.iter().map(|(ratio, _)| ratio.ln()).sum();
                let mean = (logarithms / ratios.len() as f64).exp();
                format!("{} | {mean:.2} | {worst:.2} ({program})", ratios.len())
            }
        };
        table.push_str(&format!("| {} : {} | {row} |\n", one.name, other.name));
    }
    table
}

/// A table of what comes before a program runs: making the interpreter, and compiling.
pub fn starts(columns: &[Column]) -> String {
    let mut table = String::from("| ms | start | compile all programs |\n|---|---|---|\n");
    for column in columns {
        let start = column.start.map_or(String::new(), |ms| format!("{ms:.1}"));
        let programs = column.programs.iter();
        let compile: f64 = programs.filter_map(|p| median(&p.compile)).sum();
        table.push_str(&format!("| {} | {start} | {compile:.1} |\n", column.name));
    }
    table
}

/// Programs that failed, and those whose results are not everywhere the same, a line each.
pub fn problems(names: &[String], columns: &[Column]) -> Vec<String> {
    let mut problems = Vec::new();
    for (at, name) in names.iter().enumerate() {
        for column in columns {
            if let Some(why) = &column.programs[at].failed {
                problems.push(format!("{name}: {} failed: {why}", column.name));
            }
        }
        let good = columns
            .iter()
            .filter(|column| column.programs[at].failed.is_none() && !column.programs[at].skips());
        let mut outputs = good.flat_map(|column| {
            let outputs = column.programs[at].output.iter();
            outputs.map(move |output| (column.name, output))
        });
        // The last one is CPython, which nobody doubts.
        let Some((judge, expected)) = outputs.next_back() else {
            continue;
        };
        let mut blamed = Vec::new();
        for (who, output) in outputs {
            if output != expected && !blamed.contains(&who) {
                blamed.push(who);
                problems.push(format!(
                    "{name}: {who} prints {}, {judge} prints {}",
                    shortened(output),
                    shortened(expected)
                ));
            }
        }
    }
    problems
}

/// An output on one line, without its middle if it is long.
fn shortened(output: &str) -> String {
    const MOST: usize = 60;
    let line = format!("{:?}", output.trim_end());
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// The pairs of which both are there.
fn pairs(columns: &[Column]) -> Vec<(&Column, &Column)> {
    let named = |name: &str| columns.iter().find(|column| column.name == name);
    PAIRS
        .iter()
        .filter_map(|(one, other)| Some((named(one)?, named(other)?)))
        .collect()
}

/// How many times as fast the first is, if both came to their end.
fn ratio(one: &Program, other: &Program) -> Option<f64> {
    Some(other.median()? / one.median()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(ms: f64, output: &str) -> Program {
        Program {
            compile: vec![1.0],
            run: vec![ms],
            output: vec![output.to_owned()],
            failed: None,
        }
    }

    fn columns() -> Vec<Column> {
        let failed = Program {
            failed: Some("ValueError: no".to_owned()),
            ..Program::default()
        };
        let column = |name, programs| Column {
            name,
            start: None,
            programs,
        };
        vec![
            column(
                "ours, wasm",
                vec![program(10.0, "1"), program(20.0, "2"), failed],
            ),
            column(
                "MicroPython, wasm",
                vec![program(40.0, "1"), program(20.0, "3"), program(1.0, "4")],
            ),
        ]
    }

    fn names() -> Vec<String> {
        ["a", "b", "c"].map(str::to_owned).to_vec()
    }

    #[test]
    fn means_are_of_the_programs_that_both_ran() {
        let table = ratios(&names(), &columns());
        assert!(table.contains("| 2 | 2.00 | 1.00 (b) |"), "{table}");
        let table = times(&names(), &columns());
        assert!(table.contains("| a | 10 | 40 | 4.00 |"), "{table}");
        assert!(table.contains("| c | failed | 1 | |"), "{table}");
    }

    #[test]
    fn failures_and_different_results_are_told() {
        let problems = problems(&names(), &columns());
        assert_eq!(
            problems,
            [
                "b: ours, wasm prints \"2\", MicroPython, wasm prints \"3\"",
                "c: ours, wasm failed: ValueError: no",
            ]
        );
    }
}
