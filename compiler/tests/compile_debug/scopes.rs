//! Scopes: what is in them, where they are, and what a place in a source belongs to.

use super::{compiled, symbols};
use compiler::debug::{
    NamePlace, OutlineItem, ParameterKind, Role, ScopeId, ScopeKind, SlotKind, Symbols,
};

/// The name of the scope at each `|` of a program, and the program without them.
fn scopes_at(marked: &str) -> Vec<String> {
    let mut offsets = Vec::new();
    let mut source = String::new();
    for (i, part) in marked.split('|').enumerate() {
        if i > 0 {
            offsets.push(source.len() as u32);
        }
        source.push_str(part);
    }
    let symbols = symbols(&source);
    let name = |&offset| symbols.scope(symbols.scope_at(offset)).name.clone();
    offsets.iter().map(name).collect()
}

#[test]
fn a_place_is_in_the_innermost_scope() {
    let names = scopes_at(
        "|import x
@d|
def f(a=|b):|
    |x
    class C(|B): y = |1
    |
    [|a for a in |b]
    lambda c=|0: c|
| ",
    );
    assert_eq!(
        names,
        [
            "<module>",
            "<module>",
            "<module>",
            "f",
            "f",
            "f",
            "C",
            "f",
            "<listcomp>",
            "<listcomp>",
            "f",
            "<lambda>",
            "<module>"
        ]
    );
}

#[test]
fn what_is_typed_below_a_block_belongs_to_it_as_far_as_it_is_indented() {
    let names = scopes_at(
        "class C:
    def f(self):
        pass  # |
|    |    |

        |# |comment
  |
def g(): pass |
    |
x = 1
  |",
    );
    assert_eq!(
        names,
        [
            "f", "<module>", "C", "f", "f", "f", "C", "g", "<module>", "<module>"
        ]
    );
}

