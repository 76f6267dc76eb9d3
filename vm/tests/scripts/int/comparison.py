# Comparing integers of all sizes, with floats and with other types.

numbers = (-(2**70), -(2**63), -5, 0, 5, 2**31, 2**63, 2**70)
print([[(a > b) - (a < b) for b in numbers] for a in numbers])
print(all((a <= b) == (not a > b) and (a >= b) == (not a < b) and (a != b) == (not a == b) for a in numbers for b in numbers))
print(1 == 1.0, 1 < 1.5, 2**53 == 2.0**53, 2**70 < 1e30, 10**30 > 1e20, -(2**70) < -1.0, 1 == True, 2 > True)
print(1 == "1", 1 != None, 1 == [1], 2**70 == "x")
print(1 < float("inf"), 2**70 < float("inf"), -(2**70) > float("-inf"), 1 == float("nan"))
for work in (lambda: 1 < "a", lambda: 1 > None, lambda: 2**70 <= [], lambda: "a" >= 1, lambda: 1 < 1j):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
print(1 < 2 < 3, 3 > 2 > 2, 1 < 5 > 2, 1 == 1 != 2)
