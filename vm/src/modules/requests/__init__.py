# requests: asking servers by HTTP/1.1, with a connection for each question.

import socket

__version__ = "0.10.2"

_REDIRECTS = (301, 302, 303, 307, 308)
# Of these, the new place is asked with GET.
_REDIRECTS_TO_GET = (301, 302, 303)


# What follows the head of an answer: as many bytes as were announced, or chunks that each announce theirs.
class BodyStream:
    def __init__(self, sock, size):
        self._sock = sock
        self._is_chunked = size is None
        # What is left of the body or of the chunk.
        self._left = size or 0
        self._is_over = size == 0

    # Goes to the next chunk; the last one has no bytes, and headers may follow it.
    def _next_chunk(self):
        self._left = int(self._sock.readline().split(b";")[0], 16)
        if not self._left:
            self._is_over = True
            while self._sock.readline() not in (b"", b"\r\n"):
                pass

    def readinto(self, buffer):
        if not self._left and not self._is_over:
            self._next_chunk()
        if self._is_over:
            return 0
        if len(buffer) > self._left:
            buffer = memoryview(buffer)[: self._left]
        n = self._sock.readinto(buffer)
        if not n:
            raise ValueError("Connection closed before body complete")
        self._left -= n
        if not self._left:
            if self._is_chunked:
                # The line that a chunk ends with.
                self._sock.readline()
            else:
                self._is_over = True
        return n

    def read(self, size=-1):
        buffer = bytearray(256 if size < 0 else size)
        if size >= 0:
            return bytes(buffer[: self.readinto(buffer)])
        data = b""
        while True:
            n = self.readinto(buffer)
            if not n:
                return data
            data += buffer[:n]

    def close(self):
        self._sock.close()


class Response:
    def __init__(self, raw):
        self.raw = raw
        self.encoding = "utf-8"
        self._content = None

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, tb):
        self.close()

    def close(self):
        if self.raw is not None:
            self.raw.close()
            self.raw = None
        self._content = None

    @property
    def content(self):
        if self._content is None:
            try:
                self._content = self.raw.read()
            finally:
                self.raw.close()
                self.raw = None
        return self._content

    @property
    def text(self):
        return str(self.content, self.encoding)

    def json(self):
        from json import loads

        return loads(self.content)


# The parts of an address: the scheme with its colon, the host, the port, and what is asked for.
def _split(url):
    scheme, slashes, rest = url.partition("//")
    if scheme not in ("http:", "https:"):
        raise ValueError("Unsupported protocol: " + scheme)
    end = min([at for at in map(rest.find, "/?#") if at >= 0] or [len(rest)])
    host, path = rest[:end], rest[end:]
    if not path.startswith("/"):
        path = "/" + path
    host, colon, port = host.partition(":")
    return scheme, host, int(port) if colon else 443 if scheme == "https:" else 80, path


def _connect(scheme, host, port, timeout):
    family, kind, proto, _, address = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)[0]
    sock = socket.socket(family, kind, proto)
    if timeout is not None:
        sock.settimeout(timeout)
    try:
        sock.connect(address)
        if scheme == "https:":
            import tls

            context = tls.SSLContext(tls.PROTOCOL_TLS_CLIENT)
            context.verify_mode = tls.CERT_NONE
            sock = context.wrap_socket(sock, server_hostname=host)
    except OSError:
        sock.close()
        raise
    return sock


def _send_chunks(sock, chunks, are_framed):
    for chunk in chunks:
        if are_framed:
            sock.write(b"%x\r\n" % len(chunk))
        sock.write(chunk)
        if are_framed:
            sock.write(b"\r\n")
    if are_framed:
        sock.write(b"0\r\n\r\n")


# The first line of an answer: its number and what is said of it.
def _read_status(sock):
    line = sock.readline().split(None, 2)
    if len(line) < 2:
        raise ValueError("HTTP error: BadStatusLine:\n%s" % line)
    return int(line[1]), line[2].rstrip() if len(line) > 2 else ""


def request(
    method,
    url,
    data=None,
    json=None,
    headers=None,
    stream=None,
    auth=None,
    timeout=None,
    parse_headers=True,
):
    headers = {} if headers is None else headers.copy()
    scheme, host, port, path = _split(url)
    if auth is not None:
        from binascii import b2a_base64

        name, password = auth
        secret = b2a_base64((name + ":" + password).encode())[:-1]
        headers["Authorization"] = "Basic " + secret.decode()
    sock = _connect(scheme, host, port, timeout)
    try:
        sock.write(b"%s %s HTTP/1.1\r\n" % (method, path))
        headers.setdefault("Host", host)
        if json is not None:
            assert data is None
            from json import dumps

            data = dumps(json)
            headers.setdefault("Content-Type", "application/json")
        # What comes in parts has no length before its end.
        in_parts = data and hasattr(data, "__next__") and not hasattr(data, "__len__")
        if in_parts:
            if "Content-Length" not in headers:
                headers.setdefault("Transfer-Encoding", "chunked")
        elif data:
            if isinstance(data, str):
                data = data.encode()
            headers.setdefault("Content-Length", str(len(data)))
        headers.setdefault("Connection", "close")
        for name, value in headers.items():
            for part in (name, b": ", value, b"\r\n"):
                sock.write(part)
        sock.write(b"\r\n")
        if in_parts:
            _send_chunks(sock, data, headers.get("Transfer-Encoding") == "chunked")
        elif data:
            sock.write(data)

        status, reason = _read_status(sock)
        size = -1
        redirect = None
        parsed = {}
        while True:
            line = sock.readline()
            if line in (b"", b"\r\n"):
                break
            lower = line.lower()
            if lower.startswith(b"transfer-encoding:") and b"chunked" in lower:
                size = None
            elif lower.startswith(b"content-length:") and size is not None:
                size = int(line[15:])
            elif lower.startswith(b"location:") and not 200 <= status <= 299:
                if status not in _REDIRECTS:
                    raise NotImplementedError("Redirect %d not yet supported" % status)
                redirect = str(line[9:], "utf-8").strip()
            if parse_headers is True:
                name, _, value = str(line, "utf-8").partition(":")
                parsed[name] = value.strip()
            elif parse_headers:
                parse_headers(line, parsed)
    except OSError:
        sock.close()
        raise

    if redirect is not None:
        sock.close()
        if redirect.startswith("/"):
            redirect = "%s//%s:%d%s" % (scheme, host, port, redirect)
        # The new place may be on another host.
        headers.pop("Host", None)
        if status in _REDIRECTS_TO_GET:
            return request("GET", redirect, None, None, headers, stream)
        return request(method, redirect, data, json, headers, stream)
    # Without an announcement, the end of the connection is the end of the body.
    response = Response(sock if size is not None and size < 0 else BodyStream(sock, size))
    response.status_code = status
    response.reason = reason
    if parse_headers is not False:
        response.headers = parsed
    return response


def head(url, **kw):
    return request("HEAD", url, **kw)


def get(url, **kw):
    return request("GET", url, **kw)


def post(url, **kw):
    return request("POST", url, **kw)


def put(url, **kw):
    return request("PUT", url, **kw)


def patch(url, **kw):
    return request("PATCH", url, **kw)


def delete(url, **kw):
    return request("DELETE", url, **kw)
