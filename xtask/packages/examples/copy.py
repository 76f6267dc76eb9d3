# From the documentation of copy: shallow and deep, and what refers to itself.
import copy


class Point:
    def __init__(self, x, tags):
        self.x = x
        self.tags = tags

    def __copy__(self):
        return Point(self.x, self.tags)


inner = [1, 2]
whole = [inner, {"k": inner}, (inner, 3)]
shallow = copy.copy(whole)
deep = copy.deepcopy(whole)
inner.append(3)
print(shallow, deep)
print(deep[0] is deep[1]["k"], deep[0] is deep[2][0], shallow[0] is inner)
loop = [1]
loop.append(loop)
other = copy.deepcopy(loop)
print(other[1] is other, other is loop)
p = Point(1, ["a"])
q = copy.copy(p)
print(q.x, q.tags is p.tags, type(q).__name__)
