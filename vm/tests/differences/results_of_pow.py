# What `pow` with three arguments gives, or minus a long integer, is an integer like any other.
# Cause: MicroPython keeps such a result as a long one, even if it is small, and `bytes` takes no long
# one for a length.
# Workaround: none is needed here; on a board, add 0 to the result.
print(bytes(pow(7, 2, 3)))
