# Writing and reading back very large integers.

for digits in (1, 9, 10, 19, 20, 50, 100, 300):
    text = ("1234567890" * 30)[:digits]
    n = int(text)
    print(str(n) == text, str(-n) == "-" + text, int(str(n * n)) == n * n, len(str(n * n)))
print(10**100)
print(str(2**1000)[:40], str(2**1000)[-40:], len(str(2**1000)))
print(hex(10**60), int(hex(10**60), 16) == 10**60)
print(repr(-(3**150)), "%d" % 3**120, "{}".format(3**110))
print(sum(int(c) for c in str(7**500)))
