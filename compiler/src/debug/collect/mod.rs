//! Collecting names: one walk over a tree notes every name and scope, in the order of the source.
//!
//! The walk takes whatever tree there is. What it does not know it walks through, and nothing that is
//! wrong with a program stops it; the compiler itself is who refuses.

mod scopes;

use super::extents::Extents;
use super::span::Span;
use super::symbols::{ParameterKind, Role};
use crate::intern::{Interner, Qstr};
use crate::scope::{Scope, ScopeKind};
use crate::tree::{Kind, Node, RuleId, Tree};
use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

/// What a scope does with a name, as far as it decides where the name lives.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    Load,
    /// An assignment or deletion.
    Assign,
    Walrus,
    Global,
    Nonlocal,
    /// A parameter, with its flags.
    Param(u8),
    /// The class that a class body makes, for methods that use `super()`.
    OwnClass,
}

/// What decides the meaning of a name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meaning {
    /// The scope that it stands in.
    Scope,
    /// The same, but it does not make the scope know the name: the compiler skips annotations.
    Annotation,
    /// It was bound by `const` in the scope of this number.
    Constant(usize),
}

/// A name in the source. Offsets here are the lexer's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub span: Span,
    pub name: Qstr,
    pub scope: usize,
    pub role: Role,
    pub meaning: Meaning,
}

pub(super) struct FoundParameter {
    pub name: Qstr,
    pub span: Span,
    pub kind: ParameterKind,
    pub has_default: bool,
}

/// Where a scope is in the source, and what is in it.
pub(super) struct FoundScope {
    /// Where the rule starts that it is made from.
    pub start: u32,
    pub span: Span,
    pub name: Option<Span>,
    pub body: Span,
    /// Of scopes with a block: where it starts, unless it is missing.
    pub block: Option<Option<u32>>,
    pub parameters: Vec<FoundParameter>,
    pub events: Vec<(Event, Qstr)>,
}

/// The walk.
pub(super) struct Collector<'t> {
    tree: &'t Tree,
    names: &'t Interner,
    extents: &'t Extents,
    /// The text that the tree is of, as the lexer has it.
    source: &'t [u8],
    /// The scopes, still without names.
    pub scopes: Vec<Scope>,
    /// More of each.
    pub found_scopes: Vec<FoundScope>,
    pub found: Vec<Found>,
    /// Names bound by `const`, with the scope that did it.
    pub constants: BTreeMap<Qstr, usize>,
    cur: usize,
    in_annotation: bool,
}

impl<'t> Collector<'t> {
    pub fn new(
        tree: &'t Tree,
        root: Node,
        names: &'t Interner,
        extents: &'t Extents,
        source: &'t [u8],
    ) -> Self {
        let whole = Span::new(0, source.len() as u32);
        let mut collector = Self {
            tree,
            names,
            extents,
            source,
            scopes: vec![Scope::new(ScopeKind::Module, None, root, Qstr::MODULE)],
            found_scopes: vec![FoundScope {
                start: 0,
                span: whole,
                name: None,
                body: whole,
                block: None,
                parameters: Vec::new(),
                events: Vec::new(),
            }],
            found: Vec::new(),
            constants: BTreeMap::new(),
            cur: 0,
            in_annotation: false,
        };
        collector.visit(root);
        collector
    }

    fn child(&self, id: RuleId, index: usize) -> Node {
        self.tree.child(id, index)
    }

    fn elements(&self, node: Node, kind: Kind) -> Vec<Node> {
        self.tree.list(&node, kind).to_vec()
    }

    // Names.

    fn event(&mut self, event: Event, name: Qstr) {
        self.found_scopes[self.cur].events.push((event, name));
    }

    /// Notes a name, unless the lexer made it up.
    fn note(&mut self, node: Node, role: Role, meaning: Meaning) {
        let Node::Id(name, start) = node else { return };
        let text = self.names.get(name);
        let here = self.source.get(start as usize..).unwrap_or_default();
        if here.starts_with(text) {
            self.found.push(Found {
                span: Span::new(start, start + text.len() as u32),
                name,
                scope: self.cur,
                role,
                meaning,
            });
        }
    }

    fn load(&mut self, node: Node) {
        let Node::Id(name, _) = node else { return };
        let meaning = match self.constants.get(&name) {
            Some(&scope) => Meaning::Constant(scope),
            None if self.in_annotation => Meaning::Annotation,
            None => {
                self.event(Event::Load, name);
                Meaning::Scope
            }
        };
        self.note(node, Role::Load, meaning);
    }

