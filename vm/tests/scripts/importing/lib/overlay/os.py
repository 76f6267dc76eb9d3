# Extends the built-in module.
from uos import *

extra = 1
