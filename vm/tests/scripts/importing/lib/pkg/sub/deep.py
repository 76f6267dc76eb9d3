# Imports from two levels above.
from ...simple import double
from ..first import name as above

where = "deep %d" % double(2)
