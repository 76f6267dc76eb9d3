# SHA-256 of data at once and in pieces, of all kinds of buffers, and what an object refuses.
import hashlib

print(hashlib.sha256().digest())
print(hashlib.sha256(b"abc").digest())
for data in ("\u20ac", bytearray(b"ab"), memoryview(b"xab")[1:]):
    print(hashlib.sha256(data).digest())
data = bytes(range(256)) * 2
for n in (55, 56, 63, 64, 65, 119, 128, 512):
    whole = hashlib.sha256(data[:n]).digest()
    hash = hashlib.sha256()
    for i in range(0, n, 7):
        print(hash.update(data[i : min(i + 7, n)]) or "", end="")
    print(n, whole[:4], hash.digest() == whole)

hash = hashlib.sha256(b"a")
print(str(hash), type(hash))
hash.update(b"b")
print(hash.digest() == hashlib.sha256(b"ab").digest())
for call in (hash.digest, lambda: hash.update(b""), lambda: hash.update(1)):
    try:
        call()
    except ValueError as e:
        print(e)
for call in (
    lambda: hashlib.sha256(1),
    lambda: hashlib.sha256(None),
    lambda: hashlib.sha256(b"a", 1),
    lambda: hashlib.sha256(data=b"a"),
    lambda: hashlib.sha256().update(1),
    lambda: hashlib.sha256().update(),
    lambda: hashlib.sha256().digest(1),
    lambda: hashlib.sha256.update(1, b""),
):
    try:
        print(call())
    except TypeError as e:
        print(e)


class Hash(hashlib.sha256):
    def text(self):
        return self.digest()[:2]


print(Hash(b"abc").text())

# So long that it takes steps.
long = data * 2000
hash = hashlib.sha256(long)
print(hash.update(long), hash.digest())
