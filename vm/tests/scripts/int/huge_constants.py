# Constants shifted far: what comes of them is known to the compiler, whether or not it is used.

2 << 4000000
-(1 << 2100000)
print((1 << 2100000) >> 2099998)
