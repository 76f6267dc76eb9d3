# From the documentation of itertools: what each function gives.
import itertools as it

print(list(it.islice(it.count(10, 2), 4)), list(it.islice(it.cycle("AB"), 5)))
print(list(it.chain("ABC", "DEF")), list(it.repeat(10, 3)))
print(list(it.starmap(pow, [(2, 5), (3, 2), (10, 3)])), list(it.accumulate([1, 2, 3, 4, 5])))
a, b = it.tee([1, 2, 3])
print(list(a), list(b))
