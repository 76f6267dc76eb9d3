# A user's __int__ where a built-in function wants a number.
class Two:
    def __int__(self):
        return 2


class Wrong:
    def __int__(self):
        return "2"


class Raising:
    def __int__(self):
        raise ValueError("no number")


def show(act):
    try:
        print(act())
    except Exception as e:
        print(type(e).__name__)


for n in (Two(), Wrong(), Raising()):
    show(lambda: int(n))
    show(lambda: "ab" * n)
    show(lambda: n * [0])
    show(lambda: range(n))
    show(lambda: chr(n))
    show(lambda: "a b c d".split(" ", n))
    show(lambda: round(1.2345, n))
    show(lambda: hex(n))
    show(lambda: (5).to_bytes(n, "big"))
    show(lambda: list(enumerate("ab", n)))
    show(lambda: [1, 2, 3].pop(n))
    show(lambda: "abcabc".find("a", n))
