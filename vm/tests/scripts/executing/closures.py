# Functions, classes and generators that are made by exec, and what they see.

ns = {}
exec(
    """
factor = 3
def outer(n):
    def inner(x):
        nonlocal n
        n += x
        return n * factor
    return inner
def gen(k):
    for i in range(k):
        yield i * factor
class Base:
    scale = factor
    def get(self):
        return self.scale * factor
class Child(Base):
    def get(self):
        return super().get() + 1
""",
    ns,
)
f = ns["outer"](1)
print(f(1), f(2), list(ns["gen"](3)), ns["Child"]().get())
ns["factor"] = 10
print(f(0), list(ns["gen"](2)), ns["Child"]().get(), ns["Base"].scale)
try:
    factor
except NameError as error:
    print("NameError", error)
made = [eval("lambda x: x + %d" % i) for i in range(3)]
print([m(10) for m in made])
for i in range(3):
    exec("def named_%d():\n    return %d" % (i, i))
print(named_0(), named_2())


def template(body):
    space = {"log": []}
    exec("def run(v):\n    " + body.replace("\n", "\n    "), space)
    return space["run"], space["log"]


run, log = template("log.append(v)\nreturn len(log)")
print(run("a"), run("b"), log)
try:
    template("return (")
except SyntaxError as error:
    print("SyntaxError", error)
depth = 0


def nest(n):
    global depth
    depth = max(depth, n)
    if n < 5:
        exec("nest(%d)" % (n + 1))


nest(0)
print(depth)
