//! `if`, `while`, `for`, and the ways out of them.

use super::ops::binary;
use super::{Compiler, Gen, Loop};
use crate::emit::Label;
use crate::intern::Qstr;
use crate::tree::{Kind, Node, RuleId};

impl Compiler<'_, '_> {
    pub(super) fn if_stmt(&mut self, id: RuleId) -> Gen<()> {
        let end = self.label();
        let (elifs, otherwise) = (self.child(id, 2), self.child(id, 3));
        let alone = elifs == Node::Null && otherwise == Node::Null;
        if !self.if_branch(self.child(id, 0), self.child(id, 1), end, !alone)? {
            let mut decided = false;
            for elif in self.elements(elifs, Kind::ElifList) {
                let Node::Rule(elif) = elif else { continue };
                if self.if_branch(self.child(elif, 0), self.child(elif, 1), end, true)? {
                    decided = true;
                    break;
                }
            }
            if !decided {
                self.node(otherwise)?;
            }
        }
        self.place(end);
        Ok(())
    }

    /// One condition and its block; says whether the condition is always true.
    fn if_branch(&mut self, condition: Node, body: Node, end: Label, jump: bool) -> Gen<bool> {
        let truth = self.truth(condition);
        if truth == Some(false) {
            return Ok(false);
        }
        let next = self.label();
        self.condition(condition, false, next)?;
        self.node(body)?;
        if truth == Some(true) {
            return Ok(true);
        }
        if jump {
            self.jump(end);
        }
        self.place(next);
        Ok(false)
    }

    /// Starts a loop; returns the one around it, to be put back.
    pub(super) fn enter_loop(&mut self, is_for: bool) -> (Loop, Label, Label) {
        let (break_label, continue_label) = (self.label(), self.label());
        let inner = Loop {
            break_label: Some(break_label),
            continue_label: Some(continue_label),
            is_for,
            except_level: self.except_level,
        };
        (
            core::mem::replace(&mut self.in_loop, inner),
            break_label,
            continue_label,
        )
    }

    pub(super) fn break_or_continue(&mut self, id: RuleId) -> Gen<()> {
        let breaks = self.tree.kind(id) == Kind::BreakStmt;
        let target = if breaks {
            self.in_loop.break_label
        } else {
            self.in_loop.continue_label
        };
        let Some(label) = target else {
            return self.fail(Node::Rule(id), "'break'/'continue' outside loop");
        };
        let levels = self.except_level.saturating_sub(self.in_loop.except_level);
        self.unwind_jump(label, breaks && self.in_loop.is_for, levels);
        Ok(())
    }

    pub(super) fn while_stmt(&mut self, id: RuleId) -> Gen<()> {
        let (outer, break_label, continue_label) = self.enter_loop(false);
        let condition = self.child(id, 0);
        let truth = self.truth(condition);
        if truth != Some(false) {
            let top = self.label();
            if truth != Some(true) {
                self.jump(continue_label);
            }
            self.place(top);
            self.node(self.child(id, 1))?;
            self.place(continue_label);
            self.condition(condition, true, top)?;
        }
        self.in_loop = outer;
        self.node(self.child(id, 2))?;
        self.place(break_label);
        Ok(())
    }

    pub(super) fn for_stmt(&mut self, id: RuleId) -> Gen<()> {
        if let Some(range) = self.simple_range(id) {
            return self.for_range(id, range);
        }
        let (outer, break_label, continue_label) = self.enter_loop(true);
        let end = self.label();
        let source = self.child(id, 1);
        self.node(source)?;
        let header = self.enter(source);
        self.get_iter_stack();
        self.place(continue_label);
        self.for_iter(end);
        self.leave(header);
        self.assign(self.child(id, 0))?;
        self.node(self.child(id, 2))?;
        self.jump(continue_label);
        self.place(end);
        self.for_iter_end();
        self.in_loop = outer;
        self.node(self.child(id, 3))?;
        self.place(break_label);
        Ok(())
    }

    /// Start, end and step, if this is a loop of one variable over a plain `range(…)`.
    fn simple_range(&self, id: RuleId) -> Option<(Node, Node, i64)> {
        let Node::Id(..) = self.child(id, 0) else {
            return None;
        };
        let call = self.rule(self.child(id, 1), Kind::AtomExpr)?;
        let parens = self.rule(self.child(call, 1), Kind::TrailerParen)?;
        if !matches!(self.child(call, 0), Node::Id(Qstr::RANGE, _)) {
            return None;
        }
        let (start, end, step) = match *self.elements(self.child(parens, 0), Kind::Arglist) {
            [end] => (Node::Int(0, self.tree.offset(call)), end, 1),
            [start, end] => (start, end, 1),
            [start, end, Node::Int(step, _)] if step != 0 => (start, end, step),
            _ => return None,
        };
        let plain = |node| match node {
            Node::Rule(id) => !matches!(
                self.tree.kind(id),
                Kind::ArgStar | Kind::ArgDblStar | Kind::Argument
            ),
            _ => true,
        };
        (plain(start) && plain(end)).then_some((start, end, step))
    }

    /// Counts on the stack instead of making an iterator.
    fn for_range(&mut self, id: RuleId, (start, end, step): (Node, Node, i64)) -> Gen<()> {
        let (outer, break_label, continue_label) = self.enter_loop(false);
        let (top, entry) = (self.label(), self.label());
        let end_on_stack = !matches!(end, Node::Int(..));
        let header = self.enter(self.child(id, 1));
        if end_on_stack {
            self.node(end)?;
        }
        self.node(start)?;
        self.jump(entry);
        self.place(top);
        self.dup_top();
        self.assign(self.child(id, 0))?;
        self.node(self.child(id, 2))?;
        self.place(continue_label);
        self.load_int(step);
        self.binary(binary::INPLACE_ADD);
        self.place(entry);
        if end_on_stack {
            self.dup_top_two();
            self.rot_two();
        } else {
            self.dup_top();
            self.node(end)?;
        }
        self.binary(if step >= 0 {
            binary::LESS
        } else {
            binary::MORE
        });
        self.pop_jump_if(true, top);
        self.in_loop = outer;
        let otherwise = self.child(id, 3);
        let mut past = None;
        if otherwise != Node::Null {
            self.pop_top();
            if end_on_stack {
                self.pop_top();
            }
            self.node(otherwise)?;
            let label = self.label();
            self.jump(label);
            self.code.adjust(1 + i32::from(end_on_stack));
            past = Some(label);
        }
        self.place(break_label);
        self.pop_top();
        if end_on_stack {
            self.pop_top();
        }
        if let Some(past) = past {
            self.place(past);
        }
        self.leave(header);
        Ok(())
    }
}
