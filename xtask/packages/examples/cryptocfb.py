# From the README of micropython-cryptocfb: a text encrypted and decrypted, twice in a row.
from cryptocfb import CryptoCFB

for segment in (8, 128):
    cipher = CryptoCFB(b"sixteen-byte key", b"sixteen-byte iv.", segment)
    secret = cipher.encrypt(b"sixteen byte msg" * 2)
    other = CryptoCFB(b"sixteen-byte key", b"sixteen-byte iv.", segment)
    print(segment, secret, other.decrypt(secret))
