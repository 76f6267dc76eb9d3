# Iterators that stand for others: what they are, and that they may be asked again at their end.
def numbers():
    yield 1
    yield 2


class Pauses:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n % 3 == 0:
            raise StopIteration
        return self.n


for make in (
    lambda source: map(lambda x: -x, source),
    lambda source: filter(None, source),
    enumerate,
    lambda source: zip(source, source),
):
    for source in (numbers(), [1, 2]):
        made = make(source)
        print(made, type(made), hasattr(made, "send"), hasattr(made, "throw"))
    made = make(Pauses())
    print(list(made), list(made), list(made))

steps = map(lambda x: 6 // x, iter([1, 0, 3]))
for _ in range(4):
    try:
        print(next(steps))
    except (ZeroDivisionError, StopIteration) as e:
        print(type(e).__name__)


class Sequence:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i


again = iter(Sequence())
print(list(again), list(again))
print(list(reversed([1, 2])), list(zip()), list(map(max, [1, 5], [3, 4])))
