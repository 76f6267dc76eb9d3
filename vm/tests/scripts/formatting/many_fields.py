# Templates with so many fields that they are filled in steps, some of them by Python code.
class Shown:
    def __init__(self, n):
        self.n = n

    def __str__(self):
        return "<%d>" % self.n

    def __repr__(self):
        return "<<%d>>" % self.n


n = 17000
values = [Shown(i) if i % 1000 == 0 else i for i in range(n)]
text = ("{} " * n).format(*values)
print(len(text), text[:20], text[-20:])
text = "%s %r," * (n // 2) % tuple(values)
print(len(text), text[:20], text[-20:])
text = "{0}{1!r}{a:>6}|".format(Shown(1), Shown(2), a=3)
print(text)
for f in (
    lambda: ("{} " * n).format(*values[1:]),
    lambda: "%s" * n % tuple(values[1:]),
    lambda: "%s" * (n - 2) % tuple(values[1:]),
    lambda: ("{}" * n + "{0}").format(*values),
    lambda: ("{0}" * n + "{}").format(*values),
):
    try:
        f()
    except (IndexError, TypeError, ValueError) as e:
        print(type(e), e)
