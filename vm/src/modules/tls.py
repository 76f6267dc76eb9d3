# tls: contexts and sockets as programs make them. There is no TLS behind them: where a handshake would begin, there
# is an error that says so.

from io import IOBase as _Stream

# The library whose names and numbers these are.
MBEDTLS_VERSION = "Mbed TLS 3.6.6"

PROTOCOL_TLS_CLIENT = 0
PROTOCOL_TLS_SERVER = 1
PROTOCOL_DTLS_CLIENT = 2
PROTOCOL_DTLS_SERVER = 3
CERT_NONE = 0
CERT_OPTIONAL = 1
CERT_REQUIRED = 2

_LONGEST_KEY = 48
_DEFAULTS = {
    "verify_callback": None,
    "psk_identity": None,
    "psk_key": None,
    "server_psk_keys": None,
}


def _ciphers():
    aes = [
        bits + rest
        for bits in ("256-", "128-")
        for rest in ("GCM-SHA384", "CBC-SHA384", "CBC-SHA")
    ]
    # The shorter keys go with the shorter hash.
    aes = [name.replace("384", "256") if name[0] == "1" else name for name in aes]
    names = []
    for cipher in aes:
        for kind in ("ECDSA", "RSA"):
            names.append("TLS-ECDHE-" + kind + "-WITH-AES-" + cipher)
    for kind in ("RSA", "PSK"):
        for cipher in aes:
            if kind == "RSA" and cipher == "256-CBC-SHA384":
                cipher = "256-CBC-SHA256"
            names.append("TLS-" + kind + "-WITH-AES-" + cipher)
    return names


# ---- keys and certificates ----


# The value of a DER item: its tag, its content, and what follows. `ValueError` if it is none.
def _item(data):
    if len(data) < 2:
        raise ValueError
    size = data[1]
    at = 2
    if size & 0x80:
        at += size & 0x7F
        if not 2 < at <= min(6, len(data)):
            raise ValueError
        size = int.from_bytes(data[2:at], "big")
    if at + size > len(data):
        raise ValueError
    return data[0], data[at : at + size], data[at + size :]


# The items that a sequence holds, by their tags.
def _tags(data):
    tag, data, rest = _item(data)
    if tag != 0x30 or rest:
        raise ValueError
    tags = []
    while data:
        tag, _, data = _item(data)
        tags.append(tag)
    return tags


# The parts of a PEM file with this label, or a DER file itself, as bytes.
def _parts(data, label):
    if isinstance(data, str):
        data = data.encode()
    elif not isinstance(data, bytes):
        raise TypeError("can't convert '%s' object to str implicitly" % type(data).__name__)
    if b"-----BEGIN " not in data:
        return [data]
    from binascii import a2b_base64

    parts = []
    for part in data.split(b"-----BEGIN ")[1:]:
        head, _, rest = part.partition(b"-----")
        body, end, _ = rest.partition(b"-----END " + head + b"-----")
        if not end:
            raise ValueError
        if head.endswith(label):
            parts.append(a2b_base64(body))
    if not parts:
        raise ValueError
    return parts


# An RSA key, one for elliptic curves, or either within PKCS #8: numbers in a row.
def _check_key(data):
    (data,) = _parts(data, b"PRIVATE KEY")[:1]
    tags = _tags(data)
    is_rsa = tags == [2] * 9
    is_curve = tags[:2] == [2, 4]
    is_wrapped = tags[:3] == [2, 0x30, 4]
    if not (is_rsa or is_curve or is_wrapped):
        raise ValueError


# What is signed, how, and the signature.
def _check_certificates(data):
    for part in _parts(data, b"CERTIFICATE"):
        if _tags(part) != [0x30, 0x30, 3]:
            raise ValueError


def _checked(check, data, name):
    try:
        check(data)
    except ValueError:
        raise ValueError("invalid " + name)


# ---- contexts ----


