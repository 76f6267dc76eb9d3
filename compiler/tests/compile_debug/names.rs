//! What the names of a program mean: each is marked with what it does and whose variable it is.

use super::symbols;

/// A program with a line below each name: carets, role, name and the scope that it belongs to.
fn annotated(source: &str) -> String {
    let symbols = symbols(source);
    let mut found = symbols.occurrences().iter().peekable();
    let mut out = String::new();
    for (number, text) in (1..).zip(source.lines()) {
        out.push_str(&format!("{text}\n"));
        while let Some(here) = found.next_if(|o| symbols.lines().line(o.span.start) == number) {
            let symbol = symbols.symbol(here.symbol);
            let column = symbols.lines().position(here.span.start).column as usize;
            let carets = "^".repeat(source[here.span.range()].chars().count());
            let (role, owner) = (here.role, &symbols.scope(symbol.scope).name);
            let marked = format!("{carets} {role:?} {}@{owner}", symbol.name);
            out.push_str(&format!("{}{marked}\n", " ".repeat(column - 1)));
        }
    }
    out
}

/// Compares an annotated program with what its names are found to be.
#[track_caller]
fn means(expected: &str) {
    let expected = expected.trim_start_matches('\n').trim_end();
    let lines = expected.lines();
    let source: String = lines
        .filter(|line| !line.trim_start().starts_with('^'))
        .map(|line| format!("{line}\n"))
        .collect();
    let annotated = annotated(&source);
    assert!(
        annotated.trim_end() == expected,
        "{source}\nmeans\n{annotated}"
    );
}

#[test]
fn every_statement_that_binds() {
    means(
        r#"
import a.b, c.d as e
       ^ Import a@<module>
                   ^ Import e@<module>
from .m import f, g as h
               ^ Import f@<module>
                       ^ Import h@<module>
from n import *
a = e.b = c[f] = [g, (h, *i)] = 1
^ Assign a@<module>
    ^ Load e@<module>
          ^ Load c@<module>
            ^ Load f@<module>
                  ^ Assign g@<module>
                      ^ Assign h@<module>
                          ^ Assign i@<module>
j += k
^ AugmentedAssign j@<module>
     ^ Load k@<module>
l: int = m
^ Assign l@<module>
   ^^^ Load int@<module>
         ^ Load m@<module>
n: str
^ Annotate n@<module>
   ^^^ Load str@<module>
for o, (p, q) in r: s
    ^ For o@<module>
        ^ For p@<module>
           ^ For q@<module>
                 ^ Load r@<module>
                    ^ Load s@<module>
else: t
      ^ Load t@<module>
with u as v, w as (x, y): z
     ^ Load u@<module>
          ^ With v@<module>
             ^ Load w@<module>
                   ^ With x@<module>
                      ^ With y@<module>
                          ^ Load z@<module>
try: a
     ^ Load a@<module>
except (b, c) as d: d
        ^ Load b@<module>
           ^ Load c@<module>
                 ^ Except d@<module>
                    ^ Load d@<module>
finally: e
         ^ Load e@<module>
del a, b.c, d[e], (f, g)
    ^ Delete a@<module>
       ^ Load b@<module>
            ^ Load d@<module>
              ^ Load e@<module>
                   ^ Delete f@<module>
                      ^ Delete g@<module>
def fn(): pass
    ^^ Function fn@<module>
class Cl: pass
      ^^ Class Cl@<module>
(a := b)
 ^ Walrus a@<module>
      ^ Load b@<module>
assert a, b
       ^ Load a@<module>
          ^ Load b@<module>
raise c from d
      ^ Load c@<module>
             ^ Load d@<module>
while e: break
      ^ Load e@<module>
print(f if g else h, i=j, *k, **l)
^^^^^ Load print@<module>
      ^ Load f@<module>
           ^ Load g@<module>
                  ^ Load h@<module>
                       ^ Load j@<module>
                           ^ Load k@<module>
                                ^ Load l@<module>
"#,
    );
}

#[test]
fn parameters() {
    means(
        r#"
def f(a, b: int = c, *d: e, g=h, **i: j) -> k:
    ^ Function f@<module>
      ^ Parameter a@f
         ^ Parameter b@f
            ^^^ Load int@<module>
                  ^ Load c@<module>
                      ^ Parameter d@f
                         ^ Load e@<module>
                            ^ Parameter g@f
                              ^ Load h@<module>
                                   ^ Parameter i@f
                                      ^ Load j@<module>
                                            ^ Load k@<module>
    return a, b, d, g, i
           ^ Load a@f
              ^ Load b@f
                 ^ Load d@f
                    ^ Load g@f
                       ^ Load i@f
lambda a, *b, c=d, **e: (a, b, c, d, e)
       ^ Parameter a@<lambda>
           ^ Parameter b@<lambda>
              ^ Parameter c@<lambda>
                ^ Load d@<module>
                     ^ Parameter e@<lambda>
                         ^ Load a@<lambda>
                            ^ Load b@<lambda>
                               ^ Load c@<lambda>
                                  ^ Load d@<module>
                                     ^ Load e@<lambda>
"#,
    );
}

#[test]
fn global_and_nonlocal() {
    means(
        r#"
x = 1
^ Assign x@<module>
def f():
    ^ Function f@<module>
    global x, y
           ^ Global x@<module>
              ^ Global y@<module>
    x = y = 2
    ^ Assign x@<module>
        ^ Assign y@<module>
    z = 3
    ^ Assign z@f
    def g():
        ^ Function g@f
        nonlocal z
                 ^ Nonlocal z@f
        z += x
        ^ AugmentedAssign z@f
             ^ Load x@<module>
    return w
           ^ Load w@<module>
"#,
    );
}

