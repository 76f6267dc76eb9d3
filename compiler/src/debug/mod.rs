//! The compiler's second channel: what editor and debugger want to know of a source, never in the bytes.
//!
//! [`compile`](super::compile) does nothing for it but keep where tokens and rules start and end.
//! [`compile_with_debug`] reads the source again where it has to: once for the ends of tokens, and
//! once into a tree that no constant has been folded away from, for the names. [`symbols()`] needs
//! that tree alone and makes do with what a source in the middle of being typed gives.
//!
//! All offsets are bytes of the original text; [`LineIndex`] tells lines and columns.

mod collect;
mod extents;
mod function;
mod outline;
mod resolve;
mod span;
mod symbols;

pub(super) use extents::Extents;
pub use function::{FunctionInfo, Origins, Slot, SlotKind};
pub use outline::{OutlineItem, OutlineKind};
pub(super) use span::Original;
pub use span::{LineIndex, Position, Span};
pub use symbols::{
    NamePlace, Occurrence, Parameter, ParameterKind, Role, ScopeId, ScopeInfo, ScopeName, Symbol,
    SymbolId, Symbols,
};

pub use super::scope::ScopeKind;

use super::codegen::compile_traced;
use super::intern::Interner;
use super::lexer::Lexer;
use super::parser::Parser;
use super::{CompileError, CompileOptions};
use alloc::boxed::Box;
use function::Source;
use mpy::RawModule;
use resolve::{ScopeIndex, View};

/// What there is to know of a module that its bytes do not say.
#[derive(Clone, Debug)]
pub struct DebugInfo {
    /// The module's own code, and that of all functions within.
    pub module: FunctionInfo,
    /// Its scopes and names.
    pub symbols: Symbols,
}

/// As [`compile_module`](super::compile_module), with what the module does not say of itself.
///
/// # Errors
/// As [`compile`](super::compile).
pub fn compile_with_debug(
    source: &[u8],
    options: &CompileOptions,
) -> Result<(RawModule, DebugInfo), CompileError> {
    build(source, options).map_err(|error| *error)
}

fn build(
    source: &[u8],
    options: &CompileOptions,
) -> Result<(RawModule, DebugInfo), Box<CompileError>> {
    let mut parsed = super::parse(source, options)?;
    let (tree, names) = (&parsed.tree, &mut parsed.names);
    let extents = Extents::new(source, tree);
    let (module, mut traced) =
        compile_traced(tree, parsed.root, names, options, &parsed.lexer, &extents)?;
    let (symbols, scopes) = names_of(source, options);
    let source = Source {
        tree,
        names,
        original: &Original::new(source),
        scopes: &scopes,
    };
    let info = DebugInfo {
        module: FunctionInfo::new(&mut traced, 0, &source),
        symbols,
    };
    Ok((module, info))
}

/// The scopes and names of a source. Of one with mistakes, those of all that is left when the lost
/// statements are taken for `pass`.
#[must_use]
pub fn symbols(source: &[u8], options: &CompileOptions) -> Symbols {
    names_of(source, options).0
}

fn names_of(source: &[u8], options: &CompileOptions) -> (Symbols, ScopeIndex) {
    let mut names = Interner::new();
    let lexer = Lexer::new(source, options.opt_level);
    let parsed = Parser::parse_names(lexer, &mut names, options, source.len());
    let (tree, root, lexer) = parsed;
    let extents = Extents::new(source, &tree);
    let view = View {
        tree: &tree,
        root,
        names: &names,
        lexed: lexer.source(),
        original: source,
    };
    resolve::symbols(view, &extents)
}
