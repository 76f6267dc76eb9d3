# Files of file systems over a device do not say whether they are ready.
try:
    import select
    import vfs

    vfs.VfsFat, vfs.VfsLfs2
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit


class Device:
    def __init__(self):
        self.data = bytearray(512 * 64)

    def readblocks(self, block, buffer, offset=0):
        at = block * 512 + offset
        buffer[:] = self.data[at : at + len(buffer)]

    def writeblocks(self, block, buffer, offset=0):
        at = block * 512 + offset
        self.data[at : at + len(buffer)] = buffer

    def ioctl(self, op, argument):
        return {4: 64, 5: 512, 6: 0}.get(op)


for system in (vfs.VfsFat, vfs.VfsLfs1, vfs.VfsLfs2):
    device = Device()
    system.mkfs(device)
    fs = system(device)
    for mode in ("w", "wb"):
        with fs.open("file", mode) as file:
            poll = select.poll()
            poll.register(file)
            try:
                print(poll.poll(0))
            except OSError as error:
                print(repr(error))
