# What a FAT disk holds after some of everything, but for the times.
import binascii

try:
    import vfs

    vfs.VfsFat
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit


class Disk:
    def __init__(self, blocks):
        self.data = bytearray(blocks * 512)

    def readblocks(self, block, buf):
        buf[:] = memoryview(self.data)[block * 512 : block * 512 + len(buf)]

    def writeblocks(self, block, buf):
        self.data[block * 512 : block * 512 + len(buf)] = buf

    def ioctl(self, op, arg):
        if op == 4:
            return len(self.data) // 512
        if op == 5:
            return 512

    def sum(self):
        data = self.data
        data[39:43] = bytes(4)
        for entry in range(1024, len(data), 32):
            if data[entry + 11] in (16, 32):
                data[entry + 14 : entry + 18] = bytes(4)
                data[entry + 22 : entry + 26] = bytes(4)
        return binascii.crc32(data)


disk = Disk(60)
vfs.VfsFat.mkfs(disk)
print(disk.sum())
fat = vfs.VfsFat(disk)


def put(path, data, mode="wb"):
    with fat.open(path, mode) as f:
        f.write(data)


text = bytes(range(256)) * 5
put("main.py", text[:700])
put("A long name, that is.text", text)
fat.mkdir("lib")
for count in range(8):
    put("/lib/Some module %d.py" % count, text[: count * 40])
print(disk.sum())
fat.remove("lib/some MODULE 3.py")
fat.rename("/main.py", "lib/../lib/boot.py")
fat.rename("lib/boot.py", "lib/Some module 4.py")
fat.mkdir("lib/deep")
fat.rename("lib/deep", "deep")
put("deep/../deep/x", b"x")
put("ALONGN~1.TEX", b"more", "ab")
with fat.open("A LONG NAME, that is.text", "r+b") as f:
    f.seek(510)
    f.write(text[:600])
    f.seek(-3, 2)
    print(f.read(), f.tell())
print(disk.sum())
print(list(fat.ilistdir()), list(fat.ilistdir("lib")), list(fat.ilistdir("deep")))
print(fat.statvfs(""))
