# Ends with an exception that nobody catches.
def divide(a):
    return a / 0


divide(1)
