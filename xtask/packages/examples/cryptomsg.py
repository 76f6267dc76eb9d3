# From the README of micropython-cryptomsg: a message encrypted and decrypted.
from cryptomsg import CryptoMsg

cipher = CryptoMsg(b"a key", b"an iv")
secret = cipher.encrypt_msg(b"Hello, World!")
print(secret)
print(CryptoMsg(b"a key", b"an iv").decrypt_msg(secret))
