//! What the passes over the tree refuse, in words, and whether it is a mistake of its own.

use super::diagnose::snippet;
use super::problem::Problem;
use super::recover::{Doubt, Finding};
use super::scan;
use super::words::{Expected, Found, Word};
use crate::codegen::Refusal;
use crate::lexer::Lexer;
use crate::token::Tok;
use crate::tree::{Kind, Node, Tree};
use alloc::string::{String, ToString};
use core::ops::Range;

/// What a refusal is about.
struct Subject<'a> {
    refusal: &'a Refusal,
    tree: &'a Tree,
    lexer: &'a mut Lexer,
    place: Range<usize>,
}

/// A refusal as a problem with its place.
pub fn explain(refusal: &Refusal, tree: &Tree, lexer: &mut Lexer) -> Finding {
    let place = place_of(refusal.node, tree, lexer)
        .or_else(|| {
            place_of(
                refusal.statement.map_or(Node::Null, Node::Rule),
                tree,
                lexer,
            )
        })
        .or_else(|| header_of(refusal.scope, tree, lexer))
        .unwrap_or(0..0);
    let mut subject = Subject {
        refusal,
        tree,
        lexer,
        place,
    };
    let problem = subject.problem();
    Finding::new(problem, subject.place, refusal.error.clone())
}

/// Where a node stands.
fn place_of(node: Node, tree: &Tree, lexer: &mut Lexer) -> Option<Range<usize>> {
    let at = match node {
        Node::Null => return None,
        Node::Rule(id) => {
            let start = tree.offset(id) as usize;
            let end = (tree.end(id) as usize).max(start);
            return Some(start..end);
        }
        Node::Int(_, at) | Node::Id(_, at) | Node::Str(_, at) | Node::Token(_, at) => at as usize,
    };
    let token = scan::token_at(lexer, at, 1);
    Some(at..token.end.max(at))
}

/// The first line of a function or class.
fn header_of(node: Node, tree: &Tree, lexer: &mut Lexer) -> Option<Range<usize>> {
    let place = place_of(node, tree, lexer)?;
    let end = lexer.line_end(place.start);
    Some(place.start..end.max(place.start))
}

