//! `pinwheel run` with scenarios, limits and texts to look for.

mod support;

use std::path::{Path, PathBuf};

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/examples/blink")
}

/// Runs a program of the blink circuit; gives the exit code, what was printed, and what was told.
fn run(folder: &Path, words: &[&str]) -> (Option<i32>, String, String) {
    let mut command = support::pinwheel();
    command.current_dir(folder).arg("run").arg("--diagram");
    command.arg(example().join("diagram.json")).args(words);
    let output = support::run(command.arg("main.py"), b"");
    let (out, error) = (support::text(&output.stdout), support::text(&output.stderr));
    (output.status.code(), out, error)
}

fn project(test: &str, source: &str, scenario: &str) -> PathBuf {
    let folder = support::folder(test);
    std::fs::write(folder.join("main.py"), source).expect("it is writable");
    std::fs::write(folder.join("s.yaml"), scenario).expect("it is writable");
    folder
}

#[test]
fn the_example_passes_its_scenario() {
    let (code, out, error) = run(&example(), &["--scenario", "scenario.yaml"]);
    assert_eq!(code, Some(0), "{error}");
    assert!(out.starts_with("Blinking."), "{out}");
    assert_eq!(
        error.lines().filter(|line| line.contains(": ok ")).count(),
        12,
        "{error}"
    );
}

#[test]
fn a_failed_step_is_an_exit_code_and_a_test_case() {
    let scenario = "steps:\n- delay: 1ms\n- take-screenshot: {}\n- wait-serial: \"<no & never>\"\n- delay: 1s\n";
    let folder = project(
        "scenario_failed",
        "print('yes')\nraise ValueError('x')\n",
        scenario,
    );
    let (code, out, error) = run(&folder, &["--scenario", "s.yaml", "--junit", "r.xml"]);
    assert_eq!((code, out.as_str()), (Some(1), "yes\n"));
    assert!(error.contains("s.yaml:4: FAILED wait for"), "{error}");
    assert!(error.contains("ValueError: x"), "{error}");
    let xml = std::fs::read_to_string(folder.join("r.xml")).expect("it was written");
    assert!(
        xml.contains("tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"2\""),
        "{xml}"
    );
    assert!(xml.contains("&lt;no &amp; never&gt;"), "{xml}");
    assert_eq!(xml.matches("<testcase").count(), 4);
}

#[test]
fn a_scenario_that_names_what_is_not_there_is_refused() {
    let folder = project(
        "scenario_refused",
        "",
        "steps:\n- expect-pin: {part-id: led, pin: A, value: 1}\n",
    );
    let (code, _, error) = run(&folder, &["--scenario", "s.yaml"]);
    assert_eq!(code, Some(1));
    let expected = "pinwheel: s.yaml:2: the circuit has no part \"led\"; did you mean \"led1\"?\n";
    assert_eq!(error, expected);
}

#[test]
fn time_and_texts_end_a_run() {
    let source = "import time\nfor n in range(100):\n    print('round', n)\n    time.sleep(1)\n";
    let folder = project("scenario_limits", source, "steps:\n- wait-serial: never\n");
    for (words, code) in [
        (&["--timeout", "3s"][..], 42),
        (&["--timeout", "3s", "--expect-text", "round 2"], 0),
        (&["--timeout", "3s", "--expect-text", "round 7"], 42),
        (&["--fail-text", "round 5"], 1),
        (&["--expect-text", "absent"], 1),
        (&["--scenario", "s.yaml", "--timeout", "2s"], 42),
        (&["--until", "2s"], 0),
    ] {
        let (found, _, error) = run(&folder, words);
        assert_eq!(found, Some(code), "{words:?}: {error}");
    }
}
