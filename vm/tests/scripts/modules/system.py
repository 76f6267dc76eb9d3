# The sys module: what programs ask of it, and leaving with sys.exit.
import sys

print(sys.version.split(";")[0], sys.implementation.name, sys.implementation.version[:2])
print(sys.byteorder, sys.maxsize > 1000, isinstance(sys.path, list), "sys" in sys.modules)
sys.stdout.write("written\n")
print("to stdout", file=sys.stdout)
try:
    sys.exit(3)
except SystemExit as error:
    print("exit", error.args)
try:
    raise ValueError("shown")
except ValueError as error:
    sys.print_exception(error, sys.stdout)
print("leaving")
sys.exit()
print("not reached")
