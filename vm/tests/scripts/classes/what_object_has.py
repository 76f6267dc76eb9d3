# What `object` has is seen on `object` itself and by `super()`, and by no other name.
class Plain:
    pass


class MyList(list):
    pass


names = "__init__", "__new__", "__setattr__", "__delattr__"
for thing in object, object(), Plain, Plain(), MyList, MyList(), list, [], Exception(), type, 3:
    print([hasattr(thing, name) for name in names])


class Passes:
    def __init__(self, *args, **names):
        super().__init__(*args, **names)


class New:
    def make(self, *args):
        return type(super().__new__(*args)).__name__


class InNew:
    def __new__(cls):
        super().__init__()
        try:
            super().__setattr__("x", 1)
        except TypeError as e:
            print(e)
        return super().__new__(cls)


class PassesToList(list):
    def __init__(self, *args):
        super().__init__(*args)


def refused(function):
    try:
        print(function())
    except TypeError as e:
        print(e)


# A class without a built-in base gives its own `__init__` to `object`, which counts the instance.
refused(lambda: type(Passes()).__name__)
refused(lambda: Passes(1))
refused(lambda: Passes(1, 2))
refused(lambda: Passes(a=1))
refused(lambda: PassesToList((1, 2)))
refused(lambda: object.__init__())
refused(lambda: object.__init__(1))
refused(lambda: object.__init__(1, 2))
refused(lambda: object.__init__(1, a=2))
refused(lambda: New().make())
refused(lambda: New().make(New))
refused(lambda: New().make(New, 1))
refused(lambda: New().make(1))
refused(lambda: object().__new__(New).make(Plain))
refused(lambda: type(InNew()).__name__)
