# A matrix, an ordered set and a ring buffer: containers written by users.

class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]

    def __getitem__(self, at):
        if isinstance(at, tuple):
            return self.rows[at[0]][at[1]]
        return self.rows[at]

    def __setitem__(self, at, value):
        self.rows[at[0]][at[1]] = value

    def __mul__(self, o):
        if isinstance(o, Matrix):
            return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
        return Matrix([[v * o for v in r] for r in self.rows])

    __rmul__ = __mul__

    def __add__(self, o):
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)])

    def __eq__(self, o):
        return self.rows == o.rows

    def __repr__(self):
        return "M(" + "; ".join(" ".join(map(str, r)) for r in self.rows) + ")"

    def __iter__(self):
        for r in self.rows:
            yield from r

    def __pow__(self, n):
        result = Matrix([[int(i == j) for j in range(len(self.rows))] for i in range(len(self.rows))])
        base = self
        while n:
            if n & 1:
                result = result * base
            base = base * base
            n >>= 1
        return result


m = Matrix([[1, 1], [1, 0]])
print(m, m * m, m + m, 3 * m, m[0, 1], m[1], list(m), m == Matrix([[1, 1], [1, 0]]), (m**50)[0, 1])
m[0, 0] = 9
print(m, sum(m))


class Ring:
    def __init__(self, size):
        self.data, self.start, self.n = [None] * size, 0, 0

    def push(self, x):
        at = (self.start + self.n) % len(self.data)
        self.data[at] = x
        if self.n < len(self.data):
            self.n += 1
        else:
            self.start = (self.start + 1) % len(self.data)

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if not 0 <= i < self.n:
            raise IndexError(i)
        return self.data[(self.start + i) % len(self.data)]


r = Ring(3)
for i in range(5):
    r.push(i)
print(list(r), len(r), r[0], 4 in r, 0 in r, bool(Ring(2)), max(r), list(reversed(r)))
