# AES with the examples of NIST SP 800-38A, at once, into another buffer, in place and in pieces.
try:
    from cryptolib import aes
except ImportError:
    print("SKIP")
    raise SystemExit
from binascii import hexlify, unhexlify

ECB, CBC = 1, 2
text = unhexlify("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51")
short = unhexlify("2b7e151628aed2a6abf7158809cf4f3c")
long = unhexlify("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4")
start = bytes(range(16))
for key, mode, *iv in (
    (short, ECB), (short, ECB, None), (short, ECB, start), (long, ECB),
    (short, CBC, start), (long, CBC, bytearray(start)), (short, CBC, memoryview(start)),
):
    done = aes(key, mode, *iv).encrypt(text)
    print(mode, hexlify(done).decode(), aes(key, mode, *iv).decrypt(done) == text)

    out = bytearray(40)
    cipher = aes(key, mode, *iv)
    print(cipher.encrypt(text, out) is out, bytes(out[:32]) == done, out[32:])
    cipher = aes(key, mode, *iv)
    print(cipher.encrypt(text[:16]) + cipher.encrypt(text[16:]) == done, cipher.encrypt(b"") == b"")
    place = bytearray(done)
    aes(key, mode, *iv).decrypt(place, place)
    print(place == text)

# So long that it takes steps; the block before goes with it.
many = bytearray(text * 9000)
for mode, *iv in ((ECB,), (CBC, start)):
    whole = aes(short, mode, *iv).encrypt(many)
    cipher = aes(short, mode, *iv)
    parts = [cipher.encrypt(memoryview(many)[i : i + 32000]) for i in range(0, len(many), 32000)]
    out = bytearray(many)
    aes(short, mode, *iv).encrypt(out, out)
    print(whole == b"".join(parts), whole == out, aes(short, mode, *iv).decrypt(whole) == many)
