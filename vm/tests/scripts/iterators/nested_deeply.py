# Iterators inside each other: too many are an error, and nothing breaks.
def nest(make):
    made = (1, 2)
    for _ in range(100):
        for _ in range(100):
            made = make(made)
        try:
            tuple(made)
        except RuntimeError as e:
            print("RuntimeError", e)
            return
    print("no end")


nest(enumerate)
nest(lambda x: filter(None, x))
nest(lambda x: map(max, x, ()))
nest(zip)
