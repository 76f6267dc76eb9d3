# A native that never comes to its end, since what it sums up has none: it uses the fuel, too.
# host: fuel=20000000
def endless():
    while True:
        yield 1


print("begins")
print(sum(endless()))
