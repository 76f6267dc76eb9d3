# Streams in memory iterate themselves; writing nothing is nothing, even to a closed one.
import io

for stream in (io.StringIO("a\nb\nc"), io.BytesIO(b"a\nb\nc")):
    print(iter(stream) is stream, next(stream), list(stream), next(stream, "end"))
    try:
        next(stream)
    except StopIteration:
        print("StopIteration")
    stream.close()
    print(stream.write(stream.__class__ and ""))
    try:
        stream.write("x")
    except ValueError as e:
        print(e)
for i, line in enumerate(io.StringIO("p\nq\n")):
    print(i, repr(line))
