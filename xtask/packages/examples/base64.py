# From the documentation of base64: the three alphabets, there and back.
import base64

data = b"data to be encoded \x00\xff\xfe"
for name in ("b64", "b32", "b16"):
    encoded = getattr(base64, name + "encode")(data)
    print(name, encoded, getattr(base64, name + "decode")(encoded) == data)
print(base64.b32decode(b"me======", casefold=True))
