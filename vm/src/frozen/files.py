# File systems that are objects: their methods are called wherever a path leads to them.


def vfs_call(fs, method, *args):
    return getattr(fs, method)(*args)


def vfs_mount(fs, path, readonly, mkfs):
    fs.mount(readonly, mkfs)
    _vfs_mounted(fs, path)


def vfs_umount(fs):
    fs.umount()


def vfs_chdir(fs, path, mount):
    fs.chdir(path)
    _vfs_enter(mount)


def vfs_getcwd(fs, above):
    folder = fs.getcwd()
    if not above:
        return folder
    return above if folder == "/" else above + folder


# What is mounted, and then what is in the file system at the root, which is only asked when it comes to it. `mounts`
# is an iterator, so nothing is left in the parameters for another round.
def vfs_root(mounts, fs):
    for entry in mounts:
        yield entry
    if fs is not None:
        entries = fs.ilistdir("/")
        fs = None
        for entry in entries:
            yield entry


def vfs_listdir(path):
    return [entry[0] for entry in _ilistdir(path)]


# Looks for a module in the folders that are left: where it is, whether it is a package, its file and the file's bytes.
# Natives see to the folders of the host and of the firmware.
def import_search(folders, name):
    for folder in folders:
        found = _import_locate(folder, name)
        if found is None:
            found = import_locate(folder + "/" + name if folder else name)
        if found:
            return found
    return None


def import_locate(stem):
    package = import_kind(stem) == 2
    file = stem + "/__init__" if package else stem
    for ending in (".py", ".mpy"):
        if import_kind(file + ending) == 1:
            return stem, package, file + ending, import_read(file + ending)
    return (stem, package, None, None) if package else None


# 0 for nothing, 1 for a file, 2 for a folder. A file system that raises has nothing there.
def import_kind(path):
    kind = _import_kind(path)
    if kind is not None:
        return kind
    fs, path = _import_target(path)
    try:
        mode = fs.stat(path)[0]
    except Exception:
        return 0
    return 2 if mode & 0x4000 else 1


# A stream is asked for its buffer's size, and read in parts of it.
def import_read(path):
    stream = _open(path, "rb")
    size = stream_size(stream)
    parts = []
    while True:
        part = stream_read(stream, size)
        parts.append(part)
        if len(part) < size:
            break
    stream_close(stream)
    return b"".join(parts)


def stream_size(stream):
    size = 0
    if isinstance(stream, _IOBase):
        size = stream.ioctl(11, 0)
    return min(max(size, 16), 255) if size > 0 else 256


def exec_file(path, globals, locals):
    exec(compile(import_read(path), path, "exec"), globals, locals)
