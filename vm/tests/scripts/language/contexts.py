# With statements: order of entering and leaving, and swallowed exceptions.


class Context:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind is None, value)
        return self.swallow


with Context("a") as a, Context("b") as b:
    print(a, b)

with Context("outer", swallow=True):
    with Context("inner"):
        raise ValueError("gone")
print("after")


def leave():
    with Context("c"):
        return "returned"


print(leave())
for n in range(2):
    with Context(n):
        if n == 0:
            continue
        break
