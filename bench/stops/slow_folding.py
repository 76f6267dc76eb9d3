# Constants that the compiler folds.
try:
    exec("x = 1 << 40000000")
    exec("x = 9 ** 9 ** 7")
    exec("x = (1 << 4000000) * (1 << 4000000)")
except Exception as e:
    print(type(e))
