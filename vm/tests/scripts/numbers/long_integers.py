# Integers so long that one operator on them takes many steps.
a = (1 << 371000) - 1
b = (1 << 371000) - 5
print(a * b == (1 << 742000) - (6 << 371000) + 5)
n = 7**48000
print(n % 1000003)
print(int("7" * 34000) % 1000003)
text = str(-(1 << 131100))
print(len(text), text[:20], text[-20:])
