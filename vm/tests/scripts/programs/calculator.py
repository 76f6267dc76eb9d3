# A tokenizer, a parser by precedence and an evaluator.

def tokens(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == ".":
            j = i
            while j < len(text) and (text[j].isdigit() or text[j] == "."):
                j += 1
            yield ("num", float(text[i:j]) if "." in text[i:j] else int(text[i:j]))
            i = j
        elif c.isalpha():
            j = i
            while j < len(text) and text[j].isalpha():
                j += 1
            yield ("name", text[i:j])
            i = j
        elif text[i:i + 2] == "**":
            yield ("op", "**")
            i += 2
        else:
            yield ("op", c)
            i += 1
    yield ("end", None)


class Parser:
    levels = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "**": 4}

    def __init__(self, text, names):
        self.tokens = list(tokens(text))
        self.names = names
        self.at = 0

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def atom(self):
        kind, value = self.take()
        if kind == "num":
            return value
        if kind == "name":
            return self.names[value]
        if value == "(":
            result = self.expression(0)
            if self.take()[1] != ")":
                raise SyntaxError("missing )")
            return result
        if value == "-":
            return -self.expression(3)
        raise SyntaxError("unexpected %r" % (value,))

    def expression(self, level):
        left = self.atom()
        while True:
            op = self.tokens[self.at][1]
            mine = self.levels.get(op, -1) if self.tokens[self.at][0] == "op" else -1
            if mine <= level - (op == "**"):
                return left
            self.at += 1
            right = self.expression(mine)
            left = {
                "+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right,
                "/": lambda: left / right, "%": lambda: left % right, "**": lambda: left**right,
            }[op]()


for text in ("1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-2 ** 2", "10 - 4 - 3", "7 % 4 + x", "x * y / 4", "1.5 * 2", "((3))", "2 *", "(1", "z", "1 / 0"):
    try:
        print(text, "=", Parser(text, {"x": 10, "y": 2}).expression(0))
    except (SyntaxError, KeyError, ZeroDivisionError) as error:
        print(text, type(error).__name__, error)
