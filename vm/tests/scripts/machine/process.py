# What else `machine` has in a process.
try:
    import machine

    machine.PinBase
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit
import sys

if sys.platform != "linux":
    print("SKIP")
    raise SystemExit
print(sorted(name for name in dir(machine) if name[0] != "_"))
print(machine.idle())
try:
    machine.soft_reset()
except SystemExit as error:
    print("SystemExit", error.args)
