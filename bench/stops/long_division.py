# Quotients of long numbers.
x = 1 << 20000000
y = (1 << 10000000) + 1
print((x // y) & 1, x % y & 1, divmod(x, y)[0] & 1)
