# `in` asks the built-in part of a subclass, whatever the subclass iterates over; views of keys search.
for base, argument in (
    (list, [1, 2]),
    (tuple, (1, 2)),
    (dict, {1: 2}),
    (set, {1}),
    (str, "12"),
    (bytes, b"12"),
    (bytearray, b"12"),
    (range, 3),
    (ValueError, 1),
):

    class A(base):
        def __iter__(self):
            print("iter")
            return iter((5, 6, "5"))

    for item in (1, 5, "1", "5", b"1", None):
        try:
            print(item in A(argument))
        except (TypeError, NotImplementedError) as e:
            print(type(e).__name__, e)


class Number(int):
    pass


for container in (True, 1, Number(1), Number(1 << 70), 1 << 70, 1.5):
    for item in (1, True, 1.5, 1 << 70, None, "", Number(2), 3j):
        try:
            print(item in container)
        except TypeError as e:
            print(e)


class Key:
    def __eq__(self, other):
        print("eq", other)
        return True

    def __hash__(self):
        print("hash")
        return 1


d = {1: 3, "a": 4}
for view in (d.keys(), d.values(), d.items()):
    for item in ([], 1, "a", 3, ("a", 4), {}, Key()):
        try:
            print(item in view)
        except TypeError as e:
            print(e)
