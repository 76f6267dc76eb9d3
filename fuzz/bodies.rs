//! What each fuzz target demands of arbitrary bytes. The tests run the kept cases through the same
//! functions, so this file belongs to no crate: it is included where it is needed.

use std::collections::BTreeMap;

use session::{Board, Instant, Session, SessionConfig};
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
