# What `super()` in a class method binds.


class P:
    def g(self, *a): print(type(self), len(a))
    @staticmethod
    def s(*a): print(len(a))
    @classmethod
    def c(cls, *a): print(cls, len(a))
    v = 5
class C(P):
    @classmethod
    def f(cls):
        for name in ("g", "s", "c"):
            try: getattr(super(C, cls), name)()
            except TypeError as e: print(name, e)
        try: super().g()
        except TypeError as e: print(e)
        super().s(); super().c(); print(super().v)
C.f()
