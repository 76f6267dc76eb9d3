# Modular powers at their edges.
for a in (0, 1, -2, 10**30):
    for b in (0, 1, 3, 10**20):
        for m in (1, -1, 6, -6, 10**25):
            print(pow(a, b, m), end=" ")
    print()
