# `super().__new__(cls)` in a class that derives from a built-in type: the instance holds what the
# class was called with.
# Cause: MicroPython makes an instance whose built-in part is missing until an `__init__` of the
# class's own makes it; until then it shows itself as a function, and is none of its type's values.
# Workaround: define `__init__` and have it call `super().__init__(value)`.
class Celsius(float):
    def __new__(cls, value):
        return super().__new__(cls)


print(Celsius(1.5))
