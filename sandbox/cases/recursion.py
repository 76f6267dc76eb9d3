# Recurses without end, in Python and through natives.
def deeper(n):
    return deeper(n + 1)


class Endless:
    def __repr__(self):
        return repr(self)


for descend in (lambda: deeper(0), lambda: repr(Endless()), lambda: sorted([2, 1], key=deeper)):
    try:
        descend()
    except RuntimeError as error:
        print("RuntimeError")
