//! The outline of a source: its classes, functions and variables, nested as they are.

use super::span::Span;
use super::symbols::{Role, ScopeId, Symbols};
use crate::scope::ScopeKind;
use alloc::string::String;
use alloc::vec::Vec;

/// What an item of the outline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutlineKind {
    /// A class.
    Class,
    /// A function outside of classes.
    Function,
    /// A function in a class.
    Method,
    /// A name that a module or class assigns.
    Variable,
    /// One that is bound by `const(…)`.
    Constant,
}

/// An item of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineItem {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OutlineKind,
    /// All of its definition; of a variable, the name where it is first assigned.
    pub span: Span,
    /// The name.
    pub name_span: Span,
    /// What is within, in the order of the source.
    pub children: Vec<OutlineItem>,
}

impl Symbols {
    /// Classes, functions, and what modules and classes assign, in the order of the source.
    #[must_use]
    pub fn outline(&self) -> Vec<OutlineItem> {
        // Scopes within come later, so going backwards completes items before they are moved.
        let mut within: Vec<Vec<OutlineItem>> = self.scopes.iter().map(|_| Vec::new()).collect();
        for number in (0..self.scopes.len()).rev() {
            let scope = &self.scopes[number];
            let mut children = core::mem::take(&mut within[number]);
            children.extend(self.variables(ScopeId(number as u32)));
            children.sort_by_key(|item| item.span.start);
            let Some(parent) = scope.parent else {
                return children;
            };
            let outer = &mut within[parent.0 as usize];
            match (self.outline_kind(number), scope.name_span) {
                (Some(kind), Some(name_span)) => outer.push(OutlineItem {
                    name: scope.name.clone(),
                    kind,
                    span: scope.span,
                    name_span,
                    children,
                }),
                // What a lambda holds is its parent's.
                _ => outer.extend(children),
            }
        }
        Vec::new()
    }

    fn outline_kind(&self, number: usize) -> Option<OutlineKind> {
        let scope = &self.scopes[number];
        let parent = scope.parent.map(|parent| self.scope(parent).kind);
        match scope.kind {
            ScopeKind::Class => Some(OutlineKind::Class),
            ScopeKind::Function if parent == Some(ScopeKind::Class) => Some(OutlineKind::Method),
            ScopeKind::Function => Some(OutlineKind::Function),
            _ => None,
        }
    }

    /// What a module or class assigns, where it does so first.
    fn variables(&self, id: ScopeId) -> impl Iterator<Item = OutlineItem> {
        let scope = self.scope(id);
        let shown = matches!(scope.kind, ScopeKind::Module | ScopeKind::Class);
        let names = scope.names.iter().filter(move |_| shown);
        names.filter_map(move |name| {
            let symbol = self.symbol(name.symbol);
            let assigns = |role| matches!(role, Role::Assign | Role::Annotate);
            let first = self
                .occurrences_of(name.symbol)
                .find(|found| found.scope == id && assigns(found.role))?;
            Some(OutlineItem {
                name: symbol.name.clone(),
                kind: if symbol.constant {
                    OutlineKind::Constant
                } else {
                    OutlineKind::Variable
                },
                span: first.span,
                name_span: first.span,
                children: Vec::new(),
            })
        })
    }
}
