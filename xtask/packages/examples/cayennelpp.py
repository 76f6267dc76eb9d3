# From the README of pycayennelpp: a frame made, sent as bytes, and read.
from cayennelpp import LppFrame

frame = LppFrame()
frame.add_digital_input(0, 21)
frame.add_temperature(1, -1.2)
frame.add_accelerometer(2, 1.234, -1.234, 0)
frame.add_gps(3, 42.352, -87.909, 10)
frame.add_humidity(4, 99.5)
buffer = frame.to_bytes()
print(buffer, len(frame), frame.size)
for item in LppFrame.from_bytes(buffer):
    print(item)
