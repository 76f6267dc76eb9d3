//! Where instructions came from: each with the text, and the line that the line table has for it.

use super::compiled;
use compiler::debug::FunctionInfo;
use mpy::{RawCode, decode, line_at};

/// Every instruction of a function and of those within: its line, what it came from, its name. The
/// line is followed by that of the text, should it be another; instructions in a row may share them.
fn listing(source: &str) -> String {
    let (module, info) = compiled(source);
    let mut out = String::new();
    list(source, &module.root, &info.module, &mut out);
    format!("{}\n", out.trim_start())
}

fn list(source: &str, code: &RawCode, info: &FunctionInfo, out: &mut String) {
    let mut at = 0;
    let mut last = None;
    while at < code.bytecode.len() {
        let instr = decode(&code.bytecode, at).expect("an instruction");
        let span = info.origins.at(at).expect("an origin");
        let line = line_at(&code.line_info, at);
        if last != Some((line, span)) {
            let own = source[..span.range().start].matches('\n').count() + 1;
            let lines = if own == line {
                line.to_string()
            } else {
                format!("{line} ({own})")
            };
            let text = match &source[span.range()] {
                "" => "end",
                text => &text.replace('\n', "⏎"),
            };
            out.push_str(&format!("\n{lines:<6} {text:<30} "));
            last = Some((line, span));
        }
        // The three that hold a small operand within the opcode are no names of their own.
        out.push_str(&format!(" {}", instr.info.name.trim_end_matches("_MULTI")));
        at = instr.next;
    }
    for (code, info) in code.children.iter().zip(&info.children) {
        out.push_str(&format!("\n{}:", info.name));
        list(source, code, info, out);
    }
}

/// Compares the listing of a program, both given as they are indented here.
#[track_caller]
pub fn comes_from(source: &str, expected: &str) {
    let source = unindented(source);
    let listing = listing(&source);
    assert!(
        listing == unindented(expected),
        "{source}\ngives\n{listing}"
    );
}

/// Lines without what the first one is indented by.
fn unindented(text: &str) -> String {
    let text = text.trim_start_matches('\n');
    let indent = text.len() - text.trim_start().len();
    let lines = text.trim_end().lines();
    lines
        .map(|line| format!("{}\n", line.get(indent..).unwrap_or_default()))
        .collect()
}

#[test]
fn expressions() {
    comes_from(
        r#"
        x = a.b(c)[d] + 1 - (2 * 3)
        y = a | (b) | -c ** 2
        "#,
        r#"
        1      a                               LOAD_NAME
        1      a.b                             LOAD_METHOD
        1      c                               LOAD_NAME
        1      a.b(c)                          CALL_METHOD
        1      d                               LOAD_NAME
        1      a.b(c)[d]                       LOAD_SUBSCR
        1      1                               LOAD_CONST_SMALL_INT
        1      a.b(c)[d] + 1                   BINARY_OP
        1      2 * 3                           LOAD_CONST_SMALL_INT
        1      a.b(c)[d] + 1 - (2 * 3)         BINARY_OP
        1      x                               STORE_NAME
        2      a                               LOAD_NAME
        2      b                               LOAD_NAME
        2      a | (b)                         BINARY_OP
        2      c                               LOAD_NAME
        2      2                               LOAD_CONST_SMALL_INT
        2      c ** 2                          BINARY_OP
        2      -c ** 2                         UNARY_OP
        2      a | (b) | -c ** 2               BINARY_OP
        2      y                               STORE_NAME
        2      end                             LOAD_CONST_NONE RETURN_VALUE
        "#,
    );
}

#[test]
fn conditions() {
    comes_from(
        r#"
        if a < b < c and not d: e
        elif f in g or "long string constant": pass
        else: h
        i = j if k else l
        "#,
        r#"
        1      a                               LOAD_NAME
        1      b                               LOAD_NAME
        1      a < b < c                       DUP_TOP ROT_THREE
        1      a < b                           BINARY_OP
        1      a < b < c                       JUMP_IF_FALSE_OR_POP
        1      c                               LOAD_NAME
        1      a < b < c                       BINARY_OP JUMP ROT_TWO POP_TOP POP_JUMP_IF_FALSE
        1      d                               LOAD_NAME POP_JUMP_IF_TRUE
        1      e                               LOAD_NAME POP_TOP
        1      if a < b < c and not d:         JUMP
        2      f                               LOAD_NAME
        2      g                               LOAD_NAME
        2      f in g                          BINARY_OP POP_JUMP_IF_TRUE
        2 (1)  if a < b < c and not d:         JUMP
        3      h                               LOAD_NAME POP_TOP
        4      k                               LOAD_NAME POP_JUMP_IF_FALSE
        4      j                               LOAD_NAME
        4      j if k else l                   JUMP
        4      l                               LOAD_NAME
        4      i                               STORE_NAME
        4      end                             LOAD_CONST_NONE RETURN_VALUE
        "#,
    );
}

