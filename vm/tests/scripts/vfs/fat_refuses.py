# Which errors VfsFat gives, and for which names.
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


def tried(call, *args):
    try:
        print(call(*args))
    except OSError as e:
        print(repr(args)[:40], e.errno)


disk = Disk(50)
tried(vfs.VfsFat(disk).stat, "a")
tried(vfs.VfsFat(disk).mount, False, False)
try:
    vfs.VfsFat.mkfs(Disk(49))
except OSError as e:
    print(e.errno)
vfs.VfsFat.mkfs(disk)
fat = vfs.VfsFat(disk)
fat.mkdir("d")
fat.open("d/f", "w").close()
for path in ("none", "none/f", "d/f/g", "d", "d/", "", ".", "a?b", "d/.", "x" * 256):
    for mode in ("r", "w", "x"):
        tried(lambda path, mode: fat.open(path, mode).close(), path, mode)
    tried(fat.mkdir, path)
    tried(fat.rename, path, "d/f")
    tried(fat.rename, "d/f", path)
    tried(fat.remove, path)
    tried(fat.rmdir, path)
    tried(fat.stat, path + "?")
    tried(fat.chdir, path + "/..")
    print(fat.getcwd())
    fat.chdir("/")
print(fat.statvfs("")[3], sorted(fat.ilistdir()))
full = fat.open("full", "wb")
tried(full.write, bytes(20000))
tried(full.read, 1)
full.close()
print(fat.statvfs("")[3], fat.stat("full")[6] > 5000)
tried(fat.mkdir, "e")
tried(full.flush)
fat.mount(True, False)
tried(fat.mkdir, "e")
tried(fat.remove, "full")
tried(fat.open, "full", "a")
