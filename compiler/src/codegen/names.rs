//! Loading, storing and deleting names, and declaring where they live.

use super::{Compiler, Gen};
use crate::intern::Qstr;
use crate::scope::{Place, ScopeKind, assign_around, declare};
use crate::tree::{Kind, Node, RuleId};
use alloc::vec::Vec;
use mpy::opcode as op;

impl Compiler<'_, '_> {
    /// Where a name of the current scope lives, and its local number.
    fn placed(&self, name: Qstr) -> (Place, u32) {
        let scope = &self.scopes[self.cur];
        scope.find(name).map_or((Place::GlobalImplicit, 0), |i| {
            (scope.ids[i].place, scope.ids[i].local)
        })
    }

    pub(super) fn load_id(&mut self, name: Qstr) {
        if self.scoping {
            self.scopes[self.cur].find_or_add(name, Place::GlobalImplicit);
            return;
        }
        match self.placed(name) {
            (Place::Local, local) => self.load_fast(local),
            (Place::Cell | Place::Free, local) => {
                self.code.op_uint(1, op::LOAD_DEREF, local as usize)
            }
            (Place::GlobalExplicit, _) => self.load_global(name),
            _ => self.with_qstr(1, op::LOAD_NAME, name),
        }
    }

    pub(super) fn store_id(&mut self, name: Qstr) {
        if self.scoping {
            self.scopes[self.cur].assign(name);
            return;
        }
        match self.placed(name) {
            (Place::Local, local) => self.store_fast(local),
            (Place::Cell | Place::Free, local) => {
                self.code.op_uint(-1, op::STORE_DEREF, local as usize)
            }
            (Place::GlobalExplicit, _) => self.with_qstr(-1, op::STORE_GLOBAL, name),
            _ => self.with_qstr(-1, op::STORE_NAME, name),
        }
    }

    pub(super) fn delete_id(&mut self, name: Qstr) {
        if self.scoping {
            self.scopes[self.cur].assign(name);
            return;
        }
        match self.placed(name) {
            (Place::Local, local) => self.code.op_uint(0, op::DELETE_FAST, local as usize),
            (Place::Cell | Place::Free, local) => {
                self.code.op_uint(0, op::DELETE_DEREF, local as usize)
            }
            (Place::GlobalExplicit, _) => self.with_qstr(0, op::DELETE_GLOBAL, name),
            _ => self.with_qstr(0, op::DELETE_NAME, name),
        }
    }

    /// Makes the function of `scope`, its defaults being on the stack, closing over what it needs.
    pub(super) fn close_over_and_make(
        &mut self,
        scope: usize,
        pos_defaults: u32,
        kw_defaults: u32,
    ) {
        if kw_defaults > 0 {
            self.scopes[scope].flags |= mpy::flags::DEFKWARGS;
        }
        self.scopes[scope].def_pos_args = pos_defaults;
        let mut closed = 0;
        if self.scopes[self.cur].kind != ScopeKind::Module {
            let inner = self.scopes[scope].ids.iter().enumerate();
            let free = inner.filter(|(_, id)| id.place == Place::Free);
            // Of the same type as what the scopes sort: each type gets a sort of its own.
            let mut free: Vec<(usize, usize)> =
                free.map(|(i, id)| (id.local as usize, i)).collect();
            free.sort_unstable();
            for (_, i) in free {
                let name = self.scopes[scope].ids[i].name;
                let outer = &self.scopes[self.cur];
                let found = outer.find(name).map(|i| outer.ids[i]);
                if let Some(id) = found
                    && matches!(id.place, Place::Cell | Place::Free)
                {
                    self.load_fast(id.local);
                    closed += 1;
                }
            }
        }
        self.make_function(scope, closed, pos_defaults > 0 || kw_defaults > 0);
    }

    /// The scope of a rule, made on the first pass.
    pub(super) fn scope_for(&mut self, rule: RuleId, kind: ScopeKind, name: Qstr) -> usize {
        let slot = rule.0 as usize;
        // What the first pass did not reach, because something before it was refused, is made late.
        if self.scoping || self.scope_of[slot] == super::NO_SCOPE {
            self.scope_of[slot] = self.scopes.len() as u32;
            let scope = crate::scope::Scope::new(kind, Some(self.cur), Node::Rule(rule), name);
            self.scopes.push(scope);
        }
        self.scope_of[slot] as usize
    }

    pub(super) fn global_nonlocal_stmt(&mut self, stmt: RuleId) -> Gen<()> {
        if !self.scoping {
            return Ok(());
        }
        let node = Node::Rule(stmt);
        let is_global = self.tree.kind(stmt) == Kind::GlobalStmt;
        if !is_global && self.scopes[self.cur].kind == ScopeKind::Module {
            return self.fail(node, "can't declare nonlocal in outer code");
        }
        for name in self.elements(self.child(stmt, 0), Kind::NameList) {
            if let Node::Id(name, _) = name {
                let id = self.scopes[self.cur].find_or_add(name, Place::Undecided);
                if let Err(message) = declare(&mut self.scopes, self.cur, id, is_global) {
                    return self.fail(node, message);
                }
            }
        }
        Ok(())
    }

    /// `name := value`, also where an argument of a call is one.
    pub(super) fn named_expr(&mut self, target: Node, value: Node) -> Gen<()> {
        let Node::Id(name, _) = target else {
            self.fail_later(target, "can't assign to expression")?;
            return self.node(value);
        };
        self.node(value)?;
        self.dup_top();
        // In a comprehension the name belongs to the scope around it.
        if self.scoping
            && self.scopes[self.cur].kind.is_comprehension()
            && let Err(message) = assign_around(&mut self.scopes, self.cur, name)
        {
            return self.fail(target, message);
        }
        let outer = self.enter(target);
        self.store_id(name);
        self.leave(outer);
        Ok(())
    }
}
