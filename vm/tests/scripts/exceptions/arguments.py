# args, value, errno, str and repr of exceptions.

e = ValueError("text")
print(e.args, str(e), repr(e), "%s" % e, "{}".format(e), [e])
e = ValueError()
print(e.args, repr(str(e)), repr(e))
e = ValueError(1, "two", None)
print(e.args, str(e), repr(e))
e = ValueError(("tuple",))
print(e.args, str(e), repr(e))
e = KeyError("key")
print(str(e), repr(e), e.args)
e = StopIteration(5)
print(e.value, e.args, repr(e), StopIteration().value, StopIteration(1, 2).value)
e = OSError(2)
print(e.errno, e.args, str(e), repr(e))
e = OSError(2, "message")
print(e.errno, e.args, str(e), repr(e))
e = OSError(9999)
print(e.errno, str(e), repr(e))
e = OSError("text only")
print(e.errno, str(e), repr(e), OSError().args)
e = SystemExit(3)
print(e.args, str(e), repr(e), hasattr(e, "code"))
for name in ("errno", "value", "nope", "args", "__traceback__", "__cause__", "__context__"):
    try:
        print(name, getattr(ValueError("v"), name))
    except AttributeError as error:
        print(name, "AttributeError", error)
try:
    ValueError(1).args = 2
except AttributeError as error:
    print("AttributeError", error)
for work in (lambda: ValueError(a=1), lambda: KeyError("a", b=2)):
    try:
        print(repr(work()))
    except TypeError as error:
        print("TypeError", error)
print(ValueError("a") == ValueError("a"), ValueError("x").args == ("x",))
