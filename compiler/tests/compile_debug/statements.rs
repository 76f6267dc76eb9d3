//! Where the instructions of statements came from; see [`super::origins`].

use super::origins::comes_from;

#[test]
fn loops() {
    comes_from(
        r#"
        for i in range(3): a
        for j in b:
            continue
        else: c
        while d:
            break
        "#,
        r#"
        1      range                           LOAD_CONST_SMALL_INT
        1      range(3)                        JUMP DUP_TOP
        1      i                               STORE_NAME
        1      a                               LOAD_NAME POP_TOP
        1      range(3)                        LOAD_CONST_SMALL_INT BINARY_OP DUP_TOP
        1      3                               LOAD_CONST_SMALL_INT
        1      range(3)                        BINARY_OP POP_JUMP_IF_TRUE POP_TOP
        2      b                               LOAD_NAME GET_ITER_STACK FOR_ITER
        2      j                               STORE_NAME
        3      continue                        JUMP
        4      c                               LOAD_NAME POP_TOP
        5      while d:                        JUMP
        6      break                           JUMP
        6 (5)  d                               LOAD_NAME POP_JUMP_IF_TRUE
        6      end                             LOAD_CONST_NONE RETURN_VALUE
        "#,
    );
}

#[test]
fn exceptions() {
    comes_from(
        r#"
        try:
            a
        except (B, C) as d:
            raise E from d
        except:
            raise
        else: f
        finally: g
        assert h, i
        "#,
        r#"
        1      try:                            SETUP_FINALLY SETUP_EXCEPT
        2      a                               LOAD_NAME POP_TOP
        2 (1)  try:                            POP_EXCEPT_JUMP
        2 (3)  except (B, C) as d:             DUP_TOP
        3      B                               LOAD_NAME
        3      C                               LOAD_NAME
        3      (B, C)                          BUILD_TUPLE
        3      except (B, C) as d:             BINARY_OP POP_JUMP_IF_FALSE
        3      d                               STORE_NAME
        3      except (B, C) as d:             SETUP_FINALLY
        4      E                               LOAD_NAME
        4      d                               LOAD_NAME
        4      raise E from d                  RAISE_FROM
        4 (3)  except (B, C) as d:             LOAD_CONST_NONE STORE_NAME DELETE_NAME END_FINALLY POP_EXCEPT_JUMP
        4 (5)  except:                         POP_TOP
        6      raise                           RAISE_LAST
        6 (1)  try:                            END_FINALLY
        7      f                               LOAD_NAME POP_TOP
        7 (1)  try:                            LOAD_CONST_NONE
        8      g                               LOAD_NAME POP_TOP
        8 (1)  try:                            END_FINALLY
        9      h                               LOAD_NAME POP_JUMP_IF_TRUE
        9      assert h, i                     LOAD_GLOBAL
        9      i                               LOAD_NAME
        9      assert h, i                     CALL_FUNCTION RAISE_OBJ
        9      end                             LOAD_CONST_NONE RETURN_VALUE
        "#,
    );
}

#[test]
fn contexts() {
    comes_from(
        r#"
        with a.b() as c, d: e
        "#,
        r#"
        1      a                               LOAD_NAME
        1      a.b                             LOAD_METHOD
        1      a.b()                           CALL_METHOD SETUP_WITH
        1      c                               STORE_NAME
        1      d                               LOAD_NAME SETUP_WITH
        1      with a.b() as c, d:             POP_TOP
        1      e                               LOAD_NAME POP_TOP
        1      d                               LOAD_CONST_NONE WITH_CLEANUP END_FINALLY
        1      a.b()                           LOAD_CONST_NONE WITH_CLEANUP END_FINALLY
        1      end                             LOAD_CONST_NONE RETURN_VALUE
        "#,
    );
}

#[test]
fn imports() {
    comes_from(
        r#"
        import a.b as c, d.e
        from .f import (g as h, i)
        from j import *
        "#,
        r#"
        1      a.b as c                        LOAD_CONST_SMALL_INT LOAD_CONST_NONE IMPORT_NAME LOAD_ATTR STORE_NAME
        1      d.e                             LOAD_CONST_SMALL_INT LOAD_CONST_NONE IMPORT_NAME STORE_NAME
        2      from .f import (g as h, i)      LOAD_CONST_SMALL_INT LOAD_CONST_STRING LOAD_CONST_STRING BUILD_TUPLE IMPORT_NAME
        2      g as h                          IMPORT_FROM STORE_NAME
        2      i                               IMPORT_FROM STORE_NAME
        2      from .f import (g as h, i)      POP_TOP
        3      from j import *                 LOAD_CONST_SMALL_INT LOAD_CONST_STRING BUILD_TUPLE IMPORT_NAME IMPORT_STAR
        3      end                             LOAD_CONST_NONE RETURN_VALUE
        "#,
    );
}

