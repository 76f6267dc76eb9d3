# Modules that import each other.

import lib.circular_a

print(lib.circular_a.name, lib.circular_b.name)
