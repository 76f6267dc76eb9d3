# sys.exit inside functions, loops and handlers ends the program after the finally blocks.

import sys


def leave():
    try:
        for i in range(3):
            try:
                if i == 1:
                    sys.exit(0)
                print("loop", i)
            finally:
                print("inner finally", i)
    finally:
        print("outer finally")


try:
    leave()
except SystemExit as error:
    print("caught", error.args)
leave()
print("never")
