# Prints what a MicroPython has: each module's names, those of its types, and those of objects that only calls give.
# docs/boards.md says how to use it.


class Key:
    """Gives what is between brackets, so that a slice can be had."""

    def __getitem__(self, key):
        return key


def members(kind, path, thing):
    """Prints one line, and gives the names that are no part of the language's own machinery."""
    names = sorted(set(dir(thing)))
    print(kind, path, " ".join(names))
    return [name for name in names if not name.startswith("__")]


def types_in(path, thing, depth):
    """Goes through the types that names of `thing` lead to."""
    for name in members("type" if depth else "module", path, thing):
        value = getattr(thing, name)
        if type(value) is type and depth < 3:
            types_in(path + "." + name, value, depth + 1)


def load(name):
    """The module of a name as `help('modules')` shows it: with slashes for dots."""
    parts = name.replace("/__init__", "").split("/")
    module = __import__(".".join(parts))
    for part in parts[1:]:
        module = getattr(module, part)
    return module


def survey(modules, objects):
    """`modules` and lines of `module.name = expression`, as texts."""
    help("modules")
    loaded = {}
    for name in modules.split():
        try:
            loaded[name] = load(name)
            if "/" not in name.replace("/__init__", ""):
                globals()[name.replace("/__init__", "")] = loaded[name]
        except Exception as error:
            print("absent", name, repr(error))
    for name in modules.split():
        if name in loaded:
            types_in(name.replace("/__init__", "").replace("/", "."), loaded[name], 0)
    for line in objects.split("\n"):
        path, _, expression = line.partition(" = ")
        if expression:
            try:
                members("object", path, eval(expression))
            except Exception as error:
                print("absent", path, repr(error))
