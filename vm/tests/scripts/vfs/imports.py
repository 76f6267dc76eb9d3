# Modules come from file systems in Python: sources, packages, and what cannot be read.
import io
import sys
import vfs

FILES = {
    "/one.py": b"print('one is', __name__, __file__)\nimport two\nx = two.x + 1\n",
    "/two.py": b"x = 2\n",
    "/wrong.py": b"x = = 1\n",
    "/raises.py": b"print('before')\n1 / 0\n",
    "/short.mpy": b"M",
    "/pkg/__init__.py": b"from .inner import y\n",
    "/pkg/inner.py": b"y = 'inner'\n" + b"# a long line of no use\n" * 40 + b"z = __name__\n",
    "/empty/thing.py": b"here = __name__\n",
    "/locked.py": None,
}


class Files:
    def mount(self, readonly, mkfs):
        pass

    def umount(self):
        pass

    def stat(self, path):
        folder = path + "/"
        if path in FILES:
            return (0x8000, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        if any(name.startswith(folder) for name in FILES):
            return (0x4000, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        raise OSError(2)

    def open(self, path, mode):
        print("open", path, mode)
        if FILES[path] is None:
            raise OSError(13)
        return io.BytesIO(FILES[path])


vfs.mount(Files(), "/fs")
sys.path.append("/fs")


def attempt(name):
    try:
        __import__(name)
        print(name, "is there")
    except Exception as e:
        print(name, type(e).__name__, e.args if name == "locked" else "")
    print(name in sys.modules)


import one

print(one.x)
import pkg.inner

print(pkg.y, pkg.inner.z, pkg.__path__)
from empty.thing import here

print(here)
for name in ("wrong", "raises", "short", "missing", "locked", "pkg.missing"):
    attempt(name)

sys.path.insert(0, "/fs/pkg")
import inner

print(inner.z, inner.__file__)
vfs.umount("/fs")
attempt("another")
