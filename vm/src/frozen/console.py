# The console, for what shows itself by Python code.


def print_values(values, sep, end, file):
    texts = [str_value(v) for v in values]
    if file is None:
        print(sep.join(texts), end=end)
    else:
        print(sep.join(texts), end=end, file=file)


def input_with(prompt):
    return input(str_value(prompt))


# The unix build tells what it leaves out.
def raise_from(value):
    _warn("exception chaining not supported")
    return value() if isinstance(value, type) else value


def bytes_and_str(negate):
    _warn("Comparison between bytes and str")
    return negate


def repl_print(value):
    print(repr_value(value))


def help_on(*subject):
    if not subject:
        print("This is MicroPython, run by Pinwheel.")
        print("The language and its modules: https://docs.micropython.org/")
        print("help(x) shows what is in x, help('modules') which modules are built in.")
        return
    subject = subject[0]
    if subject == "modules":
        help_columns(_module_names())
        print("Plus any modules on the filesystem")
        return
    print("object", str_value(subject), "is of type", _class_name(subject))
    for name, value in _help_members(subject):
        print(" ", name, "--", str_value(value))


# Four columns, filled one after the other.
def help_columns(names):
    rows = (len(names) + 3) // 4
    for row in range(rows):
        line = ""
        for i in range(row, len(names), rows):
            line += " " * ((18 - len(line) % 18) % 18) + names[i]
            if i + rows < len(names):
                line += " "
        print(line)
