# Encodings have names, and errors have handlers.


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e.args)


show(lambda: "é".encode("ascii"))
show(lambda: b"\xe9".decode("ascii"))
show(lambda: b"abc".decode("ascii"))
show(lambda: b"abc".decode("latin-1"))
show(lambda: "abc".encode("utf-16"))
show(lambda: b"a\xffb\xc3".decode("utf-8", "replace"))
show(lambda: b"a\xffb\xc3".decode("utf-8", "ignore"))
show(lambda: b"a\xff".decode("utf-8", "strict"))
show(lambda: b"a\xc3\xa9".decode("ascii", "ignore"))
show(lambda: str(b"a\xff", "utf8", "replace"))
show(lambda: b"a".decode(1))
