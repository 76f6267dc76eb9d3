# Valid and invalid addresses of BIP 173, from the package's documentation.
from bech32 import bech32_decode, bech32_encode, convertbits, decode, encode

hrp, data = bech32_decode("A12UEL5L")
print(hrp, data, bech32_encode("a", []))
version, program = decode("bc", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4")
print(version, bytes(program), encode("bc", version, program))
print(bech32_decode("split1cheo2y9e2w"), decode("bc", "tc1qw508d6qejxtdg4y5r3zarvary0c5xw7kg3g4ty"))
print(convertbits([0, 1, 255], 8, 5), convertbits([0, 0, 4, 15, 31], 5, 8, False))
