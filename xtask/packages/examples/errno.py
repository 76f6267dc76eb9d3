# Error numbers by name, as the documentation lists them.
import errno

print(errno.ENOENT, errno.EACCES, errno.EEXIST, errno.EAGAIN)
try:
    open("/no/such/file")
except OSError as e:
    print(e.args[0] == errno.ENOENT)
