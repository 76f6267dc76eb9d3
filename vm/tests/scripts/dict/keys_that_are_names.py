# A dict that holds names only is not asked for a key that cannot be one; NaN is found as itself.


class Loud:
    def __hash__(self):
        print("asked")
        return 1


names = {"x": 1}
for key in ([], Loud(), 5, ()):
    try:
        names[key]
    except KeyError:
        print("KeyError")
    print(key in names, names.get(key, "none"))
try:
    del names[[]]
except KeyError as error:
    print("KeyError", error)
names[5] = 2
try:
    names[[]]
except TypeError as error:
    print(error)
nan = float("nan")
print({nan: 1}.get(nan), nan in {nan}, nan in [nan], nan == nan)
