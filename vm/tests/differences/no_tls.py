# There is no TLS: a handshake is an error, where it would begin.
# Cause: nobody is at the other end who could prove who they are, and a library for it is larger than the VM.
# Workaround: talk without TLS within the simulation; on a board, the same program has it.
import io
import ssl
import tls

try:
    ssl.wrap_socket(io.BytesIO())
except OSError as e:
    print(e)

wrapped = ssl.wrap_socket(io.BytesIO(), do_handshake=False)
for f, *args in ((wrapped.read, 1), (wrapped.write, b"x"), (wrapped.readline,)):
    try:
        f(*args)
    except OSError as e:
        print(e)
