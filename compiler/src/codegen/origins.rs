//! Which part of the source instructions come from: told only if somebody asked.
//!
//! Where nobody did, all that is left of this is a look at whether somebody did.

use super::Compiler;
use crate::debug::{Extents, Span};
use crate::tree::{Node, RuleId};
use alloc::vec::Vec;

/// What is kept for those who asked.
pub(super) struct Origins<'t> {
    extents: &'t Extents,
    /// What the instructions being written come from.
    here: Span,
    /// Per finished scope, from which offset on its bytecode comes from what.
    pub tables: Vec<Vec<(u32, Span)>>,
    /// Per finished scope, the scopes of the functions it makes.
    pub children: Vec<Vec<usize>>,
}

impl<'t> Origins<'t> {
    pub fn new(extents: &'t Extents) -> Self {
        Self {
            extents,
            here: Span::default(),
            tables: Vec::new(),
            children: Vec::new(),
        }
    }
}

/// A part of the source, found only when somebody asked for it.
#[derive(Clone, Copy)]
enum Part {
    /// A node; a statement with a block counts as its header alone.
    Header(Node),
    /// A rule up to its part.
    UpTo(RuleId, Node),
    /// A rule as far as it is read before its part.
    Before(RuleId, Node),
    /// The operands of a chain up to this number.
    Operands(RuleId, usize),
    /// The end of a node.
    End(Node),
}

impl Compiler<'_, '_> {
    /// What follows comes from `node`, a statement with a block counting as its header alone.
    /// Returns what to [`leave`](Self::leave) to.
    #[inline]
    pub(super) fn enter(&mut self, node: Node) -> Span {
        self.enter_if_asked(Part::Header(node))
    }

    /// What follows comes from the rule `id` up to its part `last`.
    #[inline]
    pub(super) fn enter_part(&mut self, id: RuleId, last: Node) -> Span {
        self.enter_if_asked(Part::UpTo(id, last))
    }

    /// What follows comes from the rule `id` as far as it is read before its part `next`.
    #[inline]
    pub(super) fn enter_before(&mut self, id: RuleId, next: Node) -> Span {
        self.enter_if_asked(Part::Before(id, next))
    }

    /// What follows comes from the operands of the chain `id` up to number `last`.
    #[inline]
    pub(super) fn enter_operands(&mut self, id: RuleId, last: usize) -> Span {
        self.enter_if_asked(Part::Operands(id, last))
    }

    /// What follows is implied by the end of `node`.
    #[inline]
    pub(super) fn enter_end(&mut self, node: Node) -> Span {
        self.enter_if_asked(Part::End(node))
    }

    /// What follows comes from `outer` again.
    #[inline]
    pub(super) fn leave(&mut self, outer: Span) {
        if self.origins.is_some() {
            self.enter_span(Some(outer));
        }
    }

    #[inline]
    fn enter_if_asked(&mut self, part: Part) -> Span {
        if self.origins.is_none() {
            return Span::default();
        }
        self.enter_found(part)
    }

    #[cold]
    fn enter_found(&mut self, part: Part) -> Span {
        let span = self.find(part);
        self.enter_span(span)
    }

    fn find(&self, part: Part) -> Option<Span> {
        let (tree, extents) = (self.tree, self.origins.as_ref()?.extents);
        let from = |id: RuleId, end: u32| {
            let start = tree.offset(id);
            Some(Span::new(start, end.max(start)))
        };
        match part {
            Part::Header(node) => extents.header(tree, node),
            Part::UpTo(id, last) => from(id, extents.of(tree, last)?.end),
            Part::Before(id, next) => match extents.of(tree, next) {
                Some(next) => from(id, extents.end_before(next.start)),
                None => from(id, tree.end(id)),
            },
            Part::Operands(id, last) if last + 1 == tree.children(id).len() => {
                from(id, tree.end(id))
            }
            // Operands go on behind it, so what closes there was opened in it.
            Part::Operands(id, last) => {
                let last = extents.of(tree, tree.child(id, last))?;
                from(id, extents.closed(last.end))
            }
            Part::End(node) => {
                let end = extents.of(tree, node)?.end;
                Some(Span::new(end, end))
            }
        }
    }

    /// Returns the span that was left. `None` changes nothing.
    #[cold]
    fn enter_span(&mut self, span: Option<Span>) -> Span {
        let Some(origins) = &mut self.origins else {
            return Span::default();
        };
        let outer = origins.here;
        if let Some(span) = span {
            origins.here = span;
            self.code.comes_from(span);
        }
        outer
    }
}
