# A warning goes to the console.
import warnings

warnings.warn("this is old")
print("after")
