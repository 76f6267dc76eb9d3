# What map, filter, zip, enumerate and reversed make: types of their own.

for value in (map(abs, []), filter(None, []), zip(), enumerate([]), reversed([]), range(0)):
    print(type(value), type(value).__name__)
m = map(lambda n: 1 // n, [1, 0, 2])
print(next(m))
try:
    next(m)
except ZeroDivisionError as error:
    print("ZeroDivisionError", error)
print(next(m), "after an error it goes on")
