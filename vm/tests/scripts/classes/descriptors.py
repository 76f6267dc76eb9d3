# Descriptors: __get__, __set__, __delete__, __set_name__.

class Logged:
    def __init__(self, initial):
        self.value = initial

    def __get__(self, instance, owner):
        print("get", instance is None, owner.__name__)
        return self.value

    def __set__(self, instance, value):
        print("set", value)
        self.value = value

    def __delete__(self, instance):
        print("delete")


class Named:
    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)
        self.name = name


class Holder:
    x = Logged(10)
    y = Named()
    z = w = Named()


class Child(Holder):
    v = Named()


h = Holder()
print(h.x)
h.x = 20
print(h.x, Child().x)
del h.x
print(h.y.name, h.z is h.w)
h.own = Logged(5)
print(type(h.own).__name__)


class OnlyGet:
    def __get__(self, instance, owner):
        return "computed"


class User:
    a = OnlyGet()


u = User()
print(u.a)


class BadName:
    def __set_name__(self, owner, name):
        raise ValueError("refused")


try:

    class Broken:
        attr = BadName()

    print("made")
except Exception as error:
    print(type(error).__name__, error)
