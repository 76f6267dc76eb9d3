# Starred arguments: what tells a length is asked for it before its items.
class Sized:
    def __init__(self, length):
        self.length = length

    def __len__(self):
        print("len")
        return self.length

    def __iter__(self):
        print("iter")
        return iter([1, 2])


class OnlySized:
    def __len__(self):
        print("len")
        return 3


def show(*args, **keywords):
    print(args, keywords)


for length in (0, 2, 5, "x"):
    for call in (
        lambda: show(*Sized(length)),
        lambda: show(0, *Sized(length), 3),
        lambda: show(*Sized(length), *[4], k=5),
        lambda: print(*Sized(length)),
    ):
        try:
            call()
        except TypeError as error:
            print("TypeError", error)
try:
    show(*OnlySized())
except TypeError as error:
    print("TypeError", error)
