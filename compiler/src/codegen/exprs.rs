//! Expressions.

use super::ops::{binary, unary};
use super::{Compiler, Gen};
use crate::emit::Label;
use crate::intern::Qstr;
use crate::options::Target;
use crate::scope::{PARAM, ScopeKind};
use crate::token::Tok;
use crate::tree::{Kind, Node, RuleId};
use mpy::opcode as op;

impl Compiler<'_, '_> {
    /// Compiles any node.
    pub(super) fn node(&mut self, node: Node) -> Gen<()> {
        if self.origins.is_none() {
            return self.node_within(node);
        }
        let outer = self.enter(node);
        let done = self.node_within(node);
        self.leave(outer);
        done
    }

    /// Compiles any node, its instructions coming from what those before it come from.
    pub(super) fn node_within(&mut self, node: Node) -> Gen<()> {
        match node {
            Node::Null | Node::Token(Tok::Newline, _) => {}
            Node::Int(value, _) => self.load_int(value),
            Node::Id(name, _) => self.load_id(name),
            Node::Str(text, _) => self.load_str(text),
            Node::Token(token, _) => self.load_token(token),
            Node::Rule(id) => {
                self.set_line(self.tree.line(id));
                return match self.rule_node(id) {
                    // While an error waits for its line, MicroPython takes note of no other, and goes
                    // on behind the part that has it.
                    Err(_) if self.unplaced.is_some() => Ok(()),
                    done => done,
                };
            }
        }
        Ok(())
    }

    fn rule_node(&mut self, id: RuleId) -> Gen<()> {
        match self.tree.kind(id) {
            Kind::Const => self.load_const_node(Node::Rule(id)),
            Kind::NamedExpr => return self.named_expr(self.child(id, 0), self.child(id, 1)),
            Kind::TestIfExpr => return self.if_expr(id),
            Kind::Lambdef => return self.lambda(id),
            Kind::OrTest => return self.or_and(id, true),
            Kind::AndTest => return self.or_and(id, false),
            Kind::NotTest => {
                self.node(self.child(id, 0))?;
                self.unary(unary::NOT);
            }
            Kind::Comparison => return self.comparison(id),
            Kind::StarExpr => return self.fail(Node::Rule(id), "*x must be assignment target"),
            Kind::Expr => return self.same_op(id, binary::OR),
            Kind::XorExpr => return self.same_op(id, binary::OR + 1),
            Kind::AndExpr => return self.same_op(id, binary::OR + 2),
            Kind::ShiftExpr | Kind::ArithExpr | Kind::Term => return self.mixed_ops(id),
            Kind::Factor => {
                self.node(self.child(id, 1))?;
                let operator = match self.child(id, 0) {
                    Node::Token(Tok::Tilde, _) => unary::INVERT,
                    Node::Token(token, _) => unary::POSITIVE + token.since(Tok::Plus),
                    _ => unary::POSITIVE,
                };
                self.unary(operator);
            }
            Kind::Power => {
                self.all_nodes(id)?;
                self.binary(binary::POWER);
            }
            Kind::AtomExpr => return self.atom_expr(id),
            Kind::AtomExprAwait => {
                if !self.in_function() {
                    return self.fail(Node::Rule(id), "'await' outside function");
                }
                self.atom_expr(id)?;
                self.yield_from();
            }
            Kind::AtomParen => return self.parens(id),
            Kind::AtomBracket => return self.brackets(id),
            Kind::AtomBrace => return self.braces(id, false),
            Kind::TrailerParen => return self.call_args(self.child(id, 0), false, 0),
            Kind::TrailerBracket => {
                self.node(self.child(id, 0))?;
                self.load_subscr();
            }
            Kind::TrailerPeriod => {
                if let Node::Id(name, _) = self.child(id, 0) {
                    self.load_attr(name);
                }
            }
            Kind::TestlistStarExpr | Kind::Testlist | Kind::SubscriptList => {
                let items = self.children_of(id);
                for &item in items {
                    self.node(item)?;
                }
                self.build(op::BUILD_TUPLE, items.len());
            }
            Kind::SliceFrom | Kind::SliceTo => return self.slice(id),
            Kind::DictItem => {
                self.node(self.child(id, 1))?;
                self.node(self.child(id, 0))?;
            }
            Kind::YieldExpr => return self.yield_expr(id),
            _ => return self.statement(id),
        }
        Ok(())
    }

    /// Compiles all parts of a rule; an error in one that has no line gets that of the part.
    pub(super) fn all_nodes(&mut self, id: RuleId) -> Gen<()> {
        if self.refused.is_some() {
            return self.all_nodes_refusing(id);
        }
        for &child in self.children_of(id) {
            let result = self.node(child);
            if result.is_err() || self.unplaced.is_some() {
                return self.place_error(result, child);
            }
        }
        Ok(())
    }

