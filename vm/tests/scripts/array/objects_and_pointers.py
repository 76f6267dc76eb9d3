# Arrays of objects, which keep them alive, and of pointers.
import gc
from array import array

a = array("O", [1, "two", None])
a.append([3, 4])
a.append({})
gc.collect()
print(a, len(a), a[1], a[3][1])
a[0] = (5, "six")
gc.collect()
print(a[0], [type(item).__name__ for item in a])
a[3].append(7)
print(a[3], a[1:3])
p = array("P", [1, 2])
p.append(3)
print(p, p[2], list(p))


class Shown:
    def __repr__(self):
        return "Shown!"


print(array("O", [Shown(), 1]))
