//! Going on after a refusal: all that the passes over the tree object to, not the first alone.
//!
//! Each statement is refused on its own; what is around it is compiled as if it were not there.

use super::{Compiler, Fail, Gen};
use crate::CompileOptions;
use crate::asked::Asked;
use crate::error::CompileError;
use crate::intern::Interner;
use crate::lexer::Lexer;
use crate::tree::{Node, RuleId, Tree};
use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

/// After so many, no more are noted.
const MOST: usize = 200;

/// Something that cannot be compiled.
pub struct Refusal {
    /// MicroPython's error, were it the first.
    pub error: CompileError,
    /// What is refused.
    pub node: Node,
    /// The statement it is in, if any.
    pub statement: Option<RuleId>,
    /// The rule of the scope it is in.
    pub scope: Node,
    /// The rule of the outermost function or class around it.
    pub outermost: Node,
}

/// What has been refused so far.
#[derive(Default)]
pub(super) struct Refused {
    list: Vec<Noted>,
    /// Places and messages already noted: the second pass comes upon most of them again.
    known: BTreeSet<(u32, &'static str)>,
    /// The statement being compiled.
    statement: Option<RuleId>,
    /// Lists around it.
    depth: usize,
    /// Refusals of this scope that have no line yet, with the depth of lists that may give them one.
    unplaced: Vec<(usize, usize)>,
}

/// A refusal, with its statement and scope.
struct Noted {
    fail: Box<Fail>,
    statement: Option<RuleId>,
    scope: usize,
}

/// All that is refused in a parsed file.
pub fn refusals(
    tree: &Tree,
    root: Node,
    names: &mut Interner,
    options: &CompileOptions,
    lexer: &Lexer,
) -> Vec<Refusal> {
    let mut compiler = Compiler::new(tree, root, names, options);
    compiler.refused = Asked::begin();
    // Neither pass gives an error back while there is a list for it.
    let _ = compiler.place_names();
    for number in 0..compiler.scopes.len() {
        let _ = compiler.scope(number, false);
        // Sizes only tell something of code that is all there.
        let complete = compiler.refused.as_ref().is_some_and(|r| r.list.is_empty());
        if complete && let Err(fail) = compiler.raw_code() {
            let _ = compiler.refuse_part(fail);
        }
    }
    let refused = compiler.refused.take();
    let refusals = Asked::end(refused).list.into_iter().map(|noted| {
        let Noted {
            fail,
            statement,
            scope,
        } = noted;
        compiler.cur = scope;
        Refusal {
            error: *compiler.error(&fail, lexer),
            node: fail.node,
            statement,
            scope: compiler.scopes[scope].node,
            outermost: compiler.outermost(scope),
        }
    });
    refusals.collect()
}

impl Compiler<'_, '_> {
    /// Compiles a statement; if it is refused, notes that.
    pub(super) fn statement_refusing(&mut self, id: RuleId) -> Gen<()> {
        let outer_loop = self.in_loop;
        let outer = self.refused.as_mut().and_then(|r| r.statement.replace(id));
        if let Err(fail) = self.any_statement(id) {
            self.in_loop = outer_loop;
            self.note(fail, false);
        }
        if let Some(refused) = &mut self.refused {
            refused.statement = outer;
        }
        Ok(())
    }

    /// Compiles all parts of a rule; those that are refused and have no line get that of the part.
    pub(super) fn all_nodes_refusing(&mut self, id: RuleId) -> Gen<()> {
        if let Some(refused) = &mut self.refused {
            refused.depth += 1;
        }
        let mut result = Ok(());
        for &part in self.children_of(id) {
            result = self.node(part);
            if let Err(fail) = &mut result {
                self.locate(fail, part);
            }
            self.place_noted(part);
            if result.is_err() {
                break;
            }
        }
        if let Some(refused) = &mut self.refused {
            refused.depth -= 1;
        }
        result
    }

    /// Gives those without a line that of a part of a list.
    fn place_noted(&mut self, part: Node) {
        let Some(mut refused) = self.refused.take() else {
            return;
        };
        let depth = refused.depth;
        let Refused { list, unplaced, .. } = &mut *refused;
        unplaced.retain_mut(|(number, reach)| {
            let fail = &mut list[*number].fail;
            if depth <= *reach {
                self.locate(fail, part);
                // The rest of this list does not count any more.
                *reach = depth - 1;
            }
            fail.line == 0
        });
        self.refused = Some(refused);
    }

    /// Notes that a part of a scope is refused which is no statement.
    #[cold]
    pub(super) fn refuse_part(&mut self, fail: Box<Fail>) -> Gen<()> {
        if self.refused.is_none() {
            return Err(fail);
        }
        self.note(fail, false);
        Ok(())
    }

    /// Notes a refusal. `later` tells that MicroPython goes on in the same statement, so that even a
    /// list within that can give the line.
    pub(super) fn note(&mut self, fail: Box<Fail>, later: bool) {
        let scope = self.cur;
        let tree = self.tree;
        let Some(refused) = &mut self.refused else {
            return;
        };
        let offset = match fail.node {
            Node::Null => refused.statement.map_or(scope as u32, |id| tree.offset(id)),
            Node::Int(_, at) | Node::Id(_, at) | Node::Str(_, at) | Node::Token(_, at) => at,
            Node::Rule(id) => tree.offset(id),
        };
        if refused.list.len() >= MOST || !refused.known.insert((offset, fail.message)) {
            return;
        }
        if fail.line == 0 {
            let reach = if later { usize::MAX } else { refused.depth };
            let place = refused.list.len();
            refused.unplaced.push((place, reach));
        }
        let statement = refused.statement;
        refused.list.push(Noted {
            fail,
            statement,
            scope,
        });
    }

    /// Ends a scope: what has no line by now gets that of its own scope.
    pub(super) fn leave_scope(&mut self) {
        self.in_loop = super::Loop::default();
        if let Some(refused) = &mut self.refused {
            refused.unplaced.clear();
            refused.statement = None;
            refused.depth = 0;
        }
    }

    /// The rule of the outermost scope around `scope` below the module.
    fn outermost(&self, scope: usize) -> Node {
        let mut at = scope;
        while let Some(parent) = self.scopes[at].parent.filter(|&parent| parent != 0) {
            at = parent;
        }
        self.scopes[at].node
    }
}
