# SystemExit and KeyboardInterrupt are exceptions like others until they leave the program.

import sys

for args in ((), (0,), (5,), ("text",), (None,)):
    try:
        sys.exit(*args)
    except SystemExit as error:
        print("SystemExit", error.args, repr(error))
try:
    sys.exit(1, 2)
except TypeError as error:
    print("TypeError", error)
try:
    raise KeyboardInterrupt
except KeyboardInterrupt as error:
    print("KeyboardInterrupt", error.args)
try:
    raise KeyboardInterrupt("with text")
except BaseException as error:
    print(type(error).__name__, error)
try:
    try:
        sys.exit(3)
    except Exception:
        print("never: SystemExit is no Exception")
    finally:
        print("finally runs")
except SystemExit as error:
    print(error.args[0])


def quits():
    with Manager():
        sys.exit("inside with")


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", kind.__name__, value)


try:
    quits()
except SystemExit as error:
    print(error)
print("before the end")
sys.exit()
print("never")
