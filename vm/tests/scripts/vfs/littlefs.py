# Both versions of littlefs on a device in Python: files, folders, room, times, refusals.

try:
    import vfs

    vfs.VfsLfs1, vfs.VfsLfs2
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit


class Device:
    def __init__(self, blocks, size):
        self.size = size
        self.data = bytearray(blocks * size)

    def readblocks(self, n, buf, off=0):
        at = n * self.size + off
        buf[:] = self.data[at : at + len(buf)]

    def writeblocks(self, n, buf, off=0):
        at = n * self.size + off
        self.data[at : at + len(buf)] = buf

    def ioctl(self, op, arg):
        if op == 4:
            return len(self.data) // self.size
        if op == 5:
            return self.size
        if op == 6:
            at = arg * self.size
            self.data[at : at + self.size] = b"\xff" * self.size
            return 0


def refused(f, *args):
    try:
        print(f(*args))
    except OSError as e:
        print("OSError", e.errno)


def use(kind):
    print(kind.__name__)
    device = Device(40, 512)
    refused(kind, device)
    kind.mkfs(device)
    fs = kind(device)
    print(fs.statvfs("/"))
    with fs.open("a.txt", "w") as f:
        print(f.write("first\nsecond\n"))
    with fs.open("a.txt", "a") as f:
        f.write("third\n")
    with fs.open("a.txt", "r") as f:
        print(f.readline(), f.tell(), f.read())
    fs.mkdir("folder")
    with fs.open("folder/long", "wb") as f:
        for i in range(30):
            f.write(bytes([i]) * 50)
    with fs.open("/folder/long", "rb") as f:
        print(f.seek(725), f.read(4), f.seek(-3, 2), f.read())
    fs.rename("a.txt", "folder/b.txt")
    print(sorted(fs.ilistdir("/")), sorted(fs.ilistdir("folder")))
    print(fs.stat("folder/long")[6], fs.stat("folder")[0] == 0x4000)
    fs.chdir("folder")
    print(fs.getcwd(), fs.stat("b.txt")[6])
    refused(fs.rmdir, "/folder")
    refused(fs.remove, "nothing")
    refused(fs.mkdir, "/folder")
    refused(fs.open, "nothing", "r")
    refused(fs.open, "/folder", "r")
    # Another mount of the same device finds what was kept.
    again = kind(device)
    with again.open("folder/b.txt", "r") as f:
        print(f.read())
    again.remove("folder/b.txt")
    again.remove("folder/long")
    again.rmdir("folder")
    print(list(again.ilistdir("/")), again.statvfs("/")[:5])
    # What is larger than the room.
    try:
        with again.open("big", "wb") as f:
            while True:
                f.write(bytes(1000))
    except OSError as e:
        print("OSError", e.errno)


use(vfs.VfsLfs1)
use(vfs.VfsLfs2)

# Mounted, files are opened and modules are imported by their paths.
import os
import sys

device = Device(40, 512)
vfs.VfsLfs2.mkfs(device)
vfs.mount(vfs.VfsLfs2(device), "/flash")
with open("/flash/on_flash.py", "w") as f:
    f.write("value = 42\n")
sys.path.append("/flash")
import on_flash

print(on_flash.value, os.listdir("/flash"))
vfs.umount("/flash")