#[test]
fn calls() {
    comes_from(
        r#"
        f(a, *b, c=1, **d)(e).f
        x.y(z for z in w)
        print(f"{a!r} {b + 1}")
        "#,
        r#"
        1      f                               LOAD_NAME
        1      a                               LOAD_NAME
        1      b                               LOAD_NAME
        1      f(a, *b, c=1, **d)              LOAD_CONST_STRING
        1      1                               LOAD_CONST_SMALL_INT
        1      f(a, *b, c=1, **d)              LOAD_NULL
        1      d                               LOAD_NAME
        1      f(a, *b, c=1, **d)              LOAD_CONST_SMALL_INT CALL_FUNCTION_VAR_KW
        1      e                               LOAD_NAME
        1      f(a, *b, c=1, **d)(e)           CALL_FUNCTION
        1      f(a, *b, c=1, **d)(e).f         LOAD_ATTR POP_TOP
        2      x                               LOAD_NAME
        2      x.y                             LOAD_METHOD
        2      x.y(z for z in w)               MAKE_FUNCTION
        2      w                               LOAD_NAME GET_ITER
        2      x.y(z for z in w)               CALL_FUNCTION CALL_METHOD POP_TOP
        3      print                           LOAD_NAME
        3      f"{a!r} {b + 1}"                LOAD_CONST_STRING LOAD_METHOD
        3      a                               LOAD_NAME
        3      b                               LOAD_NAME
        3      1                               LOAD_CONST_SMALL_INT
        3      b + 1                           BINARY_OP
        3      f"{a!r} {b + 1}"                CALL_METHOD
        3      print(f"{a!r} {b + 1}")         CALL_FUNCTION POP_TOP
        3      end                             LOAD_CONST_NONE RETURN_VALUE
        <genexpr>:
        2      w                               LOAD_NULL LOAD_FAST LOAD_NULL LOAD_NULL FOR_ITER
        2      z                               STORE_FAST
        2      z                               LOAD_FAST
        2      z for z in w                    YIELD_VALUE POP_TOP JUMP LOAD_CONST_NONE RETURN_VALUE
        "#,
    );
}

#[test]
fn assignments_and_deletions() {
    comes_from(
        r#"
        a, (b.c, *d[e]) = f
        a = b.c = d
        a, b = b, a
        a.b += c
        d[e] -= f
        del a, b.c, d[e]
        (g := h)
        x: int = 1
        "#,
        r#"
        1      f                               LOAD_NAME
        1      a, (b.c, *d[e])                 UNPACK_SEQUENCE
        1      a                               STORE_NAME
        1      (b.c, *d[e])                    UNPACK_EX
        1      b                               LOAD_NAME
        1      b.c                             STORE_ATTR
        1      d                               LOAD_NAME
        1      e                               LOAD_NAME
        1      d[e]                            STORE_SUBSCR
        2      d                               LOAD_NAME
        2      a = b.c = d                     DUP_TOP
        2      a                               STORE_NAME
        2      b                               LOAD_NAME
        2      b.c                             STORE_ATTR
        3      b                               LOAD_NAME
        3      a                               LOAD_NAME
        3      a, b = b, a                     ROT_TWO
        3      a                               STORE_NAME
        3      b                               STORE_NAME
        4      a                               LOAD_NAME
        4      a.b                             DUP_TOP LOAD_ATTR
        4      c                               LOAD_NAME
        4      a.b += c                        BINARY_OP
        4      a.b                             ROT_TWO STORE_ATTR
        5      d                               LOAD_NAME
        5      e                               LOAD_NAME
        5      d[e]                            DUP_TOP_TWO LOAD_SUBSCR
        5      f                               LOAD_NAME
        5      d[e] -= f                       BINARY_OP
        5      d[e]                            ROT_THREE STORE_SUBSCR
        6      a                               DELETE_NAME
        6      b                               LOAD_NAME
        6      b.c                             LOAD_NULL ROT_TWO STORE_ATTR
        6      d                               LOAD_NAME
        6      e                               LOAD_NAME
        6      d[e]                            LOAD_NULL ROT_THREE STORE_SUBSCR
        7      h                               LOAD_NAME
        7      g := h                          DUP_TOP
        7      g                               STORE_NAME
        7      (g := h)                        POP_TOP
        8      1                               LOAD_CONST_SMALL_INT
        8      x                               STORE_NAME
        8      end                             LOAD_CONST_NONE RETURN_VALUE
        "#,
    );
}