    /// A name that the scope binds, or does something like it with.
    fn name(&mut self, node: Node, event: Event, role: Role) {
        let Node::Id(name, _) = node else { return };
        self.event(event, name);
        self.note(node, role, Meaning::Scope);
    }

    /// The target of an assignment.
    fn bind(&mut self, target: Node, role: Role) {
        let id = match target {
            Node::Id(..) => return self.name(target, Event::Assign, role),
            Node::Rule(id) => id,
            _ => return,
        };
        match self.tree.kind(id) {
            Kind::TestlistStarExpr
            | Kind::ExprList
            | Kind::AtomParen
            | Kind::AtomBracket
            | Kind::TestlistComp
            | Kind::StarExpr => {
                for &part in self.tree.children(id) {
                    self.bind(part, role);
                }
            }
            _ => self.visit(target),
        }
    }

    fn delete(&mut self, target: Node) {
        match target {
            Node::Id(..) => self.name(target, Event::Assign, Role::Delete),
            Node::Rule(id)
                if matches!(
                    self.tree.kind(id),
                    Kind::ExprList | Kind::AtomParen | Kind::TestlistComp
                ) =>
            {
                for &part in self.tree.children(id) {
                    self.delete(part);
                }
            }
            _ => self.visit(target),
        }
    }

    // Nodes.

    fn visit(&mut self, node: Node) {
        match node {
            Node::Id(..) => self.load(node),
            Node::Rule(id) => self.rule(id),
            _ => {}
        }
    }

    fn children(&mut self, id: RuleId) {
        for &child in self.tree.children(id) {
            self.visit(child);
        }
    }

    fn rule(&mut self, id: RuleId) {
        let (first, second) = (self.child(id, 0), self.child(id, 1));
        match self.tree.kind(id) {
            Kind::ExprStmt => self.expr_stmt(first, second),
            Kind::DelStmt => self.delete(first),
            Kind::ImportName => {
                for module in self.elements(first, Kind::DottedAsNames) {
                    self.import(module);
                }
            }
            Kind::ImportFrom => {
                for name in self.elements(second, Kind::ImportAsNames) {
                    if let Some(name) = self.tree.as_rule(name, Kind::ImportAsName) {
                        let alias = self.child(name, 1);
                        let bound = if alias == Node::Null {
                            self.child(name, 0)
                        } else {
                            alias
                        };
                        self.name(bound, Event::Assign, Role::Import);
                    }
                }
            }
            Kind::GlobalStmt => self.declare(first, Event::Global, Role::Global),
            Kind::NonlocalStmt => self.declare(first, Event::Nonlocal, Role::Nonlocal),
            Kind::ForStmt => {
                self.bind(first, Role::For);
                for &part in self.tree.children(id).iter().skip(1) {
                    self.visit(part);
                }
            }
            Kind::WithItem => {
                self.visit(first);
                self.bind(second, Role::With);
            }
            Kind::ExceptAsName => {
                self.visit(first);
                self.name(second, Event::Assign, Role::Except);
            }
            Kind::NamedExpr => {
                self.name(first, Event::Walrus, Role::Walrus);
                self.visit(second);
            }
            Kind::Argument => self.argument(id, first, second),
            Kind::AtomExpr | Kind::AtomExprAwait => {
                self.visit(first);
                self.super_call(first, second);
                self.visit(second);
            }
            Kind::TrailerPeriod => {}
            Kind::AtomParen => self.bracketed(id, first, ScopeKind::GenExpr),
            Kind::AtomBracket => self.bracketed(id, first, ScopeKind::ListComp),
            Kind::AtomBrace => {
                let key = match first {
                    Node::Rule(inner) => self.child(inner, 0),
                    _ => Node::Null,
                };
                let kind = if self.tree.is(key, Kind::DictItem) {
                    ScopeKind::DictComp
                } else {
                    ScopeKind::SetComp
                };
                self.bracketed(id, first, kind);
            }
            Kind::Lambdef => self.lambda(id),
            Kind::Funcdef | Kind::Classdef => self.definition(id, id),
            Kind::AsyncStmt | Kind::AsyncFuncdef => self.defined(id, first),
            Kind::Decorated => {
                for decorator in self.elements(first, Kind::Decorators) {
                    self.decorator(decorator);
                }
                self.defined(id, second);
            }
            _ => self.children(id),
        }
    }

