//! Tree to functions: one pass over every scope to place its names, one to write its code.
//!
//! Qstrs, constants and inner functions are numbered in the order in which MicroPython's passes come
//! upon them, code that is never reached included; the order of every call here matters.

mod bodies;
mod calls;
mod exprs;
mod functions;
mod loops;
mod names;
mod ops;
mod origins;
mod refusals;
mod stmts;
mod tries;

use self::origins::Origins;
pub use self::refusals::{Refusal, refusals};
use super::CompileOptions;
use super::debug::{Extents, Span};
use super::emit::{Code, Label, QstrTable};
use super::error::{CompileError, ErrorKind};
use super::intern::{Interner, Qstr};
use super::lexer::Lexer;
use super::scope::{Place, Scope, ScopeKind, close_over, number_locals};
use super::tree::{Kind, Node, RuleId, Tree};
use super::value::Value;
use crate::asked::Asked;
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use mpy::{RawCode, RawModule};

/// An error on its way to a rule that knows its line.
struct Fail {
    kind: ErrorKind,
    message: &'static str,
    /// What is refused.
    node: Node,
    at: Option<RuleId>,
    line: u32,
}

type Gen<T> = Result<T, Box<Fail>>;

/// Where `break` and `continue` go.
#[derive(Clone, Copy, Default)]
struct Loop {
    break_label: Option<Label>,
    continue_label: Option<Label>,
    /// Leaving it drops the iterator from the stack.
    is_for: bool,
    /// Exception blocks open around it.
    except_level: u32,
}

/// No scope has been made for a rule.
const NO_SCOPE: u32 = u32::MAX;

/// A value has no place among the constants yet.
const UNKNOWN: u32 = u32::MAX;

/// What all constants together may weigh: a short file can hold a large one in many others.
const MAX_CONSTANTS: usize = 1 << 26;

/// The compiler's state.
struct Compiler<'t, 'n> {
    tree: &'t Tree,
    names: &'n mut Interner,
    options: &'t CompileOptions,
    scopes: Vec<Scope>,
    /// Scopes by the rule they belong to.
    scope_of: Vec<u32>,
    /// The scope being compiled.
    cur: usize,
    /// Whether this is the first pass.
    scoping: bool,
    code: Code,
    qstrs: QstrTable,
    constants: Vec<Value>,
    constant_index: BTreeMap<Vec<u8>, usize>,
    /// Places among the constants by the number of a value in the tree.
    known_constants: Vec<u32>,
    /// How much more the constants may weigh.
    constants_left: usize,
    /// Scopes of the functions the current one makes.
    children: Vec<usize>,
    in_loop: Loop,
    except_level: u32,
    have_star: bool,
    dict_params: u32,
    default_params: u32,
    /// What instructions come from, if anybody wants to know.
    origins: Option<Origins<'t>>,
    /// The error that was found, while it has no line.
    unplaced: Option<Box<Fail>>,
    /// What has been refused so far, if compiling is to go on after that.
    refused: Option<Asked<refusals::Refused>>,
}

/// Compiles a parsed file.
pub fn compile(
    tree: &Tree,
    root: Node,
    names: &mut Interner,
    options: &CompileOptions,
    lexer: &Lexer,
) -> Result<RawModule, Box<CompileError>> {
    run(tree, root, names, options, lexer, None).map(|(module, _)| module)
}

/// What is known of the functions of a module besides their code, all by the scope's number.
pub struct Traced {
    /// The scopes, with their names' places.
    pub scopes: Vec<Scope>,
    /// The functions that each makes, in the order of [`RawCode::children`].
    pub children: Vec<Vec<usize>>,
    /// From which offset on the bytecode comes from what.
    pub origins: Vec<Vec<(u32, Span)>>,
}

/// As [`compile`], with what the module does not say of itself.
pub fn compile_traced(
    tree: &Tree,
    root: Node,
    names: &mut Interner,
    options: &CompileOptions,
    lexer: &Lexer,
    extents: &Extents,
) -> Result<(RawModule, Traced), Box<CompileError>> {
    let origins = Some(Origins::new(extents));
    run(tree, root, names, options, lexer, origins)
}

fn run<'t>(
    tree: &'t Tree,
    root: Node,
    names: &mut Interner,
    options: &'t CompileOptions,
    lexer: &Lexer,
    origins: Option<Origins<'t>>,
) -> Result<(RawModule, Traced), Box<CompileError>> {
    let mut compiler = Compiler::new(tree, root, names, options);
    compiler.origins = origins;
    match compiler.module() {
        Ok(module) => Ok((module, compiler.traced())),
        Err(fail) => Err(compiler.error(&fail, lexer)),
    }
}

