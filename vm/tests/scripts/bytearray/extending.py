# extend of bytearrays and arrays gives nothing, whatever the items come from.
from array import array

for target in (bytearray(), array("h")):
    for items in (b"ab", {1: ()}, (2, 3), iter([4]), (x for x in [5]), [], target):
        print(target.extend(items), target)
    target += (x for x in [6])
    print(target)
