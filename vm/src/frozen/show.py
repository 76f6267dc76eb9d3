# `repr()` and `str()` of what holds users' instances.


def repr_value(v):
    text = _repr(v)
    if text is not None:
        return text
    if type(v) is int:
        return int_digits(v)
    method = _user_method(v, "__repr__")
    if method is not None:
        return str_value(method(v))
    return show_contents(v, True)


def str_value(v):
    text = _str(v)
    if text is not None:
        return text
    if type(v) is int:
        return int_digits(v)
    method = _user_method(v, "__str__")
    if method is None and _shown(v) is v:
        method = _user_method(v, "__repr__")
    if method is not None:
        return str_value(method(v))
    return show_contents(v, False)


def reprs(items):
    return ", ".join([repr_value(item) for item in items])


def show_contents(v, as_repr):
    native = _native(v)
    if type(native) is int:
        return int_digits(native)
    kind = _layout(native)
    if kind == "exception":
        args = native.args
        if as_repr:
            return _class_name(v) + show_contents(args, True)
        if len(args) == 2 and type(native) is OSError and type(args[0]) is int:
            start = str(OSError(args[0]))
            if start.startswith("["):
                return start + ": " + str_value(args[1])
        return str_value(args[0]) if len(args) == 1 else show_contents(args, True)
    if kind == "list":
        return "[" + reprs(native) + "]"
    if kind == "tuple":
        return "(" + reprs(native) + (",)" if len(native) == 1 else ")")
    if kind == "namedtuple":
        fields = zip(_fields(native), native)
        return _class_name(native) + "(" + ", ".join([f + "=" + repr_value(x) for f, x in fields]) + ")"
    if kind == "dict" or kind == "OrderedDict":
        pairs = ", ".join([repr_value(k) + ": " + repr_value(x) for k, x in native.items()])
        return "{" + pairs + "}" if kind == "dict" else "OrderedDict({" + pairs + "})"
    if kind == "str" or kind == "bytes":
        return in_steps(0, (native,))
    if kind == "set":
        return "{" + reprs(native) + "}"
    if kind == "frozenset":
        return "frozenset({" + reprs(native) + "})"
    if kind == "slice":
        return "slice(" + reprs((native.start, native.stop, native.step)) + ")"
    if kind == "array":
        return "array('O', [" + reprs(native) + "])"
    if kind == "bound_method":
        start, receiver, function = _fields(native)
        return start + repr_value(receiver) + "." + repr_value(function) + ">"
    if kind.startswith("dict_"):
        return kind + "([" + reprs(native) + "])"
    return _repr(native) if as_repr else _str(native)
