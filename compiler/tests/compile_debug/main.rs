//! What the compiler tells editor and debugger of a source, beside the bytes.

mod corpus;
mod names;
mod origins;
mod scopes;
mod statements;

use compiler::CompileOptions;
use compiler::debug::{DebugInfo, Symbols, compile_with_debug};
use mpy::RawModule;

fn compiled(source: &str) -> (RawModule, DebugInfo) {
    compile_with_debug(source.as_bytes(), &CompileOptions::default())
        .expect("a program that compiles")
}

fn symbols(source: &str) -> Symbols {
    compiler::debug::symbols(source.as_bytes(), &CompileOptions::default())
}