impl Subject<'_> {
    fn text(&self) -> String {
        snippet(&self.lexer.source, self.place.clone())
    }

    fn is(&self, kinds: &[Kind]) -> bool {
        matches!(self.refusal.node, Node::Rule(id) if kinds.contains(&self.tree.kind(id)))
    }

    fn problem(&mut self) -> Problem {
        let text = self.text();
        match &*self.refusal.error.message {
            "can't assign to expression" => self.assignment(),
            "multiple *x in assignment" => Problem::SeveralStars {},
            "*x must be assignment target" => Problem::StarInDisplay { stars: "*" },
            "can't delete expression" => Problem::DeleteTarget { text },
            "'return' outside function" => {
                self.keyword_only();
                Problem::ReturnOutside {}
            }
            "'yield' outside function" => {
                self.keyword_only();
                Problem::YieldOutside {}
            }
            "'await' outside function" => {
                self.keyword_only();
                Problem::AwaitOutside {}
            }
            "'break'/'continue' outside loop" => {
                self.keyword_only();
                let breaks = self.is(&[Kind::BreakStmt]);
                let word = Word(if breaks { "break" } else { "continue" });
                Problem::OutsideLoop { word }
            }
            "async for/with outside async function" => {
                self.keyword_only();
                let loops = self.is(&[Kind::ForStmt]);
                let word = Word(if loops { "for" } else { "with" });
                Problem::AsyncOutside { word }
            }
            "can't declare nonlocal in outer code" => Problem::NonlocalAtTop {},
            "no binding for nonlocal found" => {
                let name = self.declared_name();
                Problem::NonlocalUnbound { name }
            }
            "identifier redefined as global" => {
                let name = self.declared_name();
                Problem::GlobalAfterUse { name }
            }
            "identifier redefined as nonlocal" => {
                let name = self.declared_name();
                Problem::NonlocalAfterUse { name }
            }
            "argument name reused" => Problem::DuplicateParameter {
                name: self.first_name(),
            },
            "non-default argument follows default argument" => {
                let name = self.first_name();
                Problem::DefaultThenPlain { name }
            }
            "invalid syntax" => Problem::ParameterOrder { text },
            "positional arg after keyword arg" => Problem::PositionalAfterKeyword { text },
            "positional arg after **" => Problem::PositionalAfterDoubleStar { text },
            "* arg after **" | "* arg after kwarg" => Problem::StarArgumentOrder { text },
            "too many args" => Problem::TooManyArguments {},
            "LHS of keyword arg must be an id" => {
                let end = self.text_before_equal();
                self.place.end = end;
                Problem::KeywordNotName { text: self.text() }
            }
            "default 'except' must be last" => {
                self.keyword_only();
                Problem::BareExceptFirst {}
            }
            "expecting key:value for dict" | "expecting just a value for set" => {
                Problem::ColonInSet {}
            }
            "import * not at module level" => Problem::ImportStarInside {},
            "super() can't find self" => Problem::SuperWithoutSelf {},
            "too many locals" => Problem::TooManyLocals {
                name: self.scope_name(),
            },
            "bytecode overflow" => Problem::JumpTooLong {
                name: self.scope_name(),
            },
            "invalid arch" => Problem::NativeCode { decorator: text },
            "invalid micropython decorator" => Problem::UnknownDecorator { decorator: text },
            "constants too large" => Problem::ConstantsTooLarge {
                name: self.scope_name(),
            },
            "name too long" => Problem::NameTooLong {},
            _ => Problem::Unexpected {
                found: Found::Text(text),
                expected: Expected::Other,
            },
        }
    }

    /// Keeps the first word of the place only.
    fn keyword_only(&mut self) {
        let text = &self.lexer.source[self.place.clone()];
        let word = text.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        self.place.end = self.place.start + word.max(1);
    }

    fn scope_name(&self) -> String {
        self.refusal.error.block.clone()
    }

    /// The first name within the place.
    fn first_name(&self) -> String {
        let text = self.text();
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        text.chars().take_while(|&c| is_name(c)).collect()
    }

    /// The name that a `global` or `nonlocal` is about. Which one of several is not known: the first
    /// that is met twice would be a guess, so all are given.
    fn declared_name(&self) -> String {
        let text = self.text();
        let names = text.split_once(char::is_whitespace);
        names.map_or(text.clone(), |(_, names)| names.trim().to_string())
    }

    fn text_before_equal(&self) -> usize {
        let text = &self.lexer.source[self.place.clone()];
        let mut depth = 0;
        for (i, &b) in text.iter().enumerate() {
            match b {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth -= 1,
                b'=' if depth == 0 => {
                    let before = text[..i].trim_ascii_end().len();
                    return self.place.start + before.max(1);
                }
                _ => {}
            }
        }
        self.place.end
    }

    /// What cannot be assigned to.
    fn assignment(&mut self) -> Problem {
        let text = self.text();
        if self.augmented() {
            return match self.refusal.node {
                Node::Rule(id)
                    if matches!(
                        self.tree.kind(id),
                        Kind::TestlistStarExpr | Kind::AtomParen | Kind::AtomBracket
                    ) =>
                {
                    Problem::AugmentedTarget { text }
                }
                node => self.target(node, text),
            };
        }
        self.target(self.refusal.node, text)
    }

    /// Whether the statement is `a += b` or the like.
    fn augmented(&self) -> bool {
        let statement = self.refusal.statement.map_or(Node::Null, Node::Rule);
        self.tree
            .as_rule(statement, Kind::ExprStmt)
            .is_some_and(|id| self.tree.is(self.tree.child(id, 1), Kind::Augassign))
    }

    fn target(&self, node: Node, text: String) -> Problem {
        let kind = match node {
            Node::Int(..) | Node::Str(..) => return Problem::AssignToLiteral { text },
            Node::Token(Tok::Ellipsis, _) => return Problem::AssignToLiteral { text },
            Node::Token(kind, _) => {
                // `__debug__` is a constant too, and has no token of its own.
                let debug = text == "__debug__";
                let word = super::words::keyword(kind);
                let word = word.filter(|_| !debug).unwrap_or(Word("__debug__"));
                return Problem::AssignToConstant { word };
            }
            Node::Rule(id) => self.tree.kind(id),
            _ => return Problem::AssignToExpression { text },
        };
        match kind {
            Kind::Const => Problem::AssignToLiteral { text },
            Kind::AtomExpr => Problem::AssignToCall { text },
            Kind::OrTest
            | Kind::AndTest
            | Kind::NotTest
            | Kind::Comparison
            | Kind::Expr
            | Kind::XorExpr
            | Kind::AndExpr
            | Kind::ShiftExpr
            | Kind::ArithExpr
            | Kind::Term
            | Kind::Factor
            | Kind::Power => Problem::AssignToOperation { text },
            _ => Problem::AssignToExpression { text },
        }
    }
}

/// Whether a refusal is a mistake of its own, and no consequence of text that was lost.
pub fn is_certain(
    refusal: &Refusal,
    finding: &Finding,
    grammar: &[Finding],
    doubts: &[Doubt],
    tree: &Tree,
    lexer: &Lexer,
) -> bool {
    let at = finding.place.start;
    let line = lexer.line_start(at)..lexer.line_end(at);
    if grammar
        .iter()
        .any(|other| line.contains(&other.place.start))
    {
        return false;
    }
    let start_of = |node: Node| match node {
        Node::Rule(id) => tree.offset(id) as usize,
        _ => 0,
    };
    let end_of = |node: Node| match node {
        Node::Rule(id) => tree.end(id) as usize,
        _ => usize::MAX,
    };
    let lost_in = |range: Range<usize>| {
        grammar
            .iter()
            .any(|other| range.contains(&other.place.start))
    };
    let in_doubt = || doubts.iter().any(|doubt| doubt.lines.contains(&at));
    match finding.problem {
        Problem::ReturnOutside {}
        | Problem::YieldOutside {}
        | Problem::AwaitOutside {}
        | Problem::OutsideLoop { .. }
        | Problem::AsyncOutside { .. }
        | Problem::ImportStarInside {}
        | Problem::NonlocalAtTop {} => !in_doubt(),
        Problem::JumpTooLong { .. }
        | Problem::TooManyLocals { .. }
        | Problem::ConstantsTooLarge { .. } => grammar.is_empty(),
        Problem::SuperWithoutSelf {} => !in_doubt() && !lost_in(start_of(refusal.scope)..at),
        Problem::NonlocalUnbound { .. } => {
            let outermost = refusal.outermost;
            !in_doubt() && !lost_in(start_of(outermost)..end_of(outermost))
        }
        _ => true,
    }
}
