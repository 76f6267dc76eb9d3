# The message that refuses an operator in place, such as `x |= 0.5`, names the operator.
# Cause: MicroPython looks the name up in a table that ends before it where the left operand is a boolean,
# or the right one complex.
# Workaround: none is needed.
x = True
try:
    x |= 0.5
except TypeError as e:
    print(e)
