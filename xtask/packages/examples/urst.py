# The frames of urst without a serial port: checksums, and bytes without zeros.
from urst.codec_layer import calculate_crc16, cobs_decode, cobs_encode, serialize_crc

print(hex(calculate_crc16(b"123456789")), serialize_crc(0x29B1))
for data in (b"", b"\x00", b"\x00\x00", b"11\x22\x00\x33", bytes(range(1, 255)), bytes(range(256))):
    frame = cobs_encode(data)
    print(len(data), len(frame), 0 in frame, cobs_decode(frame) == data)
print(cobs_encode(b"11\x22\x00\x33"), cobs_decode(b"\x09\x01"))
