# Base64 both ways: all rests, the line's end, what is let through and what is refused.

# The built-in module, whatever file of its name there is.
from ubinascii import a2b_base64, b2a_base64

data = bytes(range(256))
for n in (0, 1, 2, 3, 4, 5, 6, 255, 256):
    text = b2a_base64(data[:n])
    print(text[-9:], a2b_base64(text) == data[:n], b2a_base64(data[:n], newline=False)[-8:])
print(b2a_base64("\u20ac"), b2a_base64(bytearray(b"ab")), b2a_base64(memoryview(b"abc")[1:]))
print(b2a_base64(b"a", False), b2a_base64(b"a", newline=0), b2a_base64(b"a", newline=[1]), b2a_base64(b"a", True))
for text in (
    b"", b"Zg==", "Zm8=", b"Zm9v", b"Z\ng==", b" Z!g = = ", b"Zg==Zg==", b"Zm8=Zm8=", b"=Zm9v", b"Zm9v=", b"Zm9v====",
    b"-_-_", bytearray(b"Zg=="), memoryview(b"xZg==")[1:], b"Zm=8", b"Zg=a=", b"Z===",
    b"Z", b"Zg", b"Zg=", b"Zm8", b"Zm9vZ", b"Zm9vZg", b"====Z", b"Zg=!=",
):
    try:
        print(text, a2b_base64(text))
    except ValueError as e:
        print(text, e)
for call in (
    lambda: a2b_base64(1),
    lambda: a2b_base64(),
    lambda: b2a_base64(None),
    lambda: b2a_base64(),
    lambda: b2a_base64(b"a", 1, 2),
    lambda: b2a_base64(b"a", line=1),
):
    try:
        call()
    except TypeError as e:
        print("TypeError" if "argument" in str(e) else e)

# So long that it takes steps.
long = data * 10000
text = b2a_base64(long)
print(len(text), text[:8], text[-9:], a2b_base64(text) == long, b2a_base64(long, newline=False) == text[:-1])
print(a2b_base64(b"\n".join([b"AAAA"] * 500000) + b"Zg==" + b"A" * 1000000)[-2:])
try:
    a2b_base64(b"A" * 2000001)
except ValueError as e:
    print(e)
