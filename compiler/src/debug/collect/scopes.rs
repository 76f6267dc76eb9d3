//! The walk where it comes upon scopes: functions, classes, lambdas and comprehensions.

use super::{Collector, Event, FoundParameter, FoundScope};
use crate::debug::span::Span;
use crate::debug::symbols::{ParameterKind, Role};
use crate::intern::Qstr;
use crate::scope::{DBL_STAR_PARAM, PARAM, STAR_PARAM, Scope, ScopeKind};
use crate::tree::{Kind, Node, RuleId};
use alloc::vec::Vec;

/// Where the parts of a new scope are.
struct Opened {
    /// Its rule with what stands before it.
    whole: RuleId,
    name: Option<Span>,
    body: Option<u32>,
    block: Option<Option<u32>>,
}

impl Collector<'_> {
    pub(super) fn decorator(&mut self, decorator: Node) {
        let Some(id) = self.tree.as_rule(decorator, Kind::Decorator) else {
            return self.visit(decorator);
        };
        let path = self.elements(self.child(id, 0), Kind::DottedName);
        // `@micropython.native` and its kin speak to the compiler; nothing is looked up.
        match path[..] {
            [Node::Id(Qstr::MICROPYTHON, _), _] | [] => {}
            [first, ..] => self.load(first),
        }
        self.visit(self.child(id, 1));
    }

    /// What `async` or decorators stand before.
    pub(super) fn defined(&mut self, whole: RuleId, inner: Node) {
        match inner {
            Node::Rule(id) => match self.tree.kind(id) {
                Kind::Funcdef | Kind::Classdef => self.definition(whole, id),
                Kind::AsyncFuncdef => self.defined(whole, self.child(id, 0)),
                _ => self.rule(id),
            },
            _ => self.visit(inner),
        }
    }

    fn open(&mut self, kind: ScopeKind, rule: RuleId, name: Qstr, found: Opened) -> usize {
        let start = self.tree.offset(rule);
        let end = self.tree.end(rule).max(start);
        let number = self.scopes.len();
        let node = Node::Rule(rule);
        self.scopes
            .push(Scope::new(kind, Some(self.cur), node, name));
        self.found_scopes.push(FoundScope {
            start,
            span: Span::new(self.tree.offset(found.whole), self.tree.end(found.whole)),
            name: found.name,
            body: Span::new(found.body.unwrap_or(start).clamp(start, end), end),
            block: found.block,
            parameters: Vec::new(),
            events: Vec::new(),
        });
        number
    }

    /// Walks through what runs in scope `number`. Annotations may hold scopes, but they end there.
    fn within(&mut self, number: usize, walk: impl FnOnce(&mut Self)) {
        let outer = (self.cur, self.in_annotation);
        (self.cur, self.in_annotation) = (number, false);
        walk(self);
        (self.cur, self.in_annotation) = outer;
    }

    /// A function or class; `whole` is its rule with what stands before it.
    pub(super) fn definition(&mut self, whole: RuleId, id: RuleId) {
        let is_class = self.tree.kind(id) == Kind::Classdef;
        let target = self.child(id, 0);
        let (kind, role, body) = if is_class {
            (ScopeKind::Class, Role::Class, self.child(id, 2))
        } else {
            (ScopeKind::Function, Role::Function, self.child(id, 3))
        };
        self.name(target, Event::Assign, role);
        let name = match target {
            Node::Id(name, _) => name,
            _ => Qstr::EMPTY,
        };
        let block = self.extents.of(self.tree, body).map(|span| span.start);
        // A block that is missing is still to be typed, behind the header.
        let colon = block.map_or(self.tree.end(id), |block| self.extents.end_before(block));
        let number = self.open(
            kind,
            id,
            name,
            Opened {
                whole,
                name: self.extents.of(self.tree, target),
                body: Some(colon),
                block: Some(block),
            },
        );
        if is_class {
            self.visit(self.child(id, 1));
            self.within(number, |this| {
                this.event(Event::OwnClass, Qstr::CLASS);
                this.event(Event::Load, Qstr::NAME);
                this.event(Event::Assign, Qstr::MODULE_ATTR);
                this.event(Event::Assign, Qstr::QUALNAME);
                this.visit(body);
            });
        } else {
            self.parameters(number, self.child(id, 1), Kind::TypedArgs);
            self.annotation(self.child(id, 2));
            self.within(number, |this| this.visit(body));
        }
    }

    pub(super) fn lambda(&mut self, id: RuleId) {
        let body = self.child(id, 1);
        let start = self.extents.of(self.tree, body).map(|span| span.start);
        let number = self.open(
            ScopeKind::Lambda,
            id,
            Qstr::LAMBDA,
            Opened {
                whole: id,
                name: None,
                body: start.map(|start| self.extents.end_before(start)),
                block: None,
            },
        );
        self.parameters(number, self.child(id, 0), Kind::VarArgs);
        self.within(number, |this| this.visit(body));
    }

    fn parameters(&mut self, number: usize, params: Node, list: Kind) {
        let mut after_star = false;
        for param in self.elements(params, list) {
            let Node::Rule(id) = param else {
                self.parameter(number, param, after_star, PARAM, false);
                continue;
            };
            let (first, second) = (self.child(id, 0), self.child(id, 1));
            match self.tree.kind(id) {
                Kind::TypedArgStar | Kind::VarArgStar => {
                    after_star = true;
                    let typed = self.tree.as_rule(first, Kind::Tfpdef);
                    let name = typed.map_or(first, |typed| self.child(typed, 0));
                    self.parameter(number, name, false, PARAM | STAR_PARAM, false);
                    if let Some(typed) = typed {
                        self.annotation(self.child(typed, 1));
                    }
                }
                Kind::TypedArgDblStar | Kind::VarArgDblStar => {
                    self.parameter(number, first, false, PARAM | DBL_STAR_PARAM, false);
                    self.annotation(second);
                }
                Kind::TypedArgName => {
                    let default = self.child(id, 2);
                    self.parameter(number, first, after_star, PARAM, default != Node::Null);
                    self.annotation(second);
                    self.visit(default);
                }
                _ => {
                    self.parameter(number, first, after_star, PARAM, second != Node::Null);
                    self.visit(second);
                }
            }
        }
    }

    fn parameter(
        &mut self,
        number: usize,
        target: Node,
        after_star: bool,
        flags: u8,
        has_default: bool,
    ) {
        let (Node::Id(name, _), Some(span)) = (target, self.extents.of(self.tree, target)) else {
            return;
        };
        let kind = match (flags, after_star) {
            (PARAM, false) => ParameterKind::Positional,
            (PARAM, true) => ParameterKind::KeywordOnly,
            _ if flags & STAR_PARAM != 0 => ParameterKind::Star,
            _ => ParameterKind::DoubleStar,
        };
        self.found_scopes[number].parameters.push(FoundParameter {
            name,
            span,
            kind,
            has_default,
        });
        self.within(number, |this| {
            this.name(target, Event::Param(flags), Role::Parameter);
        });
    }

    /// The iterable of the first `for` is computed outside, all else within.
    pub(super) fn comprehension(&mut self, id: RuleId, comp: RuleId, kind: ScopeKind) {
        let whole = Opened {
            whole: id,
            name: None,
            body: None,
            block: None,
        };
        let number = self.open(kind, id, kind.comprehension_name(), whole);
        let element = self.child(id, 0);
        self.within(number, |this| {
            this.visit(element);
            this.bind(this.child(comp, 0), Role::For);
        });
        self.visit(self.child(comp, 1));
        self.within(number, |this| this.comp_rest(this.child(comp, 2)));
    }

    fn comp_rest(&mut self, rest: Node) {
        if let Some(inner) = self.tree.as_rule(rest, Kind::CompFor) {
            self.bind(self.child(inner, 0), Role::For);
            self.visit(self.child(inner, 1));
            self.comp_rest(self.child(inner, 2));
        } else if let Some(condition) = self.tree.as_rule(rest, Kind::CompIf) {
            self.visit(self.child(condition, 0));
            self.comp_rest(self.child(condition, 1));
        } else {
            self.visit(rest);
        }
    }
}
