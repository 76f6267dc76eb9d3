# What cannot fit is refused, however the function that asks for it is called.
for f in (lambda: list(range(10**9)), lambda: [0]*10**9, lambda: sorted(range(10**9)), lambda: [].extend(range(10**9)), lambda: set(range(10**9))):
    try:
        print(len(f()))
    except MemoryError as e: print('MemoryError')
class L(list): pass
try: L(range(10**9))
except MemoryError as e: print('MemoryError')
ext = [].extend
try: ext(range(10**9))
except MemoryError as e: print('MemoryError')
try: max(*[1,2], key=lambda x: list(range(10**9)))
except MemoryError as e: print('MemoryError')
try: list(map(list, [range(10**9)]))
except MemoryError as e: print('MemoryError')
