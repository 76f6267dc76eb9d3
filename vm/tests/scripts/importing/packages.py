# Packages: their own code, relative imports, modules below them.

import lib.pkg

print(lib.pkg.version, lib.pkg.first_name, lib.pkg.first.name)
print(lib.pkg.first.later())
from lib.pkg.sub import deep

print(deep.where, deep.above, deep.__name__)
from lib.pkg import sub, second

print(sub.__name__, second.name, lib.pkg.sub is sub)
import sys

print(sorted(n for n in sys.modules if n.startswith("lib")))
print(hasattr(lib.pkg, "__path__"), hasattr(lib.pkg, "__file__"), lib.pkg.__name__)
