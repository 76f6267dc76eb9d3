# Does to littlefs of real MicroPython what its input says, and prints what came of it, with the checksum of the device.
import binascii
import sys
import vfs


class Device:
    def __init__(self, block_size, blocks):
        self.block_size = block_size
        self.data = bytearray(b"\xff" * (block_size * blocks))

    def readblocks(self, block, buf, offset):
        at = block * self.block_size + offset
        buf[:] = memoryview(self.data)[at : at + len(buf)]

    def writeblocks(self, block, buf, offset):
        at = block * self.block_size + offset
        self.data[at : at + len(buf)] = buf

    def ioctl(self, op, arg):
        if op == 4:
            return len(self.data) // self.block_size
        if op == 5:
            return self.block_size
        if op == 6:
            at = arg * self.block_size
            self.data[at : at + self.block_size] = b"\xff" * self.block_size
            return 0


def begin(version, block_size, blocks, read_size, program_size, lookahead):
    global device, kind, options
    device = Device(block_size, blocks)
    kind = vfs.VfsLfs2 if version == 2 else vfs.VfsLfs1
    options = {"readsize": read_size, "progsize": program_size, "lookahead": lookahead}
    if version == 2:
        options["mtime"] = False
    kind.mkfs(device, **options)
    mount()


def mount():
    global fs
    fs = kind(device, **options)


def one(words):
    name, rest = words[0], words[1:]
    if name == "begin":
        return begin(*map(int, rest))
    if name == "mount":
        return mount()
    if name == "write":
        path, mode, place, seed, length = rest
        with fs.open(path, mode + "b") as file:
            if place != "-":
                file.seek(int(place))
            return file.write(bytes((at * 7 + int(seed)) & 255 for at in range(int(length))))
    if name == "read":
        with fs.open(rest[0], "rb") as file:
            return binascii.crc32(file.read())
    if name == "list":
        return ",".join("%s:%d" % (entry[0], entry[3]) for entry in fs.ilistdir(rest[0]))
    if name == "space":
        return fs.statvfs("/")[3]
    return getattr(fs, name)(*rest)


for line in sys.stdin:
    try:
        result = one(line.split())
    except OSError as error:
        result = "errno %d" % error.errno
    print("%s #%08x" % (result, binascii.crc32(device.data)))
