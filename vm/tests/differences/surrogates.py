# Half of a surrogate pair as a character of its own.
# Cause: strings are kept as valid UTF-8, in which there are no surrogates; MicroPython has chr(0xd800).
# Workaround: keep such numbers as integers, or as bytes.
try:
    print(len(chr(0xD800)))
except ValueError as error:
    print(error)
