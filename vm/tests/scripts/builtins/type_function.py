# type: of values, comparing types, calling types, making classes.

for value in (1, 2**70, 1.5, 1j, "", b"", bytearray(), [], (), {}, set(), frozenset(), None, ..., True, range(1), len, type, object, object()):
    print(type(value), end=" ")
print()
print(type(1) is int, type(type(1)) is type, type(type) is type, type(lambda: 0), type(i for i in []))
print(type("x")("y"), type([])((1, 2)), type(1)("12"), int is type(5))
Made = type("Made", (), {"x": 1, "hello": lambda self: "hello " + str(self.x)})
print(Made, Made().hello(), Made.x, type(Made()))
Child = type("Child", (Made,), {"x": 2})
print(Child().hello(), issubclass(Child, Made), Child.__name__, Child.__bases__)
for args in ((), (1, 2), ("A", 1, {}), ("A", (), 1), (1, (), {}), ("A", (1,), {}), ("A", (bool,), {})):
    try:
        print(type(*args))
    except TypeError as error:
        print("TypeError", error)
print(int.__name__, list.__name__, ValueError.__name__, Made.__name__)
