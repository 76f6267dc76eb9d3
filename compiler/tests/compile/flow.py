# Loops, exceptions, with, imports, and the ways out of all of them.
import a, b.c.d, e.f as g
from h import (i, j as k,)
from . import l
from ..m.n import o
from p import *


def loops(n):
    for i in range(n):
        for j in range(10, 0, -1):
            if j == 3:
                continue
            elif j == 2:
                break
            else:
                pass
        else:
            return i
        for x, *y in n, n:
            try:
                if x:
                    break
                continue
            finally:
                print(i)
    while True:
        with open(n) as f, lock:
            try:
                return f.read()
            except (OSError, ValueError) as e:
                raise RuntimeError("x") from e
            except KeyError:
                raise
            except:
                break
            else:
                del i
            finally:
                assert n, "message"
    while 0:
        never()
    if 1:
        return
    never()


try: loops(1)
except Exception as e: print(e)
lambda: (yield)
assert loops
