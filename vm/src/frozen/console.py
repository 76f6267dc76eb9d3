# The console, for what shows itself by Python code.


def print_values(values, sep, end, file):
    texts = [str_value(v) for v in values]
    if file is None:
        print(sep.join(texts), end=end)
    else:
        print(sep.join(texts), end=end, file=file)


def input_with(prompt):
    return input(str_value(prompt))
