# Reads and writes the console, imports what the host has, and leaves with a code.
import sys
import helper

print("got", input("? "))
print(helper.answer)
with open("helper.py") as file:
    print(repr(file.read(6)), repr(file.read()))
try:
    open("new.txt", "w")
except OSError as error:
    print("no writing:", error)
try:
    import nothing
except ImportError as error:
    print(error)
sys.exit(3)
