# A regular expression of more than 128 KiB is refused.
# Cause: it is translated in one step, and a program has to stop soon. MicroPython takes as much as fits
# into its heap.
# Workaround: search for several patterns, or with the methods of `str`.
import re

try:
    print(re.compile("a" * 140000).match("b"))
except ValueError as e:
    print(e)
