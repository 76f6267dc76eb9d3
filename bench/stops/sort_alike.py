# A sort of long texts that begin alike.
x = ["a" * 20000 + str(i * 7919 % 1009) for i in range(1000)]
x.sort()
print(max(x)[-1], min(x)[-1])
