# Long bytes through all codecs, and compressed ones that stand for many more.
import binascii
import deflate
import hashlib
import io
from cryptolib import aes

data = bytes(range(256)) * 30000
text = binascii.b2a_base64(data)
binascii.a2b_base64(text)
binascii.a2b_base64(b"=" * 8000000)
binascii.crc32(data)
for kind in (hashlib.sha256, hashlib.sha1, hashlib.md5):
    kind(data).update(data)
for mode in (1, 2, 6):
    aes(bytes(32), mode, bytes(16)).encrypt(data)
    aes(bytes(32), mode, bytes(16)).decrypt(data)
out = io.BytesIO()
with deflate.DeflateIO(out, deflate.RAW, 15) as stream:
    stream.write(bytes(1000000))
    stream.write(data[:20000])
    stream.write(bytes(hashlib.sha256(bytes((i & 255, i >> 8))).digest()[0] & 1 for i in range(20000)))
packed = out.getvalue()
deflate.DeflateIO(io.BytesIO(packed), deflate.RAW, 15).read()
# Blocks without anything in them, and with trees alone.
try:
    deflate.DeflateIO(io.BytesIO(b"\x00\x00\x00\xff\xff" * 1000000), deflate.RAW).read()
except EOFError:
    print("EOFError")
stream = deflate.DeflateIO(io.BytesIO(packed), deflate.RAW, 15)
while stream.readline():
    pass
stream = deflate.DeflateIO(io.BytesIO(b"\x1f\x8b\x08\x08" + b"a" * 4000000))
try:
    stream.read()
except EOFError:
    print("EOFError")
