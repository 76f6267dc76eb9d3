# A class has one built-in part, though two of its bases want the same.
class A:
    pass


class MyInt(int):
    pass


for bases in (
    (int, int), (MyInt, int), (MyInt, MyInt), (ValueError, KeyError), (A, MyInt), (A, A), (object, A),
    (object, object), [], {}, "", None, [int], (3,), (None,), (int, 3), (range,), (bool,),
):
    try:
        print(type("New", bases, {}).__name__)
    except TypeError as e:
        print(bases if type(bases) is not tuple else "refused:", e)
