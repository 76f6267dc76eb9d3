# Comparing floats: infinities, NaN, integers.

inf, nan = float("inf"), float("nan")
values = (-inf, -1.5, -0.0, 0.0, 1, 1.5, 2**60, inf)
print([[(a > b) - (a < b) for b in values] for a in values])
print(nan == nan, nan != nan, nan < 1, nan > 1, nan <= nan, inf == inf, -0.0 == 0.0, 0.1 + 0.2 == 0.3)
print(nan in [nan], [nan] == [nan], nan is nan, bool(nan), bool(-0.0), bool(inf))
print(1.0 == 1, 1.5 == 1, 1.0 == True, 1.0 == "1", 1.0 != None, 2.0**53 == 2**53)
print(max(1.5, 2), min(inf, 3), sorted([2.5, -1, 1.5, 0]))
print({1.0: "a", 2.5: "b"}[1], {1: "c"}[1.0], hash(2.0) == hash(2), len({0.0, -0.0, 0}))
for work in (lambda: 1.5 < "a", lambda: 1.5 > None, lambda: 1.5 <= 1j):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
