//! Tokens to tree: the machinery that the grammar's rules share, and what happens as a rule is built.
//!
//! The grammar is MicroPython's, predictive with one token of lookahead; constants fold as soon as
//! the rule they are in is complete, which decides what the compiler later takes for a constant.

use super::check::{Expected, Recovery};
use super::error::{CompileError, ErrorKind};
use super::fold;
use super::intern::{Interner, LONGEST_NAME, NAME_TOO_LONG, Qstr};
use super::lexer::Lexer;
use super::options::{CompileOptions, Input};
use super::token::Tok;
use super::tree::{At, Kind, Node, Tree};
use super::value::{Value, parse_integer, parse_real};
use crate::asked::Asked;
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

/// Strings up to this long are always interned.
const INTERN_LEN: usize = 10;

/// A result whose error is boxed: it is rare, and large.
pub(super) type Parsed<T> = Result<T, Box<CompileError>>;

/// Where a rule starts: line and offset of its first token.
#[derive(Clone, Copy)]
pub(super) struct Start {
    pub line: u32,
    pub offset: u32,
}

impl Start {
    /// The same place for a rule that no line shall be known of.
    pub fn without_line(self) -> Self {
        Self { line: 0, ..self }
    }
}

/// The parser's state.
pub struct Parser<'n> {
    pub(super) lexer: Lexer,
    pub(super) names: &'n mut Interner,
    pub(super) tree: Tree,
    /// Parts of rules not yet complete.
    pub(super) stack: Vec<Node>,
    /// Names bound by `NAME = const(…)`.
    consts: BTreeMap<Qstr, Bound>,
    /// Names stay in the tree where constants would take their place or make them superfluous: for
    /// those who look for names. The code of such a tree would be right, but not MicroPython's.
    pub(super) keeps_names: bool,
    budget: fold::Budget,
    pub(super) depth: usize,
    max_nesting: usize,
    max_digits: usize,
    small_int_bits: u8,
    /// Whether the source is typed at a prompt, where a constant on its own is shown.
    pub(super) is_typed: bool,
    /// What recovery knows, if the parser is to go on after mistakes.
    pub(super) recovery: Option<Asked<Recovery>>,
}

impl<'n> Parser<'n> {
    /// Parses a whole source.
    pub fn parse(
        lexer: Lexer,
        names: &'n mut Interner,
        options: &CompileOptions,
        len: usize,
    ) -> Parsed<(Tree, Node, Lexer)> {
        let mut parser = Self::new(lexer, names, options, len);
        parser.check_lexer()?;
        let root = match options.input {
            Input::File => parser.file()?,
            Input::Eval => parser.lone_expression()?,
            Input::Single => parser.lone_statement()?,
        };
        Ok((parser.tree, root, parser.lexer))
    }

    /// Parses a file for its names: with [`Parser::keeps_names`], and whatever is wrong with it.
    pub fn parse_names(
        lexer: Lexer,
        names: &'n mut Interner,
        options: &CompileOptions,
        len: usize,
    ) -> (Tree, Node, Lexer) {
        let mut parser = Self::new(lexer, names, options, len);
        parser.keeps_names = true;
        parser.recovery = Asked::begin();
        let start = parser.start();
        let root = match parser.recovering_file() {
            Ok(root) => root,
            // Recovery gives up on what nests too deeply. What was complete is still there.
            Err(_) => parser.make(Kind::Statements, start, parser.stack.len()),
        };
        (parser.tree, root, parser.lexer)
    }

    /// A parser at the first token of `lexer`, whose source is `len` bytes long.
    pub(super) fn new(
        lexer: Lexer,
        names: &'n mut Interner,
        options: &CompileOptions,
        len: usize,
    ) -> Self {
        Parser {
            lexer,
            names,
            tree: Tree::for_source(len),
            stack: Vec::with_capacity(256),
            consts: BTreeMap::new(),
            keeps_names: false,
            budget: fold::Budget::new(),
            depth: 0,
            max_nesting: options.max_nesting,
            max_digits: options.max_digits,
            small_int_bits: options.small_int_bits,
            is_typed: options.input == Input::Single,
            recovery: None,
        }
    }

