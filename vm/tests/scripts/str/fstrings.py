# f-strings: expressions, formats, conversions, quotes and nesting.

name, n, x = "Ada", 42, 3.14159
print(f"hello {name}", f"{n}", f"{n + 1}", f"{x:.2f}", f"{n:>6}|{n:<6}|{n:^6}|", f"{n:#x} {n:08b}", f"{name!r} {name!s}")
print(f"{{}}", f"{{{n}}}", f"{'a' + 'b'}", f"{[1, 2][0]}", f"{n if n else 0}", f"{len([1, 2])}")
print(f"{n=}", f"{name!r:>8}", f"{name:>{n // 4}}", f"{x:.{2}f}")
print(f"a" "b" f"{n}", f"""multi
{n}
line""", f"{'nested ' + f'{n}'}")
width, precision = 10, 3
print(f"{x:{width}.{precision}}|", f"{name:*^{width}}", f"{-n:+d} {n:+d} {n: d}", f"{1e10:g} {n:,}" if False else "")
print(f"{None} {True} {1 + 2j} {b'x'} {(1, 2)} {print}"[:35])


class Formatted:
    def __format__(self, spec):
        return "spec:" + spec

    def __str__(self):
        return "str"


try:
    print(f"{Formatted()}", f"{Formatted()!r}"[:10])
except Exception as error:
    print(type(error).__name__, error)
print(f"{n:d}{n:c}{n:o}{n:X}{n:e}")
