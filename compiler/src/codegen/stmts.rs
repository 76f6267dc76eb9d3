//! Statements: assignment, deletion, imports, jumps out, and the dispatch of all others.

use super::ops::binary;
use super::{Compiler, Gen};
use crate::Input;
use crate::intern::{LONGEST_NAME, NAME_TOO_LONG, Qstr};
use crate::scope::{Place, ScopeKind};
use crate::token::Tok;
use crate::tree::{Kind, Node, RuleId};
use mpy::opcode as op;

/// What is done with the target of an assignment.
#[derive(Clone, Copy, PartialEq)]
enum Access {
    Store,
    /// Load it for an augmented assignment, keeping what the store needs.
    AugmentedLoad,
    /// Store it after that.
    AugmentedStore,
}

impl Compiler<'_, '_> {
    pub(super) fn statement(&mut self, id: RuleId) -> Gen<()> {
        if self.refused.is_some() {
            return self.statement_refusing(id);
        }
        self.any_statement(id)
    }

    pub(super) fn any_statement(&mut self, id: RuleId) -> Gen<()> {
        match self.tree.kind(id) {
            Kind::FileInput
            | Kind::Statements
            | Kind::SimpleStatements
            | Kind::SuiteStatements
            | Kind::PassStmt => self.all_nodes(id),
            Kind::ExprStmt => self.expr_stmt(id),
            Kind::DelStmt => {
                let targets = self.elements(self.child(id, 0), Kind::ExprList);
                targets
                    .into_iter()
                    .try_for_each(|target| self.delete(target))
            }
            Kind::BreakStmt | Kind::ContinueStmt => self.break_or_continue(id),
            Kind::ReturnStmt => self.return_stmt(id),
            Kind::YieldStmt => {
                self.node(self.child(id, 0))?;
                self.pop_top();
                Ok(())
            }
            Kind::RaiseStmt => self.raise_stmt(id),
            Kind::ImportName => {
                let modules = self.elements(self.child(id, 0), Kind::DottedAsNames);
                modules
                    .into_iter()
                    .try_for_each(|module| self.import_as(module))?;
                Ok(())
            }
            Kind::ImportFrom => self.import_from(id),
            Kind::GlobalStmt | Kind::NonlocalStmt => self.global_nonlocal_stmt(id),
            Kind::AssertStmt => self.assert_stmt(id),
            Kind::IfStmt => self.if_stmt(id),
            Kind::WhileStmt => self.while_stmt(id),
            Kind::ForStmt => self.for_stmt(id),
            Kind::TryStmt => self.try_stmt(id),
            Kind::WithStmt => self.with_stmt(id),
            Kind::AsyncStmt => self.async_stmt(id),
            Kind::Funcdef => self.funcdef(id),
            Kind::Classdef => self.classdef(id),
            Kind::Decorated => self.decorated(id),
            // The other rules are only ever parts of those above.
            _ => Ok(()),
        }
    }

    fn expr_stmt(&mut self, id: RuleId) -> Gen<()> {
        let (target, assigned) = (self.child(id, 0), self.child(id, 1));
        if assigned == Node::Null {
            let typed = self.options.input == Input::Single;
            if typed && self.scopes[self.cur].kind == ScopeKind::Module {
                let show = self.names.add(b"__repl_print__");
                self.load_id(show);
                self.node(target)?;
                self.call_function(1);
                self.pop_top();
                return Ok(());
            }
            // A constant alone does nothing.
            if matches!(target, Node::Id(..))
                || (matches!(target, Node::Rule(_)) && !self.tree.is(target, Kind::Const))
            {
                self.node(target)?;
                self.pop_top();
            }
            return Ok(());
        }
        if let Some(annotated) = self.rule(assigned, Kind::Annassign) {
            let value = self.child(annotated, 1);
            if value != Node::Null {
                return self.plain_assign(target, value);
            }
            // In a function, the annotation alone makes the name a local.
            if let (ScopeKind::Function, Node::Id(name, _)) = (self.scopes[self.cur].kind, target) {
                self.scopes[self.cur].find_or_add(name, Place::Local);
            }
            return Ok(());
        }
        if let Some(augmented) = self.rule(assigned, Kind::Augassign) {
            self.access(target, Access::AugmentedLoad)?;
            self.node(self.child(augmented, 1))?;
            if let Node::Token(token, _) = self.child(augmented, 0) {
                self.binary(binary::INPLACE_OR + token.since(Tok::PipeEqual));
            }
            return self.access(target, Access::AugmentedStore);
        }
        let Some(list) = self.rule(assigned, Kind::AssignList) else {
            return self.plain_assign(target, assigned);
        };
        let targets = self.children_of(list);
        let Some((&value, middle)) = targets.split_last() else {
            return Ok(());
        };
        self.node(value)?;
        if !middle.is_empty() {
            self.dup_top();
        }
        self.assign(target)?;
        for (i, &target) in middle.iter().enumerate() {
            if i + 1 < middle.len() {
                self.dup_top();
            }
            self.assign(target)?;
        }
        Ok(())
    }

