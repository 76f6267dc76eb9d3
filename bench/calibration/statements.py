# What the statements of statements.csv work on, and how one is timed.
import time
from time import ticks_diff, ticks_us

try:
    from machine import Pin
except ImportError:
    Pin = None

TIMES = 20
ROUNDS = 60
TIMER = """
def timed():
    a = 3; b = 5; c = 0; x = 1.5; y = 2.25; l = [1, 2, 3, 4]; d = {'x': 1, 1: 2}; s = 'hello'
    t = (1, 2); e = []; o = O(); m = o.m; q = bytearray(16); big = 1 << 70
    start = ticks_us()
    for i in range(ROUNDS):
        BODY
    return ticks_diff(ticks_us(), start)
"""


class O:
    k = 7

    def __init__(self):
        self.v = 1

    def m(self):
        pass

    def m1(self, p):
        return p


def g0():
    pass


def g3(a, b, c):
    return a


def duration(statement):
    names = {
        "O": O,
        "g0": g0,
        "g3": g3,
        "glob": 5,
        "TICKS": time.ticks_ms,
        "ROUNDS": ROUNDS,
        "ticks_us": ticks_us,
        "ticks_diff": ticks_diff,
    }
    if Pin:
        names["PIN"] = Pin(2, Pin.OUT)
    exec(TIMER.replace("BODY", "\n        ".join([statement] * TIMES)), names)
    return names["timed"]()


def measure(statement):
    print((duration(statement) - duration("pass")) / ROUNDS / TIMES)


