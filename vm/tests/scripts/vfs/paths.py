# Which file system a path leads to, and what it is there.
import os
import vfs


class Files:
    def __init__(self, name):
        self.name = name
        self.folder = "/"

    def mount(self, readonly, mkfs):
        pass

    def umount(self):
        pass

    def chdir(self, path):
        print(self.name, "chdir", path)
        if path == "/no":
            raise OSError(2)
        self.folder = path

    def getcwd(self):
        return self.folder

    def ilistdir(self, path):
        yield (self.name, 0x8000, 0, len(path))

    def __getattr__(self, name):
        def call(*args):
            print(self.name, name, args)
            return (0, 0, 0, 0, 0, 0, 6, 0, 0, 0) if name == "stat" else self.name

        return call


def size(path):
    return os.stat(path)[6]


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(repr(e))


vfs.umount("/")
for f in (os.chdir, os.listdir, os.mkdir, os.remove, os.rmdir, os.stat, os.statvfs, open):
    attempt(f, "/x")
for f in (os.mkdir, os.remove, os.rmdir, os.chdir, os.listdir, open):
    attempt(f, "/")
attempt(os.rename, "/x", "/y")
attempt(os.rename, "/", "/")

vfs.mount(Files("two"), "/one/two")
vfs.mount(Files("one"), "/one")
vfs.mount(Files("three"), "/three")
for path in ("/one", "/one/", "one", "/one/a", "/one/two", "/one/two/b", "/oneself", b"/one/c", "//one"):
    attempt(size, path)
print(os.listdir(), os.listdir(b"/"), os.listdir("/three"))
print(list(os.ilistdir("/one/x")), list(os.ilistdir("/")))
attempt(os.mkdir, "/one/")
attempt(os.mkdir, "/one/d")
attempt(os.rename, "/one/a", "/one/b")
attempt(os.rename, "/one/a", "/three/b")
attempt(os.rename, "/one/a", "/missing/b")
attempt(open, "/three/f", "rb")
attempt(open, "/three/f")
attempt(open, b"/three/f", "w")

# Relative paths are in the file system that was entered.
attempt(os.chdir, "/three/sub")
print(os.getcwd())
attempt(size, "a")
attempt(size, "/one/a")
attempt(os.chdir, "/no")
attempt(os.chdir, "/one/no")
print(os.getcwd())
attempt(os.chdir, "/one")
print(os.getcwd(), os.listdir())
vfs.mount(Files("root"), "/")
attempt(size, "/two")
attempt(os.chdir, "/")
print(os.getcwd(), os.listdir())
attempt(size, "two")
attempt(os.statvfs, "/")
print(tuple(os.stat("/")))

# What is unmounted is left too.
os.chdir("/three")
vfs.umount("/three")
print(os.getcwd())
