# from module import *: with and without __all__.

from lib.simple import *

print(value, double(2))
try:
    print(_hidden)
except NameError as error:
    print("NameError", error)
from lib.listed import *

for name in ("chosen", "_odd", "left_out"):
    print(name, name in globals())
