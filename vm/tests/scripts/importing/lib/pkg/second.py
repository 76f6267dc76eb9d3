# Imports from the package around it.
from . import first
from .sub import deep

name = "second after " + first.name + " with " + deep.where
