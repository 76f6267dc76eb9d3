# Many calls on a FAT disk, chosen by chance, and what they answer.
import binascii

try:
    import vfs

    vfs.VfsFat
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit

SEEDS = 2
CALLS = 120


class Disk:
    def __init__(self, size, blocks):
        self.size = size
        self.data = bytearray(blocks * size)
        self.writes = 0

    def readblocks(self, block, buf):
        at = block * self.size
        buf[:] = memoryview(self.data)[at : at + len(buf)]

    def writeblocks(self, block, buf):
        at = block * self.size
        self.data[at : at + len(buf)] = buf
        self.writes += 1

    def ioctl(self, op, arg):
        if op == 4:
            return len(self.data) // self.size
        if op == 5:
            return self.size


chance = 1


def below(count):
    global chance
    chance = (chance * 1103515245 + 12345) & 0x7FFFFFFF
    return (chance >> 8) % count


def one_of(things):
    return things[below(len(things))]


NAMES = ("a", "Foo.txt", "foo.TXT", "A long name %d.extension", "z" * 30, ".hidden", "a.b.c", "é", "LONGNA~1.EXT")
FOLDERS = ("", "", "/", "d/", "D/sub/", "./", "d/../")


def path():
    name = one_of(NAMES)
    if "%" in name:
        name %= below(12)
    return one_of(FOLDERS) + name


def call():
    choice = below(11)
    if choice < 2:
        mode = one_of(("rb", "wb", "w+b", "ab", "r+b", "xb"))
        which = below(2)
        files[which].close()
        files[which] = fat.open(path(), mode)
    elif choice < 4:
        return one_of(files).write(bytes(range(below(200))) * one_of((1, 3, 7)))
    elif choice == 4:
        return binascii.crc32(one_of(files).read(below(2000)))
    elif choice == 5:
        # One that could not be opened is closed, and where it is says nothing.
        f = one_of(files)
        f.flush()
        return f.seek(one_of((0, 1, 511, 512, 700, 1500)), below(2) * 2)
    elif choice == 6:
        one_of(files).flush()
        fat.mkdir(one_of(("d", "D/sub", "e", path())))
    elif choice == 7:
        one_of((fat.remove, fat.rmdir))(one_of(("d/sub", path())))
    elif choice == 8:
        fat.rename(path(), path())
    elif choice == 9:
        return binascii.crc32(repr(list(fat.ilistdir(one_of((b"", b"d", b"/d/sub"))))).encode())
    else:
        return fat.stat(path())[:7]


for seed in range(SEEDS):
    disk = Disk(512 << seed, 90)
    vfs.VfsFat.mkfs(disk)
    fat = vfs.VfsFat(disk)
    files = [fat.open("a", "w+b"), fat.open("Foo.txt", "w+b")]
    answers = []
    for _ in range(CALLS):
        try:
            answers.append(call())
        except OSError as e:
            answers.append(e.errno)
    print(answers)
    for f in files:
        f.close()
    print(disk.writes, fat.statvfs(""))
    print(list(vfs.VfsFat(disk).ilistdir(b"")))
