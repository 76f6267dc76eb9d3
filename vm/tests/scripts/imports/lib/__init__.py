# A package.
print("loading the package")
