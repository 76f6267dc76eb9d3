//! The bodies of scopes: what a module, function, class or comprehension does when it runs.

use super::{Compiler, Gen};
use crate::Input;
use crate::intern::Qstr;
use crate::scope::{DBL_STAR_PARAM, PARAM, Place, STAR_PARAM, ScopeKind};
use crate::tree::{Kind, Node, RuleId};
use alloc::format;
use alloc::string::String;
use mpy::{flags, opcode as op};

impl Compiler<'_, '_> {
    /// Compiles the body of scope `number`, which is the current one.
    pub(super) fn scope_body(&mut self, number: usize) -> Gen<()> {
        let (kind, node) = (self.scopes[number].kind, self.scopes[number].node);
        self.enter(node);
        match (kind, node) {
            (ScopeKind::Function, Node::Rule(id)) => {
                self.params(self.child(id, 1), Kind::TypedArgs)?;
                match self.scopes[number].refused {
                    Some(decorator) => self.refusal(id, decorator),
                    None => self.node(self.child(id, 3))?,
                }
                self.enter_end(node);
                self.load_none();
                self.return_value();
            }
            (ScopeKind::Lambda, Node::Rule(id)) => {
                self.set_line(self.tree.line(id));
                self.params(self.child(id, 0), Kind::VarArgs)?;
                self.node(self.child(id, 1))?;
                if self.scopes[number].flags & flags::GENERATOR != 0 {
                    self.pop_top();
                    self.load_none();
                }
                self.return_value();
            }
            (ScopeKind::Class, Node::Rule(id)) => self.class_body(id)?,
            (ScopeKind::Module, _) if self.options.input == Input::Eval => {
                self.node(node)?;
                self.return_value();
            }
            (ScopeKind::Module, _) | (_, Node::Null) => {
                self.node(node)?;
                self.enter_end(node);
                self.load_none();
                self.return_value();
            }
            (_, Node::Rule(id)) => self.comprehension_body(kind, id)?,
            _ => {}
        }
        Ok(())
    }

    /// The body of a function whose own cannot be run: it raises, saying what to do.
    fn refusal(&mut self, id: RuleId, decorator: Qstr) {
        let text = |name: Qstr| String::from_utf8_lossy(self.names.get(name)).into_owned();
        let (name, kind) = (text(self.scopes[self.cur].name), text(decorator));
        let message = if decorator == Qstr::VIPER {
            format!(
                "'{name}' is @micropython.{kind}: not in the simulator yet; \
                 remove the decorator to run it as Python"
            )
        } else {
            format!(
                "'{name}' is @micropython.{kind}: the simulator runs no machine code; \
                 write it in Python to run it here"
            )
        };
        self.set_line(self.tree.line(id));
        self.load_global(Qstr::NOT_IMPLEMENTED_ERROR);
        let message = self.names.add(message.as_bytes());
        self.load_str(message);
        self.call_function(1);
        self.raise(1);
    }

    /// Makes the parameters names of the scope, before any other name.
    fn params(&mut self, params: Node, list: Kind) -> Gen<()> {
        if !self.scoping {
            return Ok(());
        }
        self.have_star = false;
        for param in self.elements(params, list) {
            if let Err(fail) = self.param(param) {
                self.refuse_part(fail)?;
            }
        }
        Ok(())
    }

    fn param(&mut self, param: Node) -> Gen<()> {
        if self.scopes[self.cur].flags & flags::VARKEYWORDS != 0 {
            // Nothing comes after **kwargs.
            return self.fail_later(param, "invalid syntax");
        }
        let mut flag = PARAM;
        let name = match param {
            Node::Rule(id) => match self.tree.kind(id) {
                Kind::TypedArgStar | Kind::VarArgStar => {
                    if self.have_star {
                        return self.fail(param, "invalid syntax");
                    }
                    self.have_star = true;
                    let named = self.child(id, 0);
                    if named == Node::Null {
                        return Ok(());
                    }
                    flag |= STAR_PARAM;
                    self.scopes[self.cur].flags |= flags::VARARGS;
                    self.rule(named, Kind::Tfpdef)
                        .map_or(named, |tfpdef| self.child(tfpdef, 0))
                }
                Kind::TypedArgDblStar | Kind::VarArgDblStar => {
                    flag |= DBL_STAR_PARAM;
                    self.scopes[self.cur].flags |= flags::VARKEYWORDS;
                    self.child(id, 0)
                }
                _ => self.child(id, 0),
            },
            _ => param,
        };
        let scope = &mut self.scopes[self.cur];
        if flag == PARAM {
            if self.have_star {
                scope.kwonly_args += 1;
            } else {
                scope.pos_args += 1;
            }
        }
        let Node::Id(name, _) = name else {
            return Ok(());
        };
        if !scope.add_param(name, flag) {
            return self.fail_later(param, "argument name reused");
        }
        Ok(())
    }

