# A condition that is a constant shifted far, and is not computed when the program runs.

if 1 << 7851627:
    print("not zero")
