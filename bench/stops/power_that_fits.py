# A power that the heap has room for, and its digits.
x = 7 ** 3000000
print(len(str(x)))
