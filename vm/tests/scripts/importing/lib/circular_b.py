# The other half.
print("b begins")
from lib import circular_a

print("b sees", hasattr(circular_a, "name"))
name = "b"
