# An instance is shown by its built-in part if that type has a text of its own, which iterators,
# decorators, properties and memoryviews have not.
from collections import deque

for base, args in (
    (property, ()), (staticmethod, (len,)), (classmethod, (len,)), (enumerate, ("a",)),
    (map, (len, ["a"])), (zip, ("a",)), (filter, (None, "a")), (reversed, ("a",)),
    (memoryview, (b"a",)), (list, ()), (str, ("a",)), (bytes, (b"a",)), (int, (3,)), (Exception, (3,)),
):
    class Repr(base):
        def __repr__(self):
            return "repr"

    class Str(base):
        def __str__(self):
            return "str"

    class Neither(base):
        pass

    for cls in Repr, Str, Neither:
        value = cls(*args)
        texts = [str(value), repr(value), "%s" % value, "{}".format(value), str([value])]
        print(base.__name__, [text.split(" at ")[0] for text in texts])


def refused(function):
    try:
        print(function())
    except (TypeError, ValueError, LookupError) as e:
        print(type(e).__name__, e)


class MyInt(int):
    pass


# The name of an encoding is a `str`.
for encoding in "utf-8", b"utf-8", "x", b"x", 3:
    refused(lambda: str(b"a", encoding))
    refused(lambda: bytes("a", encoding))
    refused(lambda: "".encode(encoding))
# `divmod` has no reflected form.
refused(lambda: divmod(5, MyInt(2)))
refused(lambda: divmod(5.0, MyInt(2)))
refused(lambda: divmod({}, MyInt(2)))
refused(lambda: divmod(MyInt(5), 2))
refused(lambda: 3 in 1 << 80)
refused(lambda: 3 in 4)
refused(lambda: deque("", -2, None))