    pub(super) fn in_function(&self) -> bool {
        matches!(
            self.scopes[self.cur].kind,
            ScopeKind::Function | ScopeKind::Lambda
        )
    }

    /// Jumps to `label` if the condition is `jump_if`.
    pub(super) fn condition(&mut self, node: Node, jump_if: bool, label: Label) -> Gen<()> {
        if let Some(truth) = self.truth(node) {
            if truth == jump_if {
                self.jump(label);
            }
            return Ok(());
        }
        if let Node::Rule(id) = node {
            let kind = self.tree.kind(id);
            match kind {
                Kind::OrTest | Kind::AndTest => {
                    let operands = self.children_of(id);
                    if (kind == Kind::OrTest) == jump_if {
                        // Any operand decides.
                        for &operand in operands {
                            self.condition(operand, jump_if, label)?;
                        }
                    } else {
                        let past = self.label();
                        for (i, &operand) in operands.iter().enumerate() {
                            if i + 1 < operands.len() {
                                self.condition(operand, !jump_if, past)?;
                            } else {
                                self.condition(operand, jump_if, label)?;
                            }
                        }
                        self.place(past);
                    }
                    return Ok(());
                }
                Kind::NotTest => return self.condition(self.child(id, 0), !jump_if, label),
                _ => {}
            }
        }
        self.node(node)?;
        let outer = self.enter(node);
        self.pop_jump_if(jump_if, label);
        self.leave(outer);
        Ok(())
    }

    fn if_expr(&mut self, id: RuleId) -> Gen<()> {
        let Node::Rule(branch) = self.child(id, 1) else {
            return Ok(());
        };
        let (otherwise, end) = (self.label(), self.label());
        self.condition(self.child(branch, 0), false, otherwise)?;
        self.node(self.child(id, 0))?;
        self.jump(end);
        self.place(otherwise);
        self.code.adjust(-1);
        self.node(self.child(branch, 1))?;
        self.place(end);
        Ok(())
    }

    fn or_and(&mut self, id: RuleId, jump_if: bool) -> Gen<()> {
        let end = self.label();
        let operands = self.children_of(id);
        for (i, &operand) in operands.iter().enumerate() {
            self.node(operand)?;
            if i + 1 < operands.len() {
                self.jump_if_or_pop(jump_if, end);
            }
        }
        self.place(end);
        Ok(())
    }

    fn comparison(&mut self, id: RuleId) -> Gen<()> {
        let parts = self.children_of(id);
        self.node(self.child(id, 0))?;
        let fail = if parts.len() > 3 {
            Some(self.label())
        } else {
            None
        };
        for i in (1..parts.len().saturating_sub(1)).step_by(2) {
            let last = i + 2 >= parts.len();
            self.node(parts[i + 1])?;
            if !last {
                self.dup_top();
                self.rot_three();
            }
            let (operator, inverted) = match parts[i] {
                Node::Token(Tok::In, _) => (binary::IN, false),
                Node::Token(token, _) => (binary::LESS + token.since(Tok::Less), false),
                node if self.tree.is(node, Kind::NotIn) => (binary::IN, true),
                node => (binary::IS, self.tree.is(node, Kind::IsNot)),
            };
            let outer = self.enter_before(id, self.child(id, i + 2));
            self.binary(operator);
            if inverted {
                self.unary(unary::NOT);
            }
            self.leave(outer);
            if let (false, Some(fail)) = (last, fail) {
                self.jump_if_or_pop(false, fail);
            }
        }
        if let Some(fail) = fail {
            let end = self.label();
            self.jump(end);
            self.place(fail);
            self.code.adjust(1);
            self.rot_two();
            self.pop_top();
            self.place(end);
        }
        Ok(())
    }

    fn same_op(&mut self, id: RuleId, operator: u8) -> Gen<()> {
        for (i, &operand) in self.children_of(id).iter().enumerate() {
            self.node(operand)?;
            if i > 0 {
                let outer = self.enter_operands(id, i);
                self.binary(operator);
                self.leave(outer);
            }
        }
        Ok(())
    }

    fn mixed_ops(&mut self, id: RuleId) -> Gen<()> {
        let parts = self.children_of(id);
        self.node(self.child(id, 0))?;
        for (i, pair) in parts
            .get(1..)
            .unwrap_or_default()
            .chunks_exact(2)
            .enumerate()
        {
            self.node(pair[1])?;
            if let Node::Token(token, _) = pair[0] {
                let outer = self.enter_before(id, self.child(id, 2 * i + 3));
                self.binary(binary::LSHIFT + token.since(Tok::DblLess));
                self.leave(outer);
            }
        }
        Ok(())
    }

