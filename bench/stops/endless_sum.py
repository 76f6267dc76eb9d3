# A sum over an iterator without end.
def ones():
    while True:
        yield 1


sum(ones())
