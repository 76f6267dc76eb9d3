# Imports of the project's other files: modules, packages, names, once only.
import lib.greeting
from lib import farewell as bye
from lib.greeting import hello, NAMES
import lib.greeting as again

print(hello("you"), bye.goodbye("me"), NAMES, again is lib.greeting)
try:
    import lib.missing
except ImportError as error:
    print("ImportError", error)
try:
    from lib.greeting import nothing
except ImportError as error:
    print("ImportError", error)
print(__name__, lib.greeting.__name__)