    /// An atom and what follows it; method calls become one instruction pair.
    fn atom_expr(&mut self, id: RuleId) -> Gen<()> {
        let subject = self.child(id, 0);
        self.node(subject)?;
        let trailers = self.elements(self.child(id, 1), Kind::Trailers);
        let rule_at = |i: usize, kind| trailers.get(i).and_then(|&t| self.tree.as_rule(t, kind));
        let mut i = 0;
        if matches!(subject, Node::Id(Qstr::SUPER, _))
            && self.scopes[self.cur].kind == ScopeKind::Function
            && let Some(parens) = rule_at(0, Kind::TrailerParen)
            && self.child(parens, 0) == Node::Null
        {
            let method = rule_at(1, Kind::TrailerPeriod).zip(rule_at(2, Kind::TrailerParen));
            i = self.super_call(id, parens, method)?;
        } else if let Some((parens, braces)) = self.ordered_literal(subject, &trailers) {
            // Compilers on boards fill the ordered dict itself, so that it keeps the literal's order.
            let outer = self.enter_part(id, Node::Rule(parens));
            self.call_function(0);
            self.braces(braces, true)?;
            self.leave(outer);
            i = 1;
        }
        while let Some(&trailer) = trailers.get(i) {
            let called = trailers
                .get(i + 1)
                .and_then(|&t| self.tree.as_rule(t, Kind::TrailerParen));
            if let (Some(period), Some(parens)) = (self.rule(trailer, Kind::TrailerPeriod), called)
            {
                let outer = self.enter_part(id, trailer);
                if let Node::Id(name, _) = self.child(period, 0) {
                    self.load_method(name);
                }
                self.enter_part(id, Node::Rule(parens));
                self.call_args(self.child(parens, 0), true, 0)?;
                self.leave(outer);
                i += 2;
            } else {
                self.trailer(id, trailer)?;
                i += 1;
            }
        }
        Ok(())
    }

    /// The parentheses and the braces of `OrderedDict({…})`, where the target's own compiler knows it.
    fn ordered_literal(&self, subject: Node, trailers: &[Node]) -> Option<(RuleId, RuleId)> {
        let Node::Id(name, _) = subject else {
            return None;
        };
        if self.options.target != Target::Simulator || self.names.get(name) != b"OrderedDict" {
            return None;
        }
        let parens = self.tree.as_rule(*trailers.first()?, Kind::TrailerParen)?;
        Some((parens, self.rule(self.child(parens, 0), Kind::AtomBrace)?))
    }

    /// One trailer of the rule `id`; what it does comes from all of the rule up to there.
    pub(super) fn trailer(&mut self, id: RuleId, trailer: Node) -> Gen<()> {
        let outer = self.enter_part(id, trailer);
        self.node_within(trailer)?;
        self.leave(outer);
        Ok(())
    }

    /// `super()`, or `super().method(…)` if `method` is given. Returns how many trailers that was.
    fn super_call(
        &mut self,
        id: RuleId,
        parens: RuleId,
        method: Option<(RuleId, RuleId)>,
    ) -> Gen<usize> {
        let outer = self.enter_part(id, Node::Rule(parens));
        self.load_id(Qstr::CLASS);
        let first = self.scopes[self.cur]
            .ids
            .iter()
            .find(|id| id.flags & PARAM != 0)
            .map(|id| id.name);
        let Some(first) = first else {
            return self.fail(Node::Rule(parens), "super() can't find self");
        };
        self.load_id(first);
        if let Some((period, parens)) = method {
            self.enter_part(id, Node::Rule(period));
            if let Node::Id(name, _) = self.child(period, 0) {
                self.with_qstr(-1, op::LOAD_SUPER_METHOD, name);
            }
            self.enter_part(id, Node::Rule(parens));
            self.call_args(self.child(parens, 0), true, 0)?;
            self.leave(outer);
            return Ok(3);
        }
        self.call_function(2);
        self.leave(outer);
        Ok(1)
    }

    fn parens(&mut self, id: RuleId) -> Gen<()> {
        let Node::Rule(inner) = self.child(id, 0) else {
            self.build(op::BUILD_TUPLE, 0);
            return Ok(());
        };
        if let Some(comp) = self.comprehension_in(inner) {
            return self.comprehension(inner, comp, ScopeKind::GenExpr);
        }
        let items = self.children_of(inner);
        for &item in items {
            self.node(item)?;
        }
        self.build(op::BUILD_TUPLE, items.len());
        Ok(())
    }

