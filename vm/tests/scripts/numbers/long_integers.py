# Integers so long that one operator on them takes many steps.
a = (1 << 400000) - 1
b = (1 << 350001) - 12345
product = a * b
print(product == (1 << 750001) - (12345 << 400000) - (1 << 350001) + 12345)
q, r = divmod(678 - product, b)
print(q == -a, r == 678)
n = 7**48000
print(n % 1000003)
text = str(-n)
print(len(text), text[:20], text[-20:])
print(int(text[1:35000]) % 1000003)