    fn plain_assign(&mut self, target: Node, value: Node) -> Gen<()> {
        let both = self
            .rule(target, Kind::TestlistStarExpr)
            .zip(self.rule(value, Kind::TestlistStarExpr));
        if let Some((targets, values)) = both {
            let (targets, values) = (self.children_of(targets), self.children_of(values));
            let starred = targets
                .iter()
                .any(|&target| self.tree.is(target, Kind::StarExpr));
            // Two or three values change places on the stack, without a tuple.
            if targets.len() == values.len() && matches!(targets.len(), 2 | 3) && !starred {
                for &value in values {
                    self.node(value)?;
                }
                if values.len() == 3 {
                    self.rot_three();
                }
                self.rot_two();
                return targets.iter().try_for_each(|&target| self.assign(target));
            }
        }
        self.node(value)?;
        self.assign(target)
    }

    /// Stores the top of the stack.
    pub(super) fn assign(&mut self, target: Node) -> Gen<()> {
        self.access(target, Access::Store)
    }

    fn access(&mut self, target: Node, access: Access) -> Gen<()> {
        let outer = self.enter(target);
        self.access_within(target, access)?;
        self.leave(outer);
        Ok(())
    }

    fn access_within(&mut self, target: Node, access: Access) -> Gen<()> {
        let refused = "can't assign to expression";
        let id = match target {
            Node::Id(name, _) => {
                if access == Access::AugmentedLoad {
                    self.load_id(name);
                } else {
                    self.store_id(name);
                }
                return Ok(());
            }
            Node::Rule(id) => id,
            _ => return self.fail_later(target, refused),
        };
        let kind = self.tree.kind(id);
        if kind == Kind::AtomExpr {
            return self.access_trailer(id, access);
        }
        if access != Access::Store {
            return self.fail(target, refused);
        }
        let inner = self.child(id, 0);
        match kind {
            Kind::TestlistStarExpr | Kind::ExprList => self.assign_tuple(self.children_of(id)),
            Kind::AtomBracket if inner == Node::Null => self.assign_tuple(&[]),
            Kind::AtomParen | Kind::AtomBracket => match self.rule(inner, Kind::TestlistComp) {
                // The comprehension or tuple within is what the error is about.
                Some(list) if self.comprehension_in(list).is_some() => self.fail(target, refused),
                Some(list) => self.assign_tuple(self.children_of(list)),
                None if kind == Kind::AtomBracket => self.assign_tuple(&[inner]),
                None => self.fail(target, refused),
            },
            _ => self.fail(target, refused),
        }
    }

    /// The last trailer of an attribute, item or call, and those before it.
    fn split_trailers(&self, id: RuleId) -> (alloc::vec::Vec<Node>, Option<(RuleId, Kind)>) {
        let mut trailers = self.elements(self.child(id, 1), Kind::Trailers);
        let last = match trailers.pop() {
            Some(Node::Rule(last)) => Some((last, self.tree.kind(last))),
            _ => None,
        };
        (trailers, last)
    }

