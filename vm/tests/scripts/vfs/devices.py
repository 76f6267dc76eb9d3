# File systems on devices in Python: what they are asked, older protocols, and what goes wrong.
try:
    import vfs

    vfs.VfsLfs2
    vfs.VfsFat
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit


class Memory:
    SIZE = 512

    def __init__(self, blocks):
        self.data = bytearray(blocks * self.SIZE)
        self.counts = {}
        self.fails = None

    def count(self, name):
        self.counts[name] = self.counts.get(name, 0) + 1
        if self.fails == name:
            raise RuntimeError(name)

    def readblocks(self, block, buffer, offset=0):
        self.count("read")
        at = block * self.SIZE + offset
        buffer[:] = memoryview(self.data)[at : at + len(buffer)]

    def writeblocks(self, block, buffer, offset=0):
        self.count("write")
        at = block * self.SIZE + offset
        self.data[at : at + len(buffer)] = buffer

    def ioctl(self, request, argument):
        self.count(request)
        if request == 4:
            return len(self.data) // self.SIZE
        if request == 5:
            return self.SIZE
        if request == 6:
            return 0


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(repr(e))


for kind in (vfs.VfsLfs2, vfs.VfsFat):
    device = Memory(64)
    kind.mkfs(device)
    fs = kind(device)
    with fs.open("a", "w") as f:
        for i in range(100):
            print("line", i, file=f)
    with fs.open("a", "r") as f:
        lines = f.readlines()
        print(len(lines), lines[7], f.tell(), f.seek(5), f.readline(), f.read(3))
        print([line for line in f][-1])
    with fs.open("a", "rb") as f:
        buffer = bytearray(10)
        print(f.readinto(buffer), buffer, f.read(2), f.seek(-3, 2), f.read(), f.read())
    # How often it was written, synced, asked for its size, and erased.
    print([device.counts.get(name) for name in ("write", 3, 4, 6)])
    device.fails = "read"
    attempt(kind, device)
    device.fails = None
    attempt(f.close)
    attempt(f.read)
    attempt(fs.open, "missing", "r")
    vfs.mount(fs, "/m", readonly=True)
    attempt(open, "/m/c", "w")
    vfs.umount(fs)

attempt(vfs.VfsFat, object())
attempt(vfs.VfsFat)
attempt(vfs.VfsLfs2)
attempt(vfs.VfsLfs2, Memory(8), 1)
attempt(vfs.VfsLfs2, Memory(8), readsize="1")
attempt(vfs.VfsLfs2, Memory(8))
attempt(vfs.mount, Memory(64), "/none")
