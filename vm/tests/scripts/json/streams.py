# `json.load` and `json.dump` with streams: built-in ones, users' and what is none.
import io
import json


class Source(io.IOBase):
    def __init__(self, data):
        self.data = data
        self.sizes = set()

    def readinto(self, buffer):
        self.sizes.add(len(buffer))
        n = min(len(self.data), len(buffer))
        buffer[:n] = self.data[:n]
        self.data = self.data[n:]
        return n


class Answers(io.IOBase):
    def __init__(self, answer):
        self.answer = answer

    def readinto(self, buffer):
        return self.answer

    def write(self, data):
        return self.answer

    def ioctl(self, request, arg):
        return -1


class Sink(io.IOBase):
    def __init__(self):
        self.parts = []

    def write(self, data):
        self.parts.append(bytes(data))
        return len(data)


print(json.load(io.StringIO('{"a": [1, 2.5, "\u20ac"]}')), json.load(io.BytesIO(b' [null] ')))
source = Source(b'[1, "a\\u0041", {"b": 22}] ')
print(json.load(source), source.sizes, source.data)
print(json.load(Source(b'[true, false, null, -1.5e-1, {"\\n\\u00e9": 12}]')))

# Where a stream is when it turns out to be wrong: one byte is read ahead.
for text in ("[1,2]x34", "[1 x 23]", "]abc", "nulx3", '{[]:1}', "1-2,3", '"a', "[1]  2"):
    for stream in (io.StringIO(text), Source(text.encode())):
        try:
            json.load(stream)
        except ValueError:
            print(repr(stream.read() if isinstance(stream, io.StringIO) else stream.data), end=" ")
    print()

for answer in (None, 0, 1, 2, -5, -11):
    try:
        print(json.load(Answers(answer)))
    except (OSError, ValueError) as e:
        print(answer, repr(e))
for wrong in (1, "[]", None, object(), json):
    for call in (lambda: json.load(wrong), lambda: json.dump(1, wrong)):
        try:
            call()
        except OSError as e:
            print(repr(e))
closed = io.StringIO("1")
closed.close()
for call in (lambda: json.load(closed), lambda: json.dump(1, closed)):
    try:
        call()
    except ValueError as e:
        print(e)


class Shown:
    def __repr__(self):
        print("repr", sink.parts)
        return "shown"


# A user's stream gets the pieces that a board writes.
sink = Sink()
print(json.dump({"a\n\x01": [1, None, 1.0, -25]}, sink), sink.parts)
sink = Sink()
json.dump([1, Shown(), "b"], sink, separators=(",", ":"))
print(sink.parts)
for stream in (io.StringIO(), io.BytesIO()):
    json.dump({"a": (True, "\u20ac", 1.5)}, stream)
    print(stream.getvalue())
for answer in (None, 0, -5, 100):
    try:
        print(json.dump("ab", Answers(answer)))
    except OSError as e:
        print(answer, repr(e))
try:
    json.dump(1, sink, 2)
except TypeError:
    print("TypeError")
