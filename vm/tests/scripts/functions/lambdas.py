# Lambdas: defaults, nesting, closures, conditions, in containers.

print((lambda: 1)(), (lambda x, y=2: x + y)(1), (lambda *a: a)(1, 2), (lambda **k: sorted(k))(b=1, a=2), (lambda x: lambda y: x - y)(5)(3))
ops = {"+": lambda a, b: a + b, "max": lambda *a: max(a), "const": lambda: 42}
print(ops["+"](1, 2), ops["max"](3, 1), ops["const"]())
print(list(map(lambda p: p[0] * p[1], zip((1, 2), (3, 4)))), sorted("bAc", key=lambda c: c.lower()), [f(2) for f in [lambda x, n=n: x**n for n in range(4)]])
print((lambda n: n * (lambda m: m + 1)(n))(4), (lambda x: "pos" if x > 0 else "neg" if x else "zero")(0), (lambda: (yield_ := 5))() if False else 5)
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
print(fact(10), (lambda f, n: f(f, n))(lambda f, n: 1 if n < 2 else n * f(f, n - 1), 6))
x = "global"
print((lambda x=x: x)(), (lambda: x)(), [(lambda: i)() for i in range(3)], (lambda a, *, k=3: a * k)(2, k=5))


class C:
    double = lambda self, n: n * 2
    fixed = staticmethod(lambda n: n + 1)


print(C().double(4), C.fixed(1), (lambda c: c.double(1))(C()))
try:
    (lambda a: a)()
except TypeError as error:
    print("TypeError", error)
compose = lambda *fs: (lambda x: x) if not fs else (lambda x: compose(*fs[:-1])(fs[-1](x)))
print(compose(str, lambda n: n + 1, abs)(-5))
