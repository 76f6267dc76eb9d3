# What `json.dumps` makes of all kinds of values, its separators and what it refuses.
import json
from array import array
from collections import OrderedDict, deque, namedtuple

P = namedtuple("P", "x y")


class Shown:
    def __repr__(self):
        return 'repr"'

    def __str__(self):
        return "str"


class Plain:
    pass


class L(list):
    pass


class S(str):
    pass


class I(int):
    pass


class D(dict):
    pass


class ShownList(list):
    def __repr__(self):
        return "a list"


class E(Exception):
    pass


for value in (
    None, True, False, 0, -1, 1 << 70, -(1 << 47), 1.0, 0.5, 1e100, -0.0, "", "a", b"a\xc3\xa9\"", [], (), {}, [1, (2, [3])],
    {"a": [1]}, "\x00\x1f\x7f\u20ac\" \\ \n\r\t\b\f/", "\ud800"[0:0], OrderedDict([("b", 1), (2, (3, "x"))]), [P(1, "a'")],
    {1}, frozenset(), frozenset((1,)), range(3), bytearray(b"ab"), array("h", (1, 2)), 1j, ..., int, deque((), 2),
    {}.items(), {"a": "b"}.items(), ValueError("x", 1), KeyError(), [E("a", 1)], Shown(), [Shown(), {"a": Shown()}], (Shown(),),
    {Shown}, L([1, "a", Shown()]), S("k"), I(3), D({"a": Shown()}), ShownList((1,)), {1: 2}, {1.5: 2}, {None: 2}, {True: 2},
    {(1, "a"): 2}, {b"x": 1}, {S("q"): 1}, {P(1, 2): [Shown()]},
):
    text = json.dumps(value)
    print(text if "<class 'set'>" not in repr(type(value)) or len(value) < 2 else len(text))
print(json.dumps(Plain())[:13], json.dumps([Plain()])[:14])

for separators in (None, (",", ":"), [", ", " : "], (b",", b":"), ("", ""), ("--", "=="), ("a\x00b", "\x00c")):
    print(json.dumps([1, {"a": (2, 3)}, []], separators=separators))
for separators in (1, "ab", (",",), (",", ":", ";"), (1, ":"), (",", None), {}):
    try:
        print(json.dumps([1], separators=separators))
    except (TypeError, ValueError) as e:
        print(type(e), e)
for call in (
    lambda: json.dumps(),
    lambda: json.dumps(1, 2),
    lambda: json.dumps(1, indent=2),
    lambda: json.dump(1),
):
    try:
        call()
    except TypeError:
        print("TypeError")


class Raises:
    def __repr__(self):
        raise KeyError("here")


try:
    json.dumps([1, Raises()])
except KeyError as e:
    print(repr(e))

# What holds itself is too deep, in a list or a dict.
endless = [1]
endless.append(endless)
for value in (endless, {"a": endless}):
    try:
        json.dumps(value)
    except RuntimeError as e:
        print(e)
