# Any bytes as JSON: what can be read is written, and what was written is read as the same.

import io
import json
import sys


def same(a, b):
    # True is equal to one, and nan not to itself.
    if type(a) is not type(b):
        return False
    if isinstance(a, list):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))
    if isinstance(a, dict):
        return len(a) == len(b) and all(k in b and same(a[k], b[k]) for k in a)
    return a == b or a != a and b != b


def is_json(value):
    # MicroPython reads keys that are no texts, and writes numbers that JSON lacks.
    if isinstance(value, list):
        return all(is_json(x) for x in value)
    if isinstance(value, dict):
        return all(isinstance(k, str) and is_json(value[k]) for k in value)
    return not isinstance(value, float) or value - value == 0


def tried(read):
    try:
        return read(), None
    except (ValueError, TypeError, MemoryError) as e:
        return None, type(e)


def run(data):
    value, error = tried(lambda: json.loads(data))
    streamed, same_error = tried(lambda: json.load(io.BytesIO(data)))
    assert error is same_error, (error, same_error)
    if error:
        return
    try:
        assert same(value, streamed)
        text = json.dumps(value)
        stream = io.StringIO()
        json.dump(value, stream)
        assert stream.getvalue() == text
        spaced = json.dumps(value, separators=(" ,\n", "\t: "))
        if is_json(value):
            assert same(json.loads(text), value)
            assert same(json.loads(spaced), value)
    except RuntimeError:
        # Too deep for functions that call themselves.
        pass


run(sys.stdin.buffer.read())