    fn class_body(&mut self, id: RuleId) -> Gen<()> {
        if self.scoping {
            self.scopes[self.cur].find_or_add(Qstr::CLASS, Place::Local);
        }
        self.load_id(Qstr::NAME);
        self.store_id(Qstr::MODULE_ATTR);
        if let Node::Id(name, _) = self.child(id, 0) {
            self.load_str(name);
        }
        self.store_id(Qstr::QUALNAME);
        self.node(self.child(id, 2))?;
        self.enter_end(Node::Rule(id));
        let scope = &self.scopes[self.cur];
        let class = scope.find(Qstr::CLASS).map(|i| scope.ids[i]);
        match class {
            // A method uses it: the class goes into the cell that is returned.
            Some(class) if class.place != Place::Local => self.load_fast(class.local),
            _ => self.load_none(),
        }
        self.return_value();
        Ok(())
    }

    fn comprehension_body(&mut self, kind: ScopeKind, id: RuleId) -> Gen<()> {
        let Some(comp) = self.comprehension_in(id) else {
            return Ok(());
        };
        // The iterator is the one argument; its name is one that no program can write.
        if self.scoping {
            let scope = &mut self.scopes[self.cur];
            scope.find_or_add(Qstr::EMPTY, Place::Local);
            scope.pos_args = 1;
        }
        self.set_line(self.tree.line(id));
        match kind {
            ScopeKind::ListComp => self.build(op::BUILD_LIST, 0),
            ScopeKind::DictComp => self.build(op::BUILD_MAP, 0),
            ScopeKind::SetComp => self.build(op::BUILD_SET, 0),
            _ => {}
        }
        let whole = self.enter(self.child(comp, 1));
        if kind == ScopeKind::GenExpr {
            // Four slots, the first null: the second then is the iterator itself.
            self.load_null();
            self.load_id(Qstr::EMPTY);
            self.load_null();
            self.load_null();
        } else {
            self.load_id(Qstr::EMPTY);
            self.get_iter_stack();
        }
        self.leave(whole);
        self.comprehension_loop(kind, comp, self.child(id, 0), 0)?;
        if kind == ScopeKind::GenExpr {
            self.load_none();
        }
        self.return_value();
        Ok(())
    }

    fn comprehension_loop(
        &mut self,
        kind: ScopeKind,
        comp: RuleId,
        element: Node,
        depth: usize,
    ) -> Gen<()> {
        let (top, end) = (self.label(), self.label());
        self.place(top);
        let outer = self.enter(self.child(comp, 1));
        self.for_iter(end);
        self.leave(outer);
        self.assign(self.child(comp, 0))?;
        let mut rest = self.child(comp, 2);
        while let Some(condition) = self.rule(rest, Kind::CompIf) {
            self.condition(self.child(condition, 0), false, top)?;
            rest = self.child(condition, 1);
        }
        if let Some(inner) = self.rule(rest, Kind::CompFor) {
            let source = self.child(inner, 1);
            self.node(source)?;
            let outer = self.enter(source);
            self.get_iter_stack();
            self.leave(outer);
            self.comprehension_loop(kind, inner, element, depth + 1)?;
        } else {
            self.node(element)?;
            if kind == ScopeKind::GenExpr {
                self.yield_value();
                self.pop_top();
            } else {
                self.store_comp(kind, 4 * depth + 5);
            }
        }
        self.jump(top);
        self.place(end);
        self.for_iter_end();
        Ok(())
    }
}
