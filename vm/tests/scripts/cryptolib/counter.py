# AES as a counter's keystream, which builds for boards leave out: the examples of NIST SP 800-38A, in any pieces.
try:
    from cryptolib import aes

    aes(bytes(16), 6, bytes(16))
except (ImportError, ValueError):
    print("SKIP")
    raise SystemExit
from binascii import hexlify, unhexlify

CTR = 6
text = unhexlify("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51")
short = unhexlify("2b7e151628aed2a6abf7158809cf4f3c")
long = unhexlify("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4")
counter = bytes(range(0xF0, 0x100))
for key in (short, long):
    done = aes(key, CTR, counter).encrypt(text)
    print(hexlify(done).decode(), aes(key, CTR, memoryview(counter)).decrypt(done) == text)
    cipher = aes(key, CTR, counter)
    pieces = [cipher.encrypt(text[i : i + 5]) for i in range(0, 32, 5)]
    print(b"".join(pieces) == done, cipher.encrypt(b""))
    place = bytearray(done)
    aes(key, CTR, counter).decrypt(place, place)
    print(place == text)

# The counter starts again behind its last number.
print(aes(short, CTR, b"\xff" * 16).encrypt(bytes(32))[16:] == aes(short, 1).encrypt(bytes(16)))
for args in ((short, CTR), (short, CTR, None), (short, CTR, bytes(15))):
    try:
        aes(*args)
    except ValueError as e:
        print(e)
cipher = aes(short, CTR, counter)
cipher.decrypt(b"a")
try:
    cipher.encrypt(b"a")
except ValueError as e:
    print(e)

# So long that it takes steps.
many = bytes(range(256)) * 1000
whole = aes(short, CTR, counter).encrypt(many)
cipher = aes(short, CTR, counter)
parts = [cipher.encrypt(many[i : i + 9999]) for i in range(0, len(many), 9999)]
print(whole == b"".join(parts))
