# The messages of operators between integers and other types.

import sys

values = [("a", "str"), (None, "None"), ([], "list"), ({}, "dict"), (b"x", "bytes")]
for value, name in values:
    for symbol, work in (
        ("+", lambda: 1 + value), ("-", lambda: 1 - value), ("/", lambda: 1 / value), ("//", lambda: 1 // value),
        ("**", lambda: 1**value), ("&", lambda: 1 & value), ("<", lambda: 1 < value),
    ):
        try:
            print(work())
        except TypeError as error:
            print(symbol, name, error)
for value in (2**70, 1.5, True):
    for work in (lambda: value + "a", lambda: "a" + value, lambda: value - None, lambda: value < "a", lambda: value @ 1):
        try:
            print(work())
        except TypeError as error:
            print(error)
