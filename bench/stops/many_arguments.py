# A call with very many arguments.
def f(*args, **kw):
    return len(args) + len(kw)


x = range(1000000)
try:
    print(f(*x))
    print(max(*x))
    print(f(**{"a%d" % i: i for i in range(20000)}))
except (MemoryError, RuntimeError, TypeError) as e:
    print(type(e))