    fn brackets(&mut self, id: RuleId) -> Gen<()> {
        let inner = self.child(id, 0);
        let mut count = 1;
        if inner == Node::Null {
            count = 0;
        } else if let Some(list) = self.rule(inner, Kind::TestlistComp) {
            if let Some(comp) = self.comprehension_in(list) {
                return self.comprehension(list, comp, ScopeKind::ListComp);
            }
            self.all_nodes(list)?;
            count = self.children_of(list).len();
        } else {
            self.node(inner)?;
        }
        self.build(op::BUILD_LIST, count);
        Ok(())
    }

    /// A dict or set; the items go into the dict that is on the stack already if `onto` is set, and
    /// what has no items of a dict takes that one's place.
    fn braces(&mut self, id: RuleId, onto: bool) -> Gen<()> {
        let inner = self.child(id, 0);
        if inner == Node::Null {
            self.build_map(0, onto);
            return Ok(());
        }
        if self.tree.is(inner, Kind::DictItem) {
            self.build_map(1, onto);
            self.node(inner)?;
            self.store_map();
            return Ok(());
        }
        let Some(several) = self.rule(inner, Kind::DictOrSet) else {
            if onto {
                self.pop_top();
            }
            self.node(inner)?;
            self.build(op::BUILD_SET, 1);
            return Ok(());
        };
        let first = self.child(several, 0);
        let is_dict = self.tree.is(first, Kind::DictItem);
        let tail = self.child(several, 1);
        let comp = self.rule(tail, Kind::CompFor);
        if onto && (comp.is_some() || !is_dict) {
            self.pop_top();
        }
        if let Some(comp) = comp {
            let kind = if is_dict {
                ScopeKind::DictComp
            } else {
                ScopeKind::SetComp
            };
            return self.comprehension(several, comp, kind);
        }
        let Node::Rule(list) = tail else {
            return Ok(());
        };
        let rest = self.elements(self.child(list, 0), Kind::DictOrSetList2);
        if is_dict {
            self.build_map(1 + rest.len(), onto);
        }
        self.node(first)?;
        if is_dict {
            self.store_map();
        }
        for &item in &rest {
            self.node(item)?;
            match (is_dict, self.tree.is(item, Kind::DictItem)) {
                (true, true) => self.store_map(),
                (true, false) => {
                    return self.fail(Node::Rule(several), "expecting key:value for dict");
                }
                (false, true) => {
                    return self.fail(Node::Rule(several), "expecting just a value for set");
                }
                (false, false) => {}
            }
        }
        if !is_dict {
            self.build(op::BUILD_SET, 1 + rest.len());
        }
        Ok(())
    }

    fn build_map(&mut self, room: usize, onto: bool) {
        if !onto {
            self.build(op::BUILD_MAP, room);
        }
    }

    fn slice(&mut self, id: RuleId) -> Gen<()> {
        let mut to = id;
        if self.tree.kind(id) == Kind::SliceFrom {
            self.node(self.child(id, 0))?;
            match self.rule(self.child(id, 1), Kind::SliceTo) {
                Some(rule) => to = rule,
                None => return Ok(()),
            }
        } else {
            self.load_none();
        }
        let inner = self.child(to, 0);
        let mut step = Node::Null;
        if let Some(rule) = self.rule(inner, Kind::SliceStep) {
            self.load_none();
            step = self.child(rule, 0);
        } else if let Some(rule) = self.rule(inner, Kind::SliceToStep) {
            self.node(self.child(rule, 0))?;
            if let Some(slice_op) = self.rule(self.child(rule, 1), Kind::SliceOp) {
                step = self.child(slice_op, 0);
            }
        } else if inner == Node::Null {
            self.load_none();
        } else {
            self.node(inner)?;
        }
        if step == Node::Null {
            self.build(op::BUILD_SLICE, 2);
        } else {
            self.node(step)?;
            self.build(op::BUILD_SLICE, 3);
        }
        Ok(())
    }

    fn yield_expr(&mut self, id: RuleId) -> Gen<()> {
        if !self.in_function() {
            return self.fail(Node::Rule(id), "'yield' outside function");
        }
        let arg = self.child(id, 0);
        if let Some(from) = self.rule(arg, Kind::YieldFrom) {
            self.node(self.child(from, 0))?;
            self.yield_from();
            return Ok(());
        }
        if arg == Node::Null {
            self.load_none();
        } else {
            self.node(arg)?;
        }
        self.yield_value();
        Ok(())
    }
}