    // Tokens.

    pub(super) fn kind(&self) -> Tok {
        self.lexer.kind
    }

    pub(super) fn at(&self, kind: Tok) -> bool {
        self.lexer.kind == kind
    }

    pub(super) fn start(&self) -> Start {
        Start {
            line: self.lexer.tok_line,
            offset: self.lexer.tok_offset,
        }
    }

    /// The current token as a node.
    pub(super) fn token(&self) -> Node {
        Node::Token(self.kind(), self.lexer.tok_offset)
    }

    /// From `start` to the end of the last token taken.
    fn span(&self, start: Start) -> At {
        At {
            line: start.line,
            offset: start.offset,
            end: self.lexer.prev_end,
        }
    }

    /// The current token alone, being at `start`.
    fn token_span(&self, start: Start) -> At {
        At {
            line: start.line,
            offset: start.offset,
            end: self.lexer.tok_end,
        }
    }

    pub(super) fn advance(&mut self) -> Parsed<()> {
        self.lexer.next();
        self.check_lexer()
    }

    pub(super) fn check_lexer(&mut self) -> Parsed<()> {
        if self.lexer.named_escape {
            let message = "unicode name escapes";
            let mut error =
                self.error_at(ErrorKind::NotImplementedError, message.into(), self.start());
            error.traced = false;
            return self.named_escape(error);
        }
        Ok(())
    }