#[test]
fn closures() {
    means(
        r#"
def f(a):
    ^ Function f@<module>
      ^ Parameter a@f
    b = a
    ^ Assign b@f
        ^ Load a@f
    def g():
        ^ Function g@f
        def h(): return a, b, c
            ^ Function h@g
                        ^ Load a@f
                           ^ Load b@g
                              ^ Load c@<module>
        b = 1
        ^ Assign b@g
    class K:
          ^ Class K@f
        c = a
        ^ Assign c@K
            ^ Load a@f
        def m(self): return c, a, K
            ^ Function m@K
              ^^^^ Parameter self@m
                            ^ Load c@<module>
                               ^ Load a@f
                                  ^ Load K@f
    return lambda: b
                   ^ Load b@f
"#,
    );
}

#[test]
fn comprehensions() {
    means(
        r#"
def f(a):
    ^ Function f@<module>
      ^ Parameter a@f
    [b for b in a if b]
     ^ Load b@<listcomp>
           ^ For b@<listcomp>
                ^ Load a@f
                     ^ Load b@<listcomp>
    {c: d for c, d in a for e in c if (g := e)}
     ^ Load c@<dictcomp>
        ^ Load d@<dictcomp>
              ^ For c@<dictcomp>
                 ^ For d@<dictcomp>
                      ^ Load a@f
                            ^ For e@<dictcomp>
                                 ^ Load c@<dictcomp>
                                       ^ Walrus g@f
                                            ^ Load e@<dictcomp>
    {h for h in (i for i in a)}
     ^ Load h@<setcomp>
           ^ For h@<setcomp>
                 ^ Load i@<genexpr>
                       ^ For i@<genexpr>
                            ^ Load a@f
    print(j for j in g)
    ^^^^^ Load print@<module>
          ^ Load j@<genexpr>
                ^ For j@<genexpr>
                     ^ Load g@f
    return b, g
           ^ Load b@<module>
              ^ Load g@f
"#,
    );
}

#[test]
fn classes() {
    means(
        r#"
class A(B, metaclass=C):
      ^ Class A@<module>
        ^ Load B@<module>
                     ^ Load C@<module>
    x = 1
    ^ Assign x@A
    y = x
    ^ Assign y@A
        ^ Load x@A
    def m(self): return x, super().m(__class__)
        ^ Function m@A
          ^^^^ Parameter self@m
                        ^ Load x@<module>
                           ^^^^^ Load super@<module>
                                     ^^^^^^^^^ Load __class__@A
"#,
    );
}

#[test]
fn formatted_strings() {
    means(
        r#"
def f(a, b):
    ^ Function f@<module>
      ^ Parameter a@f
         ^ Parameter b@f
    é = 1
    ^ Assign é@f
    print(f"{a!r:>{b}} {{a}} {a + 'a'}" "b" f'{é=}{f"{b}"}', f"""
    ^^^^^ Load print@<module>
             ^ Load a@f
                   ^ Load b@f
                              ^ Load a@f
                                               ^ Load é@f
                                                      ^ Load b@f
    {a
     ^ Load a@f
    } {b:{a}}""")
       ^ Load b@f
          ^ Load a@f
    return t"{a}{b!r:{a}}"
              ^ Load a@f
                 ^ Load b@f
                      ^ Load a@f
"#,
    );
}

#[test]
fn constants() {
    means(
        r#"
A = const(1)
^ Assign A@<module>
    ^^^^^ Load const@<module>
_B: int = const(2)
^^ Assign _B@<module>
    ^^^ Load int@<module>
          ^^^^^ Load const@<module>
class K:
      ^ Class K@<module>
    _C = const(3)
    ^^ Assign _C@K
         ^^^^^ Load const@<module>
    def m(self): return A, _B, _C, D
        ^ Function m@K
          ^^^^ Parameter self@m
                        ^ Load A@<module>
                           ^^ Load _B@<module>
                               ^^ Load _C@K
                                   ^ Load D@<module>
D = const(4)
^ Assign D@<module>
    ^^^^^ Load const@<module>
x = A + D if 0 and K else math.pi
^ Assign x@<module>
    ^ Load A@<module>
        ^ Load D@<module>
                   ^ Load K@<module>
                          ^^^^ Load math@<module>
"#,
    );
}

#[test]
fn annotations_are_not_run() {
    means(
        r#"
def f():
    ^ Function f@<module>
    x: T
    ^ Annotate x@f
       ^ Load T@f
    def g(y: T, z: "T" = x) -> T: return x
        ^ Function g@f
          ^ Parameter y@g
             ^ Load T@f
                ^ Parameter z@g
                         ^ Load x@f
                               ^ Load T@f
                                         ^ Load x@f
    T = 1
    ^ Assign T@f
"#,
    );
}

#[test]
fn decorators() {
    means(
        r#"
@a.b(c)
 ^ Load a@<module>
     ^ Load c@<module>
@micropython.viper
@micropython.more.d
 ^^^^^^^^^^^ Load micropython@<module>
def f(): pass
    ^ Function f@<module>
@d
 ^ Load d@<module>
class e: pass
      ^ Class e@<module>
"#,
    );
}

#[test]
fn asynchronous_statements() {
    means(
        r#"
async def f(a):
          ^ Function f@<module>
            ^ Parameter a@f
    async for b in a: await b
              ^ For b@f
                   ^ Load a@f
                            ^ Load b@f
    async with a as c: d
               ^ Load a@f
                    ^ With c@f
                       ^ Load d@<module>
"#,
    );
}

#[test]
fn names_of_attributes_and_keywords_are_none() {
    means(
        r#"
a.b.a(b=a)
^ Load a@<module>
        ^ Load a@<module>
a[b].c = d.e
^ Load a@<module>
  ^ Load b@<module>
         ^ Load d@<module>
"#,
    );
}
