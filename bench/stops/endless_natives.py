# Iterators without end that are built in: nothing of them is Python code.
def forever():
    while True:
        yield 0


list(zip(map(abs, forever()), forever()))