    fn access_trailer(&mut self, id: RuleId, access: Access) -> Gen<()> {
        let (before, last) = self.split_trailers(id);
        if access != Access::AugmentedStore {
            self.node(self.child(id, 0))?;
            for trailer in before {
                self.trailer(id, trailer)?;
            }
        }
        match last {
            Some((bracket, Kind::TrailerBracket)) => {
                if access == Access::AugmentedStore {
                    self.rot_three();
                    self.store_subscr();
                    return Ok(());
                }
                self.node(self.child(bracket, 0))?;
                if access == Access::AugmentedLoad {
                    self.dup_top_two();
                    self.load_subscr();
                } else {
                    self.store_subscr();
                }
                Ok(())
            }
            Some((period, Kind::TrailerPeriod)) => {
                let Node::Id(name, _) = self.child(period, 0) else {
                    return Ok(());
                };
                match access {
                    Access::AugmentedLoad => {
                        self.dup_top();
                        self.load_attr(name);
                    }
                    Access::AugmentedStore => {
                        self.rot_two();
                        self.store_attr(name);
                    }
                    Access::Store => self.store_attr(name),
                }
                Ok(())
            }
            _ => self.fail(Node::Rule(id), "can't assign to expression"),
        }
    }

    fn assign_tuple(&mut self, targets: &[Node]) -> Gen<()> {
        let mut star = None;
        for (i, &target) in targets.iter().enumerate() {
            if self.tree.is(target, Kind::StarExpr) {
                if star.is_some() {
                    return self.fail(target, "multiple *x in assignment");
                }
                self.unpack_ex(i, targets.len() - i - 1);
                star = Some(i);
            }
        }
        if star.is_none() {
            self.unpack_sequence(targets.len());
        }
        for &target in targets {
            let starred = self.rule(target, Kind::StarExpr);
            self.assign(starred.map_or(target, |id| self.child(id, 0)))?;
        }
        Ok(())
    }

    fn delete(&mut self, target: Node) -> Gen<()> {
        let outer = self.enter(target);
        self.delete_within(target)?;
        self.leave(outer);
        Ok(())
    }

    fn delete_within(&mut self, target: Node) -> Gen<()> {
        let refused = "can't delete expression";
        let id = match target {
            Node::Id(name, _) => {
                self.delete_id(name);
                return Ok(());
            }
            Node::Rule(id) => id,
            _ => return self.fail_later(target, refused),
        };
        match self.tree.kind(id) {
            Kind::AtomExpr => {
                self.node(self.child(id, 0))?;
                let (before, last) = self.split_trailers(id);
                for trailer in before {
                    self.trailer(id, trailer)?;
                }
                match last {
                    Some((bracket, Kind::TrailerBracket)) => {
                        self.node(self.child(bracket, 0))?;
                        self.delete_subscr();
                        Ok(())
                    }
                    Some((period, Kind::TrailerPeriod)) => {
                        if let Node::Id(name, _) = self.child(period, 0) {
                            self.delete_attr(name);
                        }
                        Ok(())
                    }
                    _ => self.fail(target, refused),
                }
            }
            Kind::AtomParen => {
                // What is refused here is the part within, which may have another line.
                let inner = self.child(id, 0);
                match inner {
                    Node::Rule(list) if self.comprehension_in(list).is_none() => {
                        let targets = self.children_of(list);
                        targets.iter().try_for_each(|&target| self.delete(target))
                    }
                    _ => self.fail_later(inner, refused),
                }
            }
            _ => self.fail(target, refused),
        }
    }

    fn return_stmt(&mut self, id: RuleId) -> Gen<()> {
        if self.scopes[self.cur].kind != ScopeKind::Function {
            return self.fail(Node::Rule(id), "'return' outside function");
        }
        let value = self.child(id, 0);
        if value == Node::Null {
            self.load_none();
        } else if let Some(if_expr) = self.rule(value, Kind::TestIfExpr)
            && let Node::Rule(branch) = self.child(if_expr, 1)
        {
            // Both branches return on their own.
            let otherwise = self.label();
            self.condition(self.child(branch, 0), false, otherwise)?;
            self.node(self.child(if_expr, 0))?;
            self.return_value();
            self.place(otherwise);
            self.node(self.child(branch, 1))?;
        } else {
            self.node(value)?;
        }
        self.return_value();
        Ok(())
    }

    fn raise_stmt(&mut self, id: RuleId) -> Gen<()> {
        let value = self.child(id, 0);
        if value == Node::Null {
            self.raise(0);
        } else if let Some(from) = self.rule(value, Kind::RaiseFrom) {
            self.node(self.child(from, 0))?;
            self.node(self.child(from, 1))?;
            self.raise(2);
        } else {
            self.node(value)?;
            self.raise(1);
        }
        Ok(())
    }

