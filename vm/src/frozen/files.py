# File systems that are objects: their methods are called wherever a path leads to them.


def vfs_call(fs, method, *args):
    return getattr(fs, method)(*args)


def vfs_mount(fs, path, readonly, mkfs):
    if not hasattr(fs, "mount"):
        fs = vfs_detect(fs, _vfs_classes())
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
    _check_reads(stream)
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


# ---- devices that are objects ----


# The methods of a device: to read, to write, and either one for all else or those of the older protocol.
def vfs_methods(device):
    read = device.readblocks
    write = getattr(device, "writeblocks", None)
    control = getattr(device, "ioctl", None)
    if control is not None:
        return read, write, control, None, None
    sync = getattr(device, "sync", None)
    return read, write, None, sync, device.count


def vfs_control(methods, request, argument):
    _, _, control, sync, count = methods
    if control is not None:
        return control(request, argument)
    if request == 3 and sync is not None:
        sync()
    return count() if request == 4 else None


def vfs_make(fs, device, little, format):
    methods = vfs_methods(device)
    if little:
        status = vfs_control(methods, 1, 1)
        if status is not None:
            _word(status)
        size = _word(vfs_control(methods, 5, 0))
        count = _word(vfs_control(methods, 4, 0))
    else:
        if vfs_control(methods, 1, 0):
            raise OSError(16)
        size = vfs_control(methods, 5, 0)
        size = 512 if size is None else _word(size)
        # The size of a volume is on it; that of the device is only asked for where one is made.
        count = 0x7FFFFFFF
        if format:
            vfs_control(methods, 1, 0)
            vfs_control(methods, 5, 0)
            count = _word(vfs_control(methods, 4, 0))
    return _vfs_set_up(fs, methods, size, count, format)


def vfs_make_and_mount(fs, methods):
    _vfs_make_and_mount(fs, _word(vfs_control(methods, 4, 0)))


# Asks the device for what an operation wants, until that is over.
def vfs_work(trial, methods):
    while True:
        wanted = _vfs_step(trial)
        if wanted is None:
            return _vfs_result(trial)
        request, block, offset, data = wanted
        if request < 2:
            buffer = memoryview(data)
            method = methods[request]
            status = method(block, buffer) if offset is None else method(block, buffer, offset)
            status = 0 if status is None else _word(status)
            if status > 0:
                status = -22
        elif request == 2:
            status = _word(vfs_control(methods, 6, block))
        else:
            status = vfs_control(methods, 3, 0)
            # What FAT does not look at.
            status = 0 if status is None or offset is None else _word(status)
        _vfs_answer(trial, status, data)


# What has no method `mount` is a device, on which a file system is looked for.
def vfs_detect(device, classes):
    if classes[0] is not None or classes[1] is not None:
        try:
            buffer = bytearray(44)
            for block in range(2):
                if device.readblocks(block, buffer, 8):
                    continue
                if classes[0] is not None and buffer[32:40] == b"littlefs":
                    return classes[0](device)
                if classes[1] is not None and buffer[:8] == b"littlefs":
                    return classes[1](device)
        except Exception:
            # A device that cannot read parts of blocks holds no such file system.
            pass
    if classes[2] is None:
        raise OSError(19)
    return classes[2](device)
