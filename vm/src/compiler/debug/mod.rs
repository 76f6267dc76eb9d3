//! The compiler's second channel: what editor and debugger want to know of a source, never in the bytes.
//!
//! [`compile`](super::compile) does nothing for it. [`compile_with_debug`] reads the source a second
//! time where it has to. All offsets are bytes of the original text; [`LineIndex`] tells lines and
//! columns.

mod extents;
mod function;
mod span;

pub(super) use extents::Extents;
pub use function::{FunctionInfo, Origins, Slot, SlotKind};
pub use span::{LineIndex, Position, Span};

pub use super::scope::ScopeKind;

use super::codegen::compile_traced;
use super::{CompileError, CompileOptions};
use crate::mpy::RawModule;
use alloc::boxed::Box;
pub(super) use span::Original;

/// What there is to know of a module that its bytes do not say.
#[derive(Clone, Debug)]
pub struct DebugInfo {
    /// The module's own code, and that of all functions within.
    pub module: FunctionInfo,
    /// Lines and columns of the source.
    pub lines: LineIndex,
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
    let original = Original::new(source);
    let info = DebugInfo {
        module: FunctionInfo::new(&mut traced, 0, names, &original),
        lines: LineIndex::new(source),
    };
    Ok((module, info))
}