impl<'t, 'n> Compiler<'t, 'n> {
    fn new(
        tree: &'t Tree,
        root: Node,
        names: &'n mut Interner,
        options: &'t CompileOptions,
    ) -> Self {
        let source_file = names.add(options.file_name.as_bytes());
        let mut qstrs = QstrTable::new(names.len());
        qstrs.index(source_file);
        Compiler {
            tree,
            scopes: vec![Scope::new(ScopeKind::Module, None, root, Qstr::MODULE)],
            scope_of: vec![NO_SCOPE; tree.len()],
            cur: 0,
            scoping: true,
            code: Code::default(),
            qstrs,
            constants: Vec::new(),
            constant_index: BTreeMap::new(),
            known_constants: vec![UNKNOWN; tree.values_len()],
            constants_left: MAX_CONSTANTS,
            children: Vec::new(),
            in_loop: Loop::default(),
            except_level: 0,
            have_star: false,
            dict_params: 0,
            default_params: 0,
            names,
            options,
            origins: None,
            unplaced: None,
            refused: None,
        }
    }

    /// The first pass: makes all scopes and places their names.
    fn place_names(&mut self) -> Gen<()> {
        let mut number = 0;
        while number < self.scopes.len() {
            self.scope(number, true)?;
            for id in 0..self.scopes[number].ids.len() {
                if self.scopes[number].ids[id].place == Place::GlobalImplicit {
                    close_over(&mut self.scopes, number, id);
                }
            }
            number += 1;
        }
        for number in 0..self.scopes.len() {
            number_locals(&mut self.scopes, number);
        }
        Ok(())
    }

    fn module(&mut self) -> Gen<RawModule> {
        self.place_names()?;
        let mut done: Vec<(Option<RawCode>, Vec<usize>)> = Vec::with_capacity(self.scopes.len());
        for number in 0..self.scopes.len() {
            self.scope(number, false)?;
            let code = self.raw_code()?;
            if let Some(origins) = &mut self.origins {
                origins.children.push(self.children.clone());
            }
            done.push((Some(code), core::mem::take(&mut self.children)));
        }
        let root = assemble(&mut done);
        let names = &*self.names;
        Ok(RawModule {
            small_int_bits: self.options.small_int_bits,
            qstrs: self
                .qstrs
                .order
                .iter()
                .map(|&qstr| names.get(qstr).to_vec())
                .collect(),
            constants: self
                .constants
                .iter()
                .map(|value| value.to_raw(names))
                .collect(),
            root,
        })
    }

    fn traced(self) -> Traced {
        let (children, origins) = self.origins.map_or_else(Default::default, |origins| {
            (origins.children, origins.tables)
        });
        Traced {
            scopes: self.scopes,
            children,
            origins,
        }
    }

    fn raw_code(&mut self) -> Gen<RawCode> {
        let Ok(finished) = self.code.finish() else {
            return Err(self.overflow("bytecode overflow"));
        };
        if let Some(origins) = &mut self.origins {
            origins.tables.push(finished.origins);
        }
        if self.constants_left == 0 {
            return Err(self.overflow("constants too large"));
        }
        let scope = &self.scopes[self.cur];
        let cells = scope.ids.iter().filter(|id| id.place == Place::Cell);
        let cells: Result<Vec<u8>, _> = cells.map(|id| u8::try_from(id.local)).collect();
        let Ok(cells) = cells else {
            return Err(self.overflow("too many locals"));
        };
        let n_args = scope.pos_args + scope.kwonly_args;
        let arg_names = self.arg_names(n_args);
        let scope = &self.scopes[self.cur];
        Ok(RawCode {
            n_state: (scope.locals + finished.stack_size).max(1),
            n_exc_stack: scope.exc_stack_size,
            scope_flags: scope.flags,
            n_pos_args: scope.pos_args,
            n_kwonly_args: scope.kwonly_args,
            n_def_pos_args: scope.def_pos_args,
            simple_name: self.qstrs.index(scope.name) as u32,
            arg_names: arg_names
                .into_iter()
                .map(|name| self.qstrs.index(name) as u32)
                .collect(),
            line_info: finished.line_info,
            cells,
            bytecode: finished.bytecode,
            children: Vec::new(),
        })
    }

    /// The names of the arguments; `*` where a variable closed over is passed.
    fn arg_names(&self, count: u32) -> Vec<Qstr> {
        let mut names = vec![Qstr::STAR; count as usize];
        // The first of several under one number is the one that counts.
        for id in self.scopes[self.cur].ids.iter().rev() {
            if id.flags & super::scope::PARAM != 0
                && let Some(name) = names.get_mut(id.local as usize)
            {
                *name = id.name;
            }
        }
        names
    }

