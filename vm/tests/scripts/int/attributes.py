# Methods and attributes that integers have and do not have.

for name in ("to_bytes", "from_bytes", "bit_length", "real", "imag", "conjugate", "numerator", "is_integer"):
    print(name, hasattr(1, name))
print(int.__name__, (1).__class__, type(1)(3))
try:
    (5).x = 1
except AttributeError as error:
    print("AttributeError", error)
try:
    (5).x
except AttributeError as error:
    print("AttributeError", error)
for work in (lambda: 1[0], lambda: 1 in 5, lambda: len(5), lambda: 5(), lambda: -"a", lambda: +[]):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
