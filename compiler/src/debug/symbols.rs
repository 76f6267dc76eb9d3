//! The names of a source: which of them mean the same, where they stand, and what scopes there are.

use super::span::{LineIndex, Span};
use crate::scope::ScopeKind;
use alloc::string::String;
use alloc::vec::Vec;

/// A scope's number; scopes come before those within, the module is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScopeId(pub u32);

/// A symbol's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SymbolId(pub u32);

/// What stands at a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is read.
    Load,
    /// `x = …`
    Assign,
    /// `x += …`: it is read and assigned.
    AugmentedAssign,
    /// `x: int`, without a value.
    Annotate,
    /// `x := …`
    Walrus,
    /// The target of a `for`, of statements and comprehensions.
    For,
    /// `with … as x`
    With,
    /// `except … as x`
    Except,
    /// `import x`, `from … import x` or `… as x`.
    Import,
    /// `def x`
    Function,
    /// `class x`
    Class,
    /// The parameter of a function or `lambda`.
    Parameter,
    /// `del x`
    Delete,
    /// `global x`
    Global,
    /// `nonlocal x`
    Nonlocal,
}

impl Role {
    /// Whether the name gets a value here, or is declared to.
    #[must_use]
    pub fn is_definition(self) -> bool {
        !matches!(
            self,
            Self::Load | Self::AugmentedAssign | Self::Delete | Self::Global | Self::Nonlocal
        )
    }
}

/// One place where a name stands. Attributes and the names of keyword arguments are no names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The name in the source.
    pub span: Span,
    /// What it means.
    pub symbol: SymbolId,
    /// The scope that it stands in.
    pub scope: ScopeId,
    /// What it does there.
    pub role: Role,
}

/// What all occurrences of one name with one meaning have in common.
#[derive(Clone, Debug)]
pub struct Symbol {
    /// The name.
    pub name: String,
    /// The scope whose variable it is. The module's are also the names that are assigned nowhere,
    /// built-in functions among them.
    pub scope: ScopeId,
    /// It is bound by `NAME = const(…)`. The compiler puts the value wherever the name stands from
    /// there on, whatever the scope, so all of those mean this symbol.
    pub constant: bool,
    /// Numbers of its occurrences, in order.
    pub(super) occurrences: Vec<u32>,
}

/// Where a scope finds a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamePlace {
    /// It is a variable of the scope alone.
    Local,
    /// It is one that scopes within use too.
    Cell,
    /// It is a variable of a function around the scope.
    Free,
    /// It is global or built in; in a module, all are.
    Global,
    /// It is in the namespace of the class whose body the scope is.
    Class,
}

/// A name that a scope knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScopeName {
    /// What it means there.
    pub symbol: SymbolId,
    /// Where it is found.
    pub place: NamePlace,
}

/// How a parameter takes its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// By position or keyword.
    Positional,
    /// After `*`: by keyword.
    KeywordOnly,
    /// `*args`
    Star,
    /// `**kwargs`
    DoubleStar,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// The name in the source.
    pub span: Span,
    /// How it takes arguments.
    pub kind: ParameterKind,
    /// Whether it may be left out.
    pub has_default: bool,
}

/// A module, class, function, lambda or comprehension.
#[derive(Clone, Debug)]
pub struct ScopeInfo {
    /// What it is.
    pub kind: ScopeKind,
    /// Its name, as tracebacks give it.
    pub name: String,
    /// The scope around it; `None` for the module.
    pub parent: Option<ScopeId>,
    /// All of its definition, decorators and `async` included.
    pub span: Span,
    /// The name in the source, if it has one there.
    pub name_span: Option<Span>,
    /// The part that runs in the scope: what is after the colon, or a whole comprehension.
    pub body: Span,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// The names it knows, in the order in which the compiler meets them. Some have no occurrence:
    /// `super()` uses `__class__`.
    pub names: Vec<ScopeName>,
    /// How lines after the body can still belong to it.
    pub(super) tail: Option<Tail>,
}

/// The room after a block, in which more of the block may be typed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tail {
    /// Where the next token starts.
    pub end: u32,
    /// Lines belong to the block if they are indented by more bytes than this. `None` if the block
    /// is on the line of its header.
    pub indent: Option<u32>,
}

