//! `try`, `with`, and their asynchronous kin.

use super::ops::binary;
use super::{Compiler, Gen};
use crate::emit::Label;
use crate::intern::Qstr;
use crate::tree::{Kind, Node, RuleId};
use mpy::{flags, opcode as op};

impl Compiler<'_, '_> {
    pub(super) fn try_stmt(&mut self, id: RuleId) -> Gen<()> {
        let (body, handlers) = (self.child(id, 0), self.child(id, 1));
        if let Some(finally) = self.rule(handlers, Kind::Finally) {
            return self.try_finally(body, &[], Node::Null, self.child(finally, 0));
        }
        let Some(more) = self.rule(handlers, Kind::ExceptAndMore) else {
            let excepts = self.elements(handlers, Kind::ExceptList);
            return self.try_except(body, &excepts, Node::Null);
        };
        let excepts = self.elements(self.child(more, 0), Kind::ExceptList);
        match self.rule(self.child(more, 2), Kind::Finally) {
            Some(finally) => {
                self.try_finally(body, &excepts, self.child(more, 1), self.child(finally, 0))
            }
            None => self.try_except(body, &excepts, self.child(more, 1)),
        }
    }

    fn try_finally(
        &mut self,
        body: Node,
        excepts: &[Node],
        otherwise: Node,
        finally: Node,
    ) -> Gen<()> {
        let handler = self.label();
        self.enter_block(op::SETUP_FINALLY, handler);
        if excepts.is_empty() {
            // Room for what an unwinding jump leaves on the stack.
            self.code.adjust(3);
            self.node(body)?;
            self.code.adjust(-3);
        } else {
            self.try_except(body, excepts, otherwise)?;
        }
        self.load_none();
        self.place(handler);
        // A value being returned may lie above.
        self.code.adjust(1);
        self.node(finally)?;
        self.code.adjust(-1);
        self.leave_block();
        Ok(())
    }

    fn try_except(&mut self, body: Node, excepts: &[Node], otherwise: Node) -> Gen<()> {
        let (handler, success) = (self.label(), self.label());
        self.enter_block(op::SETUP_EXCEPT, handler);
        self.node(body)?;
        self.pop_except_jump(success);
        self.place(handler);
        // The exception, and room for what an unwinding jump leaves.
        self.code.adjust(4);
        let end = self.label();
        for (i, &except) in excepts.iter().enumerate() {
            let Node::Rule(id) = except else { continue };
            let outer = self.enter(except);
            let next = self.label();
            let mut bound = None;
            let mut caught = self.child(id, 0);
            if caught == Node::Null {
                if i + 1 != excepts.len() {
                    return self.fail(except, "default 'except' must be last");
                }
            } else {
                if let Some(named) = self.rule(caught, Kind::ExceptAsName) {
                    caught = self.child(named, 0);
                    bound = Some(self.child(named, 1));
                }
                self.dup_top();
                self.node(caught)?;
                self.binary(binary::EXCEPTION_MATCH);
                self.pop_jump_if(false, next);
            }
            self.except_body(bound, self.child(id, 1))?;
            self.pop_except_jump(end);
            self.place(next);
            self.code.adjust(1);
            self.leave(outer);
        }
        self.leave_block();
        self.code.adjust(-3);
        self.place(success);
        self.node(otherwise)?;
        self.place(end);
        Ok(())
    }

    /// A handler's block; the name of the exception is gone after it, however it is left.
    fn except_body(&mut self, bound: Option<Node>, body: Node) -> Gen<()> {
        let Some(target @ Node::Id(name, _)) = bound else {
            self.pop_top();
            return self.node(body);
        };
        self.assign(target)?;
        let cleanup = self.label();
        self.enter_block(op::SETUP_FINALLY, cleanup);
        self.node(body)?;
        self.load_none();
        self.place(cleanup);
        self.code.adjust(1);
        self.load_none();
        self.store_id(name);
        self.delete_id(name);
        self.code.adjust(-1);
        self.leave_block();
        Ok(())
    }

    pub(super) fn with_stmt(&mut self, id: RuleId) -> Gen<()> {
        let items = self.elements(self.child(id, 0), Kind::WithList);
        let mut ends = alloc::vec::Vec::new();
        for item in items {
            let end = self.label();
            let named = self.rule(item, Kind::WithItem);
            let manager = named.map_or(item, |id| self.child(id, 0));
            self.node(manager)?;
            let outer = self.enter(manager);
            self.enter_block(op::SETUP_WITH, end);
            self.leave(outer);
            match named {
                Some(named) => self.assign(self.child(named, 1))?,
                None => self.pop_top(),
            }
            ends.push((end, manager));
        }
        self.node(self.child(id, 1))?;
        for (end, manager) in ends.into_iter().rev() {
            let outer = self.enter(manager);
            self.load_none();
            self.place(end);
            // Room to call __exit__, then all that the block held.
            self.simple(2, op::WITH_CLEANUP);
            self.code.adjust(-4);
            self.leave_block();
            self.leave(outer);
        }
        Ok(())
    }

