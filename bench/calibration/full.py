# How often a statement runs until the heap is full: START and STATEMENT stand for a row of full.csv.
from collections import deque


class Pair:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Node:
    def __init__(self, next):
        self.next = next


def marked(n):
    pair = Pair(n, n)
    pair.z = n
    return pair


n = 0
kept = START
try:
    while True:
        STATEMENT
        n += 1
except MemoryError:
    kept = None
print(n)
