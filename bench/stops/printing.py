# Much to print.
x = "x" * 1000000
for i in range(100):
    print(x)
