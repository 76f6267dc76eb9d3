# From the README of utinyec: two parties agree on a point.
import utinyec.registry as reg
import utinyec.ec as ec

curve = reg.get_curve("secp256r1")
a, b = 0x1234567890ABCDEF1234567890ABCDEF, 0xFEDCBA0987654321
ours, theirs = curve.g * a, curve.g * b
shared = theirs * a
print(hex(ours.x))
print(shared == ours * b, hex(shared.y), curve.on_curve(shared.x, shared.y))
