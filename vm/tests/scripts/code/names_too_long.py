# Names of more than 255 bytes are refused wherever a string becomes one.
class A:
    pass


for n in (255, 256):
    name = "n" * n
    for what, act in (
        ("setattr", lambda: setattr(A(), name, 1)),
        ("getattr", lambda: getattr(A(), name, "default")),
        ("hasattr", lambda: hasattr(A(), name)),
        ("type", lambda: type(name, (), {}).__name__ == name),
        ("format", lambda: ("{" + name + "}").format(**{name: 1})),
        ("percent", lambda: ("%(" + name + ")d") % {name: 1}),
        ("exec", lambda: exec(name + " = 1", {})),
    ):
        try:
            print(n, what, act())
        except RuntimeError as e:
            print(n, what, "RuntimeError", e)
