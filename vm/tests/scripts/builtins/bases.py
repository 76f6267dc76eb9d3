# bin, oct and hex: signs, prefixes, big numbers, and wrong arguments.

for n in (0, 1, -1, 5, -5, 255, -256, 2**31, -(2**31), 2**64 - 1, -(2**70), True, False):
    print(bin(n), oct(n), hex(n))
print(hex(10**30), oct(10**20), bin(10**10))
for function in (bin, oct, hex):
    for bad in (1.0, "1", None, []):
        try:
            print(function(bad))
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
print(int(bin(1234), 0), int(oct(1234), 0), int(hex(1234), 0))
print(int(hex(-(10**40)), 16) == -(10**40))
