# micropython.RingIO: a ring of bytes as a stream.
import micropython

ring = micropython.RingIO(4)
print(ring, ring.any(), ring.read(), ring.read(1))
print(ring.write(b"abc"), ring.any(), ring.write(b"def"), ring.any())
print(ring.read(2), ring.write(b"xyz"), ring.read())
print(ring.write(b"a\nb"), ring.readline(), ring.readline())
part = bytearray(3)
ring.write(b"pq")
print(ring.readinto(part), part, ring.close(), ring.write(b"1"))
buffer = bytearray(5)
ring = micropython.RingIO(buffer)
print(ring.write(b"123456"), buffer)
for bad in (0, -1, 70000, bytearray(1), b"abc", None, "x"):
    try:
        micropython.RingIO(bad)
        print("made")
    except Exception as error:
        print(type(error).__name__)