    fn expr_stmt(&mut self, target: Node, assigned: Node) {
        let Node::Rule(id) = assigned else {
            // `x = y`, unless there is nothing assigned at all.
            if assigned == Node::Null {
                self.visit(target);
            } else {
                self.bind(target, Role::Assign);
                self.visit(assigned);
            }
            return;
        };
        let (first, second) = (self.child(id, 0), self.child(id, 1));
        match self.tree.kind(id) {
            Kind::Annassign => {
                let role = if second == Node::Null {
                    Role::Annotate
                } else {
                    Role::Assign
                };
                self.bind(target, role);
                self.annotation(first);
                self.visit(second);
                self.constant(target, second);
            }
            Kind::Augassign => {
                if let Node::Id(name, _) = target {
                    self.event(Event::Load, name);
                    self.name(target, Event::Assign, Role::AugmentedAssign);
                } else {
                    self.visit(target);
                }
                self.visit(second);
            }
            Kind::AssignList => {
                self.bind(target, Role::Assign);
                if let Some((&value, targets)) = self.tree.children(id).split_last() {
                    for &target in targets {
                        self.bind(target, Role::Assign);
                    }
                    self.visit(value);
                }
            }
            _ => {
                self.bind(target, Role::Assign);
                self.visit(assigned);
                self.constant(target, assigned);
            }
        }
    }

    /// Remembers a name that is bound to `const(…)`.
    fn constant(&mut self, target: Node, value: Node) {
        if let (Node::Id(name, _), Some(call)) = (target, self.tree.as_rule(value, Kind::AtomExpr))
            && matches!(self.child(call, 0), Node::Id(Qstr::CONST, _))
            && self.tree.is(self.child(call, 1), Kind::TrailerParen)
        {
            self.constants.insert(name, self.cur);
        }
    }

    fn annotation(&mut self, annotation: Node) {
        let outer = core::mem::replace(&mut self.in_annotation, true);
        self.visit(annotation);
        self.in_annotation = outer;
    }

    fn import(&mut self, module: Node) {
        let bound = match self.tree.as_rule(module, Kind::DottedAsName) {
            Some(renamed) => self.child(renamed, 1),
            None => match self.tree.as_rule(module, Kind::DottedName) {
                Some(dotted) => self.child(dotted, 0),
                None => module,
            },
        };
        self.name(bound, Event::Assign, Role::Import);
    }

    fn declare(&mut self, names: Node, event: Event, role: Role) {
        for name in self.elements(names, Kind::NameList) {
            self.name(name, event, role);
        }
    }

    /// `x := …`, a generator expression, or a keyword, whose name is none of this scope.
    fn argument(&mut self, id: RuleId, first: Node, second: Node) {
        if self.tree.is(second, Kind::ArgumentAssign) {
            self.name(first, Event::Walrus, Role::Walrus);
            self.visit(second);
        } else if let Some(comp) = self.tree.as_rule(second, Kind::CompFor) {
            self.comprehension(id, comp, ScopeKind::GenExpr);
        } else {
            self.visit(second);
        }
    }

    /// `super()` in a method uses the class, which has no name there.
    fn super_call(&mut self, subject: Node, trailers: Node) {
        let in_function = self.scopes[self.cur].kind == ScopeKind::Function;
        if !in_function || !matches!(subject, Node::Id(Qstr::SUPER, _)) {
            return;
        }
        let first = self.tree.list(&trailers, Kind::Trailers).first();
        let parens = first.and_then(|&first| self.tree.as_rule(first, Kind::TrailerParen));
        if parens.is_some_and(|parens| self.child(parens, 0) == Node::Null) {
            self.event(Event::Load, Qstr::CLASS);
        }
    }

    /// What is in brackets: a comprehension or something else.
    fn bracketed(&mut self, id: RuleId, inner: Node, kind: ScopeKind) {
        if let Node::Rule(rule) = inner
            && matches!(self.tree.kind(rule), Kind::TestlistComp | Kind::DictOrSet)
            && let Some(comp) = self.tree.as_rule(self.child(rule, 1), Kind::CompFor)
        {
            return self.comprehension(rule, comp, kind);
        }
        self.children(id);
    }
}
