# json: writing and reading nested data, short and long.

import json


def records(n):
    return [
        {
            "id": i,
            "name": "sensor %d" % i,
            "values": [i * 0.5, -i, i * i],
            "on": i % 3 == 0,
            "place": None if i % 5 else {"x": i, "y": [i]},
        }
        for i in range(n)
    ]


data = records(200)
length = 0
for _ in range(20):
    text = json.dumps(data)
    length += len(text)
    again = json.loads(text)
assert again == data
for i in range(20000):
    length += json.loads('{"t": 1, "v": [1, 2, 3]}')["t"]
    length += len(json.dumps({"t": i}))
print(length)
