# hashlib: many short messages, and a long one in parts.

import hashlib

digest = b""
for i in range(20000):
    digest = hashlib.sha256(digest + b"message %d" % i).digest()
block = bytes(range(256)) * 16
whole = hashlib.sha256()
for _ in range(600):
    whole.update(block)
print(digest[:4], whole.digest()[:4])
