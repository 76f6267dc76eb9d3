# json: messages of a few dozen bytes, as devices send and receive them.

import json

MESSAGES = [
    '{"id": 17, "topic": "home/kitchen/temp", "value": 21.5, "unit": "C"}',
    '{"cmd":"set","pin":13,"state":true}',
    '{"time": 1700000000, "acc": [0.01, -9.81, 0.17], "ok": true, "err": null}',
    '{"ssid":"Caf\\u00e9 \\"Zur Post\\"","rssi":-67,"channel":11}',
    '{"jsonrpc": "2.0", "method": "subtract", "params": {"a": 42, "b": 23}, "id": 1}',
    '["led", 255, 128, 0]',
    '{"name":"node-7","uptime":86400,"mem":{"free":112640,"used":52480},"tags":["a","b"]}',
    '{"text":"line one\\nline two\\tand a tab","level":"warning"}',
]

total = 0
for i in range(1500):
    for text in MESSAGES:
        message = json.loads(text)
        total += len(message)
    reply = {"id": i, "ok": True, "value": i * 0.25, "name": "node-%d" % (i & 7), "data": [i, None]}
    total += len(json.dumps(reply))
    reply["error"] = {"code": -32600, "message": 'no "such" thing\n'}
    text = json.dumps(reply)
    total += len(text)
    total += json.loads(text)["error"]["code"]
print(total)
