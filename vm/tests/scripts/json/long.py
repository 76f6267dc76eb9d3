# Texts and values so long that JSON works on them in steps.
import io
import json

numbers = list(range(-2000, 30000))
text = json.dumps(numbers)
print(len(text), text[:20], text[-20:], json.loads(text) == numbers, json.load(io.StringIO(text)) == numbers)

nested = {"k%d" % i: [i, {"a": str(i) * (i % 50)}, i / 8] for i in range(3000)}
text = json.dumps(nested)
print(len(text), json.loads(text) == nested)
print(len(json.dumps(nested, separators=(",", ":"))))

string = 'a"\u20ac\n' * 20000
text = json.dumps([string])
print(len(text), json.loads(text)[0] == string, len(json.dumps(string.encode())))

digits = "7" * 6000
print(json.loads("[" + digits + "]") == [int(digits)], json.dumps(1 << 70000) == str(1 << 70000))

depth = 20000
value = json.loads("[" * depth + "]" * depth)
n = 0
while value:
    value = value[0]
    n += 1
print(n)
for end in ("x", "", '"', "]]"):
    try:
        json.loads("[" + "1," * 40000 + end)
    except ValueError as e:
        print(e)


class Shown:
    def __repr__(self):
        return "s" * 10


values = [Shown() for _ in range(2000)] + [2.5] * 30000
stream = io.StringIO()
json.dump(values, stream)
print(len(stream.getvalue()), stream.getvalue() == json.dumps(values))
