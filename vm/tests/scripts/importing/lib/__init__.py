# A package of modules for the scripts beside it.
print("lib runs as", __name__)