#[test]
fn constants_that_were_folded() {
    comes_from(
        r#"
        A = const(2)
        _B = const(3)
        x = A + _B, (A, "text"), not 0, math.pi, 0 or c
        "#,
        r#"
        1      2                               LOAD_CONST_SMALL_INT
        1      A                               STORE_NAME
        3      A + _B                          LOAD_CONST_SMALL_INT
        3      A, "text"                       LOAD_CONST_OBJ
        3      not 0                           LOAD_CONST_TRUE
        3      math.pi                         LOAD_CONST_OBJ
        3      c                               LOAD_NAME
        3      A + _B, (A, "text"), not 0, math.pi, 0 or c  BUILD_TUPLE
        3      x                               STORE_NAME
        3      end                             LOAD_CONST_NONE RETURN_VALUE
        "#,
    );
}

#[test]
fn functions_within() {
    comes_from(
        r#"
        def f():
            a = [b for b in c if d for e in b]
            g = {h: i for h, i in j}
            return lambda k=l: (yield k) + a
        "#,
        r#"
        1      def f():                        MAKE_FUNCTION
        1      f                               STORE_NAME
        1 (4)  end                             LOAD_CONST_NONE RETURN_VALUE
        f:
        2      [b for b in c if d for e in b]  MAKE_FUNCTION
        2      c                               LOAD_GLOBAL
        2      [b for b in c if d for e in b]  CALL_FUNCTION
        2      a                               STORE_DEREF
        3      {h: i for h, i in j}            MAKE_FUNCTION
        3      j                               LOAD_GLOBAL
        3      {h: i for h, i in j}            CALL_FUNCTION
        3      g                               STORE_FAST
        4      l                               LOAD_GLOBAL
        4      lambda k=l: (yield k) + a       BUILD_TUPLE LOAD_NULL LOAD_FAST MAKE_CLOSURE_DEFARGS
        4      return lambda k=l: (yield k) + a  RETURN_VALUE
        <listcomp>:
        2      b for b in c if d for e in b    BUILD_LIST
        2      c                               LOAD_FAST GET_ITER_STACK FOR_ITER
        2      b                               STORE_FAST
        2      d                               LOAD_GLOBAL POP_JUMP_IF_FALSE
        2      b                               LOAD_FAST GET_ITER_STACK FOR_ITER
        2      e                               STORE_FAST
        2      b                               LOAD_FAST
        2      b for b in c if d for e in b    STORE_COMP JUMP JUMP RETURN_VALUE
        <dictcomp>:
        3      h: i for h, i in j              BUILD_MAP
        3      j                               LOAD_FAST GET_ITER_STACK FOR_ITER
        3      h, i                            UNPACK_SEQUENCE
        3      h                               STORE_FAST
        3      i                               STORE_FAST
        3      i                               LOAD_FAST
        3      h                               LOAD_FAST
        3      h: i for h, i in j              STORE_COMP JUMP RETURN_VALUE
        <lambda>:
        4      k                               LOAD_FAST
        4      yield k                         YIELD_VALUE
        4      a                               LOAD_DEREF
        4      (yield k) + a                   BINARY_OP
        4      lambda k=l: (yield k) + a       POP_TOP LOAD_CONST_NONE RETURN_VALUE
        "#,
    );
}

// The line table knows where rules start, not where names do, and never goes back. So an argument on
// a line of its own has the line before it, the call that follows has the line of the last argument,
// and the condition of a `while`, whose code is behind the body, has the body's last line.
#[test]
fn lines_that_differ() {
    comes_from(
        r#"
        x = f(
            a,
            b.c
            .d
        )
        while x:
            y
        if z: pass
        elif w: v
        "#,
        r#"
        1      f                               LOAD_NAME
        1 (2)  a                               LOAD_NAME
        3      b                               LOAD_NAME
        3      b.c                             LOAD_ATTR
        4 (3)  b.c⏎    .d                      LOAD_ATTR
        4 (1)  f(⏎    a,⏎    b.c⏎    .d⏎)      CALL_FUNCTION
        4 (1)  x                               STORE_NAME
        6      while x:                        JUMP
        7      y                               LOAD_NAME POP_TOP
        7 (6)  x                               LOAD_NAME POP_JUMP_IF_TRUE
        8      z                               LOAD_NAME POP_JUMP_IF_FALSE
        8      if z:                           JUMP
        8 (9)  w                               LOAD_NAME POP_JUMP_IF_FALSE
        9      v                               LOAD_NAME POP_TOP
        9 (8)  if z:                           JUMP
        9      end                             LOAD_CONST_NONE RETURN_VALUE
        "#,
    );
}
