# From the README of uQR: a code as a matrix of modules.
from micropython_qr import QRCode

qr = QRCode()
qr.add_data("uQR example")
for row in qr.get_matrix():
    print("".join("#" if dark else "." for dark in row))
