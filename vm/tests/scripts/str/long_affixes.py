# Long prefixes and suffixes, several at once.

text = "ab" * 400000
almost = text[:-1] + "x"
print(text.startswith((almost, almost, almost)), text.startswith((almost, almost, text)))
print(text.endswith(("x" + text[1:],) * 3), text.endswith((almost, text[1:], almost)))
print(text.startswith((almost, text[2:], almost), 2), text.startswith((almost, text[1:]), 1))
print(text.endswith((almost, text[1:], almost), 1))
data = text.encode()
print(data.startswith((almost.encode(),) * 3), data.startswith((almost.encode(), data, b"")))
for wrong in (5, ("ab",), None):
    try:
        print(text.startswith((almost, almost, wrong, text)))
    except TypeError as e:
        print("TypeError", e)
    print(text.startswith((almost, text, wrong)))
