//! What each fuzz target demands of arbitrary bytes. The tests run the kept cases through the same
//! functions, so this file belongs to no crate: it is included where it is needed.

use std::collections::BTreeMap;

use session::scenario::{Player, Progress, Scenario};
use session::{
    Board, BoardId, Circuit, Diagram, Instant, PinInit, PinMode, Pull, Session, SessionConfig, Stop,
};
use vm::compiler::check::check;
use vm::compiler::debug::compile_with_debug;
use vm::compiler::{CompileOptions, compile as to_mpy};
use vm::mpy::{Listing, disassemble};

/// Enough to get anywhere a small file can get, little enough for many files a second.
const FUEL: u64 = 100_000;

/// The first byte chooses the options, the rest is source: the compiler ends in an error, or in a
/// file that its own reader takes back unchanged. The second channel agrees with the first.
pub fn compile(data: &[u8]) {
    let Some((&first, source)) = data.split_first() else {
        return;
    };
    let options = CompileOptions {
        opt_level: first & 3,
        source_lines: first & 4 == 0,
        ..CompileOptions::default()
    };
    let compiled = to_mpy(source, &options);
    let checked = check(source, &options);
    assert_eq!(checked.diagnostics.is_empty(), compiled.is_ok());
    assert_eq!(checked.first.as_ref(), compiled.as_ref().err());
    for diagnostic in &checked.diagnostics {
        let span = diagnostic.span;
        assert!(span.start <= span.end && span.end as usize <= source.len());
        assert!(!diagnostic.problem.message().is_empty());
    }
    let Ok(bytes) = compiled else {
        return;
    };
    // A backslash before a character beyond ASCII makes mpy-cross write half of it, and so do we.
    let module = match vm::mpy::read(&bytes) {
        Err(error) if error.to_string().contains("not UTF-8") => return,
        module => module.expect("what is written can be read"),
    };
    assert_eq!(vm::mpy::write(&module), bytes);
    let listing = Listing {
        source: Some(source),
        ..Listing::default()
    };
    disassemble(&module, &listing).expect("what is compiled can be listed");
    let (traced, _) = compile_with_debug(source, &options).expect("what compiles can be traced");
    assert_eq!(vm::mpy::write(&traced), bytes);
}

/// An `.mpy` file: it is refused, or runs within its heap and fuel. A listing of it ends either way.
pub fn load(data: &[u8]) {
    if let Ok(module) = vm::mpy::read(data) {
        let _refused_or_listed = disassemble(&module, &Listing::default());
    }
    let files = BTreeMap::from([("main.mpy".to_owned(), data.to_vec())]);
    let Ok(mut session) = Session::new(SessionConfig::new(Board::Pico, files, "main.mpy")) else {
        return;
    };
    session.write_input(b"1\n2\n3\n");
    session.close_input();
    session.run(FUEL, Instant(60_000_000_000));
}

/// Cycles of a slice of a program.
const SLICE: u64 = 200_000;

/// Cycles that a slice may take beyond its fuel: what one native does in one go.
const BEYOND: u64 = 50_000_000;

/// Slices within which a program is to end, unless it may take any time.
const SLICES: usize = 4000;

/// Slices of a program that may take any time.
const FEW_SLICES: usize = 100;

/// A program that waits for its standard input: all that comes before it runs once.
fn prepared(source: &str) -> Session {
    let files = BTreeMap::from([("main.py".to_owned(), source.as_bytes().to_vec())]);
    let config = SessionConfig::new(Board::Unix, files, "main.py");
    let mut session = Session::new(config).expect("a program that compiles");
    let stop = session.run(u64::MAX, Instant(u64::MAX));
    assert_eq!(stop, Stop::WaitInput);
    session
}

/// What a program comes to with this input, in slices of which none takes long; `None` after so many.
fn fed(prepared: &Session, data: &[u8], slices: usize) -> Option<Stop> {
    let mut session = prepared.clone();
    session.write_input(data);
    session.close_input();
    for _ in 0..slices {
        let before = session.now();
        let stop = session.run(SLICE, Instant(u64::MAX));
        let cycles = (session.now().0 - before.0) as f64 / session.nanos_per_cycle();
        assert!(
            cycles as u64 <= SLICE + BEYOND,
            "a slice of {cycles} cycles"
        );
        if stop != Stop::OutOfFuel {
            return Some(stop);
        }
    }
    None
}