#[test]
fn what_is_being_typed_is_in_its_scope() {
    let names = scopes_at(
        "def f(a):
    b = 1
    b.|
class C:
    def g(self):|
        |
    |
    def h(self
def i(
    |",
    );
    assert_eq!(names, ["f", "g", "g", "C", "i"]);
}

/// What a scope knows, by name: where it finds each.
fn places(symbols: &Symbols, scope: &str) -> Vec<(String, NamePlace)> {
    let scopes = symbols.scopes();
    let scope = scopes.iter().find(|found| found.name == scope);
    let names = &scope.expect("a scope of that name").names;
    let pair =
        |name: &compiler::debug::ScopeName| (symbols.symbol(name.symbol).name.clone(), name.place);
    names.iter().map(pair).collect()
}

const CLOSURES: &str = "
def outer(p, q):
    a = 1
    b = g
    def inner(r):
        nonlocal a
        a = p
        return b
    class K:
        x = q
        y = x
        def m(self): return super()
        async def n(self): await super().n()
    return [p for p in q], inner
";

#[test]
fn each_scope_knows_where_its_names_are() {
    use NamePlace::{Cell, Class, Free, Global, Local};
    let symbols = symbols(CLOSURES);
    let expect = |scope: &str, expected: &[(&str, NamePlace)]| {
        let expected: Vec<_> = expected
            .iter()
            .map(|&(name, place)| (name.to_string(), place))
            .collect();
        assert_eq!(places(&symbols, scope), expected, "{scope}");
    };
    expect("<module>", &[("outer", Global)]);
    expect(
        "outer",
        &[
            ("p", Cell),
            ("q", Cell),
            ("a", Cell),
            ("b", Cell),
            ("g", Global),
            ("inner", Local),
            ("K", Local),
        ],
    );
    expect(
        "inner",
        &[("r", Local), ("a", Free), ("p", Free), ("b", Free)],
    );
    expect(
        "K",
        &[
            ("__class__", Cell),
            ("__name__", Global),
            ("__module__", Class),
            ("__qualname__", Class),
            ("x", Class),
            ("q", Free),
            ("y", Class),
            ("m", Class),
            ("n", Class),
        ],
    );
    for method in ["m", "n"] {
        expect(
            method,
            &[("self", Local), ("super", Global), ("__class__", Free)],
        );
    }
    expect("<listcomp>", &[("p", Local)]);
}

#[test]
fn functions_know_what_is_in_their_slots() {
    use SlotKind::{Cell, Free, Local};
    let (_, info) = compiled(CLOSURES);
    let outer = &info.module.children[0];
    let slots = |function: &compiler::debug::FunctionInfo| -> Vec<(String, SlotKind, bool)> {
        let slots = function.slots.iter();
        slots
            .map(|slot| (slot.name.clone(), slot.kind, slot.parameter))
            .collect()
    };
    let own = |slots: &[(&str, SlotKind, bool)]| -> Vec<(String, SlotKind, bool)> {
        slots
            .iter()
            .map(|&(name, kind, parameter)| (name.to_string(), kind, parameter))
            .collect()
    };
    // Parameters and plain locals in the order in which they are met, then cells.
    assert_eq!(
        slots(outer),
        own(&[
            ("p", Cell, true),
            ("q", Cell, true),
            ("inner", Local, false),
            ("K", Local, false),
            ("a", Cell, false),
            ("b", Cell, false),
        ])
    );
    let names: Vec<&str> = outer
        .children
        .iter()
        .map(|child| child.name.as_str())
        .collect();
    assert_eq!(names, ["inner", "K", "<listcomp>"]);
    // Variables closed over come first.
    assert_eq!(
        slots(&outer.children[0]),
        own(&[
            ("p", Free, false),
            ("a", Free, false),
            ("b", Free, false),
            ("r", Local, true)
        ])
    );
    assert_eq!(
        slots(&outer.children[1]),
        own(&[("q", Free, false), ("__class__", Cell, false)])
    );
    assert_eq!(
        slots(&outer.children[2]),
        own(&[("", Local, false), ("p", Local, false)])
    );
    assert!(info.module.slots.is_empty());
}

#[test]
fn functions_know_their_definition() {
    let source = "
@d
async def f(a, b=1, *c, d, e=2, **g): pass
h = lambda *, i: [j for j in i]
";
    let (_, info) = compiled(source);
    let f = info.symbols.scope(info.module.children[0].scope);
    assert_eq!((f.kind, f.name.as_str()), (ScopeKind::Function, "f"));
    let text = |span: compiler::debug::Span| &source[span.range()];
    assert_eq!(
        text(f.span),
        "@d\nasync def f(a, b=1, *c, d, e=2, **g): pass"
    );
    assert_eq!(f.name_span.map(text), Some("f"));
    assert_eq!(text(f.body), " pass");
    let parameters: Vec<_> = f
        .parameters
        .iter()
        .map(|p| (p.name.as_str(), p.kind, p.has_default))
        .collect();
    use ParameterKind::{DoubleStar, KeywordOnly, Positional, Star};
    assert_eq!(
        parameters,
        [
            ("a", Positional, false),
            ("b", Positional, true),
            ("c", Star, false),
            ("d", KeywordOnly, false),
            ("e", KeywordOnly, true),
            ("g", DoubleStar, false),
        ]
    );
    let lambda = &info.module.children[1];
    let scope = info.symbols.scope(lambda.scope);
    assert_eq!((scope.kind, scope.name_span), (ScopeKind::Lambda, None));
    assert_eq!(text(scope.span), "lambda *, i: [j for j in i]");
    assert_eq!(scope.parameters[0].kind, KeywordOnly);
    let comprehension = info.symbols.scope(lambda.children[0].scope);
    assert_eq!(text(comprehension.body), "j for j in i");
    assert_eq!(comprehension.parent, Some(lambda.scope));
}

#[test]
fn a_cursor_finds_the_name_that_it_touches() {
    let source = "ab = cd.ef\nif ab: pass";
    let symbols = symbols(source);
    let at = |offset: u32| {
        symbols
            .occurrence_at(offset)
            .map(|found| &source[found.span.range()])
    };
    let found: Vec<_> = (0..=10).map(at).collect();
    let (ab, cd) = (Some("ab"), Some("cd"));
    assert_eq!(
        found,
        [ab, ab, ab, None, None, cd, cd, cd, None, None, None]
    );
    let symbol = symbols.occurrence_at(0).expect("a name").symbol;
    let all: Vec<_> = symbols
        .occurrences_of(symbol)
        .map(|found| (found.span.start, found.role))
        .collect();
    assert_eq!(all, [(0, Role::Assign), (14, Role::Load)]);
    let defined: Vec<_> = symbols.definitions_of(symbol).collect();
    assert_eq!(defined.len(), 1);
    assert_eq!(defined[0].span.start, 0);
}

#[test]
fn names_that_hide_others_come_first() {
    let symbols = symbols(
        "x = y = z = 1\ndef f(x):\n    class C:\n        y = 2\n        def g(self): print(y)",
    );
    let scope = symbols.scope_at(80);
    assert_eq!(symbols.scope(scope).name, "g");
    let visible = symbols.visible_from(scope);
    let visible: Vec<_> = visible
        .into_iter()
        .map(|id| symbols.symbol(id))
        .map(|symbol| (symbol.name.as_str(), symbol.scope))
        .collect();
    let (module, f, g) = (ScopeId(0), ScopeId(1), scope);
    assert_eq!(
        visible,
        [
            ("self", g),
            ("print", module),
            ("y", module),
            ("x", f),
            ("C", f),
            ("z", module),
            ("f", module),
        ]
    );
}

/// One item a line, indented as they are nested.
fn outline(items: &[OutlineItem], source: &str, depth: usize, out: &mut String) {
    for item in items {
        let indent = "  ".repeat(depth);
        out.push_str(&format!("{indent}{:?} {}", item.kind, item.name));
        assert_eq!(&source[item.name_span.range()], item.name);
        let lines = source[item.span.range()].lines().count();
        out.push_str(&format!(" ({lines})\n"));
        outline(&item.children, source, depth + 1, out);
    }
}

fn outlined(source: &str) -> String {
    let mut out = String::new();
    outline(&symbols(source).outline(), source, 0, &mut out);
    out
}

#[test]
fn the_outline_nests_as_the_source_does() {
    let source = "
import a
B = const(1)
c, d = 1, 2
c = 3
@e
class F:
    g: int
    h = 1
    def i(self):
        j = 1
        def k(): pass
        return k
    class L: m = 1
if a:
    async def n(): pass
for o in p: pass
q = lambda: r
";
    assert_eq!(
        outlined(source),
        "Constant B (1)
Variable c (1)
Variable d (1)
Class F (9)
  Variable g (1)
  Variable h (1)
  Method i (4)
    Function k (1)
  Class L (1)
    Variable m (1)
Function n (1)
Variable q (1)
"
    );
}

#[test]
fn mistakes_hide_only_their_statements() {
    let source = "
import a
class C:
    def g(self):
        x = (1 +
        return a
    y = = 2
    z = 3
def h(b:
    c = a
def i(): pass
";
    let expected = "Class C (6)
  Method g (3)
  Variable z (1)
Function h (2)
Function i (1)
";
    assert_eq!(outlined(source), expected);
    let symbols = symbols(source);
    let import = symbols.occurrence_at(8).expect("the import");
    let lines = symbols.occurrences_of(import.symbol);
    let lines: Vec<u32> = lines
        .map(|found| symbols.lines().line(found.span.start))
        .collect();
    assert_eq!(lines, [2, 6, 10]);
}

#[test]
fn line_ends_of_two_characters_shift_nothing() {
    let source = "x = 1\r\n\r\nif x:\r\n  y = f\"\"\"é{\r\nx}\"\"\"\r\nelse: y = x\r";
    let (module, info) = compiled(source);
    let options = compiler::CompileOptions::default();
    let alone = compiler::compile_module(source.as_bytes(), &options).expect("it compiles");
    assert_eq!(module, alone);
    let names: Vec<(&str, u32)> = info
        .symbols
        .occurrences()
        .iter()
        .map(|found| {
            (
                &source[found.span.range()],
                info.symbols.lines().line(found.span.start),
            )
        })
        .collect();
    assert_eq!(
        names,
        [("x", 1), ("x", 3), ("y", 4), ("x", 5), ("y", 6), ("x", 6)]
    );
    let texts: Vec<&str> = info
        .module
        .origins
        .iter()
        .map(|(_, span)| &source[span.range()])
        .collect();
    assert!(texts.contains(&"f\"\"\"é{\r\nx}\"\"\""), "{texts:?}");
}
