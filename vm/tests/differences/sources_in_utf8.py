# A source that is not UTF-8 is refused as such, before it is read.
# Cause: names and strings are UTF-8 here; MicroPython reads bytes, and tells of the first other mistake.
# Workaround: write the characters out.
try:
    eval("{\ud800")
except UnicodeError as e:
    print("UnicodeError", e)
except SyntaxError as e:
    print("SyntaxError", e)
