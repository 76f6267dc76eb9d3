# A package with modules and a package below it.
print("pkg runs as", __name__)
from . import first
from .first import name as first_name

version = 3