#[test]
fn definitions() {
    comes_from(
        r#"
        @a.b(c)
        @d
        def f(g, h=1, *, i=2) -> j:
            "doc"
            return g
        class K(L, m=n): o = 1
        "#,
        r#"
        1      a                               LOAD_NAME
        1      a.b                             LOAD_ATTR
        1      c                               LOAD_NAME
        1      @a.b(c)                         CALL_FUNCTION
        1 (2)  d                               LOAD_NAME
        1 (3)  1                               LOAD_CONST_SMALL_INT
        1 (3)  def f(g, h=1, *, i=2) -> j:     BUILD_TUPLE BUILD_MAP
        1 (3)  2                               LOAD_CONST_SMALL_INT
        1 (3)  def f(g, h=1, *, i=2) -> j:     LOAD_CONST_STRING STORE_MAP MAKE_FUNCTION_DEFARGS
        1 (2)  @d                              CALL_FUNCTION
        1      @a.b(c)                         CALL_FUNCTION
        1 (3)  f                               STORE_NAME
        6      class K(L, m=n):                LOAD_BUILD_CLASS MAKE_FUNCTION LOAD_CONST_STRING
        6      L                               LOAD_NAME
        6      class K(L, m=n):                LOAD_CONST_STRING
        6      n                               LOAD_NAME
        6      class K(L, m=n):                CALL_FUNCTION
        6      K                               STORE_NAME
        6      end                             LOAD_CONST_NONE RETURN_VALUE
        f:
        5      g                               LOAD_FAST
        5      return g                        RETURN_VALUE
        K:
        1 (6)  class K(L, m=n):                LOAD_NAME STORE_NAME LOAD_CONST_STRING STORE_NAME
        6      1                               LOAD_CONST_SMALL_INT
        6      o                               STORE_NAME
        6      end                             LOAD_CONST_NONE RETURN_VALUE
        "#,
    );
}

#[test]
fn asynchronous_statements() {
    comes_from(
        r#"
        async def f(a):
            async for b in a: await b
            async with a as c: pass
        "#,
        r#"
        1      async def f(a):                 MAKE_FUNCTION
        1      f                               STORE_NAME
        1 (3)  end                             LOAD_CONST_NONE RETURN_VALUE
        f:
        2      a                               LOAD_FAST LOAD_METHOD CALL_METHOD SETUP_EXCEPT DUP_TOP LOAD_METHOD CALL_METHOD GET_ITER LOAD_CONST_NONE YIELD_FROM
        2      b                               STORE_FAST
        2      async for b in a:               POP_EXCEPT_JUMP DUP_TOP LOAD_GLOBAL BINARY_OP POP_JUMP_IF_FALSE POP_TOP POP_EXCEPT_JUMP END_FINALLY
        2      b                               LOAD_FAST
        2      await b                         GET_ITER LOAD_CONST_NONE YIELD_FROM POP_TOP
        2      async for b in a:               JUMP POP_TOP
        3      a                               LOAD_FAST DUP_TOP LOAD_METHOD CALL_METHOD GET_ITER LOAD_CONST_NONE YIELD_FROM
        3      c                               STORE_FAST
        3      async with a as c:              SETUP_FINALLY
        3      a                               LOAD_CONST_NONE ROT_TWO JUMP DUP_TOP LOAD_GLOBAL BINARY_OP POP_JUMP_IF_FALSE DUP_TOP ROT_THREE ROT_TWO LOAD_METHOD ROT_THREE ROT_THREE DUP_TOP LOAD_ATTR ROT_TWO LOAD_CONST_NONE CALL_METHOD GET_ITER LOAD_CONST_NONE YIELD_FROM POP_JUMP_IF_FALSE POP_TOP LOAD_CONST_NONE JUMP ROT_THREE ROT_THREE LOAD_METHOD LOAD_CONST_NONE DUP_TOP DUP_TOP CALL_METHOD GET_ITER LOAD_CONST_NONE YIELD_FROM POP_TOP END_FINALLY
        3      end                             LOAD_CONST_NONE RETURN_VALUE
        "#,
    );
}

#[test]
fn methods() {
    comes_from(
        r#"
        class A:
            def b(self): super().c(1); return super()
        "#,
        r#"
        1      class A:                        LOAD_BUILD_CLASS MAKE_FUNCTION LOAD_CONST_STRING CALL_FUNCTION
        1      A                               STORE_NAME
        1 (2)  end                             LOAD_CONST_NONE RETURN_VALUE
        A:
        1      class A:                        LOAD_NAME STORE_NAME LOAD_CONST_STRING STORE_NAME
        2      def b(self):                    LOAD_FAST MAKE_CLOSURE
        2      b                               STORE_NAME
        2      end                             LOAD_FAST RETURN_VALUE
        b:
        2      super                           LOAD_GLOBAL
        2      super()                         LOAD_DEREF LOAD_FAST
        2      super().c                       LOAD_SUPER_METHOD
        2      1                               LOAD_CONST_SMALL_INT
        2      super().c(1)                    CALL_METHOD POP_TOP
        2      super                           LOAD_GLOBAL
        2      super()                         LOAD_DEREF LOAD_FAST CALL_FUNCTION
        2      return super()                  RETURN_VALUE
        "#,
    );
}