/// Runs a program of `fuzz/programs`, which says itself what it demands of a module given any bytes.
macro_rules! program {
    ($(#[$doc:meta])* $name:ident, $program:literal, $slices:expr, $is_good:expr) => {
        $(#[$doc])*
        pub fn $name(data: &[u8]) {
            thread_local! {
                static PREPARED: Session =
                    prepared(include_str!($program));
            }
            let stop = PREPARED.with(|prepared| fed(prepared, data, $slices));
            let is_good: fn(&Option<Stop>) -> bool = $is_good;
            assert!(is_good(&stop), "{stop:?}");
        }
    };
}

/// Whether it came to its end.
fn ends(stop: &Option<Stop>) -> bool {
    *stop == Some(Stop::Done)
}

/// Whether it came to its end or had to be stopped.
fn can_be_stopped(stop: &Option<Stop>) -> bool {
    stop.is_none() || ends(stop)
}

program!(
    /// Any bytes as JSON, there and back.
    json, "programs/any_json.py", SLICES, ends
);
program!(
    /// A pattern, a replacement, and what is searched. Some patterns take time without end.
    re, "programs/any_re.py", FEW_SLICES, can_be_stopped
);
program!(
    /// A format and what it describes, there and back.
    structs, "programs/any_struct.py", SLICES, ends
);
program!(
    /// Any bytes through compression, there and back.
    deflate, "programs/any_deflate.py", SLICES, ends
);

/// A text as a circuit: it is refused, or written and read again without loss, checked, and driven for a while.
pub fn diagram(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else {
        return;
    };
    let Ok(diagram) = Diagram::parse(text) else {
        return;
    };
    let again = Diagram::parse(&diagram.to_json()).expect("what is written can be read");
    assert_eq!(again, diagram);
    let Ok(mut circuit) = Circuit::new(&diagram, BoardId::Pico, 1) else {
        return;
    };
    let mut now = Instant(1_000);
    for (pin, high) in [(2, true), (3, false), (15, true), (2, false), (3, true)] {
        let init = PinInit {
            mode: Some(PinMode::Out),
            pull: Pull::NONE,
            value: Some(high),
        };
        circuit
            .pin_init(now, pin, init)
            .expect("the board has the pin");
        now = Instant(now.0 + 1_000_000);
        circuit.advance_within(now, 100_000);
    }
    for control in circuit.controls() {
        let (min, max) = control.kind.limits();
        for value in [min, max] {
            circuit
                .set_control(now, &control.part, &control.name, value)
                .expect("a control takes its limits");
        }
    }
    for finding in circuit.findings() {
        assert!(!finding.message().is_empty() && !finding.pins.is_empty());
    }
}

/// A program that talks, for scenarios.
const TALK: &str = "print('ready')\nwhile True:\n    print(input())\n";

/// A text as a scenario: it is refused with a line that it has, or played to an end.
pub fn scenario(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else {
        return;
    };
    let scenario = match Scenario::parse(text) {
        Ok(scenario) => scenario,
        Err(error) => {
            assert!(error.line >= 1 && !error.to_string().is_empty());
            return;
        }
    };
    let files = BTreeMap::from([("main.py".to_owned(), TALK.as_bytes().to_vec())]);
    let config = SessionConfig {
        diagram: Some(include_str!("../assets/examples/blink/diagram.json").into()),
        ..SessionConfig::new(Board::Pico, files, "main.py")
    };
    let mut session = Session::new(config).expect("the example is sound");
    session.keep_printed();
    if scenario.check(&session).is_err() {
        return;
    }
    let steps = scenario.steps.len();
    let mut player = Player::new(scenario);
    for _ in 0..FEW_SLICES + steps {
        match player.play(&mut session, FUEL, Instant(60_000_000_000)) {
            Progress::Working => {}
            Progress::ReachedTime => player.give_up(&mut session),
            Progress::Finished => break,
        }
        session.take_output();
    }
    assert!(player.outcomes().len() <= steps);
}
