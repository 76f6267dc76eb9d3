//! The grammar of expressions.

use super::check::Expected;
use super::parser::{Parsed, Parser, Start};
use super::token::Tok;
use super::tree::{Kind, Node};

/// Binary operators by how tightly they bind, 0 for tokens that are none.
fn tightness(op: Tok) -> u8 {
    match op {
        Tok::Pipe => 1,
        Tok::Caret => 2,
        Tok::Ampersand => 3,
        Tok::DblLess | Tok::DblMore => 4,
        Tok::Plus | Tok::Minus => 5,
        Tok::Star | Tok::At | Tok::Slash | Tok::Percent | Tok::DblSlash => 6,
        _ => 0,
    }
}

impl Parser<'_> {
    /// Whether the current token can start a `test`.
    fn at_test(&self) -> bool {
        matches!(self.kind(), Tok::Lambda | Tok::Not) || self.at_factor()
    }

    fn at_factor(&self) -> bool {
        matches!(
            self.kind(),
            Tok::Plus | Tok::Minus | Tok::Tilde | Tok::Await
        ) || self.at_atom()
    }

    fn at_atom(&self) -> bool {
        let kind = self.kind();
        kind.is_value() || matches!(kind, Tok::ParenOpen | Tok::BracketOpen | Tok::BraceOpen)
    }

    /// `element (',' element)* [',']`, as a list rule. `starts` tells whether an element can follow.
    pub(super) fn comma_list(
        &mut self,
        kind: Kind,
        starts: fn(&Self) -> bool,
        element: fn(&mut Self) -> Parsed<Node>,
    ) -> Parsed<Node> {
        let start = self.start();
        let first = self.stack.len();
        let node = element(self)?;
        self.stack.push(node);
        let mut trailing = false;
        while self.accept(Tok::Comma)? {
            if !starts(self) {
                trailing = true;
                break;
            }
            let node = element(self)?;
            self.stack.push(node);
        }
        Ok(self.list(kind, start, first, trailing))
    }

    /// `test (':=' test)?`
    pub(super) fn namedexpr_test(&mut self) -> Parsed<Node> {
        let start = self.start();
        let target = self.test()?;
        if !self.accept(Tok::Assign)? {
            return Ok(target);
        }
        let value = self.test()?;
        Ok(self.rule(Kind::NamedExpr, start, [target, value]))
    }

    /// `lambda …` or `or_test ['if' or_test 'else' test]`
    pub(super) fn test(&mut self) -> Parsed<Node> {
        self.deeper(|p| {
            if p.at(Tok::Lambda) {
                return p.lambda(Self::test);
            }
            let start = p.start();
            let value = p.or_test()?;
            let else_start = p.start();
            if !p.accept(Tok::If)? {
                return Ok(value);
            }
            let condition = p.or_test()?;
            p.expect(Tok::Else)?;
            let other = p.test()?;
            let branch = p.rule(Kind::TestIfElse, else_start, [condition, other]);
            Ok(p.rule(Kind::TestIfExpr, start, [value, branch]))
        })
    }

    /// `lambda …` or `or_test`, where an `if` to the right is a comprehension's.
    fn test_nocond(&mut self) -> Parsed<Node> {
        self.deeper(|p| {
            if p.at(Tok::Lambda) {
                p.lambda(Self::test_nocond)
            } else {
                p.or_test()
            }
        })
    }

    fn lambda(&mut self, body: fn(&mut Self) -> Parsed<Node>) -> Parsed<Node> {
        let start = self.start();
        self.advance()?;
        let params = match self.kind() {
            Tok::Name | Tok::Star | Tok::DblStar => {
                let starts = |p: &Self| matches!(p.kind(), Tok::Name | Tok::Star | Tok::DblStar);
                self.comma_list(Kind::VarArgs, starts, Self::lambda_param)?
            }
            _ => Node::Null,
        };
        self.expect(Tok::Colon)?;
        let body = body(self)?;
        Ok(self.rule(Kind::Lambdef, start, [params, body]))
    }

    fn lambda_param(&mut self) -> Parsed<Node> {
        let start = self.start();
        match self.kind() {
            Tok::Star => {
                self.advance()?;
                let name = if self.at(Tok::Name) {
                    self.name()?
                } else {
                    Node::Null
                };
                Ok(self.rule(Kind::VarArgStar, start, [name]))
            }
            Tok::DblStar => {
                self.advance()?;
                let name = self.name()?;
                Ok(self.rule(Kind::VarArgDblStar, start, [name]))
            }
            _ => {
                let name = self.name()?;
                if !self.accept(Tok::Equal)? {
                    return Ok(name);
                }
                let default = self.test()?;
                Ok(self.rule(Kind::VarArgName, start, [name, default]))
            }
        }
    }

    /// `and_test ('or' and_test)*`
    pub(super) fn or_test(&mut self) -> Parsed<Node> {
        self.logical_list(Kind::OrTest, Tok::Or, Self::and_test)
    }

    fn and_test(&mut self) -> Parsed<Node> {
        self.logical_list(Kind::AndTest, Tok::And, Self::not_test)
    }

    fn logical_list(
        &mut self,
        kind: Kind,
        op: Tok,
        operand: fn(&mut Self) -> Parsed<Node>,
    ) -> Parsed<Node> {
        let start = self.start();
        let node = operand(self)?;
        if !self.at(op) {
            return Ok(node);
        }
        let first = self.stack.len();
        self.stack.push(node);
        while self.accept(op)? {
            let node = operand(self)?;
            self.stack.push(node);
        }
        Ok(self.logical(kind, start, first))
    }

    fn not_test(&mut self) -> Parsed<Node> {
        if !self.at(Tok::Not) {
            return self.comparison();
        }
        let start = self.start();
        self.advance()?;
        let operand = self.deeper(Self::not_test)?;
        Ok(self.negation(start, operand))
    }

    /// `expr (comp_op expr)*`
    fn comparison(&mut self) -> Parsed<Node> {
        let start = self.start();
        let node = self.expr()?;
        let first = self.stack.len();
        self.stack.push(node);
        while let Some(op) = self.comparison_op()? {
            self.stack.push(op);
            let node = self.expr()?;
            self.stack.push(node);
        }
        Ok(self.list(Kind::Comparison, start, first, false))
    }

    fn comparison_op(&mut self) -> Parsed<Option<Node>> {
        let start = self.start();
        let kind = self.kind();
        Ok(Some(match kind {
            Tok::Less
            | Tok::More
            | Tok::DblEqual
            | Tok::LessEqual
            | Tok::MoreEqual
            | Tok::NotEqual
            | Tok::In => {
                self.advance()?;
                Node::Token(kind, start.offset)
            }
            Tok::Not => {
                self.advance()?;
                self.expect(Tok::In)?;
                self.rule(Kind::NotIn, start, [])
            }
            Tok::Is => {
                self.advance()?;
                let kind = if self.accept(Tok::Not)? {
                    Kind::IsNot
                } else {
                    Kind::IsOp
                };
                self.rule(kind, start, [])
            }
            _ => return Ok(None),
        }))
    }

    /// A chain of binary operators of any tightness.
    pub(super) fn expr(&mut self) -> Parsed<Node> {
        self.binary(1)
    }

    fn binary(&mut self, loosest: u8) -> Parsed<Node> {
        let start = self.start();
        let mut left = self.factor()?;
        loop {
            let level = tightness(self.kind());
            if level < loosest {
                return Ok(left);
            }
            let first = self.stack.len();
            self.stack.push(left);
            let chain_op = self.kind();
            while tightness(self.kind()) == level {
                if level >= 4 {
                    self.stack.push(self.token());
                }
                self.advance()?;
                let right = self.binary(level + 1)?;
                self.stack.push(right);
            }
            left = match level {
                1 => self.same_op(Kind::Expr, chain_op, start, first),
                2 => self.same_op(Kind::XorExpr, chain_op, start, first),
                3 => self.same_op(Kind::AndExpr, chain_op, start, first),
                4 => self.mixed_ops(Kind::ShiftExpr, start, first),
                5 => self.mixed_ops(Kind::ArithExpr, start, first),
                _ => self.mixed_ops(Kind::Term, start, first),
            };
        }
    }

    /// `('+'|'-'|'~') factor` or `atom_expr ['**' factor]`
    fn factor(&mut self) -> Parsed<Node> {
        let start = self.start();
        let op = self.kind();
        if matches!(op, Tok::Plus | Tok::Minus | Tok::Tilde) {
            self.advance()?;
            let operand = self.deeper(Self::factor)?;
            return Ok(self.sign(start, op, operand));
        }
        let base = self.atom_expr(start)?;
        if !self.accept(Tok::DblStar)? {
            return Ok(base);
        }
        let exponent = self.deeper(Self::factor)?;
        let first = self.stack.len();
        self.stack.extend([base, exponent]);
        Ok(self.same_op(Kind::Power, Tok::DblStar, start, first))
    }

    /// `['await'] atom trailer*`
    fn atom_expr(&mut self, start: Start) -> Parsed<Node> {
        let awaited = self.accept(Tok::Await)?;
        let atom = self.atom()?;
        let trailers_start = self.start();
        let first = self.stack.len();
        while let Some(trailer) = self.trailer()? {
            self.stack.push(trailer);
        }
        let trailers = if self.stack.len() == first {
            Node::Null
        } else {
            self.list(Kind::Trailers, trailers_start, first, false)
        };
        if awaited {
            return Ok(self.rule(Kind::AtomExprAwait, start, [atom, trailers]));
        }
        if trailers == Node::Null {
            return Ok(atom);
        }
        if let Some(constant) = self.module_constant(start, atom, trailers) {
            return Ok(constant);
        }
        Ok(self.rule(Kind::AtomExpr, start, [atom, trailers]))
    }

    fn atom(&mut self) -> Parsed<Node> {
        let start = self.start();
        match self.kind() {
            Tok::ParenOpen => {
                self.advance()?;
                let inner = match self.kind() {
                    Tok::Yield => self.yield_expr()?,
                    Tok::ParenClose => Node::Null,
                    _ => self.testlist_comp(true)?,
                };
                self.expect(Tok::ParenClose)?;
                // Parentheses around one expression leave no trace.
                let kept = inner == Node::Null || self.tree.is(inner, Kind::TestlistComp);
                Ok(if kept {
                    self.rule(Kind::AtomParen, start, [inner])
                } else {
                    inner
                })
            }
            Tok::BracketOpen => {
                self.advance()?;
                let inner = if self.at(Tok::BracketClose) {
                    Node::Null
                } else {
                    self.testlist_comp(false)?
                };
                self.expect(Tok::BracketClose)?;
                Ok(self.rule(Kind::AtomBracket, start, [inner]))
            }
            Tok::BraceOpen => {
                self.advance()?;
                let inner = if self.at(Tok::BraceClose) {
                    Node::Null
                } else {
                    self.dict_or_set()?
                };
                self.expect(Tok::BraceClose)?;
                Ok(self.rule(Kind::AtomBrace, start, [inner]))
            }
            _ if self.at_atom() => self.atom_token(),
            _ => Err(self.unexpected(Expected::Expression)),
        }
    }

    fn at_star_or_test(&self) -> bool {
        self.at(Tok::Star) || self.at_test()
    }

    fn star_or_named(&mut self) -> Parsed<Node> {
        if self.at(Tok::Star) {
            self.star_expr()
        } else {
            self.namedexpr_test()
        }
    }

    pub(super) fn star_expr(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.expect(Tok::Star)?;
        let value = self.deeper(Self::expr)?;
        Ok(self.rule(Kind::StarExpr, start, [value]))
    }

    /// What is between parentheses or brackets: one expression, several, or a comprehension.
    ///
    /// The line of the resulting rule is that of the first element where there are at most two, and
    /// of the second where there are more or where a comma ends them: so MicroPython's parser has it.
    fn testlist_comp(&mut self, in_parens: bool) -> Parsed<Node> {
        let start = self.start();
        let node = self.star_or_named()?;
        if self.at(Tok::For) {
            let comp = self.comp_for()?;
            return Ok(self.rule(Kind::TestlistComp, start, [node, comp]));
        }
        if !self.accept(Tok::Comma)? {
            return Ok(node);
        }
        let first = self.stack.len();
        self.stack.push(node);
        let rest_start = self.start();
        let mut trailing = true;
        while self.at_star_or_test() {
            let node = self.star_or_named()?;
            self.stack.push(node);
            trailing = self.accept(Tok::Comma)?;
            if !trailing {
                break;
            }
        }
        let count = self.stack.len() - first;
        let start = if count == 1 || (count == 2 && !trailing) {
            start
        } else {
            rest_start
        };
        if in_parens && let Some(tuple) = self.constant_tuple(start, first) {
            return Ok(tuple);
        }
        Ok(self.make(Kind::TestlistComp, start, count))
    }

    fn trailer(&mut self) -> Parsed<Option<Node>> {
        let start = self.start();
        Ok(Some(match self.kind() {
            Tok::ParenOpen => self.call_parens()?,
            Tok::BracketOpen => {
                self.advance()?;
                let starts = |p: &Self| p.at(Tok::Colon) || p.at_test();
                let index = self.comma_list(Kind::SubscriptList, starts, Self::subscript)?;
                self.expect(Tok::BracketClose)?;
                self.rule(Kind::TrailerBracket, start, [index])
            }
            Tok::Period => {
                self.advance()?;
                let name = self.name()?;
                self.rule(Kind::TrailerPeriod, start, [name])
            }
            _ => return Ok(None),
        }))
    }

    /// `'(' [arglist] ')'`
    pub(super) fn call_parens(&mut self) -> Parsed<Node> {
        let start = self.start();
        let args = self.paren_args()?;
        Ok(self.rule(Kind::TrailerParen, start, [args]))
    }

    /// The arguments within parentheses, `Null` if there are none.
    pub(super) fn paren_args(&mut self) -> Parsed<Node> {
        self.expect(Tok::ParenOpen)?;
        let args = if self.at(Tok::ParenClose) {
            Node::Null
        } else {
            let starts = |p: &Self| matches!(p.kind(), Tok::Star | Tok::DblStar) || p.at_test();
            self.comma_list(Kind::Arglist, starts, Self::argument)?
        };
        self.expect(Tok::ParenClose)?;
        Ok(args)
    }

    fn argument(&mut self) -> Parsed<Node> {
        let start = self.start();
        let star = match self.kind() {
            Tok::Star => Some(Kind::ArgStar),
            Tok::DblStar => Some(Kind::ArgDblStar),
            _ => None,
        };
        if let Some(kind) = star {
            self.advance()?;
            let value = self.test()?;
            return Ok(self.rule(kind, start, [value]));
        }
        let first = self.test()?;
        let second_start = self.start();
        let second = match self.kind() {
            Tok::For => self.comp_for()?,
            Tok::Equal => {
                self.advance()?;
                self.test()?
            }
            Tok::Assign => {
                self.advance()?;
                let value = self.test()?;
                self.rule(Kind::ArgumentAssign, second_start, [value])
            }
            _ => return Ok(first),
        };
        Ok(self.rule(Kind::Argument, start, [first, second]))
    }

    /// `test` or a slice.
    fn subscript(&mut self) -> Parsed<Node> {
        let start = self.start();
        if self.at(Tok::Colon) {
            return self.slice_to();
        }
        let from = self.test()?;
        if !self.at(Tok::Colon) {
            return Ok(from);
        }
        let to = self.slice_to()?;
        Ok(self.rule(Kind::SliceFrom, start, [from, to]))
    }

    /// `':' [test] [':' [test]]`
    fn slice_to(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.expect(Tok::Colon)?;
        let inner_start = self.start();
        let inner = if self.accept(Tok::Colon)? {
            let step = if self.at_test() {
                self.test()?
            } else {
                Node::Null
            };
            self.rule(Kind::SliceStep, inner_start, [step])
        } else if self.at_test() {
            let to = self.test()?;
            let op_start = self.start();
            if self.accept(Tok::Colon)? {
                let step = if self.at_test() {
                    self.test()?
                } else {
                    Node::Null
                };
                let op = self.rule(Kind::SliceOp, op_start, [step]);
                self.rule(Kind::SliceToStep, inner_start, [to, op])
            } else {
                to
            }
        } else {
            Node::Null
        };
        Ok(self.rule(Kind::SliceTo, start, [inner]))
    }

    fn at_exprlist_item(&self) -> bool {
        self.at(Tok::Star) || self.at_factor()
    }

    /// Targets of `for` and `del`.
    pub(super) fn exprlist(&mut self) -> Parsed<Node> {
        let element = |p: &mut Self| {
            if p.at(Tok::Star) {
                p.star_expr()
            } else {
                p.expr()
            }
        };
        self.comma_list(Kind::ExprList, Self::at_exprlist_item, element)
    }

    /// `test (',' test)* [',']`
    pub(super) fn testlist(&mut self) -> Parsed<Node> {
        self.comma_list(Kind::Testlist, Self::at_test, Self::test)
    }

    /// As `testlist`, with `*x` among them.
    pub(super) fn testlist_star_expr(&mut self) -> Parsed<Node> {
        let element = |p: &mut Self| {
            if p.at(Tok::Star) {
                p.star_expr()
            } else {
                p.test()
            }
        };
        self.comma_list(Kind::TestlistStarExpr, Self::at_star_or_test, element)
    }

    /// A `testlist`, where one may also be missing.
    pub(super) fn optional_testlist(&mut self) -> Parsed<Node> {
        if self.at_test() {
            self.testlist()
        } else {
            Ok(Node::Null)
        }
    }

    /// A `test`, where one may also be missing.
    pub(super) fn optional_test(&mut self) -> Parsed<Node> {
        if self.at_test() {
            self.test()
        } else {
            Ok(Node::Null)
        }
    }

    fn dict_or_set(&mut self) -> Parsed<Node> {
        let start = self.start();
        let item = self.dict_item()?;
        let tail_start = self.start();
        let tail = match self.kind() {
            Tok::For => self.comp_for()?,
            Tok::Comma => {
                self.advance()?;
                let rest = if self.at_test() {
                    self.comma_list(Kind::DictOrSetList2, Self::at_test, Self::dict_item)?
                } else {
                    Node::Null
                };
                self.rule(Kind::DictOrSetList, tail_start, [rest])
            }
            _ => return Ok(item),
        };
        Ok(self.rule(Kind::DictOrSet, start, [item, tail]))
    }

    /// `test [':' test]`
    fn dict_item(&mut self) -> Parsed<Node> {
        let start = self.start();
        let key = self.test()?;
        if !self.accept(Tok::Colon)? {
            return Ok(key);
        }
        let value = self.test()?;
        Ok(self.rule(Kind::DictItem, start, [key, value]))
    }

    /// `'for' exprlist 'in' or_test [comp_iter]`
    fn comp_for(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.expect(Tok::For)?;
        let target = self.exprlist()?;
        self.expect(Tok::In)?;
        let source = self.deeper(Self::or_test)?;
        let rest = self.comp_iter()?;
        Ok(self.rule(Kind::CompFor, start, [target, source, rest]))
    }

    fn comp_iter(&mut self) -> Parsed<Node> {
        self.deeper(|p| match p.kind() {
            Tok::For => p.comp_for(),
            Tok::If => {
                let start = p.start();
                p.advance()?;
                let condition = p.test_nocond()?;
                let rest = p.comp_iter()?;
                Ok(p.rule(Kind::CompIf, start, [condition, rest]))
            }
            _ => Ok(Node::Null),
        })
    }

    /// `'yield' ['from' test | testlist]`
    pub(super) fn yield_expr(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.expect(Tok::Yield)?;
        let arg_start = self.start();
        let arg = if self.accept(Tok::From)? {
            let source = self.test()?;
            self.rule(Kind::YieldFrom, arg_start, [source])
        } else {
            self.optional_testlist()?
        };
        Ok(self.rule(Kind::YieldExpr, start, [arg]))
    }
}
