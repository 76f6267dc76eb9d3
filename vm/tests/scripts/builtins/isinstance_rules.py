# isinstance and issubclass: single types, tuples, bases, and wrong arguments.

class A:
    pass


class B(A):
    pass


class C(B, dict):
    pass


print(isinstance(B(), A), isinstance(A(), B), isinstance(B(), (int, A)), isinstance(B(), ()))
print(isinstance(1, int), isinstance(True, int), isinstance(1.0, int), isinstance("", (bytes, str)))
print(isinstance(C(), dict), isinstance(C(), A), isinstance(A, type), isinstance(int, type))
print(isinstance(None, object), isinstance(A(), object), isinstance(1, object), isinstance(A, object))
print(issubclass(B, A), issubclass(A, B), issubclass(A, A), issubclass(C, (int, dict)), issubclass(C, ()))
print(issubclass(bool, int), issubclass(KeyError, LookupError), issubclass(int, object), issubclass(A, object))
print(isinstance(ValueError(), Exception), isinstance(KeyError(1), (OSError, LookupError)))
for work in (
    lambda: isinstance(1, 1),
    lambda: isinstance(1, [int]),
    lambda: isinstance(1, (int, 1)),
    lambda: isinstance("", (int, 1)),
    lambda: issubclass(1, int),
    lambda: issubclass(A, 1),
    lambda: issubclass(A(), A),
    lambda: isinstance(1),
    lambda: issubclass(A),
):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