    fn assert_stmt(&mut self, id: RuleId) -> Gen<()> {
        if self.options.opt_level != 0 {
            return Ok(());
        }
        let end = self.label();
        self.condition(self.child(id, 0), true, end)?;
        self.load_global(Qstr::ASSERTION_ERROR);
        let message = self.child(id, 1);
        if message != Node::Null {
            self.node(message)?;
            self.call_function(1);
        }
        self.raise(1);
        self.place(end);
        Ok(())
    }

    // Imports.

    fn import_as(&mut self, module: Node) -> Gen<()> {
        let outer = self.enter(module);
        self.load_int(0);
        self.load_none();
        let bound = self.import_module(module)?;
        self.store_id(bound);
        self.leave(outer);
        Ok(())
    }

    /// Imports a module, given level and names; returns the name that `import` binds.
    fn import_module(&mut self, module: Node) -> Gen<Qstr> {
        let renamed = self.rule(module, Kind::DottedAsName);
        let alias = renamed.map(|id| (self.child(id, 0), self.child(id, 1)));
        let path = alias.map_or(module, |(path, _)| path);
        let parts = self.elements(path, Kind::DottedName);
        let mut full = alloc::vec::Vec::new();
        for part in &parts {
            if let Node::Id(name, _) = part {
                if !full.is_empty() {
                    full.push(b'.');
                }
                full.extend_from_slice(self.names.get(*name));
            }
        }
        if full.len() > LONGEST_NAME {
            return Err(self.overflow(NAME_TOO_LONG));
        }
        let full = self.names.add(&full);
        self.with_qstr(-1, op::IMPORT_NAME, full);
        if let Some((_, Node::Id(alias, _))) = alias {
            for part in parts.get(1..).unwrap_or_default() {
                if let Node::Id(name, _) = part {
                    self.load_attr(*name);
                }
            }
            return Ok(alias);
        }
        Ok(match parts.first() {
            Some(Node::Id(name, _)) => *name,
            _ => Qstr::EMPTY,
        })
    }

    fn import_from(&mut self, id: RuleId) -> Gen<()> {
        let (mut source, names) = (self.child(id, 0), self.child(id, 1));
        let mut periods = Node::Null;
        if let Some(relative) = self.rule(source, Kind::ImportRelative) {
            periods = self.child(relative, 0);
            source = self.child(relative, 1);
        } else if matches!(source, Node::Token(..)) || self.tree.is(source, Kind::Periods) {
            periods = source;
            source = Node::Null;
        }
        let periods = self.elements(periods, Kind::Periods);
        let level: i64 = periods
            .iter()
            .map(|&p| {
                if matches!(p, Node::Token(Tok::Ellipsis, _)) {
                    3
                } else {
                    1
                }
            })
            .sum();
        let star = matches!(names, Node::Token(Tok::Star, _));
        if star && self.scopes[self.cur].kind != ScopeKind::Module {
            return self.fail(Node::Rule(id), "import * not at module level");
        }
        self.load_int(level);
        if star {
            self.load_str(Qstr::STAR);
            self.build(op::BUILD_TUPLE, 1);
            self.import_module(source)?;
            self.simple(-1, op::IMPORT_STAR);
            return Ok(());
        }
        let names = self.elements(names, Kind::ImportAsNames);
        let pairs = names.iter().filter_map(|&name| match name {
            Node::Rule(id) => Some((name, self.child(id, 0), self.child(id, 1))),
            _ => None,
        });
        let pairs: alloc::vec::Vec<_> = pairs.collect();
        for &(_, name, _) in &pairs {
            if let Node::Id(name, _) = name {
                self.load_str(name);
            }
        }
        self.build(op::BUILD_TUPLE, pairs.len());
        self.import_module(source)?;
        for (pair, name, alias) in pairs {
            let Node::Id(name, _) = name else { continue };
            let outer = self.enter(pair);
            self.with_qstr(1, op::IMPORT_FROM, name);
            match alias {
                Node::Id(alias, _) => self.store_id(alias),
                _ => self.store_id(name),
            }
            self.leave(outer);
        }
        self.pop_top();
        Ok(())
    }
}
