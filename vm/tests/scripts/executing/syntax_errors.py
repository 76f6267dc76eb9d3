# Sources that do not compile, and the messages of the compiler.

for source in (
    "x = ", "x +", "if x", "if x:\npass", "def f(a, a): pass", "def f(a=1, b): pass", "class", "return", "yield 1", "break", "continue", "for x in", "while", "try:\n    pass",
    "a b", "1 = x", "f() = 1", "x + 1 = 2", "del f()", "import", "from x import", "lambda", "(1, 2", "[1", "{1: ", "'abc", '"""abc', "x = 08", "0b12", "0xg",
    "nonlocal x", "def f():\n    global x\n    nonlocal x", "def f():\n    x = 1\n    global x", "*a = 1", "a, *b, *c = 1", "*a", "f(a=1, 2)", "f(**a, *b)", "async def f(): yield from x",
    "await x", "\tx = 1\n  y = 2", "if 1:\n    x\n  y", "@x\ny = 1", "with x as 5: pass", "except: pass", "else: pass", "x := 1", "f'{'", "f'{}'", "\x00", "$", "x = ?", "def f(*): pass",
    "raise from x", "assert", "global", "print 'x'", "a ? b", "a++", "def 1(): pass", "class C(: pass", "x = yield", "not", "if True: else: 1", "pass pass", "[x for]", "{**a, b}", "1.2.3", "1e",
):
    try:
        exec(source)
        print(repr(source), "compiled")
    except SyntaxError as error:
        print(repr(source), "SyntaxError", error)
    except Exception as error:
        print(repr(source), type(error).__name__)