    pub(super) fn async_stmt(&mut self, id: RuleId) -> Gen<()> {
        let inner = self.child(id, 0);
        let Node::Rule(stmt) = inner else {
            return Ok(());
        };
        if self.tree.kind(stmt) == Kind::Funcdef {
            self.funcdef(stmt)?;
            self.mark_async(stmt);
            return Ok(());
        }
        if self.scopes[self.cur].flags & flags::GENERATOR == 0 {
            return self.fail(inner, "async for/with outside async function");
        }
        if self.tree.kind(stmt) == Kind::ForStmt {
            return self.async_for(stmt);
        }
        let items = self.elements(self.child(stmt, 0), Kind::WithList);
        self.async_with(&items, self.child(stmt, 1))
    }

    /// Awaits what a method of the object on the stack returns.
    fn await_method(&mut self, method: Qstr) {
        self.load_method(method);
        self.call_method(0);
        self.yield_from();
    }

    fn async_for(&mut self, id: RuleId) -> Gen<()> {
        let ended = self.label();
        let handler = self.label();
        let body = self.label();
        let other_exception = self.label();
        let source = self.child(id, 1);
        self.node(source)?;
        let header = self.enter(source);
        self.load_method(Qstr::AITER);
        self.call_method(0);
        let (outer, break_label, continue_label) = self.enter_loop(false);
        self.place(continue_label);
        self.enter_block(op::SETUP_EXCEPT, handler);
        self.dup_top();
        self.await_method(Qstr::ANEXT);
        self.leave(header);
        self.assign(self.child(id, 0))?;
        self.pop_except_jump(body);
        self.place(handler);
        self.code.adjust(4);
        self.dup_top();
        self.load_global(Qstr::STOP_ASYNC_ITERATION);
        self.binary(binary::EXCEPTION_MATCH);
        self.pop_jump_if(false, other_exception);
        self.pop_top();
        self.pop_except_jump(ended);
        self.place(other_exception);
        self.code.adjust(1);
        self.leave_block();
        self.code.adjust(-3);
        self.place(body);
        self.node(self.child(id, 2))?;
        self.jump(continue_label);
        self.in_loop = outer;
        self.place(ended);
        self.node(self.child(id, 3))?;
        self.place(break_label);
        self.pop_top();
        Ok(())
    }

    fn async_with(&mut self, items: &[Node], body: Node) -> Gen<()> {
        let mut blocks = alloc::vec::Vec::with_capacity(items.len());
        for &item in items {
            let block = AsyncWith {
                finally: self.label(),
                exit_plainly: self.label(),
                unwinding: self.label(),
                end: self.label(),
            };
            let named = self.rule(item, Kind::WithItem);
            let manager = named.map_or(item, |id| self.child(id, 0));
            self.node(manager)?;
            let outer = self.enter(manager);
            self.dup_top();
            self.await_method(Qstr::AENTER);
            self.leave(outer);
            match named {
                Some(id) => self.assign(self.child(id, 1))?,
                None => self.pop_top(),
            }
            self.enter_block(op::SETUP_FINALLY, block.finally);
            self.code.adjust(3);
            blocks.push((block, manager));
        }
        self.node(body)?;
        while let Some((block, manager)) = blocks.pop() {
            let outer = self.enter(manager);
            self.code.adjust(-3);
            self.async_with_end(block);
            self.leave(outer);
        }
        Ok(())
    }

    fn async_with_end(&mut self, block: AsyncWith) {
        let AsyncWith {
            finally,
            exit_plainly,
            unwinding,
            end,
        } = block;
        // No exception: None tells the end of the block so.
        self.load_none();
        self.rot_two();
        self.jump(exit_plainly);

        // An exception, a return or an unwinding jump: an exception is told by its type.
        self.place(finally);
        self.dup_top();
        self.load_global(Qstr::BASE_EXCEPTION);
        self.binary(binary::EXCEPTION_MATCH);
        self.pop_jump_if(false, unwinding);

        // An exception: __aexit__ decides whether it goes on.
        self.dup_top();
        self.rot_three();
        self.rot_two();
        self.load_method(Qstr::AEXIT);
        self.rot_three();
        self.rot_three();
        self.dup_top();
        self.load_attr(Qstr::CLASS);
        self.rot_two();
        self.load_none();
        self.call_method(3);
        self.yield_from();
        self.pop_jump_if(false, end);
        self.pop_top();
        self.load_none();
        self.jump(end);
        self.code.adjust(2);

        // A return or an unwinding jump, whose two values stay below.
        self.place(unwinding);
        self.rot_three();
        self.rot_three();
        self.place(exit_plainly);
        self.load_method(Qstr::AEXIT);
        self.load_none();
        self.dup_top();
        self.dup_top();
        self.call_method(3);
        self.yield_from();
        self.pop_top();
        self.code.adjust(-1);
        self.place(end);
        self.leave_block();
    }
}

/// Labels of one `async with`: where exceptions go, and the ways out.
struct AsyncWith {
    finally: Label,
    exit_plainly: Label,
    unwinding: Label,
    end: Label,
}
