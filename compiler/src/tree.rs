//! The syntax tree: rules of the grammar over a flat arena, shaped as MicroPython's compiler sees them.

use super::intern::Qstr;
use super::token::Tok;
use super::value::Value;
use alloc::vec::Vec;

/// A place in the tree. Small things are held in place, with the offset at which they start in the
/// source as the lexer has it; everything else is a rule in the arena.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Node {
    /// An optional part that is not there.
    #[default]
    Null,
    /// An integer that fits the target's small integers.
    Int(i64, u32),
    /// A name.
    Id(Qstr, u32),
    /// An interned string.
    Str(Qstr, u32),
    /// A token that says all there is to say.
    Token(Tok, u32),
    /// A rule.
    Rule(RuleId),
}

// The offsets take room that was padding before; the tree must not grow for them.
const _: () = assert!(size_of::<Node>() == 16);

/// A rule's number in the arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleId(pub u32);

/// What a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    /// A constant object; the value is beside the tree.
    Const,
    FileInput,
    Statements,
    Decorator,
    Decorators,
    Decorated,
    AsyncFuncdef,
    Funcdef,
    TypedArgs,
    TypedArgName,
    TypedArgStar,
    TypedArgDblStar,
    Tfpdef,
    VarArgs,
    VarArgName,
    VarArgStar,
    VarArgDblStar,
    SimpleStatements,
    ExprStmt,
    Augassign,
    AssignList,
    TestlistStarExpr,
    Annassign,
    DelStmt,
    PassStmt,
    BreakStmt,
    ContinueStmt,
    ReturnStmt,
    YieldStmt,
    RaiseStmt,
    RaiseFrom,
    ImportName,
    ImportFrom,
    ImportRelative,
    Periods,
    ImportAsName,
    DottedAsName,
    ImportAsNames,
    DottedAsNames,
    DottedName,
    GlobalStmt,
    NonlocalStmt,
    NameList,
    AssertStmt,
    AsyncStmt,
    IfStmt,
    ElifList,
    Elif,
    WhileStmt,
    ForStmt,
    TryStmt,
    ExceptAndMore,
    Except,
    ExceptAsName,
    ExceptList,
    Finally,
    WithStmt,
    WithList,
    WithItem,
    SuiteStatements,
    NamedExpr,
    TestIfExpr,
    TestIfElse,
    Lambdef,
    OrTest,
    AndTest,
    NotTest,
    Comparison,
    NotIn,
    IsOp,
    IsNot,
    StarExpr,
    Expr,
    XorExpr,
    AndExpr,
    ShiftExpr,
    ArithExpr,
    Term,
    Factor,
    Power,
    AtomExprAwait,
    AtomExpr,
    Trailers,
    AtomParen,
    AtomBracket,
    AtomBrace,
    TestlistComp,
    TrailerParen,
    TrailerBracket,
    TrailerPeriod,
    SubscriptList,
    SliceFrom,
    SliceTo,
    SliceStep,
    SliceToStep,
    SliceOp,
    ExprList,
    Testlist,
    DictOrSet,
    DictItem,
    DictOrSetList,
    DictOrSetList2,
    Classdef,
    EmptyParens,
    Arglist,
    ArgStar,
    ArgDblStar,
    Argument,
    ArgumentAssign,
    CompFor,
    CompIf,
    YieldExpr,
    YieldFrom,
}

#[derive(Clone, Copy, Debug)]
struct Rule {
    kind: Kind,
    at: At,
    first: u32,
    len: u32,
}

/// Where a rule stands in the source. Offsets are bytes of the source as the lexer has it.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// The line of its first token, from 1; 0 for what folding made, which has no line of its own.
    pub line: u32,
    /// Where its first token starts.
    pub offset: u32,
    /// Where its last token ends.
    pub end: u32,
}

/// The arena.
#[derive(Default)]
pub struct Tree {
    rules: Vec<Rule>,
    children: Vec<Node>,
    values: Vec<Value>,
    /// Start and end of what folding put into one small node, the outermost last.
    folded: Vec<(u32, u32)>,
}

