# A method that is taken from its built-in class looks at the type of its first argument before
# anything else, and takes no subclass.
from collections import OrderedDict


class MyList(list):
    def twice(self, item):
        super().append(item)
        self.append(item)


class MyStr(str):
    pass


def refused(function):
    try:
        print(function())
    except TypeError as e:
        print(e)


print(list.append, callable(str.upper), type(str.upper), list.append is list.append)
print(list(map(str.upper, ["a", "b"])), sorted(["b", "A"], key=str.lower))
refused(lambda: str.find("abc", "c"))
refused(lambda: list.append(MyList(), 3))
refused(lambda: str.upper(MyStr("a")))
refused(lambda: str.upper(b"a"))
refused(lambda: bytes.upper("a"))
refused(lambda: bytearray.extend(b"a", b"b"))
refused(lambda: dict.get(OrderedDict(), 1))
refused(lambda: OrderedDict.get({}, 1))
refused(lambda: set.add(frozenset(), 1))
refused(lambda: int.to_bytes(True, 1))
refused(lambda: property.getter(1, 2))
# Neither how many there are nor their names is looked at before.
refused(lambda: list.append({}))
refused(lambda: dict.get([], 1, 2, 3))
refused(lambda: str.upper(1, of=2))
refused(lambda: dict.__getitem__([]))
refused(lambda: list.append())
refused(lambda: list.append([]))
refused(lambda: list.append([], of=2))

items = MyList()
items.twice(4)
print(items)
