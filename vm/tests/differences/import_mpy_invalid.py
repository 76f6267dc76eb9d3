# A .mpy file that cannot be loaded: what is wrong with it, and what to do.
# Cause: MicroPython says "incompatible .mpy file" of each; a file that an older mpy-cross wrote is the commonest reason why a
#   library does not load, and the version that is needed is not in those words.
# Workaround: ask for the class of the exception, ValueError, which is the same.

import sys

try:
    import vfs
except ImportError:
    print("SKIP")
    raise SystemExit
import io


class File(io.IOBase):
    def __init__(self, data):
        self.data = data

    def ioctl(self, request, arg):
        return 0

    def readinto(self, buf):
        n = min(len(buf), len(self.data))
        buf[:n] = self.data[:n]
        self.data = self.data[n:]
        return n


class Files:
    files = {"/old.mpy": b"M\x05\x02\x1f", "/other.mpy": b"X\x06\x00\x1f"}

    def mount(self, readonly, mkfs):
        pass

    def umount(self):
        pass

    def stat(self, path):
        if path in self.files:
            return (0x8000,) + (0,) * 9
        raise OSError(2)

    def open(self, path, mode):
        return File(self.files[path])


vfs.mount(Files(), "/files")
sys.path.append("/files")
for name in ("old", "other"):
    try:
        __import__(name)
    except ValueError as e:
        print(e)
