# What programs do with text: numbers, key-value pairs, quoting, columns.

line = "  key = value with = signs  # comment "
key, _, value = line.partition("=")
print(repr(key.strip()), repr(value.partition("#")[0].strip()))
csv = 'a,"b,c",d,"e ""quoted""",'


def split_csv(text):
    out, field, quoted, i = [], "", False, 0
    while i < len(text):
        c = text[i]
        if quoted:
            if c == '"':
                if text[i + 1:i + 2] == '"':
                    field += c
                    i += 1
                else:
                    quoted = False
            else:
                field += c
        elif c == '"':
            quoted = True
        elif c == ",":
            out.append(field)
            field = ""
        else:
            field += c
        i += 1
    return out + [field]


print(split_csv(csv))


def number(text):
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return text


print([number(t) for t in ("1", "2.5", "-3", "1e3", "abc", "0x10", "", " 7 ")])
url = "http://host:80/path/file.txt?a=1&b=two#top"
scheme, rest = url.split("://", 1)
host, rest = rest.split("/", 1)
path, query = rest.rsplit("?", 1)
print(scheme, host.split(":"), path.rsplit("/", 1), [p.split("=") for p in query.split("#")[0].split("&")])
print("camelCaseName".lower(), "".join("_" + c.lower() if c.isupper() else c for c in "camelCaseName"), "snake_case".split("_"))
print([w.strip(".,!").lower() for w in "Hello, World! It works.".split()], "a\tb\tc".split("\t"), "%s" % "x=1;y=2;".rstrip(";").split(";"))
roman = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def from_roman(s):
    total = 0
    for a, b in zip(s, s[1:] + "I"):
        total += -roman[a] if roman[a] < roman[b] else roman[a]
    return total


print([from_roman(s) for s in ("IX", "XLII", "MCMXCIV", "III")])