impl Tree {
    /// An arena with room for the tree of a source this long.
    pub fn for_source(len: usize) -> Self {
        Self {
            rules: Vec::with_capacity(len / 10 + 16),
            children: Vec::with_capacity(len / 6 + 16),
            values: Vec::new(),
            folded: Vec::new(),
        }
    }

    /// Adds a rule over `children`.
    pub fn add(&mut self, kind: Kind, at: At, children: impl Iterator<Item = Node>) -> RuleId {
        let first = self.children.len() as u32;
        self.children.extend(children);
        let len = self.children.len() as u32 - first;
        self.rules.push(Rule {
            kind,
            at,
            first,
            len,
        });
        RuleId(self.rules.len() as u32 - 1)
    }

    /// Adds a constant.
    pub fn add_const(&mut self, at: At, value: Value) -> Node {
        self.values.push(value);
        self.add_known(at, self.values.len() - 1)
    }

    /// Adds one whose value is there already, under that number.
    pub fn add_known(&mut self, at: At, number: usize) -> Node {
        self.rules.push(Rule {
            kind: Kind::Const,
            at,
            first: number as u32,
            len: 0,
        });
        Node::Rule(RuleId(self.rules.len() as u32 - 1))
    }

    /// Notes that the small node at `start` stands for the source up to `end`.
    pub fn note_folded(&mut self, start: u32, end: u32) {
        self.folded.push((start, end));
    }

    /// What [`Tree::note_folded`] was told.
    pub fn folded(&self) -> &[(u32, u32)] {
        &self.folded
    }

    /// How many values there are.
    pub fn values_len(&self) -> usize {
        self.values.len()
    }

    /// How many rules there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// What a rule is.
    pub fn kind(&self, id: RuleId) -> Kind {
        self.rules[id.0 as usize].kind
    }

    /// The line its first token is on.
    pub fn line(&self, id: RuleId) -> u32 {
        self.rules[id.0 as usize].at.line
    }

    /// Where its first token starts.
    pub fn offset(&self, id: RuleId) -> u32 {
        self.rules[id.0 as usize].at.offset
    }

    /// Where its last token ends.
    pub fn end(&self, id: RuleId) -> u32 {
        self.rules[id.0 as usize].at.end
    }

    /// Its parts.
    pub fn children(&self, id: RuleId) -> &[Node] {
        let rule = &self.rules[id.0 as usize];
        if rule.kind == Kind::Const {
            return &[];
        }
        &self.children[rule.first as usize..(rule.first + rule.len) as usize]
    }

    /// Its part `index`, `Null` if it has none there.
    pub fn child(&self, id: RuleId, index: usize) -> Node {
        self.children(id).get(index).copied().unwrap_or(Node::Null)
    }

    /// The rule at `node`, if it is one of this kind.
    pub fn as_rule(&self, node: Node, kind: Kind) -> Option<RuleId> {
        match node {
            Node::Rule(id) if self.kind(id) == kind => Some(id),
            _ => None,
        }
    }

    /// Whether `node` is a rule of this kind.
    pub fn is(&self, node: Node, kind: Kind) -> bool {
        self.as_rule(node, kind).is_some()
    }

    /// The value of a constant rule, and its number among the values.
    pub fn value(&self, node: Node) -> Option<(usize, &Value)> {
        let id = self.as_rule(node, Kind::Const)?;
        let index = self.rules[id.0 as usize].first as usize;
        Some((index, &self.values[index]))
    }

    /// The elements of a list rule of `kind`; a lone element is a list of one, `Null` an empty one.
    pub fn list<'a>(&'a self, node: &'a Node, kind: Kind) -> &'a [Node] {
        match *node {
            Node::Null => &[],
            Node::Rule(id) if self.kind(id) == kind => self.children(id),
            _ => core::slice::from_ref(node),
        }
    }
}
