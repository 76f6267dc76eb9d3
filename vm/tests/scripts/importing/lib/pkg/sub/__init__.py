# The lower package.
print("sub runs as", __name__)
