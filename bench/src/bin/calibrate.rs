//! Prints what boards are known to do beside what ours do; run by `cargo xtask calibrate`.

use std::path::Path;
use std::process::ExitCode;

use bench::calibration::{self, Pair};
use vm::Profile;

/// A score may be that far from the board's.
const SCORE: f64 = 0.15;
/// An object's bytes may be that far from the board's.
const BYTES: f64 = 0.10;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments[..] {
        ["objects"] => Ok(table("bytes", &calibration::objects(), BYTES)),
        ["full"] => Ok(table("times", &calibration::full(), BYTES)),
        ["statements"] => {
            table("µs", &calibration::statements(&Profile::PICO), SCORE);
            // An emulator's figures are no goal.
            Ok(true)
        }
        ["scores", folder] => scores(Path::new(folder)),
        ["weights", folder] => weights(Path::new(folder)),
        _ => Err(
            "usage: calibrate objects | full | statements | scores DIR | weights DIR".to_owned(),
        ),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("calibrate: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Prints a table and says whether nine in ten are close enough.
fn table(unit: &str, pairs: &[Pair], share: f64) -> bool {
    println!(
        "{:28} {:>12} {:>12} {:>7}",
        "",
        format!("board, {unit}"),
        "ours",
        "ratio"
    );
    for pair in pairs {
        let ours = match &pair.ours {
            Ok(ours) => format!("{ours:12.2}"),
            Err(why) => why.lines().last().unwrap_or("nothing").to_owned(),
        };
        let ratio = pair.ratio().map_or("-".to_owned(), |r| format!("{r:.2}"));
        println!("{:28} {:12.2} {ours:>12} {ratio:>7}", pair.name, pair.board);
    }
    let close = pairs.iter().filter(|p| p.within(share)).count();
    let exact = pairs.iter().filter(|p| p.within(0.0)).count();
    let all = pairs.len();
    println!(
        "{close} of {all} within {:.0} %, {exact} exact\n",
        100.0 * share
    );
    10 * close >= 9 * all
}

fn scores(folder: &Path) -> Result<bool, String> {
    let mut good = true;
    for board in ["pico", "pico2", "esp32"] {
        let profile = calibration::profile(board).ok_or("no such board")?;
        println!("{board}");
        good &= table(
            "score",
            &calibration::scores(board, &profile, folder)?,
            SCORE,
        );
    }
    Ok(good)
}

/// Prints what each program and statement pays for, which a new fit of the tables starts from.
fn weights(folder: &Path) -> Result<bool, String> {
    for board in ["pico", "pico2", "esp32"] {
        let profile = calibration::profile(board).ok_or("no such board")?;
        calibration::scores(board, &profile, folder)?;
        let of_programs = calibration::weights(&profile, |profile| {
            calibration::scores(board, profile, folder).unwrap_or_default()
        });
        tell(board, &of_programs);
    }
    let of_statements = calibration::weights(&Profile::PICO, calibration::statements);
    tell("statement", &of_statements);
    Ok(true)
}

fn tell(what: &str, weights: &[(&'static str, Vec<Pair>)]) {
    for (cost, pairs) in weights {
        for pair in pairs {
            if let Ok(ours) = pair.ours {
                println!("{what};{};{};{cost};{ours}", pair.name, pair.board);
            }
        }
    }
}
