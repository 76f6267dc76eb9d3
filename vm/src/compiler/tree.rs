//! The syntax tree: rules of the grammar over a flat arena, shaped as MicroPython's compiler sees them.

use super::intern::Qstr;
use super::token::Tok;
use super::value::Value;
use alloc::vec::Vec;

/// A place in the tree. Small things are held in place, everything else is a rule in the arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// An optional part that is not there.
    Null,
    /// An integer that fits the target's small integers.
    Int(i64),
    /// A name.
    Id(Qstr),
    /// An interned string.
    Str(Qstr),
    /// A token that says all there is to say.
    Token(Tok),
    /// A rule.
    Rule(RuleId),
}

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
    line: u32,
    offset: u32,
    first: u32,
    len: u32,
}

/// The arena.
#[derive(Default)]
pub struct Tree {
    rules: Vec<Rule>,
    children: Vec<Node>,
    values: Vec<Value>,
}

impl Tree {
    /// An arena with room for the tree of a source this long.
    pub fn for_source(len: usize) -> Self {
        Self {
            rules: Vec::with_capacity(len / 10 + 16),
            children: Vec::with_capacity(len / 6 + 16),
            values: Vec::new(),
        }
    }

    /// Adds a rule over `children`. `offset` is where its first token starts in the source.
    pub fn add(
        &mut self,
        kind: Kind,
        line: u32,
        offset: u32,
        children: impl Iterator<Item = Node>,
    ) -> RuleId {
        let first = self.children.len() as u32;
        self.children.extend(children);
        let len = self.children.len() as u32 - first;
        self.rules.push(Rule {
            kind,
            line,
            offset,
            first,
            len,
        });
        RuleId(self.rules.len() as u32 - 1)
    }

    /// Adds a constant.
    pub fn add_const(&mut self, line: u32, offset: u32, value: Value) -> Node {
        let first = self.values.len() as u32;
        self.values.push(value);
        self.rules.push(Rule {
            kind: Kind::Const,
            line,
            offset,
            first,
            len: 0,
        });
        Node::Rule(RuleId(self.rules.len() as u32 - 1))
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
        self.rules[id.0 as usize].line
    }

    /// Where its first token starts.
    pub fn offset(&self, id: RuleId) -> u32 {
        self.rules[id.0 as usize].offset
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
