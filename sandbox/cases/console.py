# Reads and writes the console, imports what the host has, and leaves with a code.
import sys
import helper

print("got", input("? "))
print(helper.answer)
try:
    import nothing
except ImportError as error:
    print(error)
sys.exit(3)
