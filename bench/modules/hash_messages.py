# hashlib and binascii: codes that authenticate short messages, and names made of hashes.

import hashlib
from binascii import hexlify


def hmac(key, message):
    if len(key) > 64:
        key = hashlib.sha256(key).digest()
    key = key + bytes(64 - len(key))
    inner = hashlib.sha256(bytes([b ^ 0x36 for b in key]))
    inner.update(message)
    outer = hashlib.sha256(bytes([b ^ 0x5C for b in key]))
    outer.update(inner.digest())
    return outer.digest()


total = 0
for i in range(300):
    code = hmac(b"a secret of some bytes", b'{"id": %d, "value": 21.5}' % i)
    total += len(hexlify(code)) + code[0]
for i in range(6000):
    name = hexlify(hashlib.sha256(b"device-%d" % i).digest()).decode()
    total += len(name) + ord(name[5])
    record = hashlib.sha256()
    record.update(b"%d," % i)
    record.update(b"on,")
    record.update(b"21.5\n")
    total += record.digest()[31]
print(total)