class SSLContext:
    def __init__(self, *args):
        if len(args) != 1:
            raise TypeError("function takes 1 positional arguments but %d were given" % len(args))
        (protocol,) = args
        if not isinstance(protocol, int):
            raise TypeError("can't convert %s to int" % type(protocol).__name__)
        state = dict(_DEFAULTS)
        state["verify_mode"] = CERT_NONE if protocol & 1 else CERT_REQUIRED
        object.__setattr__(self, "_protocol", protocol)
        object.__setattr__(self, "_state", state)
        object.__setattr__(self, "_has_psk", False)

    def __repr__(self):
        return "<SSLContext>"

    def __getattr__(self, name):
        if name in self._state:
            return self._state[name]
        raise AttributeError("'SSLContext' object has no attribute '%s'" % name)

    def __setattr__(self, name, value):
        state = self._state
        if name not in state:
            raise AttributeError("'SSLContext' object has no attribute '%s'" % name)
        if name == "verify_mode" and not isinstance(value, int):
            raise TypeError("can't convert %s to int" % type(value).__name__)
        state[name] = value
        if name in ("psk_key", "psk_identity"):
            key = state["psk_key"]
            if key is not None and state["psk_identity"] is not None:
                key = memoryview(key)
                # There is room for one, the first that fits.
                if self._has_psk:
                    raise OSError(-28800, "MBEDTLS_ERR_SSL_FEATURE_UNAVAILABLE")
                if not 0 < len(key) <= _LONGEST_KEY:
                    raise OSError(-28928, "MBEDTLS_ERR_SSL_BAD_INPUT_DATA")
                object.__setattr__(self, "_has_psk", True)

    def __delattr__(self, name):
        raise AttributeError("'SSLContext' object has no attribute '%s'" % name)

    def __del__(self):
        pass

    def get_ciphers(self):
        return _ciphers()

    def set_ciphers(self, ciphers):
        if not isinstance(ciphers, (list, tuple)):
            raise TypeError("object '%s' isn't a tuple or list" % type(ciphers).__name__)
        known = _ciphers()
        if not ciphers or any(name not in known for name in ciphers):
            raise OSError(-24192, "MBEDTLS_ERR_SSL_BAD_CONFIG")

    def load_cert_chain(self, certificate, key):
        _checked(_check_key, key, "key")
        _checked(_check_certificates, certificate, "cert")

    def load_verify_locations(self, certificates):
        _checked(_check_certificates, certificates, "cert")

    def wrap_socket(
        self,
        sock,
        *,
        server_side=False,
        do_handshake_on_connect=True,
        server_hostname=None,
        client_id=None
    ):
        if not hasattr(sock, "readinto") or not hasattr(sock, "write"):
            raise OSError("stream operation not supported")
        if server_hostname is None:
            if self.verify_mode == CERT_REQUIRED and not server_side:
                raise ValueError("CERT_REQUIRED requires server_hostname")
        elif not isinstance(server_hostname, str):
            raise TypeError(
                "can't convert '%s' object to str implicitly" % type(server_hostname).__name__
            )
        if self._protocol == PROTOCOL_DTLS_SERVER and not isinstance(
            client_id, (bytes, bytearray, memoryview, str)
        ):
            raise OSError(-28928, "MBEDTLS_ERR_SSL_BAD_INPUT_DATA")
        wrapped = SSLSocket(sock)
        if do_handshake_on_connect:
            wrapped._handshake()
        return wrapped


# ---- sockets ----


class SSLSocket(_Stream):
    def __init__(self, sock):
        self._sock = sock

    def __repr__(self):
        return "<SSLSocket>"

    # Where the other end would be asked for its name and its keys.
    def _handshake(self):
        if self._sock is None:
            raise OSError(-28928, "MBEDTLS_ERR_SSL_BAD_INPUT_DATA")
        raise OSError(95, "there is no TLS in the simulation")

    def read(self, size=-1):
        self._handshake()

    def readinto(self, buffer, size=-1):
        self._handshake()

    def readline(self, size=-1):
        self._handshake()

    def write(self, data, *part):
        self._handshake()

    recv = read
    recv_into = readinto
    send = write
    sendall = write

    def cipher(self):
        self._handshake()

    def setblocking(self, flag):
        self._sock.setblocking(flag)

    def ioctl(self, request, arg):
        if request == 4:
            self.close()
            return 0
        if request == 3:
            # Closed, or to be asked, which tells that there is no TLS.
            return 32 if self._sock is None else arg & 5
        raise OSError(22)

    def close(self):
        sock = self._sock
        self._sock = None
        if isinstance(sock, _Stream):
            sock.ioctl(4, 0)
        elif sock is not None:
            sock.close()

    __del__ = close
