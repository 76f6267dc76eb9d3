//! Where small parts of the tree end: the tree only knows where they start.

use super::span::Span;
use crate::lexer::{Lexer, is_in_name};
use crate::token::Tok;
use crate::tree::{Kind, Node, Tree};
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

#[derive(Debug)]
struct Token {
    start: u32,
    end: u32,
    /// Whether it is `)`.
    closes: bool,
    /// The farthest that any token up to this one reaches.
    reach: u32,
}

/// The ends of all tokens, by reading the source once more, and of what folding made of several.
///
/// All offsets here are the lexer's; see [`Original`](super::span::Original).
#[derive(Debug)]
pub struct Extents {
    source: Vec<u8>,
    /// By start. Tokens of an f-string's arguments lie within that of the literal.
    tokens: Vec<Token>,
    folded: BTreeMap<u32, u32>,
}

impl Extents {
    /// Those of `source`, whose tree is `tree`.
    pub fn new(source: &[u8], tree: &Tree) -> Self {
        // The level only decides what `__debug__` is, not where it is.
        let mut lexer = Lexer::new(source, 0);
        let mut tokens = Vec::with_capacity(source.len() / 4);
        while lexer.kind != Tok::End {
            if !matches!(lexer.kind, Tok::Newline | Tok::Indent | Tok::Dedent) {
                tokens.push(Token {
                    start: lexer.tok_offset,
                    end: lexer.tok_end,
                    closes: lexer.kind == Tok::ParenClose,
                    reach: 0,
                });
            }
            if (Tok::Invalid..=Tok::MalformedFstring).contains(&lexer.kind) {
                // What such a literal makes of itself may swallow the lines behind it.
                lexer.drop_injected();
            }
            lexer.next();
        }
        // The literal comes before what is injected in its place.
        tokens.sort_by_key(|token| token.start);
        tokens.dedup_by_key(|token| token.start);
        let mut reach = 0;
        for token in &mut tokens {
            reach = reach.max(token.end);
            token.reach = reach;
        }
        Self {
            source: lexer.into_source(),
            tokens,
            folded: tree.folded().iter().copied().collect(),
        }
    }

    /// Where the last token ends that ends at or before `offset`, a place outside of any token.
    pub fn end_before(&self, offset: u32) -> u32 {
        let before = self.tokens.partition_point(|token| token.start < offset);
        match before.checked_sub(1).map(|last| &self.tokens[last]) {
            // Within an f-string the literal itself reaches too far.
            Some(token) if token.reach > offset => token.end,
            Some(token) => token.reach,
            None => 0,
        }
    }

    /// Where the first token starts that starts at or after `offset`.
    pub fn start_after(&self, offset: u32) -> Option<u32> {
        let after = self.tokens.partition_point(|token| token.start < offset);
        self.tokens.get(after).map(|token| token.start)
    }

    /// Where the last `)` ends of those that directly follow `end`; `end` if there is none.
    pub fn closed(&self, end: u32) -> u32 {
        let after = self.tokens.partition_point(|token| token.start < end);
        let closers = self.tokens[after..].iter().take_while(|token| token.closes);
        closers.last().map_or(end, |token| token.end)
    }

    /// The stretch of `node`, `None` if there is nothing.
    pub fn of(&self, tree: &Tree, node: Node) -> Option<Span> {
        match node {
            Node::Null => None,
            // Of a rule with nothing in it, what came before it may be its end.
            Node::Rule(id) => {
                let start = tree.offset(id);
                Some(Span::new(start, tree.end(id).max(start)))
            }
            Node::Id(_, start) | Node::Str(_, start) => Some(self.token(start)),
            Node::Int(_, start) | Node::Token(_, start) => {
                let folded = self.folded.get(&start);
                Some(folded.map_or_else(|| self.token(start), |&end| Span::new(start, end)))
            }
        }
    }

    /// The token that starts at `start`.
    fn token(&self, start: u32) -> Span {
        let found = self
            .tokens
            .binary_search_by_key(&start, |token| token.start);
        let end = match found {
            Ok(at) => self.tokens[at].end,
            // Behind a mistake the parser may have found a name where reading on found none.
            Err(_) => {
                let rest = self.source.get(start as usize..).unwrap_or_default();
                let name = rest.iter().take_while(|&&b| is_in_name(b));
                start + name.count() as u32
            }
        };
        Span::new(start, end)
    }

    /// As [`Extents::of`], but a statement or definition with a block only up to its colon.
    pub fn header(&self, tree: &Tree, node: Node) -> Option<Span> {
        let whole = self.of(tree, node)?;
        Some(
            match block_of(tree, node).and_then(|block| self.of(tree, block)) {
                Some(block) => {
                    Span::new(whole.start, self.end_before(block.start).max(whole.start))
                }
                None => whole,
            },
        )
    }
}

/// The first block of a statement or definition that has any.
fn block_of(tree: &Tree, node: Node) -> Option<Node> {
    let Node::Rule(id) = node else { return None };
    let child = |index| Some(tree.child(id, index));
    match tree.kind(id) {
        Kind::TryStmt | Kind::Finally => child(0),
        Kind::IfStmt | Kind::Elif | Kind::WhileStmt | Kind::WithStmt | Kind::Except => child(1),
        Kind::ForStmt | Kind::Classdef => child(2),
        Kind::Funcdef => child(3),
        Kind::AsyncStmt | Kind::AsyncFuncdef => block_of(tree, tree.child(id, 0)),
        Kind::Decorated => block_of(tree, tree.child(id, 1)),
        _ => None,
    }
}
