# Long and deep JSON: numbers, texts, keys, digits, spaces, and what ends wrongly.
import json

numbers = list(range(300000))
json.loads(json.dumps(numbers))
json.loads(json.dumps({str(i): i for i in range(100000)}))
text = "a\u20ac" * 2000000
json.loads(json.dumps(text))
json.loads(json.dumps('"\\' * 2000000))
json.dumps(bytes(4000000))
json.loads("[" * 1000000 + "]" * 1000000)
json.loads(" " * 8000000 + "1" + " " * 8000000)
for wrong in ('"' + "a" * 8000000, "[" + "1," * 2000000, "[" * 500000, "-" * 300000, "1." * 300000, "1e" + "1" * 3000000):
    try:
        json.loads(wrong)
    except ValueError as e:
        print(e)
json.dumps(json.loads("1" * 60000))
json.dumps([set(range(1000))] * 300)
json.dumps([[]] * 1000000)
json.dumps({i: None for i in range(100000)})
