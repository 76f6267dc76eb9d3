# A bound method shows the instance by that one's own `__repr__`.
class A:
    def __repr__(self):
        return "repr"

    def method(self):
        pass


class B(A):
    def __str__(self):
        return "str"

    @classmethod
    def of_class(cls):
        pass


class C:
    def method(self):
        pass


def parts(method):
    text = repr(method)
    start, rest = text[:text.index(" ")], text[text.index(" ") + 1 :]
    return start, rest[rest.index(" ") + 1 :].split(" at ")[0], str(method) == text


for method in (
    A().method, B().method, B.of_class, B().of_class, C().method, [1].append, [A()].append,
    {1: A()}.get, (A(),).index, A().method.__class__ and [B()].extend,
):
    print(parts(method))
