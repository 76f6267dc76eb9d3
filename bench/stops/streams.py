# Long streams.
from io import BytesIO, StringIO

x = StringIO("line\n" * 500000)
x.read()
x.seek(0)
x.readlines()
x.seek(0)
for line in x:
    pass
x.write("y" * 5000000)
x.getvalue()
y = BytesIO(bytes(5000000))
y.readline()
y.seek(0)
y.readinto(bytearray(5000000))
print("z" * 200000, file=x)
