# None, Ellipsis, NotImplemented, True and False.

for value in (None, ..., NotImplemented, True, False):
    print(value, repr(value), type(value), bool(value), value == value, value is value, {value: 1}[value], str(value))
print(... is Ellipsis, None == 0, None == False, None is None, [None] == [None], None != 1)
for work in (lambda: None + 1, lambda: None < None, lambda: ... + 1, lambda: None(), lambda: ...(), lambda: len(None), lambda: None.x, lambda: (...).x, lambda: type(None)(), lambda: type(...)()):
    try:
        print(work())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
try:
    exec("None = 1")
except SyntaxError as error:
    print("SyntaxError", error)
try:
    exec("True = 1")
except SyntaxError as error:
    print("SyntaxError", error)
print([x for x in (None, 0, "", False) if x is None], [x for x in (None, 0, "", False) if x is not None])
