# Infinities, NaN and signed zeros through arithmetic and comparison.

inf = float("inf")
nan = float("nan")
print(inf, -inf, nan, inf + 1, inf * 2, -inf * -1, 1 / inf, -1 / inf, inf - 1, inf / 2, inf**2, inf**-1, 2**inf if True else 0, 0.5**inf)
print(inf > 10**300, inf == inf, inf != nan, nan != nan, inf > nan, sorted([inf, 1, -inf]), max(1, inf), min(-inf, 1))
for work in (lambda: inf - inf, lambda: inf * 0, lambda: inf / inf, lambda: nan + 1, lambda: nan * 0, lambda: inf % 2, lambda: 5 % inf, lambda: -5 % inf):
    print(work(), end=" ")
print()
print(0.0 == -0.0, 1 / float("1e-310") > 1e300, -0.0, 0.0 * -1, -0.0 + 0.0, abs(-0.0), str(-0.0), round(-0.4), "%g" % -0.0, "{}".format(-0.0))
print(1e308 * 10, -1e308 * 10, 1e-320, 5e-324 / 2, 1e-400, 1.7976931348623157e308)
print(int(1e15), 1e15 == 10**15, 1e16 + 1 == 1e16, 0.1 + 0.2, 0.1 * 3, 1 - 0.9, 2.675 * 100)
print(nan in (nan,), [nan].count(nan), (nan,) == (nan,), bool(nan))
