# hashlib: SHA-1 and MD5 of short messages.

import hashlib

if not (hasattr(hashlib, "sha1") and hasattr(hashlib, "md5")):
    print("SKIP")
else:
    digest = b""
    for i in range(15000):
        digest = hashlib.sha1(digest + b"message %d" % i).digest()
        digest = hashlib.md5(digest).digest()
    print(digest)
