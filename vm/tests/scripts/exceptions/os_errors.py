# OSError: numbers, names, text.

import errno

for name in ("EPERM", "ENOENT", "EIO", "EBADF", "EAGAIN", "ENOMEM", "EACCES", "EEXIST", "ENODEV", "EISDIR", "EINVAL", "ETIMEDOUT", "EINPROGRESS"):
    number = getattr(errno, name, None)
    if number is None:
        print(name, "is missing")
        continue
    e = OSError(number)
    print(name, errno.errorcode.get(number), str(e).split("]")[-1], e.errno == number, e.args == (number,))
try:
    raise OSError(errno.ENOENT)
except OSError as error:
    print(error, repr(error), error.errno == errno.ENOENT)
try:
    raise OSError(errno.ENOENT, "file.txt")
except OSError as error:
    print(error.args[1], error.errno == errno.ENOENT)


class Name:
    def __repr__(self):
        return "shown"


for number in (errno.ENOENT, 99999, True, "a"):
    error = OSError(number, Name())
    print(str(error).split("]")[-1], repr(error).split(",")[-1], str(OSError(number, Name(), 1)).split(",")[-2:])
