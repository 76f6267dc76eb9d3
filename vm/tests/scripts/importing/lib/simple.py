# A module that says when it runs.
print("simple runs as", __name__)
value = 1
_hidden = 2
items = [value]


def double(x):
    return x * 2


def get_value():
    return value
