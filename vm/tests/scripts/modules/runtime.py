# gc, micropython, errno and sys: what a program asks of its runtime.
import errno, gc, micropython, sys

gc.collect()
print(gc.mem_free() > 0, gc.mem_alloc() > 0, gc.isenabled())
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled())
print(micropython.const(5), micropython.opt_level())
print(errno.ENOENT, errno.errorcode[errno.EIO], len(errno.errorcode))
print(sys.stdout.write("written\n"))
print(sys.implementation.name, sys.implementation[1][:2], len(sys.version_info))


class Sink:
    def __init__(self):
        self.text = ""

    def write(self, data):
        self.text += data if isinstance(data, str) else str(data, "utf8")
        return len(data)


try:
    [][1]
except IndexError as e:
    sys.print_exception(e)
try:
    sys.exit("reason")
except SystemExit as e:
    print(repr(e), e.args)
try:
    sys.exit()
except SystemExit as e:
    print(repr(e), e.args)
