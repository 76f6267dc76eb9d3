# From the documentation of ChainMap: the first map that knows a name answers.
from collections.chainmap import ChainMap

baseline = {"music": "bach", "art": "rembrandt"}
adjustments = {"art": "van gogh", "opera": "carmen"}
chain = ChainMap(adjustments, baseline)
print(chain["art"], chain["music"], chain["opera"])
