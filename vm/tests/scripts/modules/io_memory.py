# io.StringIO and io.BytesIO: reading, writing, seeking, closing.
import io

text = io.StringIO("one\ntwo\nthree")
print(text.read(2), repr(text.readline()), text.tell())
print([line for line in text], repr(text.read()))
print(text.seek(0), text.readline(2), text.seek(-3, 2), text.read(), text.seek(-100, 1))
text.seek(3)
print(text.write("-é"), text.getvalue(), text.read(1))
text = io.StringIO("aé€x")
print(text.read(2), text.read(1), text.read(5), repr(text.read(1)))

data = io.BytesIO()
print(data.write(b"abc"), data.write(bytearray(b"de"), 1), data.write(b"12345", 1, 2), data.getvalue())
data.seek(10)
data.write(b"!")
print(data.getvalue())
data.seek(0)
part = bytearray(4)
print(data.readinto(part), part, data.readinto(part, 1), part, data.read(-1))
print(data.flush(), data.tell())
source = bytearray(b"source")
copy = io.BytesIO(source)
copy.write(b"S")
print(source, copy.getvalue(), io.BytesIO(20).getvalue(), io.BytesIO(memoryview(b"view")).read())
with io.StringIO("x") as stream:
    print(stream.read())
for use in (stream.read, stream.getvalue, lambda: stream.write("x"), lambda: stream.seek(0), stream.tell):
    try:
        print(use())
    except ValueError as error:
        print(error)
print(stream.close())
print("io.StringIO" in repr(stream), "io.BytesIO" in repr(data))
print("printed", 1, [2], file=text)
print(text.getvalue())


class Lines(io.StringIO):
    def shout(self):
        return self.getvalue().upper()


lines = Lines("a\nb\n")
print(lines.shout(), [line for line in lines])
for bad in (
    lambda: io.BytesIO(1.5),
    lambda: data.seek(-1),
    lambda: data.readinto(b"abc"),
    lambda: data.write(5),
    lambda: io.BytesIO(b"\xff").read(2, 3),
    lambda: io.StringIO(b"\xff").read(),
    lambda: io.StringIO(b"\xff").getvalue(),
):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__)
