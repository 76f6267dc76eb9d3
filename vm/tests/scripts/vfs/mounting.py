# What can be mounted where, and what the table of mounts tells.
import os
import vfs


class Files:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def mount(self, readonly, mkfs):
        print("mount", self, readonly, mkfs)
        if self.name == "bad":
            raise ValueError(self)

    def umount(self):
        print("umount", self)


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(repr(e))


vfs.umount("/")
print(vfs.mount())
a, b, c, root = [Files(name) for name in ("a", "b", "c", "root")]
vfs.mount(a, "/a")
vfs.mount(root, "/", readonly=True)
vfs.mount(b, "/b/b", mkfs=1)
vfs.mount(c, "/b")
print(vfs.mount())

attempt(vfs.mount, c, "/a")
attempt(vfs.mount, c, "/a/below")
attempt(vfs.mount, Files("bad"), "/bad")
attempt(vfs.mount, a)
attempt(vfs.mount, a, 1)
attempt(vfs.mount, a, "/c", True)
attempt(vfs.mount, a, "/c", other=True)
attempt(vfs.umount, "/c")
attempt(vfs.umount, b"/a")
attempt(vfs.umount, 3)
print(vfs.mount())

attempt(vfs.umount, b)
attempt(os.umount, "/")
print(vfs.mount())
os.umount("/a")
os.mount(b, "/c")
vfs.umount("/b")
vfs.umount(b)
print(vfs.mount(), os.listdir("/"), os.getcwd())
