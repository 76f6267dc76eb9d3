# What `json.loads` takes, which is more than JSON is, and what it refuses.
import json
from array import array

texts = (
    "null", "true", "false", "0", "-12", "1.5", "-1.5e-3", "1E400", "1.", "01", '"a"', "[]", "{}",
    '{"a": [1, {"b": null}], "c": "d"}',
    " [ 1 , 2 ] ", "1\x0c\x0b\r\n", "123456789012345678901234567890", "[1234567890, -1234567890123]",
    # Commas and colons are space, and one bracket is as good as another.
    "[1,,2,:3]", "[1}", '[1 2"a"null]', '{"a" 1 "b" 2}', '{"a":1,"b"}', '{"a"}', "[{1}, {2}]",
    "{1:2, 1:3, null:4, 1.5:5, true:6}", '[{"a"}, {1}]', '[{"a" [1]}, 1]', '{"a":{"b":}}',
    # Strings.
    r'"\"\\\/\b\f\n\r\t\q"', r'"\u0041\u00e9\u20AC"', r'"\uzzzz"', '"\u20ac"', '"a\nb"', '"\\\x00b"',
    r'"\ud83d\ude00"', r'"\ud83d"',
    # A zero byte is the end.
    "1\x00 2", "[1]\x00]",
    # Mistakes.
    "", " ", "[", "]", "{", "}", "[1", '{"a":', "1 2", "[]]", "{}{}", "nul", "nulll", "nUll", "tru", "fals",
    "truefalse", '"', '"a', '"\\', '"\\u', '"\\u12', '"a\x00b"', "\x0c1", "+1", ".5", "Infinity", "1_0",
    "{[]:1}", "{{}:1}", "[1 x]", "'a'", "\ufeff1",
    "-", "1-2", "[1+2]", "1.2.3", "1e", "-.", "1e+", "[--1]",
)
for text in texts:
    try:
        value = json.loads(text)
        print(repr(text), type(value), value if type(value) is dict else repr(value))
    except ValueError as e:
        print(repr(text), type(e).__name__, "integer" if "integer" in str(e) else e)

for source in (b"[1]", bytearray(b'{"a":2}'), memoryview(b"x[3]x")[1:4], array("b", b"[4]"), b'"\xff"', b'"\xc3\xa9"'):
    try:
        print(json.loads(source))
    except ValueError as e:
        print(type(e), e)
for source in (1, None, [1], "a", object):
    try:
        print(json.loads(source))
    except (TypeError, ValueError) as e:
        print(type(e), e)
for args in ((), ("1", "2")):
    try:
        json.loads(*args)
    except TypeError:
        print("TypeError")


# What was nested is there as it was.
depth = 300
value = json.loads('[{"a":' * depth + "0" + "}]" * depth)
n = 0
while value != 0:
    value = value[0]["a"]
    n += 1
print(n)
