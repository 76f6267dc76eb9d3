# A NaN is found in a dict, whichever computation it came from.
# Cause: MicroPython finds a key that is the same object, and each computation makes another; here
# floats are values, not objects, and one NaN is like another.
# Workaround: do not use NaN as a key; keep its value under `None`.
nan = float("nan")
kept = {nan: 1}
print(kept.get(nan), kept.get(float("inf") - float("inf")))
kept[float("nan")] = 2
print(len(kept))
