# Runs the tests of the module MODULE with the unittest that lies beside it. The line that sets MODULE is put
# before this one.
import sys
import unittest

# Helpers lie beside the tests, and are imported by their own names.
sys.path.append("/".join(MODULE.split(".")[:-1]))
module = __import__(MODULE)
for part in MODULE.split(".")[1:]:
    module = getattr(module, part)

suite = unittest.TestSuite()
for name in sorted(dir(module)):
    case = getattr(module, name)
    if isinstance(case, type) and issubclass(case, unittest.TestCase) and case is not unittest.TestCase:
        suite.addTest(case)
result = unittest.TestRunner().run(suite)
print("\n".join(result.exceptions))
if result.failuresNum or result.errorsNum or not result.testsRun:
    sys.exit(1)
