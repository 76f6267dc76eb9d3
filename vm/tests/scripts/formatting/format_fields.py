# Fields of format: numbering, names, attributes, items, nesting, braces.

class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


p = Point(1, [2, {"k": "v"}])
print("{} {} {}".format(1, 2, 3), "{0} {1} {0}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{0} {name}".format("x", name="y"))
for form in ("{0.x}", "{0[1]}", "{p.x}"):
    try:
        print(form.format(p, p=p))
    except (NotImplementedError, TypeError) as error:
        print(type(error).__name__, error)
print("{{}} {{{}}} }}{{".format(1), "{:{}}|{:{}.{}f}|{:{fill}{align}{width}}|".format("a", 5, 3.14159, 8, 2, "b", fill="*", align="^", width=7))
print("{:>{width}}".format("r", width=4), "{0:{1}}|".format("z", 3), "".format(), "no fields".format(1, 2), "{!r:>5}".format("a"))
for work in (
    lambda: "{}".format(), lambda: "{1}".format(0), lambda: "{a}".format(), lambda: "{".format(1), lambda: "}".format(1), lambda: "{0} {}".format(1, 2),
    lambda: "{} {0}".format(1, 2), lambda: "{!}".format(1), lambda: "{!z}".format(1), lambda: "{0.nope}".format(1), lambda: "{0[5]}".format([1]),
    lambda: "{:{}}".format(1), lambda: "{!r".format(1), lambda: "{:".format(1), lambda: "{a.b".format(a=1), lambda: "{ 0}".format(1), lambda: "{0[a]}".format([1]),
    lambda: "{!rx}".format(1), lambda: "{-1}".format(1),
):
    try:
        print(work())
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, NotImplementedError) as error:
        print(type(error).__name__, error)
