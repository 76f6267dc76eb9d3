# One half of a circle of imports.
print("a begins")
from lib import circular_b

name = "a"
print("a ends", circular_b.name)
