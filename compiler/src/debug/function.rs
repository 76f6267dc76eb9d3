//! What a debugger wants to know of each function of a module: its variables and where code came from.

use super::resolve::ScopeIndex;
use super::span::{Original, Span};
use super::symbols::ScopeId;
use crate::codegen::Traced;
use crate::intern::{Interner, Qstr};
use crate::scope::{PARAM, Place, Scope, ScopeKind};
use crate::tree::{Node, Tree};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// What is in a function's slot for a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// The value itself.
    Local,
    /// A cell with the value, since inner functions use it too.
    Cell,
    /// A cell that an outer function made.
    Free,
}

/// A variable that a function has a slot for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its name; empty for what has none in the source: a comprehension's iterator.
    pub name: String,
    /// What the slot holds.
    pub kind: SlotKind,
    /// Whether it is a parameter.
    pub parameter: bool,
}

/// What is known of the code of a function, class body, comprehension or module.
#[derive(Clone, Debug)]
pub struct FunctionInfo {
    /// Its name, as tracebacks give it.
    pub name: String,
    /// Its scope in [`Symbols`](super::Symbols), with its parameters and where it is defined.
    pub scope: ScopeId,
    /// Its variables by slot: the number that `LOAD_FAST`, `LOAD_DEREF` and their kin have, and the
    /// place above the base of a frame. Names of modules and classes are in dicts, and not here.
    pub slots: Vec<Slot>,
    /// Where its code came from.
    pub origins: Origins,
    /// The functions it makes, in the order of [`RawCode::children`](mpy::RawCode::children).
    pub children: Vec<FunctionInfo>,
}

/// Which part of the source each instruction of a function came from.
///
/// That part is the innermost expression that the instruction computes, or the target that it
/// stores to. The same goes for the parts of a chain: in `a.b(c)[d]` the call comes from `a.b(c)`,
/// and in `a + b + c` the first addition from `a + b`. A condition's jump comes from the condition.
/// What a statement does by itself comes from the statement, or from its first line up to the colon
/// if it has a block; iterating comes from what is iterated over, entering and leaving a context
/// from the manager. What the end of a body implies comes from the empty span at that end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins(Vec<(u32, Span)>);

impl Origins {
    /// Of the instruction at, or around, this offset of the bytecode.
    #[must_use]
    pub fn at(&self, offset: usize) -> Option<Span> {
        let after = self
            .0
            .partition_point(|&(start, _)| start as usize <= offset);
        Some(self.0[after.checked_sub(1)?].1)
    }

    /// Offsets of bytecode from which on, up to the next one, instructions come from the span.
    pub fn iter(&self) -> impl Iterator<Item = (u32, Span)> {
        self.0.iter().copied()
    }
}

/// What code refers to.
pub(crate) struct Source<'t> {
    pub tree: &'t Tree,
    pub names: &'t Interner,
    pub original: &'t Original,
    /// Scopes of the same source by where they are.
    pub scopes: &'t ScopeIndex,
}

impl Source<'_> {
    /// The number of a scope that code was made of.
    fn scope(&self, scope: &Scope) -> ScopeId {
        let start = match (scope.parent, scope.node) {
            (Some(_), Node::Rule(id)) => self.tree.offset(id),
            _ => 0,
        };
        // Both trees are of the same tokens, and the one that was looked at for names lacks nothing.
        let found = self.scopes.get(&(start, scope.kind));
        debug_assert!(found.is_some(), "a scope that no name was looked for in");
        found.copied().unwrap_or(ScopeId(0))
    }
}

impl FunctionInfo {
    /// What is known of scope `number` and all within.
    pub(crate) fn new(traced: &mut Traced, number: usize, source: &Source<'_>) -> Self {
        let mut origins = core::mem::take(&mut traced.origins[number]);
        for (_, span) in &mut origins {
            *span = source.original.span(*span);
        }
        let children = core::mem::take(&mut traced.children[number]);
        let scope = &traced.scopes[number];
        Self {
            name: text(source.names, scope.name),
            scope: source.scope(scope),
            slots: slots(scope, source.names),
            origins: Origins(origins),
            children: children
                .into_iter()
                .map(|child| Self::new(traced, child, source))
                .collect(),
        }
    }
}

/// An interned name as text.
pub(super) fn text(names: &Interner, name: Qstr) -> String {
    String::from_utf8_lossy(names.get(name)).into_owned()
}

fn slots(scope: &Scope, names: &Interner) -> Vec<Slot> {
    let nameless = Slot {
        name: String::new(),
        kind: SlotKind::Local,
        parameter: false,
    };
    let mut slots = vec![nameless; scope.locals as usize];
    for id in &scope.ids {
        let kind = match id.place {
            // A class has a slot for itself only if a method needs it.
            Place::Local if scope.kind != ScopeKind::Class => SlotKind::Local,
            Place::Cell => SlotKind::Cell,
            Place::Free => SlotKind::Free,
            _ => continue,
        };
        if let Some(slot) = slots.get_mut(id.local as usize) {
            *slot = Slot {
                name: text(names, id.name),
                kind,
                parameter: id.flags & PARAM != 0,
            };
        }
    }
    slots
}