    /// One pass over one scope.
    fn scope(&mut self, number: usize, scoping: bool) -> Gen<()> {
        self.cur = number;
        self.scoping = scoping;
        if self.refused.is_some() {
            self.leave_scope();
        }
        self.code.start(!scoping);
        self.children.clear();
        // The prelude's names come before those of the body.
        let name = self.scopes[number].name;
        self.qstrs.index(name);
        let n_args = self.scopes[number].pos_args + self.scopes[number].kwonly_args;
        for name in self.arg_names(n_args) {
            self.qstrs.index(name);
        }
        let result = self.scope_body(number);
        match self.unplaced.take().map_or(result, Err) {
            Err(fail) => self.refuse_part(fail),
            done => done,
        }
    }

    // Errors.

    /// An error at `node`, if that has a line.
    fn fail<T>(&self, node: Node, message: &'static str) -> Gen<T> {
        let mut fail = Box::new(Fail {
            kind: ErrorKind::SyntaxError,
            message,
            node,
            at: None,
            line: 0,
        });
        self.locate(&mut fail, node);
        Err(fail)
    }

    /// An error at `node`, which [`Self::later`] looks at.
    fn fail_later(&mut self, node: Node, message: &'static str) -> Gen<()> {
        self.fail(node, message).or_else(|fail| self.later(fail))
    }

    /// While an error has no line, MicroPython goes on, and the part of the next list of statements
    /// that it comes to gives the line.
    #[cold]
    fn later(&mut self, fail: Box<Fail>) -> Gen<()> {
        if fail.line > 0 {
            return Err(fail);
        }
        if self.refused.is_some() {
            self.note(fail, true);
            return Ok(());
        }
        // The first error is the one that counts.
        self.unplaced.get_or_insert(fail);
        Ok(())
    }

    /// What becomes of an error that was found before or in a part of a list. The rest of the list
    /// is not looked at, even if there is no line yet.
    #[cold]
    fn place_error(&mut self, result: Gen<()>, part: Node) -> Gen<()> {
        let (mut fail, is_over) = match (self.unplaced.take(), result) {
            (Some(first), result) => (first, result.is_err()),
            (None, Err(fail)) => (fail, true),
            (None, Ok(())) => return Ok(()),
        };
        self.locate(&mut fail, part);
        if is_over || fail.line > 0 {
            return Err(fail);
        }
        self.unplaced = Some(fail);
        Ok(())
    }

    fn overflow(&self, message: &'static str) -> Box<Fail> {
        Box::new(Fail {
            kind: ErrorKind::RuntimeError,
            message,
            node: Node::Null,
            at: None,
            line: 0,
        })
    }

    /// Gives an error without a line that of `node`.
    fn locate(&self, fail: &mut Fail, node: Node) {
        if fail.line == 0
            && fail.kind == ErrorKind::SyntaxError
            && let Node::Rule(id) = node
        {
            fail.line = self.tree.line(id);
            fail.at = Some(id);
        }
    }

    fn error(&self, fail: &Fail, lexer: &Lexer) -> Box<CompileError> {
        let mut located = Fail {
            kind: fail.kind,
            message: fail.message,
            node: fail.node,
            at: fail.at,
            line: fail.line,
        };
        let scope = &self.scopes[self.cur];
        self.locate(&mut located, scope.node);
        Box::new(CompileError {
            kind: fail.kind,
            message: Cow::Borrowed(fail.message),
            line: located.line,
            column: located
                .at
                .map_or(0, |id| lexer.column_of(self.tree.offset(id))),
            block: String::from_utf8_lossy(self.names.get(scope.name)).into_owned(),
            traced: fail.kind == ErrorKind::SyntaxError,
        })
    }

    // The tree.

    fn rule(&self, node: Node, kind: Kind) -> Option<RuleId> {
        self.tree.as_rule(node, kind)
    }

    fn child(&self, id: RuleId, index: usize) -> Node {
        self.tree.child(id, index)
    }

    fn children_of(&self, id: RuleId) -> &'t [Node] {
        self.tree.children(id)
    }

    /// The elements of a list rule, or the one element that stands for a list of one.
    fn elements(&self, node: Node, kind: Kind) -> Vec<Node> {
        self.tree.list(&node, kind).to_vec()
    }

    fn truth(&self, node: Node) -> Option<bool> {
        super::parser::truth(self.tree, node)
    }
}

/// Puts the functions into those that make them. Inner scopes always come later in the list.
fn assemble(done: &mut [(Option<RawCode>, Vec<usize>)]) -> RawCode {
    for number in (0..done.len()).rev() {
        let inner = core::mem::take(&mut done[number].1);
        let children = inner
            .iter()
            .filter_map(|&child| done[child].0.take())
            .collect();
        if let Some(code) = &mut done[number].0 {
            code.children = children;
        }
    }
    done.first_mut()
        .and_then(|(code, _)| code.take())
        .unwrap_or_default()
}
