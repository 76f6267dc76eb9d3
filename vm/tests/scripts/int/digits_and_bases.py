# Long conversions between bases, and digits counted and summed.

for n in (0, 7, 255, 10**12, 2**63 - 1, 2**64, 3**100):
    print(n == int(hex(n), 16) == int(bin(n), 2) == int(oct(n), 8), len(bin(n)) - 2, len(str(n)), sum(map(int, str(n))), hex(n)[:12])
print([int("z" * k, 36) for k in (1, 3, 13)], [int("1" + "0" * k, 7) for k in (1, 10, 30)])
print(str(10**50)[::-1] if False else str(10**50), -(10**20), int("-" + "9" * 40) + 1)
n = 1
for i in range(1, 60):
    n = n * 31 % (2**61 - 1)
print(n, n >> 30, n & 0xFFFF, n ^ (n >> 17), ~n & 0xFF)
print("{:,}".format(10**18), "%x" % (2**80 - 1), "{:b}".format(2**40 + 1).count("1"), format(12345678901234567890, "x") if "format" in dir(__import__("builtins")) else "-")
