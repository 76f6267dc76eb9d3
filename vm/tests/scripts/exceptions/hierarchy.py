# Every built-in exception: its bases, its text, its arguments.

names = (
    "BaseException Exception ArithmeticError AssertionError AttributeError EOFError GeneratorExit ImportError IndentationError "
    "IndexError KeyError KeyboardInterrupt LookupError MemoryError NameError NotImplementedError OSError OverflowError "
    "RuntimeError StopIteration StopAsyncIteration SyntaxError SystemExit TypeError UnicodeError ValueError ZeroDivisionError"
).split()
import builtins

for name in names:
    cls = getattr(builtins, name, None)
    if cls is None:
        print(name, "is missing")
        continue
    bases = [b for b in names if hasattr(builtins, b) and issubclass(cls, getattr(builtins, b))]
    e = cls("text", 1)
    print(name, bases, str(cls()), repr(cls()), str(cls("a")), repr(cls("a")), repr(e), e.args)
