# A regular expression of more than 128 KiB is refused, since it is translated in one go, and a program
# can be stopped only between two steps. MicroPython takes as much as fits into its heap.
#
# Instead: several patterns, or a search by `str` methods.
import re

try:
    print(re.compile("a" * 140000).match("b"))
except ValueError as e:
    print(e)
