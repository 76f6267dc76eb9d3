# Never ends by itself: the host's fuel does that.
# host: fuel=20000000
print("begins")
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
