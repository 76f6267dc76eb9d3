# Does not compile: the traceback tells where.
print("never"
