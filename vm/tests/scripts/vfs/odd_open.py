# A file system of the program whose open gives what is no stream, or a stream that cannot be read.
import io, sys, vfs


class FileSystem:
    def __init__(self, stream):
        self.stream = stream

    def mount(self, readonly, mkfs):
        pass

    def umount(self):
        pass

    def stat(self, path):
        return (0x8000,) + (0,) * 9

    def open(self, path, mode):
        return self.stream


class Plain:
    def readinto(self, buf):
        return 0


for stream in (None, 7, "text", [], Plain(), io.IOBase()):
    fs = FileSystem(stream)
    vfs.mount(fs, "/odd")
    sys.path.append("/odd")
    for act in (lambda: execfile("/odd/a.py"), lambda: __import__("odd_module")):
        try:
            act()
            print("fine")
        except Exception as error:
            print(type(stream), type(error), error)
    sys.path.pop()
    vfs.umount(fs)
