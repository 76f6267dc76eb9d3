//! Arguments of calls, and comprehensions, which are calls too.

use super::ops::CallShape;
use super::{Compiler, Gen};
use crate::scope::ScopeKind;
use crate::tree::{Kind, Node, RuleId};

impl Compiler<'_, '_> {
    /// Compiles the arguments and the call; `extra` positional ones are on the stack already.
    pub(super) fn call_args(&mut self, args: Node, method: bool, extra: usize) -> Gen<()> {
        let mut shape = CallShape {
            positional: extra,
            ..CallShape::default()
        };
        let mut double_star = false;
        let mut star_bits: i64 = 0;
        for (i, arg) in self.elements(args, Kind::Arglist).into_iter().enumerate() {
            let rule = match arg {
                Node::Rule(id) => Some((id, self.tree.kind(id))),
                _ => None,
            };
            match rule {
                Some((id, Kind::ArgStar)) => {
                    if double_star {
                        return self.fail(arg, "* arg after **");
                    }
                    if shape.keyword > 0 {
                        return self.fail(arg, "* arg after kwarg");
                    }
                    // The bitmap of starred arguments must be a small integer.
                    if i >= usize::from(self.options.small_int_bits).wrapping_sub(1) {
                        return self.fail(arg, "too many args");
                    }
                    shape.starred = true;
                    star_bits |= 1_i64.wrapping_shl(i as u32);
                    self.node(self.child(id, 0))?;
                    shape.positional += 1;
                }
                Some((id, Kind::ArgDblStar)) => {
                    shape.starred = true;
                    double_star = true;
                    self.load_null();
                    self.node(self.child(id, 0))?;
                    shape.keyword += 1;
                }
                Some((id, Kind::Argument)) => self.argument(id, &mut shape)?,
                _ => {
                    if double_star {
                        return self.fail_later(arg, "positional arg after **");
                    }
                    if shape.keyword > 0 {
                        return self.fail_later(arg, "positional arg after keyword arg");
                    }
                    self.node(arg)?;
                    shape.positional += 1;
                }
            }
        }
        if shape.starred {
            self.load_int(star_bits);
        }
        self.call(method, shape);
        Ok(())
    }

    /// `name=value`, `name := value` or a generator expression.
    fn argument(&mut self, id: RuleId, shape: &mut CallShape) -> Gen<()> {
        let (first, second) = (self.child(id, 0), self.child(id, 1));
        if let Some(assign) = self.rule(second, Kind::ArgumentAssign) {
            self.named_expr(first, self.child(assign, 0))?;
            shape.positional += 1;
        } else if let Some(comp) = self.rule(second, Kind::CompFor) {
            self.comprehension(id, comp, ScopeKind::GenExpr)?;
            shape.positional += 1;
        } else {
            let Node::Id(name, _) = first else {
                return self.fail(Node::Rule(id), "LHS of keyword arg must be an id");
            };
            self.load_str(name);
            self.node(second)?;
            shape.keyword += 1;
        }
        Ok(())
    }

    /// The `for` of a rule that is a comprehension.
    pub(super) fn comprehension_in(&self, rule: RuleId) -> Option<RuleId> {
        match self.children_of(rule) {
            [_, second] => self.rule(*second, Kind::CompFor),
            _ => None,
        }
    }

    /// Makes the function of a comprehension and calls it with the iterable.
    pub(super) fn comprehension(&mut self, rule: RuleId, comp: RuleId, kind: ScopeKind) -> Gen<()> {
        let scope = self.scope_for(rule, kind, kind.comprehension_name());
        self.close_over_and_make(scope, 0, 0);
        self.node(self.child(comp, 1))?;
        if kind == ScopeKind::GenExpr {
            let outer = self.enter(self.child(comp, 1));
            self.get_iter();
            self.leave(outer);
        }
        self.call_function(1);
        Ok(())
    }
}
