# A module of the package.
print("loading greeting")
NAMES = ["a", "b"]


def hello(name):
    return "hello " + name
