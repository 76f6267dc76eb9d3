# A traffic light, a vending machine and a parser of JSON-like text.

class Light:
    order = {"red": ("green", 3), "green": ("yellow", 2), "yellow": ("red", 1)}

    def __init__(self):
        self.state, self.left = "red", 2

    def tick(self):
        self.left -= 1
        if self.left == 0:
            self.state, self.left = self.order[self.state]
        return self.state[0]


light = Light()
print("".join(light.tick() for _ in range(14)))


class Parse:
    def __init__(self, text):
        self.text, self.i = text, 0

    def peek(self):
        while self.i < len(self.text) and self.text[self.i] in " \n\t":
            self.i += 1
        return self.text[self.i:self.i + 1]

    def expect(self, c):
        if self.peek() != c:
            raise ValueError("expected %r at %d, found %r" % (c, self.i, self.peek()))
        self.i += 1

    def value(self):
        c = self.peek()
        if c == "{":
            return self.members("{", "}", self.pair, dict)
        if c == "[":
            return self.members("[", "]", self.value, list)
        if c == '"':
            return self.string()
        for word, v in (("true", True), ("false", False), ("null", None)):
            if self.text[self.i:self.i + len(word)] == word:
                self.i += len(word)
                return v
        j = self.i
        while self.i < len(self.text) and self.text[self.i] in "+-.eE0123456789":
            self.i += 1
        if j == self.i:
            raise ValueError("unexpected %r at %d" % (c, self.i))
        part = self.text[j:self.i]
        return float(part) if "." in part or "e" in part else int(part)

    def members(self, opening, closing, one, kind):
        self.expect(opening)
        out = []
        while self.peek() != closing:
            out.append(one())
            if self.peek() == ",":
                self.i += 1
            elif self.peek() != closing:
                raise ValueError("expected , or %s at %d" % (closing, self.i))
        self.expect(closing)
        return kind(out)

    def pair(self):
        key = self.string()
        self.expect(":")
        return key, self.value()

    def string(self):
        self.expect('"')
        out = ""
        while self.text[self.i] != '"':
            c = self.text[self.i]
            if c == "\\":
                self.i += 1
                c = {"n": "\n", "t": "\t"}.get(self.text[self.i], self.text[self.i])
            out += c
            self.i += 1
        self.i += 1
        return out


v = Parse('{"a": [1, -2.5, 1e3, true, null], "b": {"c": "x\\n\\"y\\""}, "d": []}').value()
print(sorted(v), v["a"], v["b"], v["d"])
for bad in ("[1 2]", "{1: 2}", "[", '{"a" 1}', "?"):
    try:
        print(Parse(bad).value())
    except (ValueError, IndexError) as error:
        print(bad, type(error).__name__, error)
