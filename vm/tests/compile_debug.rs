//! What the compiler tells editor and debugger of a source, beside the bytes.

use vm::compiler::CompileOptions;
use vm::compiler::debug::{FunctionInfo, compile_with_debug};
use vm::mpy::{RawCode, decode};

/// Every instruction of a function and of those within, with the text that it came from.
fn listing(source: &str) -> String {
    let (module, info) = compile_with_debug(source.as_bytes(), &CompileOptions::default())
        .expect("a program that compiles");
    let mut out = String::new();
    list(source, &module.root, &info.module, &mut out);
    out
}

fn list(source: &str, code: &RawCode, info: &FunctionInfo, out: &mut String) {
    let mut at = 0;
    while at < code.bytecode.len() {
        let instr = decode(&code.bytecode, at).expect("an instruction");
        let span = info.origins.at(at).expect("an origin");
        let text = source[span.range()].replace('\n', "⏎");
        out.push_str(format!("{:<20} {text}", instr.info.name).trim_end());
        out.push('\n');
        at = instr.next;
    }
    for (code, info) in code.children.iter().zip(&info.children) {
        out.push_str(&format!("-- {}\n", info.name));
        list(source, code, info, out);
    }
}

#[track_caller]
fn comes_from(source: &str, expected: &str) {
    let expected: Vec<&str> = expected.lines().map(str::trim).collect();
    let listing = listing(source);
    let listing: Vec<&str> = listing.lines().collect();
    assert_eq!(listing, expected[1..], "\n{source}");
}

#[test]
fn instructions_come_from_the_innermost_expression() {
    comes_from(
        "x = a.b(c)[d] + 1 - (2 * 3)",
        "
        LOAD_NAME            a
        LOAD_METHOD          a.b
        LOAD_NAME            c
        CALL_METHOD          a.b(c)
        LOAD_NAME            d
        LOAD_SUBSCR          a.b(c)[d]
        LOAD_CONST_SMALL_INT_MULTI 1
        BINARY_OP_MULTI      a.b(c)[d] + 1
        LOAD_CONST_SMALL_INT_MULTI 2 * 3
        BINARY_OP_MULTI      a.b(c)[d] + 1 - (2 * 3)
        STORE_NAME           x
        LOAD_CONST_NONE
        RETURN_VALUE",
    );
}
