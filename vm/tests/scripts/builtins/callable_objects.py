# callable: functions, classes, instances with and without __call__, and plain values.

class With:
    def __call__(self, *args, **kwargs):
        return args, sorted(kwargs.items())

    def method(self):
        pass

    @staticmethod
    def static():
        pass

    @classmethod
    def of_class(cls):
        pass


class Without:
    pass


class Child(With):
    pass


for value in (
    print, len, int, With, Without, With(), Without(), Child(), With().method, With.method, With.static,
    With.of_class, lambda: 0, [].append, "".join, 1, "s", None, [], {}, (i for i in []),
):
    print(callable(value), end=" ")
print()
print(With()(), With()(1, 2), Child()(3, a=4, b=5))
instance = Without()
instance.__call__ = lambda: "mine"
try:
    print(instance())
except TypeError as error:
    print("TypeError", error)
for bad in (1, None, "f", [], Without()):
    try:
        bad()
    except TypeError as error:
        print("TypeError", error)
try:
    callable()
except TypeError as error:
    print("TypeError", error)