    /// Takes a token of this kind, if it is next.
    pub(super) fn accept(&mut self, kind: Tok) -> Parsed<bool> {
        let found = self.at(kind);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    /// Takes a token of this kind, which must be next.
    pub(super) fn expect(&mut self, kind: Tok) -> Parsed<()> {
        if self.at(kind) {
            self.advance()
        } else {
            Err(self.unexpected(Expected::token(kind)))
        }
    }

    // Errors.

    fn error_at(
        &self,
        kind: ErrorKind,
        message: Cow<'static, str>,
        start: Start,
    ) -> Box<CompileError> {
        Box::new(CompileError {
            kind,
            message,
            line: start.line,
            column: self.lexer.column_of(start.offset),
            block: String::new(),
            traced: true,
        })
    }

    /// What is wrong with the current token.
    pub(super) fn syntax_error(&self) -> Box<CompileError> {
        let (kind, message) = match self.kind() {
            Tok::Indent => (ErrorKind::IndentationError, "unexpected indent"),
            Tok::DedentMismatch => (
                ErrorKind::IndentationError,
                "unindent doesn't match any outer indent level",
            ),
            Tok::MalformedFstring => (ErrorKind::SyntaxError, "malformed f-string"),
            _ => (ErrorKind::SyntaxError, "invalid syntax"),
        };
        self.error_at(kind, message.into(), self.start())
    }

    /// Runs `rule` one level deeper; nesting is bounded so that the host's stack is.
    pub(super) fn deeper<T>(&mut self, rule: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= self.max_nesting {
            let message = "maximum recursion depth exceeded";
            return Err(self.error_at(ErrorKind::RuntimeError, message.into(), self.start()));
        }
        self.depth += 1;
        let result = rule(self);
        self.depth -= 1;
        result
    }

    // Building.

    /// The node for a name that is no constant.
    pub(super) fn name(&mut self) -> Parsed<Node> {
        if !self.at(Tok::Name) {
            return Err(self.unexpected(Expected::Name));
        }
        let node = Node::Id(self.text_as_name()?, self.lexer.tok_offset);
        self.advance()?;
        Ok(node)
    }

    /// The current token's text, interned.
    fn text_as_name(&mut self) -> Parsed<Qstr> {
        if self.lexer.text.len() > LONGEST_NAME {
            let start = self.start();
            let mut error = self.error_at(ErrorKind::RuntimeError, NAME_TOO_LONG.into(), start);
            error.traced = false;
            return Err(error);
        }
        Ok(self.names.add(&self.lexer.text))
    }

    /// The node for the current token, where an expression's atom stands.
    pub(super) fn atom_token(&mut self) -> Parsed<Node> {
        let start = self.start();
        let node = match self.kind() {
            Tok::Name => {
                let name = self.text_as_name()?;
                match self.consts.get(&name).cloned() {
                    Some(Bound::Small(value)) => self.number_node(self.token_span(start), value),
                    Some(Bound::Known(number)) => {
                        self.tree.add_known(self.token_span(start), number)
                    }
                    None => Node::Id(name, start.offset),
                }
            }
            Tok::Integer if self.lexer.text.len() > self.max_digits => {
                let message = "integer literal is too long";
                return Err(self.error_at(ErrorKind::SyntaxError, message.into(), start));
            }
            Tok::Integer => match parse_integer(&self.lexer.text) {
                Ok(value) => self.number_node(self.token_span(start), value),
                Err(message) => {
                    return Err(self.error_at(ErrorKind::SyntaxError, message.into(), start));
                }
            },
            Tok::FloatOrImag => match parse_real(&self.lexer.text) {
                Ok(value) => self.tree.add_const(self.token_span(start), value),
                Err(message) => {
                    return Err(self.error_at(ErrorKind::SyntaxError, message.into(), start));
                }
            },
            Tok::String => {
                let text = &self.lexer.text;
                let interned = if text.len() <= INTERN_LEN {
                    Some(self.names.add(text))
                } else {
                    self.names.find(text)
                };
                match interned {
                    Some(qstr) => Node::Str(qstr, start.offset),
                    None => {
                        let value = Value::Str(text.as_slice().into());
                        self.tree.add_const(self.token_span(start), value)
                    }
                }
            }
            Tok::Bytes => {
                let value = Value::Bytes(self.lexer.text.as_slice().into());
                self.tree.add_const(self.token_span(start), value)
            }
            kind => Node::Token(kind, start.offset),
        };
        self.advance()?;
        Ok(node)
    }

    /// A constant, in place if it is an integer small enough for the target.
    fn number_node(&mut self, at: At, value: Value) -> Node {
        if let Value::Small(n) = value {
            // As on the processors that mpy-cross runs on, where 0 means as many bits as 64.
            let shift = u32::from(self.small_int_bits).wrapping_sub(1) & 63;
            if matches!(n >> shift, 0 | -1) {
                return Node::Int(n, at.offset);
            }
        }
        self.tree.add_const(at, value)
    }

    /// Completes a rule whose last `count` parts are on the stack.
    pub(super) fn make(&mut self, kind: Kind, start: Start, count: usize) -> Node {
        let first = self.stack.len() - count;
        let at = self.span(start);
        Node::Rule(self.tree.add(kind, at, self.stack.drain(first..)))
    }

    /// A rule over exactly these parts.
    pub(super) fn rule<const N: usize>(
        &mut self,
        kind: Kind,
        start: Start,
        parts: [Node; N],
    ) -> Node {
        let at = self.span(start);
        Node::Rule(self.tree.add(kind, at, parts.into_iter()))
    }

    /// Completes a list whose elements begin at `first` on the stack: a lone one stands for itself
    /// unless a separator followed it.
    pub(super) fn list(&mut self, kind: Kind, start: Start, first: usize, trailing: bool) -> Node {
        if self.stack.len() - first == 1 && !trailing {
            return self.stack.pop().unwrap_or(Node::Null);
        }
        let tuple = matches!(
            kind,
            Kind::TestlistStarExpr | Kind::Testlist | Kind::SubscriptList
        );
        if tuple && let Some(node) = self.constant_tuple(start, first) {
            return node;
        }
        self.make(kind, start, self.stack.len() - first)
    }

    /// A tuple as one constant, if all of what begins at `first` on the stack is constant.
    pub(super) fn constant_tuple(&mut self, start: Start, first: usize) -> Option<Node> {
        let parts = &self.stack[first..];
        if !parts.iter().all(|&node| is_constant(&self.tree, node)) {
            return None;
        }
        let items = parts.iter().filter_map(|&node| self.constant(node));
        let tuple = Value::tuple(items.collect(), self.max_nesting)?;
        self.stack.truncate(first);
        let at = self.span(start);
        Some(self.tree.add_const(at, tuple))
    }

    // Constants.

    /// The value of a node that is constant.
    fn constant(&self, node: Node) -> Option<Value> {
        constant(&self.tree, node)
    }

    fn truth(&self, node: Node) -> Option<bool> {
        truth(&self.tree, node)
    }

    fn number(&self, node: Node) -> Option<Value> {
        match node {
            Node::Int(n, _) => Some(Value::Small(n)),
            Node::Rule(_) => self
                .tree
                .value(node)
                .map(|(_, v)| v)
                .filter(|v| v.is_number())
                .cloned(),
            _ => None,
        }
    }

    /// A number that folding made of what began at `start`: it has no line of its own.
    fn folded(&mut self, start: Start, value: Value) -> Node {
        let at = self.span(start.without_line());
        let node = self.number_node(at, value);
        if matches!(node, Node::Int(..)) {
            self.tree.note_folded(at.offset, at.end);
        }
        node
    }

    /// Completes `or` or `and`: operands whose value is known and does not decide are dropped, as
    /// is everything after one that decides.
    pub(super) fn logical(&mut self, kind: Kind, start: Start, first: usize) -> Node {
        if self.keeps_names {
            return self.make(kind, start, self.stack.len() - first);
        }
        let decides = kind == Kind::OrTest;
        let mut kept = first;
        for i in first..self.stack.len() {
            let node = self.stack[i];
            self.stack[kept] = node;
            let truth = self.truth(node);
            if i + 1 == self.stack.len() || truth == Some(decides) {
                kept += 1;
                break;
            }
            kept += usize::from(truth.is_none());
        }
        self.stack.truncate(kept);
        if kept - first == 1 {
            return self.stack.pop().unwrap_or(Node::Null);
        }
        self.make(kind, start, kept - first)
    }

    /// Completes `not`.
    pub(super) fn negation(&mut self, start: Start, operand: Node) -> Node {
        let Some(truth) = self.truth(operand) else {
            return self.rule(Kind::NotTest, start, [operand]);
        };
        self.tree.note_folded(start.offset, self.lexer.prev_end);
        let token = if truth { Tok::False } else { Tok::True };
        Node::Token(token, start.offset)
    }

    /// Completes a chain of one binary operator without tokens between: `|`, `^`, `&` or `**`.
    pub(super) fn same_op(&mut self, kind: Kind, op: Tok, start: Start, first: usize) -> Node {
        let mut value = self.number(self.stack[first]);
        for at in first + 1..self.stack.len() {
            let Some(left) = value else { break };
            value = self
                .number(self.stack[at])
                .and_then(|right| fold::binary(op, &left, &right, &mut self.budget));
        }
        self.finish_fold(kind, start, first, value)
    }

    /// Completes a chain of operands with operator tokens between.
    pub(super) fn mixed_ops(&mut self, kind: Kind, start: Start, first: usize) -> Node {
        let mut value = self.number(self.stack[first]);
        let mut at = first + 1;
        while let (Some(left), Some(&[Node::Token(op, _), right])) = (
            &value,
            self.stack.get(at..at + 2).and_then(|p| p.first_chunk()),
        ) {
            value = self
                .number(right)
                .and_then(|right| fold::binary(op, left, &right, &mut self.budget));
            at += 2;
        }
        self.finish_fold(kind, start, first, value)
    }

    fn finish_fold(
        &mut self,
        kind: Kind,
        start: Start,
        first: usize,
        value: Option<Value>,
    ) -> Node {
        match value {
            Some(value) => {
                self.stack.truncate(first);
                let value = value.distinct(self.tree.len() + 1);
                self.folded(start, value)
            }
            None => self.make(kind, start, self.stack.len() - first),
        }
    }

    /// Completes a sign.
    pub(super) fn sign(&mut self, start: Start, op: Tok, operand: Node) -> Node {
        match self
            .number(operand)
            .and_then(|value| fold::unary(op, &value, &mut self.budget))
        {
            Some(value) if op == Tok::Plus => self.folded(start, value),
            Some(value) => {
                let value = value.distinct(self.tree.len() + 1);
                self.folded(start, value)
            }
            None => self.rule(
                Kind::Factor,
                start,
                [Node::Token(op, start.offset), operand],
            ),
        }
    }

    /// The constant that `base.attr` is known to be: those of `math` that are numbers.
    pub(super) fn module_constant(
        &mut self,
        start: Start,
        base: Node,
        trailer: Node,
    ) -> Option<Node> {
        let (Node::Id(Qstr::MATH, _), Some(trailer)) =
            (base, self.tree.as_rule(trailer, Kind::TrailerPeriod))
        else {
            return None;
        };
        if self.keeps_names {
            return None;
        }
        let value = match self.tree.child(trailer, 0) {
            Node::Id(Qstr::MATH_E, _) => core::f64::consts::E,
            Node::Id(Qstr::MATH_PI, _) => core::f64::consts::PI,
            Node::Id(Qstr::MATH_TAU, _) => core::f64::consts::TAU,
            Node::Id(Qstr::MATH_INF, _) => f64::INFINITY,
            Node::Id(Qstr::MATH_NAN, _) => f64::NAN,
            _ => return None,
        };
        Some(self.folded(start, Value::Float(value)))
    }

    /// Handles `NAME = const(value)`: binds the name. Returns the value to assign, or `Null` if a
    /// private name needs no assignment at all, or `None` if this is no such statement.
    pub(super) fn const_assignment(
        &mut self,
        target: Node,
        assigned: Node,
    ) -> Parsed<Option<Node>> {
        let Node::Id(name, _) = target else {
            return Ok(None);
        };
        let annotated = self.tree.as_rule(assigned, Kind::Annassign);
        let assigned = annotated.map_or(assigned, |id| self.tree.child(id, 1));
        let Some(call) = self.tree.as_rule(assigned, Kind::AtomExpr) else {
            return Ok(None);
        };
        let parens = self
            .tree
            .as_rule(self.tree.child(call, 1), Kind::TrailerParen);
        let (Node::Id(Qstr::CONST, _), Some(parens)) = (self.tree.child(call, 0), parens) else {
            return Ok(None);
        };
        if self.keeps_names {
            return Ok(None);
        }
        let node = self.tree.child(parens, 0);
        let Some(value) = self.constant(node) else {
            let start = Start {
                line: self.tree.line(call),
                offset: self.tree.offset(call),
            };
            return Err(self.error_at(ErrorKind::SyntaxError, "not a constant".into(), start));
        };
        let bound = match self.tree.value(node) {
            Some((number, _)) => Bound::Known(number),
            None => Bound::Small(value),
        };
        self.consts.insert(name, bound);
        let private = self.names.get(name).first() == Some(&b'_');
        Ok(Some(if private { Node::Null } else { node }))
    }
}

/// What a name bound by `const` stands for.
#[derive(Clone)]
enum Bound {
    /// A value that has no rule of its own.
    Small(Value),
    /// One that has, by its number.
    Known(usize),
}

/// The value of a node that is constant.
pub(super) fn constant(tree: &Tree, node: Node) -> Option<Value> {
    Some(match node {
        Node::Int(n, _) => Value::Small(n),
        Node::Str(qstr, _) => Value::Qstr(qstr),
        Node::Token(Tok::None, _) => Value::None,
        Node::Token(Tok::False, _) => Value::False,
        Node::Token(Tok::True, _) => Value::True,
        Node::Token(Tok::Ellipsis, _) => Value::Ellipsis,
        Node::Rule(id) if tree.kind(id) == Kind::AtomParen && tree.child(id, 0) == Node::Null => {
            return Value::tuple(Vec::new(), 1);
        }
        _ => return tree.value(node).map(|(_, value)| value.clone()),
    })
}

/// Whether a node has a value.
fn is_constant(tree: &Tree, node: Node) -> bool {
    match node {
        Node::Rule(id) if tree.kind(id) == Kind::Const => true,
        _ => constant(tree, node).is_some(),
    }
}

/// Whether a constant node is true; `None` if it is not constant.
pub(super) fn truth(tree: &Tree, node: Node) -> Option<bool> {
    match node {
        Node::Int(n, _) => Some(n != 0),
        Node::Rule(_) => match tree.value(node) {
            Some((_, value)) => Some(value.truth()),
            None => constant(tree, node).map(|value| value.truth()),
        },
        _ => constant(tree, node).map(|value| value.truth()),
    }
}
