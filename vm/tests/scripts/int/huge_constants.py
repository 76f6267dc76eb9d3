# Constants shifted far: what comes of them is known to the compiler, whether or not it is used.

2 << 7851627
-(1 << 7000000)
~(3 << 5000000) + 1
print((1 << 6000000) >> 5999998)
if 1 << 4000000:
    print("not zero")
print((1 << 3000000) & 255, not 1 << 3000000)
