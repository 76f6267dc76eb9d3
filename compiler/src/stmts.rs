//! The grammar of statements.

use super::check::Expected;
use super::parser::{Parsed, Parser, Start};
use super::token::Tok;
use super::tree::{Kind, Node};

impl Parser<'_> {
    /// The whole file.
    pub(super) fn file(&mut self) -> Parsed<Node> {
        let start = self.start();
        let first = self.stack.len();
        while !self.at(Tok::End) {
            let node = if self.at(Tok::Newline) {
                let newline = self.token();
                self.advance()?;
                newline
            } else {
                self.statement()?
            };
            self.stack.push(node);
        }
        if self.stack.len() == first {
            return Ok(self.rule(Kind::FileInput, start, [Node::Null]));
        }
        Ok(self.list(Kind::Statements, start, first, false))
    }

    /// An expression and nothing else.
    pub(super) fn lone_expression(&mut self) -> Parsed<Node> {
        let node = self.testlist()?;
        while self.accept(Tok::Newline)? {}
        self.only_end()?;
        Ok(node)
    }

    /// A statement, as it is typed at a prompt, and nothing else.
    pub(super) fn lone_statement(&mut self) -> Parsed<Node> {
        let start = self.start();
        let first = self.stack.len();
        let node = if self.at(Tok::Newline) {
            let newline = self.token();
            self.advance()?;
            newline
        } else {
            self.any_stmt()?
        };
        self.only_end()?;
        self.stack.push(node);
        Ok(self.list(Kind::Statements, start, first, false))
    }

    fn only_end(&self) -> Parsed<()> {
        match self.kind() {
            Tok::End => Ok(()),
            _ => Err(self.syntax_error()),
        }
    }

    /// A statement, or when recovery gives one up, something in its place.
    pub(super) fn statement(&mut self) -> Parsed<Node> {
        let mark = self.mark();
        match self.any_stmt() {
            Err(error) => self.lost_statement(mark, error),
            parsed => parsed,
        }
    }

    fn any_stmt(&mut self) -> Parsed<Node> {
        match self.kind() {
            Tok::If => self.if_stmt(),
            Tok::While => self.while_stmt(),
            Tok::For => self.for_stmt(),
            Tok::Try => self.try_stmt(),
            Tok::With => self.with_stmt(),
            Tok::Def => self.funcdef(),
            Tok::Class => self.classdef(),
            Tok::At => self.decorated(),
            Tok::Async => self.async_stmt(Kind::AsyncStmt),
            _ => self.simple_stmt(),
        }
    }

    /// `small_stmt (';' small_stmt)* [';'] NEWLINE`
    fn simple_stmt(&mut self) -> Parsed<Node> {
        let start = self.start();
        let first = self.stack.len();
        let mut trailing = false;
        let node = self.small_stmt()?;
        self.stack.push(node);
        while self.accept(Tok::Semicolon)? {
            if self.at(Tok::Newline) {
                trailing = true;
                break;
            }
            let node = self.small_stmt()?;
            self.stack.push(node);
        }
        let node = self.list(Kind::SimpleStatements, start, first, trailing);
        if !self.accept(Tok::Newline)? {
            self.lost_line_end()?;
        }
        Ok(node)
    }

    fn small_stmt(&mut self) -> Parsed<Node> {
        let start = self.start();
        let kind = match self.kind() {
            Tok::Del => Kind::DelStmt,
            Tok::Pass => Kind::PassStmt,
            Tok::Break => Kind::BreakStmt,
            Tok::Continue => Kind::ContinueStmt,
            Tok::Return => Kind::ReturnStmt,
            Tok::Raise => Kind::RaiseStmt,
            Tok::Yield => {
                let value = self.yield_expr()?;
                return Ok(self.rule(Kind::YieldStmt, start, [value]));
            }
            Tok::Import => return self.import_name(),
            Tok::From => return self.import_from(),
            Tok::Global => Kind::GlobalStmt,
            Tok::Nonlocal => Kind::NonlocalStmt,
            Tok::Assert => return self.assert_stmt(),
            _ => return self.expr_stmt(),
        };
        self.advance()?;
        Ok(match kind {
            Kind::DelStmt => {
                let targets = self.exprlist()?;
                self.rule(kind, start, [targets])
            }
            Kind::ReturnStmt => {
                let value = self.optional_testlist()?;
                self.rule(kind, start, [value])
            }
            Kind::RaiseStmt => {
                let value = self.raise_arg()?;
                self.rule(kind, start, [value])
            }
            Kind::GlobalStmt | Kind::NonlocalStmt => {
                let names = self.names_list(Kind::NameList, Tok::Comma)?;
                self.rule(kind, start, [names])
            }
            _ => self.rule(kind, start, []),
        })
    }

    fn raise_arg(&mut self) -> Parsed<Node> {
        let start = self.start();
        let value = self.optional_test()?;
        if value == Node::Null || !self.accept(Tok::From)? {
            return Ok(value);
        }
        let cause = self.test()?;
        Ok(self.rule(Kind::RaiseFrom, start, [value, cause]))
    }

    fn assert_stmt(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.advance()?;
        let condition = self.test()?;
        let message = if self.accept(Tok::Comma)? {
            self.test()?
        } else {
            Node::Null
        };
        Ok(self.rule(Kind::AssertStmt, start, [condition, message]))
    }

    /// An expression, an assignment of any kind, or an annotation.
    fn expr_stmt(&mut self) -> Parsed<Node> {
        let start = self.start();
        let target = self.testlist_star_expr()?;
        let next = self.start();
        let kind = self.kind();
        let assigned = match kind {
            Tok::Colon => {
                self.advance()?;
                let annotation = self.test()?;
                let value = if self.accept(Tok::Equal)? {
                    self.assigned_value()?
                } else {
                    Node::Null
                };
                self.rule(Kind::Annassign, next, [annotation, value])
            }
            Tok::Equal => {
                let first = self.stack.len();
                while self.accept(Tok::Equal)? {
                    let value = self.assigned_value()?;
                    self.stack.push(value);
                }
                self.list(Kind::AssignList, next, first, false)
            }
            _ if (Tok::PipeEqual..=Tok::DblStarEqual).contains(&kind) => {
                self.advance()?;
                let value = self.assigned_value()?;
                self.rule(
                    Kind::Augassign,
                    next,
                    [Node::Token(kind, next.offset), value],
                )
            }
            _ => Node::Null,
        };
        if assigned == Node::Null {
            // A constant on its own, such as a doc string, does nothing.
            let is_name = matches!(target, Node::Id(..));
            let bare = match target {
                Node::Rule(_) => self.tree.is(target, Kind::Const),
                _ => !is_name,
            };
            if bare && !self.is_typed {
                return Ok(self.rule(Kind::PassStmt, start, []));
            }
        } else if !self.tree.is(assigned, Kind::Augassign)
            && !self.tree.is(assigned, Kind::AssignList)
        {
            match self.const_assignment(target, assigned)? {
                Some(Node::Null) => {
                    return Ok(self.rule(Kind::PassStmt, start.without_line(), []));
                }
                Some(value) => return Ok(self.rule(Kind::ExprStmt, start, [target, value])),
                None => {}
            }
        }
        Ok(self.rule(Kind::ExprStmt, start, [target, assigned]))
    }

    fn assigned_value(&mut self) -> Parsed<Node> {
        if self.at(Tok::Yield) {
            self.yield_expr()
        } else {
            self.testlist_star_expr()
        }
    }

    /// Names with a separator between.
    fn names_list(&mut self, kind: Kind, separator: Tok) -> Parsed<Node> {
        let start = self.start();
        let first = self.stack.len();
        loop {
            let name = self.name()?;
            self.stack.push(name);
            if !self.accept(separator)? {
                return Ok(self.list(kind, start, first, false));
            }
        }
    }

    fn import_name(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.advance()?;
        let list_start = self.start();
        let first = self.stack.len();
        loop {
            let item_start = self.start();
            let module = self.names_list(Kind::DottedName, Tok::Period)?;
            let item = if self.accept(Tok::As)? {
                let name = self.name()?;
                self.rule(Kind::DottedAsName, item_start, [module, name])
            } else {
                module
            };
            self.stack.push(item);
            if !self.accept(Tok::Comma)? {
                break;
            }
        }
        let names = self.list(Kind::DottedAsNames, list_start, first, false);
        Ok(self.rule(Kind::ImportName, start, [names]))
    }

    fn import_from(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.advance()?;
        let source = self.import_source()?;
        self.expect(Tok::Import)?;
        let names = match self.kind() {
            Tok::Star => {
                let star = self.token();
                self.advance()?;
                star
            }
            Tok::ParenOpen => {
                self.advance()?;
                let names = self.import_names()?;
                self.expect(Tok::ParenClose)?;
                names
            }
            _ => self.import_names()?,
        };
        Ok(self.rule(Kind::ImportFrom, start, [source, names]))
    }

    fn import_source(&mut self) -> Parsed<Node> {
        let start = self.start();
        if self.at(Tok::Name) {
            return self.names_list(Kind::DottedName, Tok::Period);
        }
        let first = self.stack.len();
        while matches!(self.kind(), Tok::Period | Tok::Ellipsis) {
            self.stack.push(self.token());
            self.advance()?;
        }
        if self.stack.len() == first {
            return Err(self.unexpected(Expected::Name));
        }
        let periods = self.list(Kind::Periods, start, first, false);
        if !self.at(Tok::Name) {
            return Ok(periods);
        }
        let module = self.names_list(Kind::DottedName, Tok::Period)?;
        Ok(self.rule(Kind::ImportRelative, start, [periods, module]))
    }

    fn import_names(&mut self) -> Parsed<Node> {
        let element = |p: &mut Self| {
            let start = p.start();
            let name = p.name()?;
            let alias = if p.accept(Tok::As)? {
                p.name()?
            } else {
                Node::Null
            };
            Ok(p.rule(Kind::ImportAsName, start, [name, alias]))
        };
        self.comma_list(Kind::ImportAsNames, |p| p.at(Tok::Name), element)
    }

    /// `':' suite`, after the header that starts at `header`.
    pub(super) fn block(&mut self, header: Start) -> Parsed<Node> {
        let header_lost = !self.accept(Tok::Colon)? && self.lost_colon(header)?;
        self.deeper(|p| {
            if !p.accept(Tok::Newline)? {
                let mark = p.mark();
                return match p.simple_stmt() {
                    Err(error) => p.lost_statement(mark, error),
                    parsed => parsed,
                };
            }
            if !p.accept(Tok::Indent)? {
                return p.missing_block(header, header_lost);
            }
            let start = p.start();
            let first = p.stack.len();
            while p.stack.len() == first || !matches!(p.kind(), Tok::Dedent | Tok::End) {
                let node = p.statement()?;
                p.stack.push(node);
            }
            let node = p.list(Kind::SuiteStatements, start, first, false);
            if !p.accept(Tok::Dedent)? {
                p.lost_dedent()?;
            }
            Ok(node)
        })
    }

    fn optional_else(&mut self) -> Parsed<Node> {
        let start = self.start();
        if self.accept(Tok::Else)? {
            self.block(start)
        } else {
            Ok(Node::Null)
        }
    }

    fn if_stmt(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.advance()?;
        let condition = self.in_header(start, Self::namedexpr_test)?;
        let body = self.block(start)?;
        let elifs_start = self.start();
        let first = self.stack.len();
        loop {
            let elif_start = self.start();
            if !self.accept(Tok::Elif)? {
                break;
            }
            let condition = self.in_header(elif_start, Self::namedexpr_test)?;
            let body = self.block(elif_start)?;
            let elif = self.rule(Kind::Elif, elif_start, [condition, body]);
            self.stack.push(elif);
        }
        let elifs = if self.stack.len() == first {
            Node::Null
        } else {
            self.list(Kind::ElifList, elifs_start, first, false)
        };
        let otherwise = self.optional_else()?;
        Ok(self.rule(Kind::IfStmt, start, [condition, body, elifs, otherwise]))
    }

    fn while_stmt(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.advance()?;
        let condition = self.in_header(start, Self::namedexpr_test)?;
        let body = self.block(start)?;
        let otherwise = self.optional_else()?;
        Ok(self.rule(Kind::WhileStmt, start, [condition, body, otherwise]))
    }

    fn for_stmt(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.advance()?;
        let (target, source) = self.in_header(start, |p| {
            let target = p.exprlist()?;
            p.expect(Tok::In)?;
            Ok((target, p.testlist()?))
        })?;
        let body = self.block(start)?;
        let otherwise = self.optional_else()?;
        Ok(self.rule(Kind::ForStmt, start, [target, source, body, otherwise]))
    }

    fn try_stmt(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.advance()?;
        let body = self.block(start)?;
        let handlers_start = self.start();
        let handlers = if self.at(Tok::Finally) {
            self.finally()?
        } else {
            if !self.at(Tok::Except) {
                return self.lone_try(start, body);
            }
            let first = self.stack.len();
            while self.at(Tok::Except) {
                let except = self.except()?;
                self.stack.push(except);
            }
            let excepts = self.list(Kind::ExceptList, handlers_start, first, false);
            let otherwise = self.optional_else()?;
            let finally = if self.at(Tok::Finally) {
                self.finally()?
            } else {
                Node::Null
            };
            if otherwise == Node::Null && finally == Node::Null {
                excepts
            } else {
                self.rule(
                    Kind::ExceptAndMore,
                    handlers_start,
                    [excepts, otherwise, finally],
                )
            }
        };
        Ok(self.rule(Kind::TryStmt, start, [body, handlers]))
    }

    fn except(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.expect(Tok::Except)?;
        let caught = self.in_header(start, Self::caught)?;
        let body = self.block(start)?;
        Ok(self.rule(Kind::Except, start, [caught, body]))
    }

    /// What an `except` catches, and under which name.
    pub(super) fn caught(&mut self) -> Parsed<Node> {
        let start = self.start();
        let caught = self.optional_test()?;
        if caught == Node::Null || !self.accept(Tok::As)? {
            return Ok(caught);
        }
        let name = self.name()?;
        Ok(self.rule(Kind::ExceptAsName, start, [caught, name]))
    }

    fn finally(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.expect(Tok::Finally)?;
        let body = self.block(start)?;
        Ok(self.rule(Kind::Finally, start, [body]))
    }

    fn with_stmt(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.advance()?;
        let items = self.in_header(start, Self::with_items)?;
        let body = self.block(start)?;
        Ok(self.rule(Kind::WithStmt, start, [items, body]))
    }

    fn with_items(&mut self) -> Parsed<Node> {
        let start = self.start();
        let first = self.stack.len();
        loop {
            let item_start = self.start();
            let mut item = self.test()?;
            if self.accept(Tok::As)? {
                let target = self.expr()?;
                item = self.rule(Kind::WithItem, item_start, [item, target]);
            }
            self.stack.push(item);
            if !self.accept(Tok::Comma)? {
                return Ok(self.list(Kind::WithList, start, first, false));
            }
        }
    }

    /// `async` before a function, a loop or a `with`; before a function only, within decorators.
    fn async_stmt(&mut self, kind: Kind) -> Parsed<Node> {
        let start = self.start();
        self.advance()?;
        let inner = match self.kind() {
            Tok::Def => self.funcdef()?,
            Tok::With if kind == Kind::AsyncStmt => self.with_stmt()?,
            Tok::For if kind == Kind::AsyncStmt => self.for_stmt()?,
            _ => return Err(self.unexpected(Expected::Definition)),
        };
        Ok(self.rule(kind, start, [inner]))
    }

    fn decorated(&mut self) -> Parsed<Node> {
        let start = self.start();
        let first = self.stack.len();
        loop {
            let decorator_start = self.start();
            if !self.accept(Tok::At)? {
                break;
            }
            let name = self.names_list(Kind::DottedName, Tok::Period)?;
            let args = if self.at(Tok::ParenOpen) {
                self.call_parens()?
            } else {
                Node::Null
            };
            self.expect(Tok::Newline)?;
            let decorator = self.rule(Kind::Decorator, decorator_start, [name, args]);
            self.stack.push(decorator);
        }
        let decorators = self.list(Kind::Decorators, start, first, false);
        let body = match self.kind() {
            Tok::Class => self.classdef()?,
            Tok::Def => self.funcdef()?,
            Tok::Async => self.async_stmt(Kind::AsyncFuncdef)?,
            _ => return self.lone_decorator(start),
        };
        Ok(self.rule(Kind::Decorated, start, [decorators, body]))
    }

    fn funcdef(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.advance()?;
        let mut name = Node::Null;
        let [params, returns] = self.in_header(start, |p| p.signature(&mut name))?;
        let body = self.block(start)?;
        Ok(self.rule(Kind::Funcdef, start, [name, params, returns, body]))
    }

    /// `NAME '(' [params] ')' ['->' test]`; the name is known even if the rest is lost.
    fn signature(&mut self, name: &mut Node) -> Parsed<[Node; 2]> {
        *name = self.name()?;
        self.expect(Tok::ParenOpen)?;
        let params = if self.at(Tok::ParenClose) {
            Node::Null
        } else {
            let starts = |p: &Self| matches!(p.kind(), Tok::Name | Tok::Star | Tok::DblStar);
            self.comma_list(Kind::TypedArgs, starts, Self::param)?
        };
        self.expect(Tok::ParenClose)?;
        let returns = if self.accept(Tok::Arrow)? {
            self.test()?
        } else {
            Node::Null
        };
        Ok([params, returns])
    }

    fn annotation(&mut self) -> Parsed<Node> {
        if self.accept(Tok::Colon)? {
            self.test()
        } else {
            Ok(Node::Null)
        }
    }

    fn param(&mut self) -> Parsed<Node> {
        let start = self.start();
        match self.kind() {
            Tok::Star => {
                self.advance()?;
                let name_start = self.start();
                let mut named = Node::Null;
                if self.at(Tok::Name) {
                    let name = self.name()?;
                    let annotation = self.annotation()?;
                    named = self.rule(Kind::Tfpdef, name_start, [name, annotation]);
                }
                Ok(self.rule(Kind::TypedArgStar, start, [named]))
            }
            Tok::DblStar => {
                self.advance()?;
                let name = self.name()?;
                let annotation = self.annotation()?;
                Ok(self.rule(Kind::TypedArgDblStar, start, [name, annotation]))
            }
            _ => {
                let name = self.name()?;
                let annotation = self.annotation()?;
                let default = if self.accept(Tok::Equal)? {
                    self.test()?
                } else {
                    Node::Null
                };
                if annotation == Node::Null && default == Node::Null {
                    return Ok(name);
                }
                Ok(self.rule(Kind::TypedArgName, start, [name, annotation, default]))
            }
        }
    }

    fn classdef(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.advance()?;
        let mut name = Node::Null;
        let parents = self.in_header(start, |p| p.class_header(&mut name))?;
        let body = self.block(start)?;
        Ok(self.rule(Kind::Classdef, start, [name, parents, body]))
    }

    /// `NAME ['(' [arglist] ')']`; the name is known even if the rest is lost.
    fn class_header(&mut self, name: &mut Node) -> Parsed<Node> {
        *name = self.name()?;
        let parens_start = self.start();
        let mut parents = Node::Null;
        if self.at(Tok::ParenOpen) {
            parents = self.paren_args()?;
            if parents == Node::Null {
                parents = self.rule(Kind::EmptyParens, parens_start, [Node::Null]);
            }
        }
        Ok(parents)
    }
}
