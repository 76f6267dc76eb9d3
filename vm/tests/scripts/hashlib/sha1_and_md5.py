# SHA-1 and MD5, which a build without TLS has not: published digests, data in pieces, an object that is final.
import hashlib

if not hasattr(hashlib, "md5"):
    print("SKIP")
    raise SystemExit
from binascii import hexlify

data = bytes(range(256)) * 2
for kind in (hashlib.md5, hashlib.sha1):
    for text in (b"", b"abc", b"message digest", "\u20ac", b"1234567890" * 8):
        print(hexlify(kind(text).digest()).decode())
    for n in (55, 56, 63, 64, 65, 119, 128, 512):
        hash = kind()
        for i in range(0, n, 7):
            hash.update(data[i : min(i + 7, n)])
        digest = hash.digest()
        print(n, hexlify(digest).decode(), digest == kind(data[:n]).digest())
    print(str(hash))
    for call in (hash.digest, lambda: hash.update(b"")):
        try:
            call()
        except ValueError as e:
            print(e)
    for call in (lambda: kind(1), lambda: kind().update(1), lambda: kind.digest(hashlib.sha256())):
        try:
            call()
        except TypeError as e:
            print(e)
    print(hexlify(kind(data * 2000).digest()).decode())
