# Products and sums of long numbers.
x = (1 << 20000000) - 1
for i in range(3):
    x + x
    x - 1
    x | 1
    x >> 1
    -x
    x == x + 1
    x * x
