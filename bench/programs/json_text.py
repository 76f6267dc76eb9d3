# JSON in plain Python: a writer and a recursive-descent parser over nested data.

ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
PLAIN = {'"': '"', "\\": "\\", "/": "/", "n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
WORDS = {"true": True, "false": False, "null": None}


def write_text(text, out):
    out.append('"')
    for character in text:
        out.append(ESCAPES.get(character, character))
    out.append('"')


def write(value, out):
    if value is None:
        out.append("null")
    elif value is True:
        out.append("true")
    elif value is False:
        out.append("false")
    elif isinstance(value, str):
        write_text(value, out)
    elif isinstance(value, int):
        out.append(str(value))
    elif isinstance(value, float):
        out.append("%.4f" % value)
    elif isinstance(value, dict):
        out.append("{")
        for i, key in enumerate(sorted(value)):
            if i:
                out.append(",")
            write_text(key, out)
            out.append(":")
            write(value[key], out)
        out.append("}")
    else:
        out.append("[")
        for i, item in enumerate(value):
            if i:
                out.append(",")
            write(item, out)
        out.append("]")


class Parser:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def fail(self, what):
        raise ValueError("%s at %d" % (what, self.at))

    def peek(self):
        text = self.text
        while self.at < len(text) and text[self.at] in " \t\r\n":
            self.at += 1
        return text[self.at] if self.at < len(text) else ""

    def take(self, wanted):
        if self.peek() != wanted:
            self.fail("no " + wanted)
        self.at += 1

    def value(self):
        c = self.peek()
        if c == "{":
            return self.object()
        if c == "[":
            return self.array()
        if c == '"':
            return self.string()
        if c == "-" or "0" <= c <= "9":
            return self.number()
        for word in WORDS:
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return WORDS[word]
        self.fail("no value")

    def object(self):
        out = {}
        self.take("{")
        if self.peek() == "}":
            self.at += 1
            return out
        while True:
            self.peek()
            key = self.string()
            self.take(":")
            out[key] = self.value()
            if self.peek() == "}":
                self.at += 1
                return out
            self.take(",")

    def array(self):
        out = []
        self.take("[")
        if self.peek() == "]":
            self.at += 1
            return out
        while True:
            out.append(self.value())
            if self.peek() == "]":
                self.at += 1
                return out
            self.take(",")

    def string(self):
        self.take('"')
        text = self.text
        out = []
        while True:
            c = text[self.at]
            self.at += 1
            if c == '"':
                return "".join(out)
            if c == "\\":
                c = text[self.at]
                self.at += 1
                if c == "u":
                    c = chr(int(text[self.at : self.at + 4], 16))
                    self.at += 4
                else:
                    c = PLAIN[c]
            out.append(c)

    def number(self):
        start = self.at
        while self.at < len(self.text) and self.text[self.at] in "+-0123456789.eE":
            self.at += 1
        digits = self.text[start : self.at]
        return float(digits) if "." in digits or "e" in digits else int(digits)


def sample(n):
    return [
        {
            "id": i,
            "name": "sensor \"%d\"\n" % i,
            "on": i % 2 == 0,
            "parent": None if i % 3 else i // 3,
            "position": [i * 0.5, -i * 0.25, 1.0],
            "tags": {"kind": "t%d" % (i % 4), "path": "a\\b\\" + str(i)},
        }
        for i in range(n)
    ]


def main(n):
    out = []
    write(sample(n), out)
    text = "".join(out)
    back = Parser(text).value()
    again = []
    write(back, again)
    checksum = 0
    for c in text:
        checksum = (checksum * 31 + ord(c)) & 0xFFFFFF
    return len(text), checksum, "".join(again) == text, Parser('"\\u0041\\t"').value()


print(main(100))