/// All scopes and names of a source.
///
/// They are the source's, not the code's: what the compiler drops, such as the block of `if 0:`, has
/// names like any other. So a variable may be a cell here only because of a function that is never
/// made; what code has in its slots, [`FunctionInfo`](super::FunctionInfo) says.
///
/// Names in the replacements of f-strings are where they stand within the literal.
#[derive(Clone, Debug)]
pub struct Symbols {
    pub(super) scopes: Vec<ScopeInfo>,
    pub(super) symbols: Vec<Symbol>,
    /// By where they start; they never overlap.
    pub(super) occurrences: Vec<Occurrence>,
    pub(super) lines: LineIndex,
}

impl Symbols {
    /// All scopes, by number.
    #[must_use]
    pub fn scopes(&self) -> &[ScopeInfo] {
        &self.scopes
    }

    /// All symbols, by number.
    #[must_use]
    pub fn symbols(&self) -> &[Symbol] {
        &self.symbols
    }

    /// All occurrences, in the order of the source.
    #[must_use]
    pub fn occurrences(&self) -> &[Occurrence] {
        &self.occurrences
    }

    /// Lines and columns of the source.
    #[must_use]
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// A scope by number.
    ///
    /// # Panics
    /// When the number is not one of this source's.
    #[must_use]
    pub fn scope(&self, id: ScopeId) -> &ScopeInfo {
        &self.scopes[id.0 as usize]
    }

    /// A symbol by number.
    ///
    /// # Panics
    /// When the number is not one of this source's.
    #[must_use]
    pub fn symbol(&self, id: SymbolId) -> &Symbol {
        &self.symbols[id.0 as usize]
    }

    /// The name at an offset, or the one that ends there: a cursor behind a name still means it.
    #[must_use]
    pub fn occurrence_at(&self, offset: u32) -> Option<&Occurrence> {
        let after = self
            .occurrences
            .partition_point(|found| found.span.start <= offset);
        let found = &self.occurrences[after.checked_sub(1)?];
        found.span.touches(offset).then_some(found)
    }

    /// Everywhere a symbol stands, in the order of the source.
    pub fn occurrences_of(&self, symbol: SymbolId) -> impl Iterator<Item = &Occurrence> {
        let numbers = self.symbol(symbol).occurrences.iter();
        numbers.map(|&number| &self.occurrences[number as usize])
    }

    /// Where a symbol is defined: every place that gives it a value or declares it.
    pub fn definitions_of(&self, symbol: SymbolId) -> impl Iterator<Item = &Occurrence> {
        self.occurrences_of(symbol)
            .filter(|found| found.role.is_definition())
    }

    /// The innermost scope in which what is typed at an offset would be.
    ///
    /// That is not the function in the header of a `def`, but it is the function on the lines after
    /// its body, as long as they are indented and nothing else has come.
    #[must_use]
    pub fn scope_at(&self, offset: u32) -> ScopeId {
        let line = self.lines.line(offset);
        let indent = offset.saturating_sub(self.lines.line_span(line).start);
        let holds = |scope: &ScopeInfo| {
            if offset < scope.body.start {
                return false;
            }
            let Some(tail) = scope.tail.filter(|_| offset > scope.body.end) else {
                return offset <= scope.body.end;
            };
            let same_line = line == self.lines.line(scope.body.end);
            let indented = tail.indent.is_some_and(|outer| indent > outer);
            offset <= tail.end && (same_line || indented)
        };
        // Scopes within come later, and what is outside of a scope is outside of those within.
        let innermost = self.scopes.iter().rposition(holds).unwrap_or(0);
        ScopeId(innermost as u32)
    }

    /// The names that can be used in a scope: its own, then those of the functions around it, then
    /// the module's. A name that means something nearer by hides those further away.
    #[must_use]
    pub fn visible_from(&self, scope: ScopeId) -> Vec<SymbolId> {
        let mut found: Vec<SymbolId> = Vec::new();
        let mut next = Some(scope);
        while let Some(id) = next {
            let here = self.scope(id);
            next = here.parent;
            if id != scope && here.kind == ScopeKind::Class {
                continue;
            }
            for name in &here.names {
                let hidden = |&other: &SymbolId| {
                    other == name.symbol || self.symbol(other).name == self.symbol(name.symbol).name
                };
                if !found.iter().any(hidden) {
                    found.push(name.symbol);
                }
            }
        }
        found
    }
}
